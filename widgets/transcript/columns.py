"""A tier as the view reads it: its words and sentences, and the pieces that its segments are laid out in."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from app import script
from app.words import estimate
from db.records import Segment, Word
from db.tokens import Position, Tier
from widgets.transcript.values import Reading, TierText

LONGEST_PIECE = 2_000
"""Code points that are laid out at once: a file may hold a single line of ten million."""
_SAMPLE = 300
_LONGEST_SENTENCE = 12
"""Segments over which a sentence is followed."""

Place = tuple[int, int]
"""A word: the segment's ordinal, and which of its words."""


class Column:
    """The segments of one tier."""

    def __init__(self, tier: Tier, text: TierText) -> None:
        self.tier: Tier = tier
        self.transcript_id = text.transcript_id
        self.language = text.language
        self.segments: Sequence[Segment] = text.segments
        self.readings: Mapping[int, Reading] = {}
        """Corrections by the ordinal of their segment."""
        self.lengths = np.array([len(one.text) for one in text.segments], np.int64)
        self.words = lru_cache(maxsize=512)(self._words)
        self._first_pieces = _first_pieces(self.lengths)

    def __len__(self) -> int:
        return len(self.segments)

    # pieces

    @property
    def first_pieces(self) -> NDArray[np.int64] | None:
        """For each segment, and for the end, its first piece; None if each segment is one piece, as nearly always."""
        return self._first_pieces

    def piece_count(self) -> int:
        """How many pieces there are."""
        return len(self) if self._first_pieces is None else int(self._first_pieces[-1])

    def span_of(self, piece: int) -> tuple[int, int, int]:
        """A piece's segment, and the code points of it that the piece holds."""
        if self._first_pieces is None:
            return piece, 0, int(self.lengths[piece])
        ordinal = int(np.searchsorted(self._first_pieces, piece, "right")) - 1
        part = piece - int(self._first_pieces[ordinal])
        return ordinal, self._cut(ordinal, part), self._cut(ordinal, part + 1)

    def piece_of(self, place: Position) -> int:
        """The piece in which a place stands."""
        if self._first_pieces is None:
            return place.ordinal
        first, after = int(self._first_pieces[place.ordinal]), int(self._first_pieces[place.ordinal + 1])
        piece = min(first + place.offset // LONGEST_PIECE, after - 1)
        # The pieces are cut at a blank before the even cut.
        if piece + 1 < after and place.offset >= self._cut(place.ordinal, piece + 1 - first):
            piece += 1
        return piece

    def piece_lengths(self) -> NDArray[np.int64]:
        """Code points of each piece, near enough for an estimate."""
        if self._first_pieces is None:
            return self.lengths
        counts = np.diff(self._first_pieces)
        return np.repeat(self.lengths // np.maximum(counts, 1), counts)

    def _cut(self, ordinal: int, part: int) -> int:
        """Where a part of a long segment begins: after a blank, if there is one not far before the even cut."""
        length = int(self.lengths[ordinal])
        even = part * LONGEST_PIECE
        if not part or even >= length:
            return min(even, length)
        blank = self.segments[ordinal].text.rfind(" ", even - LONGEST_PIECE // 4, even)
        return even if blank < 0 else blank + 1

    # speakers

    def turn_rate(self) -> float:
        """How many of the segments begin with another speaker, judged by a few: reading all takes too long."""
        sample = range(1, len(self), max(len(self) // _SAMPLE, 1))
        return sum(self.speaker_at(self.piece_of(Position(one, 0))) is not None for one in sample) / max(len(sample), 1)

    def speaker_at(self, piece: int) -> str | None:
        """The name to be shown above a piece: only where the speaker changes."""
        ordinal, first, _ = self.span_of(piece)
        name = self.segments[ordinal].speaker
        if first or not name or (ordinal and self.segments[ordinal - 1].speaker == name):
            return None
        return name

    # words

    def _words(self, ordinal: int) -> Sequence[Word]:
        """The words of a segment with their times, interpolated where the file gave none."""
        return estimate(self.segments[ordinal]).words

    def word(self, place: Place) -> Word:
        """A word."""
        return self.words(place[0])[place[1]]

    def start_of(self, place: Place) -> Position:
        """Where a word begins."""
        return Position(place[0], self.word(place).start)

    def end_of(self, place: Place) -> Position:
        """Where a word ends."""
        return Position(place[0], self.word(place).end)

    def word_at(self, place: Position) -> Place | None:
        """The word at a place, or else the nearest of its segment; None if the segment has no words."""
        words = self.words(place.ordinal)
        if not words:
            return None
        index = max(bisect_right(words, place.offset, key=attrgetter("start")) - 1, 0)
        if index + 1 < len(words) and words[index + 1].start - place.offset < place.offset - words[index].end:
            index += 1
        return place.ordinal, index

    def before(self, place: Place) -> Place | None:
        """The word before a word."""
        if place[1]:
            return place[0], place[1] - 1
        for ordinal in range(place[0] - 1, -1, -1):
            if words := self.words(ordinal):
                return ordinal, len(words) - 1
        return None

    def after(self, place: Place) -> Place | None:
        """The word after a word."""
        if place[1] + 1 < len(self.words(place[0])):
            return place[0], place[1] + 1
        return self.first_from(place[0] + 1)

    def first_from(self, ordinal: int) -> Place | None:
        """The first word in a segment or after it."""
        return next(((place, 0) for place in range(ordinal, len(self)) if self.words(place)), None)

    def last_until(self, ordinal: int) -> Place | None:
        """The last word in a segment or before it."""
        return self.before((ordinal + 1, 0))

    # sentences

    def sentence(self, place: Place) -> tuple[Place, Place]:
        """The first and the last word of the sentence that a word stands in; it ends with the speaker's turn."""
        first = last = place
        while (before := self.before(first)) and not self._parts(before, first, place):
            first = before
        while (after := self.after(last)) and not self._parts(last, after, place):
            last = after
        return first, last

    def _parts(self, one: Place, next_one: Place, origin: Place) -> bool:
        """Whether a sentence ends between two neighbouring words."""
        if one[0] != next_one[0]:
            here, there = self.segments[one[0]], self.segments[next_one[0]]
            far = abs(next_one[0] - origin[0]) >= _LONGEST_SENTENCE or abs(one[0] - origin[0]) >= _LONGEST_SENTENCE
            if far or here.speaker != there.speaker:
                return True
        text = self.segments[one[0]].text
        stop = self.word(next_one).start if one[0] == next_one[0] else len(text)
        return script.sentence_end_in(text[self.word(one).start : stop]) is not None


def _first_pieces(lengths: NDArray[np.int64]) -> NDArray[np.int64] | None:
    if not len(lengths) or int(lengths.max()) <= LONGEST_PIECE:
        return None
    counts = np.maximum(-(-lengths // LONGEST_PIECE), 1)
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)])
