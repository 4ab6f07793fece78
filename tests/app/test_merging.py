"""Bringing copies together: what is asked, whose each value is, and how it is decided."""

import json
import shutil

import pytest

from app import incidents, installation, keys, law, merging, sharing
from app.chronicle import Chronicle
from app.problems import Refused
from app.session import Session
from db import casefile
from db.errors import CaseDamaged, KeyChanged, NoSuchRecord, NothingInCommon
from db.heads import THERE
from db.records import Link, Organisation, Person
from tests.db.test_merge import Desk


@pytest.fixture
def desk(tmp_path):
    made = Desk(tmp_path)
    with made.step("hana") as case:
        law.load_vocabularies(case)
        case.people.add(Person("p0", "Qais"))
        case.links.add(Link("l0", "q0", "i0", weight=1))
    for name in ("omar", "zoe"):
        made.take(name, "hana")
    return made


def differ(desk, table, id, field, hana, omar):
    """Both set a field, and Hana merges; returns the question as she meets it."""
    for name, value in (("hana", hana), ("omar", omar)):
        with desk.step(name) as case:
            case.table(table).change(id, **{field: value})
    desk.take("hana", "omar")
    with desk.open("hana") as case:
        (asked,) = merging.questions(case)
        return asked


def decide(desk, verb, *args, name="hana"):
    with desk.step(name, "Decide") as case:
        verb(case, *args)


def stands(desk, table, id, field):
    with desk.open("hana") as case:
        assert merging.questions(case) == []
        assert [check for check in case.verify() if not check.ok] == []
        return getattr(case.table(table).get(id), field)


def test_a_question_says_who_said_what_and_which_is_ours(desk):
    asked = differ(desk, "incident", "i0", "title", "Strike", "Raid")

    assert (asked.ours, asked.theirs, asked.is_of_record, asked.can_be_typed) == ("Strike", "Raid", False, True)
    assert {(one.reviewer, one.value, one.is_own) for one in asked.said} == {
        ("Hana", "Strike", True),
        ("Omar", "Raid", False),
    }
    with desk.open("zoe") as case, pytest.raises(Refused):
        merging.question(case, asked.id)


def test_who_only_looks_on_is_shown_what_stands_and_the_other(desk):
    differ(desk, "incident", "i0", "title", "Strike", "Raid")
    desk.take("zoe", "hana")

    with desk.open("zoe") as case:
        (asked,) = merging.questions(case)
        assert asked.ours == case.incidents.get("i0").title
        assert {asked.ours, asked.theirs} == {"Strike", "Raid"}
        assert not any(one.is_own for one in asked.said)


def test_who_reads_without_writing_knows_their_own_value(desk, tmp_path, monkeypatch):
    asked = differ(desk, "incident", "i0", "title", "Strike", "Raid")
    for name, ours in (("hana", "Strike"), ("omar", "Raid")):
        monkeypatch.setenv("AVOWAL_HOME", str(tmp_path / f"home of {name}"))
        installation.save(installation.Installation(f"reviewer-{name}", name.title(), f"device-{name}", name))
        with casefile.read_case(desk.folder / "hana.sqlite") as case:
            assert merging.question(case, asked.id).ours == ours


@pytest.mark.parametrize("value", ["Strike", "Raid"])
def test_deciding_for_one_of_the_values_ends_the_question_everywhere(desk, value):
    asked = differ(desk, "incident", "i0", "title", "Strike", "Raid")
    decide(desk, merging.decide, asked.id, value)

    assert stands(desk, "incident", "i0", "title") == value
    desk.take("omar", "hana")
    assert desk.picture("omar") == desk.picture("hana")
    with pytest.raises(Refused):
        decide(desk, merging.decide, asked.id, value)


def test_a_decision_is_undone_and_done_again(desk):
    asked = differ(desk, "incident", "i0", "title", "Strike", "Raid")
    decide(desk, merging.decide, asked.id, "Raid")
    with desk.open("hana") as case:
        case.undo()
        assert [one.id for one in merging.questions(case)] == [asked.id]
        case.redo()
        assert merging.questions(case) == []


