"""How the first page of a quote sheet will read, set from the same value that the exporters write."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import (
    QFont,
    QPalette,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextLength,
    QTextTableFormat,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from app.script import Direction
from app.sheet import Sheet
from app.sheet.values import NOT_STATED, Fact, Facts, Line, QuoteSheet, TierPassage, Use
from widgets import plain
from widgets.models.choice_delegate import mixed


class SheetPreview(QTextEdit):
    """A page that can be read and scrolled; every word is inserted as plain text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setAccessibleName(self.tr("Preview of the first page"))
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.document().setDocumentMargin(22)
        self._cursor = QTextCursor(self.document())

    def sizeHint(self) -> QSize:
        """About a page."""
        return QSize(430, 560)

    def show_sheet(self, sheet: Sheet) -> None:
        """Set the sheet's head and its first quote, block by block."""
        self._begin()
        if sheet.marking:
            self._line(sheet.marking, weight=QFont.Weight.Bold, align=Qt.AlignmentFlag.AlignHCenter)
        self._line(sheet.title, 1.5, QFont.Weight.DemiBold)
        self._line(self.tr("Quote sheet"), soft=True, after=8)
        self._facts(sheet.header)
        for quote in sheet.quotes[:1]:
            self._quote(quote)
        self._end()

    def show_table(self, header: list[str], row: list[str]) -> None:
        """Set the columns of a table with what the first row holds."""
        self._begin()
        self._line(self.tr("First row of the table"), 1.2, QFont.Weight.DemiBold, after=8)
        self._facts(tuple(Fact(name, value or None, "–") for name, value in zip(header, row, strict=False)))
        self._end()

    def show_nothing(self, why: str) -> None:
        """Say why there is no page."""
        self._begin()
        self._line(why, soft=True)
        self._end()

    # inside

    def _begin(self) -> None:
        self.clear()
        self._cursor = QTextCursor(self.document())
        self._is_first = True

    def _end(self) -> None:
        self._cursor.movePosition(QTextCursor.MoveOperation.Start)
        self.setTextCursor(self._cursor)
        self.verticalScrollBar().setValue(0)

    def _quote(self, quote: QuoteSheet) -> None:
        """The nine blocks in their order, as far as they hold something."""
        self._line(f"{quote.number}. {quote.title}", 1.25, QFont.Weight.DemiBold, before=14)
        if quote.marking:
            self._line(quote.marking, weight=QFont.Weight.Bold)
        self._line(quote.citation, soft=True, after=6)
        self._facts(quote.header)
        self._block("B", self.tr("Source"), quote.source)
        for number, copy in enumerate(quote.copies, 1):
            self._below(self.tr("Copy {}").format(number))
            self._facts(copy)
        self._block("C", self.tr("Passage"))
        self._line(quote.picture.caption, soft=True, italic=quote.picture.png is None)
        for sentence in quote.missing:
            self._line(sentence, soft=True, italic=True)
        for tier in quote.passages:
            self._passage(tier)
        if quote.key_terms:
            self._below(self.tr("Key terms"))
            self._facts(quote.key_terms)
        if quote.corrections:
            self._below(self.tr("Corrections of the transcript"))
            self._facts(quote.corrections)
        if quote.translation or quote.renderings:
            self._translation(quote)
        self._block("E", self.tr("Speaker"), quote.speaker)
        self._context(quote)
        self._block("G", self.tr("Use"))
        for title, uses in ((self.tr("Incidents"), quote.incidents), (self.tr("Elements of law"), quote.elements)):
            self._uses(title, uses)
        self._block("H", self.tr("Against"))
        self._uses("", quote.against)
        self._block("I", self.tr("Sign-off"), quote.signed)
        for note in quote.notes:
            self._below(_joined(note.about, note.marking or ""))
            self._line(note.text)

    def _passage(self, tier: TierPassage) -> None:
        self._line(tier.title, 0.9, soft=True, before=6)
        self._new_block(tier.direction, before=2, after=4)
        pieces = tier.rendition.pieces
        opening, closing = ("", "") if tier.rendition.is_block else (tier.quotation[:1], tier.quotation[-1:])
        self._insert(opening, 1.2)
        for piece in pieces:
            self._insert(piece.before, 1.2)
            self._insert(piece.text, 1.2, italic=bool(piece.emphasis), soft=piece.kind != "words")
        self._insert(closing, 1.2)
        if tier.rendition.parenthetical:
            self._line(tier.rendition.parenthetical, soft=True)
        for warning in tier.warnings:
            self._line(warning, weight=QFont.Weight.Medium)
        self._facts(tier.facts)
        if tier.insertions:
            self._below(self.tr("Words put in"))
            self._facts(tuple(Fact(f"[{one.text}]", _joined(one.type, one.author or "")) for one in tier.insertions))
        if tier.omissions:
            self._below(self.tr("Annex: words left out"))
            for one in tier.omissions:
                told = _joined(str(one.number), one.seconds or "", one.why)
                self._line(told, 0.88, soft=True)
                if one.text:
                    self._new_block(tier.direction, before=0, after=2)
                    self._insert(one.text, 0.95)

    def _translation(self, quote: QuoteSheet) -> None:
        self._block("D", self.tr("Translation"), quote.translation)
        for warning in quote.voided:
            self._line(warning, weight=QFont.Weight.DemiBold)
        for number, certificate in enumerate(quote.certificates, 1):
            self._below(self.tr("Certificate {}").format(number))
            self._facts(certificate)
        for number, one in enumerate(quote.renderings, 1):
            self._below(self.tr("Another translation, {}").format(number))
            self._new_block(one.direction, before=2, after=2)
            self._insert(one.text)
            self._facts(one.facts)

    def _context(self, quote: QuoteSheet) -> None:
        self._block("F", self.tr("Context"))
        self._below(self.tr("The question asked"))
        self._line(quote.question or NOT_STATED, soft=not quote.question, italic=not quote.question)
        for around in quote.surroundings:
            self._below(around.title)
            self._lines((*around.before, *around.after))
        for one in quote.companions:
            self._below(_joined(one.title, one.source))
            self._lines(one.lines)

    def _lines(self, lines: tuple[Line, ...]) -> None:
        for one in lines:
            self._new_block(one.direction, before=0, after=1)
            self._insert(f"{_joined(one.time or '', one.speaker or '')}  ", 0.82, soft=True)
            self._insert(one.text, 0.92)

    def _block(self, letter: str, title: str, facts: Facts = ()) -> None:
        self._line(f"{letter}  {title}", 1.05, QFont.Weight.DemiBold, before=12, after=2)
        self._facts(facts)

    def _below(self, title: str) -> None:
        self._line(title, 0.92, QFont.Weight.Medium, before=6, after=1)

    def _uses(self, title: str, uses: tuple[Use, ...]) -> None:
        if uses and title:
            self._below(title)
        if not uses:
            self._line(_joined(title, self.tr("none")), soft=True, italic=True)
        for use in uses:
            self._line(use.title, weight=QFont.Weight.Medium)
            known = tuple(fact for fact in use.facts if fact.value is not None)
            self._facts(known or use.facts)
            for note in use.verify:
                self._line(self.tr("Verify: {}").format(note), soft=True, italic=True)

    def _facts(self, facts: Facts) -> None:
        if not facts:
            return
        shape = QTextTableFormat()
        shape.setBorder(0)
        shape.setCellPadding(2)
        shape.setCellSpacing(0)
        shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        shape.setColumnWidthConstraints(
            [QTextLength(QTextLength.Type.PercentageLength, 32), QTextLength(QTextLength.Type.PercentageLength, 68)]
        )
        table = self._cursor.insertTable(len(facts), 2, shape)
        for row, fact in enumerate(facts):
            self._cursor = table.cellAt(row, 0).firstCursorPosition()
            self._insert(fact.label, 0.88, soft=True)
            self._cursor = table.cellAt(row, 1).firstCursorPosition()
            self._insert(fact.shown, 0.88, soft=fact.value is None, italic=fact.value is None)
        self._cursor = QTextCursor(self.document())
        self._cursor.movePosition(QTextCursor.MoveOperation.End)

    def _line(
        self,
        text: str,
        size: float = 1.0,
        weight: QFont.Weight = QFont.Weight.Normal,
        *,
        soft: bool = False,
        italic: bool = False,
        before: int = 0,
        after: int = 0,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        self._new_block("ltr", before, after, align)
        self._insert(text, size, weight, soft=soft, italic=italic)

    def _new_block(
        self, direction: Direction, before: int, after: int, align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft
    ) -> None:
        shape = QTextBlockFormat()
        shape.setTopMargin(before)
        shape.setBottomMargin(after)
        rtl = direction == "rtl"
        shape.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        side = Qt.AlignmentFlag.AlignRight if rtl else align
        shape.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        if self._is_first:
            self._is_first = False
            self._cursor.setBlockFormat(shape)
        else:
            self._cursor.insertBlock(shape)

    def _insert(
        self,
        text: str,
        size: float = 1.0,
        weight: QFont.Weight = QFont.Weight.Normal,
        *,
        soft: bool = False,
        italic: bool = False,
    ) -> None:
        palette = self.palette()
        ink, paper = palette.color(QPalette.ColorRole.Text), palette.color(QPalette.ColorRole.Base)
        shape = QTextCharFormat()
        font = plain.scaled(self.font(), size)
        font.setWeight(weight)
        font.setItalic(italic)
        shape.setFont(font)
        shape.setForeground(mixed(ink, paper, 0.38) if soft else ink)
        self._cursor.insertText(plain.safe(text), shape)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
