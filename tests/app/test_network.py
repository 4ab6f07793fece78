"""Who said what of which incident."""

import pytest

from app import network, sample
from app.network import Network, Node, Tie
from db import casefile


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    with casefile.read_case(sample.build(tmp_path_factory.mktemp("network"))) as case:
        yield case


def test_the_sample_as_three_columns(case):
    found = network.of_case(case)
    people, quotes, incidents = found.columns

    assert [one.title for one in people if one.kind == "person"] == ["Qais al-Khazali"]
    assert {one.title for one in people if one.kind == "organisation"} == {"AAH", "Kataib Hezbollah"}
    assert len(quotes) == len(case.quotes.all())
    assert {one.record_id for one in incidents} == {link.incident_id for link in case.links.all() if link.incident_id}
    assert not found.is_grouped
    said = [tie for tie in found.ties if tie.kind == "said"]
    assert len(said) == sum(quote.speaker_id is not None for quote in case.quotes.all())
    linked = [tie for tie in found.ties if tie.kind == "link"]
    assert sum(tie.count for tie in linked) == sum(link.incident_id is not None for link in case.links.all())


def test_many_quotes_are_drawn_together_and_none_is_lost(case):
    found = network.of_case(case, most=2)
    assert found.is_grouped
    assert {node.kind for node in found.columns[1]} == {"quotes"}
    assert sum(node.count for node in found.columns[1]) == len(case.quotes.all())
    assert sum(tie.count for tie in found.ties) == sum(tie.count for tie in network.of_case(case).ties)


def test_it_comes_out_the_same_every_time(case):
    assert network.of_case(case) == network.of_case(case)


def test_what_is_tied_to_a_name():
    names = [Node(f"{kind} {n}", kind, str(n), "") for kind, n in (("person", 1), ("person", 2), ("quote", 1))]
    names += [Node(f"quote {n}", "quote", str(n), "") for n in (2, 3)]
    names += [Node(f"incident {n}", "incident", str(n), "") for n in (1, 2)]
    columns = tuple(tuple(one for one in names if one.column == column) for column in range(3))
    ties = (
        Tie("person 1", "quote 1", "said"),
        Tie("person 1", "quote 2", "said"),
        Tie("person 2", "quote 3", "said"),
        Tie("quote 1", "incident 1", "link"),
        Tie("quote 3", "incident 1", "link"),
        Tie("quote 2", "incident 2", "link"),
        Tie("person 2", "incident 2", "part"),
    )
    found = Network(columns, ties, is_grouped=False)

    assert found.tied_to("quote 1") == {"quote 1", "person 1", "incident 1"}
    assert found.tied_to("person 1") == {"person 1", "quote 1", "quote 2", "incident 1", "incident 2"}
    assert found.tied_to("incident 2") == {"incident 2", "quote 2", "person 1", "person 2"}
    assert found.tied_to("person 9") == {"person 9"}
