"""The defence sheet as a page and as a Word document."""

from collections.abc import Callable
from pathlib import Path

from app.argument.defence import Defence, Point
from app.exporters.atomic import write_whole
from app.exporters.html import page
from app.exporters.paper import ACCENT, BODY, MISSING, SANS, SMALL, WARNING, Ink, Paper
from app.exporters.same_zip import same_bytes
from app.problems import Refused


def to_html(found: Defence) -> bytes:
    """One page that needs nothing beside it and asks nothing of the network."""
    return page("defence.html", found=found)


def to_docx(found: Defence) -> bytes:
    """The same as a Word document; the same sheet always gives the same bytes."""
    paper = Paper(f"Defence sheet: {found.title}", "en")
    paper.running(found.marking or "no marking", found.title)
    paper.running(found.marking or "no marking", f"Ledger head {(found.head or 'several')[:16]}", foot=True)
    paper.line("DEFENCE SHEET: THE CONTRARY CASE", Ink(9, SANS, ACCENT, bold=True), "ltr")
    paper.heading(found.title, 1)
    paper.fact("Reference", found.reference or "not stated", BODY if found.reference else MISSING)
    paper.line(found.caution, SMALL)
    for section in found.sections:
        paper.heading(section.title, 2)
        paper.line(section.intro, SMALL)
        for point in section.points:
            _point(paper, point)
        if not section.points:
            paper.line(section.nothing, MISSING)
    paper.heading("Still to be verified in the law", 2)
    for line in found.verify or ("No framework is in the case.",):
        paper.line(line, WARNING if found.verify else MISSING)
    return same_bytes(paper.save())


def _point(paper: Paper, point: Point) -> None:
    paper.heading(point.title, 3)
    if point.text:
        paper.shade(paper.line(point.text, BODY, point.direction))
    for label, value in point.facts:
        paper.fact(label, value, BODY)
    paper.line(point.record, SMALL)


Kind = Callable[[Defence], bytes]
_KINDS: dict[str, Kind] = {".html": to_html, ".htm": to_html, ".docx": to_docx}


def kind_of(out: Path) -> Kind:
    """What a name asks for; Refused if it is neither a page nor a Word document."""
    kind = _KINDS.get(out.suffix.lower())
    if kind is None:
        raise Refused(
            f"“{out.name}” is no name of a page or a Word document.", "Choose one that ends in .html or .docx."
        )
    return kind


def write(found: Defence, out: Path) -> None:
    """Write the sheet as the name says."""
    write_whole(out, kind_of(out)(found))
