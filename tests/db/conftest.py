"""A real case in a temporary folder."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from db import casefile
from db.casefile import CaseFile, Signature
from db.identity import new_id
from db.records import Device, Media, Reviewer, Segment, Transcript, Word

HANA = Signature(Reviewer("reviewer-hana", "Hana"), Device("device-hana", "reviewer-hana", "laptop"))
TEXTS = (
    "The truce is over, now it's war.",
    "انتهت الهدنة، الآن هي حرب.",
    "We said 😀 we are ready.",
    "A-1234 at 10:35",
)


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


@pytest.fixture
def new_case(tmp_path: Path, state: Path) -> Iterator[Callable[..., CaseFile]]:
    made: list[CaseFile] = []

    def make(name: str = "case.sqlite") -> CaseFile:
        case = casefile.create(tmp_path / name, "A case", HANA, new_id(), state, lambda case: None)
        made.append(case)
        return case

    yield make
    for case in made:
        case.close()


@pytest.fixture
def case(new_case: Callable[..., CaseFile]) -> CaseFile:
    return new_case()


@pytest.fixture
def transcript(case: CaseFile) -> Transcript:
    return import_texts(case)


def import_texts(case: CaseFile, texts: tuple[str, ...] = TEXTS) -> Transcript:
    segments = [Segment(i * 4000, i * 4000 + 3500, text, words=_words(text, i * 4000)) for i, text in enumerate(texts)]
    with case.step("test.import", "Add transcript"):
        media = case.media.add(Media(new_id(), "Interview"))
        content = case.contents.keep_segments(segments)
        original = case.contents.keep_original("\n".join(texts).encode())
        return case.transcripts.add(
            Transcript(new_id(), media.id, "Words", "original", "ar", content, original, "test")
        )


def _words(text: str, start_ms: int) -> tuple[Word, ...]:
    words: list[Word] = []
    at = 0
    for number, word in enumerate(text.split()):
        at = text.index(word, at)
        words.append(Word(at, at + len(word), start_ms + number * 300, start_ms + number * 300 + 250))
        at += len(word)
    return tuple(words)
