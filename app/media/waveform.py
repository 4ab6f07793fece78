"""The loudest and softest sample of each short stretch of sound: what a waveform is drawn from."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from av.audio.resampler import AudioResampler
from av.error import FFmpegError
from numpy.typing import NDArray

from app.media.guard import damaged, open_recording
from app.media.probe import origin, sound

_RATE = 8000
"""Enough for a picture of speech, and a quarter of the work."""


@dataclass(frozen=True, slots=True)
class Peaks:
    """One pair of samples (-128 to 127) for each `step_ms` of the recording, from its start."""

    step_ms: int
    lowest: NDArray[np.int8]
    highest: NDArray[np.int8]


def peaks(path: Path, step_ms: int = 10, progress: Callable[[int, int], None] | None = None) -> Peaks | None:
    """The peaks of the whole recording, or None without sound. `progress(done, total)` counts milliseconds."""
    opened, _ = open_recording(path)
    with opened:
        audio = sound(opened)
        if audio is None:
            return None
        total_ms = round((opened.duration or 0) / 1000)
        lead_s = float((audio.start_time or 0) * (audio.time_base or 0) - origin(opened))
        samples: list[NDArray[np.int8]] = [np.zeros(max(0, round(lead_s * _RATE)), np.int8)]
        resampler = AudioResampler(format="s16", layout="mono", rate=_RATE)
        done = 0
        for packet in opened.demux(audio):
            try:
                frames = [part for frame in packet.decode() for part in resampler.resample(frame)]
            except FFmpegError:
                continue
            for part in frames:
                samples.append((part.to_ndarray()[0] >> 8).astype(np.int8))
                done += part.samples
            if progress and frames:
                progress(min(total_ms, done * 1000 // _RATE), total_ms)
    if not done:
        raise damaged(path)
    joined = np.concatenate(samples)
    stretch = _RATE * step_ms // 1000
    padded = np.concatenate([joined, np.zeros(-len(joined) % stretch, np.int8)]).reshape(-1, stretch)
    return Peaks(step_ms, padded.min(axis=1), padded.max(axis=1))
