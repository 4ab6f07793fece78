"""Where VLC paints: a buffer of our own, copied to a picture each time that VLC shows one.

VLC calls from threads of its own. Nothing here may call VLC back, and every ctypes callback must live as long as the
player that was given it: a callback that is collected crashes the process.
"""

import ctypes
import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QImage

from app.media.probe import Probe

_LARGEST = (1920, 1080)
_ALIGNED = 32
_Format = ctypes.CFUNCTYPE(
    ctypes.c_uint,
    ctypes.POINTER(ctypes.c_void_p),
    # python-vlc says c_char_p, which ctypes hands over as a copy that can't be written to.
    ctypes.c_void_p,
    ctypes.POINTER(ctypes.c_uint),
    ctypes.POINTER(ctypes.c_uint),
    ctypes.POINTER(ctypes.c_uint),
    ctypes.POINTER(ctypes.c_uint),
)
_Lock = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.POINTER(ctypes.c_void_p))
_Unlock = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.POINTER(ctypes.c_void_p))
_Display = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p)


class VlcSurface:
    """One buffer for one VLC player; `shown` is called on VLC's thread when a new picture waits in `take`."""

    def __init__(self, probe: Probe, shown: Callable[[], None]) -> None:
        self._shown = shown
        self.width, self.height = _fitted(probe.width or 16, probe.height or 16)
        # VLC offers padded heights (386 for 360): the visible size is written back instead.
        self._line = -(-self.width * 4 // _ALIGNED) * _ALIGNED
        self._lines = -(-self.height // _ALIGNED) * _ALIGNED
        self._memory = bytearray(self._line * self._lines + _ALIGNED)
        held = (ctypes.c_char * len(self._memory)).from_buffer(self._memory)
        self._skipped = -ctypes.addressof(held) % _ALIGNED
        self._address = ctypes.addressof(held) + self._skipped
        self._latest: QImage | None = None
        self._guard = threading.Lock()
        self._callbacks = (_Format(self._format), _Lock(self._lock), _Unlock(self._unlock), _Display(self._display))

    def attach(self, vlc: Any, player: Any) -> None:
        """Have this VLC player paint here."""
        form, lock, unlock, display = self._callbacks
        vlc.libvlc_video_set_callbacks(
            player,
            ctypes.cast(lock, vlc.VideoLockCb),
            ctypes.cast(unlock, vlc.VideoUnlockCb),
            ctypes.cast(display, vlc.VideoDisplayCb),
            None,
        )
        vlc.libvlc_video_set_format_callbacks(
            player, ctypes.cast(form, vlc.VideoFormatCb), ctypes.cast(0, vlc.VideoCleanupCb)
        )

    def take(self) -> QImage | None:
        """The newest picture, once."""
        with self._guard:
            latest, self._latest = self._latest, None
        return latest

    def _format(self, _opaque: Any, chroma: int, width: Any, height: Any, pitches: Any, lines: Any) -> int:
        ctypes.memmove(chroma, b"RV32", 4)
        width[0], height[0] = self.width, self.height
        pitches[0], lines[0] = self._line, self._lines
        return 1

    def _lock(self, _opaque: Any, planes: Any) -> int:
        planes[0] = self._address
        return 0

    def _unlock(self, _opaque: Any, _picture: Any, _planes: Any) -> None:
        """The picture is written, but not yet due."""

    def _display(self, _opaque: Any, _picture: Any) -> None:
        view = memoryview(self._memory)[self._skipped :]
        image = QImage(view, self.width, self.height, self._line, QImage.Format.Format_RGB32).copy()
        with self._guard:
            waiting = self._latest is not None
            self._latest = image
        if not waiting:
            self._shown()


def _fitted(width: int, height: int) -> tuple[int, int]:
    """The size to paint in: no larger than a screen, since stills come from the file itself."""
    scale = min(1.0, _LARGEST[0] / width, _LARGEST[1] / height)
    return max(1, round(width * scale)), max(1, round(height * scale))
