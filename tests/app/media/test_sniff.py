import os
from pathlib import Path

import pytest

from app.media.guard import open_recording
from app.media.sniff import CONTAINERS, container_of, sniff
from app.problems import Refused
from tests import recordings
from tests.playlists import PLAYLISTS


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"\0\0\0\x20ftypisom", "mp4"),
        (b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\x82\x88matroska", "matroska"),
        (b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\x82\x84webm", "webm"),
        (b"RIFF\0\0\0\0WAVEfmt ", "wav"),
        (b"RIFF\0\0\0\0AVI LIST", "avi"),
        (b"OggS\0\2", "ogg"),
        (b"fLaC\0\0\0\x22", "flac"),
        (b"ID3\4\0\0", "mp3"),
        (b"\xff\xfb\x90\x64", "mp3"),
        (b"\xff\xf1\x50\x80", "aac"),
        (b"\0\0\1\xba\x44", "mpegps"),
        ((b"G" + b"\0" * 187) * 4, "mpegts"),
        ((b"\0\0\0\0G" + b"\0" * 187) * 4, "mpegts"),
    ],
)
def test_the_first_bytes_name_the_container(head: bytes, name: str) -> None:
    container = container_of(head)

    assert container is not None
    assert container.name == name


def test_a_recording_is_known_whatever_its_name(tmp_path: Path) -> None:
    misnamed = tmp_path / "notes.txt"
    misnamed.write_bytes(recordings.SAMPLE.read_bytes())

    assert sniff(misnamed).name == "mp4"


@pytest.mark.parametrize("kind", PLAYLISTS)
def test_a_playlist_named_mp4_is_refused(kind: str, tmp_path: Path) -> None:
    disguised = tmp_path / "film.mp4"
    disguised.write_bytes(PLAYLISTS[kind] % 9)

    with pytest.raises(Refused):
        open_recording(disguised)


@pytest.mark.parametrize(
    "path",
    ["http://127.0.0.1/a.mp4", "rtsp://x/y", "concat:/a|/b", "data:/x", r"\\server\share\a.mp4", "file:///etc/passwd"],
)
def test_an_address_is_refused(path: str) -> None:
    with pytest.raises(Refused, match="address"):
        sniff(Path(path))


def test_a_device_a_pipe_and_a_folder_are_refused(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.mp4"
    os.mkfifo(pipe)
    link = tmp_path / "film.mp4"
    link.symlink_to("/dev/zero")

    for path in (pipe, link, Path("/dev/zero"), tmp_path):
        with pytest.raises(Refused):
            sniff(path)


def test_what_is_missing_empty_or_garbage_is_refused_in_one_sentence(tmp_path: Path) -> None:
    empty = tmp_path / "empty.mp4"
    empty.touch()
    garbage = tmp_path / "garbage.mp4"
    garbage.write_bytes(bytes(range(256)) * 40)
    lying = tmp_path / "lying.mp4"
    lying.write_bytes(b"\0\0\0\x18ftypisom\0\0\2\0isomiso2" + b"\0\0\1\0mdat" + bytes(248))

    for path in (tmp_path / "none.mp4", empty, garbage, lying, Path("/proc/self/status")):
        with pytest.raises(Refused) as refused:
            open_recording(path)
        assert refused.value.problem.what.endswith(".")
        assert "\n" not in refused.value.problem.what


@pytest.mark.parametrize("format", ["mp4", "matroska", "wav"])
def test_a_recording_cut_short_is_refused(format: str, tmp_path: Path) -> None:
    whole = tmp_path / "whole"
    if format == "wav":
        recordings.sound_only(whole, seconds=5)
    elif format == "mp4":
        whole = recordings.SAMPLE
    else:
        recordings.remuxed(whole, format)
    cut = tmp_path / "cut"
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size * 2 // 3])

    open_recording(whole)[0].close()
    with pytest.raises(Refused, match="cut short"):
        open_recording(cut)


def test_every_container_names_one_reader_for_each_library() -> None:
    for container in CONTAINERS:
        assert container.ffmpeg.isalnum()
        assert container.vlc.isalnum()
