"""All about the quote that is chosen, from its words to its history."""

from collections.abc import Collection
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app import citation, key_terms, nesting, people, printed_marks, quoting, tagging
from app.gaps import gaps_in
from app.passages import Passage, position_at
from app.session import Session
from db.records import Quote
from db.tokens import Span, Tier, Tokens
from widgets import icons, plain
from widgets.divider import Divider
from widgets.inspector.details import Details
from widgets.inspector.dissent import DissentNote
from widgets.inspector.history import History
from widgets.inspector.printed_box import PrintedBox
from widgets.inspector.remarks import Remarks
from widgets.inspector.tier_box import TierBox
from widgets.inspector.we_box import WeBox
from widgets.inspector.whole import TABLES as WHOLE
from widgets.inspector.whole import Whole
from widgets.links.of_quote import Links
from widgets.models import times

_TABLES = WHOLE | {
    "review",
    "comment",
    "tag",
    "tagging",
    "privilege",
    "quote",
    "link",
    "person",
    "role",
    "organisation",
    "incident",
    "framework",
    "vocabulary",
    "we_reference",
}


class Inspector(QWidget):
    """Shows one quote and changes it; each change is one step that can be undone."""

    play_wanted = Signal(int, int)
    """From and to, in milliseconds."""
    loop_wanted = Signal(int, int)
    decision_wanted = Signal(str)
    """Decide where reviewers differ about this quote."""
    quote_wanted = Signal(str)
    """Show this quote instead."""
    place_wanted = Signal(object)
    """Go to this place (`Found`) of a transcript."""
    quote_shown = Signal(str)
    """Which quote is shown now; empty for none."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._quote: Quote | None = None
        self.original = TierBox("original", self.tr("Original"), self)
        self.translation = TierBox("translation", self.tr("Translation"), self)
        self.printed = PrintedBox(session, self)
        self.printed.inherit_wanted.connect(
            lambda source: self._do(self.tr("Inherit marks of the text"), printed_marks.take_over, source)
        )
        self.details = Details(session, self)
        self.links = Links(session, self)
        self.remarks = Remarks(session, self)
        self.we = WeBox(session, self)
        self.we.play_wanted.connect(self.play_wanted)
        self.history = History(session, self)
        self.whole = Whole(session, self)
        self._when = plain.ElidedLabel("", self)
        self._disputed: Collection[str] = ()
        self.dispute = QPushButton(icons.get("warning"), self.tr("Reviewers differ here: decide…"), self)
        self.dispute.clicked.connect(lambda: self.decision_wanted.emit(self.quote_id or ""))
        self.dispute.hide()
        self.dissent = DissentNote(session, self)
        self._lay_out()
        for box in (self.original, self.translation):
            self._connect(box)
        self.whole.play_wanted.connect(self.play_wanted)
        self.whole.quote_wanted.connect(self.quote_wanted)
        self.whole.place_wanted.connect(self.place_wanted)
        self.whole.mark_wanted.connect(self.mark_passed_on)
        self.whole.note_wanted.connect(self.note_key_term)
        self.details.wanted.connect(self._describe)
        self.details.person_wanted.connect(self._add_speaker)
        self.details.tags_wanted.connect(self._tag)
        session.opened.connect(lambda: self.show_quote(None))
        session.closed.connect(lambda: self.show_quote(None))
        session.changed.connect(self._follow)
        self.show_quote(None)

    @property
    def quote_id(self) -> str | None:
        """The quote that is shown."""
        return self._quote.id if self._quote else None

    def show_quote(self, quote_id: str | None) -> None:
        """Show this quote, or none. What is still being written about another one is kept first."""
        if self._quote is not None and self._quote.id != quote_id and self._session.is_open:
            self.flush()
        before = self.quote_id
        found = self._session.case.quotes.find(quote_id) if quote_id and self._session.is_open else None
        self._quote = found
        self._stack.setCurrentIndex(1 if found else 0)
        if found is not None:
            self._fill(found)
        if before != self.quote_id:
            self._area.verticalScrollBar().setValue(0)
            self.quote_shown.emit(self.quote_id or "")

    def show_disputed(self, quote_ids: Collection[str]) -> None:
        """Which quotes reviewers differ about."""
        self._disputed = quote_ids
        self.dispute.setVisible(self.quote_id in quote_ids)

    def flush(self) -> None:
        """Keep what is still being written."""
        if self._quote is not None and not self._session.read_only:
            self.details.flush()
            self.links.flush()
            self.remarks.flush()
            self.we.flush()
            self.whole.flush()

    # what the window's actions call

    def choose_speaker(self) -> None:
        """Ask who is speaking."""
        self._open(self.details.speaker)

    def choose_capacity(self) -> None:
        """Ask in which capacity."""
        self._open(self.details.capacity)

    def choose_basis(self) -> None:
        """Ask on what basis the capacity stands."""
        self.details.basis.setVisible(True)
        self._open(self.details.basis)

    def choose_referent(self) -> None:
        """Ask whom the next “we” means."""
        if self._may_write():
            self._area.ensureWidgetVisible(self.we)
            self.we.next_open()

    def choose_status(self) -> None:
        """Ask how far the review has come."""
        self._open(self.details.review.status)

    def choose_marking(self) -> None:
        """Ask for the marking."""
        self._open(self.details.marking)

    def comment(self) -> None:
        """Go where one says something to the others about the quote."""
        if self._may_write():
            self.remarks.focus()
            self._area.ensureWidgetVisible(self.remarks.field)

    def link_incident(self) -> None:
        """Ask for an incident to link to."""
        if self._may_write():
            self._area.ensureWidgetVisible(self.links.to_incident)
            self.links.choose_incident()

    def link_element(self) -> None:
        """Ask for an element to link to."""
        if self._may_write():
            self._area.ensureWidgetVisible(self.links.to_element)
            self.links.choose_element()

    def write_notes(self) -> None:
        """Go to the notes."""
        if self._may_write():
            self.details.notes.setFocus()
            self._area.ensureWidgetVisible(self.details.notes)

    def focus_words(self) -> None:
        """Go to the words of the quote: to the translation if there is one."""
        if self._quote is not None:
            box = self.translation if self._quote.tokens.translation else self.original
            box.text.setFocus()

    def show_part(self, name: str) -> None:
        """Unfold a part of what the quote stands with, and go there: `left_out`, `companions`, `translations`, ..."""
        if self._quote is not None:
            part = getattr(self.whole, name)
            part.focus()
            self._area.ensureWidgetVisible(part)

    def mark_passed_on(self) -> None:
        """The selected words of the quote are another's, whom the speaker passes on."""
        passage = self._selected(self.translation, self.original)
        if self._quote is not None and passage is not None:
            self._session.do(self.tr("Mark words passed on"), nesting.add, self._quote.id, passage)
        self.show_part("nested")

    def note_key_term(self) -> None:
        """On the selected words of the quote much hangs: their transliteration is asked for next."""
        passage = self._selected(self.original, self.translation)
        made = None
        if self._quote is not None and passage is not None:
            made = self._session.do(self.tr("Add key term"), key_terms.add_passage, self._quote.id, passage)
        self.show_part("terms")
        if made is not None:
            self.whole.terms.write(made.id)

    def _selected(self, *boxes: TierBox) -> Passage | None:
        """The words that are selected in the first of these that has some."""
        if self._quote is None or not self._may_write():
            return None
        for box in boxes:
            stretches = box.text.laid.stretches(*box.text.selected)
            if stretches:
                return self._passage(box.tier, stretches[0], stretches[-1])
        return None

    def show_history(self) -> None:
        """Unfold the history."""
        self.history.open()
        self._area.ensureWidgetVisible(self.history)

    def play(self) -> None:
        """Play the quote from its first word to its last."""
        if (when := self._times()) is not None:
            self.play_wanted.emit(*when)

    def loop(self) -> None:
        """Play it again and again."""
        if (when := self._times()) is not None:
            self.loop_wanted.emit(*when)

    def play_omitted(self) -> None:
        """Play the words that the ellipsis at the caret leaves out, or the first one."""
        focused = next((box for box in (self.original, self.translation) if box.text.hasFocus()), None)
        for box in (focused, self.translation, self.original):
            if box is not None and (when := box.omitted()) is not None:
                self.play_wanted.emit(*when)
                return

    def insert_bracket(self) -> None:
        """Ask for words in brackets at the caret; at the end of the quote where there is none."""
        if self._quote is not None and self._may_write():
            if not (self.original.text.hasFocus() or self.translation.text.hasFocus()):
                self.focus_words()
            box = self.original if self.original.text.hasFocus() else self.translation
            self._area.ensureWidgetVisible(box)
            box.ask_bracket()

    def delete(self) -> None:
        """Delete the quote and its links; undo brings it back."""
        if self._quote is not None and self._may_write():
            self._session.do(self.tr("Delete quote"), quoting.delete, self._quote.id)

    # inside

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(4)
        self._when.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        head.addWidget(self._when, 1)
        for icon, name, call in (
            ("play", self.tr("Play the quote"), self.play),
            ("loop", self.tr("Play the quote again and again"), self.loop),
            ("delete", self.tr("Delete the quote"), self.delete),
        ):
            button = QToolButton(self)
            button.setIcon(icons.get(icon))
            button.setAutoRaise(True)
            button.setAccessibleName(name)
            plain.tip(button, name)
            button.clicked.connect(call)
            head.addWidget(button)
        page = QWidget(self)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(14, 10, 14, 14)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addWidget(self.dispute)
        layout.addWidget(self.dissent)
        for part in (self.original, Divider(page), self.translation, self.printed, Divider(page), self.details):
            layout.addWidget(part)
        layout.addWidget(Divider(page))
        layout.addWidget(plain.heading(self.tr("Whom “we” means"), page, 1.05))
        layout.addWidget(self.we)
        layout.addWidget(self.whole)
        layout.addWidget(Divider(page))
        layout.addWidget(plain.heading(self.tr("Links"), page, 1.05))
        layout.addWidget(self.links)
        layout.addWidget(Divider(page))
        layout.addWidget(self.remarks)
        layout.addWidget(Divider(page))
        layout.addWidget(self.history)
        layout.addStretch(1)
        self._area = QScrollArea(self)
        self._area.setWidget(page)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        empty = plain.note(
            self.tr("No quote is chosen.\nSelect words in the transcript and press Q to mark one."), self
        )
        empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(empty)
        self._stack.addWidget(self._area)

    def _connect(self, box: TierBox) -> None:
        tier = box.tier
        box.play_wanted.connect(self.play_wanted)
        box.bracket_wanted.connect(
            lambda index, offset, text, kind, replaces: self._do(
                self.tr("Insert brackets"), quoting.bracket, tier, index, offset, text, kind, replaces
            )
        )
        box.bracket_change_wanted.connect(
            lambda index, text, kind: self._do(
                self.tr("Change brackets"), quoting.change_bracket, tier, index, text, kind
            )
        )
        box.emphasis_wanted.connect(
            lambda stretches, whose: self._do(
                self.tr("Change emphasis") if whose else self.tr("Remove emphasis"),
                quoting.emphasise_all,
                tier,
                stretches,
                whose or None,
            )
        )
        box.sic_wanted.connect(
            lambda index, offset: self._do(self.tr("Insert [sic]"), quoting.sic, tier, index, offset)
        )
        box.leave_out_wanted.connect(
            lambda stretches: self._do(self.tr("Leave words out"), quoting.leave_out, tier, stretches)
        )
        box.remove_wanted.connect(lambda index: self._do(self.tr("Remove part"), quoting.remove_part, tier, index))

    def _do(self, label: str, verb: Any, *values: Any) -> None:
        if self._quote is not None:
            self._session.do(label, verb, self._quote.id, *values)

    def _describe(self, label: str, field: str, value: object) -> None:
        if self._quote is not None:
            self._session.do(label, quoting.describe, self._quote.id, **{field: value})

    def _tag(self, names: str | None) -> None:
        if self._quote is not None:
            tags = (names or "").split(",")
            self._session.do(self.tr("Set tags"), tagging.set_tags, "quote", self._quote.id, tags)

    def _add_speaker(self, name: str) -> None:
        if self._quote is not None:
            self._session.do(self.tr("Set new speaker"), people.add_speaker, self._quote.id, name)

    def _passage(self, tier: Tier, first: tuple[int, int, int], last: tuple[int, int, int]) -> Passage:
        """From the start of one stretch of spoken words to the end of another."""
        tokens = self._quote.tokens.of(tier) if self._quote else ()
        one, other = tokens[first[0]], tokens[last[0]]
        assert isinstance(one, Span)
        assert isinstance(other, Span)
        segments = self._session.case.transcripts.segments(one.transcript_id)
        return Passage(one.transcript_id, position_at(one, first[1], segments), position_at(other, last[2], segments))

    def _may_write(self) -> bool:
        return self._quote is not None and not self._session.read_only

    def _open(self, field: Any) -> None:
        if self._may_write():
            self._area.ensureWidgetVisible(field)
            field.open()

    def _times(self) -> tuple[int, int] | None:
        tokens = self._quote.tokens if self._quote else Tokens()
        start, end = tokens.start_ms, tokens.end_ms
        return None if start is None or end is None else (start, end)

    def _follow(self, changes: dict[str, set[str]]) -> None:
        if self._quote is not None and _TABLES & changes.keys():
            self.show_quote(self._quote.id)

    def _fill(self, quote: Quote) -> None:
        case = self._session.case
        self.dispute.setVisible(quote.id in self._disputed)
        writable = not self._session.read_only
        medium = case.media.get(quote.media_id)
        self._when.setText(times.dotted([times.between(quote.tokens.start_ms, quote.tokens.end_ms), medium.title]))
        gaps = gaps_in(case.transcripts.segments)
        self.original.show_quote(
            quote, self._title("original", quote), gaps, self._nothing("original"), writable=writable
        )
        self.translation.show_quote(
            quote, self._title("translation", quote), gaps, self._nothing("translation"), writable=writable
        )
        self.printed.show_quote(quote, writable=writable)
        self.details.show_quote(quote, writable=writable)
        self.we.show_quote(quote, writable=writable)
        self.links.show_quote(quote, writable=writable)
        self.whole.show_quote(quote, writable=writable)
        self.remarks.show_record("quote", quote.id, writable=writable)
        self.history.show_quote(quote.id)

    def _title(self, tier: Tier, quote: Quote) -> str:
        name = self.tr("Original") if tier == "original" else self.tr("Translation")
        span = next(quote.tokens.spans(tier), None)
        transcript = self._session.case.transcripts.find(span.transcript_id) if span else None
        if transcript is None:
            return name
        tongue = citation.language(transcript.language) if transcript.language else ""
        by = self.tr("by {}").format(transcript.translator) if transcript.translator else ""
        state = transcript.translation_state or ""
        return times.dotted([name, tongue, by, state])

    def _nothing(self, tier: Tier) -> str:
        if tier == "original":
            return self.tr("No words in the original yet. Select them in that column, then “Use for this quote”.")
        return self.tr("No words in the translation yet. Select them in that column, then “Use for this quote”.")
