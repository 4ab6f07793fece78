"""What a quote sheet holds: plain values, already in the reader's words, with nothing of the case behind them."""

from dataclasses import dataclass
from pathlib import Path

from app.rendition import Rendition
from app.script import Direction
from app.variance import Stretch

NOT_STATED = "not stated"


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of a block. Without a value it is printed all the same: a court sees what is missing."""

    label: str
    value: str | None
    missing: str = NOT_STATED
    """What is printed in the place of a value."""
    is_code: bool = False
    """A hash, an id, an address: set in a fixed width, and broken anywhere."""

    @property
    def shown(self) -> str:
        """The value, or the words that say it is missing."""
        return self.missing if self.value is None else self.value


Facts = tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class SpanRow:
    """One quoted stretch of a transcript."""

    number: int
    start: str | None
    end: str | None
    is_estimated: bool
    text: str
    place: str
    """Where it stands in the transcript: segments and code points."""
    frame: int | None


@dataclass(frozen=True, slots=True)
class OmissionRow:
    """One place where words are not quoted, and the words."""

    number: int
    why: str
    after: str | None
    """The time at which the omission begins."""
    until: str | None
    seconds: str | None
    is_estimated: bool
    words: int | None
    text: str | None
    share: str | None = None
    """Of all words said from the first to the last quoted one."""


@dataclass(frozen=True, slots=True)
class InsertionRow:
    """One bracket."""

    text: str
    type: str
    author: str | None


@dataclass(frozen=True, slots=True)
class TierPassage:
    """The quoted words in one language."""

    title: str
    language: str | None
    """A language tag, or None."""
    direction: Direction
    rendition: Rendition
    quotation: str
    """With the quotation marks that the style gives it."""
    spans: tuple[SpanRow, ...]
    omissions: tuple[OmissionRow, ...]
    insertions: tuple[InsertionRow, ...]
    facts: Facts
    """How much was left out and put in."""
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A frame that has not been fetched yet."""

    path: Path
    at_ms: int


@dataclass(frozen=True, slots=True)
class Picture:
    """The still frame at the in-point; without bytes the caption says why there is none."""

    png: bytes | None
    caption: str
    wanted: Wanted | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A few words of the surroundings, as one segment has them."""

    time: str | None
    speaker: str | None
    text: str
    direction: Direction


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What was said before and after the passage, in one language."""

    title: str
    language: str | None
    before: tuple[Line, ...]
    after: tuple[Line, ...]
    extent: str
    """How far it reaches: "30 seconds", or why it does not."""


@dataclass(frozen=True, slots=True)
class Companion:
    """What is to be read with the passage."""

    title: str
    source: str
    """Where it is from, if it is from elsewhere."""
    lines: tuple[Line, ...]
    """Its words, a line for each language; the language stands in the speaker's place."""
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Rendering:
    """Another translation of the passage."""

    facts: Facts
    text: str
    direction: Direction
    stretches: tuple[Stretch, ...]
    """Word by word against the quoted one; empty where they can't be compared."""


@dataclass(frozen=True, slots=True)
class Use:
    """What the passage has to do with one incident or one element."""

    title: str
    facts: Facts
    text: str = ""
    """The element's own words."""
    is_against: bool = False
    """Whether it speaks against the case: it contradicts, qualifies or exculpates."""
    verify: tuple[str, ...] = ()
    """What nobody has checked yet about the element or its framework."""


@dataclass(frozen=True, slots=True)
class Note:
    """A reviewer's note, with the marking that it must carry."""

    about: str
    text: str
    marking: str | None


@dataclass(frozen=True, slots=True)
class QuoteSheet:
    """Everything about one quote."""

    number: int
    id: str
    title: str
    marking: str | None
    citation: str
    header: Facts
    source: Facts
    copies: tuple[Facts, ...]
    passages: tuple[TierPassage, ...]
    missing: tuple[str, ...]
    """What a reader of the passage would look for in vain, in sentences."""
    picture: Picture
    translation: Facts
    speaker: Facts
    question: str | None
    surroundings: tuple[Surroundings, ...]
    incidents: tuple[Use, ...]
    elements: tuple[Use, ...]
    notes: tuple[Note, ...]
    key_terms: Facts = ()
    """What is said of words on which much hangs, each by the word."""
    corrections: Facts = ()
    """What was found wrong in the transcript; the passage prints it as it was imported."""
    certificates: tuple[Facts, ...] = ()
    voided: tuple[str, ...] = ()
    """A warning for each certificate that no longer holds."""
    renderings: tuple[Rendering, ...] = ()
    companions: tuple[Companion, ...] = ()
    against: tuple[Use, ...] = ()
    signed: Facts = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A quote sheet: the head, the quotes, and the record that they stand on."""

    title: str
    language: str
    """The language of the sheet's own words, as a tag."""
    style: str
    marking: str | None
    stamp: str | None
    header: Facts
    quotes: tuple[QuoteSheet, ...]
    law: tuple[Use, ...]
    """The frameworks that the quotes are linked to."""
    record: Facts
    """The ledger's head: which state of the case this is."""
    head: str | None

    @property
    def caution(self) -> str:
        """What a reader must know before relying on the legal part."""
        return (
            "The elements of law are a drafting aid. No lawyer has reviewed them; what is marked “verify” has not been "
            "checked against the official text."
        )
