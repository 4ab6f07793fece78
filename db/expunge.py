"""A name or a passage vanishes from a case: from its rows, its history, its imports and its search.

What remains is an act that says that something was expunged, on what ground, when and by whom. A colleague's copy
forgets the same when it takes that act in.
"""

import json
import re
from bisect import bisect_right
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from itertools import accumulate
from re import Pattern
from typing import Any

from db import canonical, expunging, hiding
from db.casefile import CaseFile
from db.contents import elements_hash
from db.errors import BadValue
from db.expunging import VERB, Expungings, Places, expungings_of
from db.folding import fold
from db.hiding import KEPT_AS_IT_CAME, NESTED, Range
from db.rebuild import rebuild
from db.records import Segment
from db.schema import JOURNALLED
from db.tokens import Passage

_NO_WORDS = {
    *("id", "status", "copy_type", "format", "code", "capacity", "capacity_basis", "relation", "bearing"),
    *("directness", "element_path", "sha256", "content_sha256", "original_sha256", "frame_rate"),
}
"""Columns that hold no words of people."""
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|.)", re.DOTALL)
_CODES = {
    *(("transcript", "kind"), ("companion", "kind"), ("custody_event", "kind"), ("departure", "kind")),
    *(("foreign_record", "kind"), ("link", "polarity")),
}
"""Columns that hold no words of people, though others of their name do."""
_WORDS = {("foreign_record", "foreign_id")}
"""Columns that hold words of people, though others that are named like them don't."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands that is to vanish."""

    table: str
    """`segment`, `original`, `act` (the history), or a journalled table."""
    record_id: str
    field: str
    times: int = 1


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to vanish, and why."""

    what: str
    """What it was, without saying it: "the name of a witness"."""
    ground: str
    words: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()


@dataclass(slots=True)
class _Plan:
    """What would change."""

    segments: dict[str, Places]
    """By the hash of the import."""
    elements: dict[str, Places]
    """By the hash of the framework's elements."""
    originals: list[str]
    bodies: dict[str, Any]
    found: list[Place]


def look(case: CaseFile, wish: Wish) -> list[Place]:
    """Every place in the case where it stands, without changing anything; BadValue if the wish says nothing."""
    return _plan(case, wish).found


def expunge(case: CaseFile, wish: Wish) -> str:
    """Let it vanish, in one transaction, and say that it was done; returns the act's id.

    BadValue if it stands nowhere, or if what is to remain would say it again.
    """
    if not wish.what.strip() or not wish.ground.strip():
        raise BadValue("an expunging without a ground")
    patterns = _patterns(wish)
    if any(hiding.ranges_of(patterns, text) for text in (wish.what, wish.ground)):
        raise BadValue("the reason says what is to vanish")
    plan = _plan(case, wish)
    if not plan.found:
        raise BadValue("it stands nowhere in this case")
    return _carry_out(case, plan, wish.what, wish.ground)


def follow_up(case: CaseFile) -> str | None:
    """Hide in acts that came later what was expunged before; returns the act that says so, or None.

    A colleague who did not know of it yet may have marked the very words. Their places are known; names in free text
    are not, for nothing remembers them.
    """
    known = expungings_of(case.connection)
    if not known.imports():
        return None
    bodies = _bodies_without(case, [], known)
    if not bodies:
        return None
    return _carry_out(
        case, _Plan({}, {}, [], bodies, []), "words that were expunged before", "they were marked elsewhere"
    )


