"""One link of a quote or an incident: what it is to, how it bears on it, and why."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from app import law
from app.session import Session
from db.records import Link, Term
from widgets import icons, plain
from widgets.fields import ChoiceField, LineField
from widgets.models import choices, times
from widgets.models.choices import Choice

_TERMS = {
    "relation": "statement_incident_relation",
    "polarity": "polarity",
    "bearing": "bearing_on_element",
    "directness": "directness",
    "weight": "weight_scale",
}
_NUMBERS = {"weight", "survives_without_brackets"}


class LinkCard(QFrame):
    """Folded it says all in two lines; unfolded each answer can be changed."""

    changed = Signal(str, str, object)
    """Link, field, value."""
    removed = Signal(str)
    unfolded = Signal(str, bool)

    def __init__(
        self,
        session: Session,
        link: Link,
        title: str,
        detail: str,
        notes: list[str],
        *,
        has_brackets: bool,
        writable: bool,
    ) -> None:
        super().__init__()
        self._session, self.link, self._writable = session, link, writable
        self.setObjectName("card")
        self.setAccessibleName(title)
        self._fold = QToolButton(self)
        self._fold.setAutoRaise(True)
        self._fold.setCheckable(True)
        self._fold.setArrowType(Qt.ArrowType.RightArrow)
        self._fold.setAccessibleName(self.tr("Show all of this link"))
        self._fold.toggled.connect(self._unfold)
        icon = plain.label("", self)
        icon.setPixmap(icons.get("element" if link.framework_id else "incident").pixmap(QSize(16, 16)))
        name = plain.label(title, self)
        name.setWordWrap(True)
        for label in (icon, name):
            label.setContentsMargins(0, 4, 0, 0)
        remove = QToolButton(self)
        remove.setIcon(icons.get("close"))
        remove.setAutoRaise(True)
        remove.setAccessibleName(self.tr("Remove this link"))
        plain.tip(remove, self.tr("Remove this link"))
        remove.setVisible(writable)
        remove.clicked.connect(lambda: self.removed.emit(link.id))
        head = QHBoxLayout()
        head.setSpacing(6)
        for widget, stretch in ((self._fold, 0), (icon, 0), (name, 1), (remove, 0)):
            head.addWidget(widget, stretch, Qt.AlignmentFlag.AlignTop)
        self._said = plain.note("", self)
        self._form = QWidget(self)
        self._choices: dict[str, ChoiceField] = {}
        self._reason = LineField(self.tr("Reason"), self.tr("Why?"), self._form)
        self._reason.setReadOnly(not writable)
        self._reason.written.connect(lambda text: self.changed.emit(link.id, "reason", text))
        self._fill(has_brackets)
        self._form.hide()
        below = QVBoxLayout()
        below.setContentsMargins(34, 0, 4, 0)
        below.setSpacing(3)
        if detail:
            below.addWidget(plain.note(detail, self))
        below.addWidget(self._said)
        for note in notes:
            below.addLayout(warning(note, self))
        below.addWidget(self._form)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 6, 4, 8)
        layout.setSpacing(2)
        layout.addLayout(head)
        layout.addLayout(below)

    def show_link(self, link: Link) -> None:
        """Show what is said of the link now."""
        self.link = link
        self._said.setText(self._summary())
        self._said.setVisible(not self._fold.isChecked())
        self._reason.show_text(link.reason)
        for name, field in self._choices.items():
            value: Any = getattr(link, name)
            code = None if value is None else str(value)
            field.show_choice(code, choices.label_in(self._terms(name), code))

    def flush(self) -> None:
        """Tell what is still being written."""
        self._reason.flush()

    def unfold(self) -> None:
        """Show the fields."""
        self._fold.setChecked(True)

    def _unfold(self, unfolded: bool) -> None:
        self._fold.setArrowType(Qt.ArrowType.DownArrow if unfolded else Qt.ArrowType.RightArrow)
        self._form.setVisible(unfolded)
        self._said.setVisible(not unfolded)
        self.unfolded.emit(self.link.id, unfolded)

    def _summary(self) -> str:
        link = self.link
        parts = [
            self._label("relation", link.relation) or self._label("bearing", link.bearing) or self.tr("not said how"),
            self._label("polarity", link.polarity).partition(" (")[0],
            self._label("directness", link.directness),
            self._label("weight", link.weight).partition(":")[0],
            self._label("survives_without_brackets", link.survives_without_brackets),
        ]
        reason = f"\n“{link.reason}”" if link.reason else ""
        return times.dotted(parts) + reason

    def _fill(self, has_brackets: bool) -> None:
        grid = QGridLayout(self._form)
        grid.setContentsMargins(0, 4, 0, 2)
        grid.setSpacing(6)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        asked = {
            "relation": (self.tr("Relation"), self.tr("What does it do?")),
            "polarity": (self.tr("Polarity"), self.tr("Which way?")),
            "bearing": (self.tr("Bearing"), self.tr("How does it bear?")),
            "directness": (self.tr("Directness"), self.tr("How direct?")),
            "weight": (self.tr("Weight"), self.tr("What weight?")),
            "survives_without_brackets": (self.tr("Bracket test"), self.tr("Without the brackets?")),
        }
        to_element = self.link.framework_id is not None
        names = ["bearing"] if to_element else ["relation", "polarity"]
        names += ["directness", "weight"]
        names += ["survives_without_brackets"] if has_brackets else []
        for number, name in enumerate(names):
            label, nothing = asked[name]
            field = ChoiceField(label, self._offer(name), nothing, name, None, self._form)
            field.setEnabled(self._writable)
            field.chosen.connect(self._teller(name))
            self._choices[name] = field
            grid.addWidget(field, number // 2, number % 2)
        grid.addWidget(self._reason, (len(names) + 1) // 2, 0, 1, 2)
        self.show_link(self.link)

    def _teller(self, name: str) -> Callable[[str | None], None]:
        def tell(key: str | None) -> None:
            value = int(key) if name in _NUMBERS and key is not None else key
            self.changed.emit(self.link.id, name, value)

        return tell

    def _offer(self, name: str) -> Callable[[], list[Choice]]:
        return lambda: [choices.term(term) for term in self._terms(name)]

    def _terms(self, name: str) -> Sequence[Term]:
        if name == "survives_without_brackets":
            return (
                Term("1", self.tr("Holds without the brackets")),
                Term("0", self.tr("Falls without the brackets")),
            )
        return law.terms(self._session.case, _TERMS[name])

    def _label(self, name: str, value: object) -> str:
        return choices.label_in(self._terms(name), None if value is None else str(value))


def warning(text: str, parent: QWidget) -> QHBoxLayout:
    """A remark that must not be overlooked."""
    icon = plain.label("", parent)
    icon.setPixmap(icons.get("warning").pixmap(QSize(14, 14)))
    icon.setContentsMargins(0, 1, 0, 0)
    line = QHBoxLayout()
    line.setSpacing(5)
    line.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(plain.note(text, parent), 1)
    return line
