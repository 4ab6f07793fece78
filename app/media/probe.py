"""What a recording says about itself: length, pictures, sound, and where its clock starts."""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.error import FFmpegError
from av.stream import Disposition
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from app.media.guard import damaged, open_recording
from app.media.sniff import Container

_FRAMES_TRIED = 400
"""Packets that may pass before the first picture: a transport stream cut anywhere needs a few seconds' worth."""


@dataclass(frozen=True, slots=True)
class Probe:
    """A recording in numbers. Every time of the program counts from the file's own start, `start_ms`."""

    container: Container
    duration_ms: int
    start_ms: int
    """What the file's clock reads at its first moment: 0 in most files, anything in a transport stream."""
    width: int | None
    """As shown: turned upright, with square pixels. None where there is no picture."""
    height: int | None
    frame_rate: str | None
    """Frames a second as an exact fraction, such as "25/1"."""
    video_codec: str | None
    audio_codec: str | None
    time_base: Fraction | None = None
    """The length of one tick of the pictures' timestamps, in seconds."""
    first_pts: int | None = None
    """The timestamp of the first picture."""

    @property
    def has_video(self) -> bool:
        """Whether there is a moving picture; a cover image is none."""
        return self.width is not None

    @property
    def has_audio(self) -> bool:
        """Whether there is sound."""
        return self.audio_codec is not None


def probe(path: Path) -> Probe:
    """Open the recording, decode its first picture and say what it is; raises `Refused`."""
    opened, container = open_recording(path)
    with opened:
        return probe_opened(path, opened, container)


def probe_opened(path: Path, opened: InputContainer, container: Container) -> Probe:
    """The same for a file that is already open; it is left somewhere near its start."""
    video, audio = moving_picture(opened), sound(opened)
    if video is None and audio is None:
        raise damaged(path)
    try:
        first = _first_picture(opened, video) if video else None
        duration_ms = _duration_ms(opened, video or audio)
    except (FFmpegError, OSError, ValueError):
        raise damaged(path) from None
    if (video and first is None) or duration_ms <= 0:
        raise damaged(path)
    size = shown_size(first, video.sample_aspect_ratio) if first and video else (None, None)
    return Probe(
        container=container,
        duration_ms=duration_ms,
        start_ms=round(origin(opened) * 1000),
        width=size[0],
        height=size[1],
        frame_rate=_fraction(rate(video)) if video else None,
        video_codec=video.codec_context.name if video else None,
        audio_codec=audio.codec_context.name if audio else None,
        time_base=video.time_base if video else None,
        first_pts=first.pts if first else None,
    )


def moving_picture(opened: InputContainer) -> VideoStream | None:
    """The stream of pictures; cover images and streams that no decoder knows are left out."""
    for stream in opened.streams.video:
        if not stream.disposition & Disposition.attached_pic and _decodable(stream):
            return stream
    return None


def sound(opened: InputContainer) -> AudioStream | None:
    """The first stream of sound that can be decoded."""
    return next((stream for stream in opened.streams.audio if _decodable(stream)), None)


def _decodable(stream: VideoStream | AudioStream) -> bool:
    # The stubs promise a codec context; a codec unknown to FFmpeg has none.
    return getattr(stream, "codec_context", None) is not None and bool(stream.time_base)


def origin(opened: InputContainer) -> Fraction:
    """The file's clock at its first moment, in seconds."""
    start: int | None = opened.start_time
    return Fraction(start or 0, av.time_base)


def rate(stream: VideoStream) -> Fraction:
    """Frames a second; 25 where the file doesn't say."""
    # The average is off by the few frames that a file holds more or less than its length says.
    return stream.guessed_rate or stream.average_rate or Fraction(25)


def shown_size(frame: VideoFrame, pixel_shape: Fraction | None) -> tuple[int, int]:
    """Width and height as a person should see the frame: square pixels, turned upright."""
    shape = pixel_shape or Fraction(1)
    width = round(frame.width * shape) if shape > 1 else frame.width
    height = round(frame.height / shape) if 0 < shape < 1 else frame.height
    return (height, width) if quarter_turns(frame) % 2 else (width, height)


def quarter_turns(frame: VideoFrame) -> int:
    """How many times to turn the frame a quarter, anticlockwise, to have it upright."""
    return round(frame.rotation / 90) % 4


def _first_picture(opened: InputContainer, video: VideoStream) -> VideoFrame | None:
    for count, packet in enumerate(opened.demux(video)):
        try:
            for frame in packet.decode():
                if frame.pts is not None:
                    return frame
        except FFmpegError:
            continue
        if count > _FRAMES_TRIED:
            break
    return None


def _duration_ms(opened: InputContainer, stream: VideoStream | AudioStream | None) -> int:
    if opened.duration:
        return round(opened.duration * 1000 / av.time_base)
    if stream and stream.time_base and stream.duration:
        return round(stream.duration * stream.time_base * 1000)
    return _last_moment_ms(opened)


def _last_moment_ms(opened: InputContainer) -> int:
    """The end of the last packet, for files that don't know their length (a recorder was switched off)."""
    last = Fraction(0)
    start = origin(opened)
    for packet in opened.demux():
        if packet.pts is not None:
            last = max(last, (packet.pts + (packet.duration or 0)) * packet.time_base - start)
    return round(last * 1000)


def _fraction(value: Fraction) -> str:
    return f"{value.numerator}/{value.denominator}"
