"""What the reviewer has chosen: a word under the cursor, or a stretch of words in one tier."""

from dataclasses import dataclass

from db.tokens import Position, Tier
from widgets.transcript.columns import Column, Place


@dataclass(frozen=True, slots=True)
class Chosen:
    """From the word where it was begun to the word where it was led; `extended` tells a selection from a cursor."""

    tier: Tier
    anchor: Place
    focus: Place
    extended: bool = False

    def led_to(self, word: Place) -> "Chosen":
        """Extended up to a word."""
        return Chosen(self.tier, self.anchor, word, True)

    def stretch(self, column: Column) -> tuple[Position, Position]:
        """From where its first word begins to where its last one ends."""
        first, last = min(self.anchor, self.focus), max(self.anchor, self.focus)
        return column.start_of(first), column.end_of(last)

    def cursor(self, column: Column) -> tuple[Position, Position]:
        """The word that was reached last."""
        return column.start_of(self.focus), column.end_of(self.focus)
