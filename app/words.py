"""Where the words of a text stand, and when each is said as far as anyone knows.

White space separates words; punctuation around a word is no part of it; what stands inside ("A-1234", "10:35", "don't")
stays. Offsets count code points.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from db.records import Segment, Word

_RUN = re.compile(r"\S+")
_LETTER = re.compile(r"[^\W_]")
_BREAK = re.compile(r"(--|\.\.|[\u2013\u2014\u2026])")
_PART_OF_WORD = frozenset("$€£¥₪₹%‰#@&+°§")


class Piece(NamedTuple):
    """A stretch of a text whose time the file gave; it may be less or more than one word."""

    start: int
    end: int
    start_ms: int | None
    end_ms: int | None
    confidence: int | None = None


def words_of(text: str) -> list[tuple[int, int]]:
    """Start and end of each word. A dash or dots between letters separate too: "wait--what" is two words."""
    found: list[tuple[int, int]] = []
    for match in _RUN.finditer(text):
        run = match.group()
        if run.isalnum():
            found.append(match.span())
            continue
        if not _LETTER.search(run):
            continue
        start = match.start()
        for part in _BREAK.split(run) if _BREAK.search(run) else (run,):
            first, last = _trimmed(part)
            if first < last:
                found.append((start + first, start + last))
            start += len(part)
    return found


def estimate(segment: Segment) -> Segment:
    """The segment with its words found, if it has none yet, and every missing time placed within the segment.

    A given time is kept; a word that lacks one shares the time between its neighbours by length, and says that it is
    estimated. Without the segment's own times nothing can be placed, and the words stay untimed.
    """
    start_ms, end_ms, words = segment.start_ms, segment.end_ms, tuple(segment.words)
    if not words:
        words = tuple(_spread(words_of(segment.text), start_ms, end_ms))
    elif start_ms is not None and end_ms is not None:
        words = _placed(words, start_ms, end_ms)
    return Segment(start_ms, end_ms, segment.text, segment.speaker, words)


def timed_words(text: str, pieces: Sequence[Piece]) -> tuple[Word, ...]:
    """The words of a text with the times of the pieces that they lie in; pieces are in order and don't overlap.

    A word made of several pieces lasts from the first to the last and is as sure as the least sure. Of several words
    in one piece the first begins, and the last ends, when the piece does; the rest is left for `estimate`.
    """
    words: list[Word] = []
    spans = words_of(text)
    owners = _owners(spans, pieces)
    for index, (start, end) in enumerate(spans):
        first, last = owners[index]
        own = pieces[first:last]
        if not own:
            words.append(Word(start, end))
            continue
        begins = index == 0 or owners[index - 1][1] <= first
        ends = index == len(spans) - 1 or owners[index + 1][0] >= last
        start_ms = own[0].start_ms if begins else None
        end_ms = own[-1].end_ms if ends else None
        if start_ms is not None and end_ms is not None and end_ms < start_ms:
            start_ms, end_ms = start_ms, None
        level = own[0].confidence
        if len(own) > 1:
            level = min((piece.confidence for piece in own if piece.confidence is not None), default=None)
        words.append(Word(start, end, start_ms, end_ms, False, level))
    return tuple(words)


def _owners(spans: Sequence[tuple[int, int]], pieces: Sequence[Piece]) -> list[tuple[int, int]]:
    """For each word the pieces that it shares a letter with, as a range of indexes."""
    owners: list[tuple[int, int]] = []
    first = 0
    for start, end in spans:
        while first < len(pieces) and pieces[first].end <= start:
            first += 1
        last = first
        while last < len(pieces) and pieces[last].start < end:
            last += 1
        owners.append((first, last))
    return owners


def _placed(words: tuple[Word, ...], start_ms: int, end_ms: int) -> tuple[Word, ...]:
    if all(word.start_ms is not None and word.end_ms is not None for word in words):
        return words
    placed: list[Word] = []
    left, index = start_ms, 0
    while index < len(words):
        word = words[index]
        if word.start_ms is not None and word.end_ms is not None:
            placed.append(word)
            left = word.end_ms
            index += 1
            continue
        last = _group(words, index)
        begin = left if word.start_ms is None else word.start_ms
        closing = words[last - 1].end_ms
        if closing is None:
            following = words[last].start_ms if last < len(words) else None
            closing = end_ms if following is None else following
        group = words[index:last]
        spread = _spread([(word.start, word.end) for word in group], begin, max(begin, closing))
        for new, old in zip(spread, group, strict=True):
            placed.append(new if old.confidence is None else replace(new, confidence=old.confidence))
        left = placed[-1].end_ms or left
        index = last
    return tuple(placed)


def _group(words: tuple[Word, ...], first: int) -> int:
    """Where the words end that must share one stretch of time: at the next time that is known."""
    last = first
    while True:
        ends_here = words[last].end_ms is not None
        last += 1
        if ends_here or last == len(words) or words[last].start_ms is not None:
            return last


def _spread(spans: Sequence[tuple[int, int]], start_ms: int | None, end_ms: int | None) -> list[Word]:
    """Words that share a stretch of time by their lengths; untimed if the stretch is not known."""
    if start_ms is None or end_ms is None:
        return [Word(start, end) for start, end in spans]
    total = sum([end - start + 1 for start, end in spans])
    length = max(end_ms - start_ms, 0)
    words: list[Word] = []
    done, begin = 0, start_ms
    for start, end in spans:
        done += end - start + 1
        finish = start_ms + length * done // total
        words.append(Word(start, end, begin, finish, True))
        begin = finish
    return words


def _trimmed(part: str) -> tuple[int, int]:
    first, last = 0, len(part)
    while first < last and not (part[first].isalnum() or part[first] in _PART_OF_WORD):
        first += 1
    while last > first and not _closes(part[last - 1]):
        last -= 1
    return first, last if any(letter.isalnum() for letter in part[first:last]) else first


def _closes(letter: str) -> bool:
    return letter.isalnum() or letter in _PART_OF_WORD or unicodedata.category(letter)[0] == "M"
