"""Whatever is done to whichever kind of record in three copies: they come together equal, with nothing unproven."""

from contextlib import ExitStack, suppress
from dataclasses import fields, replace
from functools import cache
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import casefile, schema
from db.claims import Certificate, Measure, NestedSpeech, Proceeding, ProceedingParty
from db.errors import BadValue, ChangedSince, NothingToUndo
from db.records import CustodyEvent, Incident, IncidentAlias
from tests.db.disclosing import Planting, plant
from tests.db.test_merge import NAMES, Desk, signature, take_as
from tests.folders import quick_folder

WORKED_ON = tuple(name for name in schema.JOURNALLED if name not in ("reviewer", "device"))
"""Who works where is written by opening a case, not by working in it."""


@cache
def begun():
    """A case that has something in nearly every table, and was partly expunged."""
    with quick_folder() as folder:
        path = Path(folder) / "begun.sqlite"
        with casefile.create(path, "Case", signature("hana"), "case", path.parent / "state", lambda case: None) as case:
            plant(case, Planting())
            with case.step("test.add", "Add"):
                argument = case.argument
                argument.certificates.add(Certificate("e1", "t1", "Translator", "a" * 64))
                argument.nested_speeches.add(NestedSpeech("e2", "q1", "t1", 0, 0, 0, 5, "speaker"))
                argument.proceedings.add(Proceeding("e3", "Prosecutor v. X"))
                argument.proceeding_parties.add(ProceedingParty("e4", "e3", "defence", "speaker"))
                argument.measures.add(Measure("e5", "Order 1", "designation", "2020-01", person_id="speaker"))
                case.custody.add(CustodyEvent("e6", "m1", "f1", "received", "2021-06-02"))
                case.incidents.add(Incident("i3", "Entered twice"))
                case.aliases.add(IncidentAlias("i3", "i1"))
        return path.read_bytes()


class FullDesk(Desk):
    """Three copies of that case."""

    def __init__(self, folder):
        self.folder, self.state = folder, folder / "state"
        for name in NAMES:
            (folder / f"{name}.sqlite").write_bytes(begun())


def deeds_in(tables):
    """What is done, in a few tables only: so the three meet."""
    return st.lists(
        st.tuples(
            st.sampled_from(["change", "change", "change", "copy", "remove", "undo", "redo", "take"]),
            st.sampled_from(NAMES),
            st.sampled_from(NAMES),
            st.sampled_from(tables),
            *(st.integers(0, 40) for _ in range(3)),
        ),
        min_size=4,
        max_size=16,
    )


deeds = st.lists(st.sampled_from(WORKED_ON), min_size=1, max_size=3, unique=True).flatmap(deeds_in)


def work(desk, deeds):
    with ExitStack() as desks:
        at_work = {}
        for kind, name, other, table, *numbers in deeds:
            if kind == "take":
                for one in {name, other} & at_work.keys():
                    at_work.pop(one).close()
                if name != other:
                    desk.take(name, other)
                continue
            if name not in at_work:
                at_work[name] = desks.enter_context(desk.open(name))
            # What the case itself refuses is no deed: an approval that nobody gave, a record that others stand on.
            with suppress(NothingToUndo, ChangedSince, BadValue):
                do(at_work[name], kind, name, table, *numbers)


def do(case, kind, name, table, which, field, value):
    if kind in ("undo", "redo"):
        getattr(case, kind)()
        return
    known = case.table(table).all()
    if not known:
        return
    record = known[which % len(known)]
    if table == "case_info":
        kind = "change"  # There is one, always.
    with case.step("test", kind):
        if kind == "copy":
            case.table(table).add(replace(record, id=f"{record.id} {name} {field}"))
        elif kind == "remove":
            case.table(table).remove(record.id)
        else:
            names = [one.name for one in fields(record) if one.name != "id"]
            changed = names[field % len(names)]
            values = list(dict.fromkeys(getattr(one, changed) for one in known))
            if changed not in case.table(table).codecs:
                values = [*values, "alpha", "beta", None]
            case.table(table).change(record.id, **{changed: values[value % len(values)]})


@pytest.mark.parametrize("part", range(2))
@settings(max_examples=20, suppress_health_check=list(HealthCheck))
@given(deeds=deeds)
def test_every_table_comes_together_in_every_order(part, deeds):
    with quick_folder() as folder:
        desk = FullDesk(Path(folder))
        work(desk, deeds[:: -1 if part else 1])
        ends = []
        for number, order in enumerate(permutations(NAMES)):
            desk.copy(order[0], f"end{number}")
            ends.append(take_as(desk, f"end{number}", *order[1:]))
        assert all(end == ends[0] for end in ends)
        for number in range(len(ends)):
            with casefile.read_case(desk.folder / f"end{number}.sqlite") as case:
                assert [check for check in case.verify() if not check.ok] == []
                assert case.connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_what_is_begun_with_has_every_kind_of_record(tmp_path):
    (tmp_path / "full.sqlite").write_bytes(begun())
    with casefile.read_case(tmp_path / "full.sqlite") as case:
        empty = {name for name in WORKED_ON if not case.table(name).count()}
    assert empty == {"framework", "vocabulary", "stamp"}, "those have contents and keys of their own"
