"""One of the values between which a person decides: what it is, who said it, when."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app import rendition
from app.options import Option
from db.tokens import TIERS, Tokens
from widgets import plain
from widgets.divider import Divider
from widgets.models import times
from widgets.models.moments import moment
from widgets.together.compared import ComparedText

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class OptionCard(QFrame):
    """Takes the focus; Enter or its number takes the value."""

    taken = Signal()
    moved = Signal(int)
    """To the next card or the one before."""

    def __init__(self, number: int, option: Option, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.option = option
        self.texts: list[ComparedText] = []
        self.setObjectName("option")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        key = plain.label(str(number), self)
        key.setObjectName("badge")
        self._title = plain.heading(self._name(), self, 1.05)
        self._title.setWordWrap(True)
        shown = plain.label(self.tr("in the case now"), self)
        shown.setObjectName("badge")
        shown.setVisible(option.is_shown)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(key, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._title, 1)
        head.addWidget(shown, 0, Qt.AlignmentFlag.AlignTop)
        self._who = plain.note("\n".join(self._tellers()), self)
        self._who.setVisible(bool(option.said))
        self._body = QVBoxLayout()
        self._body.setSpacing(8)
        self.button = QPushButton(self.tr("Take this"), self)
        self.button.setAutoDefault(False)
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.clicked.connect(self.taken)
        plain.tip(self.button, self.tr("Take this"), str(number))
        foot = QHBoxLayout()
        foot.addWidget(self.button)
        foot.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self._who)
        layout.addWidget(Divider(self))
        layout.addLayout(self._body)
        layout.addStretch(1)
        layout.addLayout(foot)

    def show_words(self, tokens: Tokens, titles: Sequence[str]) -> None:
        """The value is the words of a quote: both languages under each other."""
        for tier, title in zip(TIERS, titles, strict=True):
            self._body.addWidget(plain.note(title, self))
            text = ComparedText(title, self)
            if tokens.of(tier):
                text.show_words(rendition.render(tokens.of(tier)), tokens.of(tier))
            else:
                text.show_text(self.tr("none"))
            self._take(text)

    def show_value(self, said: str) -> None:
        """The value is a word of a list, a name, a text."""
        if not said:
            nothing = plain.label(self.tr("Nothing: left empty"), self)
            nothing.setForegroundRole(QPalette.ColorRole.PlaceholderText)
            self._body.addWidget(nothing)
            self._tell(nothing.text())
            return
        text = ComparedText(self.tr("What was said"), self)
        text.show_text(said)
        self._take(text)

    def show_sentence(self, what: str, why: str) -> None:
        """The value is whether a record stays."""
        sentence = plain.label(what, self)
        sentence.setWordWrap(True)
        self._body.addWidget(sentence)
        if why:
            self._body.addWidget(plain.note(why, self))
        self._tell(f"{what} {why}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes, the arrows go to the neighbours."""
        if event.key() in _ENTER:
            self.taken.emit()
        elif (step := _STEPS.get(Qt.Key(event.key()))) is not None:
            mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            self.moved.emit(-step if mirrored else step)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click chooses the card; only its button takes it."""
        self.setFocus()
        super().mousePressEvent(event)

    # inside

    def _take(self, text: ComparedText) -> None:
        self._body.addWidget(text)
        self.texts.append(text)
        self._tell(" ".join(one.toPlainText() for one in self.texts))

    def _tell(self, said: str) -> None:
        self.setAccessibleName(times.dotted([self._title.text(), self._who.text(), said]))

    def _name(self) -> str:
        names = list(dict.fromkeys(said.reviewer for said in self.option.said if not said.is_own))
        if self.option.is_own:
            names.insert(0, self.tr("Yours"))
        return self.tr(" and ").join(plain.isolated(name) for name in names) or self.tr("Kept")

    def _tellers(self) -> list[str]:
        return [times.dotted([said.reviewer, moment(said.at)]) for said in self.option.said]
