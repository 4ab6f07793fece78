"""The room in which one sees what the evidence carries: elements against quotes, and what is missing."""

from PySide6.QtCore import QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QShowEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app import law
from app.argument.matrix import Switches
from app.argument.reading import INCIDENTS, Reader, Seen, Sheet, see
from app.session import Session
from widgets import plain
from widgets.divider import Divider
from widgets.matrix import marks
from widgets.matrix.detail import Detail
from widgets.matrix.grid import Grid
from widgets.matrix.model import MatrixModel
from widgets.models.choices import label_in
from widgets.models.times import counted

_TABLES = {"link", "quote", "framework", "incident", "we_reference", "person", "media", "vocabulary", "transcript"}


class MatrixRoom(QWidget):
    """A framework at a time; two switches that recompute it at once and mark what they change."""

    quote_wanted = Signal(str)
    """Show this quote."""
    incident_wanted = Signal(str)
    """Show this incident."""
    play_wanted = Signal(str)
    """Play this quote."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._sheet: Sheet | None = None
        self._reader: Reader | None = None
        self._stale = True
        self.frameworks = QComboBox(self)
        self.frameworks.setAccessibleName(self.tr("Framework"))
        self.frameworks.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.frameworks.setMinimumContentsLength(36)
        self.without = QCheckBox(self.tr("Without inserted words"), self)
        plain.tip(self.without, self.tr("Leave out what rests on words in brackets that supply meaning"))
        self.we = QComboBox(self)
        self.we.setAccessibleName(self.tr("Whom “we” means"))
        plain.tip(self.we, self.tr("Read every “we” as this, and leave out what is said of others"))
        self.said = plain.label("", self)
        font = self.said.font()
        font.setWeight(font.Weight.DemiBold)
        self.said.setFont(font)
        self.whole = plain.note("", self)
        self.model = MatrixModel(self)
        self.grid = Grid(self.model, self)
        self.detail = Detail(session, self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        choosing = QHBoxLayout()
        choosing.setSpacing(10)
        choosing.addWidget(self.frameworks, 2)
        choosing.addSpacing(8)
        choosing.addWidget(self.without)
        choosing.addSpacing(8)
        choosing.addWidget(plain.label(self.tr("“We” means"), self))
        choosing.addWidget(self.we)
        choosing.addStretch(1)
        saying = QHBoxLayout()
        saying.setSpacing(14)
        saying.addWidget(self.said, 0)
        saying.addWidget(self.whole, 1)
        self.legend = Legend(self)
        saying.addWidget(self.legend, 0, Qt.AlignmentFlag.AlignTrailing)
        head = QVBoxLayout()
        head.setContentsMargins(14, 10, 14, 8)
        head.setSpacing(8)
        head.addLayout(choosing)
        head.addLayout(saying)
        self._empty = plain.note("", self)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._empty)
        split = QSplitter(self)
        split.addWidget(self.grid)
        split.addWidget(self.detail)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 1)
        split.setSizes([920, 360])
        split.setChildrenCollapsible(False)
        self._stack.addWidget(split)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(Divider(self))
        layout.addWidget(self._stack, 1)
        self.setFocusProxy(self.grid.fixed)

    def _connect(self) -> None:
        self.frameworks.currentIndexChanged.connect(self._choose)
        self.without.toggled.connect(self._recompute)
        self.we.currentIndexChanged.connect(self._recompute)
        self.grid.chosen.connect(self._show_detail)
        self.grid.play_wanted.connect(self._play)
        self.detail.quote_wanted.connect(self.quote_wanted)
        self.detail.incident_wanted.connect(self.incident_wanted)
        self.detail.play_wanted.connect(self.play_wanted)
        self.detail.all_wanted.connect(self._show_all)
        self._session.opened.connect(self._begin)
        self._session.closed.connect(self._begin)
        self._session.changed.connect(self._follow)

    # what the window asks

    @property
    def seen(self) -> Seen | None:
        """What is shown."""
        return self.model.seen

    def show_framework(self, framework_id: str) -> None:
        """Show this framework, or the incidents."""
        self._refresh()
        place = self.frameworks.findData(framework_id)
        if place >= 0:
            self.frameworks.setCurrentIndex(place)

    def showEvent(self, event: QShowEvent) -> None:
        """Read the case when somebody looks."""
        super().showEvent(event)
        self._refresh()
        self.grid.fixed.setFocus()

    # inside

    def _begin(self) -> None:
        self._stale, self._reader = True, None
        with QSignalBlocker(self.frameworks), QSignalBlocker(self.we), QSignalBlocker(self.without):
            self.frameworks.clear()
            self.we.clear()
            self.without.setChecked(False)
        self._show(None)
        if self.isVisible():
            self._refresh()

    def _follow(self, changes: dict[str, set[str]]) -> None:
        if _TABLES & changes.keys():
            self._stale = True
            if self.isVisible():
                self._refresh()

    def _refresh(self) -> None:
        if not self._stale or not self._session.is_open:
            return
        self._stale = False
        case = self._session.case
        self._reader = Reader(case)
        kept = self.frameworks.currentData()
        with QSignalBlocker(self.frameworks):
            self.frameworks.clear()
            for framework in case.frameworks.all():
                self.frameworks.addItem(framework.title, framework.id)
            self.frameworks.addItem(self.tr("Incidents: what the quotes say of each"), INCIDENTS)
            used = [one.framework_id for one in case.links.all() if one.framework_id]
            busiest = max(sorted(set(used)), key=used.count, default=INCIDENTS)
            self.frameworks.setCurrentIndex(max(0, self.frameworks.findData(kept or busiest)))
        self._fill_we()
        self._choose()

    def _fill_we(self) -> None:
        kept = self.we.currentData()
        with QSignalBlocker(self.we):
            self.we.clear()
            self.we.addItem(self.tr("as it is tagged"), None)
            terms = law.terms(self._session.case, "pronoun_referent")
            for term in terms:
                if term.code != "unclear":
                    self.we.addItem(label_in(terms, term.code), term.code)
            self.we.setCurrentIndex(max(0, self.we.findData(kept)))

    def _choose(self) -> None:
        """Read the framework that is chosen."""
        wanted = self.frameworks.currentData()
        if wanted is None or self._reader is None or not self._session.is_open:
            self._show(None)
            return
        self._sheet = self._reader.sheet(wanted)
        plain.tip(self.frameworks, self._sheet.title)
        self._recompute()

    def _recompute(self) -> None:
        """The same framework under the reading that is chosen now."""
        if self._sheet is not None:
            self._show(see(self._sheet, Switches(self.without.isChecked(), self.we.currentData())))

    def _show(self, seen: Seen | None) -> None:
        kept = self._chosen()
        with QSignalBlocker(self.grid):  # What is chosen is told once, when all of it stands.
            self.model.show(seen)
            if kept is not None:
                self.grid.choose(*kept)
        if seen is None:
            self._sheet = None
            self.detail.clear()
            self.said.hide()
            self.whole.setText("")
            self._stack.setCurrentIndex(0)
            return
        self.said.setVisible(bool(seen.said))
        self.said.setText(seen.said)
        self.legend.explain(of_incidents=seen.sheet.framework is None)
        notes = len((seen.sheet.framework.verify or "").splitlines()) if seen.sheet.framework else 0
        notes += sum(bool(element.verify) for element in seen.sheet.elements)
        verify = counted(notes, self.tr("1 note to verify"), self.tr("{} notes to verify")) if notes else ""
        aside = seen.sheet.put_aside
        left_out = self.tr("Left out, of rejected or withdrawn quotes: {}.").format(aside) if aside else ""
        parts = [seen.assessment.words if seen.sheet.framework else "", left_out, verify]
        self.whole.setText(" ".join(part for part in parts if part))
        if not seen.sheet.elements:
            self._empty.setText(self.tr("No incidents yet. Add them in their room, and link quotes to them."))
        self._stack.setCurrentIndex(1 if seen.sheet.elements else 0)
        chosen = self._chosen()
        if chosen is not None:
            self._show_detail(*chosen)

    def _chosen(self) -> tuple[str, str | None] | None:
        index = self.grid.fixed.currentIndex()
        if self.model.seen is None or not index.isValid():
            return None
        key = self.model.key(index)
        return (self.model.elements[index.row()].path, key[1] if key else None)

    def _show_detail(self, path: str, column: str | None) -> None:
        seen = self.model.seen
        if seen is not None:
            has_any = column is None or (path, column) in seen.sheet.matrix.groups
            self.detail.show_element(seen, path, column if has_any else None)

    def _show_all(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.grid.choose(chosen[0], None)
            self.grid.fixed.setFocus()

    def _play(self, column: str) -> None:
        if column in {one.id for one in self.model.columns if one.kind == "quote"}:
            self.play_wanted.emit(column)


class Legend(QWidget):
    """What the signs mean."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(plain.scaled(self.font(), 0.9))
        self._entries: tuple[tuple[str, str], ...] = ()
        self.explain(of_incidents=False)

    def explain(self, *, of_incidents: bool) -> None:
        """What a quote does to an element, or what it says of an incident."""
        if of_incidents:
            self._entries = (
                ("supports", self.tr("inculpatory")),
                ("contradicts", self.tr("exculpatory")),
                ("qualifies", self.tr("mixed")),
            )
        else:
            self._entries = (
                ("supports", self.tr("supports")),
                ("partly", self.tr("in part")),
                ("contradicts", self.tr("contradicts")),
                ("qualifies", self.tr("limits")),
            )
        self._entries += (("neutral", self.tr("neutral")), ("none", self.tr("fallen")))
        self.setAccessibleName(", ".join(said for _, said in self._entries))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """All of it on one line."""
        metrics = self.fontMetrics()
        width = sum(metrics.horizontalAdvance(said) + marks.SIZE + 18 for _, said in self._entries)
        return QSize(round(width), metrics.height() + 6)

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw them in the order of reading."""
        painter = QPainter(self)
        colour = self.palette().color(QPalette.ColorRole.PlaceholderText)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        metrics, place = self.fontMetrics(), 0.0
        for direction, said in self._entries:
            width = metrics.horizontalAdvance(said)
            left = self.width() - place - marks.SIZE if mirrored else place
            marks.draw_sign(
                painter, QRectF(left, (self.height() - marks.SIZE) / 2, marks.SIZE, marks.SIZE), direction, colour
            )
            beside = left - 4 - width if mirrored else left + marks.SIZE + 4
            painter.setPen(colour)
            painter.drawText(QRectF(beside, 0, width + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, said)
            place += marks.SIZE + 18 + width
