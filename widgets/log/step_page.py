"""One step: who did it, when and where, and what it did to each record, field by field."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.chronicle import Altered, Entry, Touched
from widgets import icons, plain
from widgets.models import times
from widgets.models.moments import moment
from widgets.together.compared import ComparedText, mark_differences

Restores = Callable[[str, str, str, str], bool]
"""Whether the field of a record (step, table, id, field) can say again what it said before the step."""
_GOES = frozenset({"quote", "incident"})
_MOST = 40
"""Records that are told one by one; of more, how many there are."""


class StepPage(QScrollArea):
    """To be read; from here one goes to the record."""

    quote_wanted = Signal(str)
    incident_wanted = Signal(str)
    restore_wanted = Signal(str, str, str, str)
    """Give a field back what it said before a step: the step, table, record and field."""

    def __init__(self, parent: QWidget | None = None, *, restores: Restores | None = None) -> None:
        """`restores` tells whether an older value can be set again; without it none is offered."""
        super().__init__(parent)
        self._restores = restores
        self._act_id = ""
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.show_entry(None)

    def show_entry(self, entry: Entry | None) -> None:
        """Tell this step, or that none is chosen."""
        self._act_id = entry.act.id if entry is not None else ""
        page = QWidget(self)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(24, 18, 24, 24)
        layout.setSpacing(12)
        if entry is None:
            nothing = plain.note(self.tr("Choose a step in the list."), page)
            nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(nothing, 1)
        else:
            self._tell(entry, layout, page)
            layout.addStretch(1)
        self.setWidget(page)

    @property
    def text(self) -> str:
        """Everything that is told."""
        labels = [label.text() for label in self.widget().findChildren(plain.Label)]
        return "\n".join([*labels, *(text.toPlainText() for text in self.widget().findChildren(ComparedText))])

    def _tell(self, entry: Entry, layout: QVBoxLayout, page: QWidget) -> None:
        what = plain.heading(entry.what, page)
        what.setWordWrap(True)
        layout.addWidget(what)
        where = self.tr("another device: {}") if entry.is_elsewhere else "{}"
        said = [entry.reviewer, where.format(entry.device), moment(entry.act.at)]
        layout.addWidget(plain.note(times.dotted(said), page))
        if entry.is_undone:
            layout.addWidget(plain.note(self.tr("It was taken back, and stands so."), page))
        if not entry.is_readable:
            layout.addWidget(plain.note(self.tr("What it did can’t be read: the file was damaged or altered."), page))
        for touched in entry.records[:_MOST]:
            layout.addWidget(self._record(touched, page))
        more = entry.more + max(0, len(entry.records) - _MOST)
        if more:
            counted = times.counted(more, self.tr("and 1 further record"), self.tr("and {} further records"))
            layout.addWidget(plain.note(counted, page))
        if entry.facts:
            layout.addWidget(plain.note("\n".join(entry.facts), page))
        id = plain.note(self.tr("Step {}").format(entry.act.id), page)
        id.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout.addWidget(id)

    def _record(self, touched: Touched, page: QWidget) -> QWidget:
        card = QFrame(page)
        card.setObjectName("card")
        layout = QVBoxLayout(card)
        layout.setContentsMargins(16, 12, 16, 14)
        layout.setSpacing(8)
        done = {"insert": self.tr("added"), "update": self.tr("changed"), "delete": self.tr("deleted")}
        head = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(plain.note(times.dotted([touched.kind, done.get(touched.how, touched.how)]), card))
        title = plain.label(touched.title, card)
        title.setWordWrap(True)
        title.setFont(plain.strong(title.font()))
        words.addWidget(title)
        head.addLayout(words, 1)
        if touched.table in _GOES and touched.how != "delete":
            go = QPushButton(icons.get(touched.table), self.tr("Show it"), card)
            go.setAutoDefault(False)
            wanted = self.quote_wanted if touched.table == "quote" else self.incident_wanted
            go.clicked.connect(partial(wanted.emit, touched.id))
            head.addWidget(go, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(head)
        if touched.fields:
            layout.addLayout(self._fields(touched, card))
        return card

    def _fields(self, touched: Touched, card: QWidget) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(6)
        both = touched.how == "update"
        for column in (1, 2) if both else (1,):
            grid.setColumnStretch(column, 1)
        if both:
            for column, name in ((1, self.tr("Before")), (2, self.tr("After"))):
                grid.addWidget(plain.note(name, card), 0, column)
        for row, field in enumerate(touched.fields, 1):
            label = plain.note(field.label, card)
            label.setContentsMargins(0, 4, 0, 0)
            label.setMinimumWidth(110)
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            shown = [self._value(value, field, card) for value in _values(field, touched.how)]
            if both and all(field_value for field_value in (field.before, field.after)):
                mark_differences(shown)
            for column, text in enumerate(shown, 1):
                grid.addWidget(text, row, column, Qt.AlignmentFlag.AlignTop)
            where = (self._act_id, touched.table, touched.id, field.field)
            if both and self._restores is not None and self._restores(*where):
                button = QPushButton(icons.get("undo"), self.tr("Restore"), card)
                button.setAutoDefault(False)
                button.setAccessibleName(self.tr("Restore {} as before this step").format(plain.isolated(field.label)))
                plain.tip(button, self.tr("Set the value before this step again"))
                button.clicked.connect(partial(self.restore_wanted.emit, *where))
                grid.addWidget(button, row, 3, Qt.AlignmentFlag.AlignTop)
        return grid

    def _value(self, value: str | None, field: Altered, card: QWidget) -> ComparedText:
        text = ComparedText(field.label, card, 1.0)
        text.show_text(value if value is not None else "–")
        return text


def _values(field: Altered, how: str) -> list[str | None]:
    return {"insert": [field.after], "delete": [field.before]}.get(how, [field.before, field.after])