@pytest.mark.parametrize(
    ("table", "id", "field", "said", "typed", "kept"),
    [
        ("incident", "i0", "title", ("Strike", "Raid"), " Rocket strike ", "Rocket strike"),
        ("incident", "i0", "date", ("2021", "2020"), "2021-06~", "2021-06~"),
        ("incident", "i0", "place", ("Balad", "Erbil"), "", None),
        ("quote", "q0", "capacity", ("both", "unclear"), "individual", "individual"),
        ("quote", "q0", "capacity_note", ("a", "b"), "c", "c"),
        ("quote", "q0", "speaker_id", (None, "p0"), "", None),
        ("link", "l0", "relation", ("praises", "denies"), "context", "context"),
        ("link", "l0", "weight", (2, 3), "4", 4),
        ("link", "l0", "weight", (2, 3), "", None),
        ("link", "l0", "survives_without_brackets", (0, 1), "1", 1),
        ("person", "p0", "name", ("Q", "K"), "Qais al-Khazali", "Qais al-Khazali"),
    ],
)
def test_another_value_may_be_typed(desk, table, id, field, said, typed, kept):
    if said[0] is None:
        with desk.step("hana") as case:
            case.table(table).change(id, **{field: said[1]})
            case.people.add(Person("p1", "Another"))
        desk.take("omar", "hana")
        said = ("p1", None)
    asked = differ(desk, table, id, field, *said)
    decide(desk, merging.decide_otherwise, asked.id, typed)

    assert stands(desk, table, id, field) == kept


@pytest.mark.parametrize(
    ("table", "id", "field", "said", "typed", "refusal"),
    [
        ("incident", "i0", "title", ("Strike", "Raid"), "  ", Refused),
        ("incident", "i0", "date", ("2021", "2020"), "yesterday", Refused),
        ("incident", "i0", "latitude", ("33", "34"), "91", Refused),
        ("quote", "q0", "capacity", ("both", "unclear"), "king", Refused),
        ("quote", "q0", "status", ("submitted", "withdrawn"), "approved", Refused),
        ("quote", "q0", "marking", ("TLP:RED", "TLP:GREEN"), "secret", Refused),
        ("quote", "q0", "speaker_id", ("p0", "p1"), "p9", NoSuchRecord),
        ("link", "l0", "relation", ("praises", "denies"), "likes", Refused),
        ("link", "l0", "weight", (2, 3), "5", Refused),
        ("link", "l0", "weight", (2, 3), "much", Refused),
        ("link", "l0", "survives_without_brackets", (0, 1), "2", Refused),
        ("link", "l0", "incident_id", ("i1", "i2"), "i0", Refused),
    ],
)
def test_what_the_verbs_refuse_is_refused_and_the_question_stays(desk, table, id, field, said, typed, refusal):
    with desk.step("hana") as case:
        case.people.add(Person("p1", "Another"))
    desk.take("omar", "hana")
    asked = differ(desk, table, id, field, *said)
    before = desk.picture("hana")

    with pytest.raises(refusal):
        decide(desk, merging.decide_otherwise, asked.id, typed)

    assert desk.picture("hana") == before


def test_the_words_of_a_quotation_are_chosen_whole(desk):
    for name, text in (("hana", "The"), ("omar", "truce")):
        with desk.step(name) as case:
            case.quotes.change("q0", tokens=desk.quote("q0", text).tokens)
    desk.take("hana", "omar")
    with desk.open("hana") as case:
        (asked,) = merging.questions(case)
    with pytest.raises(Refused):
        decide(desk, merging.decide_otherwise, asked.id, "{}")
    decide(desk, merging.decide, asked.id, asked.theirs)

    assert stands(desk, "quote", "q0", "tokens") == desk.quote("q0", "truce").tokens


