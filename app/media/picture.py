"""A picture as plain bytes, and as a PNG file."""

import os
import struct
import zlib
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from tempfile import NamedTemporaryFile

import numpy as np
from av.video.frame import VideoFrame
from av.video.reformatter import Colorspace

from app.media.probe import quarter_turns

_COLORSPACE_UNKNOWN = 2
_HD_LINES = 720


@dataclass(frozen=True, slots=True)
class Picture:
    """Rows of blue, green, red and a byte of 255, without padding: what Qt calls RGB32."""

    width: int
    height: int
    bgrx: bytes


def picture_of(frame: VideoFrame, pixel_shape: Fraction | None = None) -> Picture:
    """The frame as a person should see it: square pixels, turned upright, in full size."""
    shape = pixel_shape or Fraction(1)
    shown = frame.reformat(
        width=round(frame.width * shape) if shape > 1 else frame.width,
        height=round(frame.height / shape) if 0 < shape < 1 else frame.height,
        format="bgra",
        # Files that don't name their colours mean BT.709 from HD upwards; players show them so.
        src_colorspace=Colorspace.ITU709
        if frame.colorspace == _COLORSPACE_UNKNOWN and frame.height >= _HD_LINES
        else None,
    )
    plane = shown.planes[0]
    padded = np.frombuffer(bytes(plane), np.uint8).reshape(-1, plane.line_size // 4, 4)
    upright = np.rot90(padded[: shown.height, : shown.width], quarter_turns(frame))
    return Picture(upright.shape[1], upright.shape[0], upright.tobytes())


def write_png(picture: Picture, out: Path) -> None:
    """Write the picture beside `out`, then rename it over; the same picture gives the same bytes."""
    pixels = np.frombuffer(picture.bgrx, np.uint8).reshape(picture.height, picture.width, 4)
    lines = np.zeros((picture.height, 1 + picture.width * 3), np.uint8)
    lines[:, 1:] = pixels[:, :, 2::-1].reshape(picture.height, -1)
    header = struct.pack(">IIBBBBB", picture.width, picture.height, 8, 2, 0, 0, 0)
    with NamedTemporaryFile(dir=out.parent, prefix=f".{out.name}.", delete=False) as beside:
        try:
            beside.write(b"\x89PNG\r\n\x1a\n")
            for kind, data in ((b"IHDR", header), (b"IDAT", zlib.compress(lines.tobytes(), 6)), (b"IEND", b"")):
                beside.write(struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)))
            beside.flush()
            os.fsync(beside.fileno())
        except BaseException:
            Path(beside.name).unlink(missing_ok=True)
            raise
    Path(beside.name).replace(out)
