"""What a clip is made from: stretches that run into each other, and subtitles on the clip's own clock."""

import pytest

from app.clipping import Cue, cues_in, joined, padded, srt
from app.media.clips import GAP_MS, Stretch
from app.problems import Refused


def test_stretches_that_meet_are_one_and_empty_ones_are_none():
    assert joined([Stretch(0, 500), Stretch(400, 900), Stretch(950, 950), Stretch(1000, 1200)]) == (
        Stretch(0, 900),
        Stretch(1000, 1200),
    )


def test_an_earlier_part_that_is_quoted_later_stays_later():
    assert joined([Stretch(1000, 1200), Stretch(0, 500)]) == (Stretch(1000, 1200), Stretch(0, 500))


def test_a_margin_is_never_added_where_words_are_left_out():
    assert padded([Stretch(1000, 2000), Stretch(3000, 4000)], 1500) == (Stretch(0, 2000), Stretch(3000, 5500))
    assert padded([Stretch(2000, 3000)], 500) == (Stretch(1500, 3500),)


def test_nothing_is_refused():
    with pytest.raises(Refused):
        joined([Stretch(5, 5)])


def test_subtitles_count_from_the_start_of_the_clip_and_over_the_gap():
    said = [Cue(900, 2000, "one"), Cue(5000, 6000, "two"), Cue(8000, 9000, "never")]

    found = cues_in([Stretch(1000, 2000), Stretch(5000, 5500)], said)

    assert found == [Cue(0, 1000, "one"), Cue(1000 + GAP_MS, 1500 + GAP_MS, "two")]


def test_srt_is_written_on_one_line_a_cue():
    assert srt([Cue(0, 3_661_005, "a\n\n2")]) == "1\n00:00:00,000 --> 01:01:01,005\na 2\n"
