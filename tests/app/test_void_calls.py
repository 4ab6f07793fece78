"""PySide6 6.12.0 on Python 3.11 loses a reference to None on each void call and dies after some thousands of them."""

import subprocess
import sys

CALLS = """
from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
class Teller(QObject):
    told = Signal(int)
app = QCoreApplication([])
teller, timer, heard = Teller(), QTimer(), []
teller.told.connect(heard.append)
for number in range(20_000):
    timer.setInterval(number)
    teller.told.emit(number)
    teller.setObjectName("x")
print(len(heard))
"""


def test_twenty_thousand_void_calls_are_survived() -> None:
    done = subprocess.run([sys.executable, "-c", CALLS], capture_output=True, text=True, timeout=120, check=False)

    assert done.returncode == 0, done.stderr[-500:]
    assert done.stdout.strip() == "20000"
