"""What figures of agreement mean in plain words."""

import pytest

from app.agreement import Figure
from app.agreement_in_words import figure, meaning


@pytest.mark.parametrize(
    ("value", "first"),
    [(1.0, "Good"), (0.8, "Good"), (0.7, "Fair"), (0.3, "Weak"), (0.0, "None"), (-0.2, "Opposed")],
)
def test_the_bounds_are_krippendorffs(value, first):
    assert meaning(Figure(value, "", 200)).startswith(first)


def test_few_units_are_told_and_very_few_allow_no_verdict():
    assert "few" not in meaning(Figure(0.9, "", 30))
    assert meaning(Figure(0.9, "", 29)).startswith("Good")
    assert "few" in meaning(Figure(0.9, "", 29))
    assert meaning(Figure(0.9, "", 9)).startswith("Worked out from few")


def test_without_a_figure_it_is_said_why():
    assert "Nothing yet" in meaning(Figure(None, "no unit was judged by two reviewers", 0))
    assert "Only one" in meaning(Figure(None, "only one unit was judged by two reviewers", 1))
    assert "every judgement is the same" in meaning(Figure(None, "every judgement is the same", 40))


def test_a_figure_has_two_digits_and_a_real_minus():
    assert [figure(Figure(value, "", 9)) for value in (0.666, -0.5, None)] == ["0.67", "\u22120.50", "–"]
