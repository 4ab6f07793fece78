"""A clip holds the very frames that were wanted, and nothing that tells where they came from."""

import av
import numpy as np
import pytest

from app.media import clips
from app.media.clips import GAP_MS, Stretch
from app.media.frames import FrameReader
from app.media.probe import probe
from tests.barcode import number_in_pixels
from tests.recordings import FRAME_MS, SAMPLE


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
