"""Names before colons."""

import pytest

from app.importers import prefixes, registry
from app.importers.imported import Choices

CUE = "1\n00:00:00,000 --> 00:00:02,000\n{}\n\n2\n00:00:02,000 --> 00:00:04,000\n{}\n"


@pytest.mark.parametrize(
    ("line", "name", "rest"),
    [
        ("INTERVIEWER: What?", "INTERVIEWER", "What?"),
        ("- Dr. Smith: yes", "Dr. Smith", "yes"),
        (">> MAN 2: yes", "MAN 2", "yes"),
        ("[SPEAKER_00]: yes", "SPEAKER_00", "yes"),
        ("المذيع: ماذا", "المذيع", "ماذا"),
        ("\u200fالضيف: نعم", "الضيف", "نعم"),
        ("GUEST:", "GUEST", ""),
    ],
)
def test_a_name_is_parted_from_what_was_said(line, name, rest):
    found = prefixes.split(line)

    assert found is not None
    assert (found[0], line[found[1] :]) == (name, rest)


@pytest.mark.parametrize(
    "line",
    ["At 10:35 it struck", "10: yes", "https://example.org", "he said: go", "Note: unclear", "so, you know: no", ":"],
)
def test_what_is_no_name_stays(line):
    assert prefixes.split(line) is None


def test_without_a_choice_plain_names_are_speakers():
    imported = registry.read_bytes(CUE.format("ANNA: yes", "BEN: no").encode(), "a.srt")

    assert imported.speakers == ("ANNA", "BEN")
    assert [segment.text for segment in imported.segments] == ["yes", "no"]
    assert imported.prefixes_used


def test_the_reviewer_can_refuse_them_and_still_sees_what_was_found():
    data = CUE.format("ANNA: yes", "BEN: no").encode()

    imported = registry.read_bytes(data, "a.srt", choices=Choices(speaker_prefixes=False))

    assert [segment.text for segment in imported.segments] == ["ANNA: yes", "BEN: no"]
    assert imported.prefixes == ("ANNA", "BEN")
    assert not imported.prefixes_used


def test_the_reviewer_can_insist_where_nothing_is_plain():
    data = CUE.format("Anna: yes", "nothing here").encode()

    assert registry.read_bytes(data, "a.srt").segments[0].text == "Anna: yes"
    assert registry.read_bytes(data, "a.srt", choices=Choices(speaker_prefixes=True)).segments[0].speaker == "Anna"
