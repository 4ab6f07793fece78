"""The exact frame of a recording at a time, and its neighbours: what pausing, stepping and stills show."""

from bisect import bisect_right
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from pathlib import Path
from types import TracebackType

from av.container import InputContainer
from av.error import FFmpegError
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from app.media.guard import damaged, open_recording
from app.media.picture import Picture, picture_of, write_png
from app.media.probe import Probe, moving_picture, probe_opened
from app.problems import Refused

_KEPT_BYTES = 64 * 1024 * 1024
"""Decoded frames held for steps backwards, which would otherwise each decode from the last key frame."""
_NEAR_S = 1
"""Without an index, a target this near ahead is reached sooner by decoding on than by seeking."""
_RUN_UPS_S = (0, 2, 12)
"""How far before the target to seek; the next is tried when a seek lands behind its target."""


@dataclass(frozen=True, slots=True)
class FrameStamp:
    """Which frame: `pts` is its name in the file, `ms` the first whole millisecond at which it is shown."""

    index: int
    """Counted at the file's nominal rate: exact where the rate is constant, else only `pts` is."""
    pts: int
    ms: int


@dataclass(frozen=True, slots=True)
class FrameGrid:
    """How a file's timestamps, its nominal frame rate and our milliseconds go together; exact, in fractions."""

    time_base: Fraction
    first_pts: int
    rate: Fraction
    start_ms: int

    @classmethod
    def of(cls, probe: Probe) -> "FrameGrid":
        """The grid of a recording with pictures."""
        return cls(
            probe.time_base or Fraction(1, 1000), probe.first_pts or 0, Fraction(probe.frame_rate or 25), probe.start_ms
        )

    def pts_at(self, ms: float) -> int:
        """The last timestamp that is not after this time."""
        return floor((Fraction(ms) + self.start_ms) / 1000 / self.time_base)

    def stamp(self, pts: int) -> FrameStamp:
        """The frame with this timestamp."""
        ms = ceil(pts * self.time_base * 1000) - self.start_ms
        index = round((pts - self.first_pts) * self.time_base * self.rate)
        return FrameStamp(index=max(0, index), pts=pts, ms=max(0, ms))

    def nominal_stamp(self, ms: float) -> FrameStamp:
        """The frame that is due at this time by the nominal rate, without decoding; for use while it plays."""
        index = max(0, floor((self.pts_at(ms) - self.first_pts + 1) * self.time_base * self.rate))
        return self.stamp(self.first_pts + round(index / self.rate / self.time_base))


class FrameReader:
    """Decodes single frames of one file. Use it from one thread; closing frees the file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._opened, self._video, self.probe = _open(path)
        self._grid = FrameGrid.of(self.probe)
        self._first_pts = self._grid.first_pts
        self._time_base = self._grid.time_base
        frame_bytes = max(1, self._video.width * self._video.height * 3 // 2)
        self._recent: deque[VideoFrame] = deque(maxlen=min(100, max(4, _KEPT_BYTES // frame_bytes)))
        self._coming: Iterator[VideoFrame] = iter(())
        self._at_end = False

    def __enter__(self) -> "FrameReader":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let the file go."""
        self._recent.clear()
        self._coming = iter(())
        self._opened.close()

    def at(self, ms: float) -> tuple[FrameStamp, Picture]:
        """The frame that is on the screen at this time; before the first frame the first, after the last the last."""
        return self._shown(self._find(self._grid.pts_at(ms)))

    def step(self, stamp: FrameStamp, frames: int) -> tuple[FrameStamp, Picture]:
        """The frame so many frames after `stamp`, or before it; the ends of the file hold."""
        frame = self._find(stamp.pts)
        for _ in range(abs(frames)):
            beside = self._after(frame) if frames > 0 else self._before(frame)
            if beside is None:
                break
            frame = beside
        return self._shown(frame)

    def _shown(self, frame: VideoFrame) -> tuple[FrameStamp, Picture]:
        try:
            return self._grid.stamp(_pts(frame)), picture_of(frame, self._video.sample_aspect_ratio)
        except (FFmpegError, ValueError):
            raise damaged(self.path) from None

    def _find(self, target: int) -> VideoFrame:
        """The last frame whose time is not after `target`."""
        try:
            if not self._reachable(target):
                self._seek(target)
            while _pts(self._recent[-1]) <= target and self._decode_one():
                pass
        except (FFmpegError, OSError, IndexError):
            raise damaged(self.path) from None
        after = bisect_right(self._recent, target, key=_pts)
        return self._recent[max(0, after - 1)]

    def _after(self, frame: VideoFrame) -> VideoFrame | None:
        found = self._find(_pts(frame))
        at = self._recent.index(found)
        return self._recent[at + 1] if at + 1 < len(self._recent) else None

    def _before(self, frame: VideoFrame) -> VideoFrame | None:
        found = self._find(_pts(frame) - 1)
        return found if _pts(found) < _pts(frame) else None

    def _reachable(self, target: int) -> bool:
        """Whether the frame is among the recent ones, or soonest reached by decoding on from them."""
        if not self._recent or target < _pts(self._recent[0]):
            return False
        newest = _pts(self._recent[-1])
        if target <= newest or self._at_end:
            return True
        index = self._video.index_entries
        key = index.search_timestamp(target) if len(index) else -1  # pyright: ignore[reportUnknownMemberType]  # untyped stub
        if key >= 0:
            return index[key].timestamp <= newest
        return (target - newest) * self._time_base <= _NEAR_S

    def _seek(self, target: int) -> None:
        """Decode the first frame that can be had at or before `target`."""
        for run_up in _RUN_UPS_S:
            self._recent.clear()
            self._opened.seek(max(self._first_pts, target - round(run_up / self._time_base)), stream=self._video)
            self._coming = self._decode()
            if self._decode_one() and _pts(self._recent[0]) <= max(target, self._first_pts):
                return
        # A transport stream has no index, and a seek to its start may land seconds later.
        self._opened.close()
        self._opened, self._video, _ = _open(self.path)
        self._recent.clear()
        self._coming = self._decode()
        self._decode_one()

    def _decode_one(self) -> bool:
        frame = next(self._coming, None)
        self._at_end = frame is None
        if frame is not None:
            self._recent.append(frame)
        return frame is not None

    def _decode(self) -> Iterator[VideoFrame]:
        newest: int | None = None
        for packet in self._opened.demux(self._video):
            try:
                frames = packet.decode()
            except FFmpegError:
                continue  # A damaged packet costs its own frames, not the rest of the recording.
            for frame in frames:
                if frame.pts is not None and (newest is None or frame.pts > newest):
                    newest = frame.pts
                    yield frame


def _open(path: Path) -> tuple[InputContainer, VideoStream, Probe]:
    opened, container = open_recording(path)
    try:
        found = probe_opened(path, opened, container)
        video = moving_picture(opened)
        if video is None:
            raise Refused(f"“{path.name}” holds no picture.")
        if found.container.name == "mpegts":
            # The first picture was decoded by the probe, and no seek finds the way back to it.
            opened.close()
            opened, _ = open_recording(path)
            video = moving_picture(opened) or video
    except BaseException:
        opened.close()
        raise
    return opened, video, found


def _pts(frame: VideoFrame) -> int:
    assert frame.pts is not None
    return frame.pts


def write_still(path: Path, ms: int, out: Path) -> FrameStamp:
    """Write the exact frame at `ms` as a PNG; returns which frame it is."""
    with FrameReader(path) as reader:
        stamp, picture = reader.at(ms)
    write_png(picture, out)
    return stamp
