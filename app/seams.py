"""What stands at each seam of a quote: nothing, white space, a bracket, or words that were left out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from app import script
from app.gaps import Gap, Gaps
from db.tokens import Bracket, Sic, Span, Token
from db.tokens import Ellipsis as InheritedEllipsis

Kind = Literal["words", "ellipsis", "bracket", "sic"]
Reason = Literal["omitted", "replaced", "inherited", "backward", "elsewhere", "unfinished"]
"""Why something is not there: left out here; a bracket stands for it; left out by the published text; the next span
stands earlier, or in another transcript; the quoted sentence goes on (Bluebook only)."""

_BRACKETS = re.compile(r"\[[^\[\]\n]{1,300}\]")
_INHERITED_MARKS = ("...", "…", ". . .", "\u00a0".join("..."))


@dataclass(frozen=True, slots=True)
class Omission:
    """What is not quoted at one place."""

    reason: Reason
    text: str | None = None
    """The words left out, exactly; None if nobody here knows them. Of an inherited ellipsis, what is known of them."""
    start_ms: int | None = None
    end_ms: int | None = None
    estimated: bool = False
    inherited_from: str | None = None

    @property
    def words(self) -> int | None:
        """How many words were left out; None if unknown."""
        return None if self.text is None or self.reason == "inherited" else self.known_words

    @property
    def known_words(self) -> int:
        """How many words are known to have been left out."""
        return script.count_words(self.text or "")

    @property
    def duration_ms(self) -> int | None:
        """For how long they were spoken; None if unknown."""
        return None if self.start_ms is None or self.end_ms is None else self.end_ms - self.start_ms


@dataclass(frozen=True, slots=True)
class Place:
    """Something to be read, before a style has set it, with what is known of the seam before it."""

    kind: Kind
    text: str
    index: int | None = None
    """Which token it is; None for an ellipsis that appears by itself."""
    token: Token | None = None
    blank: bool | None = None
    """Whether the transcript has white space between the spans on both sides; None if words were left out there."""
    in_word: bool = False
    """Whether the seam lies within a word, as in "[T]he"."""
    omission: Omission | None = None
    end_mark: str | None = None
    """The mark of the sentence whose end was left out."""


def places(tokens: Sequence[Token], gaps: Gaps) -> list[Place]:
    """Everything that is read, in order, with the ellipses that are understood."""
    found: list[Place] = []
    waiting: list[Place] = []
    last: Span | None = None
    for index, token in enumerate(tokens):
        place = _place(index, token)
        if isinstance(token, Span):
            if not place.text:
                continue  # A part without a word in it parts nothing: what is left out on both sides is one omission.
            place = replace(place, in_word=_within_word(token.prefix, token.text))
            found += [*waiting, place] if last is None else _joined(last, waiting, place, gaps(last, token))
            last, waiting = token, []
        else:
            in_word = last is not None and not waiting and _within_word(last.text, last.suffix)
            waiting.append(replace(place, in_word=in_word))
    return found + waiting


def _joined(last: Span, waiting: list[Place], place: Place, gap: Gap) -> list[Place]:
    """What stands between two spans, and the second of them."""
    assert isinstance(place.token, Span)
    omission = _omission(gap, waiting)
    if omission is not None:
        return [*_with_omission(waiting, omission), place]
    seam = f"{last.text[-1:]}{gap.text}{place.token.text[:1]}"
    blank = any(letter.isspace() for letter in seam)
    return [replace(one, blank=blank) for one in (*waiting, place)]


def _place(index: int, token: Token) -> Place:
    match token:
        case Span():
            return Place("words", script.flowing(token.text), index, token)
        case Bracket():
            return Place("bracket", f"[{script.flowing(token.text)}]", index, token)
        case Sic():
            return Place("sic", "[sic]", index, token)
        case InheritedEllipsis():
            omission = Omission("inherited", inherited_from=token.inherited_from)
            return Place("ellipsis", "", index, token, omission=omission)


def _omission(gap: Gap, waiting: Sequence[Place]) -> Omission | None:
    """What a gap hides; None if nothing but white space, and what the tokens in it show, stands there."""
    if gap.order != "onward":
        return Omission(gap.order)
    if gap.text is None:
        return Omission("omitted", None, gap.start_ms, gap.end_ms, gap.estimated)
    hidden = gap.text
    for place in waiting:
        # Where the transcript is a published text, its own brackets and ellipses stand in it.
        hidden = hidden.replace(_mark_in(hidden, place), "", 1)
    if not hidden.strip():
        return None
    return Omission("omitted", hidden, gap.start_ms, gap.end_ms, gap.estimated)


def _mark_in(hidden: str, place: Place) -> str:
    """The mark of the text itself that a token shows; empty if there is none."""
    if place.kind == "ellipsis":
        return next((mark for mark in _INHERITED_MARKS if mark in hidden), "")
    if place.kind != "bracket" or place.text in hidden:
        return place.text
    own = _BRACKETS.search(hidden)  # Brackets that a reviewer worded anew stand for those of the text.
    return own.group() if own else ""


def _with_omission(waiting: list[Place], omission: Omission) -> list[Place]:
    """A seam with its omission: at the ellipsis that is there, in the bracket that replaces, or as a new ellipsis."""
    for index, place in enumerate(waiting):
        if place.kind == "ellipsis" and place.omission is not None:
            inherited = place.omission.inherited_from
            both = replace(omission, reason="inherited", inherited_from=inherited)
            return [*waiting[:index], replace(place, omission=both), *waiting[index + 1 :]]
    for index, place in enumerate(waiting):
        if isinstance(place.token, Bracket) and place.token.replaces and omission.reason == "omitted":
            replaced = replace(omission, reason="replaced")
            return [*waiting[:index], replace(place, omission=replaced), *waiting[index + 1 :]]
    mark = script.sentence_end_in(omission.text) if omission.text else None
    ellipsis = Place("ellipsis", "", omission=omission, end_mark=mark)
    leading = (index for index, place in enumerate(waiting) if isinstance(place.token, Bracket) and place.token.leads)
    at = next(leading, len(waiting))
    return [*waiting[:at], ellipsis, *waiting[at:]]


def _within_word(before: str, after: str) -> bool:
    return script.is_of_word(before[-1:]) and script.is_of_word(after[:1])
