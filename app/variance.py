"""Where two translations of the same words differ, word by word, and what hangs on the difference."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from app.cited import cited, folded
from app.words import words_of
from db.folding import fold_word


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that both have, or that stand in each other's place."""

    is_same: bool
    one: str
    other: str
    """As each of them writes it; empty where it has no words there."""
    moves: tuple[str, ...] = ()
    """What rests on these words of the first: names of elements or incidents that its link cites them for."""
    runs: tuple[tuple[str, bool], ...] = ()
    """The words of the first, parted into those on which something rests and the others."""

    @property
    def lit(self) -> tuple[str, ...]:
        """The words on which something rests."""
        return tuple(text for text, rests in self.runs if rests)


@dataclass(frozen=True, slots=True)
class Ground:
    """What a link rests on: the words that its reason cites, and what it leads to."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Variance:
    """Two texts side by side."""

    stretches: tuple[Stretch, ...]

    @property
    def same_words(self) -> int:
        """How many words of the first stand in the second too, in that order."""
        return sum(len(words_of(one.one)) for one in self.stretches if one.is_same)

    @property
    def share(self) -> float:
        """Of the words of the longer text, the part that differs."""
        longer = max(
            sum(len(words_of(one.one)) for one in self.stretches),
            sum(len(words_of(one.other)) for one in self.stretches),
        )
        return 1 - self.same_words / longer if longer else 0.0

    @property
    def moves(self) -> tuple[str, ...]:
        """Everything that rests on words that differ, each once."""
        return tuple(dict.fromkeys(name for one in self.stretches for name in one.moves))


def compare(one: str, other: str, grounds: Iterable[Ground] = ()) -> Variance:
    """Two texts in one language, aligned word by word; spellings that fold alike count as the same."""
    first, second = words_of(one), words_of(other)
    matcher = SequenceMatcher(
        None, [fold_word(one[a:b]) for a, b in first], [fold_word(other[a:b]) for a, b in second], autojunk=False
    )
    rested = _rested([one[a:b] for a, b in first], list(grounds))
    found: list[Stretch] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        names = dict.fromkeys(name for index in range(a, b) for name in rested.get(index, ()))
        is_same = kind == "equal"
        moves = () if is_same else tuple(names)
        runs = [
            (_text(one, first, numbers[0], numbers[-1] + 1), rests and not is_same)
            for rests, group in groupby(range(a, b), key=rested.__contains__)
            if (numbers := list(group))
        ]
        found.append(Stretch(is_same, _text(one, first, a, b), _text(other, second, c, d), moves, tuple(runs)))
    return Variance(tuple(found))


def _text(text: str, words: Sequence[tuple[int, int]], first: int, last: int) -> str:
    """The words with what stands between them and the marks after the last; the next word's opening is not its."""
    if first == last:
        return ""
    until = words[last][0] if last < len(words) else len(text)
    start = words[first][0] if first else 0
    return text[start:until].strip()


def _rested(words: Sequence[str], grounds: Sequence[Ground]) -> dict[int, list[str]]:
    """What rests on each word, by its number: it is within a passage that a reason cites."""
    found: dict[int, list[str]] = {}
    plain = [" ".join(folded(word)) for word in words]
    for ground in grounds:
        for citation in cited(ground.reason):
            wanted = folded(citation)
            for at in range(len(plain) - len(wanted) + 1):
                if wanted and plain[at : at + len(wanted)] == wanted:
                    for index in range(at, at + len(wanted)):
                        found.setdefault(index, []).append(ground.name)
    return found
