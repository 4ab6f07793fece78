"""What is asked before quotes leave, whatever they leave in: which of them, and how what leaves is marked."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QWidget

from app import law
from app.session import Session
from app.standing import as_they_stand
from app.visible import on_one_line
from widgets.form import choice_box
from widgets.models.choices import label_of
from widgets.models.times import counted


class WhichQuotes(QComboBox):
    """All of the case, those that are listed or selected, those of the recording, the chosen one, or the approved."""

    def __init__(
        self,
        session: Session,
        media_id: str | None,
        quote_id: str | None,
        parent: QWidget,
        *,
        listed: Sequence[str] = (),
        selected: Sequence[str] = (),
    ) -> None:
        """`media_id` is the recording that is shown, `quote_id` the chosen quote; several `selected` come first."""
        super().__init__(parent)
        choice_box(self.tr("Quotes"), parent, self)
        self._case, self._media_id, self._quote_id = session.case, media_id, quote_id
        known = self._case.quotes
        self._listed = tuple(listed)
        self._selected = tuple(id for id in selected if known.find(id))
        self.addItem(self.tr("All of the case"), "all")
        if self._listed:
            said = counted(len(self._listed), self.tr("The quote in the list"), self.tr("The {} quotes in the list"))
            self.addItem(said, "listed")
        if media_id is not None:
            self.addItem(self.tr("The quotes of this recording"), "medium")
        if quote_id is not None and known.find(quote_id):
            self.addItem(self.tr("The chosen quote"), "quote")
        if len(self._selected) > 1:
            self.addItem(self.tr("The {} selected quotes").format(len(self._selected)), "selected")
            self.setCurrentIndex(self.count() - 1)
        self.addItem(self.tr("Approved quotes only"), "approved")

    def ids(self) -> tuple[str, ...] | None:
        """Which are wanted, as they stand now; None for all. An approval that has lapsed is none."""
        quotes = self._case.quotes
        match self.currentData():
            case "listed":
                return self._listed
            case "selected":
                return self._selected
            case "medium":
                return tuple(quote.id for quote in quotes.of(self._media_id or ""))
            case "quote":
                return (self._quote_id or "",)
            case "approved":
                stand = as_they_stand(self._case, quotes.all())
                return tuple(quote.id for quote in stand if quote.status == "approved")
            case _:
                return None


def offer_markings(box: QComboBox, session: Session, *vocabularies: str) -> None:
    """As the case is marked, or any marking of those vocabularies."""
    box.addItem(box.tr("As the case is marked"), None)
    for vocabulary in vocabularies:
        for term in law.terms(session.case, vocabulary):
            box.addItem(on_one_line(label_of(term)), term.code)
