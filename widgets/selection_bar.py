"""What can be done with the selected words, and which words of the other language would go with them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from db.tokens import Tier
from widgets import icons, plain
from widgets.divider import Divider


class SelectionBar(QWidget):
    """Seen while words are selected."""

    mark_wanted = Signal()
    part_wanted = Signal()
    use_wanted = Signal()
    adjust_wanted = Signal()
    """Mark the quote, and select the proposed words so that they can be made more or fewer."""
    correct_wanted = Signal()
    """The transcript says something else than was said."""
    with_other_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = QPushButton(icons.get("quote"), self.tr("Mark quote"), self)
        self._part = QPushButton(icons.get("add-part"), self.tr("Add to quote"), self)
        self._use = QPushButton(self.tr("Use for this quote"), self)
        plain.tip(self._mark, self.tr("Mark the selected words as a quote"), "Q")
        plain.tip(self._part, self.tr("Add the selected words to the current quote"), "Shift+Q")
        plain.tip(self._use, self.tr("The current quote shall have these words in this language, and no others"))
        self._correct = QToolButton(self)
        self._correct.setIcon(icons.get("edit"))
        self._correct.setText(self.tr("Correct…"))
        self._correct.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._correct.setAutoRaise(True)
        plain.tip(self._correct, self.tr("Say that the transcript should read otherwise here"), "Ctrl+Shift+X")
        self._with = QCheckBox(self)
        self._with.setChecked(True)
        self._words = plain.ElidedLabel("", self)
        self._adjust = QToolButton(self)
        self._adjust.setText(self.tr("Mark and adjust"))
        self._adjust.setAutoRaise(True)
        plain.tip(self._adjust, self.tr("Mark both, then select these words to make them more or fewer"))
        buttons = QHBoxLayout()
        buttons.setContentsMargins(10, 6, 10, 2)
        for button in (self._mark, self._part, self._use):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self._correct)
        self._proposal = QWidget(self)
        below = QHBoxLayout(self._proposal)
        below.setContentsMargins(10, 0, 10, 6)
        below.addWidget(self._with)
        below.addWidget(self._words, 1)
        below.addWidget(self._adjust)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(Divider(self))
        layout.addLayout(buttons)
        layout.addWidget(self._proposal)
        self._mark.clicked.connect(self.mark_wanted)
        self._part.clicked.connect(self.part_wanted)
        self._use.clicked.connect(self.use_wanted)
        self._adjust.clicked.connect(self.adjust_wanted)
        self._correct.clicked.connect(self.correct_wanted)
        self._with.toggled.connect(self.with_other_changed)
        self.set_quote(False)
        self.show_proposal("original", "")

    @property
    def with_other(self) -> bool:
        """Whether the proposed words are taken along."""
        return self._with.isChecked()

    def set_with_other(self, wanted: bool) -> None:
        """Take the proposed words along, or not."""
        self._with.setChecked(wanted)

    def set_quote(self, there: bool) -> None:
        """Whether there is a current quote to which words can be added."""
        self._part.setVisible(there)
        self._use.setVisible(there)

    def show_proposal(self, tier: Tier, words: str) -> None:
        """Show which words of the other tier would go with the selected ones; none for an empty text."""
        self._with.setText(self.tr("With the translation:") if tier == "translation" else self.tr("With the original:"))
        self._words.setText(" ".join(words.split()))
        self._proposal.setVisible(bool(words))
