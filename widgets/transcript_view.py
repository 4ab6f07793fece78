"""The transcript: an original and its translation side by side in step, the spoken word lit, quotes marked."""

from collections.abc import Iterable, Mapping

from PySide6.QtWidgets import QWidget

from db.tokens import TIERS, Position, Tier
from widgets.transcript.accessible import make_audible
from widgets.transcript.choosing import REVEAL_AT, SEEN
from widgets.transcript.chosen import Chosen
from widgets.transcript.columns import Column
from widgets.transcript.keyboard import KeyboardArea
from widgets.transcript.marked import Marked
from widgets.transcript.pages import Pages
from widgets.transcript.stage import Placed
from widgets.transcript.values import Mark, Reading, TextSelection, TierText

__all__ = ["Mark", "Reading", "TextSelection", "TierText", "TranscriptView"]


class TranscriptView(KeyboardArea):
    """Shows one or two tiers of a transcript; tells what the reviewer clicks and selects.

    Selecting is by word and stays in one tier. All offsets that go in or out count code points of the segment's text.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        make_audible(TranscriptView)
        self.setAccessibleName(self.tr("Transcript"))
        self.setAccessibleDescription(
            self.tr("Arrow keys go from word to word, with Shift they select. Enter plays from the word.")
        )
        self.set_empty_text(
            self.tr("No transcript yet"),
            self.tr(
                "Drop a transcript on this window: SRT, WebVTT or Whisper JSON. "
                "With a translation beside it, both run in step with the recording."
            ),
        )

    # what is shown

    def set_tiers(self, original: TierText | None, translation: TierText | None) -> None:
        """Show these; None leaves a column out. Marks, hits and the selection of what was shown before are gone."""
        given = dict(zip(TIERS, (original, translation), strict=True))
        columns = {tier: Column(tier, text) for tier, text in given.items() if text is not None}
        self._chosen = None
        self._let_go()
        self._set_pages(Pages(columns))
        self._tell()

    def set_marks(self, tier: Tier, marks: Iterable[Mark]) -> None:
        """The words of one tier that quotes hold."""
        self._scene.marks[tier] = Marked(marks)
        self.viewport().update()

    def set_readings(self, tier: Tier, readings: Mapping[int, Reading]) -> None:
        """How segments of one tier are held to read, by their ordinals; what was imported stays, and so do offsets."""
        column = self._pages.columns.get(tier)
        if column is not None and column.readings != readings:
            column.readings = dict(readings)
            self._rebuild()

    def set_found(self, tier: Tier, hits: Iterable[tuple[Position, Position]], current: int | None = None) -> None:
        """Where a search has hits in one tier, and which of them is looked at."""
        self._scene.found[tier] = Marked(
            Mark(str(index), start, end, index == current) for index, (start, end) in enumerate(hits)
        )
        self.viewport().update()

    def reveal(self, tier: Tier, place: Position, keep_following: bool = False) -> None:
        """Scroll to a place if it is not in sight. The view then stays there, unless told to go on following."""
        if tier in self._pages.columns and 0 <= place.ordinal < len(self._pages.columns[tier]):
            if not keep_following:
                self._yield()
            self._bring(tier, place, SEEN, REVEAL_AT)

    # for screen readers

    def heard_tier(self) -> Tier | None:
        """The tier of the cursor."""
        return self._chosen.tier if self._chosen else next(iter(self._pages.tiers), None)

    def heard_lines(self) -> list[tuple[Placed, int]]:
        """Its pieces in sight, each with where its row begins."""
        tier = self.heard_tier()
        rows = self._roll.visible()
        return [(placed, top) for row, top in rows for placed in self._stage.row(row).placed if placed.tier == tier]

    def heard_cursor(self) -> Position | None:
        """Where the cursor stands."""
        return self._pages.columns[self._chosen.tier].start_of(self._chosen.focus) if self._chosen else None

    def hear(self, start: Position, end: Position | None) -> None:
        """Go to a word, or select up to another place."""
        tier = self.heard_tier()
        word = self._pages.columns[tier].word_at(start) if tier else None
        if tier and end is not None:
            self.select(tier, start, end)
        elif tier and word is not None:
            self._go(Chosen(tier, word, word))
