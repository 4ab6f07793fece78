"""VLC that is missing, misnamed or of the wrong kind is named in one sentence, and Qt plays instead."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.recordings import SAMPLE

SAYS = """
import sys
from app.players import choice, vlc_library
print(vlc_library.why_not())
print(choice.make("vlc").name if "make" in sys.argv else "")
print(vlc_library.title())
"""


def says(*arguments: str, code: str = SAYS, **variables: str) -> list[str]:
    here = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON_VLC_")}
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env={**here, "QT_QPA_PLATFORM": "offscreen", **variables},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return done.stdout.splitlines()


def test_a_path_that_names_nothing_is_named(tmp_path: Path) -> None:
    why, _, title = says(PYTHON_VLC_LIB_PATH=str(tmp_path / "libvlc.so.5"))

    assert why.startswith("The environment variable PYTHON_VLC_LIB_PATH names no VLC library.")
    assert title == "VLC"


def test_a_library_of_the_wrong_bitness_is_named(tmp_path: Path) -> None:
    other = tmp_path / "libvlc.so.5"
    other.write_bytes(b"\x7fELF\x01\x01\x01" + bytes(500))

    assert "names a 32-bit library, but this program has 64 bits" in says(PYTHON_VLC_LIB_PATH=str(other))[0]


def test_another_library_in_its_place_is_named() -> None:
    pytest.importorskip("ctypes.util")
    assert "PYTHON_VLC_LIB_PATH names no VLC library" in says(PYTHON_VLC_LIB_PATH="libc.so.6")[0]


def test_a_module_path_that_is_no_folder_is_named(tmp_path: Path) -> None:
    assert "PYTHON_VLC_MODULE_PATH" in says(PYTHON_VLC_MODULE_PATH=str(tmp_path / "none"))[0]


def test_without_libvlc_it_says_what_to_install() -> None:
    missing = "import ctypes, ctypes.util\nctypes.util.find_library = lambda name: None\nreal = ctypes.CDLL\n"
    missing += "def refuse(name, *a, **k):\n    if not name or 'vlc' in str(name): raise OSError('no such library')\n"
    missing += "    return real(name, *a, **k)\nctypes.CDLL = refuse\n"

    why, *_ = says(code=missing + SAYS)

    assert why.startswith("VLC is not installed. Install VLC 3")


def test_without_vlc_another_player_is_made(tmp_path: Path) -> None:
    _, name, _ = says("make", PYTHON_VLC_LIB_PATH=str(tmp_path / "none"))

    assert name in ("qt", "silent")


def test_without_qt_multimedia_the_silent_clock_is_left(tmp_path: Path) -> None:
    code = "import sys\nsys.modules['PySide6.QtMultimedia'] = None\n" + SAYS
    code += "print(choice.offer('qt').why_not)"

    *_, why_not_qt = says("make", code=code, PYTHON_VLC_LIB_PATH=str(tmp_path / "none"))

    assert why_not_qt.startswith("Qt Multimedia can't be loaded")


@pytest.mark.parametrize("name", ["vlc", "qt"])
def test_the_program_may_end_in_the_middle_of_playing(name: str) -> None:
    why_not, *_ = says() if name == "vlc" else ["None"]
    if why_not != "None":
        pytest.skip(why_not)
    code = f"""
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from app.playback import Playback
app = QApplication([])
playback = Playback(player={name!r})
playback.opened.connect(lambda _: playback.play())
playback.time_changed.connect(lambda ms: app.quit() if ms > 300 else None)
playback.open(Path({str(SAMPLE)!r}))
app.exec()
print(playback.is_playing)
"""

    assert says(code=code)[-1] == "True"
