"""The line of time with what belongs to it: which kinds are shown, nearer and farther, and what has no date."""

from PySide6.QtCore import QCoreApplication, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QListView, QPushButton, QSplitter, QVBoxLayout, QWidget

from app.chronology import KINDS, Chronology, Happening, Kind
from widgets import icons, plain
from widgets.divider import Divider
from widgets.models import times
from widgets.models.choice_delegate import ChoiceDelegate
from widgets.models.choice_model import CHOICE, ChoiceModel
from widgets.models.choices import Choice
from widgets.timeline.chart import TimelineChart


def titles() -> dict[Kind, str]:
    """What each kind is called."""

    def said(text: str) -> str:
        return QCoreApplication.translate("TimelineRoom", text)

    return {
        "statement": said("Statements"),
        "incident": said("Incidents"),
        "detail": said("Details made public"),
        "law": said("Law in force"),
        "office": said("Offices held"),
    }


class LinePage(QWidget):
    """One happening is chosen, on the line or beside it."""

    chosen = Signal(object)
    """The happening, or None."""
    activated = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chronology = Chronology((), ())
        self.chart = TimelineChart(titles(), self)
        self.chart.chosen.connect(self._choose)
        self.chart.activated.connect(self.activated)
        self.kinds: dict[Kind, QCheckBox] = {}
        for kind, title in titles().items():
            box = QCheckBox(title, self)
            box.setChecked(True)
            box.toggled.connect(self._show)
            self.kinds[kind] = box
        self.undated = QListView(self)
        self.undated.setItemDelegate(ChoiceDelegate(self.undated))
        self.undated.setAccessibleName(self.tr("Without a date"))
        self.undated.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.undated.clicked.connect(self._choose_undated)
        self.undated.activated.connect(self._activate_undated)
        self._undated_title = plain.label("", self)
        self._undated_title.setContentsMargins(12, 8, 12, 8)
        self._lay_out()

    def show_chronology(self, chronology: Chronology) -> None:
        """Show another one."""
        self._chronology = chronology
        for kind, box in self.kinds.items():
            box.setEnabled(any(one.kind == kind for one in (*chronology.dated, *chronology.undated)))
        self._show()

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 8, 16, 8)
        bar.setSpacing(14)
        for box in self.kinds.values():
            bar.addWidget(box)
        bar.addStretch(1)
        for name, icon, key, call in (
            (self.tr("Nearer"), "zoom-in", "+", lambda: self.chart.zoom(0.8)),
            (self.tr("Farther"), "zoom-out", "-", lambda: self.chart.zoom(1.25)),
            (self.tr("All of it"), "shown", "0", self.chart.fit),
        ):
            button = QPushButton(icons.get(icon), name, self)
            plain.tip(button, name, key)
            button.setAutoDefault(False)
            button.clicked.connect(call)
            bar.addWidget(button)
        self._side = QWidget(self)
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(0)
        side.addWidget(self._undated_title)
        side.addWidget(self.undated, 1)
        split = QSplitter(self)
        split.addWidget(self.chart)
        split.addWidget(self._side)
        split.setStretchFactor(0, 1)
        split.setChildrenCollapsible(False)
        split.setSizes([1100, 300])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(Divider(self))
        layout.addWidget(split, 1)

    def _show(self) -> None:
        kinds = [kind for kind in KINDS if self.kinds[kind].isChecked()]
        self.chart.show_chronology(self._chronology, kinds)
        undated = [one for one in self._chronology.undated if one.kind in kinds]
        named = titles()
        rows = [Choice(one.record_id, one.title, times.dotted([named[one.kind], one.note])) for one in undated]
        before = self.undated.model()
        self.undated.setModel(ChoiceModel(rows, [], None, self.undated))
        if before is not None:
            before.deleteLater()
        self._undated_title.setText(self.tr("Without a date: {}").format(len(rows)))
        self._side.setVisible(bool(rows))

    def _choose(self, happening: Happening | None) -> None:
        if happening is not None:
            self.undated.clearSelection()
        self.chosen.emit(happening)

    def _choose_undated(self, index: QModelIndex) -> None:
        self.chart.choose(None)
        self.chosen.emit(self._undated(index))

    def _activate_undated(self, index: QModelIndex) -> None:
        self.activated.emit(self._undated(index))

    def _undated(self, index: QModelIndex) -> Happening | None:
        choice = index.data(CHOICE)
        return next((one for one in self._chronology.undated if choice and one.record_id == choice.key), None)
