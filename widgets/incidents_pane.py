"""The incidents: listed by date, described, and with the quotes that speak of each."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app import incidents
from app.session import Session
from db.records import Incident
from widgets import icons, plain
from widgets.divider import Divider
from widgets.fields import ChoiceField, LineField, NoteField
from widgets.findings.incident_parts import Actors, Details
from widgets.form import DateField, Form
from widgets.incident_quotes import IncidentQuotes
from widgets.links.of_incident import IncidentElements
from widgets.marking_button import MarkingButton
from widgets.models import choices
from widgets.models.choices import Choice
from widgets.record_list import RecordList
from widgets.record_page import list_beside

_TABLES = {"incident", "link", "quote", "person", "organisation", "incident_detail", "incident_actor"}
_BOTH_WAYS = ("claimed_by", "attributed_to")


class IncidentsPane(QWidget):
    """A room of its own; every change is one step."""

    quote_wanted = Signal(str)
    """Show this quote."""
    play_wanted = Signal(str)
    """Play this quote."""
    history_wanted = Signal(str)
    """What became of this incident?"""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._incident: Incident | None = None
        self._fields: dict[str, Any] = {}
        self.list = RecordList(
            self.tr("Incidents"),
            self.tr("New incident"),
            self.tr(
                "No incidents yet.\nAn incident is something that happened, or is said to have.\n"
                "“Case > Import incidents…” reads a table of them."
            ),
            lambda: choices.incidents(session) if session.is_open else [],
            self,
        )
        self.list.chosen.connect(self.show_incident)
        self.list.new_wanted.connect(self.add)
        self._heading = plain.heading("", self)
        self._heading.setWordWrap(True)
        self._delete = QPushButton(icons.get("delete"), self.tr("Delete"), self)
        self._delete.clicked.connect(self.delete)
        self.history_button = QPushButton(icons.get("history"), self.tr("History…"), self)
        self.history_button.clicked.connect(self._ask_history)
        self.marking = MarkingButton(session, "incident", parent=self)
        self.notes_marking = MarkingButton(session, "incident", "notes", self)
        self._form = Form(self)
        self.details = Details(session, self)
        self.actors = Actors(session, self)
        self.elements = IncidentElements(session, self)
        self.quotes = IncidentQuotes(session, self)
        self.quotes.quote_wanted.connect(self.quote_wanted)
        self.quotes.play_wanted.connect(self.play_wanted)
        self._fill()
        self._lay_out()
        session.opened.connect(self._reset)
        session.closed.connect(self._reset)
        session.changed.connect(self._follow)
        self._reset()

    def show_incident(self, incident_id: str | None) -> None:
        """Show this incident. What is still being written about another is kept first."""
        if self._incident is not None and self._incident.id != incident_id:
            self.flush()
        found = self._session.case.incidents.find(incident_id) if incident_id and self._session.is_open else None
        self._incident = found
        self._stack.setCurrentIndex(1 if found else 0)
        if found is not None:
            self._show(found)
            if self.list.current != found.id:
                self.list.choose(found.id)

    def add(self, title: str = "") -> None:
        """Make a new incident and go to its title."""
        made = self._session.do(self.tr("Add incident"), incidents.add, title or self.tr("New incident"))
        self.list.typed.clear()
        self.show_incident(made.id)
        self._fields["title"].setFocus()
        self._fields["title"].selectAll()

    def delete(self) -> None:
        """Delete the incident with its links; undo brings them back."""
        if self._incident is not None:
            self._session.do(self.tr("Delete incident"), incidents.delete, self._incident.id)

    def flush(self) -> None:
        """Keep what is still being written."""
        if self._incident is not None and self._session.is_open and not self._session.read_only:
            for field in self._fields.values():
                if hasattr(field, "flush"):
                    field.flush()
            self.elements.flush()

    # inside

    def _fill(self) -> None:
        rows: tuple[tuple[str, str, Any], ...] = (
            ("title", self.tr("Title"), LineField(self.tr("Title"), "", self)),
            ("date", self.tr("Date"), DateField(self.tr("Date"), self)),
            ("place", self.tr("Place"), LineField(self.tr("Place"), self.tr("Town, district, country"), self)),
            ("latitude", self.tr("Latitude"), LineField(self.tr("Latitude"), self.tr("Degrees north: 36.2376"), self)),
            (
                "longitude",
                self.tr("Longitude"),
                LineField(self.tr("Longitude"), self.tr("Degrees east: 43.9632"), self),
            ),
            (
                "kind",
                self.tr("Kind"),
                LineField(self.tr("Kind"), self.tr("Drone attack, rocket fire, statement…"), self),
            ),
            ("target", self.tr("Target"), LineField(self.tr("Target"), "", self)),
            ("weapon", self.tr("Weapon"), LineField(self.tr("Weapon"), "", self)),
            ("claimed_by", self.tr("Claimed by"), self._names(self.tr("Claimed by"))),
            ("attributed_to", self.tr("Attributed to"), self._names(self.tr("Attributed to"))),
            ("sources", self.tr("Sources"), NoteField(self.tr("Sources"), self.tr("One source a line"), self)),
            ("notes", self.tr("Notes"), NoteField(self.tr("Notes"), "", self)),
        )
        for name, label, field in rows:
            self._fields[name] = field
            self._form.add(label, field)
            signal = field.chosen if isinstance(field, ChoiceField) else field.written
            signal.connect(self._teller(name, label))
            if isinstance(field, ChoiceField):
                field.create_wanted.connect(self._teller(name, label))
        self._form.add("", self.notes_marking)

    def _names(self, name: str) -> ChoiceField:
        """Somebody whom the case knows, or any name."""
        return ChoiceField(name, self._known_names, self.tr("Not stated"), "claimant", self.tr("“{}”"), self)

    def _known_names(self) -> list[Choice]:
        case = self._session.case
        names = [one.name for one in case.organisations.all()]
        names += [getattr(one, field) for one in case.incidents.all() for field in _BOTH_WAYS]
        return [Choice(name, name) for name in dict.fromkeys(name for name in names if name)]

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._heading, 1)
        head.addWidget(self.marking, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.history_button, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._delete, 0, Qt.AlignmentFlag.AlignTop)
        page = QWidget(self)
        inner = QVBoxLayout(page)
        inner.setContentsMargins(24, 18, 24, 24)
        inner.setSpacing(14)
        inner.addLayout(head)
        inner.addWidget(self._form)
        inner.addWidget(Divider(page))
        inner.addWidget(self.details)
        inner.addWidget(Divider(page))
        inner.addWidget(self.actors)
        inner.addWidget(Divider(page))
        inner.addWidget(self.elements)
        inner.addWidget(Divider(page))
        inner.addWidget(plain.heading(self.tr("Quotes that speak of it"), page, 1.05))
        inner.addWidget(self.quotes)
        inner.addStretch(1)
        page.setMaximumWidth(820)
        words = self.tr("Choose an incident, or make a new one.")
        self._stack = list_beside(self, self.list, page, words)

    def _ask_history(self) -> None:
        if self._incident is not None:
            self.flush()
            self.history_wanted.emit(self._incident.id)

    def _teller(self, name: str, label: str) -> Any:
        def tell(value: object) -> None:
            if self._incident is not None:
                step = self.tr("Set {} of incident").format(label.lower())
                self._session.do(step, incidents.change, self._incident.id, **{name: value})

        return tell

    def _show(self, incident: Incident) -> None:
        writable = not self._session.read_only
        self._heading.setText(incident.title)
        self._delete.setVisible(writable)
        for name, field in self._fields.items():
            value: str | None = getattr(incident, name)
            if isinstance(field, ChoiceField):
                field.show_choice(value, value or "")
                field.setEnabled(writable)
            else:
                field.show_text(value)
                field.setReadOnly(not writable)
        self.details.show_of(incident.id)
        self.actors.show_of(incident.id)
        for marking in (self.marking, self.notes_marking):
            marking.show_of(incident.id)
        self.elements.show_of(incident.id)
        self.quotes.show_of(incident.id)

    def _reset(self) -> None:
        self._incident = None
        self._stack.setCurrentIndex(0)
        self.list.choose(None)
        self.list.reload()
        self.list.new_button.setVisible(self._session.is_open and not self._session.read_only)

    def _follow(self, changes: dict[str, set[str]]) -> None:
        if _TABLES & changes.keys():
            self.list.reload()
            if self._incident is not None:
                kept = self._incident.id
                self.show_incident(kept)
                if self._incident is None:
                    self.list.choose(None)
