"""Writes stretches of a recording as an MP4 of their own: the exact frames and the sound, made anew."""

# PyAV 18 leaves the type of packets and of encoders open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

import struct
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.error import FFmpegError
from av.packet import Packet
from av.subtitles.stream import SubtitleStream
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from numpy.typing import NDArray

from app.media.frames import FrameReader
from app.media.guard import damaged, open_recording
from app.media.picture import Picture
from app.media.probe import Probe, probe, sound
from app.problems import Refused

Progress = Callable[[int, int], None]
GAP_MS = 400
"""How long the picture is black between two stretches."""
_TICKS = 90_000
_RATE = 48_000
_CHUNK = 1024
# MP4's timed text takes its look from a header in the manner of ASS; players choose their own anyway.
_LOOK = b"""[Script Info]
ScriptType: v4.00+

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, \
StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding
Style: Default,Arial,16,&Hffffff,&Hffffff,&H0,&H0,0,0,0,0,100,100,0,0,1,1,0,2,10,10,10,1

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
"""
_LONGEST_CUE = 60_000
"""Bytes: MP4 counts them in 16 bits."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """From a time of the recording to another, in milliseconds; the last is no longer shown."""

    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class Cue:
    """Words, and when in the clip they are said."""

    start_ms: int
    end_ms: int
    text: str


@dataclass(frozen=True, slots=True)
class Track:
    """Subtitles that a player can show or hide, in one language (ISO 639-2, such as “ara”)."""

    language: str
    cues: tuple[Cue, ...]


def placed(stretches: Sequence[Stretch]) -> list[int]:
    """At which millisecond of the clip each stretch begins."""
    found: list[int] = []
    at = 0
    for one in stretches:
        found.append(at)
        at += one.end_ms - one.start_ms + GAP_MS
    return found


def write(
    path: Path, stretches: Sequence[Stretch], out: Path, progress: Progress, tracks: Sequence[Track] = ()
) -> None:
    """Write the clip to `out`, over what is there. Beside pictures, sound and subtitles nothing goes into it: no names,
    no dates.

    Refused for a recording that is damaged or has neither picture nor sound.
    """
    about = probe(path)
    if not (about.has_video or about.has_audio):
        raise Refused(f"“{path.name}” has neither picture nor sound.")
    try:
        with av.open(
            f"file:{out}",
            "w",
            format="mp4",
            options={"movflags": "+faststart", "fflags": "+bitexact"},
        ) as made:
            _fill(made, path, about, stretches, progress, tracks)
    except (FFmpegError, ValueError):
        raise damaged(path) from None


def _fill(
    made: OutputContainer,
    path: Path,
    about: Probe,
    stretches: Sequence[Stretch],
    progress: Progress,
    tracks: Sequence[Track],
) -> None:
    film = _film(made, about) if about.has_video else None
    track = _track(made) if about.has_audio else None
    titles = [_titles(made, one.language) for one in tracks]
    if titles:
        made.start_encoding()
    total = sum(one.end_ms - one.start_ms for one in stretches)
    done = 0
    # Stretch by stretch, so that picture and sound lie near each other in the file.
    for number, (one, at_ms) in enumerate(zip(stretches, placed(stretches), strict=True)):
        gap_ms = GAP_MS if number + 1 < len(stretches) else 0
        ends_ms = at_ms + one.end_ms - one.start_ms + gap_ms
        for stream, said in zip(titles, tracks, strict=True):
            _subtitle(made, stream, [cue for cue in said.cues if at_ms <= cue.start_ms < ends_ms])
        if film is not None:
            for frame, shown_ms in _pictures(path, one, about, gap_ms):
                frame.pts = round((at_ms + shown_ms) * _TICKS / 1000)
                frame.time_base = Fraction(1, _TICKS)
                made.mux(film.encode(frame))
                progress(done + min(round(shown_ms), one.end_ms - one.start_ms), total)
        if track is not None:
            _sound(made, track, path, one, about.start_ms, (at_ms, ends_ms))
        done += one.end_ms - one.start_ms
        progress(done, total)
    for stream in (film, track):
        if stream is not None:
            made.mux(stream.encode(None))


def _film(made: OutputContainer, about: Probe) -> VideoStream:
    rate = Fraction(about.frame_rate or 25)
    stream = made.add_stream("libx264", rate=rate, options={"crf": "17", "preset": "medium"})
    stream.width, stream.height = _even(about.width or 2), _even(about.height or 2)
    stream.pix_fmt = "yuv420p"
    stream.time_base = Fraction(1, _TICKS)
    stream.codec_context.time_base = Fraction(1, _TICKS)
    return stream


def _track(made: OutputContainer) -> AudioStream:
    stream = made.add_stream("aac", rate=_RATE, layout="stereo")
    stream.bit_rate = 160_000
    return stream


def _titles(made: OutputContainer, language: str) -> SubtitleStream:
    stream = made.add_stream("mov_text")
    stream.codec_context.subtitle_header = _LOOK
    stream.codec_context.time_base = stream.time_base = Fraction(1, 1000)
    stream.metadata["language"] = language
    return stream


def _subtitle(made: OutputContainer, stream: SubtitleStream, cues: Sequence[Cue]) -> None:
    """MP4's timed text: the length in two bytes, then UTF-8."""
    for cue in sorted(cues, key=lambda cue: cue.start_ms):
        text = " ".join(cue.text.split()).encode()[:_LONGEST_CUE].decode(errors="ignore").encode()
        packet = Packet(struct.pack(">H", len(text)) + text)
        packet.stream = stream
        packet.pts = packet.dts = cue.start_ms
        packet.duration = max(1, cue.end_ms - cue.start_ms)
        packet.time_base = Fraction(1, 1000)
        made.mux(packet)


