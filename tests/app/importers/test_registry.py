"""Which format a file is of."""

import pytest

from app.importers import registry
from app.problems import Refused

SRT = "1\n00:00:01,000 --> 00:00:02,000\nHello\n"
VTT = "WEBVTT\n\n00:01.000 --> 00:02.000\nHello\n"
WHISPER = '{"text": "Hello", "segments": [{"start": 1, "end": 2, "text": " Hello"}]}'


@pytest.mark.parametrize(("text", "format"), [(SRT, "srt"), (VTT, "vtt"), (WHISPER, "whisper")])
@pytest.mark.parametrize("name", ["", "wrong.srt", "wrong.vtt", "wrong.json", "wrong.txt"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_the_content_says_the_format_not_the_name(text, format, name, codec):
    if format == "srt" and name == "wrong.vtt":
        pytest.skip("a .vtt that begins with a number has lost its first line")
    imported = registry.read_bytes(text.encode(codec), name)

    assert imported.format == format
    assert imported.segments[0].text == "Hello"


def test_each_format_has_a_name_a_title_and_suffixes():
    assert [format.name for format in registry.FORMATS] == ["srt", "vtt", "whisper"]
    assert all(format.title and format.suffixes for format in registry.FORMATS)


def test_a_file_of_no_known_format_is_refused():
    with pytest.raises(Refused, match="no transcript"):
        registry.read_bytes(b"Dear diary, today nothing happened.", "diary.txt")


def test_a_file_without_a_single_cue_says_what_is_wrong_and_where():
    with pytest.raises(Refused, match="line 3"):
        registry.read_bytes(b"WEBVTT\n\nno cue here\n", "a.vtt")
