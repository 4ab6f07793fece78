"""What was chosen last in each picker: ids and codes only, never words of a case."""

from PySide6.QtCore import QSettings

from app import paths

_KEPT = 8


def recent(kind: str) -> list[str]:
    """The keys that were chosen last, newest first."""
    found = _settings().value(kind, [])
    return [found] if isinstance(found, str) else [str(key) for key in found or []]


def remember(kind: str, key: str) -> None:
    """Put a key before the others."""
    keys = [key, *(old for old in recent(kind) if old != key)]
    settings = _settings()
    settings.setValue(kind, keys[:_KEPT])


def _settings() -> QSettings:
    return QSettings(str(paths.config() / "recent.ini"), QSettings.Format.IniFormat)
