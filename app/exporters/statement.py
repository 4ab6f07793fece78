"""What was verified of one file, as a page that can be printed and signed."""

from pathlib import Path

from app.exporters.atomic import write_whole
from app.exporters.html import page
from app.problems import Refused
from app.proof.values import Verdict

_KINDS = {
    "case": "A case",
    "bundle": "A file that was shared",
    "feed": "A shared folder",
    "disclosure": "A disclosure",
    "exhibit": "An exhibit",
}


def to_html(verdict: Verdict) -> bytes:
    """One page that needs nothing beside it; the same verdict always gives the same bytes, for it bears no date."""
    return page("statement.html", verdict=verdict, kind=_KINDS.get(verdict.kind, verdict.kind))


def write(verdict: Verdict, out: Path) -> None:
    """Write the page; Refused if the name is not one of a page."""
    check_name(out)
    write_whole(out, to_html(verdict))


def check_name(out: Path) -> None:
    """Refused if the name is not one of a page."""
    if out.suffix.lower() not in (".html", ".htm"):
        raise Refused(f"“{out.name}” is no name of a page.", "Choose one that ends in .html.")
