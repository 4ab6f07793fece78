"""What leaves in a disclosure and what does not, by the bytes of the file."""

import shutil
import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db import casefile, disclosable, disclosed, receive, schema
from db.claims import Privilege
from db.disclosable import Choice
from db.errors import CaseDamaged, CaseExists, IsDisclosure
from db.records import Device, Incident, Media, Person, Quote, Reviewer
from db.replay import Check
from db.tokens import Tokens
from tests.db.conftest import HANA, import_texts
from tests.db.disclosing import AT, Planting, plant, said_in, write

DEVICE, REVIEWER = "staydevice", "stayreviewer"


def read(path):
    return disclosed.read(path, lambda manifest: Check("signature", True, ""))


@pytest.fixture
def planted(tmp_path, state):
    planting = Planting()
    planting.secret |= {DEVICE, REVIEWER}
    who = casefile.Signature(Reviewer("reviewer-hana", REVIEWER), Device("device-hana", "reviewer-hana", DEVICE))
    with casefile.create(tmp_path / "case.sqlite", "A case", who, "case", state, lambda case: None) as case:
        plant(case, planting)
        yield case, planting


def test_nothing_that_must_stay_stands_in_the_bytes(planted, tmp_path):
    case, planting = planted
    write(case, tmp_path / "out.avowal")

    assert len(planting.secret) > 50
    assert said_in(tmp_path / "out.avowal", planting.secret) == set()
    assert said_in(tmp_path / "out.avowal", planting.open) == planting.open
    shutil.copy(case.back_up(), tmp_path / "copy.sqlite")
    # The case itself says them, so the looking is a real one.
    silent = planting.secret - said_in(tmp_path / "copy.sqlite", planting.secret)
    assert {word.removeprefix("stay").removesuffix("قلم") for word in silent} == {"expunged"}


def test_with_all_that_can_be_chosen_only_that_leaves_too(planted, tmp_path):
    case, planting = planted
    write(case, tmp_path / "out.avowal", Choice("TLP:AMBER", with_argument=True, with_notes=True))

    left = said_in(tmp_path / "out.avowal", planting.secret)

    notes = {"medianote", "tiernote", "personnote", "orgnote", "capacitynote", "quotenote", "renderingnote", "termnote"}
    notes |= {"incidentnote", "detailnote", "casenote", "linkreason", "claim"}
    assert {word.removeprefix("stay").removesuffix("قلم") for word in left} == notes


def test_what_is_there_can_be_read_as_a_case(planted, tmp_path):
    case, _ = planted
    write(case, tmp_path / "out.avowal", Choice(with_argument=True))

    with read(tmp_path / "out.avowal") as seen:
        assert seen.read_only
        assert [quote.id for quote in seen.quotes.all()] == ["q1", "q6", "q8"]
        assert seen.quotes.get("q1").tokens == case.quotes.get("q1").tokens
        assert seen.quotes.get("q8").speaker_id is None
        assert seen.transcripts.segments("t1") == case.transcripts.segments("t1")
        assert seen.argument.corrections.get("k1").text.startswith("leavecorrectedafter")
        assert [one.id for one in seen.links.all()] == ["l1"]
        assert all(check.ok for check in seen.verify())
        assert seen.connection.execute("SELECT count(*) FROM v_quote_sheet").fetchone()[0] == 3
        assert seen.manifest.value["heads"] == case.ledger.heads()


def test_the_manifest_names_what_is_withheld_whether_there_was_any_or_not(planted, new_case, tmp_path):
    case, _ = planted
    other = new_case("other.sqlite")
    with other.step("test", "Add"):
        other.media.add(Media("m1", "Interview"))

    manifest = write(case, tmp_path / "one.avowal").value
    bare = write(other, tmp_path / "two.avowal").value

    assert manifest["withheld"] == bare["withheld"]
    assert manifest.keys() == bare.keys()
    assert manifest["counts"]["quote"] == 3
    assert (manifest["at"], manifest["by"], manifest["form"]) == (AT, "Hana", "avowal-disclosure/1")


def test_the_same_case_gives_the_same_bytes(planted, tmp_path):
    case, _ = planted
    for name in ("one", "two"):
        write(case, tmp_path / name)
    later = write(case, tmp_path / "three", at="2026-05-02T10:00:00Z")

    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    with read(tmp_path / "one") as one:
        assert one.manifest.value["content"] == later.value["content"]


