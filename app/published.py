"""A quotation as somebody published it, set upon the words that it was made from.

A published quotation has three kinds of pieces: words, ellipses, brackets. Upon its own printed text each becomes a
token as it stands. Upon the transcript of the recording its words are looked for: what is found is quoted as the
transcript has it, an ellipsis that hides words of the transcript becomes the ellipsis of those words, and one that
hides nothing there stays an ellipsis of the publication. A bracket whose words were in fact said is no bracket.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal

from app.passages import Passage, cut
from app.words import words_of
from db.folding import fold
from db.records import Segment, Word
from db.tokens import Bracket, Position, Token
from db.tokens import Ellipsis as Gone

ENOUGH = 0.6
"""The share of a piece's words that must stand in the transcript, in order, for the piece to count as said there."""
FEWEST = 4
"""Words that must be found together for a quotation to count as said in part."""
_CLOSE = 3
"""Words of the transcript that may stand between two found ones of a piece."""
_ITALIC = re.compile(r"\*([^*]+)\*")


@dataclass(frozen=True, slots=True)
class Printed:
    """One piece: its text without brackets or asterisks, and the stretches of it that are set in italics."""

    kind: Literal["text", "ellipsis", "bracket"]
    text: str
    italics: tuple[tuple[int, int], ...] = ()
    type: str = ""
    """The type of a bracket."""


@dataclass(frozen=True, slots=True)
class Said:
    """What of a quotation was found in a transcript."""

    tokens: tuple[Token, ...]
    """Empty if too little of it is said there."""
    whole: bool
    differences: tuple[str, ...]
    """Where the transcript has other words than the publication, in sentences."""


@dataclass(frozen=True, slots=True)
class _Word:
    folded: str
    ordinal: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Found:
    """Words of the transcript, first to last, with what the publication prints right before and after them."""

    first: int
    last: int
    before: str = ""
    after: str = ""


def words_piece(text: str) -> Printed:
    """Words with their *italics*."""
    plain, last = "", 0
    italics: list[tuple[int, int]] = []
    for found in _ITALIC.finditer(text):
        plain += text[last : found.start()]
        italics.append((len(plain), len(plain) + len(found[1])))
        plain += found[1]
        last = found.end()
    return Printed("text", plain + text[last:], tuple(italics))


def text_of(pieces: Sequence[Printed]) -> str:
    """The quotation as it is printed, without its italics."""
    return "".join(f"[{piece.text}]" if piece.kind == "bracket" else piece.text for piece in pieces)


def segment_of(pieces: Sequence[Printed], speaker: str | None) -> Segment:
    """The printed text as a segment of a transcript without times."""
    text = text_of(pieces)
    return Segment(None, None, text, speaker, tuple(Word(start, end) for start, end in words_of(text)))


def tokens_in_print(
    pieces: Sequence[Printed], transcript_id: str, ordinal: int, segments: Sequence[Segment], by: str
) -> tuple[Token, ...]:
    """The tokens of a quotation upon its own printed text, which is the segment at `ordinal`."""
    tokens: list[Token] = []
    at = 0
    for piece in pieces:
        if piece.kind == "ellipsis":
            tokens.append(Gone(by))
        elif piece.kind == "bracket":
            leads = bool(tokens) and isinstance(tokens[-1], Gone)
            tokens.append(Bracket(piece.text, piece.type, by, leads=leads))
            at += 2
        else:
            edges = sorted({0, len(piece.text), *(edge for pair in piece.italics for edge in pair)})
            for first, last in pairwise(edges):
                if piece.text[first:last].strip():
                    passage = Passage(transcript_id, Position(ordinal, at + first), Position(ordinal, at + last))
                    tokens.append(cut(passage, segments, "original" if (first, last) in piece.italics else None))
        at += len(piece.text)
    return tuple(tokens)


def tokens_said(pieces: Sequence[Printed], transcript_id: str, segments: Sequence[Segment], by: str) -> Said:
    """The tokens of a quotation upon the transcript of what was said."""
    words = [
        _Word(_folded(segment.text[start:end]), ordinal, start, end)
        for ordinal, segment in enumerate(segments)
        for start, end in words_of(segment.text)
    ]
    found = _find(pieces, words)
    texts = [at for at, piece in enumerate(pieces) if piece.kind == "text"]
    whole = bool(texts) and all(found[at] for at in texts)
    if not whole:
        found = _sure(pieces, found)
    tokens: list[Token] = []
    marks: list[Printed] = []
    last: _Found | None = None
    for item in _merged(pieces, found, whole=whole):
        if isinstance(item, Printed):
            marks.append(item)
            continue
        hidden = last is not None and item.first - last.last > 1
        tokens += _between(marks, by, hidden=hidden)
        tokens.append(cut(Passage(transcript_id, *_edges(item, words, segments)), segments))
        last, marks = item, []
    if whole:
        tokens += _between(marks, by, hidden=False)
    return Said(tuple(tokens) if last else (), whole, tuple(_differences(pieces, found, words, segments)))


# inside


def _folded(word: str) -> str:
    return fold(word).replace("’", "'")


