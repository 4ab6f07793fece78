"""A Word document to write on: headings, facts, passages and tables, each line in its own direction."""

import copy
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, cast

from docx import Document, oxml
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from app.exporters.one_way import one_way
from app.exporters.plain import plain
from app.script import Direction, direction_of

SERIF, SANS, MONO, ARABIC = "Cambria", "Calibri", "Consolas", "Times New Roman"
INK, SOFT, ACCENT, WARN = "17191C", "5B6169", "1D3B63", "8A2F12"
_LABEL = Mm(42)
_MADE = datetime(2000, 1, 1)
"""A fixed day, so that the bytes are the same every time."""


@dataclass(frozen=True, slots=True)
class Ink:
    """How a run of text looks."""

    size: float = 10
    font: str = SERIF
    colour: str = INK
    bold: bool = False
    italic: bool = False
    underline: bool = False
    raised: bool = False

    def but(self, **values: Any) -> "Ink":
        """The same with some things different."""
        return replace(self, **values)


BODY = Ink()
LABEL = Ink(8.5, SANS, SOFT)
MISSING = Ink(9, SANS, SOFT, italic=True)
CODE = Ink(8, MONO)
WARNING = Ink(9, SANS, WARN)
SMALL = Ink(8, SANS, SOFT)


Cell = tuple[str, Ink, Direction | None]
"""What stands in a cell, how it looks, and its direction; None: as its text goes."""


