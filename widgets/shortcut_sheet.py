"""All keys on one page, each of which can be changed; foot pedals send keys too."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QPalette
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.matching import matching
from widgets import plain
from widgets.action_table import GROUPS, TABLE, Deed, group_title
from widgets.actions import Actions, readable

_ID = Qt.ItemDataRole.UserRole


class ShortcutSheet(QDialog):
    """Lists the keys by what they do; the line below changes those of the chosen row."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        self._actions = actions
        self._typed = QLineEdit(self)
        self._typed.setPlaceholderText(self.tr("Find a command or a key"))
        self._typed.setAccessibleName(self._typed.placeholderText())
        self._typed.setClearButtonEnabled(True)
        self._tree = QTreeWidget(self)
        self._tree.setHeaderLabels([self.tr("Command"), self.tr("Keys")])
        self._tree.setRootIsDecorated(False)
        self._tree.setIndentation(14)
        self._tree.setUniformRowHeights(True)
        self._tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._tree.setAccessibleName(self.tr("Keys"))
        self._key = QKeySequenceEdit(self)
        self._key.setMaximumSequenceLength(1)
        self._key.setClearButtonEnabled(True)
        self._key.setAccessibleName(self.tr("New key"))
        self.give = QPushButton(self.tr("Use this key"), self)
        self._usual = QPushButton(self.tr("Usual keys"), self)
        self._note = plain.note("", self)
        self._lay_out()
        self._typed.textChanged.connect(self._fill)
        self._tree.currentItemChanged.connect(self._choose)
        self._tree.itemActivated.connect(lambda: self._key.setFocus())
        self._key.keySequenceChanged.connect(self._judge)
        self.give.clicked.connect(self._remap)
        self._usual.clicked.connect(self._unmap)
        self._fill("")
        self.resize(620, 640)

    def _lay_out(self) -> None:
        change = QHBoxLayout()
        change.addWidget(self._key, 1)
        change.addWidget(self.give)
        change.addWidget(self._usual)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        reset = buttons.addButton(self.tr("Reset all keys"), QDialogButtonBox.ButtonRole.ResetRole)
        reset.clicked.connect(self._reset)
        buttons.rejected.connect(self.reject)
        for button in (self.give, self._usual, *buttons.buttons()):
            button.setAutoDefault(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 14)
        layout.setSpacing(10)
        layout.addWidget(self._typed)
        layout.addWidget(self._tree, 1)
        layout.addWidget(self._note)
        layout.addLayout(change)
        layout.addWidget(buttons)

    @property
    def current(self) -> str | None:
        """The action that is chosen."""
        item = self._tree.currentItem()
        return item.data(0, _ID) if item is not None else None

    def choose(self, id: str) -> None:
        """Go to an action's row."""
        for item in self._tree.findItems("", Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive):
            if item.data(0, _ID) == id:
                self._tree.setCurrentItem(item)

    @property
    def shown(self) -> list[str]:
        """The actions that are listed."""
        rows = self._tree.findItems("", Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive)
        return [id for item in rows if (id := item.data(0, _ID))]

    def find(self, typed: str) -> None:
        """List only what fits."""
        self._typed.setText(typed)

    def try_key(self, key: QKeySequence) -> None:
        """Type a key, without giving it to the action yet."""
        self._key.setKeySequence(key)

    def _fill(self, typed: str) -> None:
        before = self.current
        self._tree.clear()
        found = matching(typed, TABLE, lambda deed: (deed.title, self._said(deed), group_title(deed.group)))
        for group in GROUPS:
            rows = [deed for deed in TABLE if deed.group == group and deed in found]
            if rows:
                head = QTreeWidgetItem(self._tree, [group_title(group)])
                head.setFlags(Qt.ItemFlag.ItemIsEnabled)
                font = head.font(0)
                font.setWeight(font.Weight.DemiBold)
                head.setFont(0, font)
                head.setForeground(0, self.palette().brush(QPalette.ColorRole.PlaceholderText))
                for deed in rows:
                    item = QTreeWidgetItem(head, [deed.title.rstrip("…"), self._said(deed)])
                    item.setData(0, _ID, deed.id)
        self._tree.expandAll()
        if before:
            self.choose(before)
        self._choose()

    def _said(self, deed: Deed) -> str:
        return readable(self._actions.keys(deed.id))

    def _choose(self) -> None:
        there = self.current is not None
        for widget in (self._key, self._usual):
            widget.setEnabled(there)
        self._key.clear()
        self._judge()

    def _judge(self) -> None:
        key, mine = self._key.keySequence(), self.current
        self.give.setEnabled(mine is not None and not key.isEmpty())
        if mine is None:
            self._note.setText(self.tr("Choose a command to give it another key."))
            return
        taken = [deed.title.rstrip("…") for deed in TABLE if deed.id != mine and key in self._actions.keys(deed.id)]
        if taken and not key.isEmpty():
            self._note.setText(self.tr("This key does “{}” now; it will be taken from there.").format(taken[0]))
        else:
            self._note.setText(self.tr("Press the new key in the field below."))

    def _remap(self) -> None:
        if self.current is not None:
            self._actions.remap(self.current, [self._key.keySequence().toString()])
            self._fill(self._typed.text())

    def _unmap(self) -> None:
        if self.current is not None:
            self._actions.remap(self.current, None)
            self._fill(self._typed.text())

    def _reset(self) -> None:
        self._actions.reset_keys()
        self._fill(self._typed.text())
