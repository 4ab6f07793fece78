"""Frameworks that somebody wrote: what is wrong is named with its place, and versions replace each other safely."""

import json
from contextlib import suppress
from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import framework_files, frameworks, incidents, law, linking, measures
from app.framework_files import NotAFramework
from app.problems import Refused
from db.identity import new_id
from db.records import Link

OWN = {
    "schema": "legal-framework/1",
    "id": "iraq_13_2005",
    "title": "Anti-Terrorism Law No. 13 of 2005",
    "root_logic": "any",
    "in_force_from": "2005-11-09",
    "verify": ["translated by nobody who is named"],
    "nodes": [
        {"code": "1", "title": "Definition", "kind": "definition"},
        {
            "code": "2",
            "title": "Terrorist acts",
            "logic": "any",
            "children": [
                {"code": "2.1", "title": "Violence or threat", "statement_fit": "direct"},
                {"code": "2.3", "title": "Armed gang", "verify": "wording", "in_force_to": "2020"},
            ],
        },
    ],
}


def data(**fields):
    return json.dumps({**OWN, **fields}).encode()


def step(case, verb, *args, **fields):
    with case.step("test", "Test"):
        return verb(case, *args, **fields)


@pytest.mark.parametrize("offer", law.offers(), ids=lambda offer: offer.id)
def test_every_framework_that_ships_is_one(offer):
    framework_files.read(offer.data)


def test_an_own_framework_is_in_the_case_with_its_notes_and_its_dates(case):
    made = step(case, frameworks.add, data())

    assert (made.title, made.root_logic) == (OWN["title"], "any")
    assert [element.path for element in case.frameworks.elements(made.id)] == ["1", "2", "2/2.1", "2/2.3"]
    assert frameworks.notes(case, made.id) == ["translated by nobody who is named", "2/2.3: wording"]
    dated = [(one.element_path, one.in_force_from, one.in_force_to) for one in case.argument.measures.all()]
    assert dated == [(None, "2005-11-09", None), ("2/2.3", None, "2020")]
    assert frameworks.file_of(case, made.id) == data()
    with pytest.raises(Refused, match="already"):
        step(case, frameworks.add, data())


def node(**fields):
    nodes = deepcopy(OWN["nodes"])
    nodes[1]["children"][0].update(fields)
    return {"nodes": nodes}


WRONG = {
    "root_logic: “most” is none of: all, any, factors, info.": data(root_logic="most"),
    "title: needs words.": data(title=" "),
    "vrsion: is no field of a framework.": data(vrsion="1"),
    "nodes: needs at least one element.": data(nodes=[]),
    "in_force_from: “yesterday” is not a date (EDTF), such as 2020-01-10.": data(in_force_from="yesterday"),
    "verify: is not a list of texts.": data(verify="check"),
    "nodes[2] (2).children[1] (2.1).kind: “crime” is none of: " + ", ".join(framework_files.KINDS) + ".": data(
        **node(kind="crime")
    ),
    "nodes[2] (2).children[1] (2.1).titel: is no field of an element.": data(**node(titel="x")),
    "nodes[2] (2).children[2] (2.3): the code stands twice under the same parent.": data(**node(code="2.3")),
    "nodes[2] (2).children[1] (2/1).code: “/” can't be part of a code.": data(**node(code="2/1")),
    "nodes[2] (2).children[1] (2.1): has children, so it needs a logic: all, any, factors, info.": data(
        **node(children=[{"code": "x", "title": "y"}])
    ),
    "nodes[1]: is not an element.": data(nodes=["x"]),
    "Line 1, column 2: this is no JSON (Expecting property name enclosed in double quotes).": b"{",
    "The file is not one object of JSON.": b"[]",
    "The file is not UTF-8 text.": b"\xff\xfe{",
}


@pytest.mark.parametrize(("said", "content"), WRONG.items(), ids=range(len(WRONG)))
def test_what_is_wrong_is_named_with_its_place(said, content):
    with pytest.raises(NotAFramework) as caught:
        framework_files.read(content)

    assert said in caught.value.places


def test_what_is_missing_is_named():
    with pytest.raises(NotAFramework) as caught:
        framework_files.read(b'{"nodes": [{"title": "x"}]}')

    assert set(caught.value.places) == {
        *("schema: is missing.", "id: is missing.", "title: is missing.", "root_logic: is missing."),
        "nodes[1].code: is missing.",
    }


def test_a_version_replaces_another_unless_links_would_fall(case):
    step(case, frameworks.add, data())
    incident = step(case, incidents.add, "Strike")
    with case.step("test", "Test"):
        case.links.add(Link(new_id(), None, incident.id, framework_id=OWN["id"], element_path="2/2.1"))

    newer = step(case, frameworks.replace, OWN["id"], data(version="2", in_force_from=None))

    assert newer.version == "2"
    assert [one.element_path for one in case.argument.measures.all()] == ["2/2.3"]
    with pytest.raises(Refused, match=r"2/2\.1"):
        step(case, frameworks.replace, OWN["id"], data(**node(code="2.2")))
    with pytest.raises(Refused, match="Keep its id"):
        step(case, frameworks.replace, OWN["id"], data(id="other"))
    case.undo()
    assert case.frameworks.get(OWN["id"]).version is None


def test_a_framework_that_is_left_out_takes_only_its_own_dates_along(case):
    step(case, frameworks.add, data())
    mine = step(case, measures.add, "Amended", "amendment", framework_id=OWN["id"], element_path="1")

    step(case, law.leave_out, OWN["id"])

    assert [(one.id, one.framework_id) for one in case.argument.measures.all()] == [(mine.id, None)]


def test_quotes_can_be_linked_to_an_own_framework(case):
    step(case, frameworks.add, data())

    assert law.element_of(case, OWN["id"], "2.3").verify == "wording"
    assert linking.default_polarity(case, None) is None


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from([*OWN, "code", "children", "logic"]), inner),
)


@given(ANYTHING)
def test_whatever_stands_in_a_file_it_is_read_or_refused(value):
    with suppress(Refused):
        framework_files.read(json.dumps(value).encode())
