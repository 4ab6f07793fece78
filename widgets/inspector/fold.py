"""A part of the inspector that is folded away until it is asked for, and says in its title what it holds."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from app.script import direction_of
from app.session import Session
from db.records import Quote
from widgets import icons, plain
from widgets.fields import LineField


class Fold(QWidget):
    """A title that unfolds; whoever derives from it says what the title tells and what lies below."""

    play_wanted = Signal(int, int)
    """From and to, in milliseconds."""
    quote_wanted = Signal(str)
    """Show this quote instead."""
    place_wanted = Signal(object)
    """Go to this place (`Found`) of a transcript."""

    def __init__(self, session: Session, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.quote: Quote | None = None
        self.writable = False
        self._title = title
        self._toggle = QToolButton(self)
        self._toggle.setAccessibleName(title)
        self._toggle.setText(title)
        self._toggle.setCheckable(True)
        self._toggle.setAutoRaise(True)
        self._toggle.setArrowType(Qt.ArrowType.RightArrow)
        self._toggle.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._toggle.toggled.connect(self._fold)
        self._body = QWidget(self)
        self._rows = QVBoxLayout(self._body)
        self._rows.setContentsMargins(4, 2, 0, 6)
        self._rows.setSpacing(8)
        self._body.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self._toggle)
        layout.addWidget(self._body)

    # what a part says of itself

    def summary(self, quote: Quote) -> str:  # noqa: ARG002  # A part that has something to tell needs it.
        """A few words after the title; empty where there is nothing to tell."""
        return ""

    def build(self, quote: Quote) -> None:
        """Put the rows in; without any, what the title says."""
        self.add(plain.note(self.summary(quote), self))

    # what is done with it

    @property
    def is_open(self) -> bool:
        """Whether its rows are shown."""
        return self._toggle.isChecked()

    @property
    def title(self) -> str:
        """What stands above it."""
        return self._toggle.text()

    @property
    def text(self) -> str:
        """All that its labels say, line by line."""
        return "\n".join(label.text() for label in self._body.findChildren(plain.Label))

    def open(self) -> None:
        """Unfold it."""
        self._toggle.setChecked(True)

    def focus(self) -> None:
        """Unfold it and go to the first thing that can be done there."""
        self.open()
        self._toggle.setFocus()
        self._toggle.nextInFocusChain().setFocus()

    def show_quote(self, quote: Quote, *, writable: bool) -> None:
        """Be about this quote."""
        is_other = self.quote is None or self.quote.id != quote.id
        self.quote, self.writable = quote, writable
        summary = self.summary(quote)
        self._toggle.setText(f"{self._title}  ·  {summary}" if summary else self._title)
        if self.is_open:
            self._rebuild(keep=not is_other)

    def flush(self) -> None:
        """Tell what is still being written."""
        for field in self._body.findChildren(LineField):
            field.flush()

    # for those who derive from it

    def add(self, row: QWidget | QLayout) -> None:
        """One more row."""
        self._rows.addWidget(row) if isinstance(row, QWidget) else self._rows.addLayout(row)

    def card(self) -> tuple[QFrame, QVBoxLayout]:
        """A frame for one thing, added as a row."""
        card = QFrame(self._body)
        card.setObjectName("card")
        layout = QVBoxLayout(card)
        layout.setContentsMargins(10, 8, 10, 8)
        layout.setSpacing(5)
        self.add(card)
        return card, layout

    def words(self, text: str, parent: QWidget, language: str | None = None) -> plain.Label:
        """Words of a transcript, on the side where their script begins."""
        label = plain.label(text, parent)
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if direction_of(text, language) == "rtl":
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
            label.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        return label

    def head(self, said: str, parent: QWidget, *buttons: QToolButton) -> QHBoxLayout:
        """A quiet line with buttons at its end."""
        line = QHBoxLayout()
        line.setSpacing(2)
        line.addWidget(plain.note(said, parent), 1)
        for button in buttons:
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def small(self, icon: str, name: str, parent: QWidget) -> QToolButton:
        """A button with an icon and a name."""
        button = QToolButton(parent)
        button.setIcon(icons.get(icon))
        button.setAutoRaise(True)
        button.setAccessibleName(name)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        plain.tip(button, name)
        return button

    def button(self, text: str) -> QPushButton:
        """A button with words, for a row of its own."""
        button = QPushButton(text, self._body)
        button.setEnabled(self.writable)
        return button

    # inside

    def _fold(self, unfolded: bool) -> None:
        self._toggle.setArrowType(Qt.ArrowType.DownArrow if unfolded else Qt.ArrowType.RightArrow)
        if unfolded:
            self._rebuild(keep=False)
        self._body.setVisible(unfolded)

    def _rebuild(self, *, keep: bool) -> None:
        """Rows anew; the focus and what is still being written stay, in the fields of the same name."""
        focused = self.focusWidget()
        inside = keep and focused is not None and focused.hasFocus() and self._body.isAncestorOf(focused)
        named = focused.objectName() if inside and focused is not None else ""
        written = [field for field in self._body.findChildren(LineField) if keep and field.is_being_written]
        drafts = {field.objectName(): field.text() for field in written}
        _clear(self._rows)
        if self.quote is not None:
            self.build(self.quote)
            self._rows.addStretch(1)  # Room to spare goes below the cards, never into them.
        for field in self._body.findChildren(LineField):
            field.setText(drafts.get(field.objectName(), field.text()))
        if named and (again := self._body.findChild(QWidget, named)) is not None:
            again.setFocus()


def _clear(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            _clear(inner)
