"""Commands about what the evidence carries: the matrix of elements and quotes, and what is missing."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from app.cli import output
from app.cli.common import CASE, as_json, reading

if TYPE_CHECKING:
    from app.argument.matrix import Cell, Key
    from app.argument.reading import Seen, Sheet

_FRAMEWORK = click.option(
    "--framework",
    metavar="F",
    help="A framework of the case by its id, or “incidents” for what the quotes say of those.",
)
_WITHOUT = click.option("--without-brackets", is_flag=True, help="Leave out what rests on inserted words.")
_WE = click.option("--we", metavar="REFERENT", help="Read every “we” as this: self, own organisation, ...")
_SIGNS = {
    "supports": "+",
    "partly": "(+)",
    "contested": "+/-",
    "contradicts": "-",
    "qualifies": "~",
    "neutral": "o",
    "none": "x",
}


@click.command()
@CASE
@_FRAMEWORK
@_WITHOUT
@_WE
@as_json
def matrix(case: str, framework: str | None, without_brackets: bool, we: str | None, json: bool) -> None:
    """Show what each quote does to each element of a framework, and what of it falls under another reading."""
    seen = _see(case, framework, without_brackets, we)
    if json:
        output.answer(_plain(seen))
        return
    columns = seen.sheet.columns
    output.show(seen.sheet.title)
    output.table((f"[{number}]", one.title, one.speaker, one.date) for number, one in enumerate(columns, 1))
    output.show()
    cells = seen.cells
    changed = {(one.element, one.column) for one in seen.changes}
    rows: list[list[str]] = [["", *(f"[{number}]" for number in range(1, len(columns) + 1)), ""]]
    for element in seen.sheet.elements:
        standing = seen.assessment.standings[element.path]
        marks = [_mark(cells, (element.path, column.id), changed) for column in columns]
        said = standing.words if standing.counts else f"({element.kind})"
        code = f"{'· ' * element.path.count('/')}{element.code}  " if seen.sheet.framework else ""
        rows.append([f"{code}{element.title}"[:70], *marks, said])
    output.table(rows)
    output.show()
    output.show("+ supports, (+) in part, +/- contested, - contradicts, ~ qualifies, o neutral, x fallen, ! changed")
    if seen.said:
        output.show(seen.said)
    if seen.sheet.put_aside:
        output.show(f"Left out, because their quotes were rejected, superseded or withdrawn: {seen.sheet.put_aside}.")
    output.show(seen.assessment.words)
    _verify(seen.sheet)


@click.command()
@CASE
@_FRAMEWORK
@_WITHOUT
@_WE
@as_json
def gaps(case: str, framework: str | None, without_brackets: bool, we: str | None, json: bool) -> None:
    """Name what is missing for each element, by the framework's own logic; of all frameworks unless one is named."""
    from app.argument.reading import Reader, see, switches

    with reading(case) as opened:
        wanted = switches(opened, without_brackets=without_brackets, we=we)
        reader = Reader(opened)
        sheets = [reader.sheet(framework)] if framework else reader.sheets()
        found = [see(sheet, wanted) for sheet in sheets]
    if json:
        output.answer([{**_head(one), "gaps": _gaps(one)} for one in found])
        return
    for one in found:
        output.show(f"{one.sheet.title}: {one.assessment.words}")
        titles = {element.path: element.title for element in one.sheet.elements}
        standings = one.assessment.standings
        output.table((" ", path, titles[path], standings[path].words) for path in one.assessment.missing)
        _verify(one.sheet)
        output.show()


def _see(case: str, framework: str | None, without_brackets: bool, we: str | None) -> "Seen":
    from app.argument.reading import Reader, see, switches

    if framework is None:
        raise click.UsageError("Give --framework F; “frameworks” lists those that ship, “incidents” is always there.")
    with reading(case) as opened:
        wanted = switches(opened, without_brackets=without_brackets, we=we)
        return see(Reader(opened).sheet(framework), wanted)


def _plain(seen: "Seen") -> dict[str, Any]:
    sheet = seen.sheet
    cells = seen.cells
    changed = {(one.element, one.column): one for one in seen.changes}
    rows = [
        {
            "path": element.path,
            "code": element.code,
            "title": element.title,
            "kind": element.kind,
            "logic": element.logic,
            "statement_fit": element.statement_fit,
            "verify": element.verify,
            **_standing(seen, element.path),
        }
        for element in sheet.elements
    ]
    return {
        **_head(seen),
        "columns": [asdict(column) for column in sheet.columns],
        "rows": rows,
        "cells": [
            {
                "element": key[0],
                "column": key[1],
                **_cell(cells[key]),
                "before": _cell(changed[key].before) if key in changed else None,
                "links": [_link(seen, entry) for entry in sheet.of(key)],
            }
            for key in sorted(cells)
        ],
        "gaps": _gaps(seen),
    }


def _head(seen: "Seen") -> dict[str, Any]:
    framework = seen.sheet.framework
    return {
        "framework": framework.id if framework else "incidents",
        "title": seen.sheet.title,
        "root_logic": seen.sheet.root_logic,
        "without_brackets": seen.switches.without_brackets,
        "we": seen.switches.we,
        "changed": len(seen.changes),
        "fallen": sum(one.falls for one in seen.changes),
        "put_aside": seen.sheet.put_aside,
        "said": seen.said or None,
        "level": seen.assessment.level,
        "words": seen.assessment.words,
        "verify": framework.verify if framework else None,
        "disclaimer": framework.disclaimer if framework else None,
    }


def _standing(seen: "Seen", path: str) -> dict[str, Any]:
    one = seen.assessment.standings[path]
    return {
        "counts": one.counts,
        "level": one.level if one.counts else None,
        "state": one.state,
        "contested": one.contested,
        "gap": one.words or None,
    }


def _cell(cell: "Cell") -> dict[str, Any]:
    return {"direction": cell.direction, "count": cell.count, **asdict(cell)}


def _link(seen: "Seen", entry: Any) -> dict[str, Any]:
    from app.argument.matrix import holding

    link = entry.link
    return {
        "id": link.id,
        "relation": link.relation,
        "bearing": entry.evidence.bearing,
        "weight": link.weight,
        "reason": link.reason,
        "holds": holding(entry.evidence, seen.switches),
        "brackets": {"holds": entry.test.holding, "why": entry.test.why, "judged": entry.test.judged},
        "we": None if entry.evidence.we is None else list(entry.evidence.we),
    }


def _gaps(seen: "Seen") -> list[dict[str, Any]]:
    by_path = {element.path: element for element in seen.sheet.elements}
    return [
        {"path": path, "title": by_path[path].title, "verify": by_path[path].verify, **_standing(seen, path)}
        for path in seen.assessment.missing
    ]


def _mark(cells: Any, key: "Key", changed: set["Key"]) -> str:
    cell = cells.get(key)
    if cell is None:
        return ""
    weight = str(max(cell.support, cell.against) or "") if cell.direction not in ("none", "neutral") else ""
    return f"{_SIGNS[cell.direction]}{weight}{'!' if key in changed else ''}"


def _verify(sheet: "Sheet") -> None:
    """What nobody has checked yet stands beside every answer."""
    framework = sheet.framework
    if framework is None:
        return
    for line in (framework.verify or "").splitlines():
        output.say(f"To be verified, {framework.id}: {line}")
    for element in sheet.elements:
        if element.verify:
            output.say(f"To be verified, {framework.id}:{element.path}: {element.verify}")