def test_chosen_quotes_take_along_what_they_rest_on_and_no_more(case, tmp_path):
    first = import_texts(case)
    second = import_texts(case, ("Another.",))
    with case.step("test", "Add"):
        for id, of in (("q1", first), ("q2", second)):
            case.people.add(Person(f"of {id}", f"Speaker of {id}"))
            case.quotes.add(Quote(id, of.media_id, Tokens(), f"of {id}"))
        case.incidents.add(Incident("i1", "Raid"))

    write(case, tmp_path / "out", Choice(quote_ids=frozenset({"q2"})))

    with read(tmp_path / "out") as seen:
        assert [one.id for one in seen.quotes.all()] == ["q2"]
        assert [one.id for one in seen.media.all()] == [second.media_id]
        assert [one.id for one in seen.transcripts.all()] == [second.id]
        assert [one.id for one in seen.people.all()] == ["of q2"]
        assert seen.incidents.all() == []


def test_a_chosen_quote_that_stays_takes_nothing_along(case, tmp_path):
    first, second = import_texts(case), import_texts(case, ("Another.",))
    with case.step("test", "Add"):
        case.quotes.add(Quote("q1", first.media_id, Tokens()))
        case.quotes.add(Quote("q2", second.media_id, Tokens(), marking="attorney_client"))

    write(case, tmp_path / "out", Choice(quote_ids=frozenset({"q1", "q2"})))

    with read(tmp_path / "out") as seen:
        assert [one.id for one in seen.quotes.all()] == ["q1"]
        assert [one.id for one in seen.media.all()] == [first.media_id]


def test_a_quote_that_was_given_up_leaves_only_if_it_is_chosen(case, tmp_path):
    media = import_texts(case).media_id
    with case.step("test", "Add"):
        for state in ("draft", "changes_requested", "approved", "rejected", "superseded", "withdrawn"):
            case.quotes.add(Quote(state, media, Tokens(), status=state))

    write(case, tmp_path / "all", Choice(approved=frozenset({"approved", "rejected"})))
    write(case, tmp_path / "one", Choice(quote_ids=frozenset({"rejected"})))
    write(case, tmp_path / "unproven")

    with read(tmp_path / "all") as seen:
        assert {one.id: one.status for one in seen.quotes.all()} == {
            "draft": "draft",
            "changes_requested": "draft",
            "approved": "approved",
        }
    with read(tmp_path / "one") as seen:
        assert [(one.id, one.status) for one in seen.quotes.all()] == [("rejected", "draft")]
    with read(tmp_path / "unproven") as seen:
        assert {one.status for one in seen.quotes.all()} == {"draft"}, "what its row says is nobody's approval"


@pytest.mark.parametrize(
    ("limit", "left"),
    [
        (None, ["TLP:AMBER+STRICT", "TLP:CLEAR", "none"]),
        ("TLP:GREEN", ["TLP:CLEAR", "none"]),
        ("TLP:RED", ["TLP:AMBER+STRICT", "TLP:CLEAR", "TLP:RED", "none"]),
        ("For the court", ["TLP:AMBER+STRICT", "TLP:CLEAR", "none"]),
    ],
)
def test_what_is_marked_more_strictly_than_the_disclosure_stays(case, tmp_path, limit, left):
    media = import_texts(case).media_id
    with case.step("test", "Add"):
        for mark in ("TLP:CLEAR", "TLP:AMBER+STRICT", "TLP:RED", "none", "investigative", "whatever"):
            case.quotes.add(Quote(mark, media, Tokens(), marking=mark))

    write(case, tmp_path / "out", Choice(limit))

    with read(tmp_path / "out") as seen:
        assert sorted(one.id for one in seen.quotes.all()) == left


def test_every_column_of_every_table_was_decided_upon(case):
    for table in schema.JOURNALLED:
        columns = {row[1] for row in case.connection.execute(f"PRAGMA table_info({table})")}
        if table in disclosable.NEVER:
            continue
        facts = {**disclosable.FACTS, **disclosable.ARGUMENT}[table]
        assert sorted((*facts, *disclosable.NOTES.get(table, ()))) == sorted(columns), table
    assert set(schema.JOURNALLED) == {*disclosable.FACTS, *disclosable.ARGUMENT, *disclosable.NEVER}


