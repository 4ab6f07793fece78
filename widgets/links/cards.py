"""The links of one quote or incident, a card for each: what they are to, in their own order, law by law."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import dates, linking
from app.session import Session
from db.records import Element, Framework, Link
from widgets import plain
from widgets.links.card import LinkCard, warning
from widgets.models import choices, times


class LinkCards(QWidget):
    """Cards that are there already stay, so that nobody is torn out of a field."""

    def __init__(self, session: Session, nothing: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._nothing = nothing
        self._owner: str | None = None
        self._has_brackets = False
        self._open: set[str] = set()
        self.shown: dict[str, LinkCard] = {}
        """By the link's id."""
        self._scene: object = None
        self._cards = QVBoxLayout(self)
        self._cards.setContentsMargins(0, 0, 0, 0)
        self._cards.setSpacing(4)

    def show_links(self, owner: str, links: Sequence[Link], *, has_brackets: bool, writable: bool) -> None:
        """Show what a quote or an incident is linked to; `has_brackets` if it is a quote with inserted words."""
        if self._owner != owner:
            self._open.clear()
        self._owner, self._has_brackets = owner, has_brackets
        scene = (owner, writable, has_brackets, [(link.id, self._heading(link)) for link in links])
        if scene == self._scene:
            for link in links:
                self.shown[link.id].show_link(link)
            return
        self._scene = scene
        self._rebuild(links, writable)

    def unfold(self, link_id: str) -> None:
        """Show this link open, also if it has yet to come."""
        self._open.add(link_id)
        if link_id in self.shown:
            self.shown[link_id].unfold()

    def flush(self) -> None:
        """Tell what is still being written."""
        for card in list(self.shown.values()):
            card.flush()

    # inside

    def _rebuild(self, links: Sequence[Link], writable: bool) -> None:
        while (item := self._cards.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.shown.clear()
        if not links:
            self._cards.addWidget(plain.note(self._nothing, self))
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
        needs_more = link.quote_id is not None and choices.needs(node)
        notes = [self.tr("A statement can't carry this: it needs other evidence.")] if needs_more else []
        notes += [self.tr("To verify: {}").format(node.verify)] if node.verify else []
        detail = "\n".join(part for part in (" › ".join(above), node.text) if part)
        return self._card(link, f"{node.code}  {node.title}", detail, notes, writable)

    def _card(self, link: Link, title: str, detail: str, notes: list[str], writable: bool) -> LinkCard:
        card = LinkCard(self._session, link, title, detail, notes, has_brackets=self._has_brackets, writable=writable)
        self.shown[link.id] = card
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
