"""The assertion check: a finding says that words were spoken; do they stand in the quote that it cites?

Words are compared as the search folds them, one right after the other, never across an omission. Two kinds are told
apart: words that the finding cites (given with its source, or set between quotation marks in it), and words that it
only uses, which are a hint to look, no more.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from app.argument.wording import Wording, cited, folded, stands, telling

Verdict = Literal["stands", "inserted only", "elsewhere", "nowhere"]
_NAMED = 5
"""How many quotes are named where words stand in many."""
_PRONOUNS = frozenset("we us our i me my he him his they them their".split())  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class Claim:
    """A finding, with the quotes that it rests on."""

    id: str
    text: str
    quotes: tuple[str, ...]
    words: tuple[tuple[str, str], ...] = ()
    """A quote and the words that the finding says stand there."""
    open: str | None = None
    """What the finding itself leaves open."""


@dataclass(frozen=True, slots=True)
class Check:
    """One stretch of words that a finding cites or uses."""

    finding: str
    words: str
    quotes: tuple[str, ...]
    """Where they should stand."""
    verdict: Verdict
    found_in: tuple[str, ...]
    """In which quotes they do."""
    is_cited: bool
    """Whether the finding cites them; else it only uses them."""

    @property
    def is_wrong(self) -> bool:
        """Whether the finding cites what does not stand there."""
        return self.is_cited and self.verdict != "stands"


def check(claims: Iterable[Claim], wordings: Mapping[str, Wording]) -> list[Check]:
    """Every stretch of words that a finding cites, and every word that it uses and only other quotes have."""
    said = {id: one.stretches() for id, one in wordings.items()}
    read = {id: one.stretches(with_inserted=True) for id, one in wordings.items()}
    found: list[Check] = []
    for claim in claims:
        done = set[tuple[tuple[str, ...], tuple[str, ...]]]()
        for where, words in _cited(claim):
            key = (tuple(folded(words)), where)
            if key[0] and where and key not in done:
                done.add(key)
                found.append(_check(claim, words, where, said, read, is_cited=True))
        if claim.quotes:
            found += _used(claim, {words for words, _ in done}, said, read)
    return found


def sought(claims: Iterable[Claim]) -> list[str]:
    """The stretches of words that findings cite, which may stand in quotes that nothing else is made of."""
    return list(dict.fromkeys(words for claim in claims for where, words in _cited(claim) if where))


def _cited(claim: Claim) -> list[tuple[tuple[str, ...], str]]:
    given = [((quote,), words) for quote, words in claim.words]
    known = {tuple(folded(words)) for _, words in claim.words}
    texts = [*cited(claim.text), *cited(claim.open or "")]
    return [*given, *((claim.quotes, words) for words in texts if tuple(folded(words)) not in known)]


def _check(
    claim: Claim,
    words: str,
    where: tuple[str, ...],
    said: Mapping[str, Sequence[Sequence[str]]],
    read: Mapping[str, Sequence[Sequence[str]]],
    *,
    is_cited: bool,
) -> Check:
    wanted = folded(words)
    found = tuple(id for id, stretches in said.items() if stands(wanted, stretches))
    if any(id in found for id in where):
        verdict: Verdict = "stands"
    elif any(stands(wanted, read.get(id, ())) for id in where):
        verdict = "inserted only"
    else:
        verdict = "elsewhere" if found else "nowhere"
    return Check(claim.id, words, where, verdict, found, is_cited)


def _used(
    claim: Claim,
    done: set[tuple[str, ...]],
    said: Mapping[str, Sequence[Sequence[str]]],
    read: Mapping[str, Sequence[Sequence[str]]],
) -> list[Check]:
    """Words that the finding uses, that no quote of its own has and another has: perhaps it cites the wrong one."""
    found: list[Check] = []
    for word in telling(claim.text):
        if (word,) in done or word in _PRONOUNS or len(word) < 4:
            continue
        one = _check(claim, word, claim.quotes, said, read, is_cited=False)
        if one.verdict == "elsewhere":
            found.append(one)
    return found


def in_words(one: Check, names: Mapping[str, str]) -> str:
    """What a check found, in a sentence."""
    cites = "cites" if one.is_cited else "uses"
    where = _listed(one.quotes, names)
    match one.verdict:
        case "stands":
            own = [quote for quote in one.found_in if quote in one.quotes]
            return f"It {cites} “{one.words}”, which stands in {_listed(own, names)}."
        case "inserted only":
            return f"It {cites} “{one.words}”, which stands in {where} only with words that somebody put in."
        case "elsewhere":
            return f"It {cites} “{one.words}”, which does not stand in {where}, but in {_listed(one.found_in, names)}."
        case "nowhere":
            return f"It {cites} “{one.words}”, which stands in no quote of this case."


def _listed(quotes: Iterable[str], names: Mapping[str, str]) -> str:
    ids = list(quotes)
    named = ", ".join(f"“{names.get(one, one)}”" for one in ids[:_NAMED])
    return named if len(ids) <= _NAMED else f"{named} and {len(ids) - _NAMED} more"
