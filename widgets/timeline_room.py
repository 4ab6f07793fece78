"""The room with the line of time: statements, incidents, details made public, law in force, offices held."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app import chronology
from app.chronology import KINDS, Chronology, Happening, Kind
from app.exporters.atomic import write_whole
from app.session import Session
from widgets import icons, plain
from widgets.divider import Divider
from widgets.models import times
from widgets.timeline.chart import TimelineChart

_TABLES = {"quote", "incident", "incident_detail", "measure", "role", "person", "organisation", "media"}


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


class TimelineRoom(QWidget):
    """Everything with a date; one is chosen, and can be gone to."""

    quote_wanted = Signal(str)
    play_wanted = Signal(str)
    incident_wanted = Signal(str)
    exported = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._chronology = Chronology((), ())
        self._is_stale = True
        self.chart = TimelineChart(titles(), self)
        self.chart.chosen.connect(self._describe)
        self.chart.activated.connect(self.go_to)
        self.kinds: dict[Kind, QCheckBox] = {}
        for kind, title in titles().items():
            box = QCheckBox(title, self)
            box.setChecked(True)
            box.toggled.connect(self._show)
            self.kinds[kind] = box
        self._name = plain.label("", self)
        self._name.setWordWrap(True)
        font = self._name.font()
        font.setWeight(font.Weight.DemiBold)
        self._name.setFont(font)
        self._facts = plain.note("", self)
        self._go = QPushButton(self.tr("Go there"), self)
        self._go.clicked.connect(lambda: self.go_to(self.chart.current))
        self._play = QPushButton(icons.get("play"), self.tr("Play"), self)
        self._play.clicked.connect(self._play_it)
        self._undated = plain.note("", self)
        self._lay_out()
        session.opened.connect(self._reload)
        session.closed.connect(self._reload)
        session.changed.connect(self._follow)

    def showEvent(self, event: QShowEvent) -> None:
        """It is only gathered where it is looked at."""
        super().showEvent(event)
        if self._is_stale:
            self._gather()
        self.chart.setFocus()

    def go_to(self, happening: Happening | None) -> None:
        """Show the quote or the incident in its own room."""
        if happening is None:
            return
        if happening.table == "quote":
            self.quote_wanted.emit(happening.record_id)
        elif happening.table == "incident":
            self.incident_wanted.emit(happening.record_id)
        elif happening.table == "incident_detail":
            self.incident_wanted.emit(self._session.case.argument.incident_details.get(happening.record_id).incident_id)

    def export(self) -> None:
        """Ask where to, and write the chart as a picture."""
        dialog = QFileDialog(self, self.tr("Write the line of time"), self.tr("Line of time.svg"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("Lines and letters (*.svg)"), self.tr("Picture (*.png)")])
        dialog.fileSelected.connect(lambda name: self.write(Path(name)))
        dialog.open()

    def write(self, out: Path) -> None:
        """As PNG where the name ends so, else as SVG; whole or not at all."""
        write_whole(out, self.chart.png() if out.suffix.lower() == ".png" else self.chart.svg())
        self.exported.emit(str(out))

    # inside

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 10, 16, 10)
        bar.setSpacing(14)
        for box in self.kinds.values():
            bar.addWidget(box)
        bar.addStretch(1)
        for name, icon, tip, call in (
            (self.tr("Nearer"), "zoom-in", "+", lambda: self.chart.zoom(0.8)),
            (self.tr("Farther"), "zoom-out", "-", lambda: self.chart.zoom(1.25)),
            (self.tr("All of it"), "shown", "0", self.chart.fit),
            (self.tr("Write as a picture…"), "export", "", self.export),
        ):
            button = QPushButton(icons.get(icon), name, self)
            plain.tip(button, name, tip)
            button.clicked.connect(call)
            bar.addWidget(button)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 10, 16, 12)
        foot.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._name)
        words.addWidget(self._facts)
        words.addWidget(self._undated)
        foot.addLayout(words, 1)
        foot.addWidget(self._play)
        foot.addWidget(self._go)
        self._stack = QStackedWidget(self)
        empty = plain.note(
            self.tr("Nothing in this case has a date yet.\nGive the recordings a broadcast date, and the incidents theirs."),
            self,
        )
        empty.setAlignment(empty.alignment().AlignCenter)
        self._stack.addWidget(self.chart)
        self._stack.addWidget(empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(Divider(self))
        layout.addWidget(self._stack, 1)
        layout.addWidget(Divider(self))
        layout.addLayout(foot)
        self._describe(None)

    def _reload(self) -> None:
        self._is_stale = True
        if self.isVisible():
            self._gather()

    def _follow(self, changes: dict[str, set[str]]) -> None:
        if _TABLES & changes.keys():
            self._reload()

    def _gather(self) -> None:
        is_open = self._session.is_open
        self._chronology = chronology.of_case(self._session.case) if is_open else Chronology((), ())
        self._is_stale = False
        self._show()

    def _show(self) -> None:
        chosen = [kind for kind in KINDS if self.kinds[kind].isChecked()]
        self.chart.show_chronology(self._chronology, chosen)
        for kind, box in self.kinds.items():
            box.setEnabled(any(one.kind == kind for one in self._chronology.dated))
        self._stack.setCurrentIndex(0 if self._chronology.dated else 1)
        left = len(self._chronology.undated)
        self._undated.setText(self.tr("Without a date, so not shown: {}").format(left))
        self._undated.setVisible(bool(left))
        self._describe(self.chart.current)

    def _describe(self, happening: Happening | None) -> None:
        self._name.setText(happening.title if happening else self.tr("Nothing is chosen."))
        said = [titles()[happening.kind], happening.in_words, happening.note] if happening else []
        self._facts.setText(times.dotted(said) or self.tr("Choose something on the line, or walk with the arrows."))
        self._play.setVisible(happening is not None and happening.table == "quote")
        self._go.setVisible(happening is not None and happening.table in ("quote", "incident", "incident_detail"))

    def _play_it(self) -> None:
        if self.chart.current is not None:
            self.play_wanted.emit(self.chart.current.record_id)
