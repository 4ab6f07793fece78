"""A real case in a temporary folder: an interview in Arabic with its English translation, and some quotes of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import collecting, people, quoting, sample, transcribing
from app.importers.imported import Imported
from app.passages import Passage, find_words
from app.playback import Playback
from app.session import Session
from app.settings import Settings
from app.words import words_of
from db.records import Media, Quote, Segment, Transcript, Word
from widgets import start, theme
from widgets.main_window import MainWindow

ORIGINAL = (
    ("INTERVIEWER", "ما هي الأهداف المستثناة؟"),
    ("GUEST", "باستثناء السفارة الأمريكية وقاعدة بلد، أي وجود عسكري أمريكي هو هدف للفصائل،"),
    ("GUEST", "والقرار هو تصعيد العمليات من حيث الكم والنوع. 😀"),
    ("GUEST", "انتهت الهدنة. الآن هي حرب."),
)
TRANSLATION = (
    ("INTERVIEWER", "Which targets are excluded?"),
    ("GUEST", "Except for the American embassy and Balad base, any U.S. military presence is targetable,"),
    ("GUEST", "and the decision is to escalate 😀 the operations in terms of quantity and quality."),
    ("GUEST", "The truce is over. Now it's war."),
)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AVOWAL_HOME", str(tmp_path / "home"))


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    session = Session()
    session.create(tmp_path / "case.sqlite", "Ashfall", ["us_18usc2339b"])
    yield session
    session.close()


@dataclass
class Interview:
    """The recording, its two tiers, and ways to mark in them by their words."""

    session: Session
    medium: Media
    original: Transcript
    translation: Transcript

    def passage(self, words: str) -> Passage:
        """The passage of these words, in whichever tier they stand."""
        for tier, texts in ((self.original, ORIGINAL), (self.translation, TRANSLATION)):
            if any(words in text for _, text in texts):
                return Passage(tier.id, *find_words(words, self.session.case.transcripts.segments(tier.id)))
        raise AssertionError(words)

    def mark(self, words: str, other: str | None = None, **fields: object) -> Quote:
        """A quote of these words."""
        counterpart = self.passage(other) if other else None
        return self.session.do("Mark quote", quoting.mark, self.passage(words), counterpart, **fields)

    def quote(self, quote: Quote) -> Quote:
        """The quote as it is now."""
        return self.session.case.quotes.get(quote.id)


@pytest.fixture
def interview(session: Session) -> Interview:
    medium = session.do("Add recording", collecting.add_published, "Interview of June", language="ar", kind="video")

    def tier(kind: str, language: str, texts: tuple[tuple[str, str], ...]) -> Transcript:
        imported = Imported("srt", tuple(segments_of(texts)))
        draft = transcribing.Draft(medium.id, kind, language)
        return session.do("Add transcript", transcribing.add, draft, imported, b"", f"{kind}.srt")

    return Interview(session, medium, tier("original", "ar", ORIGINAL), tier("translation", "en", TRANSLATION))


@pytest.fixture
def speaker(session: Session) -> object:
    return session.do(
        "Add person", people.add_person, "Akram al-Kaabi", name_script="أكرم الكعبي", name_transliterated="al-Kaʿbī"
    )


def segments_of(texts: tuple[tuple[str, str], ...]) -> Iterator[Segment]:
    for number, (speaker, text) in enumerate(texts):
        start = number * 8000
        words = tuple(
            Word(first, last, start + i * 400, start + i * 400 + 300) for i, (first, last) in enumerate(words_of(text))
        )
        yield Segment(start, start + 7500, text, speaker, words)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """What nobody chose yet."""
    return Settings(tmp_path / "settings.ini")


@pytest.fixture
def playback(qapp: QApplication) -> Iterator[Playback]:
    """A silent clock."""
    playback = Playback(player="silent")
    yield playback
    playback.shut_down()


@pytest.fixture
def dressed(qapp: QApplication) -> QApplication:
    """The application in its own style and fonts."""
    theme.apply(qapp, "light")
    return qapp


@pytest.fixture
def window(qtbot: QtBot, dressed: QApplication, settings: Settings) -> Iterator[MainWindow]:
    """The whole window without a case, with the silent player."""
    window = start.build(settings, dressed, "silent")
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.close()


@pytest.fixture
def sample_case(tmp_path: Path) -> Path:
    """The sample, freshly built."""
    return sample.build(tmp_path / "sample")


@pytest.fixture
def desk(qtbot: QtBot, window: MainWindow, sample_case: Path) -> MainWindow:
    """The window on the sample, its recording ready to play."""
    with qtbot.waitSignal(window.review.playback.opened):
        window.cases.open(sample_case)
    qtbot.waitUntil(lambda: window.review.recording.is_settled)
    return window
