"""The sample case: a synthetic interview in two languages, and one article's people, incidents, quotes and links."""

import filecmp
import shutil
from pathlib import Path

from app import collecting, example_case, paths, quoting, transcribing
from app.example_case import Brought, Example
from app.importers import registry
from app.problems import Refused
from app.session import Session
from app.tasks import Progress, no_progress
from db.casefile import CaseFile
from db.records import Media, Transcript

NAME = "Avowal sample.sqlite"
TITLE = "Sample: the Khazali statements (synthetic recording)"
MARKING = "SAMPLE - the recording is synthetic"
NOTES = """This is a sample to try Avowal with. Its recording is SYNTHETIC: computer-generated voices and a drawn \
picture, made for this program. Nobody in it is a real person speaking, and it is not the broadcast that the article \
quotes. Nothing here is evidence of anything.
No lawyer has reviewed the frameworks of law; see the notes of each on what is still to be verified."""
_SOURCE = "S1"
"""The article's source that the recording stands in for."""
_BOTH = ("Q2", "Q4", "Q5")
"""The quotations that the article's finding F3 puts in both capacities."""


def build(folder: Path, progress: Progress = no_progress) -> Path:
    """Make the sample case, with its recording beside it, in a folder; returns the case. CaseExists if it is there."""
    folder.mkdir(parents=True, exist_ok=True)
    recording = folder / "interview.mp4"
    if recording.exists() and not filecmp.cmp(recording, files() / "interview.mp4", shallow=False):
        raise Refused("Another interview.mp4 lies in that folder.", "Choose an empty folder.")
    case = folder / NAME
    session = Session()
    session.create(case, TITLE)
    try:
        if not recording.exists():
            shutil.copyfile(files() / "interview.mp4", recording)
        _fill(session, collecting.examine(recording, progress))
    except BaseException:
        session.close()
        case.unlink(missing_ok=True)
        raise
    session.close()
    return case


def _fill(session: Session, examined: collecting.Examined) -> None:
    """The steps, as a reviewer would take them."""
    session.do("Describe the case", describe)
    medium = session.do("Add recording", add_recording, examined)
    original = session.do("Add transcript", add_transcript, medium, "original", "ar")
    session.do("Add translation", add_transcript, medium, "translation", "en", original.id)
    example = example_case.read(files() / "example_case.json")
    session.do("Import the article's example", bring_in, example, medium.id)


def files() -> Path:
    """Where the sample's files lie."""
    return paths.resources() / "sample"


def describe(case: CaseFile) -> None:
    """Say in the case itself that it is a sample."""
    case.infos.change(case.info.id, marking=MARKING, notes=NOTES)


def add_recording(case: CaseFile, examined: collecting.Examined) -> Media:
    """The synthetic recording, which says so wherever it is named."""
    return collecting.add(
        case,
        examined,
        "Interview with Qais al-Khazali, 1 June 2021 (SYNTHETIC stand-in, not the broadcast)",
        language="ar",
        collected_by="made for Avowal, not captured from a broadcast",
        collected_with="speech synthesis and a drawn picture",
        notes="SYNTHETIC RECORDING: computer-generated voices and picture. It stands in for the broadcast that the "
        "fields here describe and says some of the words that the article quotes. It is not that broadcast.",
    )


def add_transcript(case: CaseFile, medium: Media, kind: str, language: str, of: str | None = None) -> Transcript:
    """One of the two tiers, from its file."""
    path = files() / f"interview.{language}.vtt"
    data = registry.bytes_of(path)
    title = {"original": "Arabic, as spoken (synthetic)", "translation": "English translation (synthetic)"}[kind]
    notes = "Written together with the synthetic recording; no translator has certified it."
    draft = transcribing.Draft(medium.id, kind, language, of, title, notes=notes)
    return transcribing.add(case, draft, registry.read_bytes(data, path.name), data, path.name)


def bring_in(case: CaseFile, example: Example, media_id: str) -> Brought:
    """The article's data, matched to the recording, with the capacity that its finding F3 states."""
    brought = example_case.bring_in(case, example, {_SOURCE: media_id})
    finding = next(row for row in example.rows("findings") if row["id"] == "F3")
    for name in _BOTH:
        quote = case.quotes.get(brought.ids[name])
        note = f"{quote.capacity_note or ''} Finding F3: {finding['claim']} Open: {finding['open']}.".strip()
        quoting.describe(case, quote.id, capacity="both", capacity_basis="analyst inference", capacity_note=note)
    return brought
