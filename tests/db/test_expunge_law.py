"""A name vanishes from law that users wrote, from what an import keeps as it came, and from the free words of fields
whose neighbours are codes."""

import json

import pytest

from db import expunge
from db.claims import Contradiction, Finding, ForeignRecord
from db.expunge import Wish
from db.records import Element, Framework, Incident, Media, Organisation
from tests.db.test_expunge import SECRET, WISH, holds_secret
from tests.db.test_merge import Desk

NODES = (
    Element("A", "A", None, 0, f"What {SECRET} saw", hints=(f"ask {SECRET.upper()}", "else"), verify=f"by {SECRET}"),
    Element("A/1", "1", "A", 1, "An act", f"told by Rasha\nQabbani to {SECRET}"),
)
FILE = json.dumps({"comment": "Rasha\n  Qabbani and رشا قباني"}).encode()
REST = '{"keys":["about Rasha Qabbani"],"given":{"x":"by Rasha\\nQabbani","l":["Rasha","Qabbani"],"b":1},"told":{}}'


def plant(case):
    with case.step("test", "Add"):
        content, original = case.contents.keep_elements(NODES), case.contents.keep_original(FILE)
        case.frameworks.add(Framework("own", "Own law", content, original))
        case.organisations.add(Organisation("o", "A group", kind=f"family of {SECRET}"))
        case.media.add(Media("m", "Talk", kind=f"voice message of {SECRET}"))
        case.incidents.add(Incident("i", "Raid", kind=f"visit to {SECRET}"))
        case.argument.findings.add(Finding("f", 1, "A claim", polarity=f"for {SECRET}"))
        case.argument.contradictions.add(
            Contradiction("c", f"{SECRET} says otherwise", one_text="one", other_text="other")
        )
        case.argument.foreign_records.add(ForeignRecord("r", "example-case/1", "persons", 0, REST, SECRET))


def test_it_leaves_every_byte(case):
    plant(case)

    expunge.expunge(case, WISH)

    assert not holds_secret(case.path) - {"rasha", "qabban", "qabbani"}
    assert SECRET.encode() not in case.path.read_bytes()
    assert [check for check in case.verify() if not check.ok] == []
    assert [one.code for one in case.frameworks.elements("own")] == ["A", "1"]
    assert case.contents.original(case.frameworks.get("own").original_sha256) == b""


def test_what_was_kept_stays_json_in_its_order(case):
    plant(case)

    expunge.expunge(case, WISH)

    kept = json.loads(case.argument.foreign_records.get("r").rest)
    assert list(kept) == ["keys", "given", "told"]
    assert list(kept["given"]) == ["x", "l", "b"]
    assert kept["given"]["l"] == ["Rasha", "Qabbani"]
    assert "Qabbani" not in kept["given"]["x"] + kept["keys"][0]


def test_elements_that_were_altered_are_noticed(case):
    plant(case)
    connection = case.connection
    (trigger,) = connection.execute("SELECT sql FROM sqlite_schema WHERE name = 'element_update_never'").fetchone()
    connection.execute("DROP TRIGGER element_update_never")
    connection.execute("UPDATE element SET title = 'Other law' WHERE path = 'A'")
    connection.execute(trigger)

    assert [check.name for check in case.verify() if not check.ok] == ["imports"]


@pytest.fixture
def desk(tmp_path):
    desk = Desk(tmp_path)
    with desk.open("hana") as case:
        plant(case)
    desk.copy("hana", "omar")
    return desk


def test_a_colleagues_copy_forgets_it_too(desk):
    with desk.open("hana") as case:
        expunge.expunge(case, WISH)

    desk.take("omar", "hana")

    path = desk.folder / "omar.sqlite"
    assert SECRET.encode() not in path.read_bytes()
    with desk.open("omar") as case:
        assert [check for check in case.verify() if not check.ok] == []


def test_a_copy_that_never_had_the_law_takes_it_without_the_words(tmp_path):
    desk = Desk(tmp_path)
    desk.copy("hana", "omar")
    with desk.open("hana") as case:
        plant(case)
        expunge.expunge(case, WISH)

    desk.take("omar", "hana")

    with desk.open("omar") as case:
        assert case.frameworks.elements("own")[1].text.startswith("told by █")
        assert [check for check in case.verify() if not check.ok] == []


def test_hiding_more_later_hides_both(case):
    plant(case)

    expunge.expunge(case, WISH)
    expunge.expunge(case, Wish("a title", "order", ("An act",)))

    assert case.frameworks.elements("own")[1].title == "█" * 6
    assert [check for check in case.verify() if not check.ok] == []
