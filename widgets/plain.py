"""Where text meets Qt without being read as HTML: labels, tooltips, questions.

Qt takes any text that looks like HTML for HTML, and then loads the images that it names. Words of a case come from
strangers, so nobody else makes these widgets; ruff and a test see to it.
"""

import html
import re

from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QAction, QFont, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QInputDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QSizePolicy,
    QToolTip,
    QTreeWidgetItem,
    QWidget,
)

from app.visible import on_one_line, visible

FSI, PDI = "\u2068", "\u2069"
_ISOLATES = re.compile(f"([{FSI}{PDI}])")


def isolated(name: str) -> str:
    """A name that keeps its own direction within a sentence and does not turn the sentence's."""
    return f"{FSI}{on_one_line(name)}{PDI}"


def safe(text: str) -> str:
    """The text with control characters shown, but for the isolates that `isolated` puts around names."""
    return "".join(piece if piece in (FSI, PDI) else visible(piece) for piece in _ISOLATES.split(text))


class Label(QLabel):
    """A label that shows what it is given, letter by letter."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show another text."""
        super().setText(safe(text))


class ElidedLabel(Label):
    """A label on one line that gives way: what does not fit is cut with an ellipsis and shown in the tooltip."""

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        self._whole = ""
        self._mode = mode
        super().__init__(text, parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        """Show another text."""
        self._whole = safe(text)
        self.setAccessibleName(self._whole)
        self.updateGeometry()
        self._fit()

    def sizeHint(self) -> QSize:
        """Room for the whole text."""
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Room for very little of it."""
        return QSize(self.fontMetrics().horizontalAdvance("M") * 3, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the text to the new width."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Another font needs another width."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, self._mode, max(0, self.width()))
        QLabel.setText(self, shown)
        tip(self, self._whole if shown != self._whole else "")


def label(text: str = "", parent: QWidget | None = None) -> Label:
    """A label in the ordinary type."""
    return Label(text, parent)


def note(text: str = "", parent: QWidget | None = None) -> Label:
    """A remark in smaller and quieter type, on as many lines as it needs."""
    made = Label(text, parent)
    made.setWordWrap(True)
    made.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    made.setFont(scaled(made.font(), 0.92))
    return made


def heading(text: str = "", parent: QWidget | None = None, scale: float = 1.25) -> Label:
    """A title above what follows it."""
    made = Label(text, parent)
    made.setFont(strong(scaled(made.font(), scale)))
    return made


def strong(font: QFont) -> QFont:
    """The font in the weight of titles."""
    made = QFont(font)
    made.setWeight(QFont.Weight.DemiBold)
    return made


def scaled(font: QFont, factor: float) -> QFont:
    """The font, larger or smaller."""
    made = QFont(font)
    if font.pointSizeF() > 0:
        made.setPointSizeF(max(6.5, font.pointSizeF() * factor))
    else:
        made.setPixelSize(max(9, round(font.pixelSize() * factor)))
    return made


def tip(target: QWidget | QAction, text: str, keys: str = "") -> None:
    """A tooltip, with the keys that do the same."""
    target.setToolTip(tip_text(text, keys))


def tip_of_row(item: QTreeWidgetItem, text: str) -> None:
    """The same for a row of a tree."""
    item.setToolTip(0, tip_text(text))


def tip_text(text: str, keys: str = "") -> str:
    """The same for the tooltip role of an item model."""
    if not text:
        return ""
    said = html.escape(safe(text)).replace("\n", "<br>")
    return f"<qt>{said}&nbsp;&nbsp;<b>{html.escape(keys)}</b></qt>" if keys else f"<qt>{said}</qt>"


def show_tip(place: QPoint, text: str, widget: QWidget) -> None:
    """Show a tooltip now, at a place on the screen."""
    QToolTip.showText(place, tip_text(text), widget)


def question(parent: QWidget, what: str, more: str, yes: str, no: str) -> QMessageBox:
    """A question with two answers, to be opened with `open()`; `accepted` follows the first. Escape is the second."""
    box = QMessageBox(parent)
    box.setWindowModality(Qt.WindowModality.WindowModal)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setIcon(QMessageBox.Icon.Question)
    box.setText(safe(what))
    # The informative text has no format of its own; Qt guesses it, so it is given as escaped HTML.
    box.setInformativeText(tip_text(more))
    box.setDefaultButton(box.addButton(yes, QMessageBox.ButtonRole.AcceptRole))
    box.setEscapeButton(box.addButton(no, QMessageBox.ButtonRole.RejectRole))
    return box


def ask(parent: QWidget, what: str, more: str, yes: str, no: str) -> bool:
    """Whether the answer was the first."""
    box = question(parent, what, more, yes, no)
    box.exec()
    answered = box.clickedButton()
    return answered is not None and box.buttonRole(answered) == QMessageBox.ButtonRole.AcceptRole


def ask_text(parent: QWidget, title: str, what: str, text: str = "", *, hidden: bool = False) -> str | None:
    """A line that the reviewer types, or None; `hidden` for a passphrase."""
    dialog = QInputDialog(parent)
    if hidden:
        dialog.setTextEchoMode(QLineEdit.EchoMode.Password)
    dialog.setWindowTitle(title)
    dialog.setLabelText(what)
    dialog.setTextValue(text)
    for inner in dialog.findChildren(QLabel):
        inner.setTextFormat(Qt.TextFormat.PlainText)
        inner.setText(safe(what))
    dialog.resize(420, dialog.sizeHint().height())
    return dialog.textValue() if dialog.exec() else None
