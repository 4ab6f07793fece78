"""A furnished case in a temporary folder, without a session."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app import law
from db import casefile
from db.casefile import CaseFile, Signature
from db.identity import new_id
from db.records import Device, Reviewer

SIGNATURE = Signature(Reviewer("reviewer", "Reviewer"), Device("device", "reviewer", "laptop"))


@pytest.fixture
def case(tmp_path: Path) -> Iterator[CaseFile]:
    def furnish(case: CaseFile) -> None:
        law.load_vocabularies(case)

    with casefile.create(tmp_path / "case.sqlite", "A case", SIGNATURE, new_id(), tmp_path / "state", furnish) as made:
        yield made


@pytest.fixture
def do(case: CaseFile) -> Callable[..., Any]:
    """Runs a verb on the case as a step of its own."""

    def run(verb: Callable[..., Any], *args: object, **fields: object) -> Any:
        with case.step("test", "Test"):
            return verb(case, *args, **fields)

    return run
