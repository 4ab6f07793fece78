"""The room with every step of the case: who did what, when, on which device; narrowed, read, written as a document."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app import log_file, looking_back
from app.looking_back import Wanted
from app.naming import kind_of
from app.problems import Refused, problem_of
from app.session import Session
from widgets import icons, plain
from widgets.divider import Divider
from widgets.fields import LineField
from widgets.log.step_model import StepModel
from widgets.log.step_page import StepPage
from widgets.models import times
from widgets.models.choice_delegate import ChoiceDelegate

_TYPING_MS = 150


class LogRoom(QWidget):
    """Newest first. It reads the case only while it is looked at."""

    quote_wanted = Signal(str)
    incident_wanted = Signal(str)
    written = Signal(str)
    failed = Signal(object)
    """A problem."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._is_stale = True
        self._wanted = Wanted()
        self.model = StepModel(session, self)
        self.words = QLineEdit(self)
        self.words.setPlaceholderText(self.tr("Find a kind of step: mark, speaker, merge …"))
        self.words.setAccessibleName(self.tr("Find a kind of step"))
        self.words.setClearButtonEnabled(True)
        self.reviewer, self.kind, self.which = QComboBox(self), QComboBox(self), QComboBox(self)
        for box, name in (
            (self.reviewer, self.tr("Whose steps")),
            (self.kind, self.tr("Steps on which kind of record")),
            (self.which, self.tr("Which steps")),
        ):
            box.setAccessibleName(name)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.since = LineField(self.tr("Since"), self.tr("since 2026-11"), self)
        self.until = LineField(self.tr("Until"), self.tr("until 2026-11-23"), self)
        for line in (self.since, self.until):
            line.setMaximumWidth(150)
        self._count = plain.note("", self)
        self._count.setWordWrap(False)
        self.export_button = QPushButton(icons.get("export"), self.tr("Write the log…"), self)
        self.view = QListView(self)
        self.view.setModel(self.model)
        self.view.setItemDelegate(ChoiceDelegate(self.view))
        self.view.setUniformItemSizes(True)
        self.view.setAccessibleName(self.tr("Steps"))
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.page = StepPage(self)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._lay_out()
        self._connect()

    def showEvent(self, event: QShowEvent) -> None:
        """Read what was done meanwhile."""
        super().showEvent(event)
        if self._is_stale:
            self._fill_filters()
            self._look()
        self.view.setFocus()

    def export(self) -> None:
        """Ask where to, and write the steps that are listed."""
        dialog = QFileDialog(self, self.tr("Write the log"), self.tr("Log.html"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("Page to print (*.html)"), self.tr("Table (*.csv)")])
        dialog.fileSelected.connect(lambda name: self.write(Path(name)))
        dialog.open()

    def write(self, out: Path) -> None:
        """Write the steps that are listed, oldest first."""
        try:
            log_file.write(self._session.case, log_file.Choice(self._wanted, self._said()), out)
        except (OSError, Refused) as problem:
            self.failed.emit(problem_of(problem))
            return
        self.written.emit(str(out))

    # inside

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 16, 8)
        head.setSpacing(8)
        head.addWidget(self.words, 1)
        for widget in (self.reviewer, self.kind, self.which, self.since, self.until):
            head.addWidget(widget)
        head.addWidget(self._count)
        self.export_button.setAutoDefault(False)
        head.addWidget(self.export_button)
        split = QSplitter(self)
        split.addWidget(self.view)
        split.addWidget(self.page)
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        split.setSizes([460, 900])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(Divider(self))
        layout.addWidget(split, 1)

    def _connect(self) -> None:
        self.words.textChanged.connect(lambda _text: self._typing.start())
        self._typing.timeout.connect(self._look)
        for box in (self.reviewer, self.kind, self.which):
            box.activated.connect(self._look)
        for line in (self.since, self.until):
            line.written.connect(self._look)
        self.export_button.clicked.connect(self.export)
        self.view.selectionModel().currentChanged.connect(self._choose)
        self.page.quote_wanted.connect(self.quote_wanted)
        self.page.incident_wanted.connect(self.incident_wanted)
        self._session.opened.connect(self._reload)
        self._session.closed.connect(self._clear)
        self._session.history_changed.connect(self._reload)

    def _reload(self) -> None:
        self._is_stale = True
        if self.isVisible() and self._session.is_open:
            self._fill_filters()
            self._look()

    def _clear(self) -> None:
        self.model.show_numbers(())
        self.page.show_entry(None)
        self._is_stale = True

    def _fill_filters(self) -> None:
        case = self._session.case
        people = sorted((one.name, one.id) for one in case.reviewers.all())
        kinds = sorted((kind_of(name), name) for name in case.log.touched())
        which: list[tuple[str, Any]] = [(self.tr("By others"), "others"), (self.tr("Taken back"), "undone")]
        for box, first, entries in (
            (self.reviewer, self.tr("Everybody"), people),
            (self.kind, self.tr("Every record"), kinds),
            (self.which, self.tr("Every step"), which),
        ):
            chosen = box.currentData()
            box.clear()
            box.addItem(first, None)
            for name, key in entries:
                box.addItem(plain.safe(name), key)
            box.setCurrentIndex(max(0, box.findData(chosen)))

    def _look(self, *_: object) -> None:
        self._typing.stop()
        if not self._session.is_open:
            return
        case = self._session.case
        author = case.author
        try:
            self._wanted = looking_back.wanted(
                case,
                words=self.words.text(),
                reviewer_id=self.reviewer.currentData(),
                table=self.kind.currentData(),
                since=self.since.text().strip() or None,
                until=self.until.text().strip() or None,
                zone=None,
                not_device=author.device_id if author and self.which.currentData() == "others" else None,
                undone=self.which.currentData() == "undone",
            )
        except Refused as refused:
            self.failed.emit(refused.problem)
            return
        self._is_stale = False
        before = self.model.entry(self.view.currentIndex().row())
        self.model.look(self._wanted)
        count = self.model.rowCount()
        self._count.setText(times.counted(count, self.tr("1 step"), self.tr("{} steps")) if count else self.tr("None"))
        if count:
            self.model.entry(0)
            row = self.model.row_of(before.act.id) if before else 0
            self.view.setCurrentIndex(self.model.index(max(row, 0)))
        else:
            self.page.show_entry(None)

    def _choose(self, current: QModelIndex, _before: QModelIndex) -> None:
        self.page.show_entry(self.model.entry(current.row()))

    def _said(self) -> str:
        boxes = [box.currentText() for box in (self.reviewer, self.kind, self.which) if box.currentData() is not None]
        dates = [f"{line.accessibleName()} {line.text()}" for line in (self.since, self.until) if line.text().strip()]
        words = [f"“{self.words.text().strip()}”"] if self.words.text().strip() else []
        return times.dotted([*words, *boxes, *dates]) or self.tr("All steps")
