"""Times of a recording as a list or a line shows them."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from widgets import plain

translate = QCoreApplication.translate


def short(ms: int | None) -> str:
    """Minutes and seconds, hours where there are any; a dash where the time is not known."""
    if ms is None:
        return "–"
    seconds = ms // 1000
    hours, rest = divmod(seconds, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"


def between(start_ms: int | None, end_ms: int | None) -> str:
    """From and to."""
    if start_ms is None and end_ms is None:
        return translate("Times", "no times")
    return f"{short(start_ms)}–{short(end_ms)}"


def length(ms: int) -> str:
    """How long something lasts: "8.9 s" or "2 min 05 s"."""
    if ms < 60_000:
        return translate("Times", "{} s").format(f"{ms / 1000:.1f}")
    return translate("Times", "{} min {} s").format(ms // 60_000, f"{ms // 1000 % 60:02}")


def dotted(parts: Iterable[str]) -> str:
    """What there is to say, in one line; each part keeps its own direction."""
    return "  ·  ".join(plain.isolated(part) for part in parts if part)


def counted(number: int, one: str, more: str) -> str:
    """A number with its noun: `more` has {} in the number's place."""
    return one if number == 1 else more.format(number)
