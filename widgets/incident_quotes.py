"""The quotes that speak of an incident: what each says of it, to be played or gone to."""

from collections import defaultdict
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app import law
from app.session import Session
from db.records import Link
from widgets import icons, plain, portions
from widgets.models import choices, times
from widgets.models.quote_rows import QuoteReader


class IncidentQuotes(QWidget):
    """One card for each; says so where there is none."""

    quote_wanted = Signal(str)
    """Show this quote."""
    play_wanted = Signal(str)
    """Play this quote."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._page: QWidget | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)

    def show_of(self, incident_id: str) -> None:
        """Those that are linked to this incident."""
        if self._page is not None:
            self._page.hide()
            self._page.deleteLater()
        self._page = page = QWidget(self)
        inner = QVBoxLayout(page)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(6)
        by_quote: dict[str, list[Link]] = defaultdict(list)
        for link in self._session.case.links.of_incident(incident_id):
            if link.quote_id is not None:
                by_quote[link.quote_id].append(link)
        if by_quote:
            reader = QuoteReader(self._session)
            portions.add(inner, page, list(by_quote.values()), lambda links: self._card(page, reader, links))
        else:
            inner.addWidget(plain.note(self.tr("None yet. Link one in the inspector of a quote."), page))
        layout = self.layout()
        assert layout is not None
        layout.addWidget(page)

    def _card(self, page: QWidget, reader: QuoteReader, links: Sequence[Link]) -> QFrame:
        """A quote with all that it says of the incident, one line for each link."""
        row = reader.row(self._session.case.quotes.get(links[0].quote_id or ""))
        card = QFrame(page)
        card.setObjectName("card")
        box = QVBoxLayout(card)
        box.setContentsMargins(12, 8, 8, 8)
        box.setSpacing(3)
        if row.title:
            title = plain.label(row.title, card)
            title.setFont(plain.strong(title.font()))
            title.setWordWrap(True)
            box.addWidget(title)
        text = plain.label(row.translation or row.original, card)
        text.setWordWrap(True)
        box.addWidget(text)
        for link in links:
            box.addWidget(plain.note(self._said(link), card))
        show = QPushButton(self.tr("Show"), card)
        play = QPushButton(icons.get("play"), "", card)
        play.setAccessibleName(self.tr("Play this quote"))
        plain.tip(play, self.tr("Play this quote"))
        show.clicked.connect(lambda: self.quote_wanted.emit(row.id))
        play.clicked.connect(lambda: self.play_wanted.emit(row.id))
        foot = QHBoxLayout()
        foot.addWidget(plain.note(times.dotted([row.speaker, times.between(row.start_ms, row.end_ms)]), card), 1)
        foot.addWidget(play)
        foot.addWidget(show)
        box.addLayout(foot)
        return card

    def _said(self, link: Link) -> str:
        """How the quote relates to the incident, and which way; why, in whoever's words."""
        case = self._session.case
        relation = choices.label_in(law.terms(case, "statement_incident_relation"), link.relation)
        polarity = choices.label_in(law.terms(case, "polarity"), link.polarity).partition(" (")[0]
        why = "\n" + self.tr("Why: {}").format(link.reason) if link.reason else ""
        return times.dotted([relation or self.tr("not said how"), polarity]) + why
