"""What a defence sheet holds: the contrary case as plain values, with nothing of the case behind them."""

from dataclasses import dataclass

from app.script import Direction, direction_of


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that speaks against the case, or narrows it."""

    title: str
    text: str = ""
    """What is said, in the words of the quote or the record."""
    facts: tuple[tuple[str, str], ...] = ()
    record: str = ""
    """Which record it is taken from: a table and an id, or several ids."""
    quote: str | None = None
    """The quote that can be heard for it."""
    state: str = ""
    """How it stands, in a word or two, where that is the answer: “open”, “not yet”, “stands”."""

    @property
    def direction(self) -> Direction:
        """Which way its text runs."""
        return direction_of(self.text)


@dataclass(frozen=True, slots=True)
class Section:
    """Points of one kind."""

    title: str
    intro: str
    points: tuple[Point, ...]
    nothing: str
    """What is said where there is none."""


@dataclass(frozen=True, slots=True)
class Defence:
    """The whole sheet."""

    title: str
    reference: str | None
    marking: str | None
    head: str | None
    caution: str
    verify: tuple[str, ...]
    sections: tuple[Section, ...]
