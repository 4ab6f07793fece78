"""Things that don't go together, or do so tellingly: two ends, and a word for how they stand to each other."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from app import called, findings
from app.session import Session
from widgets import icons, plain
from widgets.fields import ChoiceField, LineField
from widgets.findings.naming import ends, nameable
from widgets.findings.parts import Parts
from widgets.models import times


class Contradictions(Parts):
    """All of the case; the record that they belong to is the case itself."""

    table = "contradiction"

    play_wanted = Signal(str)
    """Play this quote."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, parent.tr("Contradictions"), "", parent.tr("Set two against each other"), parent)
        self._nothing = self.tr(
            "None yet. Set against each other what one said then and now, or says and another shows."
        )
        self.kind = LineField(self.tr("How they stand"), self.tr("Change of position, denial…"), self)
        self.one, self.other = self._end(self.tr("One")), self._end(self.tr("The other"))
        for name, label, field in (
            ("kind", self.tr("How they stand"), self.kind),
            ("one", self.tr("One"), self.one),
            ("other", self.tr("The other"), self.other),
            ("note", self.tr("Note"), LineField(self.tr("Note"), "", self)),
        ):
            self.take(name, label, field)

    def records(self, owner_id: str) -> list[Any]:
        """All."""
        return self._session.case.argument.contradictions.all() if owner_id else []

    def said(self, record: Any) -> tuple[str, str]:
        """The two ends; how they stand to each other."""
        return record.kind, times.dotted([ends(self._session, record), record.note or ""])

    def plays(self, record: Any, row: QWidget) -> list[QToolButton]:
        """One for each end that is a quote, in their order."""
        found: list[QToolButton] = []
        for end, numeral in (("one", "1"), ("other", "2")):
            if getattr(record, f"{end}_table") != "quote":
                continue
            id = getattr(record, f"{end}_id")
            name = self.tr("Play {}").format(plain.isolated(called.name_of(self._session.case, "quote", id) or ""))
            button = QToolButton(row)
            button.setIcon(icons.get("play"))
            button.setText(numeral)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setAutoRaise(True)
            button.setAccessibleName(name)
            plain.tip(button, name)
            button.clicked.connect(lambda _on=False, id=id: self.play_wanted.emit(id))
            found.append(button)
        return found

    def change(self, record: Any) -> None:
        """Its word and its note can be changed; other ends are another contradiction."""
        super().change(record)
        for field, end in ((self.one, "one"), (self.other, "other")):
            name = called.name_of(self._session.case, getattr(record, f"{end}_table"), getattr(record, f"{end}_id"))
            field.show_choice("", name or getattr(record, f"{end}_text") or "")
            field.setEnabled(False)

    def begin(self) -> None:
        """Open the form for one more."""
        super().begin()
        for field in (self.one, self.other):
            field.show_choice(None, "")
            field.setEnabled(True)

    def write(self, owner_id: str, changing: str | None, values: dict[str, Any]) -> None:
        """Add one, or change its word and its note."""
        del owner_id
        if changing is None:
            pair = (_end_of(values["one"]), _end_of(values["other"]))
            label = self.tr("Set against each other")
            self._session.do(label, findings.set_against, values["kind"] or "", *pair, values["note"])
        else:
            label = self.tr("Change contradiction")
            fields = {"kind": values["kind"] or "", "note": values["note"] or ""}
            self._session.do(label, findings.change_contradiction, changing, **fields)

    def remove(self, id: str) -> None:
        """Remove one."""
        self._session.do(self.tr("Remove contradiction"), findings.remove_contradiction, id)

    def _end(self, name: str) -> ChoiceField:
        field = ChoiceField(
            name, lambda: nameable(self._session), self.tr("Choose, or type words"), "", self.tr("“{}”"), self
        )

        def choose(key: str | None) -> None:
            found = next((one for one in nameable(self._session) if one.key == key), None)
            field.show_choice(key, found.title if found else key or "")

        field.chosen.connect(choose)
        field.create_wanted.connect(lambda said: field.show_choice(f"\n{said}", said))
        return field


def _end_of(key: str | None) -> tuple[str | None, str]:
    table, _, id = (key or "").partition("\n")
    return table or None, id
