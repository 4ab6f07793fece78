"""What an importer makes of a file, and what the reviewer may choose about it."""

from dataclasses import dataclass
from typing import Protocol

from db.records import Segment


@dataclass(frozen=True, slots=True)
class Choices:
    """The reviewer's answers; None leaves it to what the file itself suggests."""

    speaker_prefixes: bool | None = None
    """Whether `NAME:` at the start of a line names the speaker, and so is no part of what was said."""
    encoding: str | None = None
    """A codec's name, where the guess was wrong."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A cue that was left out or put right. `line` counts from 1."""

    line: int
    why: str
    repaired: bool = False
    """False: the cue's words are not in the transcript. True: they are, but not quite as they stood in the file."""


@dataclass(frozen=True, slots=True)
class Imported:
    """A transcript as read: its segments in order of time, and all that the reviewer should know about the reading."""

    format: str
    segments: tuple[Segment, ...]
    speakers: tuple[str, ...] = ()
    """In order of appearance."""
    notices: tuple[Notice, ...] = ()
    language: str | None = None
    """As the file says it; never guessed."""
    made_by: str | None = None
    encoding: str = "utf-8"
    encoding_sure: bool = True
    prefixes: tuple[str, ...] = ()
    """Names that seem to stand before a colon."""
    prefixes_used: bool = False
    """True if those names were made speakers and taken out of the text."""

    @property
    def skipped(self) -> tuple[Notice, ...]:
        """Only what was left out."""
        return tuple(notice for notice in self.notices if not notice.repaired)


class Importer(Protocol):
    """Reads one format."""

    @property
    def name(self) -> str:
        """The name that the command line uses."""
        ...

    @property
    def title(self) -> str:
        """The name that the reviewer reads."""
        ...

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Endings of file names, with the dot, in lower case."""
        ...

    def sniff(self, head: str, name: str) -> int:
        """How likely the file is of this format, 0 to 100, by how it begins and, when that says little, its name."""
        ...

    def read(self, data: bytes, choices: Choices) -> Imported:
        """The transcript; Refused if the file holds none."""
        ...
