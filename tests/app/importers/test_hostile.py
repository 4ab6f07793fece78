"""Files that attack: one clear sentence or a transcript, never a traceback, never a long wait."""

import json
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.importers import registry
from app.problems import Refused
from db.words import pack

HEAD = {"a.srt": "1\n00:00:01,000 --> 00:00:02,000\n", "a.vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\n"}


def read(data: bytes, name: str):
    """The transcript or None; everything that came out can be kept."""
    try:
        imported = registry.read_bytes(data, name)
    except Refused as refusal:
        problem = refusal.problem
    else:
        problem = None
    if problem is not None:
        assert problem.what.endswith(".")
        assert problem.do.endswith(".")
        return None
    for segment in imported.segments:
        pack(segment.words)
        segment.text.encode()
        assert "\0" not in segment.text
        assert segment.text
        assert (segment.start_ms is None) == (segment.end_ms is None)
        assert segment.start_ms is None or 0 <= segment.start_ms <= segment.end_ms
    return imported


@pytest.mark.parametrize("text", ["[" * 200_000, '{"segments":' * 200_000, '{"segments":[' + "[" * 200_000])
def test_json_nested_too_deep_is_refused(text):
    with pytest.raises(Refused, match="nested"):
        registry.read_bytes(text.encode(), "a.json", "whisper")


@pytest.mark.parametrize(
    "text",
    [
        *("{}", "[]", "[{}]", "5", '"x"', "1" * 10_000),
        *('{"segments": 5}', '{"segments": [', '{"segments": [1, 2]}', '{"segments": [{"text": 5}]}'),
        '{"segments": [{"text": "", "words": "x"}]}',
    ],
)
def test_json_that_is_no_transcript_is_refused(text):
    with pytest.raises(Refused):
        registry.read_bytes(text.encode(), "a.json", "whisper")


@pytest.mark.parametrize("name", sorted(HEAD))
@pytest.mark.parametrize(
    "bait", ["a", "<", "<i ", "&", "{\\", "-->", "00:", "A:", "[", " -", "<v x>", "...", "<c>", "(("]
)
def test_one_long_line_is_only_a_long_line(name, bait):
    read((HEAD[name] + bait * (300_000 // len(bait))).encode(), name)


def test_markup_that_would_run_elsewhere_is_plain_text_here():
    imported = read((HEAD["a.srt"] + '<img src="file:///etc/passwd" onerror=x><script>y</script>').encode(), "a.srt")

    assert imported.segments[0].text == '<img src="file:///etc/passwd" onerror=x><script>y</script>'


def test_bidi_overrides_are_kept_as_they_stood():
    assert read((HEAD["a.srt"] + "\u202eabc\u202c").encode(), "a.srt").segments[0].text == "\u202eabc\u202c"


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, b"PK\3\4", b"%PDF-1.4\n", b"\0" * 99])
def test_what_is_no_transcript_is_refused(data):
    assert read(data, "a.bin") is None


def test_a_folder_a_pipe_and_a_missing_file_are_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe.srt")

    for path in (tmp_path, tmp_path / "pipe.srt", tmp_path / "none.srt"):
        with pytest.raises(Refused):
            registry.read_file(path)


def test_a_file_larger_than_any_transcript_is_refused_unread(tmp_path):
    with (tmp_path / "big.srt").open("wb") as big:
        big.truncate(registry.LARGEST + 1)

    with pytest.raises(Refused, match="larger"):
        registry.read_file(tmp_path / "big.srt")


def test_an_unknown_format_is_refused_with_the_known_ones():
    with pytest.raises(Refused, match="srt, vtt, whisper"):
        registry.by_name("docx")


SCRAPS = st.sampled_from(
    [
        *("1", "2", "", " ", "WEBVTT", "NOTE x", "A: b", "INTERVIEWER: c", "نعم:", "\0", "\u202e", "😀 e\u0301"),
        *("-->", "00:00:01,000 --> 00:00:02,000", "00:01.000 --> 00:00.500", "-0:00:01,0 --> 1:2"),
        *("99:99:99,999 --> 0:0:0,0", "<v A>b", "<00:00:01.500>d", "{\\an8}e", "&amp;&#0;&#xD800;"),
        *("</v>", "<ruby>x<rt>y", "</", "<"),
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(SCRAPS, max_size=40), st.sampled_from(["a.srt", "a.vtt"]), st.sampled_from(["\n", "\r\n", "\r"]))
def test_no_heap_of_scraps_breaks_the_readers(scraps, name, end):
    read(("WEBVTT\n\n" * (name == "a.vtt") + end.join(scraps)).encode(), name)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 10**12) | st.floats() | st.text(st.characters(), max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["text", "start"]), inner, max_size=3),
    max_leaves=5,
)
KEYS = st.sampled_from(["text", "start", "end", "words", "word", "speaker", "timestamp", "offsets", "tokens", "score"])


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.dictionaries(KEYS, VALUES | st.lists(st.dictionaries(KEYS, VALUES, max_size=4), max_size=3)), max_size=4
    ),
    VALUES,
)
def test_no_json_breaks_the_whisper_reader(segments, other):
    value = {"text": other, "language": other, "model": other, "word_segments": other, "segments": segments}

    read(json.dumps(value).encode(), "a.json")


SECONDS = st.none() | st.floats(-1, 20) | st.just(float("nan"))
WORDS = st.fixed_dictionaries(
    {"word": st.sampled_from([" one", " two.", "-x", " A: b", ""]), "start": SECONDS, "end": SECONDS},
    optional={"speaker": st.sampled_from(["A", "B", None]), "score": st.floats(0, 1)},
)
SEGMENTS = st.fixed_dictionaries(
    {"text": st.sampled_from([" one two.-x A: b one", " one\n two.", ""]), "start": SECONDS, "end": SECONDS},
    optional={"words": st.lists(WORDS, max_size=6), "speaker": st.sampled_from(["A", None])},
)


@settings(max_examples=500, deadline=None)
@given(st.lists(SEGMENTS, min_size=1, max_size=4))
def test_no_disorder_of_times_and_speakers_breaks_the_whisper_reader(segments):
    read(json.dumps({"segments": segments}).encode(), "a.json")


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["a.srt", "a.vtt", "a.json", ""]))
def test_no_bytes_break_the_readers(data, name):
    read(data, name)
