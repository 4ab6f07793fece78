"""The actions of the table as Qt knows them: what menus, buttons, tooltips and keys share."""

from collections.abc import Iterable
from operator import attrgetter

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from app.settings import Settings
from widgets import icons, plain
from widgets.action_table import TABLE, Deed


class Targets:
    """Whom the actions call, by the names that the table uses."""

    def __init__(self, **targets: object) -> None:
        self.__dict__.update(targets)


class Actions(QObject):
    """One QAction for each row of the table."""

    changed = Signal()
    """Keys, names or what can be done now are other than before."""

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.targets = Targets()
        self._facts: set[str] = set()
        self._made: dict[str, QAction] = {deed.id: self._make(deed) for deed in TABLE}

    def bind(self, **targets: object) -> None:
        """Say whom the actions call from now on: `window=self, playback=...`."""
        self.targets = Targets(**targets)

    def __getitem__(self, id: str) -> QAction:
        return self._made[id]

    def add_to(self, widget: QWidget) -> None:
        """Let the keys work while the widget's window has the focus."""
        widget.addActions(list(self._made.values()))

    def set_facts(self, facts: Iterable[str]) -> None:
        """Say what is so; actions that need something else can't be called."""
        facts = set(facts)
        if facts == self._facts:
            return
        self._facts = facts
        for deed in TABLE:
            self._made[deed.id].setEnabled(facts.issuperset(deed.needs))
        self.changed.emit()

    def name(self, id: str, title: str) -> None:
        """Give an action another name for now, such as "Undo mark quote"."""
        if self._made[id].text() != title:
            self._made[id].setText(title)
            self._tell_keys(id)
            self.changed.emit()

    def keys(self, id: str) -> list[QKeySequence]:
        """The keys of an action as they are now."""
        return self._made[id].shortcuts()

    def remap(self, id: str, keys: list[str] | None) -> None:
        """Give an action other keys, taking them from whoever had them; None gives back the usual ones."""
        deed = _deed(id)
        wanted = list(deed.keys) if keys is None else keys
        for other in TABLE:
            mine = [_portable(key) for key in self.keys(other.id)]
            left = [key for key in mine if key not in wanted]
            if other.id != id and left != mine:
                self._put(other, left)
        self._put(deed, wanted)
        self.changed.emit()

    def reset_keys(self) -> None:
        """All keys as they come."""
        for deed in TABLE:
            self._put(deed, list(deed.keys))
        self.changed.emit()

    def fill(self, menu: QMenu, group: str) -> None:
        """Put a group's actions into a menu."""
        for deed in TABLE:
            if deed.group == group:
                if deed.separated:
                    menu.addSeparator()
                menu.addAction(self._made[deed.id])

    def button(self, id: str, parent: QWidget | None = None) -> QToolButton:
        """A flat button with the action's icon."""
        made = QToolButton(parent)
        made.setDefaultAction(self._made[id])
        made.setAutoRaise(True)
        made.setAccessibleName(_deed(id).title)
        return made

    def _make(self, deed: Deed) -> QAction:
        action = QAction(deed.title, self)
        action.setObjectName(deed.id)
        action.setEnabled(not deed.needs)
        if deed.icon:
            action.setIcon(icons.get(deed.icon))
        action.setIconVisibleInMenu(bool(deed.icon))
        chosen = self._settings.keys(deed.id)
        action.setShortcuts([QKeySequence(key) for key in (deed.keys if chosen is None else chosen)])
        plain.tip(action, deed.title.rstrip("…"), _readable(action))
        action.triggered.connect(lambda: self._call(deed))
        return action

    def _call(self, deed: Deed) -> None:
        attrgetter(deed.calls)(self.targets)(*deed.args)

    def _put(self, deed: Deed, keys: list[str]) -> None:
        self._made[deed.id].setShortcuts([QKeySequence(key) for key in keys])
        usual = [_portable(QKeySequence(key)) for key in deed.keys]
        self._settings.set_keys(deed.id, None if [_portable(QKeySequence(key)) for key in keys] == usual else keys)
        self._tell_keys(deed.id)

    def _tell_keys(self, id: str) -> None:
        action = self._made[id]
        plain.tip(action, action.text().rstrip("…"), _readable(action))


def readable(keys: Iterable[QKeySequence]) -> str:
    """Keys as they stand on the keyboard here."""
    return ", ".join(key.toString(QKeySequence.SequenceFormat.NativeText) for key in keys)


def _readable(action: QAction) -> str:
    return readable(action.shortcuts()[:1])


def _portable(key: QKeySequence) -> str:
    return key.toString(QKeySequence.SequenceFormat.PortableText)


def _deed(id: str) -> Deed:
    return next(deed for deed in TABLE if deed.id == id)
