"""A number and its noun."""

import pytest

from app.amounts import amount


@pytest.mark.parametrize(
    ("number", "nouns", "said"),
    [
        (0, ("step",), "0 steps"),
        (1, ("step",), "1 step"),
        (2, ("step",), "2 steps"),
        (1, ("person", "people"), "1 person"),
        (3, ("person", "people"), "3 people"),
        (1, ("file was", "files were"), "1 file was"),
    ],
)
def test_the_noun_agrees_with_its_number(number, nouns, said):
    assert amount(number, *nouns) == said