def learn(case: CaseFile, known: Expungings) -> bool:
    """Within a gate: hide in bodies, segments and imported files what was expunged; True if any of it still stood."""
    connection = case.connection
    changed = 0
    connection.execute("UPDATE step SET verb = ?", [VERB])
    for act_id in sorted(known.touched()):
        row = connection.execute("SELECT body FROM act_body WHERE act_id = ?", [act_id]).fetchone()
        if row is not None and (body := known.left_of(act_id, row[0])) != row[0]:
            connection.execute("UPDATE act_body SET body = ? WHERE act_id = ?", [body, act_id])
            changed += 1
    for sha256 in sorted(known.imports()):
        changed += _hide_segments(case, sha256, known)
    for sha256 in sorted(known.frameworks()):
        before = case.contents.elements(sha256)
        if (left := known.without_words(sha256, before)) != before:
            case.contents.replace_elements(sha256, left)
            changed += 1
    for sha256 in sorted(known.originals):
        changed += connection.execute(
            "UPDATE original SET bytes = x'' WHERE sha256 = ? AND length(bytes) > 0", [sha256]
        ).rowcount
    if changed:
        case.contents.reindex()
    return changed > 0


def _hide_segments(case: CaseFile, sha256: str, known: Expungings) -> int:
    before = case.contents.segments(sha256)
    changed = 0
    for ordinal, (old, new) in enumerate(zip(before, known.without(sha256, before), strict=True)):
        if (old.text, old.speaker) != (new.text, new.speaker):
            case.connection.execute(
                "UPDATE segment SET text = ?, speaker = ? WHERE ordinal = ? "
                "AND content = (SELECT number FROM content WHERE sha256 = ?)",
                [new.text, new.speaker, ordinal, sha256],
            )
            changed += 1
    return changed


def _carry_out(case: CaseFile, plan: _Plan, what: str, ground: str) -> str:
    with case.outside_of_history(VERB):
        earlier = expungings_of(case.connection)
        hidden: dict[str, Any] = {}
        for sha256, places in plan.segments.items():
            left = expunging.masked(earlier.without(sha256, case.contents.segments(sha256)), places)
            hidden[sha256] = {"places": expunging.plain_places(places), "sha256": expunging.hash_of(left)}
        in_frameworks: dict[str, Any] = {}
        for sha256, places in plan.elements.items():
            words = expunging.masked_elements(earlier.without_words(sha256, case.contents.elements(sha256)), places)
            in_frameworks[sha256] = {"places": expunging.plain_places(places), "sha256": elements_hash(words)}
        said = {
            "what": what,
            "ground": ground,
            "segments": hidden,
            **({"elements": in_frameworks} if in_frameworks else {}),
            "originals": sorted(plan.originals),
            "bodies": plan.bodies,
        }
        act = case.ledger.note(VERB, "Expunge", {"expunged": said})
        learn(case, expungings_of(case.connection))
        rebuild(case)
        refresh_search(case)
    forget_traces(case)
    return act


def forget_traces(case: CaseFile) -> None:
    """After something was expunged: nothing of it stays in memory, or in the journal of the transaction that did it."""
    case.contents.forget()
    case.wipe_journal()


def refresh_search(case: CaseFile) -> None:
    """Within a gate: make the index of quotes anew, so that no word of an older row is left in it."""
    case.search.refresh_quotes(quote.id for quote in case.quotes.all())
    case.connection.execute("INSERT INTO quote_fts (quote_fts) VALUES ('rebuild')")


def _plan(case: CaseFile, wish: Wish) -> _Plan:
    patterns = _patterns(wish)
    if not patterns and not wish.passages:
        raise BadValue("an expunging of nothing")
    found: list[Place] = []
    segments = _segments_to_hide(case, patterns, wish.passages, found)
    elements = _elements_to_hide(case, patterns, found)
    originals = _originals_to_destroy(case, patterns, wish.words, {*segments, *elements}, found)
    known = expungings_of(case.connection)
    bodies = _bodies_without(case, patterns, known, segments)
    found += [Place("act", act_id, "body") for act_id in bodies]
    for table in JOURNALLED:
        found += _places_in(case, table, patterns)
    return _Plan(segments, elements, originals, bodies, found)


def _patterns(wish: Wish) -> list[Pattern[str]]:
    patterns = [hiding.pattern(one) for one in wish.words]
    if None in patterns:
        raise BadValue("words without a letter or digit")
    return [one for one in patterns if one is not None]


