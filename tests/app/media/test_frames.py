import random
from bisect import bisect_right
from pathlib import Path

import pytest

from app.media.frames import FrameGrid, FrameReader, write_still
from app.media.probe import probe
from app.problems import Refused
from tests import recordings
from tests.barcode import number_in_pixels
from tests.recordings import FRAME_MS, FRAMES, SAMPLE


def number(reader: FrameReader, ms: float) -> int | None:
    _, picture = reader.at(ms)
    return number_in_pixels(picture.bgrx, picture.width, picture.height)


def test_the_frame_contains_the_time() -> None:
    rng = random.Random(1)
    with FrameReader(SAMPLE) as reader:
        for _ in range(60):
            ms = rng.randrange(FRAMES * FRAME_MS)
            stamp, picture = reader.at(ms)

            assert stamp.index == ms // FRAME_MS
            assert stamp.ms == stamp.index * FRAME_MS
            assert number_in_pixels(picture.bgrx, picture.width, picture.height) == stamp.index


def test_the_first_millisecond_of_a_frame_belongs_to_it_and_the_one_before_does_not() -> None:
    with FrameReader(SAMPLE) as reader:
        assert number(reader, 4000) == 100
        assert number(reader, 3999) == 99


def test_before_the_start_stands_the_first_frame_and_behind_the_end_the_last() -> None:
    with FrameReader(SAMPLE) as reader:
        assert number(reader, -100) == 0
        assert number(reader, 10**9) == FRAMES - 1
        assert number(reader, 0) == 0


def test_steps_reach_each_neighbour_in_both_directions() -> None:
    with FrameReader(SAMPLE) as reader:
        stamp, _ = reader.at(20_000)
        wanted = stamp.index
        for frames in [-1] * 110 + [1] * 60 + [-7, 9, 25]:
            stamp, picture = reader.step(stamp, frames)
            wanted += frames

            assert stamp.index == wanted
            assert number_in_pixels(picture.bgrx, picture.width, picture.height) == wanted


def test_steps_stop_at_the_ends() -> None:
    with FrameReader(SAMPLE) as reader:
        first, _ = reader.at(40)
        last, _ = reader.at(FRAMES * FRAME_MS)

        assert reader.step(first, -5)[0].index == 0
        assert reader.step(last, 5)[0].index == FRAMES - 1


@pytest.mark.parametrize("format", ["matroska", "mpegts", "mov"])
def test_other_containers_are_as_exact_each_from_its_own_start(format: str, tmp_path: Path) -> None:
    path = recordings.remuxed(tmp_path / "other", format)
    rng = random.Random(2)
    with FrameReader(path) as reader:
        assert number(reader, 0) == 0
        for _ in range(25):
            stamp, picture = reader.at(rng.randrange(200, 89_000))
            following, _ = reader.step(stamp, 1)

            assert number_in_pixels(picture.bgrx, picture.width, picture.height) == stamp.index
            assert following.index == stamp.index + 1
            assert number(reader, following.ms) == following.index
            assert number(reader, following.ms - 1) == stamp.index


def test_uneven_frames_are_found_by_their_own_times(tmp_path: Path) -> None:
    path, starts = recordings.uneven(tmp_path / "uneven.mkv")
    rng = random.Random(3)
    with FrameReader(path) as reader:
        for _ in range(80):
            ms = rng.randrange(starts[-1])
            assert number(reader, ms) == bisect_right(starts, ms) - 1
        stamp, _ = reader.at(starts[100])
        for step in range(1, 40):
            stamp, picture = reader.step(stamp, -1)
            assert number_in_pixels(picture.bgrx, picture.width, picture.height) == 100 - step


def test_a_frame_by_the_nominal_rate_is_the_decoded_one_where_the_rate_is_constant() -> None:
    grid = FrameGrid.of(probe(SAMPLE))
    with FrameReader(SAMPLE) as reader:
        for ms in (0, 39, 40, 41, 33_333, 89_999):
            assert grid.nominal_stamp(ms) == reader.at(ms)[0]


@pytest.mark.parametrize(("degrees", "size"), [(0, (640, 360)), (90, (360, 640)), (180, (640, 360)), (-90, (360, 640))])
def test_a_picture_is_turned_upright(degrees: int, size: tuple[int, int], tmp_path: Path) -> None:
    path = recordings.turned(tmp_path / "turned.mp4", degrees)
    with FrameReader(path) as reader:
        _, picture = reader.at(0)

    assert (picture.width, picture.height) == size == (probe(path).width, probe(path).height)


def test_a_still_is_the_same_picture_and_the_same_bytes_each_time(tmp_path: Path) -> None:
    stamp = write_still(SAMPLE, 12_345, tmp_path / "one.png")
    write_still(SAMPLE, 12_345, tmp_path / "two.png")

    assert stamp.index == 308
    assert (tmp_path / "one.png").read_bytes() == (tmp_path / "two.png").read_bytes()
    assert sorted(file.name for file in tmp_path.iterdir()) == ["one.png", "two.png"]


def test_a_still_can_be_read_by_others(tmp_path: Path) -> None:
    from PySide6.QtGui import QImage

    from tests.barcode import number_in_image

    write_still(SAMPLE, 12_345, tmp_path / "still.png")

    assert number_in_image(QImage(str(tmp_path / "still.png"))) == 308


def test_a_damaged_middle_costs_its_own_frames_only(tmp_path: Path) -> None:
    damaged = bytearray(SAMPLE.read_bytes())
    middle = len(damaged) // 2
    damaged[middle : middle + 3000] = b"\xff" * 3000
    path = tmp_path / "damaged.mp4"
    path.write_bytes(damaged)

    with FrameReader(path) as reader:
        assert number(reader, 10_000) == 250
        assert number(reader, 80_000) == 2000


def test_sound_alone_has_no_frames(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        FrameReader(recordings.sound_only(tmp_path / "sound.wav", seconds=1))
