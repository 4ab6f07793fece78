"""A report as plain text, which any program opens and nothing can hide in."""

import textwrap

from app.exporters.plain import plain
from app.exporters.report import Block, Facts, Grid, Heading, Line, Report

_WIDTH = 100


def render(report: Report) -> bytes:
    """The text as UTF-8."""
    lines = [_on_one_line(report.kind).upper(), report.title, "=" * min(_WIDTH, len(report.title))]
    lines += [report.marking] if report.marking else []
    for block in report.blocks:
        lines += ["", *_block(block)] if not isinstance(block, Facts) else _block(block)
    lines += ["", "-" * 20, *([report.foot] if report.foot else []), *([report.marking] if report.marking else [])]
    return (plain("\n".join(lines)) + "\n").encode()


def _block(block: Block) -> list[str]:
    match block:
        case Heading(text, level):
            text = _on_one_line(text)
            return [text.upper() if level <= 2 else text, ("-" if level <= 2 else "·") * min(_WIDTH, len(text))]
        case Line(text):
            return _wrapped(text)
        case Facts(pairs):
            return [line for pair in pairs for line in _wrapped(f"{pair.label}: {pair.shown}")]
        case Grid():
            return _grid(block)


def _grid(grid: Grid) -> list[str]:
    if not grid.rows:
        return _wrapped(grid.nothing)
    found: list[str] = []
    for row in grid.rows:
        for name, cell in zip(grid.names, row, strict=True):
            found += _wrapped(f"{name}: {'; '.join(cell.text.splitlines())}")
        found.append("")
    return found[:-1]


def _wrapped(text: str) -> list[str]:
    """Broken at blanks alone: a hash or an address stays in one piece."""
    return [
        line
        for part in text.splitlines() or [""]
        for line in textwrap.wrap(part, _WIDTH, break_long_words=False, break_on_hyphens=False) or [""]
    ]


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