def _segments_to_hide(
    case: CaseFile, patterns: Sequence[Pattern[str]], passages: Sequence[Passage], found: list[Place]
) -> dict[str, Places]:
    hidden: dict[str, Places] = {}
    for transcript in case.transcripts.all():
        sha256 = transcript.content_sha256
        segments = case.contents.segments(sha256)
        places = hidden.get(sha256) or _in_segments(segments, patterns)
        for passage in passages:
            if passage.transcript_id == transcript.id:
                _add_passage(places, passage, segments)
        if places:
            hidden[sha256] = places
            found += [
                Place("segment", transcript.id, str(ordinal), sum(map(len, at.values())))
                for ordinal, at in sorted(places.items())
            ]
    return hidden


def _in_segments(segments: Sequence[Segment], patterns: Sequence[Pattern[str]]) -> Places:
    """Where the words stand, also across the border of two segments."""
    places: Places = {}
    if not patterns:
        return places
    starts = [0, *accumulate(len(segment.text) + 1 for segment in segments)]
    for first, last in hiding.ranges_of(patterns, "\n".join(segment.text for segment in segments)):
        for ordinal in range(bisect_right(starts, first) - 1, bisect_right(starts, last - 1)):
            length = len(segments[ordinal].text)
            _add(places, ordinal, "text", (max(first - starts[ordinal], 0), min(last - starts[ordinal], length)))
    for ordinal, segment in enumerate(segments):
        for piece in hiding.ranges_of(patterns, segment.speaker or ""):
            _add(places, ordinal, "speaker", piece)
    return places


def _add_passage(places: Places, passage: Passage, segments: Sequence[Segment]) -> None:
    start, end = passage.start, passage.end
    if not (start < end and end.ordinal < len(segments)):
        raise BadValue("no passage of this transcript")
    for ordinal in range(start.ordinal, end.ordinal + 1):
        first = start.offset if ordinal == start.ordinal else 0
        last = end.offset if ordinal == end.ordinal else len(segments[ordinal].text)
        _add(places, ordinal, "text", (first, last))


def _add(places: Places, ordinal: int, name: str, piece: Range) -> None:
    if piece[0] < piece[1]:
        places.setdefault(ordinal, {}).setdefault(name, []).append(piece)


def _elements_to_hide(case: CaseFile, patterns: Sequence[Pattern[str]], found: list[Place]) -> dict[str, Places]:
    """Where the words stand in the frameworks of the case, also in those that no record names any more."""
    hidden: dict[str, Places] = {}
    kept = case.connection.execute("SELECT sha256 FROM content WHERE kind = 'elements'").fetchall() if patterns else []
    for (sha256,) in kept:
        places: Places = {}
        for ordinal, element in enumerate(case.contents.elements(sha256)):
            for name, text in expunging.words_of(element).items():
                for piece in hiding.ranges_of(patterns, text):
                    _add(places, ordinal, name, piece)
        if places:
            hidden[sha256] = places
            found += [
                Place("element", sha256, str(at), sum(map(len, of.values()))) for at, of in sorted(places.items())
            ]
    return hidden


def _originals_to_destroy(
    case: CaseFile,
    patterns: Sequence[Pattern[str]],
    terms: Sequence[str],
    hidden: Set[str],
    found: list[Place],
) -> list[str]:
    """The files of imports that hold such words, and every other one whose bytes do."""
    of = [*case.transcripts.all(), *case.frameworks.all()]
    gone = {one.original_sha256 for one in of if one.content_sha256 in hidden and one.original_sha256}
    for sha256, data in case.connection.execute("SELECT sha256, bytes FROM original WHERE length(bytes) > 0"):
        if sha256 not in gone and (_stands_in(data, terms) or _is_said_in(data, patterns)):
            gone.add(sha256)
    found += [Place("original", sha256, "bytes") for sha256 in sorted(gone)]
    return sorted(gone)


