"""The “we” ledger put to use: what a link still says if “we” is read as one referent and no other."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.argument.brackets import Holding
from app.argument.wording import Wording, cited, folded, stands

UNCLEAR = "unclear"
WE = frozenset(
    "we we're we've we'll we'd our ours us ourselves نحن اننا لنا منا علينا لدينا عندنا nous nos notre nôtre".split()  # noqa: SIM905
)
"""First person plurals that stand as words of their own; in Arabic most are endings, which only the ledger knows."""


@dataclass(frozen=True, slots=True)
class We:
    """One first person plural of the ledger, with the folded words around it."""

    referent: str
    text: str = ""


def readings(words: Wording, tagged: Sequence[We], reason: str | None) -> tuple[str, ...] | None:
    """Whom the “we” of a quotation can mean for a link: None if it has no “we”, else the referents.

    Where the reason cites words that were said and have no “we” in them, the link rests on no “we”. What nobody has
    tagged counts as unclear.
    """
    said = words.stretches()
    has_untagged = not tagged and any(word in WE for stretch in said for word in stretch)
    if not tagged and not has_untagged:
        return None
    citations = [parts for parts in map(folded, cited(reason or "")) if stands(parts, said)]
    own = {word for one in tagged for word in folded(one.text)} | WE
    if citations and not any(word in own for parts in citations for word in parts):
        return None
    return tuple(sorted({one.referent for one in tagged})) if tagged else (UNCLEAR,)


def fares(readings: tuple[str, ...] | None, referent: str) -> Holding:
    """`holds`, `falls` or `doubt`, if every “we” is read as this referent."""
    if readings is None or referent in readings:
        return "holds"
    return "doubt" if UNCLEAR in readings else "falls"
