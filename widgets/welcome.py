"""What is there before a case is: the cases of late, the sample, and a place to drop files on."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QLocale, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app import reviewers
from app.settings import Recent
from widgets import icons, plain
from widgets.actions import Actions, readable
from widgets.name_box import NameBox
from widgets.picture import Picture

_WIDEST = 980


class Welcome(QWidget):
    """Every way into a case is one click."""

    open_wanted = Signal(object)
    """The path of a case."""
    forget_wanted = Signal(object)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        self._first: QPushButton | None = None
        page = QWidget(self)
        page.setMaximumWidth(_WIDEST)
        columns = QHBoxLayout(page)
        columns.setContentsMargins(40, 40, 40, 32)
        columns.setSpacing(48)
        columns.addLayout(self._starting(page), 5)
        columns.addLayout(self._returning(page), 6)
        outer = QHBoxLayout()
        outer.addStretch(1)
        outer.addWidget(page, 20)
        outer.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        layout.addLayout(outer)
        layout.addStretch(3)

    def show_recent(self, cases: Sequence[Recent]) -> None:
        """List the cases of late."""
        while item := self._recent.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self._first = None
        for case in cases:
            row = _RecentRow(case, self)
            row.clicked.connect(lambda _checked=False, path=case.path: self.open_wanted.emit(path))
            row.forget_wanted.connect(lambda path=case.path: self.forget_wanted.emit(path))
            self._recent.addWidget(row)
            self._first = self._first or row
        if not cases:
            note = plain.note(
                self.tr("None yet. The sample case is a good place to look around: undo reaches everything.")
            )
            note.setContentsMargins(10, 4, 10, 4)
            self._recent.addWidget(note)
        self._recent.addStretch(1)

    def focus_first(self) -> None:
        """Let Enter open the last case, or the sample."""
        (self._first or self._sample).setFocus()

    def _starting(self, page: QWidget) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        name = plain.heading("Avowal", page, 2.6)
        column.addWidget(name)
        line = plain.label(self.tr("What was said, made citable."), page)
        line.setFont(plain.scaled(line.font(), 1.2))
        line.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        column.addWidget(line)
        column.addSpacing(18)
        column.addWidget(self._asking(page))
        self._sample = self._big("sample", primary=True)
        column.addWidget(self._sample)
        about = plain.note(
            self.tr("A synthetic interview in Arabic with its translation, quotes, people, incidents and law."), page
        )
        about.setContentsMargins(2, 0, 0, 8)
        column.addWidget(about)
        pair = QHBoxLayout()
        pair.setSpacing(8)
        pair.addWidget(self._big("new"))
        pair.addWidget(self._big("open"))
        column.addLayout(pair)
        column.addSpacing(10)
        column.addWidget(_DropHere(page))
        column.addSpacing(12)
        offline = QHBoxLayout()
        offline.setSpacing(6)
        offline.addWidget(Picture("offline", parent=page))
        offline.addWidget(plain.note(self.tr("Offline. Nothing leaves this computer unless you carry it."), page), 1)
        column.addLayout(offline)
        column.addStretch(1)
        return column

    def _asking(self, page: QWidget) -> QWidget:
        """Asks for the reviewer's name, once."""
        asking = QWidget(page)
        layout = QVBoxLayout(asking)
        layout.setContentsMargins(0, 0, 0, 10)
        layout.setSpacing(6)
        layout.addWidget(plain.label(self.tr("Who are you? Every step in a case is signed with a name."), asking))
        self.name = NameBox(asking)
        self.name.named.connect(asking.hide)
        layout.addWidget(self.name)
        asking.setVisible(not reviewers.is_named())
        return asking

    def _returning(self, page: QWidget) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(plain.heading(self.tr("Recent cases"), page, 1.15))
        inner = QWidget(page)
        inner.setLayout(self._recent)
        self._recent.setContentsMargins(0, 0, 6, 0)
        area = QScrollArea(page)
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for widget in (area, area.viewport(), inner):
            widget.setAutoFillBackground(False)
        area.setMinimumHeight(380)
        column.addWidget(area, 1)
        return column

    def _big(self, id: str, primary: bool = False) -> QPushButton:
        action = self._actions[id]
        role = QPalette.ColorRole.HighlightedText if primary else QPalette.ColorRole.ButtonText
        icon = {"sample": "sample", "new": "new", "open": "open"}[id]
        button = QPushButton(icons.get(icon, role), f" {action.text()}", self)
        button.setProperty("primary", primary)
        button.setMinimumHeight(40 if primary else 36)
        button.setIconSize(QSize(18, 18))
        button.clicked.connect(action.trigger)
        plain.tip(button, action.text().rstrip("…"), readable(action.shortcuts()[:1]))
        return button


class _RecentRow(QPushButton):
    """A case with its place on the disk and when it was open."""

    forget_wanted = Signal()

    def __init__(self, case: Recent, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("recent")
        there = case.path.exists()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(case.title)
        self.setMinimumHeight(50)
        title = plain.ElidedLabel(case.title, self)
        font = title.font()
        font.setWeight(font.Weight.Medium)
        title.setFont(font)
        where = plain.ElidedLabel(_short(case.path), self, Qt.TextElideMode.ElideMiddle)
        when = plain.note(_when(case.opened_at) if there else self.tr("not found"), self)
        when.setWordWrap(False)
        where.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        where.setFont(plain.scaled(where.font(), 0.92))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(title)
        words.addWidget(where)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 10, 6)
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(when)
        self.setEnabled(True)
        for label in (title, where, when):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            if not there:
                label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        plain.tip(self, str(case.path))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._offer)

    def sizeHint(self) -> QSize:
        """Two lines."""
        return self.layout().sizeHint()

    def _offer(self) -> None:
        menu = QMenu(self)
        menu.addAction(self.tr("Take off this list"), self.forget_wanted.emit)
        menu.popup(self.mapToGlobal(self.rect().center()))


class _DropHere(QWidget):
    """A frame of dashes that says what may be dropped; the window takes the drop."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setMinimumHeight(84)
        layout = QVBoxLayout(self)
        note = plain.note(self.tr("Drop a case, a recording or a transcript anywhere on this window."), self)
        note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(note)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the dashes."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Dark), 1.2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 8, 8)


def _short(path: Path) -> str:
    try:
        return str(Path("~") / path.relative_to(Path.home()))
    except ValueError:
        return str(path)


def _when(instant: str) -> str:
    try:
        then = datetime.fromisoformat(instant).astimezone()
    except ValueError:
        return ""
    if then.date() == datetime.now().astimezone().date():
        return QLocale().toString(then.time().replace(microsecond=0), QLocale.FormatType.ShortFormat)
    return QLocale().toString(then.date(), QLocale.FormatType.ShortFormat)
