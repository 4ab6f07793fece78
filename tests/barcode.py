"""Reads the frame number that the sample recording carries in the top rows of every picture.

The picture's width is divided into 40 cells, dark for 0 and light for 1, most significant bit first: 24 bits of frame
number, 8 of utterance number, and the low 8 bits of the CRC-32 of those four bytes.
"""

import zlib

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

CELLS = 40
ROWS = slice(4, 12)


def number_in(gray: NDArray[np.uint8]) -> int | None:
    """The frame number in a gray picture (height, width), or None if the check doesn't hold."""
    cell = gray.shape[1] / CELLS
    value = 0
    for place in range(CELLS):
        middle = gray[ROWS, round(cell * (place + 0.25)) : round(cell * (place + 0.75))]
        value = value << 1 | int(middle.mean() > 128)
    payload = (value >> 8).to_bytes(4, "big")
    return value >> 16 if zlib.crc32(payload) & 0xFF == value & 0xFF else None


def number_in_pixels(bgrx: bytes, width: int, height: int) -> int | None:
    """The same for four bytes a pixel without padding."""
    return number_in(np.frombuffer(bgrx, np.uint8).reshape(height, width, 4)[:, :, 1])


def number_in_image(image: QImage) -> int | None:
    """The same for a Qt picture."""
    shown = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(shown.constBits(), np.uint8).reshape(shown.height(), shown.bytesPerLine() // 4, 4)
    return number_in(pixels[:, : shown.width(), 1])
