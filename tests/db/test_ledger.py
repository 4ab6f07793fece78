"""One step, one act: what is written, undone, refused and remembered."""

import sqlite3

import pytest

from db import casefile, replay
from db.casefile import CaseFile
from db.errors import BadValue, ChangedSince, NothingToUndo
from db.records import Incident, Link, Person, Role, Transcript
from db.schema import JOURNALLED
from tests.db.conftest import HANA


def add_incident(case: CaseFile, id: str = "i1", **fields: str) -> None:
    with case.step("incidents.add", "Add incident"):
        case.incidents.add(Incident(id, "Strike", **fields))


def test_a_step_is_one_act_with_what_it_changed(case):
    add_incident(case, place="Balad")

    act, change = case.ledger.history("incident", "i1")[0]

    assert (act.label, act.verb, act.kind, act.reviewer_id) == ("Add incident", "incidents.add", "do", "reviewer-hana")
    assert change["op"] == "insert"
    assert change["fields"]["place"] == [None, "Balad"]


def test_a_step_that_changes_nothing_leaves_no_act(case):
    before = case.ledger.count()

    with case.step("incidents.change", "Change") as step:
        pass

    assert step.act is None
    assert case.ledger.count() == before


def test_what_is_raised_inside_a_step_undoes_all_of_it(case):
    before = replay.tables(case.connection)

    with pytest.raises(RuntimeError), case.step("test", "Test"):
        case.incidents.add(Incident("i1", "Strike"))
        raise RuntimeError

    assert replay.tables(case.connection) == before
    add_incident(case)


@pytest.mark.parametrize("table", JOURNALLED)
def test_a_write_outside_a_step_is_refused(case, table):
    with pytest.raises(sqlite3.IntegrityError, match="outside a step"):
        case.connection.execute(
            f"DELETE FROM {table}" if table == "case_info" else f"INSERT INTO {table} (id) VALUES ('x')"
        )


def test_even_another_sqlite_tool_is_refused(case):
    path = case.path
    case.close()

    with sqlite3.connect(path) as other, pytest.raises(sqlite3.IntegrityError, match="outside a step"):
        other.execute("UPDATE case_info SET title = 'forged'")
    other.close()


def test_replace_does_not_slip_past_the_ledger(case):
    add_incident(case)

    with case.step("test", "Replace"):
        case.connection.execute("INSERT OR REPLACE INTO incident (id, title) VALUES ('i1', 'Other')")

    assert replay.same(replay.replay(case.connection), replay.tables(case.connection))
    case.undo()
    assert case.incidents.get("i1").title == "Strike"


@pytest.mark.parametrize(
    "sql", ["UPDATE act SET label = 'x'", "DELETE FROM act", "UPDATE act_body SET body = '{}'", "DELETE FROM act_body"]
)
def test_an_act_is_never_changed_or_removed(case, sql):
    with pytest.raises(BadValue, match="never"), case.ledger.step("test", "Test"):
        case.connection.execute(sql)


@pytest.mark.parametrize("table", ["original", "content", "segment"])
def test_imported_content_is_never_altered(case, transcript, table):
    for sql in (f"DELETE FROM {table}", f"UPDATE {table} SET rowid = rowid + 1000"):
        with pytest.raises(BadValue, match="never altered"), case.step("test", "Test"):
            case.connection.execute(sql)


def test_undo_and_redo_walk_back_and_forth(case):
    add_incident(case)
    with case.step("incidents.change", "Change incident"):
        case.incidents.change("i1", title="Raid", place="Balad")
    full = replay.tables(case.connection)

    assert case.ledger.undo_label == "Change incident"
    case.undo()
    assert case.incidents.get("i1").title == "Strike"
    case.undo()
    assert case.incidents.find("i1") is None
    with pytest.raises(NothingToUndo):
        case.undo()
    assert case.ledger.redo_label == "Add incident"
    case.redo()
    case.redo()
    assert replay.tables(case.connection) == full
    with pytest.raises(NothingToUndo):
        case.redo()


def test_something_done_after_an_undo_ends_the_redo(case):
    add_incident(case)
    case.undo()
    add_incident(case, "i2")

    assert case.ledger.redo_label is None
    case.undo()
    assert case.ledger.redo_label == "Add incident"
    assert case.incidents.all() == []


