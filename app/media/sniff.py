"""Which container a file is, told from its first bytes and never from its name."""

import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from app.problems import Refused

HEAD = 4096
_ADDRESS = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]+:/|^\\\\")
_PLAYLIST = re.compile(
    rb"^\s*(#EXT|\[playlist\]|\[Reference\]|<\?xml|<MPD|<asx|<smil|<playlist|<SmoothStreamingMedia|<rss|https?://|rtsp://)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Container:
    """A kind of recording that we open, and the one reader that each library may use for it."""

    name: str
    title: str
    ffmpeg: str
    """FFmpeg's demuxer: the only one that PyAV is allowed."""
    vlc: str
    """VLC's demuxer: forced, because VLC would follow a playlist to the network."""


MP4 = Container("mp4", "MP4 or QuickTime", "mov", "mp4")
MATROSKA = Container("matroska", "Matroska", "matroska", "mkv")
WEBM = Container("webm", "WebM", "matroska", "mkv")
AVI = Container("avi", "AVI", "avi", "avi")
WAV = Container("wav", "WAV", "wav", "wav")
MPEG_TS = Container("mpegts", "MPEG transport stream", "mpegts", "ts")
MPEG_PS = Container("mpegps", "MPEG program stream", "mpeg", "ps")
ASF = Container("asf", "Windows Media", "asf", "asf")
OGG = Container("ogg", "Ogg", "ogg", "ogg")
FLAC = Container("flac", "FLAC", "flac", "flac")
MP3 = Container("mp3", "MP3", "mp3", "es")
AAC = Container("aac", "AAC", "aac", "es")

CONTAINERS = (MP4, MATROSKA, WEBM, AVI, WAV, MPEG_TS, MPEG_PS, ASF, OGG, FLAC, MP3, AAC)
_MP4_FIRST_BOXES = (b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"pnot")
_ASF_HEADER = bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c")


def sniff(path: Path) -> Container:
    """The container of the recording at `path`; raises `Refused` for everything that is not one."""
    head = _head(path)
    if container := container_of(head):
        return container
    if _PLAYLIST.match(head.removeprefix(b"\xef\xbb\xbf")):
        raise Refused(
            f"“{path.name}” is a playlist or a page that points elsewhere, not a recording.",
            "Add the recording itself.",
        )
    raise Refused(
        f"“{path.name}” is not a recording of a kind that Avowal knows.",
        "Convert it to MP4 or WAV with a tool that you trust, then add the copy.",
    )


def container_of(head: bytes) -> Container | None:
    """The container that these first bytes announce."""
    if head[4:8] in _MP4_FIRST_BOXES:
        return MP4
    if head[:4] == b"\x1aE\xdf\xa3":
        return WEBM if b"webm" in head[:64] else MATROSKA
    if head[:4] in (b"RIFF", b"RF64", b"BW64"):
        return {b"WAVE": WAV, b"AVI ": AVI}.get(head[8:12])
    for magic, container in ((b"OggS", OGG), (b"fLaC", FLAC), (b"\0\0\1\xba", MPEG_PS), (_ASF_HEADER, ASF)):
        if head.startswith(magic):
            return container
    if _packets(head, 188, 0) or _packets(head, 192, 4):
        return MPEG_TS
    return _elementary(head)


def regular_file(path: Path) -> Path:
    """`path`, absolute, if it is a readable regular file with something in it; raises `Refused` otherwise."""
    _head(path)
    return path.resolve()


def _head(path: Path) -> bytes:
    if _ADDRESS.match(str(path)):
        raise Refused("Avowal opens files only, never an address or a network share.", "Copy the recording to a drive.")
    try:
        # Asked first, because merely opening some devices sets them going.
        regular = stat.S_ISREG(path.stat().st_mode)
        head = _read_head(path) if regular else b""
    except FileNotFoundError:
        raise Refused(f"There is no file “{path.name}” at that place.", "Plug in its drive, or find it.") from None
    except (OSError, ValueError):
        raise Refused(f"“{path.name}” can't be read.", "Check that it is a file and that you may open it.") from None
    if not regular:
        raise Refused(f"“{path.name}” is a folder, a device or a pipe, not a file.", "Choose a recording.")
    if not head:
        raise Refused(f"“{path.name}” is empty.", "Copy it again from where it came.")
    return head


def _read_head(path: Path) -> bytes:
    # Without O_NONBLOCK, a pipe put there in the meantime would make us wait for ever.
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb", buffering=0) as file:
        return file.read(HEAD)


def _packets(head: bytes, size: int, first: int) -> bool:
    """Whether a transport stream's sync byte stands at the head of each packet."""
    starts = range(first, len(head), size)
    return len(starts) >= 3 and all(head[start] == 0x47 for start in starts)


def _elementary(head: bytes) -> Container | None:
    """MP3 or AAC without a container: a tag, or the sync bits of a frame header that makes sense."""
    if head[:3] == b"ID3":
        return MP3
    if len(head) < 4 or head[0] != 0xFF:
        return None
    if head[1] & 0xF6 == 0xF0 and head[2] >> 2 & 0xF < 13:
        return AAC
    layer, rate, bits = head[1] >> 1 & 3, head[2] >> 2 & 3, head[2] >> 4
    return MP3 if head[1] & 0xE0 == 0xE0 and layer == 1 and rate != 3 and bits not in (0, 15) else None
