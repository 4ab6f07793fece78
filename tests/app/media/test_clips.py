"""A clip holds the very frames that were wanted, and nothing that tells where they came from."""

import av
import numpy as np
import pytest

from app.media import clips
from app.media.clips import GAP_MS, Cue, Stretch, Track
from app.media.frames import FrameReader
from app.media.probe import probe
from tests.barcode import number_in_pixels
from tests.recordings import FRAME_MS, SAMPLE, turned


def quiet(_done, _total):
    pass


def numbers(path, times):
    with FrameReader(path) as reader:
        return [
            number_in_pixels(picture.bgrx, picture.width, picture.height)
            for picture in (reader.at(ms)[1] for ms in times)
        ]


@pytest.fixture(scope="module")
def clip(tmp_path_factory):
    out = tmp_path_factory.mktemp("clip") / "clip.mp4"
    clips.write(SAMPLE, [Stretch(4000, 5000), Stretch(10_000, 10_400)], out, quiet)
    return out


def test_the_frames_are_those_of_the_recording(clip):
    first = 4000 // FRAME_MS
    assert numbers(clip, [0, 39, 40, 480, 999]) == [first, first, first + 1, first + 12, first + 24]
    again = 1000 + GAP_MS
    assert numbers(clip, [again, again + 40, again + 399]) == [250, 251, 259]


def test_between_two_stretches_the_picture_is_black(clip):
    with FrameReader(clip) as reader:
        _, picture = reader.at(1000 + GAP_MS // 2)

    assert np.frombuffer(picture.bgrx, np.uint8).reshape(-1, 4)[:, :3].max() < 8


def test_it_lasts_as_long_as_its_parts_and_has_sound(clip):
    found = probe(clip)

    assert found.has_audio
    assert abs(found.duration_ms - (1000 + GAP_MS + 400)) <= 50


def test_nothing_tells_where_it_came_from(clip):
    with av.open(str(clip)) as opened:
        assert not {"title", "comment", "creation_time", "artist"} & opened.metadata.keys()
    data = clip.read_bytes()
    assert SAMPLE.name.encode() not in data
    assert str(SAMPLE.parent).encode() not in data


def film_of(path):
    with av.open(str(path)) as opened:
        return b"".join(bytes(packet) for packet in opened.demux(opened.streams.video[0]))


def test_subtitles_are_tracks_of_their_own_and_the_pictures_are_the_same_without_them(tmp_path):
    arabic = (Cue(0, 900, "انتهت\nالهدنة"), Cue(1000 + GAP_MS, 1300 + GAP_MS, "😀"))
    english = (Cue(100, 950, "The truce is over"),)
    stretches = [Stretch(4000, 5000), Stretch(10_000, 10_400)]
    clips.write(SAMPLE, stretches, tmp_path / "with.mp4", quiet, [Track("ara", arabic), Track("eng", english)])
    clips.write(SAMPLE, stretches, tmp_path / "without.mp4", quiet)

    found = {}
    with av.open(str(tmp_path / "with.mp4")) as opened:
        for track in opened.streams.subtitles:
            assert track.codec_context.name == "mov_text"
            said = [packet for packet in opened.demux(track) if packet.size > 2]
            found[track.metadata["language"]] = [(p.pts, p.duration, bytes(p)[2:].decode()) for p in said]
            opened.seek(0)
    assert found == {
        "ara": [(0, 900, "انتهت الهدنة"), (1000 + GAP_MS, 300, "😀")],
        "eng": [(100, 850, "The truce is over")],
    }
    assert film_of(tmp_path / "with.mp4") == film_of(tmp_path / "without.mp4")


def test_the_same_clip_is_the_same_bytes(tmp_path, clip):
    clips.write(SAMPLE, [Stretch(4000, 5000), Stretch(10_000, 10_400)], tmp_path / "again.mp4", quiet)

    assert (tmp_path / "again.mp4").read_bytes() == clip.read_bytes()


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_recording_that_must_be_turned_is_upright_in_the_clip(tmp_path, degrees):
    source = turned(tmp_path / "turned.mp4", degrees)
    clips.write(source, [Stretch(200, 400)], tmp_path / "clip.mp4", quiet)

    with FrameReader(source) as before, FrameReader(tmp_path / "clip.mp4") as after:
        one, other = before.at(200)[1], after.at(0)[1]
    assert (one.width, one.height) == (other.width, other.height)
    difference = np.frombuffer(one.bgrx, np.uint8).astype(int) - np.frombuffer(other.bgrx, np.uint8)
    assert np.abs(difference).mean() < 3
