"""The ellipsis resolver: what each omission of a quote leaves out, for how long it is said, and how much that is."""

from dataclasses import dataclass

from app import rendition
from app.gaps import Gaps, gaps_in
from app.script import CLOSING, count_words, flowing
from app.seams import Omission
from db.casefile import CaseFile
from db.records import Quote
from db.tokens import TIERS, Tier


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One place where a quote leaves words out."""

    tier: Tier
    number: int
    """As the quote sheet numbers it, from 1 in each language."""
    omission: Omission
    share: float | None
    """Its words as a share of all words said from the first to the last quoted one; None where they aren't known."""
    before: str
    after: str
    """What is read on both sides."""

    @property
    def text(self) -> str | None:
        """The words, without the marks that close what was said before; None if nobody here knows any."""
        text = flowing(self.omission.text or "")
        return text.lstrip(CLOSING + " ") if count_words(text) else None


def left_out(case: CaseFile, quote: Quote, gaps: Gaps | None = None) -> list[LeftOut]:
    """Every omission of a quote, in both languages, in order."""
    gaps = gaps or gaps_in(case.transcripts.segments)
    return [one for tier in TIERS for one in _of_tier(quote, tier, gaps)]


def _of_tier(quote: Quote, tier: Tier, gaps: Gaps) -> list[LeftOut]:
    shown = rendition.render(quote.tokens.of(tier), "house", gaps)
    whole = shown.words + shown.omitted_words
    found: list[LeftOut] = []
    for index, piece in enumerate(shown.pieces):
        if piece.omission is None or piece.omission.reason == "unfinished":
            continue
        words = piece.omission.words
        share = None if words is None or not whole else words / whole
        before = shown.pieces[index - 1].text if index else ""
        after = shown.pieces[index + 1].text if index + 1 < len(shown.pieces) else ""
        found.append(LeftOut(tier, len(found) + 1, piece.omission, share, before, after))
    return found