def _pictures(path: Path, one: Stretch, about: Probe, gap_ms: int) -> Iterator[tuple[VideoFrame, Fraction]]:
    """Each frame that is shown within the stretch, then black; with the millisecond since the stretch's start."""
    size = _even(about.width or 2), _even(about.height or 2)
    base = about.time_base or Fraction(1, 1000)
    with FrameReader(path) as reader:
        stamp, picture = reader.at(one.start_ms)
        shown = Fraction(0)  # The frame that stands at the in-point was shown already: it begins with the clip.
        while shown < one.end_ms - one.start_ms:
            yield _frame(picture, size), shown
            before = stamp.pts
            stamp, picture = reader.step(stamp, 1)
            if stamp.pts == before:
                break
            shown = stamp.pts * base * 1000 - about.start_ms - one.start_ms
    length, frame_ms = one.end_ms - one.start_ms, 1000 / Fraction(about.frame_rate or 25)
    black = np.zeros((size[1], size[0], 3), np.uint8)
    for number in range(int(gap_ms / frame_ms)):
        yield VideoFrame.from_ndarray(black, format="rgb24").reformat(format="yuv420p"), length + number * frame_ms


def _frame(picture: Picture, size: tuple[int, int]) -> VideoFrame:
    pixels = np.frombuffer(picture.bgrx, np.uint8).reshape(picture.height, picture.width, 4)
    width, height = size
    whole = np.zeros((height, width, 4), np.uint8)
    whole[: picture.height, : picture.width] = pixels[:height, :width]
    return VideoFrame.from_ndarray(whole, format="bgra").reformat(format="yuv420p")


def _sound(
    made: OutputContainer, track: AudioStream, path: Path, one: Stretch, origin_ms: int, lasts: tuple[int, int]
) -> None:
    """Encode the sound of a stretch; silence stands where there is none, and until the next stretch."""
    first, last = (round(ms * _RATE / 1000) for ms in lasts)
    heard = round((one.end_ms - one.start_ms) * _RATE / 1000)
    at = 0
    for place, samples in _samples(path, one, origin_ms):
        begin, end = max(place, at), min(place + samples.shape[1], heard)
        if end <= begin:
            continue
        _encode(made, track, np.zeros((2, begin - at), np.float32), first + at)
        _encode(made, track, samples[:, begin - place : end - place], first + begin)
        at = end
    _encode(made, track, np.zeros((2, last - first - at), np.float32), first + at)


def _encode(made: OutputContainer, track: AudioStream, samples: NDArray[np.float32], at: int) -> None:
    for start in range(0, samples.shape[1], _CHUNK):
        piece = np.ascontiguousarray(samples[:, start : start + _CHUNK])
        frame = AudioFrame.from_ndarray(piece, format="fltp", layout="stereo")
        frame.sample_rate, frame.pts, frame.time_base = _RATE, at + start, Fraction(1, _RATE)
        made.mux(track.encode(frame))


def _samples(path: Path, one: Stretch, origin_ms: int) -> Iterator[tuple[int, NDArray[np.float32]]]:
    """Sound around the stretch: at which sample after its start each piece begins, and the piece."""
    opened, _ = open_recording(path)
    with opened:
        stream = sound(opened)
        if stream is None:
            return
        # Decoders need a run-up before what they say is right.
        opened.seek(max(0, (one.start_ms + origin_ms - 1000) * 1000))
        resampler = AudioResampler(format="fltp", layout="stereo", rate=_RATE)
        for frame in opened.decode(stream):
            if frame.time is None:
                continue
            begin_ms = frame.time * 1000 - origin_ms - one.start_ms
            if begin_ms >= one.end_ms - one.start_ms:
                return
            place = round(begin_ms * _RATE / 1000)
            for piece in resampler.resample(frame):
                samples = np.asarray(piece.to_ndarray(), np.float32)
                yield place, samples
                place += samples.shape[1]


def _even(size: int) -> int:
    return size + size % 2
