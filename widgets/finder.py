"""Walks through the hits of a search in the transcript that is shown, and lists those in the case."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app import finding
from app.finding import Found
from app.session import Session
from db.tokens import TIERS, Position, Tier
from widgets.models.tiers import NONE, Pair
from widgets.search_bar import SearchBar
from widgets.transcript_view import TranscriptView

_Hit = tuple[Tier, Position, Position]


class Finder(QObject):
    """Between the search bar and the view."""

    opened = Signal(object)
    """A Found that was chosen from the list."""

    def __init__(self, session: Session, view: TranscriptView, bar: SearchBar, row_of: Callable[[Tier, int], int]):
        """`row_of` says in which row of the view a segment stands, so that hits of both tiers are walked in step."""
        super().__init__(view)
        self._session, self._view, self._bar, self._row_of = session, view, bar, row_of
        self._shown: Pair = NONE
        self._hits: list[_Hit] = []
        self._current: int | None = None
        bar.searched.connect(self._search)
        bar.stepped.connect(self.step)
        bar.opened.connect(self.opened)
        bar.closed.connect(self._clear)

    @property
    def has_hits(self) -> bool:
        """Whether there is anything to walk through."""
        return bool(self._hits)

    def set_tiers(self, shown: Pair) -> None:
        """Look in these from now on."""
        self._shown = shown
        self._hits, self._current = [], None
        if self._bar.isVisible():
            self._search(self._bar.text, self._bar.of_case)

    def step(self, steps: int) -> None:
        """Go so many hits on, round and round."""
        if self._hits:
            now = (-1 if steps > 0 else 0) if self._current is None else self._current
            self._go((now + steps) % len(self._hits))

    def show(self, found: Found) -> None:
        """Go to a place in the tiers that are shown, and mark it."""
        if found.ordinal is None or found.tier is None:
            return
        at = next(
            (n for n, hit in enumerate(self._hits) if hit[0] == found.tier and hit[1].ordinal == found.ordinal), None
        )
        if at is not None:
            self._go(at)
        else:
            self._view.reveal(found.tier, Position(found.ordinal, 0))

    def _search(self, query: str, of_case: bool) -> None:
        self._hits, self._current = [], None
        if self._session.is_open and query.strip():
            case = self._session.case
            for tier in TIERS:
                transcript = self._shown[tier]
                if transcript is not None:
                    segments = case.transcripts.segments(transcript.id)
                    found = finding.in_transcript(case, query, transcript.id, segments)
                    self._hits += [(tier, start, end) for start, end in found]
            self._hits.sort(key=lambda hit: (self._row_of(hit[0], hit[1].ordinal), TIERS.index(hit[0]), hit[1]))
        self._paint()
        if of_case and self._session.is_open:
            self._bar.show_found(finding.in_case(self._session.case, query) if query.strip() else [])
            return
        self._bar.hide_found()
        self._bar.show_count(None, len(self._hits))
        if self._hits:
            self._go(0)

    def _go(self, current: int) -> None:
        self._current = current
        tier, start, _ = self._hits[current]
        self._paint()
        self._view.reveal(tier, start)
        self._bar.show_count(current, len(self._hits))

    def _paint(self) -> None:
        current = None if self._current is None else self._hits[self._current]
        for tier in TIERS:
            own = [hit for hit in self._hits if hit[0] == tier]
            at = own.index(current) if current in own else None
            self._view.set_found(tier, [(start, end) for _, start, end in own], at)

    def _clear(self) -> None:
        self._hits, self._current = [], None
        self._paint()
        self._view.setFocus()
