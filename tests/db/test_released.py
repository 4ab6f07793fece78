"""Every version of the case file that was ever released still opens, whole, with its history."""

import shutil
from pathlib import Path

import pytest

from db import casefile, schema
from tests.db.conftest import HANA

KEPT = sorted((Path(__file__).resolve().parents[1] / "files").glob("case_v*.sqlite"))


def test_there_is_one_of_every_version():
    assert [path.stem for path in KEPT] == [f"case_v{version}" for version in range(1, schema.VERSION + 1)]


@pytest.mark.parametrize("kept", KEPT, ids=lambda path: path.stem)
def test_a_released_case_opens_for_reading_and_for_editing(kept, tmp_path):
    case = shutil.copy(kept, tmp_path / "case.sqlite")
    with casefile.read_case(case) as reading:
        holds(reading)
    with casefile.open_case(case, HANA, tmp_path / "state") as editing:
        assert editing.version == schema.VERSION
        holds(editing)
        with editing.step("test", "Change"):
            editing.incidents.change(editing.incidents.all()[0].id, title="Raid")
        editing.undo()
        holds(editing)


def holds(case):
    """What was put in when the file was made."""
    (quote,) = case.quotes.all()
    assert [span.text for span in quote.tokens.spans("translation")] == [
        "The truce", "is over", "the decision is to escalate",
    ]  # fmt: skip
    assert [span.text for span in quote.tokens.spans("original")] == ["انتهت الهدنة"]
    assert quote.speaker_id is None
    assert [incident.date for incident in case.incidents.all()] == ["2021-05~"]
    assert len(case.links.all()) == 2
    assert [hit.ordinal for hit in case.search.find("الهدنه", "transcripts")] == [0, 8]
    assert [check for check in case.verify() if not check.ok] == []
