import hashlib
from pathlib import Path

import numpy as np
import pytest

from app.media.digest import sha256
from app.media.probe import probe
from app.media.waveform import peaks
from app.problems import Refused
from tests import recordings
from tests.recordings import SAMPLE


def test_the_sample_says_what_it_is() -> None:
    found = probe(SAMPLE)

    assert (found.container.name, found.duration_ms, found.start_ms) == ("mp4", 90_000, 0)
    assert (found.width, found.height, found.frame_rate) == (640, 360, "25/1")
    assert (found.video_codec, found.audio_codec) == ("h264", "aac")
    assert found.has_video
    assert found.has_audio


def test_sound_alone_is_a_normal_case(tmp_path: Path) -> None:
    found = probe(recordings.sound_only(tmp_path / "sound.wav"))

    assert not found.has_video
    assert found.has_audio
    assert (found.width, found.frame_rate, found.video_codec) == (None, None, None)
    assert abs(found.duration_ms - 90_000) <= 1


def test_a_transport_stream_tells_where_its_clock_starts(tmp_path: Path) -> None:
    late = recordings.remuxed(tmp_path / "late.ts", "mpegts", {"muxdelay": "0", "output_ts_offset": "5"})

    found = probe(late)

    assert found.start_ms > 4000
    assert abs(found.duration_ms - 90_000) < 100


def test_the_hash_is_of_the_whole_file_and_progress_ends_at_its_size() -> None:
    told: list[tuple[int, int]] = []

    assert (
        sha256(SAMPLE, lambda done, total: told.append((done, total)))
        == hashlib.sha256(SAMPLE.read_bytes()).hexdigest()
    )
    assert told[-1] == (SAMPLE.stat().st_size, SAMPLE.stat().st_size)


def test_hashing_stops_when_progress_raises(tmp_path: Path) -> None:
    large = tmp_path / "large"
    with large.open("wb") as file:
        file.truncate(64 * 1024 * 1024)
    told: list[int] = []

    def cancel(done: int, _total: int) -> None:
        told.append(done)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sha256(large, cancel)
    assert len(told) == 1


def test_a_pipe_is_not_hashed(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        sha256(tmp_path)


def test_peaks_cover_the_recording_and_speech_is_louder_than_a_pause() -> None:
    found = peaks(SAMPLE, step_ms=10)

    assert found is not None
    assert abs(len(found.lowest) - 9000) <= 2
    assert np.all(found.lowest <= found.highest)
    assert found.highest.max() > 40
    assert found.highest[:20].max() < 10
