"""What a switch of the matrix costs: 20 frameworks and 5,000 links, beside SQLite grouping the same links.

The yardstick does less: it groups and takes the strongest, and knows no logic and no gaps.
"""

import random
import sqlite3

import pytest

from app.argument import gaps, matrix
from app.argument.matrix import Evidence, Switches
from db.records import Element

FRAMEWORKS, LINKS, QUOTES = 20, 5_000, 500
READING = Switches(without_brackets=True, we="own organisation")


def elements():
    """Four headings with nine parts each."""
    made = []
    for head in range(4):
        made.append(Element(f"{head}", f"{head}", None, len(made), "Heading", logic=("all", "any")[head % 2]))
        for part in range(9):
            fit = ("direct", "partial", "none")[part % 3]
            made.append(Element(f"{head}/{part}", f"{part}", f"{head}", len(made), "Part", statement_fit=fit))
    return made


@pytest.fixture(scope="module")
def frameworks():
    chance = random.Random(7)  # any links will do, the same ones every time
    paths = [one.path for one in elements()]
    made = [[] for _ in range(FRAMEWORKS)]
    for number in range(LINKS):
        made[number % FRAMEWORKS].append(
            Evidence(
                f"l{number}",
                chance.choice(paths),
                f"q{chance.randrange(QUOTES)}",
                chance.choice(("supports", "partly_supports", "contradicts", "qualifies", "neutral")),
                chance.randrange(5),
                chance.choice(("holds", "holds", "falls", "doubt")),
                chance.choice((None, None, ("self",), ("own organisation",), ("unclear",))),
            )
        )
    return made


def look(made, tree, statements):
    """All that the room shows of a framework under a reading."""
    cells = made.under(READING)
    return made.changes(cells), gaps.assess(tree, "all", cells, statements)


def test_a_switch_recomputes_everything(benchmark, frameworks):
    tree = elements()
    statements = frozenset(f"q{n}" for n in range(QUOTES))
    built = [matrix.build(links) for links in frameworks]

    def switch():
        return [look(one, tree, statements) for one in built]

    assert len(benchmark(switch)) == FRAMEWORKS


def test_all_of_it_from_the_links(benchmark, frameworks):
    tree = elements()
    statements = frozenset(f"q{n}" for n in range(QUOTES))

    def everything():
        made = [matrix.build(links) for links in frameworks]
        return [look(one, tree, statements) for one in made]

    assert len(benchmark(everything)) == FRAMEWORKS


def test_one_link_changed(benchmark, frameworks):
    made = matrix.build(frameworks[0])
    gone = frameworks[0][0]

    assert benchmark(made.replaced, gone, None).plain


def test_yardstick_sqlite_groups_the_same_links(benchmark, frameworks):
    connection = sqlite3.connect(":memory:")
    connection.execute(
        "CREATE TABLE link (framework INT, element TEXT, quote TEXT, bearing TEXT, weight INT, falls INT)"
    )
    connection.executemany(
        "INSERT INTO link VALUES (?, ?, ?, ?, ?, ?)",
        [
            (n, one.element, one.column, one.bearing, one.weight, matrix.holding(one, READING) == "falls")
            for n, links in enumerate(frameworks)
            for one in links
        ],
    )
    question = """
        SELECT framework, element, quote, bearing, max(weight), count(*) FROM link
        WHERE NOT falls GROUP BY framework, element, quote, bearing
    """

    assert benchmark(lambda: connection.execute(question).fetchall())
    connection.close()
