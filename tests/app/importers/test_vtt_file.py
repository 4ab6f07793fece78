"""The blocks of WebVTT files against the web platform tests: how many cues, their ids, times and raw text."""

import json
from pathlib import Path

import pytest

from app.importers import decoding, vtt

FILES = Path(__file__).parents[2] / "files" / "transcripts" / "wpt" / "files"
EXPECTED = json.loads((FILES / "expected.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_file_reads_as_the_standard_says(name):
    data = (FILES / f"{name}.vtt").read_bytes()

    cues = vtt.parse(decoding.decode(data).text, forgiving=False).cues

    assert len(cues) == EXPECTED[name]["cues"]
    for place, field, value in EXPECTED[name]["facts"]:
        assert getattr(cues[place], field) == value, f"{field} of cue {place}"


def test_every_file_of_the_suite_has_its_expectation():
    assert sorted(EXPECTED) == sorted(path.stem for path in FILES.glob("*.vtt"))