@pytest.mark.parametrize("stays", [True, False])
def test_a_record_deleted_here_and_changed_there_stays_or_goes_with_what_hangs_on_it(desk, stays):
    with desk.step("hana") as case:
        incidents.delete(case, "i0")
    with desk.step("omar") as case:
        case.incidents.change("i0", title="Raid")
        case.links.add(Link("l9", "q0", "i0"))
    desk.take("hana", "omar")
    with desk.open("hana") as case:
        (asked,) = merging.questions(case)
    assert (asked.conflict.kind, asked.conflict.field) == ("deleted", THERE)
    assert (asked.ours, asked.theirs, asked.can_be_typed) == (False, True, False)
    assert asked.is_of_record

    decide(desk, merging.decide, asked.id, stays)

    with desk.open("hana") as case:
        assert (case.incidents.find("i0") is not None) == stays
        assert (case.links.find("l9") is not None) == stays
        assert merging.questions(case) == []
    desk.take("omar", "hana")
    assert desk.picture("omar") == desk.picture("hana")


def test_who_refers_to_a_deleted_record_says_that_it_is_there(desk):
    with desk.step("hana") as case:
        case.people.remove("p0")
    with desk.step("omar") as case:
        case.quotes.change("q0", speaker_id="p0")
    desk.take("hana", "omar")

    with desk.open("hana") as case:
        (asked,) = merging.questions(case)
    assert (asked.conflict.kind, asked.conflict.table) == ("missed", "person")
    assert {(one.reviewer, one.value) for one in asked.said} == {("Hana", False), ("Omar", True)}
    assert (asked.ours, asked.theirs) == (False, True)
    with pytest.raises(Refused, match="speaker"):  # the verb says why it can't go
        decide(desk, merging.decide, asked.id, False)
    decide(desk, merging.decide, asked.id, True)
    assert stands(desk, "person", "p0", "name") == "Qais"


def test_a_record_of_any_kind_can_go(desk):
    with desk.step("hana") as case:
        case.organisations.add(Organisation("o0", "AAH"))
    desk.take("omar", "hana")
    with desk.step("hana") as case:
        case.organisations.remove("o0")
        case.links.remove("l0")
    with desk.step("omar") as case:
        case.organisations.change("o0", kind="militia")
        case.links.change("l0", weight=3)
    desk.take("hana", "omar")
    with desk.open("hana") as case:
        asked = merging.questions(case)
    assert [one.conflict.table for one in asked] == ["link", "organisation"]
    for one in asked:
        decide(desk, merging.decide, one.id, False)

    with desk.open("hana") as case:
        assert (case.organisations.all(), case.links.all(), merging.questions(case)) == ([], [], [])


# through sessions and files


@pytest.fixture
def at(tmp_path, monkeypatch):
    """Work as somebody, at an installation of their own."""

    def become(name):
        monkeypatch.setenv("AVOWAL_HOME", str(tmp_path / f"home of {name}"))
        installation.save(installation.load().named(name))

    return become


@pytest.fixture
def pair(tmp_path, at, qapp):
    """Hana's session, Omar's session, and how the second became a copy of the first."""
    at("Hana")
    hana, omar = Session(), Session()
    hana.create(tmp_path / "hana.sqlite", "Case")
    sharing.share(hana.case, tmp_path / "first.avowal")
    at("Omar")
    sharing.take(tmp_path / "first.avowal", tmp_path / "omar.sqlite")
    omar.open(tmp_path / "omar.sqlite")
    yield hana, omar
    hana.close()
    omar.close()


def test_a_session_says_what_a_merge_changed_and_backs_up_before(pair, at, tmp_path, qtbot):
    hana, omar = pair
    at("Omar")
    made = omar.do("Add", incidents.add, "Strike")
    sharing.share(omar.case, tmp_path / "omar.avowal")
    at("Hana")
    hana.do("Add", incidents.add, "Raid")

    heard = []
    hana.changed.connect(heard.append)

    with qtbot.waitSignal(hana.history_changed):
        report = merging.merge(hana, tmp_path / "omar.avowal")

    assert made.id in heard[0]["incident"]
    assert report.acts >= 2
    (backup,) = [path for path in tmp_path.rglob("*.sqlite") if "backups" in str(path.parent)]
    with casefile.read_case(backup) as before:
        assert [one.title for one in before.incidents.all()] == ["Raid"]


