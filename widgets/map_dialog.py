"""The incidents on a plain map, which can be kept as a picture."""

from pathlib import Path

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QDialog, QFileDialog, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app import incident_map
from app.exporters.atomic import write_whole
from app.incident_map import Colours
from app.problems import KNOWN, problem_of
from app.session import Session
from widgets import icons, plain, svg_picture, theme
from widgets.svg_picture import SvgPicture


class MapDialog(QDialog):
    """Drawn in the colours of the window; what is kept as a picture is drawn on white."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setWindowTitle(self.tr("Map of incidents"))
        self.picture = SvgPicture(self.tr("Map of incidents"), self)
        area = QScrollArea(self)
        area.setWidget(self.picture)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        self.problem = plain.note("", self)
        save = QPushButton(icons.get("export"), self.tr("Save as a picture…"), self)
        save.clicked.connect(self.choose)
        close = QPushButton(self.tr("Close"), self)
        close.clicked.connect(self.accept)
        close.setDefault(True)
        foot = QHBoxLayout()
        foot.addWidget(save)
        foot.addWidget(self.problem, 1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 14)
        layout.addWidget(area, 1)
        layout.addLayout(foot)
        self.resize(1120, 820)
        session.closed.connect(self.reject)
        session.changed.connect(self._follow)
        theme.watcher().changed.connect(self._draw)
        self._draw()

    def choose(self) -> None:
        """Ask where to keep it."""
        kinds = self.tr("SVG picture (*.svg);;PNG picture (*.png)")
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Save the map"), "incidents.svg", kinds)
        if name:
            self.save(Path(name))

    def save(self, target: Path) -> None:
        """Keep it as SVG, or as PNG if the name says so."""
        svg = incident_map.draw(self._session.case.incidents.all(), self._title())
        data = svg_picture.png(svg) if target.suffix.lower() == ".png" else svg.encode()
        try:
            write_whole(target, data)
        except KNOWN as error:
            problem = problem_of(error)
            if problem is None:
                raise
            self.problem.setText(str(problem))
            return
        self.problem.setText(self.tr("Saved as {}.").format(plain.isolated(target.name)))

    def done(self, result: int) -> None:
        """Closing leaves nothing behind."""
        super().done(result)
        if self.parent() is not None:
            self.deleteLater()

    def _title(self) -> str:
        return self.tr("Incidents: {}").format(self._session.case.info.title)

    def _draw(self) -> None:
        if not self._session.is_open:
            return
        palette = self.palette()

        def name(role: QPalette.ColorRole) -> str:
            return palette.color(role).name()

        ink = Colours(
            paper=name(QPalette.ColorRole.Window),
            ground=name(QPalette.ColorRole.Base),
            line=theme.colour("border").name(),
            text=name(QPalette.ColorRole.WindowText),
            soft=name(QPalette.ColorRole.PlaceholderText),
            mark=theme.colour("problem").name(),
            on_mark=name(QPalette.ColorRole.Base),
        )
        svg = incident_map.draw(self._session.case.incidents.all(), self._title(), ink)
        self.picture.show_svg(svg)
        self.picture.setMinimumHeight(round(self.picture.sizeHint().height() * 0.8))

    def _follow(self, changes: dict[str, set[str]]) -> None:
        if self._session.is_open and {"incident", "case_info"} & changes.keys():
            self._draw()
