"""Makes recordings of other kinds from the sample, for tests that need one."""

import random
from fractions import Fraction
from pathlib import Path

import av

SAMPLE = Path(__file__).parent.parent / "resources" / "sample" / "interview.mp4"
FRAME_MS = 40
FRAMES = 2250


def remuxed(out: Path, format: str, options: dict[str, str] | None = None) -> Path:
    """The sample's streams, untouched, in another container."""
    with av.open(str(SAMPLE)) as source, av.open(str(out), "w", format=format, options=options or {}) as target:
        streams = {
            stream.index: target.add_stream_from_template(stream)
            for stream in (source.streams.video[0], source.streams.audio[0])
        }
        for packet in source.demux(*(source.streams[index] for index in streams)):
            if packet.dts is not None:
                packet.stream = streams[packet.stream.index]
                target.mux(packet)
    return out


def sound_only(out: Path, seconds: int = 90) -> Path:
    """The sample's sound as a WAV."""
    with av.open(str(SAMPLE)) as source, av.open(str(out), "w", format="wav") as target:
        stream = target.add_stream("pcm_s16le", rate=22050, layout="mono")
        for frame in source.decode(audio=0):
            if frame.time is not None and frame.time >= seconds:
                break
            frame.pts = None
            target.mux(stream.encode(frame))
        target.mux(stream.encode(None))
    return out


def short(out: Path, seconds: float = 1.2) -> Path:
    """The first seconds of the sample, for tests that wait for the end."""
    with av.open(str(SAMPLE)) as source, av.open(str(out), "w", format="mp4") as target:
        video, audio = source.streams.video[0], source.streams.audio[0]
        streams = {stream.index: target.add_stream_from_template(stream) for stream in (video, audio)}
        for packet in source.demux(video, audio):
            if packet.dts is not None and packet.pts * packet.time_base < seconds:
                packet.stream = streams[packet.stream.index]
                target.mux(packet)
    return out


def uneven(out: Path, seed: int = 7, frames: int = 200) -> tuple[Path, list[int]]:
    """A recording whose frames last 20 to 180 ms each, with its true start times in ms; numbers in the barcode."""
    rng = random.Random(seed)
    starts = [0]
    for _ in range(frames - 1):
        starts.append(starts[-1] + rng.choice((20, 33, 40, 41, 100, 180)))
    with av.open(str(SAMPLE)) as source, av.open(str(out), "w", format="matroska") as target:
        stream = target.add_stream("libx264", rate=25, options={"g": "50", "bf": "3", "preset": "ultrafast"})
        stream.width, stream.height, stream.pix_fmt = 640, 360, "yuv420p"
        stream.codec_context.time_base = Fraction(1, 1000)
        for frame, start in zip(source.decode(video=0), starts, strict=False):
            frame.pts, frame.time_base, frame.pict_type = start, Fraction(1, 1000), 0
            target.mux(stream.encode(frame))
        target.mux(stream.encode(None))
    return out, starts


def turned(out: Path, degrees: int) -> Path:
    """The sample with a note to the player that it must be turned, as telephones write it."""
    with av.open(str(SAMPLE)) as source, av.open(str(out), "w", format="mp4") as target:
        video = source.streams.video[0]
        stream = target.add_stream_from_template(video)
        stream.set_display_rotation(degrees)
        for packet in source.demux(video):
            if packet.dts is not None and packet.pts < 25 * 512:
                packet.stream = stream
                target.mux(packet)
    return out
