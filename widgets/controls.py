"""What stands below the picture: play, back, frame by frame, speed, sound, and the time."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QKeySequence, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QSlider, QToolButton, QVBoxLayout, QWidget

from app.playback import Playback
from widgets import icons, plain, theme
from widgets.actions import Actions
from widgets.models import times

_LRI, _PDI = "\u2066", "\u2069"
RATES = (0.25, 0.5, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 2.0, 3.0, 4.0)


class Controls(QWidget):
    """Buttons over the same actions as the keys."""

    player_wanted = Signal(str)

    def __init__(self, playback: Playback, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._playback = playback
        self._actions = actions
        # As on every player: time runs from left to right in every language.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._play = actions.button("play", self)
        self._play.setIconSize(QSize(22, 22))
        self._time = plain.label("", self)
        self._time.setFont(theme.figures(self._time.font()))
        self._time.setAccessibleName(self.tr("Time"))
        self._rate = self._menu_button(self.tr("Speed"), self._fill_rates)
        self._player = self._menu_button(self.tr("Which player plays"), self._fill_players)
        self._player.setIcon(icons.get("player"))
        self._loop = QToolButton(self)
        self._loop.setIcon(icons.get("loop"))
        self._loop.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._loop.setCheckable(True)
        self._loop.clicked.connect(playback.clear_span)
        self._mute = actions.button("mute", self)
        self._volume = _Volume(Qt.Orientation.Horizontal, self)
        self._volume.setRange(0, 100)
        self._volume.setFixedWidth(64)
        self._volume.setAccessibleName(self.tr("Volume"))
        self._lay_out()
        self._connect()
        self._show_all()

    @property
    def time(self) -> str:
        """The time as it is shown."""
        return self._time.text()

    @property
    def speed(self) -> str:
        """The speed as it is shown."""
        return self._rate.text().strip(_LRI + _PDI)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(8, 5, 8, 0)
        top.setSpacing(2)
        for id in ("back", "frame-back"):
            top.addWidget(self._actions.button(id, self))
        top.addWidget(self._play)
        top.addWidget(self._actions.button("frame-on", self))
        top.addSpacing(6)
        top.addWidget(self._time)
        top.addStretch(1)
        top.addWidget(self._rate)
        below = QHBoxLayout()
        below.setContentsMargins(8, 0, 8, 5)
        below.setSpacing(2)
        for id in ("set-in", "set-out"):
            button = self._actions.button(id, self)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            below.addWidget(button)
        below.addWidget(self._loop)
        below.addStretch(1)
        below.addWidget(self._actions.button("captions", self))
        below.addWidget(self._player)
        below.addWidget(self._mute)
        below.addWidget(self._volume)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(1)
        layout.addLayout(top)
        layout.addLayout(below)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _connect(self) -> None:
        playback = self._playback
        playback.time_changed.connect(self._show_time)
        playback.playing_changed.connect(self._show_playing)
        playback.rate_changed.connect(self._show_rate)
        playback.volume_changed.connect(self._show_volume)
        playback.loop_changed.connect(self._show_loop)
        playback.opened.connect(self._show_all)
        playback.closed.connect(self._show_all)
        playback.player_changed.connect(self._show_all)
        self._volume.valueChanged.connect(playback.set_volume)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel over the speed changes it."""
        if self._rate.geometry().contains(event.position().toPoint()):
            self._playback.set_rate(round(self._playback.rate + (0.1 if event.angleDelta().y() > 0 else -0.1), 2))
            event.accept()
        else:
            super().wheelEvent(event)

    def _show_all(self) -> None:
        self._show_time(self._playback.time_ms)
        self._show_playing(self._playback.is_playing)
        self._show_rate(self._playback.rate)
        self._show_volume(self._playback.volume, self._playback.is_muted)
        self._show_loop(self._playback.span if self._playback.is_looping else None)
        plain.tip(self._player, self.tr("{} plays").format(self._playback.player_title))
        for widget in (self._rate, self._volume):
            widget.setEnabled(self._playback.is_open)

    def _show_time(self, ms: int) -> None:
        whole = self._playback.duration_ms
        self._time.setText(f"{clock(ms, whole)}  /  {clock(whole, whole)}" if self._playback.is_open else "–:––")

    def _show_playing(self, playing: bool) -> None:
        self._actions["play"].setIcon(icons.get("pause" if playing else "play"))

    def _show_rate(self, rate: float) -> None:
        self._rate.setText(_said(rate))

    def _show_volume(self, volume: int, muted: bool) -> None:
        self._volume.blockSignals(True)
        self._volume.setValue(volume)
        self._volume.blockSignals(False)
        silent = muted or not volume
        self._actions["mute"].setIcon(icons.get("mute" if silent else "volume" if volume > 50 else "volume-low"))

    def _show_loop(self, span: tuple[int, int] | None) -> None:
        self._loop.setVisible(span is not None)
        self._loop.setChecked(span is not None)
        if span is not None:
            self._loop.setText(times.between(*span))
            plain.tip(self._loop, self.tr("Leave the loop"), self._keys("end-loop"))

    def _keys(self, id: str) -> str:
        keys = self._actions.keys(id)
        return keys[0].toString(QKeySequence.SequenceFormat.NativeText) if keys else ""

    def _menu_button(self, name: str, fill: object) -> QToolButton:
        button = QToolButton(self)
        button.setAutoRaise(True)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setAccessibleName(name)
        plain.tip(button, name)
        menu = QMenu(button)
        menu.aboutToShow.connect(fill)
        button.setMenu(menu)
        return button

    def _fill_rates(self) -> None:
        menu = self._rate.menu()
        menu.clear()
        group = QActionGroup(menu)
        for rate in RATES:
            action = menu.addAction(_said(rate))
            action.setCheckable(True)
            action.setChecked(rate == self._playback.rate)
            action.triggered.connect(lambda _checked, rate=rate: self._playback.set_rate(rate))
            group.addAction(action)

    def _fill_players(self) -> None:
        menu = self._player.menu()
        menu.clear()
        group = QActionGroup(menu)
        for offer in self._playback.available:
            action = menu.addAction(f"{offer.title} – {offer.why_not}" if offer.why_not else offer.title)
            action.setCheckable(True)
            action.setChecked(offer.name == self._playback.player_name)
            action.setEnabled(offer.why_not is None)
            action.triggered.connect(lambda _checked, name=offer.name: self.player_wanted.emit(name))
            group.addAction(action)


class _Volume(QSlider):
    """A slider that goes where it is clicked."""

    def sizeHint(self) -> QSize:
        """Short."""
        return QSize(64, super().sizeHint().height())


def _said(rate: float) -> str:
    """A speed that reads the same in an interface that runs from right to left."""
    return f"{_LRI}{rate:g}×{_PDI}"


def clock(ms: int, whole_ms: int = 0) -> str:
    """A time to the millisecond, as wide for every time of a recording."""
    hours, rest = divmod(ms, 3_600_000)
    minutes, rest = divmod(rest, 60_000)
    seconds, thousandths = divmod(rest, 1000)
    if hours or whole_ms >= 3_600_000:
        return f"{hours}:{minutes:02}:{seconds:02}.{thousandths:03}"
    return f"{minutes}:{seconds:02}.{thousandths:03}"
