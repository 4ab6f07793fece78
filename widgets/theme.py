"""How the program looks: palettes, fonts and the little that a style sheet adds."""

import json
from dataclasses import dataclass
from functools import cache
from string import Template
from typing import Literal, get_args

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from app import paths

Name = Literal["light", "dark", "high-contrast", "system"]
NAMES: tuple[Name, ...] = get_args(Name)
LATIN, ARABIC = "IBM Plex Sans", "IBM Plex Sans Arabic"
POINTS = 10.0


@dataclass(frozen=True, slots=True)
class Look:
    """A theme as it is drawn; the palette says most of it, `extra` the rest by name."""

    name: str
    palette: QPalette
    extra: dict[str, QColor]


class _Wardrobe(QObject):
    """Keeps what was chosen, and follows the system where that was asked."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.chosen: Name = "system"
        self.look = _load("light")

    def put_on(self, app: QApplication, name: Name) -> None:
        self.chosen = name
        wanted = _of_the_system(app) if name == "system" else name
        if wanted == self.look.name and app.styleSheet():
            return
        self.look = _load(wanted)
        app.setPalette(self.look.palette)
        app.setStyleSheet(_sheet(self.look))
        self.changed.emit()

    def follow(self) -> None:
        app = QApplication.instance()
        if self.chosen == "system" and isinstance(app, QApplication):
            self.put_on(app, "system")


@cache
def _wardrobe() -> _Wardrobe:
    return _Wardrobe()


def apply(app: QApplication, name: str) -> None:
    """Wear a theme; "system" follows the desktop. A name that is none counts as "system"."""
    _prepare(app)
    _wardrobe().put_on(app, next((known for known in NAMES if known == name), "system"))


def chosen() -> Name:
    """What was asked for, which may be "system"."""
    return _wardrobe().chosen


def look() -> Look:
    """What is worn now."""
    return _wardrobe().look


def colour(name: str) -> QColor:
    """A colour that the palette has no role for, such as `canvas` or `problem`."""
    return _wardrobe().look.extra[name]


def watcher() -> _Wardrobe:
    """Emits `changed` when another theme was put on."""
    return _wardrobe()


def font(points: float = POINTS) -> QFont:
    """The ordinary type: Latin first, with the Arabic of the same family behind it."""
    made = QFont(LATIN)
    made.setFamilies([LATIN, ARABIC])
    made.setPointSizeF(points)
    return made


def arabic_font(points: float = POINTS) -> QFont:
    """For text that is Arabic first; a little larger, because its letters are smaller on the same body."""
    made = QFont(ARABIC)
    made.setFamilies([ARABIC, LATIN])
    made.setPointSizeF(points * 1.12)
    return made


def figures(base: QFont) -> QFont:
    """The font with figures of one width, so that a running time does not tremble."""
    made = QFont(base)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def _prepare(app: QApplication) -> None:
    """Once for each application: the style, the fonts, an ear for the desktop."""
    if app.property("dressed"):
        return
    app.setProperty("dressed", True)
    app.setStyle(QStyleFactory.create("Fusion"))
    app.styleHints().colorSchemeChanged.connect(_wardrobe().follow)
    for file in sorted((paths.resources() / "fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))
    app.setFont(font())


def _of_the_system(app: QApplication) -> str:
    dark = app.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return "dark" if dark else "light"


def _load(name: str) -> Look:
    said = json.loads((paths.resources() / "themes" / f"{name}.json").read_text(encoding="utf-8"))
    palette = QPalette()
    for role, value in said["palette"].items():
        palette.setColor(QPalette.ColorRole[role], QColor(value))
    for role, value in said["disabled"].items():
        palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole[role], QColor(value))
    return Look(name, palette, {key: QColor(value) for key, value in said["extra"].items()})


def _sheet(worn: Look) -> str:
    role, palette = QPalette.ColorRole, worn.palette
    colours = {
        "window": palette.color(role.Window),
        "base": palette.color(role.Base),
        "alternate": palette.color(role.AlternateBase),
        "text": palette.color(role.Text),
        "muted": palette.color(role.PlaceholderText),
        "button": palette.color(role.Button),
        "button_text": palette.color(role.ButtonText),
        "highlight": palette.color(role.Highlight),
        "highlighted_text": palette.color(role.HighlightedText),
        "accent": palette.color(role.Accent),
        "tip": palette.color(role.ToolTipBase),
        "tip_text": palette.color(role.ToolTipText),
        "scroll": palette.color(role.Mid),
        "scroll_hover": palette.color(role.PlaceholderText),
        "disabled": palette.color(QPalette.ColorGroup.Disabled, role.Text),
        **worn.extra,
    }
    sheet = (paths.resources() / "themes" / "window.qss").read_text(encoding="utf-8")
    words = {name: colour.name() for name, colour in colours.items()}
    caret = paths.resources() / "icons" / f"caret-{worn.name}.svg"
    return Template(sheet).substitute(words, caret=caret.as_posix())
