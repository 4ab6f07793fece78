"""The ordered tokens of a quote: what was said, what was left out, what was put in.

A quote keeps one list of tokens a tier. Between two spans that do not touch, an ellipsis is understood (the rendition
computes it); only an ellipsis inherited from a published text is a token. The lists are written as one JSON value, so
that two reviewers' edits of one quotation can never be interleaved.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal, cast

from db import canonical
from db.errors import BadValue

Tier = Literal["original", "translation"]
TIERS: tuple[Tier, Tier] = ("original", "translation")
BRACKET_TYPES = ("clarifies", "supplies_meaning", "grammar", "translator_note")


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a transcript: the segment's ordinal and an offset in its text, in code points."""

    ordinal: int
    offset: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one transcript, end exclusive."""

    transcript_id: str
    start: Position
    end: Position


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a transcript, end exclusive, with the text as it stood and a little of what stands around it."""

    transcript_id: str
    start: Position
    end: Position
    text: str
    """The exact text; segments are joined by one line feed."""
    start_ms: int | None = None
    end_ms: int | None = None
    estimated: bool = False
    """True where the in or out time was interpolated within its segment."""
    prefix: str = ""
    suffix: str = ""
    emphasis: str | None = None
    """`added` by the reviewer or `original` in the source."""
    frame: int | None = None
    """Index of the video frame at the in-point, counted from 0, where the recording has a picture."""
    frame_pts: int | None = None
    """That frame's presentation time stamp, in the stream's own time base."""


@dataclass(frozen=True, slots=True)
class Ellipsis:
    """An ellipsis that the published text already had: nobody here knows what it hides."""

    inherited_from: str


@dataclass(frozen=True, slots=True)
class Bracket:
    """Words that were never said, put in by somebody."""

    text: str
    """Without the square brackets; the rendition sets them."""
    type: str
    by: str | None = None
    """Who inserted it: a reviewer's name, or the publication that it was inherited from."""
    replaces: bool = False
    """True if it stands in the place of spoken words, so that no ellipsis is shown beside it."""
    leads: bool = False
    """True if it belongs to the words after it: where words were left out before those, the ellipsis precedes it."""


@dataclass(frozen=True, slots=True)
class Sic:
    """Marks that the words before it stand as they were said."""


Token = Span | Ellipsis | Bracket | Sic


@dataclass(frozen=True, slots=True)
class Tokens:
    """A quote's words in each tier, in reading order."""

    original: tuple[Token, ...] = ()
    translation: tuple[Token, ...] = ()

    def of(self, tier: Tier) -> tuple[Token, ...]:
        """The tokens of one tier."""
        return self.original if tier == "original" else self.translation

    def with_tier(self, tier: Tier, tokens: tuple[Token, ...]) -> "Tokens":
        """A copy in which one tier has other tokens."""
        return replace(self, original=tokens) if tier == "original" else replace(self, translation=tokens)

    def spans(self, tier: Tier | None = None) -> Iterator[Span]:
        """The spans of one tier, or of both."""
        for name in TIERS if tier is None else (tier,):
            yield from (token for token in self.of(name) if isinstance(token, Span))

    @property
    def start_ms(self) -> int | None:
        """When the first of the quoted words is said; the original's times go before the translation's."""
        return min((span.start_ms for span in self._timed() if span.start_ms is not None), default=None)

    @property
    def end_ms(self) -> int | None:
        """When the last of the quoted words has been said."""
        return max((span.end_ms for span in self._timed() if span.end_ms is not None), default=None)

    @property
    def estimated(self) -> bool:
        """Whether one of the times that these two are taken from was interpolated."""
        return any(span.estimated for span in self._timed())

    def _timed(self) -> list[Span]:
        """The spans of the first tier that has times."""
        for tier in TIERS:
            spans = list(self.spans(tier))
            if any(span.start_ms is not None for span in spans):
                return spans
        return []


def dumps(tokens: Tokens) -> str:
    """Canonical JSON: the same tokens always give the same text."""
    value = {tier: [_plain(token) for token in tokens.of(tier)] for tier in TIERS}
    return canonical.dumps(value)


@lru_cache(maxsize=20_000)
def loads(text: str) -> Tokens:
    """The tokens of a JSON text that `dumps` wrote; BadValue if it isn't such a text.

    Remembered, since every pane reads the quotes of a recording again after each change of one of them.
    """
    try:
        value = json.loads(text)
        return Tokens(*(tuple(_token(item) for item in value[tier]) for tier in TIERS))
    except (ValueError, KeyError, TypeError, RecursionError) as problem:
        raise BadValue(f"not the tokens of a quote: {problem}") from problem


def _plain(token: Token) -> dict[str, Any]:
    match token:
        case Span():
            plain: dict[str, Any] = {
                "k": "span",
                "transcript": token.transcript_id,
                "start": [token.start.ordinal, token.start.offset],
                "end": [token.end.ordinal, token.end.offset],
                "text": token.text,
                "start_ms": token.start_ms,
                "end_ms": token.end_ms,
                "prefix": token.prefix,
                "suffix": token.suffix,
            }
            extra = {
                "estimated": token.estimated or None,
                "emphasis": token.emphasis,
                "frame": token.frame,
                "frame_pts": token.frame_pts,
            }
            return plain | {name: value for name, value in extra.items() if value is not None}
        case Ellipsis():
            return {"k": "ellipsis", "inherited_from": token.inherited_from}
        case Bracket():
            plain = {"k": "bracket", "text": token.text, "type": token.type, "by": token.by}
            flags = {"replaces": token.replaces, "leads": token.leads}
            return plain | {name: True for name, holds in flags.items() if holds}
        case Sic():
            return {"k": "sic"}


def _token(plain: dict[str, Any]) -> Token:
    match plain["k"]:
        case "span":
            return Span(
                transcript_id=_text(plain["transcript"]),
                start=_position(plain["start"]),
                end=_position(plain["end"]),
                text=_text(plain["text"]),
                start_ms=_number(plain["start_ms"]),
                end_ms=_number(plain["end_ms"]),
                estimated=plain.get("estimated") is True,
                prefix=_text(plain["prefix"]),
                suffix=_text(plain["suffix"]),
                emphasis=_optional(plain.get("emphasis")),
                frame=_number(plain.get("frame")),
                frame_pts=_number(plain.get("frame_pts")),
            )
        case "ellipsis":
            return Ellipsis(_text(plain["inherited_from"]))
        case "bracket":
            if plain["type"] not in BRACKET_TYPES:
                raise ValueError(f"unknown type of bracket {plain['type']!r}")
            flags = (plain.get("replaces") is True, plain.get("leads") is True)
            return Bracket(_text(plain["text"]), plain["type"], _optional(plain["by"]), *flags)
        case "sic":
            return Sic()
        case other:
            raise ValueError(f"unknown kind of token {other!r}")


def _position(value: Any) -> Position:
    if not (isinstance(value, list) and len(cast("list[Any]", value)) == 2):
        raise TypeError("a position is a pair")
    ordinal, offset = (_number(part) for part in cast("list[Any]", value))
    if ordinal is None or offset is None or ordinal < 0 or offset < 0:
        raise TypeError("a position is two numbers from 0")
    return Position(ordinal, offset)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("text expected")
    return value


def _optional(value: Any) -> str | None:
    return None if value is None else _text(value)


def _number(value: Any) -> int | None:
    if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
        raise TypeError("whole number expected")
    return value
