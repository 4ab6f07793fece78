"""One language of a quote: its words, what can be done with them, and what is known of the piece at the caret."""

from typing import Any

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from app import rendition
from app.gaps import Gaps
from db.records import Quote
from db.tokens import Bracket, Sic, Span, Tier
from widgets import icons, plain
from widgets.inspector import alterations
from widgets.inspector.bracket_box import BracketBox
from widgets.inspector.laid import Run
from widgets.inspector.quote_text import QuoteText
from widgets.models import times
from widgets.models.choice_delegate import smaller


class TierBox(QFrame):
    """Tells wishes with tokens and offsets; whoever owns it runs the verbs."""

    bracket_wanted = Signal(int, int, str, str, int)
    """Token, offset, words, type, how many code points it stands for."""
    bracket_change_wanted = Signal(int, str, str)
    emphasis_wanted = Signal(list, str)
    """Stretches (token, first, last), and whose stress they shall bear: `added`, `original`, or empty for none."""
    sic_wanted = Signal(int, int)
    leave_out_wanted = Signal(list)
    """Stretches of spoken words that shall no longer be quoted."""
    remove_wanted = Signal(int)
    """The token at that index."""
    play_wanted = Signal(int, int)
    """From and to, in milliseconds."""

    def __init__(self, tier: Tier, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tier: Tier = tier
        self._quote: Quote | None = None
        self._writable = True
        self.setObjectName("tier")
        self._title = plain.note(title, self)
        self.text = QuoteText(title, self)
        self._said = plain.note("", self)
        self.left_out = plain.label("", self)
        self.left_out.setWordWrap(True)
        self.left_out.setContentsMargins(8, 2, 8, 4)
        self.left_out.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.left_out.setAccessibleName(self.tr("The words left out"))
        self.left_out.hide()
        self._share = ""
        self._play = self._button("", self.tr("Play this part, or the words left out"), self._play_run)
        self._play.setIcon(icons.get("play"))
        self._edit = self._button(self.tr("Edit"), self.tr("Edit the words in brackets"), self._open_run)
        self._whose = self._button(
            "", self.tr("Say whose stress it is: added, or the speaker's own"), self._turn_emphasis
        )
        self._remove = self._button(self.tr("Remove"), self.tr("Remove this part"), self._remove_run)
        self._bracket = self._button("[ ]", self.tr("Put words in brackets in at the caret ([)"), self.ask_bracket)
        self._stress = self._button("B", self.tr("Stress the selected words (Ctrl+B)"), self._toggle_emphasis)
        self._sic = self._button("[sic]", self.tr("Say that the words stand as they were said"), self._ask_sic)
        self._empty = plain.note("", self)
        self._lay_out()
        self.text.run_changed.connect(self._show_run)
        self.text.selectionChanged.connect(lambda: self._show_run(self.text.run))
        self.text.opened.connect(self._open)
        self.text.bracket_wanted.connect(self.ask_bracket)
        self.text.emphasis_wanted.connect(self._toggle_emphasis)
        self.text.remove_wanted.connect(self._delete)

    def show_quote(self, quote: Quote, title: str, gaps: Gaps, nothing: str, *, writable: bool) -> None:
        """Show this tier of a quote; `nothing` says what to do where it has no words."""
        self._quote, self._writable = quote, writable
        tokens = quote.tokens.of(self.tier)
        shown = rendition.render(tokens, gaps=gaps)
        self._share = alterations.share(shown)
        self._title.setText(title)
        self._empty.setText(nothing)
        self._empty.setVisible(not tokens)
        self.text.setVisible(bool(tokens))
        for button in (self._bracket, self._stress, self._sic):
            button.setVisible(bool(tokens) and writable)
        self.text.show_tokens(shown, tokens, alterations.tips(shown))

    def omitted(self) -> tuple[int, int] | None:
        """When the words are said that the ellipsis at the caret leaves out, or the first one that tells."""
        runs = [self.text.run, *self.text.laid.runs]
        times = [self._times(run) for run in runs if run is not None and run.piece.omission is not None]
        return next((when for when in times if when is not None), None)

    def ask_bracket(self) -> None:
        """Ask for words to put in at the caret, or for the selected words to stand for."""
        first, last = self.text.selected
        spot = self.text.laid.spot_at(first)
        run = self.text.run
        if not self._writable or spot is None:
            return
        if first == last and run is not None and run.piece.bracket is not None:
            self._open(run)
            return
        stretches = self.text.laid.stretches(first, last)
        if len(stretches) == 1:
            token, begin, end = stretches[0]
        else:
            token, begin, end = spot.token, spot.offset, spot.offset
        span = self._quote.tokens.of(self.tier)[token] if self._quote else None
        replaced = span.text[begin:end] if isinstance(span, Span) else ""
        box = BracketBox(replaced=" ".join(replaced.split()), parent=self.window())
        box.accepted.connect(lambda words, kind: self.bracket_wanted.emit(token, begin, words, kind, end - begin))
        self._open_box(box)

    # inside

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(2)
        head.addWidget(self._title, 1)
        for button in (self._bracket, self._stress, self._sic):
            head.addWidget(button)
        foot = QHBoxLayout()
        foot.setSpacing(2)
        foot.addWidget(self._play)
        foot.addWidget(self._said, 1)
        foot.addWidget(self._edit)
        foot.addWidget(self._whose)
        foot.addWidget(self._remove)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(head)
        layout.addWidget(self.text)
        layout.addWidget(self._empty)
        layout.addLayout(foot)
        layout.addWidget(self.left_out)

    def _button(self, text: str, name: str, call: Any) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setAccessibleName(name)
        plain.tip(button, name)
        button.setAutoRaise(True)
        button.setFont(smaller(self.font()))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(call)
        return button

    def _show_run(self, run: Run | None) -> None:
        there = run is not None and self._quote is not None
        own = there and run is not None and run.piece.token is not None
        self._said.setText(self._told(run) if there and run is not None else "")
        words = alterations.left_out(run.piece) if there and run is not None else ""
        self.left_out.setText(words)
        self.left_out.setVisible(bool(words))
        self._play.setVisible(there and run is not None and self._times(run) is not None)
        self._edit.setVisible(self._writable and there and run is not None and run.piece.bracket is not None)
        stress = run.piece.emphasis if there and run is not None else None
        self._whose.setText(self.tr("We added it") if stress == "original" else self.tr("It is the speaker's"))
        self._whose.setVisible(self._writable and own and bool(stress))
        self._remove.setVisible(self._writable and own and (not self._is_last(run) if run else False))

    def _told(self, run: Run) -> str:
        if run.piece.bracket is not None:
            return alterations.of_bracket(run.piece.bracket)
        if run.piece.omission is not None:
            return times.dotted([alterations.in_short(run.piece.omission), self._share])
        if run.piece.kind == "sic":
            return self.tr("The words before it stand as they were said.")
        parts = self.text.laid.parts()
        number = self.text.laid.part_of(run)
        span = self._token(run)
        which = self.tr("Part {} of {}").format((number or 0) + 1, len(parts)) if len(parts) > 1 else ""
        when = times.between(span.start_ms, span.end_ms) if isinstance(span, Span) else ""
        guess = self.tr("times estimated") if isinstance(span, Span) and span.estimated else ""
        stressed = {"added": self.tr("emphasis added"), "original": self.tr("emphasis in original")}
        return times.dotted([which, when, guess, stressed.get(run.piece.emphasis or "", "")])

    def _token(self, run: Run) -> Span | Bracket | Sic | Any:
        if self._quote is None or run.piece.token is None:
            return None
        return self._quote.tokens.of(self.tier)[run.piece.token]

    def _times(self, run: Run) -> tuple[int, int] | None:
        """When what is at the caret is said: the whole part, or the words left out."""
        if run.piece.omission is not None:
            start, end = run.piece.omission.start_ms, run.piece.omission.end_ms
        else:
            part = next((part for part in self.text.laid.parts() if run in part), [run])
            spans = [token for one in part if isinstance(token := self._token(one), Span)]
            start = min((span.start_ms for span in spans if span.start_ms is not None), default=None)
            end = max((span.end_ms for span in spans if span.end_ms is not None), default=None)
        return None if start is None or end is None or start >= end else (start, end)

    def _is_last(self, run: Run | None) -> bool:
        """Whether nothing spoken would be left in the quote without it."""
        if run is None or not run.has_words or self._quote is None:
            return False
        return sum(1 for _ in self._quote.tokens.spans()) == 1

    def _play_run(self) -> None:
        run = self.text.run
        if run is not None and (when := self._times(run)) is not None:
            self.play_wanted.emit(*when)

    def _remove_run(self) -> None:
        run = self.text.run
        if run is not None and run.piece.token is not None:
            self.remove_wanted.emit(run.piece.token)

    def _delete(self) -> None:
        if not self._writable:
            return
        first, last = self.text.selected
        stretches = self.text.laid.stretches(first, last)
        if stretches:
            self.leave_out_wanted.emit(stretches)
        elif (run := self.text.run) is not None and not run.has_words:
            self._remove_run()

    def _open_run(self) -> None:
        if self.text.run is not None:
            self._open(self.text.run)

    def _open(self, run: Run) -> None:
        bracket = run.piece.bracket
        if bracket is None or run.piece.token is None or not self._writable:
            if (when := self._times(run)) is not None:
                self.play_wanted.emit(*when)
            return
        token = run.piece.token
        box = BracketBox(bracket.text, bracket.type, parent=self.window())
        box.accepted.connect(lambda words, kind: self.bracket_change_wanted.emit(token, words, kind))
        self._open_box(box)

    def _open_box(self, box: BracketBox) -> None:
        caret: QRect = self.text.cursorRect()
        box.setLayoutDirection(self.layoutDirection())
        box.open_at(self.text.viewport().mapToGlobal(caret.bottomLeft()))

    def _toggle_emphasis(self) -> None:
        first, last = self.text.selected
        stretches = self.text.laid.stretches(first, last)
        if not stretches or not self._writable or self._quote is None:
            return
        tokens = self._quote.tokens.of(self.tier)
        spans = [token for index, *_ in stretches if isinstance(token := tokens[index], Span)]
        self.emphasis_wanted.emit(stretches, "" if all(span.emphasis for span in spans) else "added")

    def _turn_emphasis(self) -> None:
        run = self.text.run
        if run is not None and run.piece.token is not None and isinstance(span := self._token(run), Span):
            whose = "added" if span.emphasis == "original" else "original"
            self.emphasis_wanted.emit([(run.piece.token, 0, len(span.text))], whose)

    def _ask_sic(self) -> None:
        spot = self.text.laid.spot_at(self.text.selected[1])
        if spot is not None and self._writable:
            self.sic_wanted.emit(spot.token, spot.offset)
