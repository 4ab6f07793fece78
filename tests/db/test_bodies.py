"""Steps from elsewhere: what a newer version wrote is told apart from what is no step at all."""

import json

import pytest

from db import bodies
from db.errors import CaseDamaged, CaseTooNew

COLUMNS = {"incident": ["id", "title"]}


def change(table="incident", id="i1", op="update", fields=None):
    return {"table": table, "id": id, "op": op, "fields": {"title": ["A", "B"]} if fields is None else fields}


def check(*changes):
    bodies.check(json.dumps({"changes": list(changes)}), COLUMNS)


def test_a_step_of_this_version_passes():
    check(change(), change(op="insert", fields={"id": [None, "i1"], "title": [None, "A"]}), change(op="delete"))


@pytest.mark.parametrize("one", [change(table="key_word"), change(fields={"colour": [None, "red"]})])
def test_a_step_of_a_newer_version_is_called_so(one):
    with pytest.raises(CaseTooNew):
        check(change(), one)


@pytest.mark.parametrize(
    "one",
    [
        change(table="incident; DROP TABLE act"),
        change(table=7),
        change(fields={"title = '' --": ["A", "B"]}),
        change(fields={"title": ["A"]}),
        change(fields={"title": ["A", {}]}),
        change(fields={"id": ["i1", "i2"]}),
        change(op="replace"),
        change(op="insert", fields={"id": [None, "i2"]}),
        "no change",
    ],
)
def test_what_is_no_step_is_damage(one):
    with pytest.raises(CaseDamaged):
        check(one)
