"""The article's case, as the worked example brings it in, and the ids that its own ids became."""

import pytest

from app import example_case, sample
from app.argument.reading import Reader


@pytest.fixture
def ids(case):
    with case.step("test", "Test"):
        return example_case.bring_in(case, example_case.read(sample.files() / "example_case.json")).ids


@pytest.fixture
def reader(case, ids):
    return Reader(case)


@pytest.fixture
def step(case):
    """Writes rows, and gives a reader that has not looked yet."""

    def write(*rows):
        with case.step("test", "Test"):
            for table, row in rows:
                getattr(case.argument, table).add(row)
        return Reader(case)

    return write
