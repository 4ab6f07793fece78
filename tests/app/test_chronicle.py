"""Steps in plain words: what became of each record, word by word where it is prose; which steps fit a question."""

import pytest

from app import chronicle, incidents, log_file, looking_back, people
from app.chronicle import Chronicle
from app.problems import Refused
from app.rewritten import between, in_marks
from app.session import Session


@pytest.fixture
def session(tmp_path, monkeypatch):
    monkeypatch.setenv("AVOWAL_HOME", str(tmp_path / "home"))
    session = Session()
    session.create(tmp_path / "case.sqlite", "A case")
    yield session
    session.close()


@pytest.fixture
def strike(session):
    made = session.do("Add incident", incidents.add, "Strike", notes="At dawn a drone came.")
    session.do("Change incident", incidents.change, made.id, notes="At dusk a drone came.", date="2021-04-14")
    return made


def found(session, **asked):
    wanted = looking_back.wanted(session.case, **asked)
    return [act.label for act in session.case.log.page(session.case.log.numbers(wanted))]


def test_a_history_tells_each_field_newest_first(session, strike):
    changed, added = Chronicle(session.case).history("incident", strike.id)

    assert (changed.what, added.what) == ("Change incident", "Add incident")
    fields = {field.field: field for field in changed.records[0].fields}
    assert (fields["date"].before, fields["date"].after) == (None, "14 April 2021")
    assert in_marks(fields["notes"].pieces) == "At [-dawn-]{+dusk+} a drone came."
    assert changed.records[0].how == "update"
    assert added.records[0].how == "insert"
    assert added.reviewer == "Reviewer"


def test_what_was_taken_back_says_so_until_it_is_done_again(session, strike):
    session.undo()
    undo, changed, _ = Chronicle(session.case).history("incident", strike.id)
    assert undo.what == "Undo: Change incident"
    assert changed.is_undone

    session.redo()
    redo, undo, changed, _ = Chronicle(session.case).history("incident", strike.id)
    assert not redo.is_undone
    assert undo.is_undone
    assert not changed.is_undone


def test_a_record_that_is_gone_keeps_its_name(session, strike):
    session.do("Delete incident", incidents.delete, strike.id)

    deleted = Chronicle(session.case).history("incident", strike.id)[0]

    assert deleted.records[0].how == "delete"
    assert deleted.records[0].title == "Strike"


def test_a_persons_history_holds_their_offices(session):
    person = session.do("Add person", people.add_person, "Akram")
    session.do("Add office", people.add_role, person.id, "Secretary-general")

    assert [entry.what for entry in Chronicle(session.case).history("person", person.id)] == [
        "Add office",
        "Add person",
    ]


def test_steps_are_found_by_words_kind_person_device_record_and_time(session, strike):
    other = session.do("Add person", people.add_person, "Akram")
    me, device = session.case.author.reviewer_id, session.case.author.device_id

    assert found(session, table="incident") == ["Change incident", "Add incident"]
    assert found(session, record_id=other.id) == ["Add person"]
    assert found(session, words="incident ADD") == ["Add incident"]
    assert found(session, words="nothing of the kind") == []
    everything = found(session)
    assert {"Add person", "Add incident", "Change incident"} <= set(everything)
    assert found(session, reviewer_id=me) == found(session, device_id=device) == everything
    assert found(session, reviewer_id="nobody") == found(session, device_id="none") == []
    assert found(session, since="2001", until="2100") == everything
    assert found(session, until="2001") == found(session, since="2100") == []
    session.undo()
    assert found(session, undone=True) == ["Add person"]


@pytest.mark.parametrize("asked", [{"since": "../2021"}, {"until": "2021/.."}, {"since": "yesterday"}])
def test_a_time_without_that_end_is_refused(session, asked):
    with pytest.raises(Refused):
        looking_back.wanted(session.case, **asked)


@pytest.mark.parametrize("suffix", log_file.SUFFIXES)
def test_the_log_is_written_whole(session, strike, tmp_path, suffix):
    choice = log_file.Choice(looking_back.wanted(session.case, table="incident"), "kind incident")
    out = tmp_path / f"log{suffix}"

    assert log_file.write(session.case, choice, out) == 2

    text = out.read_text(encoding="utf-8-sig")
    assert text.index("Add incident") < text.index("Change incident")
    assert "14 April 2021" in text
    if suffix == ".csv":
        assert "At [-dawn-]{+dusk+} a drone came." in text


def test_a_step_whose_body_was_tampered_with_is_still_listed(session, strike):
    act = session.case.log.page(session.case.log.numbers(looking_back.wanted(session.case, table="incident")))[0]
    teller = Chronicle(session.case)

    entry = teller.entry(type(act)(**{name: getattr(act, name) for name in act.__dataclass_fields__} | {"id": "gone"}))

    assert not entry.is_readable
    assert entry.what == "Change incident"


@pytest.mark.parametrize(
    ("before", "after", "marks"),
    [
        ("one two", "one two", "one two"),
        ("one two three", "one 2 3", "one [-two three-]{+2 3+}"),
        ("", "new", "{+new+}"),
        ("انتهت الهدنة", "انتهت الحرب", "انتهت [-الهدنة-]{+الحرب+}"),
        ("قال العدوّ", "قال العدو", "قال [-العدوّ-]{+العدو+}"),
    ],
)
def test_differences_are_of_whole_words(before, after, marks):
    assert in_marks(between(before, after)) == marks


def test_what_an_import_touched_is_counted_not_listed(session, monkeypatch):
    def many(case):
        for number in range(5):
            incidents.add(case, f"Incident {number}")

    session.do("Import", many)
    monkeypatch.setattr(chronicle, "_MOST", 3)

    (act,) = session.case.log.page(session.case.log.numbers(looking_back.wanted(session.case, words="Import")))
    entry = Chronicle(session.case).entry(act)

    assert (len(entry.records), entry.more) == (3, 2)


@pytest.mark.parametrize(
    ("kind", "size", "said"),
    [
        ("segments", 1, "1 passage of a transcript came in (SHA-256 ab)"),
        ("segments", 2, "2 passages of a transcript came in (SHA-256 ab)"),
        ("elements", 1, "1 element of the law came in (SHA-256 ab)"),
        ("elements", 12, "12 elements of the law came in (SHA-256 ab)"),
    ],
)
def test_what_came_in_agrees_with_its_number(kind, size, said):
    body = {"contents": [{"kind": kind, "size": size, "sha256": "ab"}]}

    assert list(chronicle._facts(body)) == [said]
