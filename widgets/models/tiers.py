"""Which transcripts of a recording are shown beside each other."""

from collections.abc import Mapping, Sequence

from db.records import Transcript
from db.tokens import Tier

Pair = Mapping[Tier, Transcript | None]
NONE: Pair = {"original": None, "translation": None}


def tier_of(transcript: Transcript) -> Tier:
    """The column that a transcript belongs in."""
    return "original" if transcript.kind == "original" else "translation"


def choose_pair(there: Sequence[Transcript], wanted: Pair, leading: Tier = "original") -> Pair:
    """The wanted ones as far as they are there and belong together; else the first that do.

    Where the wanted original and translation don't belong together, the `leading` one decides.
    """
    by_id = {one.id: one for one in there}
    kept = {tier: by_id.get(one.id) if one else None for tier, one in wanted.items()}
    original, translation = kept["original"], kept["translation"]
    if leading == "translation" and translation is not None and not _belong(original, translation):
        original = by_id.get(translation.translation_of or "")
    original = original or next((one for one in there if tier_of(one) == "original"), None)
    if translation is None or not _belong(original, translation):
        fitting = [one for one in there if tier_of(one) == "translation" and _belong(original, one)]
        own = [one for one in fitting if original is not None and one.translation_of == original.id]
        translation = next(iter(own or fitting), None)
    return {"original": original, "translation": translation}


def of_tier(there: Sequence[Transcript], tier: Tier) -> list[Transcript]:
    """What can be chosen in a column."""
    return [one for one in there if tier_of(one) == tier]


def _belong(original: Transcript | None, translation: Transcript) -> bool:
    return original is None or translation.translation_of in (None, original.id)
