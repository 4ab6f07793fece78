"""The “we” ledger put to use: what a link still says if “we” is read as one referent and no other."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from app.argument.brackets import Holding
from app.argument.wording import Piece, Wording, cited, folded, stands
from app.first_person import standing
from app.words import words_of
from db.folding import fold_word

UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class We:
    """One first person plural of the ledger, with the folded words around it."""

    referent: str
    text: str = ""


def readings(words: Wording, tagged: Sequence[We], reason: str | None) -> tuple[str, ...] | None:
    """Whom the “we” of a quotation can mean for a link: None if it has no “we”, else the referents.

    Where the reason cites words that were said and have no “we” in them, the link rests on no “we”. What nobody has
    tagged counts as unclear, unless each “we” of the other language is tagged: they are the same words twice.
    """
    every = [_we_in(pieces) for pieces in words.tiers]
    if not tagged and not any(every):
        return None
    said = words.stretches()
    citations = [parts for parts in map(folded, cited(reason or "")) if stands(parts, said)]
    own = {word for one in tagged for word in folded(one.text)} | {word for tier in every for word in tier}
    if citations and not any(word in own for parts in citations for word in parts):
        return None
    known = Counter(word for one in tagged for word in folded(one.text))
    is_whole = [bool(tier) and not tier - known for tier in every]
    unclear = () if any(is_whole) or not any(every) else (UNCLEAR,)
    return tuple(sorted({*(one.referent for one in tagged), *unclear}))


def _we_in(pieces: Sequence[Piece]) -> Counter[str]:
    """The words of one language that can say nothing but “we”, folded, with how often each was said."""
    found: Counter[str] = Counter()
    for piece in pieces:
        if piece.kind == "said":
            words = (piece.text[start:end] for start, end in words_of(piece.text))
            found.update(fold_word(word) for word in words if standing(word) == "sure")
    return found


def fares(readings: tuple[str, ...] | None, referent: str) -> Holding:
    """`holds`, `falls` or `doubt`, if every “we” is read as this referent."""
    if readings is None or referent in readings:
        return "holds"
    return "doubt" if UNCLEAR in readings else "falls"
