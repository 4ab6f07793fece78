"""Which transcripts stand beside each other, and which words answer to which."""

import pytest

from app import collecting, tiers, transcribing
from app.importers.imported import Imported
from app.passages import Passage
from db.records import Segment, Word
from db.tokens import Position


@pytest.fixture
def pair(case):
    def add(kind, *texts):
        segments = tuple(
            Segment(i * 1000, i * 1000 + 900, text, words=(Word(0, len(text)),)) for i, text in enumerate(texts)
        )
        draft = transcribing.Draft(medium.id, kind, title=kind)
        return transcribing.add(case, draft, Imported("test", segments), b"x", "x")

    with case.step("test", "Test"):
        medium = collecting.add_published(case, "Interview")
        return add("original", "واحد", "اثنان"), add("translation", "one", "two")


def test_a_translation_and_its_original_are_partners(case, pair):
    original, translation = pair

    assert tiers.partner(case, original) == translation
    assert tiers.partner(case, translation) == original


def test_the_words_of_a_segment_answer_to_those_beside_it(case, pair):
    original, translation = pair

    found = tiers.counterpart(case, Passage(translation.id, Position(1, 0), Position(1, 3)))

    assert found == Passage(original.id, Position(1, 0), Position(1, 5))
    assert tiers.counterpart(case, found) == Passage(translation.id, Position(1, 0), Position(1, 3))


def test_a_transcript_alone_has_no_counterpart(case):
    with case.step("test", "Test"):
        medium = collecting.add_published(case, "Interview")
        draft = transcribing.Draft(medium.id)
        alone = transcribing.add(case, draft, Imported("test", (Segment(0, 1, "one"),)), b"x", "x")

    assert tiers.partner(case, alone) is None
    assert tiers.counterpart(case, Passage(alone.id, Position(0, 0), Position(0, 3))) is None
