"""What a quote has to do with incidents and with elements of the law."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app import dates, linking
from app.session import Session
from db.records import Element, Framework, Link, Quote
from db.tokens import Bracket
from widgets import icons, plain
from widgets.inspector.link_card import LinkCard, warning
from widgets.models import choices, times
from widgets.picker import pick


class Links(QWidget):
    """The links of one quote, and two questions to make another: to what, and how."""

    linked = Signal(str)
    """A new link was made."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._quote: Quote | None = None
        self._open: set[str] = set()
        self._shown: dict[str, LinkCard] = {}
        self._scene: object = None
        self._cards = QVBoxLayout()
        self._cards.setSpacing(4)
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
        layout.addLayout(self._cards)
        layout.addLayout(buttons)

    def show_quote(self, quote: Quote, *, writable: bool) -> None:
        """Show the links of a quote. Cards that are there already stay, so that nobody is torn out of a field."""
        if self._quote is None or self._quote.id != quote.id:
            self._open.clear()
        self._quote = quote
        self.to_incident.setVisible(writable)
        self.to_element.setVisible(writable)
        links = self._session.case.links.of_quote(quote.id)
        scene = (quote.id, writable, self._has_brackets, [(link.id, self._heading(link)) for link in links])
        if scene == self._scene:
            for link in links:
                self._shown[link.id].show_link(link)
            return
        self._scene = scene
        self._rebuild(links, writable)

    def flush(self) -> None:
        """Tell what is still being written."""
        for card in list(self._shown.values()):
            card.flush()

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
        pick(
            self.to_element,
            self.tr("Link to element"),
            choices.elements(self._session),
            self._ask_bearing,
            kind="element",
        )

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

    def _ask_bearing(self, key: str) -> None:
        framework_id, path = choices.element_of(key)

        def answer(bearing: str | None) -> None:
            if self._quote is not None:
                step = self.tr("Link to element")
                made = self._session.do(step, linking.to_element, self._quote.id, framework_id, path, bearing)
                self._made(made)

        pick(
            self.to_element,
            self.tr("How does the quote bear on it?"),
            choices.terms(self._session, "bearing_on_element"),
            answer,
            kind="bearing",
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

    def _made(self, link: Link) -> None:
        self._open.add(link.id)
        if self._quote is not None:
            self.show_quote(self._session.case.quotes.get(self._quote.id), writable=not self._session.read_only)
        self.linked.emit(link.id)

    def _rebuild(self, links: list[Link], writable: bool) -> None:
        while (item := self._cards.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._shown.clear()
        if not links:
            self._cards.addWidget(plain.note(self.tr("Not linked to anything yet."), self))
        for link in links:
            if link.framework_id is None:
                self._cards.addWidget(self._card(link, *self._heading(link), [], writable))
        for framework in self._session.case.frameworks.all():
            own = [link for link in links if link.framework_id == framework.id]
            if own:
                self._cards.addWidget(self._framework(framework, own, writable))

    def _heading(self, link: Link) -> tuple[str, str]:
        """What a link to an incident is called, and when and where that was."""
        if link.framework_id is not None:
            return link.element_path or "", link.framework_id
        incident = self._session.case.incidents.find(link.incident_id or "")
        if incident is None:
            return self.tr("An incident that is no longer in the case"), ""
        when = dates.in_words(incident.date) if incident.date else self.tr("date not known")
        return incident.title, times.dotted([when, incident.place or ""])

    @property
    def _has_brackets(self) -> bool:
        tokens = self._quote.tokens if self._quote else None
        return tokens is not None and any(
            isinstance(token, Bracket) for token in (*tokens.original, *tokens.translation)
        )

    def _framework(self, framework: Framework, links: list[Link], writable: bool) -> QWidget:
        """The links to one framework below its name and what nobody has checked of it."""
        box = QWidget(self)
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(plain.note(framework.title, box))
        nodes = {node.path: node for node in self._session.case.frameworks.elements(framework.id)}
        for link in links:
            layout.addWidget(self._element_card(nodes.get(link.element_path or ""), nodes, link, writable))
        for note in (framework.verify or "").splitlines():
            layout.addLayout(warning(self.tr("To verify: {}").format(note), box))
        return box

    def _element_card(self, node: Element | None, nodes: dict[str, Element], link: Link, writable: bool) -> LinkCard:
        if node is None:
            return self._card(link, link.element_path or "", "", [], writable)
        parts = (node.path.rpartition("/")[0]).split("/")
        above = [nodes[path].title for i in range(len(parts)) if (path := "/".join(parts[: i + 1])) in nodes]
        notes = [self.tr("A statement can't carry this: it needs other evidence.")] if choices.needs(node) else []
        notes += [self.tr("To verify: {}").format(node.verify)] if node.verify else []
        detail = "\n".join(part for part in (" › ".join(above), node.text) if part)
        return self._card(link, f"{node.code}  {node.title}", detail, notes, writable)

    def _card(self, link: Link, title: str, detail: str, notes: list[str], writable: bool) -> LinkCard:
        card = LinkCard(self._session, link, title, detail, notes, has_brackets=self._has_brackets, writable=writable)
        self._shown[link.id] = card
        card.changed.connect(self._change)
        card.removed.connect(lambda link_id: self._session.do(self.tr("Remove link"), linking.remove, link_id))
        if link.id in self._open:
            card.unfold()
        card.unfolded.connect(self._remember)
        return card

    def _remember(self, link_id: str, unfolded: bool) -> None:
        (self._open.add if unfolded else self._open.discard)(link_id)

    def _change(self, link_id: str, field: str, value: object) -> None:
        wanted = {field: value}
        if field == "relation":
            polarity = linking.default_polarity(self._session.case, str(value) if value else None)
            wanted |= {"polarity": polarity} if polarity else {}
        self._session.do(self.tr("Change link"), linking.change, link_id, **wanted)
