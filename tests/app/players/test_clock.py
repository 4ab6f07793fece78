from statistics import quantiles

from hypothesis import given
from hypothesis import strategies as st

from app.players.clock import EvenedClock


class Hands:
    """A clock whose hands the test moves."""

    def __init__(self) -> None:
        self.ms = 1000.0

    def __call__(self) -> float:
        return self.ms


def test_it_stands_until_it_runs_and_where_it_was_put() -> None:
    hands = Hands()
    clock = EvenedClock(hands)
    clock.halt_at(500)
    hands.ms += 100

    assert clock.position_ms == 500
    assert not clock.is_running


def test_it_runs_at_its_rate() -> None:
    hands = Hands()
    clock = EvenedClock(hands)
    clock.change_rate(2)
    clock.run_from(500)
    hands.ms += 100

    assert clock.position_ms == 700


def test_it_waits_for_the_lag_of_the_player() -> None:
    hands = Hands()
    clock = EvenedClock(hands)
    clock.run_from(500, lag_ms=50)

    hands.ms += 30
    assert clock.position_ms == 500
    hands.ms += 30
    assert clock.position_ms == 510


def test_halting_freezes_the_moment() -> None:
    hands = Hands()
    clock = EvenedClock(hands)
    clock.run_from(0)
    hands.ms += 250

    assert clock.halt() == 250
    hands.ms += 250
    assert clock.position_ms == 250


def test_a_change_of_rate_goes_on_from_here() -> None:
    hands = Hands()
    clock = EvenedClock(hands)
    clock.run_from(0)
    hands.ms += 100
    clock.change_rate(0.5)
    hands.ms += 100

    assert clock.position_ms == 150


def test_reports_pull_it_to_the_median() -> None:
    hands = Hands()
    clock = EvenedClock(hands)
    clock.run_from(0)
    for error in (30, 32, 31):
        hands.ms += 400
        clock.report(hands.ms - 1000 + error, hands.ms)

    assert clock.position_ms == hands.ms - 1000 + 31


def test_one_strange_report_is_ignored_and_two_that_agree_are_believed() -> None:
    hands = Hands()
    clock = EvenedClock(hands)
    clock.run_from(0)
    hands.ms += 400
    clock.report(400, hands.ms)

    hands.ms += 400
    clock.report(5800, hands.ms)
    assert clock.position_ms == 800
    hands.ms += 400
    clock.report(6200, hands.ms)
    assert clock.position_ms == 6200


def test_two_strange_reports_that_disagree_are_both_ignored() -> None:
    hands = Hands()
    clock = EvenedClock(hands)
    clock.run_from(0)
    hands.ms += 400
    clock.report(400, hands.ms)
    for strange in (9000, 50):
        hands.ms += 400
        clock.report(strange, hands.ms)

    assert clock.position_ms == 1200


def test_a_report_while_it_stands_changes_nothing() -> None:
    hands = Hands()
    clock = EvenedClock(hands)
    clock.halt_at(500)
    clock.report(900, hands.ms)

    assert clock.position_ms == 500


def test_a_place_that_was_left_leaves_no_trace() -> None:
    hands = Hands()
    clock = EvenedClock(hands)
    clock.run_from(0)
    for _ in range(5):
        hands.ms += 400
        clock.report(hands.ms - 1000 + 100, hands.ms)
    clock.run_from(60_000)

    assert clock.position_ms == 60_000


@given(
    st.lists(st.tuples(st.floats(1, 600), st.floats(-70, 70)), max_size=40),
    st.sampled_from([0.25, 0.5, 1.0, 2.0, 4.0]),
)
def test_it_never_goes_back_by_itself(steps: list[tuple[float, float]], rate: float) -> None:
    hands = Hands()
    clock = EvenedClock(hands)
    clock.change_rate(rate)
    clock.run_from(0)
    before = 0.0
    for wait, error in steps:
        hands.ms += wait
        clock.report(rate * (hands.ms - 1000) + error, hands.ms)

        assert clock.position_ms >= before
        before = clock.position_ms


def test_sparse_reports_with_jitter_are_evened_to_a_frame() -> None:
    """VLC's way: a report every 370 to 500 ms, each up to 20 ms off."""
    hands = Hands()
    clock = EvenedClock(hands)
    clock.run_from(0)
    errors: list[float] = []
    due = 370
    for ms in range(0, 20_000, 10):
        hands.ms = 1000 + ms
        if ms >= due:
            clock.report(ms + (ms * 7919 % 41) - 20, hands.ms)
            due = ms + 370 + ms % 131
        errors.append(abs(clock.position_ms - ms))

    assert quantiles(errors, n=20)[-1] <= 20