def test_it_is_refused_wherever_a_case_is_to_be_worked_on(planted, state, tmp_path):
    case, _ = planted
    out = tmp_path / "out.avowal"
    write(case, out)

    for work in (
        lambda: casefile.open_case(out, HANA, state),
        lambda: casefile.read_case(out),
        lambda: receive.opened(out).__enter__(),
        lambda: receive.receive(out, tmp_path / "new.sqlite", HANA),
    ):
        with pytest.raises(IsDisclosure):
            work()
    assert not (tmp_path / "new.sqlite").exists()


def test_nothing_is_replaced_and_nothing_is_left_beside(planted, tmp_path):
    case, _ = planted
    (tmp_path / "out").write_text("mine")

    with pytest.raises(CaseExists):
        write(case, tmp_path / "out")
    with pytest.raises(FileNotFoundError):
        write(case, tmp_path / "two", media=[("a" * 64, tmp_path / "none")])

    assert (tmp_path / "out").read_text() == "mine"
    assert not [path for path in tmp_path.iterdir() if "partial" in path.name or path.name == "two"]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE media SET title = 'Another'",
        "DELETE FROM segment",
        "INSERT INTO tag VALUES ('t', 'added', NULL)",
        "INSERT INTO quote_number VALUES (1, 'added')",
        "INSERT INTO quote_fts (text) VALUES ('added')",
        "UPDATE bundle SET manifest = replace(manifest, 'Hana', 'Hani')",
    ],
)
def test_what_was_altered_is_not_shown(planted, tmp_path, change):
    case, _ = planted
    write(case, tmp_path / "out")
    with sqlite3.connect(tmp_path / "out") as forged:
        triggers = [row[0] for row in forged.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger'")]
        for (name,) in forged.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            forged.execute(f"DROP TRIGGER {name}")
        forged.execute(change)
        for trigger in triggers:
            forged.execute(trigger)
    forged.close()

    def signed(manifest):
        if '"by":"Hana"' not in manifest.payload.decode():
            raise CaseDamaged("a signature that its key did not make")
        return Check("signature", True, "")

    with pytest.raises(CaseDamaged):
        disclosed.read(tmp_path / "out", signed)


WORDS = st.sampled_from([f"word{letter}{letter}" for letter in "abcdefgh"])
FLAGS = st.sampled_from([None, None, "none", "attorney_client", "attorney_work_product", "TLP:RED", "TLP:GREEN"])
RECORD = st.tuples(st.sampled_from(["person", "incident", "media", "quote"]), WORDS, WORDS, FLAGS, FLAGS)


@settings(max_examples=25)
@given(records=st.lists(RECORD, min_size=1, max_size=8), with_notes=st.booleans())
def test_no_text_of_a_privileged_record_leaves_unless_another_says_the_same(tmp_path_factory, records, with_notes):
    folder = tmp_path_factory.mktemp("case")
    said, kept = set(), {"Interview"}
    with casefile.create(folder / "case.sqlite", "Case", HANA, "case", folder / "state", lambda case: None) as case:
        with case.step("test", "Add"):
            case.media.add(Media("base", "Interview"))
            for number, (table, title, note, flag, note_flag) in enumerate(records):
                add(case, table, f"r{number}", title, note)
                for n, (field, code) in enumerate((("", flag), ("notes", note_flag))):
                    if code:
                        pair = (None, code) if code.startswith("TLP") else (code, None)
                        case.argument.privileges.add(Privilege(f"p{number}{n}", table, f"r{number}", field, *pair))
                said |= {title, note}
                if flag in (None, "none", "TLP:GREEN"):
                    kept |= {title} | ({note} if with_notes and note_flag in (None, "none", "TLP:GREEN") else set())

        write(case, folder / "out", Choice(with_notes=with_notes))

    assert said_in(folder / "out", said) == said & kept


def add(case, table, id, title, note):
    match table:
        case "person":
            case.people.add(Person(id, title, notes=note))
        case "incident":
            case.incidents.add(Incident(id, title, notes=note))
        case "media":
            case.media.add(Media(id, title, notes=note))
        case _:
            case.quotes.add(Quote(id, "base", Tokens(), title=title, notes=note))
