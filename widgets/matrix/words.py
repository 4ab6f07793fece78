"""What the matrix room says of a cell, an element, a way in which elements combine."""

from PySide6.QtCore import QCoreApplication

from app.argument.matrix import Cell, Change
from widgets.models.times import counted, dotted

translate = QCoreApplication.translate


def direction(cell: Cell) -> str:
    """Which way a cell points."""
    said = {
        "supports": translate("Matrix", "supports"),
        "partly": translate("Matrix", "supports in part"),
        "contested": translate("Matrix", "supported and contradicted"),
        "contradicts": translate("Matrix", "contradicts"),
        "qualifies": translate("Matrix", "limits"),
        "neutral": translate("Matrix", "neutral"),
        "none": translate("Matrix", "falls"),
    }
    return said[cell.direction]


def of_cell(cell: Cell, change: Change | None) -> str:
    """A cell in words, for whoever hears the table and for the tooltip."""
    parts = [direction(cell)]
    if cell.support:
        parts.append(translate("Matrix", "strength {} of 4").format(cell.support))
    if cell.against:
        parts.append(translate("Matrix", "against it {} of 4").format(cell.against))
    if cell.unweighed:
        parts.append(translate("Matrix", "not weighed"))
    parts.append(counted(cell.count, translate("Matrix", "1 link"), translate("Matrix", "{} links")))
    if cell.fallen:
        parts.append(counted(cell.fallen, translate("Matrix", "1 link falls"), translate("Matrix", "{} links fall")))
    if cell.doubtful:
        parts.append(translate("Matrix", "whether it holds can’t be told"))
    if change is not None:
        parts.append(translate("Matrix", "changed by this reading; before: {}").format(direction(change.before)))
    return dotted(parts)


def logic(code: str | None, *, has_parts: bool) -> str:
    """How the parts of an element combine."""
    if not has_parts:
        return ""
    return {
        "any": translate("Matrix", "One of its parts is enough."),
        "factors": translate("Matrix", "Its parts are factors: weighed together, none is needed by itself."),
        "info": translate("Matrix", "Its parts stand beside each other."),
    }.get(code or "all", translate("Matrix", "All of its parts are needed."))


def fit(code: str | None) -> str:
    """How far a statement can prove it."""
    return {
        "direct": translate("Matrix", "A statement can speak to it directly."),
        "partial": translate("Matrix", "A statement can show part of it."),
        "none": translate("Matrix", "No statement can prove it: it needs other evidence."),
    }.get(code or "", "")


def kind(code: str) -> str:
    """What sort of node it is, where it isn't an element."""
    return {
        "element": "",
        "incident": "",
        "factor": translate("Matrix", "factor"),
        "threshold": translate("Matrix", "threshold, does not count"),
        "exclusion": translate("Matrix", "exclusion, does not count"),
        "defence": translate("Matrix", "defence, does not count"),
        "procedural": translate("Matrix", "procedure, does not count"),
        "definition": translate("Matrix", "definition, does not count"),
        "rule": translate("Matrix", "rule, does not count"),
    }.get(code, translate("Matrix", "{}, does not count").format(code))
