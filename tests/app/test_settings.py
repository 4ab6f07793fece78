"""What is remembered on this machine, and what a broken file does: nothing."""

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray

from app.settings import Settings


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.ini"


def test_everything_outlives_the_program(file: Path, tmp_path: Path) -> None:
    settings = Settings(file)
    settings.theme, settings.volume, settings.muted, settings.player = "dark", 40, True, "qt"
    settings.captions = True
    settings.geometry = QByteArray(b"geometry")
    settings.set_keys("play", ["F9", ",", "Shift+Q"])
    settings.remember_place("case", "medium", 61_234, 1.25)
    settings.set_layout("case", "review", QByteArray(b"layout"))
    settings.remember_case(tmp_path / "قضية.sqlite", "قضية = 1; 50%")
    settings.flush()

    again = Settings(file)

    assert (again.theme, again.volume, again.muted, again.player) == ("dark", 40, True, "qt")
    assert again.captions
    assert again.geometry == QByteArray(b"geometry")
    assert again.keys("play") == ["F9", ",", "Shift+Q"]
    assert (again.media_id("case"), again.place("case", "medium")) == ("medium", (61_234, 1.25))
    assert again.layout("case", "review") == QByteArray(b"layout")
    assert [(case.path.name, case.title) for case in again.recent] == [("قضية.sqlite", "قضية = 1; 50%")]


def test_what_was_set_is_read_before_it_is_on_the_disk(file: Path) -> None:
    settings = Settings(file)
    settings.muted, settings.volume = True, 7

    assert (settings.muted, settings.volume) == (True, 7)


def test_an_action_may_have_no_key_at_all(file: Path) -> None:
    settings = Settings(file)
    settings.set_keys("play", [])

    assert Settings(file).keys("play") == []
    assert settings.keys("pause") is None


def test_a_case_without_a_layout_takes_the_last_one(file: Path) -> None:
    settings = Settings(file)
    settings.set_layout("one", "review", QByteArray(b"as I like it"))

    assert settings.layout("two", "review") == QByteArray(b"as I like it")
    assert settings.layout("two", "matrix") is None


def test_recent_cases_are_few_and_each_is_there_once(file: Path, tmp_path: Path) -> None:
    settings = Settings(file)
    for number in range(15):
        settings.remember_case(tmp_path / f"{number}.sqlite", str(number))
    settings.remember_case(tmp_path / "9.sqlite", "nine")

    titles = [case.title for case in settings.recent]
    assert titles[0] == "nine"
    assert "9" not in titles
    assert len(titles) == 12

    settings.forget_case(tmp_path / "9.sqlite")
    assert len(settings.recent) == 11


def test_a_broken_file_counts_as_none(file: Path) -> None:
    file.write_bytes(
        b"\x00\xff[[[\nplayback/volume=loud\n[playback]\nvolume=loud\nmuted=@Invalid()\n[case-1]\nplace-2=x y\n"
    )

    settings = Settings(file)

    assert (settings.theme, settings.volume, settings.muted, settings.recent) == ("system", 100, False, [])
    assert settings.place("1", "2") == (0, 1.0)
