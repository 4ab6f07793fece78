"""The law as of a date: what was in force when something was said or done, and where nobody can tell.

A date is as precise as it is known. What a date leaves open, the answer leaves open: only if every day that the date
may mean lies on one side is that said; a date that its source calls approximate or uncertain is never decided.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from app import dates

Force = Literal["in force", "not yet", "no longer", "unsure"]
_QUALIFIED = frozenset("?~%")


@dataclass(frozen=True, slots=True)
class Law:
    """Law with a date: a designation, a statute or a version of one."""

    id: str
    title: str
    kind: str
    start: str | None
    """EDTF."""
    end: str | None = None
    """EDTF; None where no end is known, which counts as none."""
    framework: str | None = None
    element: str | None = None
    citation: str | None = None
    verify: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Something said or done."""

    id: str
    kind: str
    """`quote` or `incident`."""
    title: str
    date: str | None


@dataclass(frozen=True, slots=True)
class Use:
    """A link of something said or done to an element of the law."""

    link: str
    event: str
    framework: str
    element: str


@dataclass(frozen=True, slots=True)
class Body:
    """A framework, as far as its date matters."""

    id: str
    title: str
    version: str | None
    date: str | None
    is_procedural: bool
    """Rules of evidence and procedure are those of the hearing, not of the day on which something was said."""
    verify: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether a piece of law was in force at a date, and why that is said."""

    force: Force
    why: str


@dataclass(frozen=True, slots=True)
class Flag:
    """A link whose law was not in force then, or may not have been."""

    use: Use
    event: Event
    law: str
    force: Force
    why: str
    verify: str | None = None


@dataclass(frozen=True, slots=True)
class Then:
    """A piece of law at a date."""

    law: Law
    answer: Answer


def in_force(when: str | None, start: str | None, end: str | None = None) -> Answer:
    """Whether law that runs from `start` to `end` (the last day included) was in force at `when`."""
    if when is None:
        return Answer("unsure", "It is not stated when this was.")
    first, last = _bounds(when)
    begins, begun = _bounds(start) if start else (None, None)
    ends, ended = _bounds(end) if end and end != ".." else (date.max, date.max)
    if _QUALIFIED & set(f"{when}{start or ''}{end or ''}"):
        return Answer("unsure", "One of the dates is only approximate or uncertain.")
    said = dates.in_words(when)
    if start and last and begins and last < begins:
        return Answer("not yet", f"{said} is before {dates.in_words(start)}.")
    if end and first and ended and first > ended:
        return Answer("no longer", f"{said} is after {dates.in_words(end)}.")
    if start is None:
        return Answer("unsure", "It is not stated since when it has been in force.")
    if first and last and begun and ends and first >= begun and last <= ends:
        return Answer(
            "in force", f"In force from {dates.in_words(start)}" + (f" to {dates.in_words(end)}." if end else ".")
        )
    return Answer("unsure", f"{said} and {dates.in_words(start)} are not precise enough to tell.")


def at(laws: Iterable[Law], when: str | None) -> list[Then]:
    """Every piece of law as it was at a date."""
    return [Then(law, in_force(when, law.start, law.end)) for law in laws]


def flags(uses: Sequence[Use], events: Iterable[Event], laws: Sequence[Law], bodies: Iterable[Body], hearing: str | None
          ) -> list[Flag]:  # fmt: skip
    """The links whose law was not in force, or of which that can't be told; `hearing` is when the case is heard.

    Where the case holds dated law for a framework or an element, that decides. Else the version of the framework does:
    a version that is younger than the event may read otherwise than the law did then.
    """
    happened = {event.id: event for event in events}
    known = {body.id: body for body in bodies}
    found: list[Flag] = []
    for use in uses:
        event, body = happened.get(use.event), known.get(use.framework)
        if event is None or body is None:
            continue
        when = hearing if body.is_procedural else event.date
        about = [law for law in laws if _governs(law, use)]
        for law in about:
            answer = in_force(when, law.start, law.end)
            if answer.force != "in force":
                found.append(Flag(use, event, law.title, answer.force, answer.why, law.verify))
        if not any(law.element is None for law in about):
            flag = _of_version(use, event, body, when)
            found += [flag] if flag else []
    return found


def _governs(law: Law, use: Use) -> bool:
    if law.framework != use.framework:
        return False
    return law.element is None or use.element == law.element or use.element.startswith(f"{law.element}/")


def _of_version(use: Use, event: Event, body: Body, when: str | None) -> Flag | None:
    name = f"{body.title} ({body.version})" if body.version else body.title
    if body.is_procedural and when is None:
        return None  # Until a hearing is dated, the newest rules are the ones to prepare for.
    answer = in_force(when, body.date)
    if answer.force == "in force":
        return None
    if answer.force == "not yet":
        why = f"{answer.why} This version is younger; the law may have read otherwise then."
        return Flag(use, event, name, "not yet", why, body.verify)
    return Flag(use, event, name, "unsure", answer.why, body.verify)


def _bounds(text: str) -> tuple[date | None, date | None]:
    return dates.bounds(text)
