"""The differences between reviewers as a table or as a page."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

from app.differences.values import Differences
from app.exporters.atomic import write_whole
from app.exporters.csv import cell
from app.exporters.html import page
from app.problems import Refused

_COLUMNS = (
    "No.",
    "Judgement",
    "The case says",
    "Reviewer",
    "The reviewer says",
    "When",
    "Why",
    "Words",
    "Source",
    "Linked to",
    "Record",
    "Case",
    "Marking",
)
_FIGURES = ("Agreement on", "Units", "Alike", "Krippendorff’s alpha", "Cohen’s kappa of", "Cohen’s kappa")


def to_csv(found: Differences) -> bytes:
    """One line for each reviewer's view of each difference, then the figures below. No cell is run as a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for one in found.differences:
        for held in one.held:
            row = (
                str(one.number),
                one.judgement,
                one.stands or "each stands in a quote of its own",
                held.reviewer,
                held.value,
                held.at,
                held.reason or "",
                one.words,
                one.source,
                one.target or "",
                one.record,
                found.title,
                found.marking or "none",
            )
            writer.writerow([cell(text) for text in row])
    writer.writerow([])
    writer.writerow(_FIGURES)
    for one in found.measured:
        for pair, kappa in one.kappas or (("", ""),):
            row = (one.what, f"{one.units} {one.unit}", str(one.alike), one.alpha, pair, kappa)
            writer.writerow([cell(text) for text in row])
    return out.getvalue().encode("utf-8-sig")


def to_html(found: Differences) -> bytes:
    """One page that needs nothing beside it and asks nothing of the network."""
    return page("differences.html", found=found)


Kind = Callable[[Differences], bytes]
_KINDS: dict[str, Kind] = {".csv": to_csv, ".html": to_html, ".htm": to_html}


def kind_of(out: Path) -> Kind:
    """What a name asks for; Refused if it is neither a table nor a page."""
    kind = _KINDS.get(out.suffix.lower())
    if kind is None:
        raise Refused(f"“{out.name}” is no name of a table or a page.", "Choose one that ends in .csv or .html.")
    return kind


def write(found: Differences, out: Path) -> None:
    """Write the document as the name says; the same document always gives the same bytes."""
    write_whole(out, kind_of(out)(found))
