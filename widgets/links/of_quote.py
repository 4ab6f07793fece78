"""What a quote has to do with incidents and with elements of the law."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app import linking
from app.session import Session
from db.records import Link, Quote
from db.tokens import Bracket
from widgets import icons
from widgets.links import asking
from widgets.links.cards import LinkCards
from widgets.models import choices
from widgets.picker import pick


class Links(QWidget):
    """The links of one quote, and two questions to make another: to what, and how."""

    linked = Signal(str)
    """A new link was made."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._quote: Quote | None = None
        self.cards = LinkCards(session, self.tr("Not linked to anything yet."), self)
        self.to_incident = QPushButton(icons.get("incident"), self.tr("Link to incident"), self)
        self.to_element = QPushButton(icons.get("element"), self.tr("Link to element"), self)
        self.to_incident.clicked.connect(self.choose_incident)
        self.to_element.clicked.connect(self.choose_element)
        buttons = QHBoxLayout()
        buttons.addWidget(self.to_incident)
        buttons.addWidget(self.to_element)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.cards)
        layout.addLayout(buttons)

    def show_quote(self, quote: Quote, *, writable: bool) -> None:
        """Show the links of a quote."""
        self._quote = quote
        self.to_incident.setVisible(writable)
        self.to_element.setVisible(writable)
        brackets = any(isinstance(one, Bracket) for one in (*quote.tokens.original, *quote.tokens.translation))
        links = self._session.case.links.of_quote(quote.id)
        self.cards.show_links(quote.id, links, has_brackets=brackets, writable=writable)

    def flush(self) -> None:
        """Tell what is still being written."""
        self.cards.flush()

    def choose_incident(self) -> None:
        """Ask which incident, then how the quote relates to it."""
        pick(
            self.to_incident,
            self.tr("Link to incident"),
            choices.incidents(self._session),
            self._ask_relation,
            kind="incident",
            create=(self.tr("New incident “{}”"), self._ask_relation_to_new),
        )

    def choose_element(self) -> None:
        """Ask which element of the chosen frameworks, then how the quote bears on it."""
        how = self.tr("How does the quote bear on it?")
        asking.element(self._session, self.to_element, self.tr("Link to element"), how, self._link_element)

    # inside

    def _ask_relation(self, incident_id: str) -> None:
        self._relate(lambda relation: self._link_incident(incident_id, relation))

    def _ask_relation_to_new(self, title: str) -> None:
        self._relate(lambda relation: self._link_new_incident(title, relation))

    def _relate(self, answer: Callable[[str | None], object]) -> None:
        pick(
            self.to_incident,
            self.tr("What does the quote do?"),
            choices.terms(self._session, "statement_incident_relation"),
            answer,
            kind="relation",
            clear=(self.tr("say it later"), lambda: answer(None)),
        )

    def _link_incident(self, incident_id: str, relation: str | None) -> None:
        if self._quote is not None:
            step = self.tr("Link to incident")
            self._made(self._session.do(step, linking.to_incident, self._quote.id, incident_id, relation))

    def _link_new_incident(self, title: str, relation: str | None) -> None:
        if self._quote is not None:
            step = self.tr("Link to new incident")
            self._made(self._session.do(step, linking.to_new_incident, self._quote.id, title, relation))

    def _link_element(self, framework_id: str, path: str, bearing: str | None) -> None:
        if self._quote is not None:
            step = self.tr("Link to element")
            self._made(self._session.do(step, linking.to_element, self._quote.id, framework_id, path, bearing))

    def _made(self, link: Link) -> None:
        self.cards.unfold(link.id)
        if self._quote is not None:
            self.show_quote(self._session.case.quotes.get(self._quote.id), writable=not self._session.read_only)
        self.linked.emit(link.id)
