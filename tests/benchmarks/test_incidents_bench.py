"""What a table of five thousand incidents costs: to read, to compare with the case, to draw."""

from random import Random

import pytest

from app import importing_incidents, incident_map
from db.identity import new_id
from db.records import Incident

ROWS = 5000


@pytest.fixture(scope="module")
def table():
    chance = Random(1)
    rows = ["event_date,event_type,location,latitude,longitude"]
    for _ in range(ROWS):
        day = f"{chance.randint(1, 12):02}/{chance.randint(1, 12):02}/{chance.randint(2015, 2021)}"
        where = f"{30 + chance.random() * 6:.4f},{40 + chance.random() * 6:.4f}"
        rows.append(f"{day},Strike,Town {chance.randint(1, 300)},{where}")
    return "\n".join(rows).encode()


def test_a_table_is_read(benchmark, table):
    found = benchmark.pedantic(importing_incidents.read, args=(table,), rounds=3)
    assert len(found.drafts) == ROWS


def test_a_table_is_compared_with_itself(benchmark, table):
    found = importing_incidents.read(table)
    benchmark.pedantic(importing_incidents.compared, args=([], set(), found), rounds=3)


def test_the_map_is_drawn(benchmark, table):
    found = importing_incidents.read(table)
    incidents = [Incident(new_id(), **draft.fields) for draft in found.drafts]
    assert benchmark.pedantic(incident_map.draw, args=(incidents, "Map"), rounds=3)
