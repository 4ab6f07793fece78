"""What is known of an incident and since when, and who had which part in it."""

from typing import Any

from PySide6.QtWidgets import QComboBox, QWidget

from app import dates, facts
from app.session import Session
from db.claims import IncidentActor, IncidentDetail
from widgets.fields import LineField, NoteField
from widgets.findings.parts import Parts, Who, who
from widgets.form import DateField
from widgets.models import times


class Details(Parts):
    """Details of an incident, with the date since when everybody could know them."""

    table = "incident_detail"

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, parent.tr("Details"), "", parent.tr("Add detail"), parent)
        self._nothing = self.tr("None yet. A detail that few could know tells most, until it was published.")
        for name, label, field in (
            ("detail", self.tr("Detail"), NoteField(self.tr("Detail"), self.tr("A radar was hit"), self)),
            ("public_on", self.tr("Public since"), DateField(self.tr("Public since"), self)),
            ("source", self.tr("Source"), LineField(self.tr("Source"), self.tr("Who says so"), self)),
            ("url", self.tr("Address"), LineField(self.tr("Address"), "https://…", self)),
            ("note", self.tr("Note"), LineField(self.tr("Note"), "", self)),
        ):
            self.take(name, label, field)

    def records(self, owner_id: str) -> list[IncidentDetail]:
        """By the date since when they are public; those of which nobody knows it last."""
        return self._session.case.argument.incident_details.of(owner_id)

    def said(self, record: Any) -> tuple[str, str]:
        """The detail; since when it is public, and who says so."""
        since = self.tr("not known since when public")
        if record.public_on:
            since = self.tr("public since {}").format(dates.in_words(record.public_on))
        return record.detail, times.dotted([since, record.source or "", record.url or "", record.note or ""])

    def write(self, owner_id: str, changing: str | None, values: dict[str, Any]) -> None:
        """Add or change one."""
        if changing is None:
            detail = values.pop("detail") or ""
            self._session.do(self.tr("Add detail"), facts.add_detail, owner_id, detail, **values)
        else:
            self._session.do(self.tr("Change detail"), facts.change_detail, changing, **values)

    def remove(self, id: str) -> None:
        """Remove one."""
        self._session.do(self.tr("Remove detail"), facts.remove_detail, id)


class Actors(Parts):
    """Who had which part in an incident, or is said to have had."""

    table = "incident_actor"

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, parent.tr("Actors and claims"), "", parent.tr("Add actor"), parent)
        self._nothing = self.tr("Nobody yet. Say who did it, claims it, denies it, or was its target, by whose word.")
        self.part = QComboBox(self)
        self.part.setAccessibleName(self.tr("Part"))
        for code, label in self.parts().items():
            self.part.addItem(label, code)
        for name, label, field in (
            ("part", self.tr("Part"), self.part),
            ("who", self.tr("Who"), Who(session, self.tr("Who"), self)),
            ("date", self.tr("Said on"), DateField(self.tr("Said on"), self)),
            ("source", self.tr("Source"), LineField(self.tr("Source"), self.tr("Who says so"), self)),
            ("note", self.tr("Note"), LineField(self.tr("Note"), self.tr("Or who it is, if not in the case"), self)),
        ):
            self.take(name, label, field)

    def parts(self) -> dict[str, str]:
        """The parts, as they read."""
        return {
            "alleged_perpetrator": self.tr("Alleged perpetrator"),
            "claims_it": self.tr("Claims it"),
            "denies_it": self.tr("Denies it"),
            "attributes_it": self.tr("Attributes it to somebody"),
            "target": self.tr("Target"),
            "victim": self.tr("Victim"),
            "witness": self.tr("Witness"),
        }

    def records(self, owner_id: str) -> list[IncidentActor]:
        """In the order in which they were entered."""
        return self._session.case.argument.incident_actors.of(owner_id)

    def said(self, record: Any) -> tuple[str, str]:
        """Who, as what; by whose word, and when."""
        name = who(self._session, record)
        part = self.parts().get(record.part, record.part)
        when = dates.in_words(record.date) if record.date else ""
        rest = [when, record.source or "", record.note or ""] if name else [when, record.source or ""]
        return f"{part}: {name or record.note or ''}", times.dotted(rest)

    def write(self, owner_id: str, changing: str | None, values: dict[str, Any]) -> None:
        """Add or change one."""
        if changing is None:
            part = values.pop("part")
            self._session.do(self.tr("Add actor"), facts.add_actor, owner_id, part, **values)
        else:
            self._session.do(self.tr("Change actor"), facts.change_actor, changing, **values)

    def remove(self, id: str) -> None:
        """Remove one."""
        self._session.do(self.tr("Remove actor"), facts.remove_actor, id)
