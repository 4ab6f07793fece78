"""What the transcript view is told, and what it tells."""

from collections.abc import Sequence
from dataclasses import dataclass

from db.records import Segment
from db.tokens import Position, Tier


@dataclass(frozen=True, slots=True)
class TierText:
    """One column: a transcript in one language."""

    transcript_id: str
    language: str | None
    segments: Sequence[Segment]


@dataclass(frozen=True, slots=True)
class Reading:
    """How a segment is held to read, shown beneath what was imported."""

    told: str
    """That it is a correction, and how one knows."""
    text: str
    """What should be read; empty where only the speaker or the times are corrected."""
    wrong: tuple[tuple[int, int], ...] = ()
    """The imported words that it replaces: code points, the end exclusive."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that a quote holds. A quote of several parts has several marks of the same id."""

    quote_id: str
    start: Position
    end: Position
    current: bool = False


@dataclass(frozen=True, slots=True)
class TextSelection:
    """Selected words of one tier, end exclusive, with their exact text."""

    tier: Tier
    transcript_id: str
    start: Position
    end: Position
    text: str
