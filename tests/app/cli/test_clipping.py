"""A quote as a clip, on the command line."""

import av
import pytest

from app.media.frames import FrameReader
from tests.barcode import number_in_pixels
from tests.recordings import FRAME_MS


@pytest.fixture
def quote(avowal, case):
    made = avowal("mark", case, "--transcript", "ar", "--words", "الهدنة.", "--counterpart", "--json").json["quote"]
    return avowal("mark", case, "--transcript", "ar", "--words", "هي حرب.", "--add-to", made, "--json").json["quote"]


def test_a_clip_begins_with_the_very_frame_and_has_its_words_beside_it(avowal, case, quote):
    out = case.parent / "clip.mp4"

    avowal("clip", case, quote, out, "--subtitles", "original")

    with FrameReader(out) as reader:
        _, picture = reader.at(0)
    assert number_in_pixels(picture.bgrx, picture.width, picture.height) == 2000 // FRAME_MS
    words = out.with_suffix(".srt").read_text(encoding="utf-8")
    assert words.startswith("1\n00:00:00,000 --> 00:00:01,000\nالهدنة.\n")
    assert "2\n00:00:01,400 --> 00:00:03,400\nهي حرب.\n" in words
    with av.open(str(out)) as opened:
        (track,) = opened.streams.subtitles
        inside = [(packet.pts, bytes(packet)[2:].decode()) for packet in opened.demux(track) if packet.size > 2]
        assert track.metadata["language"] == "ara"
    assert inside == [(0, "الهدنة."), (1400, "هي حرب.")]
    assert not list(case.parent.glob(".avowal-*"))
    (left,) = avowal("departures", case, "--json").json
    assert (left["kind"], left["file"]) == ("clip", "clip.mp4")


def test_the_recording_itself_is_never_written_to(avowal, case, quote):
    before = (case.parent / "interview.mp4").read_bytes()

    ended = avowal("clip", case, quote, case.parent / "interview.mp4", status=2)

    assert "recording itself" in ended.err
    assert (case.parent / "interview.mp4").read_bytes() == before


def test_what_cannot_be_a_clip_is_refused_in_a_line(avowal, case, quote, tmp_path):
    avowal("clip", case, quote, tmp_path / "clip.avi", status=2)
    avowal("clip", case, quote, tmp_path / "nowhere" / "clip.mp4", status=2)
    avowal("clip", case, quote, tmp_path / "clip.mp4", "--pad-ms", 60_001, status=2)
    (tmp_path / "interview.mp4").unlink()
    avowal("clip", case, quote, tmp_path / "clip.mp4", status=2)
    assert not (tmp_path / "clip.mp4").exists()
