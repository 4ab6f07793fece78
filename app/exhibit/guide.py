"""The page that lies on top of an exhibit: what is in it, how to check it without Avowal, and what it can't prove."""

import platform
import tomllib

from app import dates, keys, paths
from app.exhibit.values import Choice, Gathered
from app.exporters.report import Cell as _Cell
from app.exporters.report import Facts, Grid, Heading, Line, Pair, Report
from app.media import tools

_IN_IT = (
    ("quote-sheet.html, quote-sheet.docx", "Each quote with its source, its words, what is left out, and its hashes"),
    ("clips", "Each quote as it was said: exact frames and sound, subtitles that can be hidden, and as .srt beside it"),
    ("stills", "The picture at the start of each part of a quote"),
    ("words", "The quoted words as plain text, with everything left out or put in"),
    ("custody", "Who had the recordings, as declared, and what reading the files found"),
    ("declarations", "DRAFTS of certifications and declarations, with blanks; nobody has signed them"),
    ("recordings", "The recordings whole, if they were wanted"),
    ("verify.py", "Checks all of this without Avowal"),
    ("MANIFEST.json, MANIFEST.sig", "Every file with its SHA-256 and size, and the signature of that list"),
    ("MANIFEST.tsq", "A time-stamp query (RFC 3161) about the list, to be sent to an authority by whoever wants one"),
    ("SHA256SUMS.txt", "The same hashes for the program sha256sum"),
)
_NOT_PROVEN = (
    "That a recording is authentic. The package proves that its files are those that were signed, and says what the "
    "recordings' hashes were and are. What a recording shows, and whether it was edited before it was collected, is a "
    "matter for evidence.",
    "Who held the key that signed, and when. Compare the key by another way; a time stamp can attest the time.",
    "That a transcript or a translation is right. Listen to the clip.",
    "That these are all the statements there are. What is privileged, or was not chosen, is not in this package; "
    "nothing "
    "here says how much that is.",
)


def guide(exhibit: Gathered, choice: Choice, key: str) -> Report:
    """The page."""
    left_out = {"recordings"} if not exhibit.packing else set[str]()
    rows = tuple((_Cell(name, "strong"), _Cell(what)) for name, what in _IN_IT if name not in left_out)
    blocks = (
        Facts(
            (
                Pair("Prepared by", exhibit.by),
                Pair("Prepared on", dates.moment_in_words(exhibit.at)),
                Pair("Quotes", str(len(exhibit.sheet.quotes))),
                Pair("Style of quotation", exhibit.sheet.style),
                Pair("Signed with the key", key, "code"),
                Pair("Fingerprint of the key", keys.fingerprint(key), "code"),
                *(Pair("State of the history", head, "code") for head in exhibit.heads),
            )
        ),
        Heading("How to check it"),
        Line("1. Install Python 3.9 or newer from python.org, if it is not there. Nothing else is needed."),
        Line("2. Open a terminal in this folder and run: python verify.py", "strong"),
        Line(
            "3. It says one sentence for each thing that it checked, and ends with “The exhibit is whole and as it was "
            "signed.” or with “Something is WRONG with this exhibit.” For programs: exit status 0, 1, or 2 if this is "
            "no "
            "exhibit."
        ),
        Line(
            "4. Ask the sender, by telephone or in person, for the fingerprint of their key, and compare it. Or run: "
            "python verify.py --key KEY"
        ),
        Line(
            "A program that comes with what it checks could be altered with it. To be sure, use verify_exhibit.py from "
            "another copy of Avowal, or check the hashes with: sha256sum -c SHA256SUMS.txt",
            "small",
        ),
        Line(
            "Open the files where they lie, or copy them out, but put nothing into this folder: whatever was not "
            "signed "
            "is named as extra.",
            "small",
        ),
        Heading("What is in it"),
        Grid(("File or folder", "What it is"), (58.0, 108.0), rows),
        *((Heading("What is missing"), *(Line(one, "warning") for one in exhibit.lacks)) if exhibit.lacks else ()),
        *((Heading("Clips"), Line("No clips were wanted.")) if not choice.with_clips else ()),
        Heading("What it does not prove"),
        *(Line(f"– {one}") for one in _NOT_PROVEN),
    )
    return Report("Exhibit", exhibit.title, blocks, exhibit.marking, f"Prepared by {exhibit.by} with Avowal")


def process() -> tuple[str, ...]:
    """The programs that make clips and hashes here, with their versions."""
    project = tomllib.loads((paths.resources().parent / "pyproject.toml").read_text(encoding="utf-8"))
    return (
        f"Avowal {project['project']['version']}",
        f"Python {platform.python_version()}",
        *tools.names(),
        f"on {platform.system()} ({platform.machine()})",
    )
