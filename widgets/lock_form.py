"""How a file that is handed over shall be locked: not at all, with a passphrase, or to colleagues."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QListWidget, QListWidgetItem, QWidget

from app import keys, sealing
from app.problems import Refused
from app.sealing import Lock
from widgets import plain
from widgets.form import Form
from widgets.models import times
from widgets.passphrase_line import PassphraseLine

_KEY = Qt.ItemDataRole.UserRole


class LockForm(QWidget):
    """Some rows of a form; `lock` is what was chosen."""

    def __init__(self, form: Form, parent: QWidget | None = None) -> None:
        """The rows are put into `form`."""
        super().__init__(parent)
        self._form = form
        self.how = QComboBox(parent)
        self.how.setAccessibleName(self.tr("Locked"))
        self.how.addItem(self.tr("Not locked"), "open")
        self.how.addItem(self.tr("With a passphrase"), "passphrase")
        met = [one for one in keys.colleagues() if one.age]
        if met:
            self.how.addItem(self.tr("To colleagues: nobody else can open it"), "keys")
        self.first = PassphraseLine(self.tr("Passphrase"), parent)
        self.again = PassphraseLine(self.tr("The passphrase once more"), parent)
        self.colleagues = QListWidget(parent)
        self.colleagues.setAccessibleName(self.tr("Colleagues who can open it"))
        self.colleagues.setMaximumHeight(120)
        for one in met:
            said = [one.reviewer, one.device, keys.fingerprint(one.key)]
            item = QListWidgetItem(plain.safe(times.dotted(said)), self.colleagues)
            item.setData(_KEY, one.age)
            item.setCheckState(Qt.CheckState.Unchecked)
        form.add(self.tr("Locked"), self.how)
        form.add(self.tr("Passphrase"), self.first)
        form.add(self.tr("Once more"), self.again)
        form.add(self.tr("For"), self.colleagues)
        self.how.currentIndexChanged.connect(self._show)
        self._show()
        self.hide()

    @property
    def lock(self) -> Lock | None:
        """What was chosen; Refused if it is not said in full."""
        match self.how.currentData():
            case "passphrase":
                if self.first.text() != self.again.text():
                    raise Refused(self.tr("The two passphrases differ."), self.tr("Type it twice."))
                if not self.first.text().strip():
                    raise Refused(self.tr("A passphrase must not be empty."), self.tr("Choose several words."))
                return Lock(self.first.text())
            case "keys":
                rows = (self.colleagues.item(row) for row in range(self.colleagues.count()))
                chosen = [item.data(_KEY) for item in rows if item.checkState() == Qt.CheckState.Checked]
                if not chosen:
                    raise Refused(self.tr("Nobody could open it."), self.tr("Choose a colleague."))
                return sealing.lock_for(chosen)
            case _:
                return None

    def _show(self, _row: int = 0) -> None:
        how = self.how.currentData()
        for field in (self.first, self.again):
            self._form.show_row(field, how == "passphrase")
        self._form.show_row(self.colleagues, how == "keys")
