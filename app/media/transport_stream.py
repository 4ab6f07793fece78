"""Where the clock of an MPEG transport stream starts; VLC counts its time from there, not from the first picture."""

from pathlib import Path

_SEARCHED = 4 * 1024 * 1024
_SYNC = 0x47


def first_clock_ms(path: Path) -> float | None:
    """The first programme clock reference (PCR) in milliseconds, or None if none comes early."""
    with path.open("rb") as file:
        data = file.read(_SEARCHED)
    size, first = (188, 0) if data[:1] == b"G" else (192, 4)
    for at in range(first, len(data) - 188, size):
        packet = data[at : at + 12]
        carries_field, field_length, flags = packet[3] & 0x20, packet[4], packet[5]
        if packet[0] == _SYNC and carries_field and field_length >= 7 and flags & 0x10:
            ticks = int.from_bytes(packet[6:11], "big") >> 7
            return ticks / 90
    return None
