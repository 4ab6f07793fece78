"""The page beside the matrix: an element in full, and the evidence for it and against it."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app import dates, law
from app.argument.matrix import cell, holding
from app.argument.reading import Column, Entry, Seen
from app.session import Session
from db.records import Element
from widgets import icons, plain, portions, theme
from widgets.divider import Divider
from widgets.incident_quotes import IncidentQuotes
from widgets.matrix import marks, words
from widgets.models.choices import label_in
from widgets.models.times import dotted

_AGAINST = ("contradicts", "qualifies")


class Detail(QScrollArea):
    """Text, source and notes of an element; each link with its words."""

    quote_wanted = Signal(str)
    incident_wanted = Signal(str)
    play_wanted = Signal(str)
    all_wanted = Signal()
    """Show all evidence of the element again."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(330)
        self.clear()

    def clear(self) -> None:
        """Show nothing."""
        self.setWidget(QWidget(self))

    def show_element(self, seen: Seen, path: str, column: str | None) -> None:
        """Show an element with all its evidence, or with that of one column."""
        element = next(one for one in seen.sheet.elements if one.path == path)
        page = QWidget(self)
        self._page = page
        inner = QVBoxLayout(page)
        inner.setContentsMargins(18, 14, 18, 18)
        inner.setSpacing(7)
        self._head(inner, seen, element)
        entries = [one for one in seen.sheet.entries if one.evidence.element == path]
        if column is not None:
            entries = [one for one in entries if one.evidence.column == column]
            self._only(inner, seen, column)
        self._evidence(inner, seen, entries, of_cell=column is not None)
        if seen.sheet.framework is not None:
            self._law(inner, seen)
        inner.addStretch(1)
        self.setWidget(page)

    # inside

    def _head(self, inner: QVBoxLayout, seen: Seen, element: Element) -> None:
        title = plain.heading(element.title, self._page, 1.15)
        title.setWordWrap(True)
        inner.addWidget(title)
        framework = seen.sheet.framework
        if framework is not None:
            inner.addWidget(
                plain.note(dotted([element.code, words.kind(element.kind), framework.citation or ""]), self._page)
            )
        if element.text:
            text = plain.label(element.text, self._page)
            text.setWordWrap(True)
            inner.addWidget(text)
        has_parts = any(one.parent == element.path for one in seen.sheet.elements)
        said = [words.logic(element.logic, has_parts=has_parts), words.fit(element.statement_fit)]
        for line in (one for one in said if one):
            inner.addWidget(plain.note(line, self._page))
        if element.hints:
            inner.addWidget(plain.note(self.tr("Means of proof: {}").format("; ".join(element.hints)), self._page))
        self._verify(inner, (element.verify or "").splitlines())
        standing = seen.assessment.standings[element.path]
        if standing.counts and standing.words:
            inner.addWidget(self._missing(standing.words))

    def _missing(self, said: str) -> QWidget:
        box = QFrame(self._page)
        box.setObjectName("card")
        line = QHBoxLayout(box)
        line.setContentsMargins(12, 8, 12, 8)
        text = plain.label(self.tr("Missing: {}").format(said), box)
        text.setWordWrap(True)
        line.addWidget(text, 1)
        return box

    def _verify(self, inner: QVBoxLayout, lines: list[str]) -> None:
        """What nobody has checked yet, always shown."""
        for said in (line for line in lines if line.strip()):
            row = QHBoxLayout()
            row.setSpacing(6)
            sign = plain.label("", self._page)
            sign.setPixmap(icons.get("warning").pixmap(QSize(14, 14)))
            sign.setAccessibleName(self.tr("To be verified"))
            row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(plain.note(self.tr("To be verified: {}").format(said), self._page), 1)
            inner.addLayout(row)

    def _only(self, inner: QVBoxLayout, seen: Seen, column: str) -> None:
        title = next((one.title for one in seen.sheet.columns if one.id == column), "")
        line = QHBoxLayout()
        line.addWidget(plain.note(self.tr("Only: {}").format(plain.isolated(title)), self._page), 1)
        every = QPushButton(self.tr("Show all evidence"), self._page)
        every.clicked.connect(self.all_wanted)
        line.addWidget(every, 0, Qt.AlignmentFlag.AlignTop)
        inner.addLayout(line)

    def _evidence(self, inner: QVBoxLayout, seen: Seen, entries: list[Entry], *, of_cell: bool) -> None:
        against = [one for one in entries if one.evidence.bearing in _AGAINST]
        support = [one for one in entries if one not in against]
        inner.addWidget(Divider(self._page))
        inner.addWidget(plain.heading(self.tr("Evidence"), self._page, 1.05))
        portions.add(inner, self._page, support, lambda one: self._card(seen, one, of_cell=of_cell))
        if not support:
            inner.addWidget(
                plain.note(self.tr("None yet. Link a quote to it in the inspector of the quote."), self._page)
            )
        inner.addWidget(plain.heading(self.tr("Against, and limits"), self._page, 1.05))
        portions.add(inner, self._page, against, lambda one: self._card(seen, one, of_cell=of_cell))
        if not against:
            inner.addWidget(plain.note(self.tr("Nothing is linked as speaking against it."), self._page))

    def _card(self, seen: Seen, entry: Entry, *, of_cell: bool) -> QFrame:
        column = seen.sheet.column(entry.evidence.column)
        card = QFrame(self._page)
        card.setObjectName("card")
        box = QVBoxLayout(card)
        box.setContentsMargins(12, 9, 9, 9)
        box.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(7)
        head.addWidget(Sign(cell([entry.evidence], seen.switches).direction, card), 0, Qt.AlignmentFlag.AlignTop)
        said = plain.note(self._said(seen, entry), card)
        head.addWidget(said, 1)
        box.addLayout(head)
        text = plain.label(column.text if column.kind == "quote" else column.title, card)
        text.setWordWrap(True)
        box.addWidget(text)
        if entry.link.reason:
            box.addWidget(plain.note(self.tr("Why: {}").format(entry.link.reason), card))
        for line in self._tests(seen, entry):
            box.addWidget(plain.note(line, card))
        if column.kind == "incident" and of_cell:
            box.addWidget(self._spoken_of(column.id, card))
        box.addLayout(self._buttons(card, column))
        return card

    def _spoken_of(self, incident_id: str, card: QFrame) -> IncidentQuotes:
        quotes = IncidentQuotes(self._session, card)
        quotes.quote_wanted.connect(self.quote_wanted)
        quotes.play_wanted.connect(self.play_wanted)
        quotes.show_of(incident_id)
        return quotes

    def _said(self, seen: Seen, entry: Entry) -> str:
        case = self._session.case
        link = entry.link
        if seen.sheet.framework is None:
            relation = label_in(law.terms(case, "statement_incident_relation"), link.relation)
            return dotted([relation, label_in(law.terms(case, "polarity"), link.polarity).partition(" (")[0]])
        bearing = label_in(law.terms(case, "bearing_on_element"), link.bearing)
        weight = self.tr("not weighed") if link.weight is None else self.tr("weight {} of 4").format(link.weight)
        return dotted([bearing, weight, link.directness or ""])

    def _tests(self, seen: Seen, entry: Entry) -> list[str]:
        """What the bracket test says of the link, and under this reading."""
        found: list[str] = []
        test = entry.test
        if test.holding == "falls":
            found.append(self.tr("Falls without the inserted words. {}").format(test.why))
        elif test.holding == "doubt":
            found.append(self.tr("Without the inserted words: can’t be told. {}").format(test.why))
        if seen.switches.we is not None and entry.evidence.we is not None:
            fate = holding(entry.evidence, type(seen.switches)(we=seen.switches.we))
            meant = ", ".join(entry.evidence.we)
            if fate == "falls":
                found.append(self.tr("Falls: its “we” means {}.").format(meant))
            elif fate == "doubt":
                found.append(self.tr("Whom its “we” means is not fixed."))
        return found

    def _buttons(self, card: QFrame, column: Column) -> QHBoxLayout:
        line = QHBoxLayout()
        line.addStretch(1)
        if column.kind == "quote":
            play = QPushButton(icons.get("play"), self.tr("Play"), card)
            plain.tip(play, self.tr("Play this quote"))
            play.clicked.connect(lambda: self.play_wanted.emit(column.id))
            line.addWidget(play)
        show = QPushButton(self.tr("Show"), card)
        wanted = self.quote_wanted if column.kind == "quote" else self.incident_wanted
        show.clicked.connect(lambda: wanted.emit(column.id))
        line.addWidget(show)
        return line

    def _law(self, inner: QVBoxLayout, seen: Seen) -> None:
        framework = seen.sheet.framework
        assert framework is not None
        inner.addWidget(Divider(self._page))
        inner.addWidget(plain.heading(self.tr("The framework"), self._page, 1.05))
        dated = (
            self.tr("version of {}").format(dates.in_words(framework.date)) if framework.date else self.tr("no date")
        )
        inner.addWidget(plain.note(dotted([framework.citation or "", framework.version or "", dated]), self._page))
        if framework.applicability:
            inner.addWidget(plain.note(framework.applicability, self._page))
        self._verify(inner, (framework.verify or "").splitlines())
        if framework.disclaimer:
            inner.addWidget(plain.note(framework.disclaimer, self._page))


class Sign(QWidget):
    """One of the matrix's signs, by itself."""

    def __init__(self, direction: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._direction = direction
        self.setFixedSize(17, 17)
        theme.watcher().changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        colour = self.palette().color(QPalette.ColorRole.Text)
        marks.draw_sign(painter, QRectF(2, 2, marks.SIZE, marks.SIZE), self._direction, colour)
