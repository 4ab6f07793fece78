"""Opening a case from the window: done, or a problem and what can be tried instead."""

from dataclasses import dataclass
from pathlib import Path

from app.problems import Problem, Refused, problem_of
from app.session import Session
from db.errors import CaseError, CaseLocked, CaseReadOnly, IsDisclosure


@dataclass(frozen=True, slots=True)
class Failed:
    """Why it could not be done; what was open is open still."""

    problem: Problem
    can_be_read: bool
    """Whether opening it for reading only would go."""


def open_case(session: Session, path: Path, *, read_only: bool = False) -> Failed | None:
    """Open a case."""
    try:
        session.open(path, read_only=read_only)
    except (CaseError, OSError, Refused) as error:
        problem = problem_of(error)
        if problem is None:
            raise
        return Failed(problem, isinstance(error, CaseLocked | CaseReadOnly | IsDisclosure))
    return None