def _find(pieces: Sequence[Printed], words: Sequence[_Word]) -> list[_Found | None]:
    """For each piece the words of the transcript that say it."""
    printed = [
        (_folded(piece.text[start:end]), at)
        for at, piece in enumerate(pieces)
        if piece.kind != "ellipsis"
        for start, end in words_of(piece.text)
    ]
    matcher = SequenceMatcher(None, [one for one, _ in printed], [one.folded for one in words], autojunk=False)
    hits: dict[int, list[int]] = {}
    for block in matcher.get_matching_blocks():
        for step in range(block.size):
            hits.setdefault(printed[block.a + step][1], []).append(block.b + step)
    return [_accepted(piece, hits.get(at, []), words) for at, piece in enumerate(pieces)]


def _accepted(piece: Printed, hits: Sequence[int], words: Sequence[_Word]) -> _Found | None:
    """The densest run of hits, if it says enough of the piece; a bracket must be said whole."""
    spans = words_of(piece.text)
    runs: list[list[int]] = []
    for hit in hits:
        if runs and hit - runs[-1][-1] <= _CLOSE:
            runs[-1].append(hit)
        else:
            runs.append([hit])
    run = max(runs, key=len) if runs else []
    if not run or len(run) < len(spans) * (ENOUGH if piece.kind == "text" else 1):
        return None
    if piece.kind == "bracket" and run[-1] - run[0] >= len(run):
        return None
    starts, ends = (words[run[0]].folded, words[run[-1]].folded)
    (first, first_end), (last, last_end) = spans[0], spans[-1]
    before = piece.text[:first] if _folded(piece.text[first:first_end]) == starts else ""
    after = piece.text[last_end:] if _folded(piece.text[last:last_end]) == ends else ""
    return _Found(run[0], run[-1], before, after)


def _sure(pieces: Sequence[Printed], found: Sequence[_Found | None]) -> list[_Found | None]:
    """Of a quotation that is said in part only the long pieces, and brackets said right beside them."""
    sure = [
        one if one and piece.kind == "text" and len(words_of(piece.text)) >= FEWEST else None
        for piece, one in zip(pieces, found, strict=True)
    ]
    for at, (piece, one) in enumerate(zip(pieces, found, strict=True)):
        after = next((other for other in sure[at + 1 : at + 2] if other), None)
        if piece.kind == "bracket" and one and after and one.last + 1 == after.first:
            sure[at] = one
    return sure


def _merged(pieces: Sequence[Printed], found: Sequence[_Found | None], *, whole: bool) -> list[_Found | Printed]:
    """The stretches that were found, neighbours made one, and (of a whole quotation) the marks between them."""
    items: list[_Found | Printed] = []
    for piece, one in zip(pieces, found, strict=True):
        last = items[-1] if items else None
        if one is not None:
            if isinstance(last, _Found) and (whole or one.first == last.last + 1):
                items[-1] = _Found(last.first, one.last, last.before, one.after)
            else:
                items.append(one)
        elif whole:
            items.append(piece)
    return items


def _between(marks: Sequence[Printed], by: str, *, hidden: bool) -> list[Token]:
    """The marks between two stretches. Where they hide words of the transcript, its own ellipsis appears by itself."""
    tokens: list[Token] = []
    parted = any(mark.kind == "ellipsis" for mark in marks)
    led = False
    for mark in marks:
        if mark.kind == "ellipsis":
            led = True
            if not hidden:
                tokens.append(Gone(by))
        else:
            tokens.append(Bracket(mark.text, mark.type, by, replaces=hidden and not parted, leads=led))
            hidden = hidden and parted
    return tokens


def _edges(found: _Found, words: Sequence[_Word], segments: Sequence[Segment]) -> tuple[Position, Position]:
    """Where the words stand, with the marks beside them that the publication prints too."""
    first, last = words[found.first], words[found.last]
    start, end = first.start, last.end
    before, after = found.before.lstrip(), found.after.rstrip()
    if before.strip() and segments[first.ordinal].text[:start].endswith(before):
        start -= len(before)
    if after and segments[last.ordinal].text[end:].startswith(after):
        end += len(after)
    return Position(first.ordinal, start), Position(last.ordinal, end)


def _differences(
    pieces: Sequence[Printed], found: Sequence[_Found | None], words: Sequence[_Word], segments: Sequence[Segment]
) -> list[str]:
    said: list[str] = []
    for piece, one in zip(pieces, found, strict=True):
        if piece.kind == "text" and one is None:
            said.append(f"Printed “{piece.text.strip()}”: not in the transcript.")
        elif piece.kind == "text" and one is not None:
            said += _differing(piece, one, words, segments)
        elif piece.kind == "bracket" and one is not None:
            said.append(
                f"Printed as a bracket, [{piece.text}]: these words stand in the transcript, so they are quoted."
            )
    return said


def _differing(piece: Printed, found: _Found, words: Sequence[_Word], segments: Sequence[Segment]) -> list[str]:
    """Where a piece and the words that say it differ."""
    spans = words_of(piece.text)
    there = words[found.first : found.last + 1]
    matcher = SequenceMatcher(
        None, [_folded(piece.text[start:end]) for start, end in spans], [one.folded for one in there], autojunk=False
    )
    said: list[str] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        printed = piece.text[spans[a][0] : spans[b - 1][1]] if a < b else ""
        spoken = " ".join(segments[one.ordinal].text[one.start : one.end] for one in there[c:d])
        if kind == "replace":
            said.append(f"Printed “{printed}”: the transcript has “{spoken}”.")
        elif kind == "delete":
            said.append(f"Printed “{printed}”: not in the transcript at this place.")
        elif kind == "insert":
            said.append(f"Not printed: “{spoken}”, which the transcript has.")
    return said
