"""Paints the pictures of the manual from the real window on the sample case, as `make screenshots`.

Nothing is staged but the choice of what is shown: the sample is built, opened, and one of its quotes chosen.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QEventLoop, QSize, QTimer  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from app import commenting, incidents, installation, law, linking, merging, quoting, reviewing, sample, todo  # noqa: E402
from app.passages import Passage  # noqa: E402
from app.session import Session  # noqa: E402
from app.settings import Settings  # noqa: E402
from db import casefile  # noqa: E402
from db.casefile import Signature  # noqa: E402
from db.records import Device, Reviewer  # noqa: E402
from db.tokens import Position  # noqa: E402
from widgets import start, theme  # noqa: E402
from widgets.custody_dialog import CustodyDialog  # noqa: E402
from widgets.expunge_dialog import ExpungeDialog  # noqa: E402
from widgets.main_window import MainWindow  # noqa: E402
from widgets.verify_dialog import VerifyDialog  # noqa: E402
from widgets.waiting_dialog import WaitingDialog  # noqa: E402

SIZE = QSize(1440, 900)
PATIENCE_MS = 20_000
TOGETHER = {
    "all": {"Title": "together", "One incident": "together-same"},
    "dissent": {"How far": "together-agreement", "Capacity": "together-dissent"},
}
"""The rows that are chosen under each heading of the room, and the names of their pictures."""
DARK = {"together"}
HANAS = ("He is introduced as an office holder and does not object.", "Denies the meeting, then describes it")
OMARS = ("He says “I myself”: he does not speak for the office here.", "Describes the meeting that he denied")
"""Why each thinks so of a capacity, and what each calls a quote."""
PICTURES = {"window": "light", "window-dark": "dark"}
"""The name of each picture of the window at work, and the theme that it is painted in."""


def main() -> None:
    """Paint them all into docs/manual."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["AVOWAL_HOME"] = folder  # nobody's own settings or recent cases
        be("Hana", Path(folder))
        app = start.application()
        case = sample.build(Path(folder) / "sample")
        quote_id = quote_of_most_parts(case)
        out = ROOT / "docs" / "manual"
        out.mkdir(exist_ok=True)
        paint_welcome(app, out / "welcome.png")
        paint_expunging(app, case, out / "expunge.png")
        paint_overview(app, case, out)
        paint_record(app, case, out)
        paint_law(app, case, out)
        paint_waiting(app, Path(folder) / "waiting", out)
        paint_together(app, Path(folder), out)
        paint_verifying(app, case, out / "verify.png")
        for name, colours in PICTURES.items():
            paint_window(app, case, quote_id, colours, out / f"{name}.png")


def paint_welcome(app: QApplication, picture: Path) -> None:
    """What one sees first, with no case open yet."""
    window = dressed(app, "light")
    settle(lambda: True, 300)
    keep(window, picture)


def paint_overview(app: QApplication, case: Path, out: Path) -> None:
    """The case from above: its line of time, and its network with an incident chosen."""
    for page, name in enumerate(("timeline", "network")):
        window = dressed(app, "light")
        window.cases.open(case)
        settle(lambda window=window: window.review.recording.is_settled)
        window.show_room("timeline")
        window.timeline.show_page(page)
        if page:
            names = window.timeline.network.network.columns[2]
            window.timeline.network.choose(names[0].key)
        settle(lambda: True, 300)
        keep(window, out / f"{name}.png")


def paint_record(app: QApplication, case: Path, out: Path) -> None:
    """A step of the log, and the custody of the sample's recording."""
    window = dressed(app, "light")
    window.cases.open(case)
    settle(lambda: window.review.recording.is_settled)
    window.show_room("log")
    rows = range(window.log.model.rowCount())
    row = next(row for row in rows if "recording" in window.log.model.entry(row).what.lower())
    window.log.view.setCurrentIndex(window.log.model.index(row, 0))
    settle(lambda: True, 200)
    keep(window, out / "log.png", close=False)
    window.show_room("review")
    window.show_custody()
    settle(lambda: True, 300)
    keep(window, out / "custody.png", window.findChild(CustodyDialog))


def paint_law(app: QApplication, case: Path, out: Path) -> None:
    """The matrix as it stands and without the words that somebody put in, and the findings."""
    window = dressed(app, "light")
    window.cases.open(case)
    settle(lambda: window.review.recording.is_settled)
    window.show_room("matrix")
    settle(lambda: True, 300)
    window.argument.matrix.show_framework("incidents")
    window.argument.matrix.without.setChecked(True)
    # The attribution of al-Asad, which falls without its brackets.
    falls = window.argument.matrix.model.seen.changes[0]
    window.argument.matrix.grid.choose(falls.element, falls.column)
    settle(lambda: True, 300)
    keep(window, out / "matrix.png", close=False)
    window.show_room("findings")
    settle(lambda: True, 300)
    rows = window.findings.findings.list.keys
    window.findings.findings.list.choose(rows[6])
    settle(lambda: True, 300)
    keep(window, out / "findings.png")


