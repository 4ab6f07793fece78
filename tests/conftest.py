"""What every test stands on: no display, nobody's own settings, and no clock that a slow machine would fail."""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# A deadline would make a test depend on who else uses the machine.
PATIENT = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("here", **PATIENT)
# Integration asks the same examples every time: it fails for a change, never by chance.
settings.register_profile("integration", derandomize=True, database=None, **PATIENT)
settings.load_profile("integration" if os.environ.get("CI") else "here")


@pytest.fixture(scope="session")
def installation_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("installation")


@pytest.fixture(autouse=True)
def no_haste(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is looked for at once where it is quick is so on a busy machine too; a test may say otherwise."""
    for name in ("app.inbox", "app.opinions"):
        if name in sys.modules:
            monkeypatch.setattr(sys.modules[name], "_QUICK_S", 3600)


@pytest.fixture(autouse=True)
def nobodys_settings(installation_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program's own files, and Qt's, lie in a folder of this run; a test may choose another."""
    runtime = installation_home / "runtime"
    runtime.mkdir(mode=0o700, exist_ok=True)
    monkeypatch.setenv("AVOWAL_HOME", str(installation_home))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(installation_home / "config"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(installation_home / "cache"))
