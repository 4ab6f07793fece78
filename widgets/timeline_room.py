"""The room that shows the case from above: everything with a date on one line, and who said what of which incident."""

from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app import chronology, law, network
from app.chronology import Chronology, Happening
from app.exporters.atomic import write_whole
from app.network import Network, Node
from app.problems import Refused, problem_of
from app.session import Session
from widgets import icons, plain
from widgets.divider import Divider
from widgets.models import times
from widgets.models.choices import label_of
from widgets.timeline.line_page import LinePage, titles
from widgets.timeline.web import NetworkChart, Words

_TABLES = {"quote", "incident", "incident_detail", "incident_actor", "link", "measure", "role"}
_NAMES = {"person", "organisation", "media"}


class _Shown(NamedTuple):
    """What is chosen, on whichever page."""

    table: str
    record_id: str
    title: str
    facts: str


class TimelineRoom(QWidget):
    """Two pages; what is chosen on them is told at the foot, and can be gone to."""

    quote_wanted = Signal(str)
    play_wanted = Signal(str)
    incident_wanted = Signal(str)
    exported = Signal(str)
    failed = Signal(object)
    """A problem."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._is_stale = True
        self._shown: _Shown | None = None
        self.line = LinePage(self)
        self.network = NetworkChart(Words(("", "", ""), {}, str), self)
        self._name = plain.label("", self)
        self._name.setWordWrap(True)
        self._name.setFont(plain.strong(self._name.font()))
        self._facts = plain.note("", self)
        self.go_button = QPushButton(self.tr("Go there"), self)
        self.play_button = QPushButton(icons.get("play"), self.tr("Play"), self)
        self._pages = QStackedWidget(self)
        self._empty = plain.note("", self)
        self._empty.setAlignment(self._empty.alignment().AlignCenter)
        for page in (self.line, self.network, self._empty):
            self._pages.addWidget(page)
        self._lay_out()
        self._connect()
        self._tell(None)

    @property
    def page(self) -> QWidget:
        """The one that is wanted, even where there is nothing to show on it."""
        return self.network if self._buttons[1].isChecked() else self.line

    def show_page(self, number: int) -> None:
        """The line of time (0) or the network (1)."""
        self._buttons[number].setChecked(True)
        self._turn()

    def showEvent(self, event: QShowEvent) -> None:
        """It is only gathered where it is looked at."""
        super().showEvent(event)
        if self._is_stale:
            self._gather()
        self._focus()

    def go(self) -> None:
        """Show what is chosen in its own room."""
        if self._shown is None:
            return
        table, id = self._shown.table, self._shown.record_id
        if table == "quote":
            self.quote_wanted.emit(id)
        elif table == "incident":
            self.incident_wanted.emit(id)
        elif table == "incident_detail":
            self.incident_wanted.emit(self._session.case.argument.incident_details.get(id).incident_id)

    def export(self) -> None:
        """Ask where to, and write the page as a picture."""
        name = self.tr("Network.svg") if self.page is self.network else self.tr("Line of time.svg")
        dialog = QFileDialog(self, self.tr("Write as a picture"), name)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("Lines and letters (*.svg)"), self.tr("Picture (*.png)")])
        dialog.fileSelected.connect(lambda chosen: self.write(Path(chosen)))
        dialog.open()

    def picture(self, kind: str) -> bytes:
        """The page that is shown, as “png”, else as SVG."""
        drawn = self.network.picture() if self.page is self.network else self.line.chart.picture()
        return drawn.png() if kind == "png" else drawn.svg()

    def write(self, out: Path) -> None:
        """As PNG where the name ends so, else as SVG; whole or not at all."""
        try:
            write_whole(out, self.picture(out.suffix.lower().removeprefix(".")))
        except (OSError, Refused) as problem:
            self.failed.emit(problem_of(problem))
            return
        self.exported.emit(str(out))

    # inside

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 16, 8)
        head.setSpacing(6)
        group = QButtonGroup(self)
        self._buttons: list[QToolButton] = []
        for title in (self.tr("Line of time"), self.tr("Network")):
            button = QToolButton(self)
            button.setText(title)
            button.setCheckable(True)
            button.clicked.connect(self._turn)
            group.addButton(button)
            head.addWidget(button)
            self._buttons.append(button)
        self._buttons[0].setChecked(True)
        head.addStretch(1)
        self.export_button = QPushButton(icons.get("export"), self.tr("Write as a picture…"), self)
        self.export_button.setAutoDefault(False)
        head.addWidget(self.export_button)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 10, 16, 12)
        foot.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._name)
        words.addWidget(self._facts)
        foot.addLayout(words, 1)
        foot.addWidget(self.play_button)
        foot.addWidget(self.go_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(Divider(self))
        layout.addWidget(self._pages, 1)
        layout.addWidget(Divider(self))
        layout.addLayout(foot)

    def _connect(self) -> None:
        self.line.chosen.connect(self._tell_happening)
        self.line.activated.connect(self._activate)
        self.network.chosen.connect(self._tell_node)
        self.network.activated.connect(self._activate)
        self.go_button.clicked.connect(self.go)
        self.play_button.clicked.connect(self._play)
        self.export_button.clicked.connect(self.export)
        self._session.opened.connect(self._reload)
        self._session.closed.connect(self._reload)
        self._session.changed.connect(self._follow)

    def _reload(self) -> None:
        self._is_stale = True
        if self.isVisible():
            self._gather()

    def _follow(self, changes: dict[str, set[str]]) -> None:
        if (_TABLES | _NAMES) & changes.keys():
            self._reload()

    def _gather(self) -> None:
        self._is_stale = False
        if self._session.is_open:
            self._chronology = chronology.of_case(self._session.case)
            self._network = network.of_case(self._session.case)
            self.network.set_words(self._words())
        else:
            self._chronology, self._network = Chronology((), ()), Network(((), (), ()), (), is_grouped=False)
        self.line.show_chronology(self._chronology)
        self.network.show_network(self._network)
        self._turn()

    def _words(self) -> Words:
        polarities = {term.code: label_of(term) for term in law.terms(self._session.case, "polarity")}
        polarities[""] = self.tr("No polarity said")
        columns = (self.tr("People"), self.tr("Quotes"), self.tr("Incidents"))
        return Words(columns, polarities, self._counted)

    def _turn(self) -> None:
        is_network = self.page is self.network
        if is_network and not self._network.ties:
            self._explain(
                self.tr("Nobody is tied to anything yet."),
                self.tr("Give quotes a speaker, and link them to incidents."),
            )
        elif not is_network and not (self._chronology.dated or self._chronology.undated):
            self._explain(
                self.tr("There is nothing in this case yet that could have a date."),
                self.tr("Mark quotes, and enter incidents."),
            )
        else:
            self._pages.setCurrentWidget(self.page)
            self.export_button.setEnabled(True)
        if is_network:
            self._tell_node(self.network.current)
        else:
            self._tell_happening(self.line.chart.current)
        self._focus()

    def _focus(self) -> None:
        (self.network if self.page is self.network else self.line.chart).setFocus()

    def _explain(self, what: str, do: str) -> None:
        self._empty.setText(f"{what}\n{do}")
        self._pages.setCurrentWidget(self._empty)
        self.export_button.setEnabled(False)

    def _tell_happening(self, one: Happening | None) -> None:
        if one is None:
            self._tell(None)
            return
        when = one.in_words or self.tr("date not known")
        said = [titles()[one.kind], when, one.note, self._counted(one.count) if one.table == "media" else ""]
        self._tell(_Shown(one.table, one.record_id, one.title, times.dotted(said)))

    def _tell_node(self, node: Node | None) -> None:
        if node is None:
            self._tell(None)
            return
        said = [node.note, self._counted(node.count) if node.kind == "quotes" else "", self._ties_of(node)]
        self._tell(_Shown(node.kind, node.record_id, node.title, times.dotted(said)))

    def _counted(self, quotes: int) -> str:
        return times.counted(quotes, self.tr("1 quote"), self.tr("{} quotes"))

    def _ties_of(self, node: Node) -> str:
        """What a name is tied to, by the words of the ties."""
        terms = law.terms(self._session.case, "statement_incident_relation")
        labels = {term.code: label_of(term) for term in terms}
        ties = [tie for tie in self._network.ties if node.key in (tie.one, tie.other) and tie.kind != "said"]
        words = dict.fromkeys(labels.get(tie.word, tie.word.replace("_", " ")) for tie in ties if tie.word)
        return ", ".join(words)

    def _tell(self, shown: _Shown | None) -> None:
        self._shown = shown
        self._name.setText(shown.title if shown else self.tr("Nothing is chosen."))
        self._facts.setText(shown.facts if shown else self.tr("Choose something, or walk with the arrows."))
        self.play_button.setVisible(shown is not None and shown.table == "quote")
        self.go_button.setVisible(shown is not None and shown.table in ("quote", "incident", "incident_detail"))

    def _activate(self, _chosen: object) -> None:
        self.go()

    def _play(self) -> None:
        if self._shown is not None:
            self.play_wanted.emit(self._shown.record_id)
