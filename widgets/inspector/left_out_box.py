"""The ellipsis resolver: what every omission of a quote leaves out, to read and to hear."""

from functools import partial

from PySide6.QtWidgets import QWidget

from app.left_out import LeftOut, left_out
from app.session import Session
from db.records import Quote
from widgets import plain
from widgets.inspector import alterations
from widgets.inspector.fold import Fold
from widgets.models import times


class LeftOutBox(Fold):
    """One card for each omission; its button plays the very words that are not quoted."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, self.tr("What is left out"), parent)

    def summary(self, quote: Quote) -> str:
        """How many places."""
        number = len(left_out(self.session.case, quote))
        return times.counted(number, self.tr("1 place"), self.tr("{} places")) if number else self.tr("nothing")

    def build(self, quote: Quote) -> None:
        """A card for each."""
        found = left_out(self.session.case, quote)
        if not found:
            self.add(plain.note(self.tr("Nothing is left out between the first and the last word."), self))
        for one in found:
            self._card(one)

    def _card(self, one: LeftOut) -> None:
        card, layout = self.card()
        start, end = one.omission.start_ms, one.omission.end_ms
        play = self.small("play", self.tr("Play the words left out"), card)
        play.setObjectName(f"play {one.tier} {one.number}")
        play.setVisible(start is not None and end is not None and start < end)
        if start is not None and end is not None:
            play.clicked.connect(partial(self.play_wanted.emit, start, end))
        tier = self.tr("Original") if one.tier == "original" else self.tr("Translation")
        share = "" if one.share is None else self.tr("{} % of the passage").format(f"{one.share * 100:.1f}")
        said = times.dotted([f"{tier} {one.number}", alterations.in_short(one.omission), share])
        layout.addLayout(self.head(said, card, play))
        layout.addWidget(
            self.words(one.text, card) if one.text else plain.note(self.tr("Nobody here knows the words."), card)
        )
