"""A new case: its title, where it lies, who works on it, which law it asks about."""

import re
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from app import installation, law
from app.matching import matching
from app.problems import Refused
from app.session import Session
from widgets import plain
from widgets.form import Form, FormDialog, with_chooser

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
_ID = Qt.ItemDataRole.UserRole


class CaseDialog(FormDialog):
    """Makes the case and opens it."""

    created = Signal(str)
    """The path of the new case."""

    def __init__(self, session: Session, folder: Path, parent: QWidget | None = None) -> None:
        """`folder` is where cases are put unless the reviewer says otherwise."""
        super().__init__(self.tr("New case"), self.tr("Make case"), parent)
        self._session, self._folder = session, folder
        self._installation = installation.load()
        self.title = QLineEdit(self)
        self.title.setPlaceholderText(self.tr("What the case is about"))
        self.title.setAccessibleName(self.tr("Title of the case"))
        self.title.textChanged.connect(self._name_file)
        self.path = QLineEdit(self)
        self.path.setAccessibleName(self.tr("Where the case lies"))
        self.path.textEdited.connect(self._own_path)
        self._path_is_own = False
        where = with_chooser(self.path, self._browse)
        self.reviewer = QLineEdit(self._installation.reviewer_name, self)
        self.reviewer.setAccessibleName(self.tr("Your name"))
        self._typed = QLineEdit(self)
        self._typed.setPlaceholderText(self.tr("Find a framework"))
        self._typed.setAccessibleName(self.tr("Find a framework"))
        self._typed.setClearButtonEnabled(True)
        self._typed.textChanged.connect(self._narrow)
        self.frameworks = QListWidget(self)
        self.frameworks.setAccessibleName(self.tr("Frameworks of law"))
        self.frameworks.setMinimumHeight(190)
        self.frameworks.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for offer in law.offers():
            item = QListWidgetItem(f"{offer.title}   ({offer.jurisdiction})", self.frameworks)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            item.setData(_ID, offer.id)
        self.frameworks.itemChanged.connect(lambda _item: self._count())
        self._chosen = plain.note("", self)
        form = Form(self)
        form.add(self.tr("Title"), self.title)
        form.add(self.tr("File"), where)
        form.add(self.tr("Your name"), self.reviewer)
        self.body.addWidget(form)
        self.body.addWidget(self._typed)
        self.body.addWidget(self.frameworks, 1)
        self.body.addWidget(self._chosen)
        self._name_file("")
        self._count()
        self.resize(620, 560)
        self.title.setFocus()

    @property
    def framework_ids(self) -> list[str]:
        """The frameworks that are chosen."""
        items = [self.frameworks.item(row) for row in range(self.frameworks.count())]
        return [item.data(_ID) for item in items if item.checkState() == Qt.CheckState.Checked]

    def do(self) -> None:
        """Make the case."""
        if not self.title.text().strip():
            self.title.setFocus()
            raise Refused(self.tr("A case needs a title."), self.tr("Give it one."))
        name = self.reviewer.text().strip()
        if not name:
            self.reviewer.setFocus()
            raise Refused(self.tr("Every step is signed with a name."), self.tr("Say yours."))
        path = Path(self.path.text().strip()).expanduser()
        if path.suffix.lower() != ".sqlite":
            path = path.with_name(f"{path.name}.sqlite")
        if not path.parent.is_dir():
            raise Refused(self.tr("There is no folder “{}”.").format(path.parent), self.tr("Choose another place."))
        if path.exists():
            raise Refused(self.tr("A file of that name is there already."), self.tr("Choose another name."))
        if name != self._installation.reviewer_name:
            self._installation = self._installation.named(name)
            installation.save(self._installation)
        self._session.create(path, self.title.text(), self.framework_ids)
        self.accept()
        self.created.emit(str(path))

    def _name_file(self, title: str) -> None:
        if not self._path_is_own:
            name = " ".join(_FORBIDDEN.sub(" ", title).split()).strip(".")[:80] or self.tr("Case")
            self.path.setText(str(self._folder / f"{name}.sqlite"))
            self.path.setCursorPosition(len(self.path.text()))

    def _own_path(self, text: str) -> None:
        self._path_is_own = bool(text.strip())

    def _browse(self) -> None:
        dialog = QFileDialog(self, self.tr("Where shall the case lie?"), self.path.text())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("Cases (*.sqlite)"))
        dialog.setDefaultSuffix("sqlite")
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.fileSelected.connect(self._take_path)
        dialog.open()

    def _take_path(self, path: str) -> None:
        self._path_is_own = True
        self.path.setText(path)

    def _narrow(self, typed: str) -> None:
        items = [self.frameworks.item(row) for row in range(self.frameworks.count())]
        fitting = matching(typed, items, lambda item: (item.text(), item.data(_ID)))
        for item in items:
            item.setHidden(not any(item is one for one in fitting))

    def _count(self) -> None:
        number = len(self.framework_ids)
        said = self.tr("No framework is chosen; you can add some later.")
        if number:
            said = self.tr("{} chosen. No lawyer has reviewed them: their notes say what to verify.").format(number)
        self._chosen.setText(said)
