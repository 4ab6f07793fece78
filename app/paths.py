"""Where the program keeps its own files on this machine; nothing of a case's content lies here."""

import os
from pathlib import Path

import platformdirs

_APP = "Avowal"


def _home(kind: str, default: str) -> Path:
    home = os.environ.get("AVOWAL_HOME")
    folder = Path(home) / kind if home else Path(default)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def config() -> Path:
    """Settings. `AVOWAL_HOME` in the environment moves this and the others below one folder."""
    return _home("config", platformdirs.user_config_dir(_APP, appauthor=False, roaming=True))


def state() -> Path:
    """Which cases are being edited here, and who works at this installation."""
    return _home("state", platformdirs.user_state_dir(_APP, appauthor=False))


def logs() -> Path:
    """The log, which never holds words of a case."""
    return _home("logs", platformdirs.user_log_dir(_APP, appauthor=False))


def documents() -> Path:
    """Where new cases are offered to lie."""
    return _home("documents", str(Path(platformdirs.user_documents_dir()) / _APP))


def resources() -> Path:
    """The data that comes with the program."""
    return Path(__file__).resolve().parent.parent / "resources"
