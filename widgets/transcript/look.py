"""How the transcript looks: its fonts and measures, and its colours, all made from the palette."""

from dataclasses import dataclass

from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPalette

from app.script import Direction

LEAST_ZOOM, MOST_ZOOM = 0.6, 3.0
_READABLE = 4.5
"""The least contrast of text, as WCAG AA asks."""
_LARGE_ENOUGH = 3.0


class Type:
    """The fonts at one zoom, and the measures that follow from them."""

    def __init__(self, latin: QFont, arabic: QFont, zoom: float) -> None:
        self._fonts: dict[Direction, QFont] = {
            "ltr": _text_font(latin, arabic, zoom),
            "rtl": _text_font(arabic, latin, zoom),
        }
        self.small = _sized(latin, zoom * 0.82)
        self.small.setFeature(QFont.Tag("tnum"), 1)
        self.name: dict[Direction, QFont] = {"ltr": _name_font(latin, zoom), "rtl": _name_font(arabic, zoom)}
        self.title = _sized(latin, zoom * 1.25)
        self.title.setWeight(QFont.Weight.DemiBold)
        metrics = {direction: QFontMetricsF(font) for direction, font in self._fonts.items()}
        small = QFontMetricsF(self.small)
        self.letter_width: dict[Direction, float] = {
            "ltr": metrics["ltr"].horizontalAdvance("the quick brown fox jumped over a lazy dog") / 42,
            "rtl": metrics["rtl"].horizontalAdvance("وقالوا إن العمليات في تصاعد وإنها تخلق مشاكل") / 44,
        }
        em = metrics["ltr"].height()
        self.lane = max(em * 0.13, 2.0)
        """From one underline to the next."""
        # Every line has room below it for the underlines, and all lines of a direction are equally high.
        self.ascent = max(value.ascent() for value in metrics.values())
        """From the top of a line to its baseline: the same in both scripts, so that the columns stand in step."""
        self.line: dict[Direction, float] = {
            key: round(self.ascent + value.descent() + value.height() * 0.12 + self.lane * 2)
            for key, value in metrics.items()
        }
        self.name_height = round(max(QFontMetricsF(font).height() for font in self.name.values()) * 1.35)
        self.gutter = round(small.horizontalAdvance("0:00:00") + em * 1.1)
        self.margin = round(em * 0.9)
        self.between = round(em * 2.1)
        """From the one column to the other."""
        self.pad = round(em * 0.28)
        """Above and below the text of a row."""
        self.turn = round(em * 0.75)
        """Extra room above a row in which another speaker begins."""
        self.gap = round(em * 0.3)
        """Between two segments in one column of a row."""
        self.widest = round(self.letter_width["ltr"] * 82)
        """A line longer than this is hard to read."""

    def font(self, direction: Direction) -> QFont:
        """The font for text that runs this way."""
        return self._fonts[direction]


def _text_font(first: QFont, second: QFont, zoom: float) -> QFont:
    """A font that falls back to the other script's families, for a Latin name within Arabic and the reverse."""
    font = _sized(first, zoom)
    font.setFamilies(list(dict.fromkeys([*first.families(), *second.families()])))
    return font


def _name_font(base: QFont, zoom: float) -> QFont:
    font = _sized(base, zoom * 0.86)
    font.setWeight(QFont.Weight.DemiBold)
    return font


def _sized(base: QFont, factor: float) -> QFont:
    font = QFont(base)
    if base.pointSizeF() > 0:
        font.setPointSizeF(base.pointSizeF() * factor)
    else:
        font.setPixelSize(max(round(base.pixelSize() * factor), 1))
    return font


@dataclass(frozen=True, slots=True)
class Colours:
    """What is painted with what."""

    paper: QColor
    ink: QColor
    muted: QColor
    """Times and other small print."""
    name: QColor
    """Who speaks."""
    faint: QColor
    """The line between the columns."""
    accent: QColor
    """What lives: the cursor, the time and the bar of the row that is being said."""
    row: QColor
    """Behind the row that is being said."""
    selected: QColor
    selected_ink: QColor
    spoken: QColor
    spoken_ink: QColor
    mark: QColor
    """Behind the words of a quote."""
    mark_current: QColor
    line: QColor
    """The underline of a quote."""
    found: QColor
    found_line: QColor


def colours(palette: QPalette) -> Colours:
    """The colours for a palette; each that carries text is moved until it can be read."""
    role = QPalette.ColorRole
    paper, ink = palette.color(role.Base), palette.color(role.Text)
    selected, accent = palette.color(role.Highlight), palette.color(role.Accent)
    stark = contrast(ink, paper) > 15 and contrast(selected, paper) > 8
    readable_accent = _readable(accent, ink, paper, _READABLE)
    # Where a theme gives no accent of its own, the spoken word is set in reverse: nothing else looks like that.
    spoken = accent if accent != selected else _mixed(ink, paper, 0.0 if stark else 0.12)
    return Colours(
        paper=paper,
        ink=ink,
        muted=_readable(_mixed(ink, paper, 0.42), ink, paper, _READABLE),
        name=_readable(_mixed(ink, paper, 0.22), ink, paper, _READABLE),
        faint=_mixed(ink, paper, 0.86),
        accent=readable_accent,
        row=_mixed(accent, paper, 0.86 if stark else 0.93),
        selected=selected,
        selected_ink=_ink_on(selected, palette.color(role.HighlightedText), ink, paper),
        spoken=spoken,
        spoken_ink=_ink_on(spoken, paper, ink, palette.color(role.HighlightedText)),
        mark=_mixed(selected, paper, 0.84),
        mark_current=_mixed(selected, paper, 0.68),
        line=_readable(selected, ink, paper, _LARGE_ENOUGH),
        found=_mixed(palette.color(role.LinkVisited), paper, 0.84),
        found_line=_readable(palette.color(role.LinkVisited), ink, paper, _LARGE_ENOUGH),
    )


def _mixed(one: QColor, other: QColor, share: float) -> QColor:
    """A colour on the way from one to the other."""
    parts = zip(one.getRgbF()[:3], other.getRgbF()[:3], strict=True)
    return QColor.fromRgbF(*(a + (b - a) * share for a, b in parts))


def _readable(colour: QColor, ink: QColor, paper: QColor, least: float) -> QColor:
    """The colour, moved towards the ink until it stands out from the paper."""
    for step in range(11):
        moved = _mixed(colour, ink, step / 10)
        if contrast(moved, paper) >= least:
            return moved
    return ink


def _ink_on(ground: QColor, *inks: QColor) -> QColor:
    """The first ink that can be read on a ground, or else the one that can be read best."""
    return next(
        (one for one in inks if contrast(one, ground) >= _READABLE), max(inks, key=lambda one: contrast(one, ground))
    )


def contrast(one: QColor, other: QColor) -> float:
    """How well one colour stands out from another, 1 to 21, as WCAG reckons."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: QColor) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.getRgbF()[:3]
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
