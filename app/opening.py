"""Opening and making a case from the window: done, or a problem and what can be tried instead."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.problems import Problem, Refused, problem_of
from app.session import Session
from db.errors import CaseError, CaseLocked, CaseReadOnly


@dataclass(frozen=True, slots=True)
class Failed:
    """Why it could not be done; what was open is open still."""

    problem: Problem
    can_be_read: bool
    """Whether opening it for reading only would go."""


def open_case(session: Session, path: Path, *, read_only: bool = False) -> Failed | None:
    """Open a case."""
    return _tried(lambda: session.open(path, read_only=read_only))


def make_case(session: Session, path: Path, title: str, framework_ids: list[str]) -> Failed | None:
    """Make a case, with the folder it shall lie in, and open it."""

    def make() -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        session.create(path, title, framework_ids)

    return _tried(make)


def _tried(attempt: Callable[[], None]) -> Failed | None:
    try:
        attempt()
    except (CaseError, OSError, Refused) as error:
        problem = problem_of(error)
        if problem is None:
            raise
        return Failed(problem, isinstance(error, CaseLocked | CaseReadOnly))
    return None
