"""The frameworks of a case, those that ship and those of one's own, with every note that asks for a check."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app import framework_files, frameworks, law
from app.exporters.atomic import write_whole
from app.importers import registry
from app.problems import KNOWN, problem_of
from app.session import Session
from app.visible import on_one_line
from widgets import icons, plain
from widgets.form import FormDialog
from widgets.models import times
from widgets.models.choices import Choice
from widgets.record_list import RecordList
from widgets.record_page import list_beside


class FrameworksDialog(QDialog):
    """The list of all, and the one that is chosen."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._id: str | None = None
        self.setWindowTitle(self.tr("Frameworks of law"))
        self.list = RecordList(
            self.tr("Frameworks"),
            self.tr("Add own…"),
            self.tr("None."),
            lambda: self._rows() if session.is_open else [],
        )
        self.list.new_wanted.connect(self.choose_file)
        self.list.new_button.setVisible(not session.read_only)
        self.list.chosen.connect(self.show_framework)
        self._title = plain.heading("", self)
        self._title.setWordWrap(True)
        self._about = plain.note("", self)
        self.verify = QPlainTextEdit(self)
        self.verify.setAccessibleName(self.tr("To be verified"))
        self.verify.setReadOnly(True)
        self.verify.setTabChangesFocus(True)
        self.tree = QTreeWidget(self)
        self.tree.setAccessibleName(self.tr("Elements"))
        self.tree.setHeaderLabels([self.tr("Element"), self.tr("Asks for"), self.tr("Shown by a statement")])
        self.problem = plain.note("", self)
        self.use = self._button("add", self.tr("Use in this case"), self.add)
        self.take_out = self._button("delete", self.tr("Take out of the case"), self.remove)
        self.edit = self._button("edit", self.tr("Edit as JSON…"), self.edit_json)
        self.write = self._button("export", self.tr("Save as a file…"), self.choose_target)
        self._lay_out()
        self.resize(1180, 780)
        session.closed.connect(self.reject)
        session.changed.connect(self._follow)
        self.list.reload()
        first = session.case.frameworks.all()[:1]
        self.list.choose(first[0].id if first else law.offers()[0].id)

    def show_framework(self, framework_id: str) -> None:
        """Show this one, from the case if it is there, else as it ships."""
        self._id = framework_id or None
        self._stack.setCurrentIndex(1 if framework_id else 0)
        self.problem.setText("")
        if not framework_id:
            return
        plain_ = framework_files.read(self._file(framework_id))
        here = self._session.case.frameworks.find(framework_id) is not None
        self._title.setText(plain_["title"])
        since = next((one for one in framework_files.in_force(plain_) if one[0] is None), None)
        self._about.setText(
            "\n".join(
                line
                for line in (
                    times.dotted([plain_["citation"] or "", plain_["jurisdiction"] or "", plain_["version"] or ""]),
                    self.tr("In force: {} – {}").format(since[2] or "…", since[3] or "…") if since else "",
                    plain_["applicability_note"] or "",
                    plain_["disclaimer"] or "",
                )
                if line
            )
        )
        of_elements = ((path, node["verify"]) for path, node in framework_files.walk(plain_["nodes"]))
        notes = [*plain_["verify"], *(f"{path}: {note}" for path, note in of_elements if note)]
        head = self.tr("To be verified; no lawyer has reviewed this:")
        self.verify.setPlainText(
            "\n".join([head, *(f"– {note}" for note in notes)]) if notes else head.rstrip(":") + "."
        )
        self.verify.setFixedHeight(min(len(notes) + 2, 7) * self.verify.fontMetrics().lineSpacing() + 14)
        self._fill(plain_)
        writable = not self._session.read_only
        self.use.setVisible(writable and not here)
        self.take_out.setVisible(writable and here)
        self.edit.setVisible(writable)

    def add(self) -> None:
        """Copy the framework that is shown into the case."""
        if self._id is not None:
            self._try(self.tr("Add framework"), law.choose, self._id)

    def remove(self) -> None:
        """Take it out of the case again."""
        if self._id is not None:
            self._try(self.tr("Take framework out"), law.leave_out, self._id)

    def choose_file(self) -> None:
        """Ask for a file of one's own."""
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Framework"), "", self.tr("JSON (*.json)"))
        if name:
            self.add_file(Path(name))

    def add_file(self, path: Path) -> None:
        """Add a framework of one's own to the case; what is wrong with it is said with its place."""
        try:
            data = registry.bytes_of(path)
        except KNOWN as error:
            self._say(error)
            return
        made = self._try(self.tr("Add framework"), frameworks.add, data)
        if made is not None:
            self.list.choose(made.id)

    def choose_target(self) -> None:
        """Ask where to keep its file."""
        if self._id is not None:
            name, _ = QFileDialog.getSaveFileName(
                self, self.tr("Save the framework"), f"{self._id}.json", self.tr("JSON (*.json)")
            )
            if name:
                try:
                    write_whole(Path(name), self._file(self._id))
                except KNOWN as error:
                    self._say(error)

    def edit_json(self) -> None:
        """Change it as a text; what is wrong is said with its place, and nothing is kept until it is right."""
        if self._id is not None:
            here = self._session.case.frameworks.find(self._id) is not None
            editor = FrameworkEditor(self._session, self._id if here else None, self._file(self._id), self)
            editor.kept.connect(self.list.choose)
            editor.open()

    def done(self, result: int) -> None:
        """Closing leaves nothing behind."""
        super().done(result)
        if self.parent() is not None:
            self.deleteLater()

    # inside

    def _lay_out(self) -> None:
        page = QWidget(self)
        inner = QVBoxLayout(page)
        inner.setContentsMargins(20, 14, 20, 14)
        inner.setSpacing(10)
        buttons = QHBoxLayout()
        for button in (self.use, self.edit, self.write, self.take_out):
            buttons.addWidget(button)
        buttons.addStretch(1)
        for widget in (self._title, self._about, self.verify):
            inner.addWidget(widget)
        inner.addWidget(self.tree, 1)
        inner.addWidget(self.problem)
        inner.addLayout(buttons)
        middle = QWidget(self)
        self._stack = list_beside(middle, self.list, page, self.tr("Choose a framework."))
        close = QPushButton(self.tr("Close"), self)
        close.clicked.connect(self.accept)
        close.setDefault(True)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 10, 16, 14)
        foot.addStretch(1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(middle, 1)
        layout.addLayout(foot)

    def _fill(self, framework: dict[str, Any]) -> None:
        self.tree.clear()
        logics = {
            "all": self.tr("all of these"),
            "any": self.tr("any of these"),
            "factors": self.tr("weighed factors"),
            "info": self.tr("for information"),
        }
        fits = {
            "direct": self.tr("directly"),
            "partial": self.tr("in part"),
            "none": self.tr("needs other evidence"),
        }
        items: dict[str, QTreeWidgetItem] = {}
        for path, node in framework_files.walk(framework["nodes"]):
            logic = logics.get(node["logic"] or "", "")
            asks = ", ".join(part for part in ("" if node["kind"] == "element" else node["kind"], logic) if part)
            cells = [f"{node['code']}  {node['title']}", asks, fits.get(node["statement_fit"] or "", "")]
            item = QTreeWidgetItem([on_one_line(cell or "") for cell in cells])
            told = "\n".join(text for text in (node["text"], node["verify"]) if text)
            if told:
                plain.tip_of_row(item, told)
            above = items.get(path.rpartition("/")[0])
            if above is None:
                self.tree.addTopLevelItem(item)
            else:
                above.addChild(item)
            items[path] = item
        self.tree.expandAll()
        self.tree.setColumnWidth(0, 440)
        self.tree.setColumnWidth(1, 130)
        self.tree.header().setStretchLastSection(True)

    def _file(self, framework_id: str) -> bytes:
        if self._session.case.frameworks.find(framework_id) is not None:
            return frameworks.file_of(self._session.case, framework_id)
        return next(offer.data for offer in law.offers() if offer.id == framework_id)

    def _rows(self) -> list[Choice]:
        chosen = self._session.case.frameworks.all()
        here = {one.id for one in chosen}
        badge = self.tr("in this case")
        found = [Choice(one.id, one.title, one.citation or "", badge=badge, words=one.id) for one in chosen]
        return found + [
            Choice(one.id, one.title, times.dotted([one.jurisdiction, one.category]), words=one.id)
            for one in law.offers()
            if one.id not in here
        ]

    def _try(self, label: str, verb: Any, *values: Any) -> Any:
        self.problem.setText("")
        try:
            return self._session.do(label, verb, *values)
        except KNOWN as error:
            self._say(error)
            return None

    def _say(self, error: Exception) -> None:
        problem = problem_of(error)
        if problem is None:
            raise error
        self.problem.setText(str(problem))

    def _button(self, icon: str, text: str, do: Any) -> QPushButton:
        button = QPushButton(icons.get(icon), text, self)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: do())
        return button

    def _follow(self, changes: dict[str, set[str]]) -> None:
        if self._session.is_open and {"framework", "measure"} & changes.keys():
            self.list.reload()
            if self._id in self.list.keys:
                self.show_framework(self._id or "")
            else:
                self.list.choose(None)


class FrameworkEditor(FormDialog):
    """A framework as the text of its file."""

    kept = Signal(str)
    """The id that it is kept under."""

    def __init__(self, session: Session, framework_id: str | None, data: bytes, parent: QWidget) -> None:
        """`framework_id` is the one that is replaced; None to add another."""
        super().__init__(self.tr("Framework as JSON"), self.tr("Keep"), parent)
        self._session, self._framework_id = session, framework_id
        self.text = QPlainTextEdit(self)
        self.text.setAccessibleName(self.tr("Framework as JSON"))
        self.text.setPlainText(data.decode("utf-8-sig"))
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        hint = self.tr("Nothing is kept until all of it is right. To make another framework of it, give it another id.")
        self.body.addWidget(plain.note(hint, self))
        self.body.addWidget(self.text, 1)
        self.resize(760, 700)

    def do(self) -> None:
        """Keep it: under its own id it replaces the one in the case, under another it is added."""
        data = self.text.toPlainText().encode()
        id = framework_files.read(data)["id"]
        if id == self._framework_id:
            self._session.do(self.tr("Change framework"), frameworks.replace, id, data)
        else:
            self._session.do(self.tr("Add framework"), frameworks.add, data)
        self.accept()
        self.kept.emit(id)
