"""Paints the pictures of the manual from the real window on the sample case, as `make screenshots`.

Nothing is staged but the choice of what is shown: the sample is built, opened, and one of its quotes chosen.
"""

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QEventLoop, QSize, QTimer  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from app import sample  # noqa: E402
from app.settings import Settings  # noqa: E402
from db import casefile  # noqa: E402
from widgets import start, theme  # noqa: E402
from widgets.expunge_dialog import ExpungeDialog  # noqa: E402
from widgets.main_window import MainWindow  # noqa: E402
from widgets.verify_dialog import VerifyDialog  # noqa: E402

SIZE = QSize(1440, 900)
PATIENCE_MS = 20_000
PICTURES = {"window": "light", "window-dark": "dark"}
"""The name of each picture of the window at work, and the theme that it is painted in."""


def main() -> None:
    """Paint them all into docs/manual."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["AVOWAL_HOME"] = folder  # nobody's own settings or recent cases
        app = start.application()
        case = sample.build(Path(folder) / "sample")
        quote_id = quote_of_most_parts(case)
        out = ROOT / "docs" / "manual"
        out.mkdir(exist_ok=True)
        paint_welcome(app, out / "welcome.png")
        paint_expunging(app, case, out / "expunge.png")
        paint_verifying(app, case, out / "verify.png")
        for name, colours in PICTURES.items():
            paint_window(app, case, quote_id, colours, out / f"{name}.png")


def paint_welcome(app: QApplication, picture: Path) -> None:
    """What one sees first, with no case open yet."""
    window = dressed(app, "light")
    settle(lambda: True, 300)
    keep(window, picture)


def paint_expunging(app: QApplication, case: Path, picture: Path) -> None:
    """The dialog that lets a name vanish, with what would change."""
    window = dressed(app, "light")
    window.cases.open(case)
    settle(lambda: window.review.recording.is_settled)
    window.expunge()
    dialog = window.findChild(ExpungeDialog)
    dialog.words.setPlainText("Hadi al-Ameri\nهادي العامري")
    dialog.what.setText("the name of a witness")
    dialog.ground.setText("order of 3 May 2026")
    settle(lambda: True, 600)
    keep(window, picture, dialog)


def paint_verifying(app: QApplication, case: Path, picture: Path) -> None:
    """What the sample proves and what it does not."""
    window = dressed(app, "light")
    window.cases.open(case)
    window.cases.verify()
    dialog = window.findChild(VerifyDialog)
    settle(lambda: not dialog.is_working, 200)
    dialog.proven.setCurrentRow(dialog.proven.count() - 1)
    settle(lambda: True, 200)
    keep(window, picture, dialog)


def quote_of_most_parts(case: Path) -> str:
    """The id of the quote that shows most of what a quote can be."""
    with casefile.read_case(case) as read:
        timed = [quote for quote in read.quotes.all() if quote.tokens.start_ms is not None]
        return max(timed, key=lambda quote: len(list(quote.tokens.spans()))).id


def paint_window(app: QApplication, case: Path, quote_id: str, colours: str, picture: Path) -> None:
    """The window at work: a quote of several parts, chosen, with the recording at its in-point."""
    window = dressed(app, colours)
    failed = window.cases.open(case)
    if failed is not None:
        raise SystemExit(str(failed.problem))
    review = window.review
    settle(lambda: review.recording.is_settled)
    review.choose_quote(quote_id, reveal=True)
    review.transcript.set_following(True)
    settle(lambda: review.recording.is_settled)
    settle(lambda: True, 500)
    keep(window, picture)


def dressed(app: QApplication, colours: str) -> MainWindow:
    """A window in these colours, with the silent player: a picture makes no sound."""
    theme.apply(app, colours)
    window = start.build(Settings(), app, "silent")
    window.resize(SIZE)
    window.show()
    return window


def settle(is_so: Callable[[], bool], at_least_ms: int = 30) -> None:
    """Let the window work until this is so."""
    loop = QEventLoop()
    look = QTimer()
    look.setInterval(at_least_ms)
    look.timeout.connect(lambda: loop.quit() if is_so() else None)
    look.start()
    QTimer.singleShot(PATIENCE_MS, loop.quit)
    loop.exec()


def keep(window: MainWindow, picture: Path, part: QWidget | None = None) -> None:
    """Write the picture of the window, or of a part of it, and close the window."""
    if not (part or window).grab().save(str(picture), "PNG"):
        raise SystemExit(f"{picture} could not be written")
    window.close()
    print(picture.relative_to(ROOT))


if __name__ == "__main__":
    main()
