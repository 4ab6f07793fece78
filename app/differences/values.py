"""What a list of differences holds: plain values in the reader's words, with nothing of the case behind them."""

from dataclasses import dataclass

from app.script import Direction


@dataclass(frozen=True, slots=True)
class Measured:
    """How far reviewers agree on one thing."""

    what: str
    units: int
    """How many words or judgements were compared."""
    unit: str
    alike: int
    """On how many of them all said the same."""
    alpha: str
    """Krippendorff's alpha, or "not defined, because ..."."""
    kappas: tuple[tuple[str, str], ...]
    """Whose, and Cohen's kappa of the two."""


@dataclass(frozen=True, slots=True)
class Held:
    """What one reviewer holds."""

    reviewer: str
    value: str
    at: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class Difference:
    """A judgement on which reviewers differ."""

    number: int
    judgement: str
    """What was judged: "Capacity"."""
    words: str
    """Of the quote; empty where the link is of an incident."""
    direction: Direction
    language: str | None
    source: str
    """The recording, and where in it."""
    target: str | None
    """What the link goes to; None for a judgement of the quote itself."""
    stands: str | None
    """What the case says now; None where each holds it of a quote of their own."""
    held: tuple[Held, ...]
    record: str
    """The record's kind and id, or those of both."""


@dataclass(frozen=True, slots=True)
class Differences:
    """The whole document."""

    title: str
    reference: str | None
    marking: str | None
    reviewers: tuple[str, ...]
    measured: tuple[Measured, ...]
    explained: tuple[str, ...]
    """How the figures are worked out, in sentences."""
    differences: tuple[Difference, ...]
    head: str | None
    """The newest step of the ledger; None if there are several."""
