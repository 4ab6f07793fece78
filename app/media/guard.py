"""Opens a recording with PyAV so that nothing but this one file is ever read."""

from pathlib import Path

import av
import av.logging
from av.container import InputContainer
from av.error import FFmpegError

from app.media import sniff, wholeness
from app.problems import Refused

av.logging.set_level(None)  # FFmpeg's own words never reach the reviewer; what matters is raised.


def open_recording(path: Path) -> tuple[InputContainer, sniff.Container]:
    """The opened file and what it is; raises `Refused` for what is not a whole, known recording."""
    container = sniff.sniff(path)
    file = sniff.regular_file(path)
    if missing := wholeness.missing_bytes(file, container):
        raise Refused(
            f"“{path.name}” is cut short: at least {missing} bytes are missing at its end.",
            "Copy or download it again in full.",
        )
    try:
        opened = av.open(
            f"file:{file}",
            "r",
            format=container.ffmpeg,
            options={"protocol_whitelist": "file", "format_whitelist": container.ffmpeg},
            metadata_errors="replace",
        )
    except (FFmpegError, OSError, ValueError):
        raise damaged(path) from None
    return opened, container


def damaged(path: Path) -> Refused:
    """The refusal for a file that begins like a recording and can't be read as one."""
    return Refused(f"“{path.name}” is damaged and can't be read as a recording.", "Copy it again from where it came.")
