"""The whole window as it is started, in a home of its own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.players import choice
from app.settings import Settings
from widgets import start, theme
from widgets.main_window import MainWindow


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    monkeypatch.setenv("AVOWAL_HOME", str(folder))
    return folder


@pytest.fixture
def new_window(qapp: QApplication, home: Path) -> Iterator[Callable[[str], MainWindow]]:
    made: list[MainWindow] = []

    def build(player: str) -> MainWindow:
        why_not = choice.offer(player).why_not
        if why_not is not None:
            pytest.skip(f"{player}: {why_not}")
        settings = Settings()
        theme.apply(qapp, "light")
        window = start.build(settings, qapp, player)
        window.show()
        made.append(window)
        return window

    yield build
    for window in made:
        window.close()
        window.deleteLater()
