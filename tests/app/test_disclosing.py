"""What a disclosure says of a quote's review."""

import pytest

from app import disclosing, keys, reviewing
from db import disclosed
from tests.app.test_reviewing import Reviewers


@pytest.fixture
def desk(tmp_path):
    desk = Reviewers(tmp_path)
    desk.move("hana", "submitted")
    for name in ("omar", "zoe"):
        with desk.open(name, "hana") as case, case.step("reviewing.approve", "Approve"):
            reviewing.approve(case, "q0")
    return desk


def said_of(desk, name):
    out = desk.folder / name
    with desk.open("hana") as case:
        disclosing.write(case, out, disclosing.Choice())
    with disclosed.read(out, keys.signature_of) as seen:
        return seen.quotes.get("q0").status


def test_an_approval_leaves_as_one_only_while_it_holds(desk):
    assert said_of(desk, "before.sqlite") == "approved"
    with desk.open("hana") as case, case.step("test", "Reword"):
        case.quotes.change("q0", tokens=desk.quote("q0", "The").tokens)
    with desk.open("hana") as case:
        assert case.quotes.get("q0").status == "approved", "its row alone would still say so"
    assert said_of(desk, "after.sqlite") == "draft"
