"""What goes into an exhibit, how much of it can be had, and what was made: plain values."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from app.clipping import Clip
from app.collecting import FileState
from app.exporters.report import Report
from app.rendition import Style
from app.sheet.values import Sheet

FORMATS = ("html", "docx")
"""The formats of the quote sheet in an exhibit."""
Lack = Literal["missing", "changed", "none", "untimed"]
"""Why there is no clip: the recording is not where the case remembers it, is not what was added, was never in the case;
or the words have no times."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What goes in, as far as there is a choice. What is privileged never does."""

    quote_ids: tuple[str, ...] | None = None
    """In this order; None: every quote that may leave."""
    formats: tuple[str, ...] = FORMATS
    style: Style = "house"
    marking: str | None = None
    with_clips: bool = True
    with_media: bool = False
    """The recordings themselves, whole."""
    with_transcripts: bool = False
    """The transcripts whole, not only the quoted passages."""
    with_argument: bool = False
    with_notes: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """One quote as it would stand in the exhibit."""

    quote_id: str
    title: str
    is_approved: bool
    lack: Lack | None


@dataclass(frozen=True, slots=True)
class Outlook:
    """What would be in it, told before it is written; nothing of it leaves."""

    quotes: tuple[Standing, ...]
    withheld: dict[str, int]
    """By reason, as a disclosure counts them."""
    marking: str | None

    @property
    def unapproved(self) -> int:
        """How many of the quotes nobody, or only one reviewer, has approved."""
        return sum(not one.is_approved for one in self.quotes)

    def lacking(self, *lacks: Lack) -> int:
        """How many quotes have no clip for one of these reasons."""
        return sum(one.lack in lacks for one in self.quotes)


@dataclass(frozen=True, slots=True)
class Added:
    """When a file came into the case, as the history says."""

    at: str
    act_id: str
    by: str | None
    """Only where that is who prepares the exhibit: other reviewers' names stay in the house."""


@dataclass(frozen=True, slots=True)
class Clipped:
    """A clip that is to be made of a quote, or why there is none."""

    number: int
    title: str
    clip: Clip | None
    stills_ms: tuple[int, ...]
    path: Path | None = None
    """The recording."""
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A text file: its name in the package and what it says."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Declared:
    """What the case holds of a translation, for whoever made it."""

    title: str
    language: str | None
    into: str | None
    translator: str | None
    qualification: str | None
    made_by: str | None
    sha256: str
    """Of the words, one segment a line."""
    segments: int
    words_file: str | None
    """Where in the package these words are, if they are."""
    certificates: tuple[tuple[str, str, str, bool], ...]
    """Translator, date, the hash that was certified, and whether it still holds."""
    covers: tuple[str, ...]
    """The quotes that take words from it."""


@dataclass(frozen=True, slots=True)
class Recording:
    """A file of a recording with all that is known of where it comes from."""

    title: str
    url: str | None
    collected_by: str | None
    collected_at: str | None
    collected_with: str | None
    name: str
    size: int
    sha256: str
    captured_sha256: str | None
    """As somebody noted it for the time of collecting."""
    captured_at: str | None
    state: FileState
    added: Added | None
    copy_type: str
    packed_as: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """What was noted of a recording."""

    recording: str
    at: str | None
    what: str
    who: str | None
    how: str | None
    sha256: str | None


@dataclass(frozen=True, slots=True)
class Gathered:
    """An exhibit before its slow parts are made. Nothing of the case stands behind it any more."""

    title: str
    case_id: str
    marking: str | None
    heads: tuple[str, ...]
    at: str
    by: str
    sheet: Sheet
    clips: tuple[Clipped, ...]
    words: tuple[Words, ...]
    custody: Report
    custody_table: bytes
    recordings: tuple[Recording, ...]
    events: tuple[Event, ...]
    translations: tuple[Declared, ...]
    packing: tuple[tuple[Path, str], ...]
    """Recordings to be copied, and their names in the package."""
    lacks: tuple[str, ...] = ()
    """What a reader would look for in vain, in sentences."""


@dataclass(frozen=True, slots=True)
class Made:
    """An exhibit that was written."""

    path: Path
    sha256: str
    """Of the ZIP; of its MANIFEST.json where it is a folder."""
    key: str
    files: int
    quotes: int
    heads: tuple[str, ...]
    outlook: Outlook
    notes: tuple[str, ...] = field(default=())
