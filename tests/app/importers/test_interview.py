"""The synthetic interview in several formats against its exact ground truth."""

import json
from pathlib import Path

import pytest

from app.importers import registry
from app.importers.preview import preview

FILES = Path(__file__).parents[2] / "files" / "transcripts" / "interview90"
TRUTH = json.loads((FILES / "interview.truth.json").read_text(encoding="utf-8"))
NAMES = {code: speaker["name"] for code, speaker in TRUTH["speakers"].items()}


@pytest.mark.parametrize(
    ("name", "tier"),
    [
        ("interview.srt", "text"),
        ("interview.vtt", "text"),
        ("interview.whisper.json", "text"),
        ("interview.translation.srt", "translation"),
        ("interview.translation.vtt", "translation"),
    ],
)
def test_text_times_and_speakers_are_the_truth(name, tier):
    imported = registry.read_file(FILES / name)

    assert imported.notices == ()
    assert imported.speakers == ("INTERVIEWER", "GUEST")
    assert [(segment.start_ms, segment.end_ms, segment.speaker, segment.text) for segment in imported.segments] == [
        (round(one["start"] * 1000), round(one["end"] * 1000), NAMES[one["speaker"]], one[tier])
        for one in TRUTH["utterances"]
    ]


@pytest.mark.parametrize("name", ["interview.vtt", "interview.whisper.json"])
def test_words_begin_and_end_when_they_are_said(name):
    imported = registry.read_file(FILES / name)

    for segment, truth in zip(imported.segments, TRUTH["utterances"], strict=True):
        assert len(segment.words) == len(truth["words"])
        for word, true in zip(segment.words, truth["words"], strict=True):
            assert segment.text[word.start : word.end] == true["word"].strip(".،؟,?")
            assert abs(word.start_ms - true["start"] * 1000) <= 1
            assert not word.estimated


def test_estimated_words_lie_within_their_segment_and_say_that_they_are_estimated():
    imported = registry.read_file(FILES / "interview.srt")

    for segment in imported.segments:
        assert segment.words[0].start_ms == segment.start_ms
        assert segment.words[-1].end_ms == segment.end_ms
        assert all(word.estimated for word in segment.words)


def test_a_preview_counts_and_guesses():
    seen = preview(registry.read_file(FILES / "interview.srt"), 3)

    assert (seen.segment_count, seen.words, seen.timed_words, len(seen.segments)) == (14, 128, 0, 3)
    assert (seen.language, seen.language_guessed) == ("ar", True)
    assert (seen.start_ms, seen.end_ms) == (791, round(TRUTH["utterances"][-1]["end"] * 1000))
    assert seen.prefixes_used


def test_a_preview_of_the_translation_guesses_english():
    assert preview(registry.read_file(FILES / "interview.translation.vtt")).language == "en"
