"""Putting blocks where words stood, in texts and in the bodies of acts.

What is hidden keeps its length in code points, so that every offset behind it still holds.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, cast

from db import canonical
from db.folding import fold, fold_mapped

BLOCK = "\u2588"
NESTED = {("quote", "tokens"), ("companion", "tokens"), ("vocabulary", "terms"), ("departure", "heads")}
"""Columns whose text is JSON of its own."""
KEPT_AS_IT_CAME = {("foreign_record", "rest")}
"""Columns whose text is JSON in its own order, of which every string holds words, also the names."""
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_ESCAPED = re.compile(r"\\(?:u[0-9a-fA-F]{4}|.)")
_SPOKEN = {"text", "prefix", "suffix", "by", "inherited_from", "label", "note", "default"}
"""The keys within such a text that hold words of people."""
_RUN = re.compile(r"[^\W_]+")

Range = tuple[int, int]
Path = tuple[str | int, ...]
"""The way to a text through objects and lists, and on into a text that is JSON of its own."""
Place = tuple[Path, int, int]
Body = dict[str, Any]
Rewrite = Callable[[str, str, Any], Any]
"""From a table, a column and a value to the value without the words."""


def hide(text: str, ranges: Iterable[Range]) -> str:
    """The text with blocks in these ranges, end exclusive, in code points."""
    letters = list(text)
    for start, end in ranges:
        for at in range(max(start, 0), min(end, len(letters))):
            letters[at] = BLOCK
    return "".join(letters)


def pattern(words: str) -> re.Pattern[str] | None:
    """Finds the words in a folded text, whatever stands between them; None if there is no letter or digit in them.

    An Arabic word is found within a longer one too, because particles are written joined to it.
    """
    runs = _RUN.findall(fold(words))
    if not runs:
        return None
    inner = r"[\W_]+".join(re.escape(run) for run in runs)
    before = "" if _is_arabic(runs[0]) else r"(?<![^\W_])"
    after = "" if _is_arabic(runs[-1]) else r"(?![^\W_])"
    return re.compile(before + inner + after)


def ranges_of(patterns: Sequence[re.Pattern[str]], text: str) -> list[Range]:
    """Where the patterns stand in the unfolded text, with the marks that follow a last letter."""
    folded, origin = fold_mapped(text)
    found: list[Range] = []
    for one in patterns:
        for match in one.finditer(folded):
            end = origin[match.end()] if match.end() < len(origin) else len(text)
            last = origin[match.end() - 1] + 1
            while last < end and not fold(text[last]):
                last += 1
            found.append((origin[match.start()], last))
    return found


def rewritten(body: Body, rewrite: Rewrite) -> Body:
    """The body of an act with every value put through `rewrite`."""
    changes = [
        change | {"fields": {name: [rewrite(change["table"], name, v) for v in pair] for name, pair in fields.items()}}
        for change in body["changes"]
        for fields in [cast("dict[str, list[Any]]", change["fields"])]
    ]
    new = body | {"changes": changes}
    if "expunged" in body:
        said = {name: rewrite("", name, body["expunged"][name]) for name in ("what", "ground")}
        new["expunged"] = body["expunged"] | said
    return new


def in_nested(text: str, rewrite: Callable[[str], str], spans: Callable[[Body], None] | None = None) -> str:
    """A text that is JSON of its own, with the words in it put through `rewrite`; `spans` may alter its spans first."""

    def walk(value: object) -> object:
        if isinstance(value, list):
            return [walk(one) for one in cast("list[object]", value)]
        if not isinstance(value, dict):
            return value
        plain: dict[str, Any] = {**cast("dict[str, Any]", value)}
        if plain.get("k") == "span" and spans is not None:
            spans(plain)
        return {
            name: rewrite(one) if name in _SPOKEN and isinstance(one, str) else walk(one) for name, one in plain.items()
        }

    return canonical.dumps(walk(json.loads(text)))


def in_strings(text: str, ranges: Callable[[str], Iterable[Range]]) -> str:
    """A text that is JSON with the words hidden in each string of it; the JSON stays what it is, letter for letter.

    An escaped letter, such as the end of a line, parts words as the letter itself would.
    """

    def hidden(found: re.Match[str]) -> str:
        said = _ESCAPED.sub(lambda escape: " " * len(escape[0]), found[1])
        return f'"{hide(found[1], ranges(said))}"'

    return _STRING.sub(hidden, text)


def places_between(before: object, after: object) -> list[Place]:
    """Where one value has blocks that the other has not; the two differ in nothing else."""
    return list(_differences((), before, after))


def with_blocks(body: Body, places: Iterable[Place]) -> Body:
    """The body with blocks in these places; a place that it does not have is passed over."""
    by_path: dict[Path, list[Range]] = {}
    for path, start, end in places:
        by_path.setdefault(path, []).append((start, end))
    return cast("Body", _blocked(body, by_path)) if by_path else body


def _differences(path: Path, before: object, after: object) -> Iterator[Place]:
    if isinstance(before, str) and isinstance(after, str):
        if before == after:
            return
        left, right = _parsed(before), _parsed(after)
        if left is not None and right is not None:
            yield from _differences(path, left, right)
            return
        for run in re.finditer(f"{BLOCK}+", after):
            if before[run.start() : run.end()] != run[0]:
                yield path, run.start(), run.end()
    elif isinstance(before, dict) and isinstance(after, dict):
        values, others = cast("dict[str, object]", before), cast("dict[str, object]", after)
        for name, value in values.items():
            yield from _differences((*path, name), value, others[name])
    elif isinstance(before, list) and isinstance(after, list):
        pairs = zip(cast("list[object]", before), cast("list[object]", after), strict=True)
        for index, (one, other) in enumerate(pairs):
            yield from _differences((*path, index), one, other)


def _blocked(value: object, places: dict[Path, list[Range]]) -> object:
    if not places:
        return value
    if isinstance(value, str):
        inner = _parsed(value) if any(path for path in places) else None
        return hide(value, places.get((), ())) if inner is None else canonical.dumps(_blocked(inner, places))
    below: dict[str | int, dict[Path, list[Range]]] = {}
    for path, ranges in places.items():
        if path:
            below.setdefault(path[0], {})[path[1:]] = ranges
    if isinstance(value, dict):
        plain = cast("dict[str, object]", value)
        return {name: _blocked(one, below.get(name, {})) for name, one in plain.items()}
    if isinstance(value, list):
        return [_blocked(one, below.get(index, {})) for index, one in enumerate(cast("list[object]", value))]
    return value


def _parsed(text: str) -> object:
    """The lists and objects of a text that is canonical JSON; None for any other text."""
    if text[:1] not in ("{", "["):
        return None
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value if canonical.dumps(value) == text else None


def _is_arabic(word: str) -> bool:
    return len(word) >= 3 and "\u0600" <= word[0] <= "\u06ff"
