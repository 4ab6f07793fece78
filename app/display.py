"""Whether there is a display that a window can be shown on, found out without Qt: it would end the process if not."""

import ctypes
import os
import sys
from pathlib import Path

_HEADLESS = ("offscreen", "minimal", "vnc", "linuxfb")


def is_there() -> bool:
    """True on a desktop; on Linux only if the display answers and Qt can speak to it."""
    platform = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if platform in _HEADLESS:
        return False
    if not sys.platform.startswith("linux"):
        return True
    return (platform in ("", "wayland") and _wayland()) or (platform in ("", "xcb") and _x11())


def _wayland() -> bool:
    name, folder = os.environ.get("WAYLAND_DISPLAY"), os.environ.get("XDG_RUNTIME_DIR")
    return bool(name and folder) and (Path(folder or "") / (name or "")).exists()


def _x11() -> bool:
    if not os.environ.get("DISPLAY"):
        return False
    try:
        ctypes.CDLL("libxcb-cursor.so.0")  # Qt's plug-in for X needs it since 6.5, and aborts without it.
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return False
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    try:
        return xcb.xcb_connection_has_error(connection) == 0
    finally:
        xcb.xcb_disconnect(connection)
