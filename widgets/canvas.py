"""The picture: the frame that stands or runs, with the spoken words over it if they are wanted."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QImage, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.playback import Playback
from app.script import direction_of
from app.visible import on_one_line
from widgets import icons, plain, theme

_SIDE = 16


class Canvas(QWidget):
    """Shows what the playback sends; a click plays or pauses."""

    clicked = Signal()
    find_wanted = Signal()
    """The recording's file is missing and the reviewer knows where it may be."""

    def __init__(self, playback: Playback, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._playback = playback
        self._image: QImage | None = None
        self._nothing = self.tr("No recording is open")
        self._hint = ""
        self._captions: tuple[str, str] = ("", "")
        self._captions_shown = False
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 135)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(self.tr("Picture"))
        playback.frame_ready.connect(self._show)
        playback.opened.connect(self._forget)
        playback.closed.connect(self._forget)
        theme.watcher().changed.connect(self.update)

    def set_nothing(self, what: str, hint: str = "") -> None:
        """What to say while no recording is open, and what to do about it."""
        self._nothing, self._hint = what, hint
        self.update()

    def set_captions(self, original: str, translation: str) -> None:
        """The words that are being said, in both languages."""
        if (original, translation) != self._captions:
            self._captions = (on_one_line(original), on_one_line(translation))
            if self._captions_shown:
                self.update()

    def show_captions(self, shown: bool) -> None:
        """Whether the words stand on the picture."""
        self._captions_shown = shown
        self.update()

    @property
    def captions_shown(self) -> bool:
        """Whether the words stand on the picture."""
        return self._captions_shown

    @property
    def image(self) -> QImage | None:
        """The frame that is shown."""
        return self._image

    def sizeHint(self) -> QSize:
        """A picture of the usual shape."""
        return QSize(480, 270)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the frame, or say why there is none."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("canvas"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._playback.is_open:
            self._say(painter, "missing" if self._hint else "video", self._nothing, self._hint)
        elif not self._playback.has_video:
            self._say(painter, "audio", self.tr("Sound only"), "")
        elif self._image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(self._frame(self._image), self._image)
        if self._captions_shown and self._playback.is_open:
            self._write(painter)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click anywhere."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            if not self._playback.is_open and self._hint:
                self.find_wanted.emit()
            else:
                self.clicked.emit()

    def _show(self, image: QImage) -> None:
        self._image = image
        self.update()

    def _forget(self) -> None:
        self._image = None
        self._captions = ("", "")
        self.update()

    def _frame(self, image: QImage) -> QRectF:
        """Where the picture lies: as large as it fits, in its own shape."""
        size = image.deviceIndependentSize().scaled(self.size().toSizeF(), Qt.AspectRatioMode.KeepAspectRatio)
        return QRectF((self.width() - size.width()) / 2, (self.height() - size.height()) / 2, *size.toTuple())

    def _say(self, painter: QPainter, icon: str, what: str, hint: str) -> None:
        muted = theme.colour("canvas_text")
        drawn = icons.get(icon, QPalette.ColorRole.PlaceholderText).pixmap(36, 36)
        middle = self.height() // 2
        painter.setOpacity(0.8)
        painter.drawPixmap((self.width() - 36) // 2, middle - 46, drawn)
        painter.setOpacity(1.0)
        painter.setPen(muted)
        painter.setFont(self.font())
        wrapped = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
        box = QRectF(_SIDE, middle, self.width() - 2 * _SIDE, self.height() / 2)
        said = painter.boundingRect(box, wrapped, what)
        painter.drawText(box, wrapped, what)
        if hint:
            painter.setFont(plain.scaled(self.font(), 0.92))
            painter.setOpacity(0.75)
            painter.drawText(box.adjusted(0, said.height() + 4, 0, 0), wrapped, hint)

    def _write(self, painter: QPainter) -> None:
        """Both lines on dark ground at the foot of the picture, the original below nothing but its translation."""
        points = min(max(self.height() / 24, 9.0), 22.0)
        bottom = self.height() - points * 0.8
        for text in reversed(self._captions):
            if not text:
                continue
            rtl = direction_of(text) == "rtl"
            font: QFont = theme.arabic_font(points * 0.75) if rtl else theme.font(points * 0.75)
            font.setWeight(QFont.Weight.Medium)
            painter.setFont(font)
            wrapped = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap)
            room = QRectF(_SIDE, 0, self.width() - 2 * _SIDE, bottom)
            painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
            box = painter.boundingRect(room, wrapped, text).adjusted(-8, -3, 8, 3)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(0, 0, 0, 170))
            painter.drawRoundedRect(box, 4, 4)
            painter.setPen(QColor(Qt.GlobalColor.white))
            painter.drawText(room, wrapped, text)
            bottom = box.top() - 4
