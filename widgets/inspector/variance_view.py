"""Two translations of the same words, one below the other, with the words that differ told apart."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QPalette, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget

from app.script import direction_of
from app.variance import Variance
from widgets import plain
from widgets.models.choice_delegate import mixed


class VarianceView(QTextEdit):
    """The quoted words and the other translation; what moves an element is bold on a tint, not coloured alone."""

    def __init__(self, variance: Variance, quoted: str, other: str, parent: QWidget | None = None) -> None:
        """`quoted` and `other` are what the two lines are called."""
        super().__init__(parent)
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Where the translations differ"))
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(2)
        self._cursor = QTextCursor(self.document())
        self._line(quoted, [(text, one.is_same, lit) for one in variance.stretches for text, lit in one.runs])
        self._line(other, [(one.other, one.is_same, bool(one.moves)) for one in variance.stretches])
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self.updateGeometry())

    def sizeHint(self) -> QSize:
        """As high as its lines."""
        margins = self.contentsMargins()
        return QSize(200, round(self.document().size().height()) + margins.top() + margins.bottom() + 4)

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return QSize(80, self.sizeHint().height())

    def _line(self, name: str, parts: list[tuple[str, bool, bool]]) -> None:
        palette = self.palette()
        base, text = palette.color(QPalette.ColorRole.Base), palette.color(QPalette.ColorRole.Text)
        accent = palette.color(QPalette.ColorRole.Highlight)
        block = QTextBlockFormat()
        block.setTopMargin(2 if self.document().isEmpty() else 8)
        is_rtl = direction_of(" ".join(part for part, *_ in parts)) == "rtl"
        if not self.document().isEmpty():
            self._cursor.insertBlock()
        self._cursor.setBlockFormat(block)
        quiet = QTextCharFormat()
        quiet.setForeground(mixed(text, base, 0.4))
        quiet.setFont(plain.scaled(self.font(), 0.88))
        self._cursor.insertText(plain.safe(name), quiet)
        self._cursor.insertBlock()
        block = QTextBlockFormat()
        block.setTopMargin(1)
        block.setLineHeight(125, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if is_rtl:
            block.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._cursor.setBlockFormat(block)
        self._cursor.beginEditBlock()
        for part, is_same, moves in parts:
            if not part:
                continue
            form = QTextCharFormat()
            form.setFont(self.font())
            if not is_same:
                form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
                form.setUnderlineColor(accent)
                form.setBackground(mixed(base, accent, 0.32 if moves else 0.14))
            if moves:
                form.setFontWeight(QFont.Weight.DemiBold)
                form.setFontUnderline(True)
            self._cursor.insertText(plain.safe(part), form)
            self._cursor.insertText(" ", QTextCharFormat())
        self._cursor.endEditBlock()
