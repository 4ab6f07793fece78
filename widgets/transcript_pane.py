"""The transcript and all that is done in it: choosing tiers, finding words, marking them in both languages at once."""

from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from app import alignment, citation, quoting
from app.finding import Found
from app.passages import Passage, cut, text_between
from app.playback import Playback
from app.problems import Refused
from app.session import Session
from app.tasks import Progress, Task
from app.timeline import WordTimes
from db.records import Quote, Transcript
from db.tokens import TIERS, Position, Tier
from widgets import icons, plain
from widgets.correction_dialog import CorrectionDialog
from widgets.finder import Finder
from widgets.models import corrections
from widgets.models.tiers import NONE, Pair, choose_pair
from widgets.search_bar import SearchBar
from widgets.selection_bar import SelectionBar
from widgets.tier_chooser import TierChooser
from widgets.transcript_view import Mark, TextSelection, TierText, TranscriptView

_AT_ONCE = 3000
"""Segments up to which the times of the words are gathered without a task."""
_PAUSE_MS = 60
_PROPOSED = ""
"""The id of the mark that shows which words are proposed; no quote has it."""


class TranscriptPane(QWidget):
    """Shows the tiers of one recording, plays from them, and marks quotes in them."""

    quote_clicked = Signal(str)
    quote_marked = Signal(str)
    """A new quote, or one that has other words now."""
    found_opened = Signal(object)
    """A Found that is not in the tiers on the screen: a quote, or words of another recording."""
    import_wanted = Signal()
    """A transcript shall be added to this recording."""
    following_changed = Signal(bool)

    def __init__(self, session: Session, playback: Playback, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._playback = session, playback
        self._media_id: str | None = None
        self._quote_id: str | None = None
        self._shown: Pair = NONE
        self._rows: alignment.Rows | None = None
        self._proposal: Passage | None = None
        self._quotes: dict[str, Quote] = {}
        self._marks: dict[Tier, list[Mark]] = {tier: [] for tier in TIERS}
        self._gathering: Task | None = None
        self.view = TranscriptView(self)
        self.search = SearchBar(self)
        self._finder = Finder(session, self.view, self.search, self._row_of)
        self._chooser = TierChooser(self)
        self._bar = SelectionBar(self)
        self._follow = QToolButton(self)
        self._find = QToolButton(self)
        self._add = QToolButton(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._lay_out()
        self._connect()
        self._load(NONE)

    # what the window calls

    @property
    def media_id(self) -> str | None:
        """The recording whose tiers are shown."""
        return self._media_id

    @property
    def shown(self) -> Pair:
        """The transcript in each column."""
        return self._shown

    def show_medium(self, media_id: str | None) -> None:
        """Show the tiers of this recording."""
        if media_id != self._media_id:
            self._media_id = media_id
            self._load(choose_pair(self._tiers(), NONE))

    def set_current_quote(self, quote_id: str | None, *, reveal: bool = False) -> None:
        """Light the words of this quote, and bring them into sight if asked to."""
        self._quote_id = quote_id
        quote = self._own_quote()
        self._bar.set_quote(quote is not None)
        self._gather_marks()
        if reveal and quote is not None:
            self._reveal(quote)

    def mark(self) -> Quote:
        """Mark the selected words as a new quote, with the words that are proposed beside them."""
        passage = self._passage(self._selection())
        frame_at = self._playback.stamp_at
        return self._done(self._session.do(self.tr("Mark quote"), quoting.mark, passage, self._accepted(), frame_at))

    def mark_and_adjust(self) -> None:
        """Mark the quote, then select its proposed words: "Use for this quote" takes them when they are right."""
        proposal = self._accepted()
        self.mark()
        for tier in TIERS:
            transcript = self._shown[tier]
            if proposal is not None and transcript is not None and transcript.id == proposal.transcript_id:
                self.view.select(tier, proposal.start, proposal.end)
                self.view.reveal(tier, proposal.start, keep_following=True)
                self.view.setFocus()

    def selected_passage(self) -> tuple[Passage | None, str]:
        """What is selected, and its words."""
        selection = self.view.selection()
        return (None, "") if selection is None else (self._passage(selection), selection.text)

    def add_part(self) -> Quote:
        """Add the selected words, and those that are proposed, to the current quote."""
        quote, passage = self._current(), self._passage(self._selection())
        return self._done(self._session.do(self.tr("Add part"), quoting.add_part, quote.id, passage, self._accepted()))

    def use_for_quote(self) -> Quote:
        """Let the current quote have the selected words, and no others, in their language."""
        quote, selection = self._current(), self._selection()
        label, passages = self.tr("Choose words anew"), [self._passage(selection)]
        return self._done(self._session.do(label, quoting.replace_tier, quote.id, passages, selection.tier))

    def correct(self) -> None:
        """Ask for a correction of the segment in which words are selected, or which is being said."""
        place = self.view.current_place()
        if place is None or self._session.read_only:
            return
        tier, ordinal = place
        transcript = self._shown[tier]
        if transcript is not None:
            CorrectionDialog(self._session, transcript.id, ordinal, self.window()).open()

    def toggle_both(self) -> None:
        """Take the proposed words of the other language along, or not."""
        self._bar.set_with_other(not self._bar.with_other)

    def find(self) -> None:
        """Open the search."""
        self.search.open(of_case=False)

    def find_in_case(self) -> None:
        """Open the search in the whole case."""
        self.search.open(of_case=True)

    def find_next(self) -> None:
        """Go to the next hit; open the search if there is none yet."""
        if self._finder.has_hits:
            self._finder.step(1)
        else:
            self.find()

    def find_previous(self) -> None:
        """Go to the hit before."""
        if self._finder.has_hits:
            self._finder.step(-1)
        else:
            self.find()

    def show_found(self, found: Found) -> None:
        """Go to a place that a search found, if it is in this recording."""
        if found.media_id != self._media_id:
            return
        if found.transcript_id is not None and found.quote_id is None:
            self._choose(found.tier or "original", found.transcript_id)
        self._finder.show(found)
        if found.start_ms is not None:
            self._playback.seek(found.start_ms)

    def set_following(self, following: bool) -> None:
        """Go along with what is being said, or stay."""
        self.view.set_following(following)

    # inside: making

    def _lay_out(self) -> None:
        self.search.hide()
        self._bar.hide()
        for button, icon, name, keys in (
            (self._follow, "follow", self.tr("Follow what is being said"), ""),
            (self._find, "search", self.tr("Find words"), "Ctrl+F"),
        ):
            button.setIcon(icons.get(icon))
            button.setAutoRaise(True)
            button.setAccessibleName(name)
            plain.tip(button, name, keys)
        self._follow.setCheckable(True)
        self._follow.setChecked(True)
        self._add.setAccessibleName(self.tr("Add a transcript"))
        plain.tip(self._add, self.tr("Add a transcript to this recording"))
        self._add.setIcon(icons.get("add-transcript"))
        self._add.setAutoRaise(True)
        self._add.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        head = QHBoxLayout()
        head.setContentsMargins(8, 4, 8, 4)
        head.setSpacing(4)
        head.addWidget(self._chooser, 1)
        for widget in (self._add, self._find, self._follow):
            head.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.search)
        layout.addWidget(self.view, 1)
        layout.addWidget(self._bar)
        self.setFocusProxy(self.view)

    def _connect(self) -> None:
        self._session.opened.connect(self._forget)
        self._session.closed.connect(self._forget)
        self._session.changed.connect(self._refresh)
        self._playback.word_changed.connect(self._light)
        self._pause.timeout.connect(self._propose)
        self.view.seek_wanted.connect(self._playback.seek)
        self.view.sentence_wanted.connect(self._playback.play_span)
        self.view.selection_changed.connect(self._selected)
        self.view.mark_clicked.connect(self._clicked)
        self.view.following_changed.connect(self._follow.setChecked)
        self.view.following_changed.connect(self.following_changed)
        self.view.set_citation(self._cite)
        self._follow.clicked.connect(self.view.set_following)
        self._find.clicked.connect(self.find)
        self._add.clicked.connect(self.import_wanted)
        self._chooser.chosen.connect(self._choose)
        self._bar.mark_wanted.connect(self.mark)
        self._bar.part_wanted.connect(self.add_part)
        self._bar.use_wanted.connect(self.use_for_quote)
        self._bar.with_other_changed.connect(lambda _with: self._show_marks())
        self._bar.adjust_wanted.connect(self.mark_and_adjust)
        self._bar.correct_wanted.connect(self.correct)
        self._finder.opened.connect(self._open_found)

    # inside: the tiers

    def _forget(self) -> None:
        self._media_id = self._quote_id = None
        self.search.close_search()
        self._load(NONE)

    def _refresh(self, changes: dict[str, set[str]]) -> None:
        if "transcript" in changes or "media" in changes:
            self._load(choose_pair(self._tiers(), self._shown))
        if "correction" in changes:
            self._show_corrections()
        if "quote" in changes:
            self._read_quotes(changes["quote"])

    def _show_corrections(self) -> None:
        """What reviewers hold that the shown transcripts should read, beneath what was imported."""
        for tier, transcript in self._shown.items():
            if transcript is not None:
                self.view.set_readings(tier, corrections.readings(self._session, transcript.id))

    def _tiers(self) -> list[Transcript]:
        there = self._session.is_open and self._media_id is not None
        return self._session.case.transcripts.of(self._media_id or "") if there else []

    def _choose(self, tier: Tier, transcript_id: str) -> None:
        chosen = self._session.case.transcripts.get(transcript_id)
        self._load(choose_pair(self._tiers(), {**self._shown, tier: chosen}, tier))

    def _load(self, pair: Pair) -> None:
        there = self._tiers()
        self._chooser.show_tiers(there, pair)
        self._add.setVisible(self._media_id is not None and not self._session.read_only)
        self._add.setText("" if there else self.tr("Add a transcript"))
        style = Qt.ToolButtonStyle.ToolButtonIconOnly if there else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        self._add.setToolButtonStyle(style)
        if there and _ids(pair) == _ids(self._shown):
            return
        self._shown = pair
        texts = {tier: self._text(one) for tier, one in pair.items()}
        original, translation = texts["original"], texts["translation"]
        both = original is not None and translation is not None
        self._rows = alignment.rows(original.segments, translation.segments) if both else None
        self._proposal = None
        self.view.set_tiers(original, translation)
        self._gather(original or translation)
        self._finder.set_tiers(pair)
        self._show_corrections()
        self._read_quotes()

    def _text(self, transcript: Transcript | None) -> TierText | None:
        if transcript is None:
            return None
        segments = self._session.case.transcripts.segments(transcript.id)
        return TierText(transcript.id, transcript.language, segments)

    def _gather(self, text: TierText | None) -> None:
        """Have the times of the words ready for the playback; those of a long transcript in a task."""
        if self._gathering is not None:
            self._gathering.finished.disconnect(self._playback.set_words)
            self._gathering.cancel()
            self._gathering = None
        self._playback.set_words(None)
        if text is None:
            return
        segments = text.segments
        if len(segments) <= _AT_ONCE:
            self._playback.set_words(WordTimes(segments))
            return

        def gather(_progress: Progress) -> WordTimes:
            return WordTimes(segments)

        self._gathering = Task(self.tr("Gather the times of the words"), gather, self)
        self._gathering.finished.connect(self._playback.set_words)
        self._gathering.start()

    def _light(self, word: Any) -> None:
        self.view.set_spoken(word)

    def _row_of(self, tier: Tier, ordinal: int) -> int:
        return self._rows.row_of(tier, ordinal) if self._rows is not None else ordinal

    # inside: marks

    def _own_quote(self) -> Quote | None:
        """The current quote, if it is of this recording."""
        return self._quotes.get(self._quote_id or "")

    def _read_quotes(self, ids: set[str] | None = None) -> None:
        """Read the quotes of this recording, or some of them again."""
        if self._media_id is None or not self._session.is_open:
            self._quotes = {}
        elif ids is None:
            self._quotes = {quote.id: quote for quote in self._session.case.quotes.of(self._media_id)}
        else:
            for id in ids:
                quote = self._session.case.quotes.find(id)
                if quote is not None and quote.media_id == self._media_id:
                    self._quotes[id] = quote
                else:
                    self._quotes.pop(id, None)
        self._bar.set_quote(self._own_quote() is not None)
        self._gather_marks()

    def _gather_marks(self) -> None:
        for tier in TIERS:
            transcript = self._shown[tier]
            self._marks[tier] = [
                Mark(quote.id, start, end, quote.id == self._quote_id)
                for quote in self._quotes.values()
                for start, end in _stretches(quote, tier, transcript.id if transcript else "")
            ]
        self._show_marks()

    def _show_marks(self) -> None:
        """Show the marks with what is proposed; a proposal that was shown and is none any more goes."""
        proposal = self._accepted()
        for tier in TIERS:
            transcript = self._shown[tier]
            marks = self._marks[tier]
            if proposal is not None and transcript is not None and proposal.transcript_id == transcript.id:
                marks = [*marks, Mark(_PROPOSED, proposal.start, proposal.end, True)]
            self.view.set_marks(tier, marks)

    def _clicked(self, quote_id: str) -> None:
        if quote_id != _PROPOSED:
            self.quote_clicked.emit(quote_id)

    def _reveal(self, quote: Quote) -> None:
        for tier in TIERS:
            transcript = self._shown[tier]
            for span in quote.tokens.spans(tier):
                if transcript is not None and span.transcript_id == transcript.id:
                    self.view.reveal(tier, span.start)
                    return

    # inside: selecting and marking

    def _selected(self, selection: TextSelection | None) -> None:
        self._bar.setVisible(selection is not None and not self._session.read_only)
        if selection is None:
            self._pause.stop()
            self._drop_proposal()
        else:
            self._pause.start()

    def _propose(self) -> None:
        """Find the words of the other tier that say the same as the selected ones."""
        self._pause.stop()
        selection = self.view.selection()
        other: Tier = "original" if selection and selection.tier == "translation" else "translation"
        here = self._shown[selection.tier] if selection else None
        there = self._shown[other]
        if selection is None or here is None or there is None or self._rows is None:
            self._drop_proposal()
            return
        segments = {one.id: self._session.case.transcripts.segments(one.id) for one in (here, there)}
        found = alignment.counterpart(selection, segments[here.id], segments[there.id], self._rows, selection.tier)
        self._proposal = None if found is None else Passage(there.id, *found)
        self._bar.show_proposal(other, text_between(*found, segments[there.id]) if found else "")
        self._show_marks()

    def _drop_proposal(self) -> None:
        if self._proposal is not None:
            self._proposal = None
            self._bar.show_proposal("translation", "")
            self._show_marks()

    def _accepted(self) -> Passage | None:
        """The words of the other tier that are taken along."""
        if self._pause.isActive():
            self._propose()
        return self._proposal if self._bar.with_other else None

    def _selection(self) -> TextSelection:
        selection = self.view.selection()
        if selection is None:
            raise Refused(self.tr("No words are selected."), self.tr("Select words in the transcript first."))
        return selection

    def _passage(self, selection: TextSelection) -> Passage:
        return Passage(selection.transcript_id, selection.start, selection.end)

    def _current(self) -> Quote:
        quote = self._own_quote()
        if quote is None:
            raise Refused(
                self.tr("No quote of this recording is chosen."), self.tr("Choose one, or mark a new one with Q.")
            )
        return quote

    def _done(self, quote: Quote) -> Quote:
        self.view.clear_selection()
        self.set_current_quote(quote.id)
        self.quote_marked.emit(quote.id)
        return quote

    # inside: the rest

    def _open_found(self, found: Found) -> None:
        if found.media_id == self._media_id and found.quote_id is None:
            self.show_found(found)
        else:
            self.found_opened.emit(found)

    def _cite(self, selection: TextSelection) -> str:
        case = self._session.case
        transcript = case.transcripts.get(selection.transcript_id)
        span = cut(self._passage(selection), case.transcripts.segments(transcript.id))
        place = citation.Place(span.start_ms, span.end_ms, span.estimated)
        medium = case.media.get(transcript.media_id)
        return citation.line(medium, place, transcript if selection.tier == "translation" else None)


def _ids(pair: Pair) -> list[str | None]:
    return [one.id if one else None for one in pair.values()]


def _stretches(quote: Quote, tier: Tier, transcript_id: str) -> list[tuple[Position, Position]]:
    """Where a quote's words stand in a transcript; spans that only a blank or a bracket parts are one stretch."""
    found: list[tuple[Position, Position]] = []
    for span in quote.tokens.spans(tier):
        if span.transcript_id != transcript_id:
            continue
        last = found[-1] if found else None
        if last is not None and last[1].ordinal == span.start.ordinal and 0 <= span.start.offset - last[1].offset <= 1:
            found[-1] = (last[0], span.end)
        else:
            found.append((span.start, span.end))
    return found
