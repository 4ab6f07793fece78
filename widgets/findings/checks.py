"""What a check of a finding's words says, as the findings page shows it. Who checks is told to the page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Check:
    """What is found of one thing that a finding rests on, or of the finding as a whole."""

    said: str
    """In a sentence: “The word “cost” does not stand in this quote.”"""
    stands: bool | None
    """Whether the words stand there; None where it can't be told."""
    source_id: str | None = None
    """Of which of its sources; None for the whole finding."""


Checker = Callable[[str], Sequence[Check]]
"""Checks the finding with this id."""
