"""Themes that can be read, fonts that are there, icons that follow."""

import json

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFontDatabase, QFontInfo, QPalette, QRawFont
from PySide6.QtWidgets import QApplication

from app import paths
from widgets import icons, theme

LOOKS = ("light", "dark", "high-contrast")
Role = QPalette.ColorRole


def contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: QColor) -> float:
    parts = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in colour.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


@pytest.fixture(autouse=True)
def light_again(dressed: QApplication) -> object:
    yield
    theme.apply(dressed, "light")


INKS = (
    (Role.WindowText, Role.Window),
    (Role.Text, Role.Base),
    (Role.Text, Role.AlternateBase),
    (Role.ButtonText, Role.Button),
    (Role.HighlightedText, Role.Highlight),
    (Role.ToolTipText, Role.ToolTipBase),
    (Role.PlaceholderText, Role.Base),
    (Role.PlaceholderText, Role.Window),
    (Role.Link, Role.Base),
)


@pytest.mark.parametrize("name", LOOKS)
def test_text_stands_out_from_its_ground(dressed: QApplication, name: str) -> None:
    theme.apply(dressed, name)
    palette = dressed.palette()

    least = 7.0 if name == "high-contrast" else 4.5
    found = {(ink, ground): contrast(palette.color(ink), palette.color(ground)) for ink, ground in INKS}

    assert not {pair: seen for pair, seen in found.items() if seen < least}


@pytest.mark.parametrize("name", LOOKS)
def test_a_banner_can_be_read(dressed: QApplication, name: str) -> None:
    theme.apply(dressed, name)
    text = dressed.palette().color(Role.WindowText)

    for ground in ("problem_ground", "good_ground", "info_ground"):
        assert contrast(text, theme.colour(ground)) >= 7
    assert contrast(theme.colour("canvas_text"), theme.colour("canvas")) >= 7


@pytest.mark.parametrize("name", LOOKS)
def test_every_theme_says_the_same_things(name: str) -> None:
    said, model = (json.loads((paths.resources() / "themes" / f"{n}.json").read_text("utf-8")) for n in (name, "light"))

    assert {part: set(values) for part, values in said.items()} == {part: set(model[part]) for part in model}


def test_a_theme_that_is_none_follows_the_system(dressed: QApplication) -> None:
    theme.apply(dressed, "mauve")

    assert theme.chosen() == "system"
    assert theme.look().name in ("light", "dark")


def test_our_own_fonts_are_there_in_both_scripts(dressed: QApplication) -> None:
    assert {theme.LATIN, theme.ARABIC} <= set(QFontDatabase.families())
    assert QFontInfo(theme.font()).family() == theme.LATIN
    assert QFontInfo(theme.arabic_font()).family() == theme.ARABIC
    assert QRawFont.fromFont(theme.arabic_font()).supportsCharacter(ord("ق"))
    assert dressed.font().families() == [theme.LATIN, theme.ARABIC]


def test_the_fonts_bring_their_licence() -> None:
    assert "SIL OPEN FONT LICENSE" in (paths.resources() / "fonts" / "OFL.txt").read_text("utf-8").upper()


@pytest.mark.parametrize("name", icons.names())
def test_every_icon_draws_something(dressed: QApplication, name: str) -> None:
    drawn = icons.get(name).pixmap(QSize(24, 24)).toImage()

    assert any(drawn.pixelColor(x, y).alpha() > 100 for x in range(24) for y in range(24))


def test_icons_follow_the_theme(dressed: QApplication) -> None:
    def darkest() -> int:
        drawn = icons.get("add").pixmap(QSize(24, 24)).toImage()
        return max(drawn.pixelColor(12, y).lightness() for y in range(24) if drawn.pixelColor(12, y).alpha() > 200)

    theme.apply(dressed, "light")
    before = darkest()
    theme.apply(dressed, "dark")

    assert darkest() > before
