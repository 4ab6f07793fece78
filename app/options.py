"""Between what a person must decide: each value once, with all who said it."""

from dataclasses import dataclass
from typing import Any

from app.merging import Question, Said


@dataclass(frozen=True, slots=True)
class Option:
    """One of the values of a question; for a record itself, whether it is to be there."""

    value: Any
    said: tuple[Said, ...]
    """Empty where nobody said so, but something refers to the record."""
    acts: tuple[str, ...]
    """The steps in which it was said, in the same order."""
    is_own: bool
    is_shown: bool
    """Whether the case shows this one until somebody decides."""


def options_of(question: Question) -> tuple[Option, ...]:
    """The values of a question, this reviewer's own first, then by name."""
    conflict = question.conflict
    is_field = conflict.kind == "field"
    values: list[Any] = []
    for said in question.said:
        if said.value not in values:
            values.append(said.value)
    if not is_field and True not in values:
        values.insert(0, True)
    shown = question.said[0].value if is_field else True
    found = [_option(question, value, is_shown=value == shown) for value in values]
    return tuple(sorted(found, key=lambda option: (not option.is_own, [said.reviewer for said in option.said])))


def _option(question: Question, value: Any, *, is_shown: bool) -> Option:
    pairs = [
        (said, claim.act_id)
        for said, claim in zip(question.said, question.conflict.claims, strict=True)
        if said.value == value
    ]
    said = tuple(said for said, _ in pairs)
    return Option(value, said, tuple(act for _, act in pairs), any(one.is_own for one in said), is_shown)