def test_a_merge_that_brings_nothing_says_nothing(pair, tmp_path, qtbot):
    hana, _ = pair
    with qtbot.assertNotEmitted(hana.changed):
        assert merging.merge(hana, tmp_path / "first.avowal").acts == 0


def test_another_case_an_altered_bundle_and_a_changed_key_bring_nothing(pair, at, tmp_path):
    hana, omar = pair
    at("Omar")
    omar.do("Add", incidents.add, "Strike")
    sharing.share(omar.case, tmp_path / "omar.avowal")
    data = bytearray((tmp_path / "omar.avowal").read_bytes())
    data[data.rindex(b"Strike")] ^= 1
    (tmp_path / "altered.avowal").write_bytes(data)
    other = Session()
    other.create(tmp_path / "other.sqlite", "Another")
    other.close()
    at("Hana")

    with pytest.raises(NothingInCommon):
        merging.merge(hana, tmp_path / "other.sqlite")
    with pytest.raises(CaseDamaged):
        merging.merge(hana, tmp_path / "altered.avowal")
    shutil.copy(tmp_path / "home of Hana" / "state" / "device.key", tmp_path / "key")
    merging.merge(hana, tmp_path / "omar.avowal")
    note = tmp_path / "home of Hana" / "state" / "trust.json"
    note.write_text(json.dumps(dict.fromkeys(json.loads(note.read_text()), "ab" * 32)))
    steps = hana.case.ledger.count()
    with pytest.raises(KeyChanged):
        merging.merge(hana, tmp_path / "omar.avowal")

    assert hana.case.ledger.count() == steps + 1
    (entry,) = Chronicle(hana.case).entries(list(hana.case.ledger.acts())[-1:])
    assert entry.what == "Refuse a key that changed"
    assert "abab abab" in entry.facts[0]
    (met,) = keys.colleagues()
    (came,) = keys.refused(met.device_id)
    assert keys.fingerprint(came) in entry.facts[0]
    assert [check for check in hana.case.verify() if not check.ok] == []
    keys.learn(keys.Colleague(met.device_id, came), replace=True)
    assert keys.refused(met.device_id) == []


def test_a_list_of_keys_that_cant_be_read_is_no_empty_list(pair, tmp_path, at):
    hana, omar = pair
    at("Omar")
    sharing.share(omar.case, tmp_path / "omar.avowal")
    at("Hana")
    (tmp_path / "home of Hana" / "state").mkdir(exist_ok=True)
    for damaged in ("{", "[]", '{"a": 1}'):
        (tmp_path / "home of Hana" / "state" / "trust.json").write_text(damaged)
        with pytest.raises(Refused, match="damaged"):
            merging.merge(hana, tmp_path / "omar.avowal")


def test_the_shared_folder_must_be_there_and_must_not_hold_the_case(pair, tmp_path):
    hana, _ = pair
    with pytest.raises(Refused, match="no such folder"):
        merging.sync(hana, tmp_path / "nowhere")
    with pytest.raises(Refused, match="lies in the shared folder"):
        merging.sync(hana, tmp_path)


def test_a_folder_carries_work_both_ways_and_a_cut_file_waits(pair, at, tmp_path):
    hana, omar = pair
    folder = tmp_path / "shared"
    folder.mkdir()
    at("Omar")
    omar.do("Add", incidents.add, "Strike")
    sent, report, _ = merging.sync(omar, folder)
    assert (sent > 0, report.acts) == (True, 0)
    (acts,) = folder.rglob("*.acts")
    whole = acts.read_bytes()
    at("Hana")

    acts.write_bytes(whole[:-9])
    _, report, waiting = merging.sync(hana, folder)
    assert (report.acts, len(waiting.files)) == (0, 1)
    acts.write_bytes(whole)
    _, report, waiting = merging.sync(hana, folder)
    assert (report.acts > 0, waiting.files, waiting.acts) == (True, [], 0)
    assert [one.title for one in hana.case.incidents.all()] == ["Strike"]
    assert merging.sync(hana, folder)[:1] == (0,)
