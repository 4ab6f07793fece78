"""Asks what a new case needs: a title, a place on the disk, and the law that it may be about."""

import re
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app import law, paths
from widgets import plain

_ID = Qt.ItemDataRole.UserRole
_UNFIT = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')


class NewCase(QDialog):
    """`made` follows when everything was given."""

    made = Signal(object, str, list)
    """Path, title, ids of frameworks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("New case"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._own_place = False
        self.title = QLineEdit(self)
        self.title.setPlaceholderText(self.tr("What the case is called"))
        self.title.setAccessibleName(self.tr("Title"))
        self.place = QLineEdit(self)
        self.place.setAccessibleName(self.tr("File"))
        self.laws = QListWidget(self)
        self.laws.setAccessibleName(self.tr("Legal frameworks"))
        self.laws.setObjectName("card")
        for framework in sorted(law.offers(), key=lambda one: one.title):
            item = QListWidgetItem(plain.safe(framework.title), self.laws)
            item.setData(_ID, framework.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self._make = self._buttons.addButton(self.tr("Create case"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._make.setDefault(True)
        self._lay_out()
        self.title.textChanged.connect(self._propose)
        self.place.textEdited.connect(self._keep_place)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._propose("")
        self.resize(560, 520)

    def accept(self) -> None:
        """Tell what was given."""
        chosen = [
            item.data(_ID)
            for row in range(self.laws.count())
            if (item := self.laws.item(row)).checkState() == Qt.CheckState.Checked
        ]
        path = Path(self.place.text().strip()).expanduser()
        self.made.emit(path if path.suffix else path.with_suffix(".sqlite"), self.title.text().strip(), chosen)
        super().accept()

    def _lay_out(self) -> None:
        browse = QPushButton(self.tr("Choose…"), self)
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        where = QHBoxLayout()
        where.addWidget(self.place, 1)
        where.addWidget(browse)
        form = QFormLayout()
        form.setVerticalSpacing(10)
        form.setHorizontalSpacing(14)
        form.addRow(plain.label(self.tr("Title"), self), self.title)
        form.addRow(plain.label(self.tr("File"), self), where)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(10)
        layout.addLayout(form)
        layout.addSpacing(6)
        layout.addWidget(plain.label(self.tr("Legal frameworks that you expect to need"), self))
        layout.addWidget(self.laws, 1)
        layout.addWidget(
            plain.note(
                self.tr(
                    "Others can be added later. They are drafting aids: no lawyer has reviewed them, and what is still "
                    "to be verified is said beside each."
                ),
                self,
            )
        )
        layout.addWidget(self._buttons)

    def _propose(self, title: str) -> None:
        if not self._own_place:
            name = _UNFIT.sub(" ", title).strip(" .")[:80] or self.tr("New case")
            self.place.setText(str(_free(paths.documents() / f"{name}.sqlite")))
        self._judge()

    def _keep_place(self) -> None:
        self._own_place = True
        self._judge()

    def _judge(self) -> None:
        self._make.setEnabled(bool(self.title.text().strip() and self.place.text().strip()))

    def _browse(self) -> None:
        dialog = QFileDialog(self, self.tr("Where the case shall lie"), self.place.text(), self.tr("Cases (*.sqlite)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("sqlite")
        dialog.fileSelected.connect(self._take_place)
        dialog.open()

    def _take_place(self, name: str) -> None:
        self._own_place = True
        self.place.setText(name)
        self._judge()


def _free(path: Path) -> Path:
    """The path, with a number if something is there already."""
    number, free = 2, path
    while free.exists():
        free = path.with_stem(f"{path.stem} {number}")
        number += 1
    return free