def test_undo_survives_closing_and_opening_again(case, state):
    add_incident(case)
    add_incident(case, "i2")
    case.undo()
    case.close()

    with casefile.open_case(case.path, HANA, state) as again:
        assert (again.ledger.undo_label, again.ledger.redo_label) == ("Add incident", "Add incident")
        again.redo()
        assert [i.id for i in again.incidents.all()] == ["i1", "i2"]
        again.undo()
        again.undo()
        assert again.incidents.all() == []


def test_undo_of_what_was_changed_since_is_refused(case):
    add_incident(case)
    act = case.ledger.history("incident", "i1")[0][0]
    with case.step("incidents.change", "Change"):
        case.incidents.change("i1", title="Raid")

    with pytest.raises(ChangedSince):
        case.ledger._reverse(act, "undo")
    assert case.incidents.get("i1").title == "Raid"


def test_deleting_many_things_comes_back_whole_whatever_their_order(case):
    with case.step("people.add", "Add"):
        case.people.add(Person("p1", "Qais"))
        case.roles.add(Role("r1", "p1", None, "leader"))
        case.roles.add(Role("r2", "p1", None, "speaker"))
    full = replay.tables(case.connection)

    with case.step("people.remove", "Remove"):
        case.connection.execute("DELETE FROM person")
        case.connection.execute("DELETE FROM role")
    case.undo()

    assert replay.tables(case.connection) == full


def test_a_transcript_is_one_act_with_the_hash_of_its_words(case, transcript):
    act, _ = case.ledger.history("transcript", transcript.id)[0]
    body = case.ledger.body(act.id)

    assert body["contents"] == [{"kind": "segments", "sha256": transcript.content_sha256, "size": 4}]
    assert not [c for c in body["changes"] if c["table"] == "segment"]
    case.undo()
    assert case.transcripts.all() == []
    case.redo()
    assert len(case.transcripts.segments(transcript.id)) == 4


@pytest.mark.parametrize(
    "values",
    [{"title": "a\0b"}, {"title": "\ud800"}, {"title": ""}],
)
def test_what_sqlite_cannot_keep_is_refused_and_nothing_is_written(case, values):
    with pytest.raises(BadValue), case.step("test", "Test"):
        case.incidents.add(Incident("i1", **values))
    assert case.incidents.all() == []


def test_a_link_to_nothing_is_refused(case):
    with pytest.raises(BadValue), case.step("test", "Test"):
        case.links.add(Link("l1", "no-quote", "no-incident"))
    assert case.links.all() == []


def test_the_verbs_of_another_reviewer_are_not_undone_here(case, state):
    add_incident(case)
    case.close()
    omar = casefile.Signature(
        casefile.Reviewer("reviewer-omar", "Omar"), casefile.Device("device-omar", "reviewer-omar", "desk")
    )

    with casefile.open_case(case.path, omar, state) as his:
        assert his.ledger.undo_label is None
        assert [reviewer.name for reviewer in his.reviewers.all()] == ["Hana", "Omar"]
        assert all(check.ok for check in his.verify())


def test_verify_tells_of_every_kind_of_forgery(case, transcript):
    add_incident(case)
    assert [check.name for check in case.verify() if not check.ok] == []
    path = case.path
    case.close()

    forgeries = {
        "history": "UPDATE incident SET title = 'forged'",
        "steps": "UPDATE act_body SET body = replace(body, 'Strike', 'Forged')",
        "chain": "UPDATE act SET label = 'forged' WHERE counter = 2",
        "imports": "UPDATE segment SET text = replace(text, 'over', 'on')",
    }
    for name, sql in forgeries.items():
        forged = path.with_name(f"{name}.sqlite")
        forged.write_bytes(path.read_bytes())
        with sqlite3.connect(forged) as other:
            for (trigger,) in other.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                other.execute(f"DROP TRIGGER {trigger}")
            other.execute(sql)
        assert name in [check.name for check in replay.verify(other) if not check.ok]
        other.close()


def test_history_names_no_touch_twice(case, transcript: Transcript):
    assert len(case.ledger.history("transcript", transcript.id)) == 1
