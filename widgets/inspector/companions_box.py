"""What is to be read with a quote by the rule of completeness: taken, suggested, or added by a person."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtWidgets import QToolButton, QWidget

from app import companions, other_statements
from app.finding import Found
from app.passages import Passage
from app.rendition import render
from app.session import Session
from db.claims import Companion
from db.records import Quote
from db.tokens import TIERS
from widgets import plain
from widgets.inspector.fold import Fold
from widgets.models import times
from widgets.models.choices import Choice
from widgets.picker import pick

_LONGEST = 420


class CompanionsBox(Fold):
    """The question, what was said around it, and other statements on the subject."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, self.tr("To be read with it"), parent)

    def summary(self, quote: Quote) -> str:
        """How much is noted."""
        number = len(self.session.case.argument.companions.of(quote.id))
        return str(number) if number else self.tr("nothing noted")

    def build(self, quote: Quote) -> None:
        """What belongs to it, what may, and ways to add more."""
        found = self.session.case.argument.companions.of(quote.id)
        if not found:
            said = self.tr("A part of a statement may mislead. Note here what ought in fairness to be read with it.")
            self.add(plain.note(said, self))
        for one in sorted(found, key=lambda one: companions.KINDS.index(one.kind)):
            self._card(one)
        if not {"question", "before", "after"} & {one.kind for one in found}:
            take = self.button(self.tr("Take the question and half a minute around it"))
            take.setObjectName("take")
            take.clicked.connect(self._take)
            self.add(take)
        link = self.button(self.tr("Add another quote…"))
        link.setObjectName("add")
        link.clicked.connect(partial(self._ask, link))
        self.add(link)
        for suggestion in other_statements.quotes(self.session.case, quote):
            self._suggested(suggestion)
        for unmarked in other_statements.passages(self.session.case, quote):
            self._unmarked(unmarked)

    # inside

    def _card(self, one: Companion) -> None:
        names = {
            "question": self.tr("The question asked"),
            "before": self.tr("Said before"),
            "after": self.tr("Said after"),
            "completeness": self.tr("To be read with it"),
            "subject": self.tr("Another statement on the subject"),
        }
        card, layout = self.card()
        other = self.session.case.quotes.find(one.other_quote_id) if one.other_quote_id else None
        remove = self.small("close", self.tr("It does not belong to the quote"), card)
        remove.setVisible(self.writable)
        remove.clicked.connect(lambda: self.session.do(self.tr("Remove companion"), companions.remove, one.id))
        note = self.small("edit", self.tr("Why does it belong there?"), card)
        note.setVisible(self.writable)
        note.clicked.connect(lambda: self._ask_note(one))
        show = self.small("quote", self.tr("Show that quote"), card)
        show.setVisible(other is not None)
        show.clicked.connect(lambda: self.quote_wanted.emit(one.other_quote_id or ""))
        play = self.small("play", self.tr("Play it"), card)
        tokens = one.tokens
        times_of = (tokens.start_ms, tokens.end_ms) if tokens is not None and self._is_here(one) else (None, None)
        start, end = times_of
        play.setVisible(start is not None and end is not None)
        if start is not None and end is not None:
            play.clicked.connect(partial(self.play_wanted.emit, start, end))
        title = other.title if other is not None and other.title else ""
        said = times.dotted([names.get(one.kind, one.kind), title])
        layout.addLayout(self.head(said, card, play, show, note, remove))
        shown = other.tokens if other is not None else tokens
        for tier in TIERS:
            text = render(shown.of(tier)).text if shown is not None else ""
            if text:
                layout.addWidget(self.words(_cut(text), card))
        if one.note:
            layout.addWidget(plain.note(one.note, card))

    def _suggested(self, suggestion: other_statements.OtherQuote) -> None:
        card, layout = self.card()
        other = self.session.case.quotes.get(suggestion.quote_id)
        add = self._adding(f"suggested {other.id}", card)
        add.clicked.connect(partial(self._add, other.id))
        show = self.small("quote", self.tr("Show that quote"), card)
        show.clicked.connect(partial(self.quote_wanted.emit, other.id))
        said = self.tr("Perhaps on the same subject. Both say: {}").format(_listed(suggestion.words))
        layout.addLayout(self.head(said, card, show, add))
        medium = self.session.case.media.get(other.media_id).title
        layout.addWidget(self.words(times.dotted([other.title or "", medium]), card))

    def _unmarked(self, one: other_statements.OtherPassage) -> None:
        card, layout = self.card()
        case, place = self.session.case, one.place
        transcript = case.transcripts.get(place.transcript_id)
        medium = case.media.get(place.media_id).title
        add = self._adding(f"unmarked {place.transcript_id} {place.ordinal}", card)
        add.clicked.connect(partial(self._add_passage, one.passage, one.counterpart))
        show = self.small("follow", self.tr("Go there"), card)
        found = Found(
            place.media_id,
            medium,
            "original" if transcript.kind == "original" else "translation",
            place.transcript_id,
            place.ordinal,
            place.start_ms,
            place.text,
            place.speaker or "",
            None,
        )
        show.clicked.connect(partial(self.place_wanted.emit, found))
        said = self.tr("Perhaps on the same subject, and not marked. It says too: {}").format(_listed(one.words))
        layout.addLayout(self.head(said, card, show, add))
        layout.addWidget(self.words(_cut(place.text), card, transcript.language))
        where = times.dotted([medium, times.short(place.start_ms), place.speaker or ""])
        layout.addWidget(plain.note(where, card))

    def _adding(self, name: str, card: QWidget) -> QToolButton:
        add = self.small("add", self.tr("It is on the same subject: add it"), card)
        add.setObjectName(name)
        add.setEnabled(self.writable)
        return add

    def _is_here(self, one: Companion) -> bool:
        """Whether its words are of the recording that the quote is from."""
        if one.tokens is None or self.quote is None:
            return False
        case = self.session.case
        return all(
            case.transcripts.get(span.transcript_id).media_id == self.quote.media_id for span in one.tokens.spans()
        )

    def _ask_note(self, one: Companion) -> None:
        said = plain.ask_text(self, self.tr("Note"), self.tr("Why does it belong there?"), one.note or "")
        if said is not None:
            self.session.do(self.tr("Note on companion"), companions.annotate, one.id, said)

    def _take(self) -> None:
        if self.quote is not None:
            self.session.do(self.tr("Take what was said around it"), companions.take_around, self.quote.id)

    def _add(self, quote_id: str) -> None:
        if self.quote is not None:
            self.session.do(self.tr("Add companion"), companions.add_quote, self.quote.id, quote_id)

    def _add_passage(self, passage: Passage, counterpart: Passage | None) -> None:
        if self.quote is not None:
            add = companions.add_passage
            self.session.do(self.tr("Add companion"), add, self.quote.id, "subject", passage, counterpart)

    def _ask(self, button: QWidget) -> None:
        if self.quote is None:
            return
        case = self.session.case
        own = self.quote.id
        known = {one.other_quote_id for one in case.argument.companions.of(own)} | {own}
        media = {one.id: one.title for one in case.media.all()}
        offered = [
            Choice(
                one.id,
                one.title or render(one.tokens.translation or one.tokens.original).text[:80],
                media[one.media_id],
            )
            for one in case.quotes.all()
            if one.id not in known
        ]
        pick(button, self.tr("Another quote on the subject"), offered, self._add, kind="companion")


def _listed(words: Iterable[str]) -> str:
    return ", ".join(plain.isolated(word) for word in words)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
