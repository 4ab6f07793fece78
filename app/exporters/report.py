"""A document of headings, facts, lines and tables, as the formats that print one are given it."""

from dataclasses import dataclass
from typing import Literal

Tone = Literal["plain", "small", "code", "missing", "warning", "strong"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A title; level 2 is the first below the document's own."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph."""

    text: str
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Pair:
    """A label with its value; None is printed as what is missing."""

    label: str
    value: str | None
    tone: Tone = "plain"
    missing: str = "not stated"

    @property
    def shown(self) -> str:
        """The value, or the words that say it is missing."""
        return self.missing if self.value is None else self.value

    @property
    def shown_tone(self) -> Tone:
        """How that looks."""
        return "missing" if self.value is None else self.tone


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels and values, one below the other."""

    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a place of a table."""

    text: str
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; its head is repeated on every page."""

    names: tuple[str, ...]
    widths: tuple[float, ...]
    """In millimetres; together they fill the line of 166."""
    rows: tuple[tuple[Cell, ...], ...]
    nothing: str = ""
    """What is printed instead of a table without rows."""


Block = Heading | Line | Facts | Grid


@dataclass(frozen=True, slots=True)
class Report:
    """One document."""

    kind: str
    """What it is, above its title: "Custody log"."""
    title: str
    blocks: tuple[Block, ...]
    marking: str | None = None
    foot: str = ""
    """What stands at the bottom of every page."""
    language: str = "en"