class Paper:
    """Wraps a document so that every text on it has passed `plain` and has its direction set."""

    def __init__(self, title: str, language: str) -> None:
        self.document: WordDocument = Document()
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(22)
        section.top_margin = section.bottom_margin = Mm(24)
        section.header_distance = section.footer_distance = Mm(10)
        about = self.document.core_properties
        about.title, about.author, about.comments, about.last_modified_by = plain(title)[:255], "", "", ""
        about.created = about.modified = _MADE
        about.revision = 1
        about.language = language
        for level, size, colour in ((1, 20, INK), (2, 15, INK), (3, 11, ACCENT), (4, 9.5, ACCENT)):
            self._dress(f"Heading {level}", size, colour)
        self._style_facts()
        self._body = cast("Any", self.document)._body
        # python-docx looks through the whole body for its end at each paragraph: quadratic in long documents.
        self._end = cast("Any", self.document).element.body.sectPr
        self._dipped: dict[tuple[Ink, Direction], Any] = {}

    def paragraph(self, style: str | None = None) -> Paragraph:
        """An empty paragraph at the end; `style` is the id of one of the document's styles."""
        element = _element("w:p")
        self._end.addprevious(element)
        if style:
            element.get_or_add_pPr().get_or_add_pStyle().val = style
        return Paragraph(element, self._body)

    def heading(self, text: str, level: int, *, new_page: bool = False) -> None:
        """A heading that the navigation pane of Word shows."""
        paragraph = self.paragraph(f"Heading{level}")
        if new_page:
            paragraph.paragraph_format.page_break_before = True
        sizes = {1: 20.0, 2: 15.0, 3: 11.0, 4: 9.5}
        colour = ACCENT if level > 2 else INK
        self.write(paragraph, text, Ink(sizes[level], SANS, colour, bold=True))

    def line(self, text: str, ink: Ink = BODY, direction: Direction | None = None) -> Paragraph:
        """A paragraph in the direction of its text, or in one that is given."""
        paragraph = self.paragraph()
        self.turn(paragraph, direction or direction_of(text))
        self.write(paragraph, text, ink)
        return paragraph

    def fact(self, label: str, value: str, ink: Ink) -> None:
        """A label with its value beside it."""
        paragraph = self.paragraph("Fact")
        self.write(paragraph, label, LABEL)
        paragraph.add_run("\t")
        self.write(paragraph, value, ink)

    def table(self, names: Sequence[str], widths: Sequence[float]) -> Table:
        """A table with a head that is repeated on every page; widths in millimetres."""
        element = CT_Tbl.new_tbl(1, len(names), Mm(sum(widths)))
        self._end.addprevious(element)
        table = Table(element, self._body)
        table.autofit = False
        borders = _element("w:tblBorders")
        for side in ("w:top", "w:bottom", "w:insideH"):
            borders.append(_element(side, {"w:val": "single", "w:sz": "4", "w:space": "0", "w:color": "C9CED4"}))
        cast("Any", table)._tbl.tblPr.append(borders)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        cast("Any", table.rows[0])._tr.get_or_add_trPr().append(_element("w:tblHeader"))
        for cell, name, width in zip(table.rows[0].cells, names, widths, strict=True):
            cell.width = Mm(width)
            self.write(cell.paragraphs[0], name, LABEL.but(bold=True))
        return table

    def row(self, table: Table, cells: Iterable[Cell], widths: Sequence[float]) -> None:
        """A row of a table; each cell has its own ink and direction."""
        for cell, (text, ink, direction), width in zip(table.add_row().cells, cells, widths, strict=True):
            cell.width = Mm(width)
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(2)
            self.turn(paragraph, direction or direction_of(text))
            self.write(paragraph, text, ink)

    def picture(self, png: bytes, caption: str) -> None:
        """A picture as wide as the text at most, with what it shows in words."""
        shape = self.paragraph().add_run().add_picture(io.BytesIO(png), width=Mm(120))
        cast("Any", shape)._inline.docPr.set("descr", plain(caption))
        self.line(caption, SMALL)

    def turn(self, paragraph: Paragraph, direction: Direction) -> None:
        """Set the direction of a paragraph: in one from right to left, its start is on the right."""
        if direction == "rtl":
            cast("Any", paragraph)._p.get_or_add_pPr().insert_element_before(
                _element("w:bidi"), "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing",
                "w:mirrorIndents", "w:jc", "w:outlineLvl", "w:rPr",
            )  # fmt: skip

    def shade(self, paragraph: Paragraph) -> None:
        """Give a paragraph a light ground, so that the eye finds it."""
        shading = _element("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": "F3F5F8"})
        cast("Any", paragraph)._p.get_or_add_pPr().insert_element_before(
            shading, "w:tabs", "w:suppressAutoHyphens", "w:bidi", "w:spacing", "w:ind", "w:jc", "w:rPr"
        )

    def write(self, paragraph: Paragraph, text: str, ink: Ink, base: Direction | None = None) -> None:
        """Put text on a paragraph, in runs that each go one way."""
        ground = base or ("rtl" if cast("Any", paragraph)._p.find(f".//{qn('w:bidi')}") is not None else "ltr")
        for part, direction in one_way(plain(text), ground):
            self._dip(paragraph.add_run(part), ink, direction)

    def running(self, start: str, end: str, *, foot: bool = False) -> None:
        """What stands at the top or the bottom of every page; at the bottom with the number of the page."""
        section = self.document.sections[0]
        paragraph = (section.footer if foot else section.header).paragraphs[0]
        paragraph.style = "Normal"  # The template's own style has tab stops for another page.
        cast("Any", paragraph.paragraph_format.tab_stops).add_tab_stop(Mm(166), WD_TAB_ALIGNMENT.RIGHT)
        self.write(paragraph, start, Ink(8, SANS, WARN, bold=True))
        paragraph.add_run("\t")
        self.write(paragraph, end, SMALL)
        if foot:
            self.write(paragraph, " · ", SMALL)
            self._field(paragraph, "PAGE")
            self.write(paragraph, " / ", SMALL)
            self._field(paragraph, "NUMPAGES")

    def save(self) -> bytes:
        """The document as a package, as python-docx writes it."""
        out = io.BytesIO()
        self.document.save(out)
        return out.getvalue()

    def _field(self, paragraph: Paragraph, code: str) -> None:
        for kind in ("begin", None, "end"):
            run = paragraph.add_run()
            self._dip(run, SMALL, "ltr")
            if kind:
                cast("Any", run)._r.append(_element("w:fldChar", {"w:fldCharType": kind}))
            else:
                instruction = _element("w:instrText", {"xml:space": "preserve"})
                instruction.text = f" {code} "
                cast("Any", run)._r.append(instruction)

    def _dress(self, name: str, size: float, colour: str) -> None:
        style = self.document.styles[name]
        font = cast("Any", style).font
        font.name, font.size, font.bold, font.italic = SANS, Pt(size), True, False
        font.color.rgb = RGBColor.from_string(colour)

    def _style_facts(self) -> None:
        style = cast("Any", self.document.styles).add_style("Fact", WD_STYLE_TYPE.PARAGRAPH)
        form = style.paragraph_format
        form.left_indent, form.first_line_indent, form.space_after = _LABEL, -_LABEL, Pt(1.5)
        form.tab_stops.add_tab_stop(_LABEL)

    def _dip(self, run: Run, ink: Ink, direction: Direction) -> None:
        """Give a run its look. The first of its kind is dressed, the others get a copy of its properties."""
        element = cast("Any", run)._r
        known = self._dipped.get((ink, direction))
        if known is None:
            known = self._dipped[ink, direction] = _dipped(run, ink, direction)
        if element.rPr is not None:
            element.remove(element.rPr)
        element.insert(0, copy.deepcopy(known))


def _dipped(run: Run, ink: Ink, direction: Direction) -> Any:
    """The properties of a run that has this look."""
    for name in ("bold", "italic", "underline"):
        if getattr(ink, name):
            setattr(run, name, True)
    run.font.size = Pt(ink.size)
    run.font.color.rgb = RGBColor.from_string(ink.colour)
    run.font.superscript = ink.raised or None
    run.font.name = ink.font
    properties = cast("Any", run)._r.get_or_add_rPr()
    properties.rFonts.set(qn("w:cs"), ARABIC)
    if direction == "rtl":
        run.font.rtl = True
        run.font.cs_bold, run.font.cs_italic = ink.bold or None, ink.italic or None
        size = _element("w:szCs", {"w:val": str(round(ink.size * 2.4))})
        properties.insert_element_before(size, "w:highlight", "w:u", "w:effect", "w:vertAlign", "w:rtl", "w:lang")
        properties.append(_element("w:lang", {"w:bidi": "ar-SA"}))
    return copy.deepcopy(properties)


def _element(name: str, attributes: dict[str, str] | None = None) -> Any:
    element = cast("Any", oxml).OxmlElement(name)
    for key, value in (attributes or {}).items():
        element.set(qn(key), value)
    return element
