"""SubRip: what is written comes back."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.importers import registry
from app.importers.imported import Choices

LETTERS = st.characters(
    exclude_categories=("Cs", "Cc", "Zl", "Zp", "Zs"), exclude_characters="<>&{}\\:0123456789\u2192\ufeff"
)
LINES = st.lists(st.text(LETTERS | st.just(" "), min_size=1, max_size=20).filter(str.strip), min_size=1, max_size=3)
CUES = st.lists(st.tuples(st.integers(0, 10_000_000), st.integers(0, 90_000), LINES), min_size=1, max_size=8)


def clock(ms: int) -> str:
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02},{ms % 1000:03}"


@settings(deadline=None)
@given(CUES, st.sampled_from(["\n", "\r\n", "\r"]), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]), st.booleans())
def test_what_is_written_is_read(cues, end, codec, numbered):
    cues = sorted(cues, key=lambda cue: cue[0])
    blocks = [
        [*([str(number)] if numbered else []), f"{clock(start)} --> {clock(start + length)}", *lines, ""]
        for number, (start, length, lines) in enumerate(cues, 1)
    ]
    data = end.join(line for block in blocks for line in block).encode(codec)

    imported = registry.read_bytes(data, "a.srt", "srt", Choices(speaker_prefixes=False))

    expected = [(start, start + length, " ".join(line.strip() for line in lines)) for start, length, lines in cues]
    read = [(segment.start_ms, segment.end_ms, segment.text) for segment in imported.segments]
    assert read == list(dict.fromkeys(expected)) or set(read) == set(expected)


def test_words_without_given_times_are_estimated_not_invented():
    imported = registry.read_bytes(b"1\n00:00:01,000 --> 00:00:02,000\none two\n", "a.srt")

    assert [(word.start_ms, word.end_ms, word.estimated) for word in imported.segments[0].words] == [
        (1000, 1500, True),
        (1500, 2000, True),
    ]


def test_every_line_break_becomes_one_blank():
    imported = registry.read_bytes(b"1\n00:00:01,000 --> 00:00:02,000\n one \n  two\n", "a.srt")

    assert imported.segments[0].text == "one two"