def paint_waiting(app: QApplication, folder: Path, out: Path) -> None:
    """What waits for somebody: a colleague's quotes, changes asked for, a question, a task."""
    case = sample.build(folder)
    session = Session()
    session.open(case)
    quotes, whose = session.case.quotes.all(), installation.load().reviewer_id
    session.do("Hand in", reviewing.move, quotes[0].id, "submitted")
    session.close()
    author = Signature(Reviewer("omar", "Omar"), Device("omar", "omar", "laptop"))
    with casefile.open_case(case, author, folder / "state") as opened, opened.step("example", "Review"):
        reviewing.move(opened, quotes[0].id, "changes_requested", "The question belongs to it.")
        (original,) = [one for one in opened.transcripts.all() if one.kind == "original"]
        texts = [segment.text for segment in opened.transcripts.segments(original.id)]
        passages = [Passage(original.id, Position(n, 0), Position(n, len(texts[n]))) for n in (1, 3, 4)]
        reviewing.move_all(opened, [quoting.mark(opened, passage).id for passage in passages], "submitted")
        commenting.say(opened, "quote", quotes[1].id, "Is this the same mediator as in November?")
        todo.add(opened, "Find the original broadcast", reviewer_id=whose)
    window = dressed(app, "light")
    window.cases.open(case)
    settle(lambda: window.review.recording.is_settled)
    window.show_waiting_for_me()
    settle(lambda: True, 300)
    keep(window, out / "waiting.png", window.findChild(WaitingDialog))


def paint_expunging(app: QApplication, case: Path, picture: Path) -> None:
    """The dialog that lets a name vanish, with what would change."""
    window = dressed(app, "light")
    window.cases.open(case)
    settle(lambda: window.review.recording.is_settled)
    window.leaving.expunge()
    dialog = window.findChild(ExpungeDialog)
    dialog.words.setPlainText("Hadi al-Ameri\nهادي العامري")
    dialog.what.setText("the name of a witness")
    dialog.ground.setText("order of 3 May 2026")
    settle(lambda: True, 600)
    keep(window, picture, dialog)


def paint_together(app: QApplication, folder: Path, out: Path) -> None:
    """What a colleague brought: a question with both answers, and how far the two agree."""
    before = os.environ["AVOWAL_HOME"]
    case, colleague = part_ways(folder)
    for colours, end in (("light", ""), ("dark", "-dark")):
        window = dressed(app, colours)
        window.cases.open(case)
        settle(lambda window=window: window.review.recording.is_settled)
        if colours == "light":
            merging.merge(window.session, colleague)
        window.show_room("together")
        room = window.together
        settle(lambda window=window: not window.opinions.is_looking, 300)
        for wanted, titles in TOGETHER.items():
            room.show_filter(wanted)
            for title, name in titles.items():
                rows = range(room.model.rowCount())
                row = next(row for row in rows if title in room.model.entry(row).title)
                room.view.setCurrentIndex(room.model.index(row))
                settle(lambda: True, 200)
                if not end or name in DARK:
                    keep(window, out / f"{name}{end}.png", close=False)
        window.close()
    os.environ["AVOWAL_HOME"] = before


def part_ways(folder: Path) -> tuple[Path, Path]:
    """Hana's case, and Omar's copy of it, in which each has judged the same quotes; Hana is at home afterwards."""
    be("Hana", folder)
    case = sample.build(folder / "together")
    colleague = case.with_name("colleague.sqlite")
    be("Omar", folder)
    shutil.copyfile(case, colleague)
    judge(colleague, 3, "Balad air base: rocket fire", "2021-03-15", (0, 1, 3), OMARS)
    be("Hana", folder)
    judge(case, 2, "Rocket fire on Balad air base", "2021-03", (0, 1, 2), HANAS)
    return case, colleague


def be(name: str, folder: Path) -> None:
    """Let somebody work, in a home of their own."""
    os.environ["AVOWAL_HOME"] = str(folder / name)
    installation.save(replace(installation.load(), reviewer_name=name, device_name=f"{name}’s laptop"))


def judge(path: Path, capacity: int, title: str, date: str, marked: tuple[int, ...], words: tuple[str, str]) -> None:
    """One reviewer's work, here and there as the other's."""
    session = Session()
    session.open(path)
    case = session.case
    quotes = [quote for quote in case.quotes.all() if quote.tokens.start_ms is not None]
    code = law.terms(case, "speaker_capacity")[capacity].code
    session.do("Set capacity", quoting.describe, quotes[0].id, capacity=code, capacity_note=words[0])
    session.do("Write title", quoting.describe, quotes[1].id, title=words[1])
    links = [link for quote in quotes for link in case.links.of_quote(quote.id)]
    for number, link in enumerate(links):
        weight = (number + (capacity if number % 4 == 0 else 0)) % 5
        if weight != link.weight:
            session.do("Set weight of link", linking.change, link.id, weight=weight)
    (original,) = [one for one in case.transcripts.all() if one.kind == "original"]
    texts = [segment.text for segment in case.transcripts.segments(original.id)]
    for ordinal in marked:
        passage = Passage(original.id, Position(ordinal, 0), Position(ordinal, len(texts[ordinal])))
        session.do("Mark quote", quoting.mark, passage)
    session.do("Add incident", incidents.add, title, date=date, place="Balad")
    session.close()


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
    window.show_room("review")
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


def keep(window: MainWindow, picture: Path, part: QWidget | None = None, *, close: bool = True) -> None:
    """Write the picture of the window, or of a part of it, and close the window where it is done."""
    if not (part or window).grab().save(str(picture), "PNG"):
        raise SystemExit(f"{picture} could not be written")
    if close:
        window.close()
    print(picture.relative_to(ROOT))


if __name__ == "__main__":
    main()
