"""The menu by which the list of quotes is narrowed: how many quotes each choice leaves, and what a chip says."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from app import law
from app.people import name_of
from app.session import Session
from widgets.models import choices
from widgets.models.choices import Choice, label_of
from widgets.models.quote_model import QuoteModel
from widgets.models.quote_wanted import FACETS, Facet, Wanted
from widgets.picker import pick


class QuoteFilter(QObject):
    """Knows the names of what one can narrow to; the list itself does the narrowing."""

    wanted = Signal(str, object)
    """A filter, and the value that it shall have."""

    def __init__(self, session: Session, model: QuoteModel, anchor: QWidget) -> None:
        super().__init__(anchor)
        self._session, self._model, self._anchor = session, model, anchor

    def fill(self, menu: QMenu) -> None:
        """Put all filters into a menu."""
        wanted = self._model.wanted
        linked, states_of = self._model.tally("links"), self._model.tally("status")
        waits = QAction(self._counted(self.tr("Waits for me"), self._model.tally("waits")["True"]), menu)
        waits.setCheckable(True)
        waits.setChecked(wanted.waits)
        waits.triggered.connect(lambda on: self.wanted.emit("waits", on))
        menu.addAction(waits)
        links = [(self._counted(text, linked[code]), code) for text, code in self._links()]
        group(
            menu.addMenu(self.tr("Links")),
            [(self.tr("Linked or not"), "any"), *links],
            wanted.links,
            self._teller("links"),
        )
        states = [
            (self._counted(text, states_of[code]), code)
            for text, code in self._states()
            if states_of[code] or code == wanted.status
        ]
        group(
            menu.addMenu(self.tr("Status")),
            [(self.tr("Any status"), None), *states],
            wanted.status,
            self._teller("status"),
        )
        for facet, title in (
            ("speaker_id", self.tr("Speaker…")),
            ("tag", self.tr("Tag…")),
            ("incident_id", self.tr("Incident…")),
            ("element", self.tr("Element…")),
        ):
            action = QAction(title, menu)
            action.triggered.connect(lambda _on=False, facet=facet, title=title: self.ask(facet, title))
            menu.addAction(action)

    def ask(self, facet: Facet, title: str) -> None:
        """Let one of many be found by typing."""
        pick(
            self._anchor,
            title,
            self._choices(facet),
            self._teller(facet),
            current=getattr(self._model.wanted, facet),
            clear=(self.tr("Any"), lambda: self.wanted.emit(facet, None)),
        )

    def chips(self) -> list[tuple[str, str]]:
        """What is narrowed to, in words."""
        wanted = self._model.wanted
        return [(name, self._words(name, wanted)) for name in FACETS if name in wanted.active]

    # inside

    def _teller(self, facet: Facet) -> Callable[[Any], None]:
        return lambda value: self.wanted.emit(facet, value)

    def _counted(self, text: str, count: int) -> str:
        return f"{text}  ({count})"

    def _links(self) -> list[tuple[str, str]]:
        return [
            (self.tr("Linked to an incident"), "incident"),
            (self.tr("Linked to an element"), "element"),
            (self.tr("Not linked yet"), "none"),
        ]

    def _states(self) -> list[tuple[str, str]]:
        return [
            (label_of(term).partition(" (")[0], term.code) for term in law.terms(self._session.case, "review_state")
        ]

    def _choices(self, facet: Facet) -> list[Choice]:
        tally = self._model.tally(facet)
        names = self._names(facet)
        known = [one for one in names if tally[one.key] or one.key == getattr(self._model.wanted, facet)]
        found = [
            Choice(one.key, one.title, one.detail, badge=str(tally[one.key]), words=one.words, depth=0) for one in known
        ]
        return sorted(found, key=lambda one: -tally[one.key])

    def _names(self, facet: Facet) -> list[Choice]:
        if facet == "speaker_id":
            return [Choice("", self.tr("Speaker not named")), *choices.people(self._session)]
        if facet == "incident_id":
            return choices.incidents(self._session)
        if facet == "element":
            return choices.elements(self._session)
        return [Choice(tag, tag) for tag in sorted(self._model.tally("tag"), key=str.casefold)]

    def _words(self, facet: Facet, wanted: Wanted) -> str:
        value = getattr(wanted, facet)
        case = self._session.case
        if facet == "waits":
            return self.tr("Waits for me")
        if facet == "links":
            return next(text for text, code in self._links() if code == value)
        if facet == "status":
            return next((text for text, code in self._states() if code == value), value)
        if facet == "speaker_id":
            person = case.people.find(value) if value else None
            return name_of(person) if person else self.tr("Speaker not named")
        if facet == "incident_id":
            incident = case.incidents.find(value)
            return incident.title if incident else self.tr("Incident that is gone")
        if facet == "element":
            framework_id, path = choices.element_of(value)
            nodes = case.frameworks.elements(framework_id) if case.frameworks.find(framework_id) else []
            return next((f"{one.code}  {one.title}" for one in nodes if one.path == path), self.tr("Element"))
        return self.tr("Tag: {}").format(value)


def group(menu: QMenu, entries: Sequence[tuple[str, Any]], current: Any, take: Callable[[Any], object]) -> None:
    """Put entries into a menu of which one is chosen."""
    made = QActionGroup(menu)
    for text, value in entries:
        action = QAction(text.replace("&", "&&"), made)
        action.setCheckable(True)
        action.setChecked(value == current)
        action.triggered.connect(lambda _checked=False, value=value: take(value))
        menu.addAction(action)
    menu.addSeparator()
