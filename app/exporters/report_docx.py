"""A report as a Word document: each text in its own direction, the same bytes every time."""

from app.exporters.paper import ACCENT, BODY, CODE, MISSING, SANS, SMALL, WARNING, Cell, Ink, Paper
from app.exporters.report import Block, Facts, Grid, Heading, Line, Report, Tone
from app.exporters.same_zip import same_bytes

_INKS: dict[Tone, Ink] = {
    "plain": BODY,
    "small": SMALL,
    "code": CODE,
    "missing": MISSING,
    "warning": WARNING,
    "strong": Ink(10, SANS, bold=True),
}


def render(report: Report) -> bytes:
    """The document."""
    paper = Paper(f"{report.kind}: {report.title}", report.language)
    marking = report.marking or "no marking"
    paper.running(marking, report.title)
    paper.running(marking, report.foot, foot=True)
    paper.line(report.kind.upper(), Ink(9, SANS, ACCENT, bold=True), "ltr")
    paper.heading(report.title, 1)
    for block in report.blocks:
        _write(paper, block)
    return same_bytes(paper.save())


def _write(paper: Paper, block: Block) -> None:
    match block:
        case Heading(text, level):
            paper.heading(text, level + 1 if level > 2 else 2)
        case Line(text, tone):
            paper.line(text, _INKS[tone])
        case Facts(pairs):
            for pair in pairs:
                paper.fact(pair.label, pair.shown, _INKS[pair.shown_tone])
        case Grid():
            _grid(paper, block)


def _grid(paper: Paper, grid: Grid) -> None:
    if not grid.rows:
        paper.line(grid.nothing, MISSING)
        return
    table = paper.table(grid.names, grid.widths)
    for row in grid.rows:
        cells: list[Cell] = [
            (cell.text, _INKS[cell.tone].but(size=min(_INKS[cell.tone].size, 9)), None) for cell in row
        ]
        paper.row(table, cells, grid.widths)
    paper.line("", SMALL)
