"""Frameworks of law as files (`legal-framework/1`): checked so closely that each error names its place."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast

from app import dates
from app.example_file import check_texts
from app.problems import Refused

FORM = "legal-framework/1"
LARGEST = 4 * 1024 * 1024
_MOST_NODES, _DEEPEST = 5000, 20
_SAID = 6
KINDS = (
    *("element", "factor", "rule", "exclusion", "defence", "procedural", "definition", "conditional", "jurisdiction"),
    *("list", "alternative", "threshold"),
)
LOGICS = ("all", "any", "factors", "info")
FITS = ("direct", "partial", "none")
Row = dict[str, Any]
Check = Callable[[Any], str | None]
"""What is wrong with a value, or None."""


class NotAFramework(Refused):
    """A file is no framework; `places` says everything that is wrong with it, each with its place."""

    def __init__(self, places: list[str]) -> None:
        more = f" And {len(places) - _SAID} more." if len(places) > _SAID else ""
        super().__init__(" ".join(places[:_SAID]) + more, "Correct the file.")
        self.places = places


def read(data: bytes) -> Row:
    """The framework in these bytes, with every field that it may leave out; NotAFramework for what is wrong."""
    if len(data) > LARGEST:
        raise Refused("The file is too large for a framework.", "Choose another file.")
    try:
        plain = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise NotAFramework(["The file is not UTF-8 text."]) from None
    except json.JSONDecodeError as problem:
        said = f"Line {problem.lineno}, column {problem.colno}: this is no JSON ({problem.msg})."
        raise NotAFramework([said]) from None
    except (ValueError, RecursionError):
        raise NotAFramework(["The file is nested too deeply, or holds a number that is none."]) from None
    if not isinstance(plain, dict):
        raise NotAFramework(["The file is not one object of JSON."])
    row = cast("Row", plain)
    check_texts(row)
    problems = list(_problems(row))
    if problems:
        raise NotAFramework(problems)
    return _filled(row)


def in_force(framework: Row) -> Iterator[tuple[str | None, str, str | None, str | None]]:
    """What of it says since when or until when it is in force: its path (None for the whole), title and the dates."""
    if framework.get("in_force_from") or framework.get("in_force_to"):
        yield None, framework["title"], framework.get("in_force_from"), framework.get("in_force_to")
    for path, node in walk(framework["nodes"]):
        if node.get("in_force_from") or node.get("in_force_to"):
            yield path, node["title"], node.get("in_force_from"), node.get("in_force_to")


def walk(nodes: list[Row], above: str = "") -> Iterator[tuple[str, Row]]:
    """Every element with its path, each parent before its children."""
    for node in nodes:
        path = f"{above}{node['code']}"
        yield path, node
        yield from walk(node["children"], f"{path}/")


def _words(value: Any) -> str | None:
    return None if isinstance(value, str) and value.strip() else "needs words"


def _text(value: Any) -> str | None:
    return None if value is None or isinstance(value, str) else "is not text"


def _texts(value: Any) -> str | None:
    fits = isinstance(value, list) and all(isinstance(one, str) for one in cast("list[Any]", value))
    return None if value is None or fits else "is not a list of texts"


def _date(value: Any) -> str | None:
    if value is None:
        return None
    try:
        dates.check(value if isinstance(value, str) else "?")
    except Refused:
        return f"“{value}” is not a date (EDTF), such as 2020-01-10"
    return None


def _one_of(*known: str | None) -> Check:
    names = ", ".join(str(one) for one in known if one is not None)
    return lambda value: None if isinstance(value, str | None) and value in known else f"“{value}” is none of: {names}"


def _code(value: Any) -> str | None:
    if not isinstance(value, str) or not value.strip():
        return "needs words"
    return "“/” can't be part of a code" if "/" in value else None


_FRAMEWORK: Mapping[str, Check] = {
    "schema": _one_of(FORM),
    "id": _code,
    "title": _words,
    "root_logic": _one_of(*LOGICS),
    "jurisdiction": _text,
    "category": _text,
    "citation": _text,
    "version": _text,
    "date": _date,
    "in_force_from": _date,
    "in_force_to": _date,
    "applicability_note": _text,
    "disclaimer": _text,
    "verify": _texts,
    "source_urls": _texts,
    "nodes": lambda value: None if isinstance(value, list) and value else "needs at least one element",
}
_NODE: Mapping[str, Check] = {
    "code": _code,
    "title": _words,
    "text": _text,
    "kind": _one_of(None, *KINDS),
    "logic": _one_of(None, *LOGICS),
    "statement_fit": _one_of(None, *FITS),
    "means_of_proof_hint": _texts,
    "verify": _text,
    "in_force_from": _date,
    "in_force_to": _date,
    "children": lambda value: None if isinstance(value, list | None) else "is not a list",
}
_NEEDED = {"schema", "id", "title", "root_logic", "nodes", "code"}


def _problems(framework: Row) -> Iterator[str]:
    yield from _wrong(framework, _FRAMEWORK, "")
    nodes = framework.get("nodes")
    if isinstance(nodes, list):
        count = [0]
        yield from _of_nodes(cast("list[Any]", nodes), "nodes", 1, count)
        if count[0] > _MOST_NODES:
            yield f"nodes: more than {_MOST_NODES} elements."


def _of_nodes(nodes: list[Any], where: str, depth: int, count: list[int]) -> Iterator[str]:
    if depth > _DEEPEST:
        yield f"{where}: more than {_DEEPEST} levels."
        return
    codes = set[str]()
    for number, node in enumerate(nodes, 1):
        count[0] += 1
        place = f"{where}[{number}]"
        if not isinstance(node, dict):
            yield f"{place}: is not an element."
            continue
        row = cast("Row", node)
        code = row.get("code")
        place += f" ({code})" if isinstance(code, str) and code else ""
        yield from _wrong(row, _NODE, place)
        if isinstance(code, str) and code in codes:
            yield f"{place}: the code stands twice under the same parent."
        codes.add(str(code))
        children = row.get("children")
        if isinstance(children, list) and children:
            if row.get("logic") is None:
                yield f"{place}: has children, so it needs a logic: {', '.join(LOGICS)}."
            yield from _of_nodes(cast("list[Any]", children), f"{place}.children", depth + 1, count)


def _wrong(row: Row, checks: Mapping[str, Check], place: str) -> Iterator[str]:
    before = f"{place}." if place else ""
    yield from (f"{before}{name}: is missing." for name in checks if name in _NEEDED and name not in row)
    for name, value in row.items():
        check = checks.get(name)
        if check is None:
            yield f"{before}{name}: is no field of {'an element' if place else 'a framework'}."
        elif problem := check(value):
            yield f"{before}{name}: {problem}."


def _filled(row: Row) -> Row:
    """The same with every field, so that nobody need ask whether one is there."""
    empty: Row = dict.fromkeys(_FRAMEWORK, None)
    given = {name: value for name, value in row.items() if value is not None}
    disclaimer = "Written or changed for this case; nobody is named who checked it."
    lists: Row = {"verify": [], "source_urls": [], "disclaimer": disclaimer}
    return {**empty, **lists, **given, "nodes": [_whole(node) for node in cast("list[Row]", row["nodes"])]}


def _whole(node: Row) -> Row:
    empty: Row = {**dict.fromkeys(_NODE, None), "text": "", "kind": "element", "means_of_proof_hint": []}
    given = {name: value for name, value in node.items() if value is not None}
    return {**empty, **given, "children": [_whole(child) for child in cast("list[Row]", node.get("children") or [])]}
