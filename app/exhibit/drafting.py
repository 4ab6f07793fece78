"""What every draft of a declaration has in common: who would sign it, under what words, and what nobody here knows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.exporters.report import Block, Facts, Heading, Line, Pair, Report

BLANK = "________"
DRAFT = "DRAFT - not signed"
_WARNING = (
    "DRAFT - not signed. Avowal filled this in from what the case file holds. It is no legal advice, and no lawyer has "
    "reviewed its wording: a lawyer must check it before anybody signs. Whoever signs must know every statement in it "
    "to "
    f"be true. Each {BLANK} is something that the case file does not hold, or that only the person who signs can say."
)
_UNKNOWN = (
    "Avowal does not know who the person who signs is, what they have seen, or whether they are qualified.",
    "Avowal does not know whether what people entered is true: who collected a recording, when, and by what means are "
    "statements of whoever entered them.",
    "The times of steps come from the clock of the device on which they were done, unless a time stamp says otherwise.",
)
_VERIFY = (
    "verify: the wording and the notice requirements of each rule that is cited, as amended on the day of signing, and "
    "the local rules of the court.",
    "verify: a certification of this kind goes to authenticity only. Hearsay, relevance, privilege and confrontation "
    "are "
    "other questions.",
)


@dataclass(frozen=True, slots=True)
class Draft:
    """One document: its name without a suffix, and what it says."""

    name: str
    report: Report


def pair(label: str, value: str | None, *, code: bool = False) -> Pair:
    """A label with what is known, or with a blank that can't be overlooked."""
    return Pair(label, value or BLANK, "code" if code and value else "plain")


def facts(*pairs: Pair) -> Facts:
    """Several, one below the other."""
    return Facts(pairs)


def numbered(said: Iterable[str]) -> list[Block]:
    """Paragraphs with their numbers."""
    return [Line(f"{number}. {text}") for number, text in enumerate(said, 1)]


def report(
    title: str,
    cited: str,
    who: Sequence[Pair],
    body: Sequence[Block],
    marking: str | None,
    foot: str,
    unknown: Iterable[str] = (),
    verify: Iterable[str] = (),
) -> Report:
    """A draft with its warning first, its signature blank, and its open questions last."""
    blocks: list[Block] = [
        Line(_WARNING, "warning"),
        Line(f"Drafted for: {cited}.", "small"),
        Heading("Who declares"),
        Facts((pair("Name", None), *who)),
        *body,
        Heading("Declaration under 28 U.S.C. § 1746"),
        Line(
            "Keep one of the two forms, and strike the other. If signed within the United States: I declare under "
            "penalty of perjury that the foregoing is true and correct."
        ),
        Line(
            "If signed outside the United States: I declare under penalty of perjury under the laws of the United "
            "States "
            "of America that the foregoing is true and correct."
        ),
        facts(
            pair("Executed on (date)", None),
            pair("At (place)", None),
            pair("Signature", None),
            pair("Printed name", None),
        ),
        Heading("What Avowal does not know"),
        *(Line(f"– {one}", "small") for one in (*unknown, *_UNKNOWN)),
        Heading("For the lawyer who checks this"),
        *(Line(f"– {one}", "small") for one in (*verify, *_VERIFY)),
    ]
    return Report(DRAFT, title, tuple(blocks), f"{marking} · {DRAFT}" if marking else DRAFT, f"{DRAFT} · {foot}")