def _is_said_in(data: bytes, patterns: Sequence[Pattern[str]]) -> bool:
    """Whether a text says it, however it is spelt, parted into lines, or escaped as in JSON."""
    if not patterns:
        return False
    text = data.decode("utf-16" if data[:2] in (BOM_UTF16_LE, BOM_UTF16_BE) else "utf-8", "replace")
    folded = fold(_ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else " ", text))
    return any(one.search(folded) for one in patterns)


def _stands_in(data: bytes, terms: Sequence[str]) -> bool:
    lower = data.lower()
    for term in terms:
        for text in {term, term.lower(), term.upper(), json.dumps(term)[1:-1]}:
            for encoding in ("utf-8", "utf-16-le", "utf-16-be", "cp1256", "cp1252"):
                try:
                    needle = text.encode(encoding)
                except UnicodeEncodeError:
                    continue
                if needle in data or needle.lower() in lower:
                    return True
    return False


def _bodies_without(
    case: CaseFile,
    patterns: Sequence[Pattern[str]],
    known: Expungings,
    more: dict[str, Places] | None = None,
) -> dict[str, Any]:
    """Of each act's body that holds such words, the places, and the hash of what would be left."""
    hidden = known.imports() | (more or {}).keys()
    texts: dict[str, list[Segment]] = {}

    def segments_of(transcript_id: str) -> list[Segment] | None:
        sha256 = contents.get(transcript_id)
        if sha256 is None or sha256 not in hidden:
            return None
        if sha256 not in texts:
            left = known.without(sha256, case.contents.segments(sha256))
            texts[sha256] = expunging.masked(left, (more or {}).get(sha256, {}))
        return texts[sha256]

    rewrite = _rewriter(patterns, segments_of)
    bodies = [(id, json.loads(text)) for id, text in case.connection.execute("SELECT act_id, body FROM act_body")]
    contents = {
        change["id"]: change["fields"]["content_sha256"][1]
        for _, body in bodies
        for change in body["changes"]
        if change["table"] == "transcript" and change["op"] == "insert"
    }
    left = ((id, body, hiding.rewritten(body, rewrite)) for id, body in bodies)
    return {
        id: {"places": hiding.places_between(body, new), "sha256": canonical.sha256(canonical.dumps(new))}
        for id, body, new in left
        if new != body
    }


def _rewriter(
    patterns: Sequence[Pattern[str]], segments_of: Callable[[str], list[Segment] | None]
) -> Callable[[str, str, Any], Any]:
    def hide(text: str) -> str:
        return hiding.hide(text, hiding.ranges_of(patterns, text)) if patterns else text

    def spans(plain: dict[str, Any]) -> None:
        segments = segments_of(plain["transcript"])
        if segments is not None:
            expunging.hide_in_span(plain, segments)

    def rewrite(table: str, column: str, value: Any) -> Any:
        if not isinstance(value, str) or not _holds_words(table, column):
            return value
        if (table, column) in KEPT_AS_IT_CAME:
            return hiding.in_strings(value, lambda text: hiding.ranges_of(patterns, text))
        if (table, column) in NESTED:
            return hiding.in_nested(value, hide, spans)
        return hide(value)

    return rewrite


def _holds_words(table: str, column: str) -> bool:
    if (table, column) in _WORDS:
        return True
    return column not in _NO_WORDS and (table, column) not in _CODES and not column.endswith("_id")


def _places_in(case: CaseFile, table: str, patterns: Sequence[Pattern[str]]) -> list[Place]:
    rewrite = _rewriter(patterns, lambda _: None)
    found: list[Place] = []
    cursor = case.connection.execute(f"SELECT * FROM {table}")
    names = [column[0] for column in cursor.description]
    for row in cursor:
        values = dict(zip(names, row, strict=True))
        found += [
            Place(table, str(values["id"]), name)
            for name, value in values.items()
            if rewrite(table, name, value) != value
        ]
    return found
