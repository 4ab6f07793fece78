"""Whether a recording ends where its own header says that it ends.

Players trust the header, so a file cut in half claims its full length and falls silent midway.
"""

from pathlib import Path
from typing import BinaryIO

from app.media import sniff

_BOXES_AT_MOST = 1_000_000


def missing_bytes(path: Path, container: sniff.Container) -> int:
    """How many bytes the file lacks at its end by its own account; 0 if it is whole or doesn't say."""
    with path.open("rb") as file:
        size = path.stat().st_size
        match container.name:
            case "mp4":
                end = _end_of_boxes(file, size)
            case "wav" | "avi":
                end = _end_of_riff(file)
            case "matroska" | "webm":
                end = _end_of_segment(file)
            case _:
                end = 0
    return max(0, end - size)


def _end_of_boxes(file: BinaryIO, size: int) -> int:
    """Where the last top-level box of an MP4 ends."""
    at = 0
    for _ in range(_BOXES_AT_MOST):
        file.seek(at)
        header = file.read(16)
        if len(header) < 8:
            # A few stray bytes behind the last box are common and harmless.
            return at
        length = int.from_bytes(header[:4], "big")
        if length == 1 and len(header) == 16:
            length = int.from_bytes(header[8:16], "big")
        if length < 8 or not header[4:8].isascii() or not header[4:8].strip().isalnum():
            return at
        at += length
        if at > size:
            return at
    return at


def _end_of_riff(file: BinaryIO) -> int:
    header = file.read(8)
    length = int.from_bytes(header[4:8], "little")
    # A recorder that was writing into a pipe never learnt the length.
    return 0 if length in (0, 0xFFFFFFFF) or header[:4] != b"RIFF" else 8 + length


def _end_of_segment(file: BinaryIO) -> int:
    """Where Matroska's one segment ends: behind the EBML header, if its length is known."""
    header, header_body = _element(file, 0)
    if header is None:
        return 0
    segment, segment_body = _element(file, header_body + header)
    return 0 if segment is None else segment_body + segment


def _element(file: BinaryIO, at: int) -> tuple[int | None, int]:
    """The length of the EBML element at `at` (None if unknown), and where its body begins."""
    file.seek(at)
    header = file.read(12)
    if len(header) < 2 or not header[0]:
        return None, at
    id_length = 9 - header[0].bit_length()
    lead = header[id_length] if id_length < len(header) else 0
    if not lead:
        return None, at
    width = 9 - lead.bit_length()
    value = int.from_bytes(header[id_length : id_length + width], "big") & ((1 << 7 * width) - 1)
    return (None if value == (1 << 7 * width) - 1 else value), at + id_length + width
