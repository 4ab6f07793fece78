"""Names before a colon, as subtitles name a speaker: `INTERVIEWER: What happened?`."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

# Every repeat is bounded, so that no line however long costs more than a glance.
_PREFIX = re.compile(
    r"[\s\u200e\u200f\u202a-\u202e\u2066-\u2069]{0,8}(?:[-\u2013\u2014]|>>>?)?\s{0,4}[\u200e\u200f]{0,2}"
    r"(?:\[([^\[\]:]{1,48})\]|([^\s\-:\[\]<>.,;!?()؟،؛][^:\[\]<>;!?؟؛\n]{0,47}))\s{0,4}[:\uff1a](?=\s|$)\s*"
)
_PARTICLES = frozenset(
    (
        "al",
        "el",
        "bin",
        "ibn",
        "abu",
        "bint",
        "de",
        "del",
        "di",
        "da",
        "van",
        "von",
        "der",
        "la",
        "le",
        "and",
        "of",
        "the",
    )
)
_NOT_NAMES = frozenset(("note", "notes", "warning", "translation", "transcript", "source", "nb", "ps", "caption"))
_MOST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Prefixes:
    """Who seems to be named so, and whether it is plain enough to go by."""

    names: tuple[str, ...] = ()
    convincing: bool = False


def split(line: str) -> tuple[str, int] | None:
    """The name that a line begins with, and where what was said begins; None if there is no such name."""
    if ":" not in line[:80] and "\uff1a" not in line[:80]:
        return None
    match = _PREFIX.match(line)
    if not match:
        return None
    name = " ".join((match.group(1) or match.group(2)).split())
    return (name, match.end()) if _plausible(name) else None


def detect(cues: Iterable[str]) -> Prefixes:
    """The names before colons in a transcript's cues, most likely speakers if they come again and again."""
    counts: Counter[str] = Counter()
    total = with_any = 0
    for cue in cues:
        total += 1
        found = [part[0] for line in cue.split("\n") if (part := split(line))]
        with_any += bool(found)
        counts.update(found)
    strong = {name: count for name, count in counts.items() if _strong(name)}
    if sum(strong.values()) >= max(2, 0.05 * total):
        return Prefixes(tuple(strong), True)
    often = with_any >= max(3, 0.5 * total) and len(counts) <= max(2, with_any // 2)
    return Prefixes(tuple(counts), often)


def _plausible(name: str) -> bool:
    words = name.split()
    if not any(letter.isalpha() for letter in name) or len(words) > _MOST_WORDS or name.casefold() in _NOT_NAMES:
        return False
    return all(_like_a_name(word) for word in words)


def _like_a_name(word: str) -> bool:
    first = next((letter for letter in word if letter.isalnum()), "")
    return not first.islower() or word.casefold().split("-")[0] in _PARTICLES


def _strong(name: str) -> bool:
    """In capitals, or numbered as machines do; a script without capitals can't shout."""
    letters = [letter for letter in name if letter.isalpha()]
    capitals = all(letter.isupper() for letter in letters)
    return capitals or (name.casefold().startswith("speaker") and name[-1].isdigit())
