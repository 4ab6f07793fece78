"""Slow work reports, ends in words, and can be stopped."""

import threading

import pytest
import shiboken6
from PySide6.QtCore import QObject, QThreadPool

from app.problems import Problem, Refused
from app.tasks import Task


def test_the_result_arrives_with_all_progress_before_it(qtbot):
    heard = []

    def work(progress):
        for done in range(3):
            progress(done, 3)
        return "result"

    task = Task("Count", work)
    task.progressed.connect(lambda done, total: heard.append((done, total)))
    with qtbot.waitSignal(task.finished) as finished:
        task.start()

    assert finished.args == ["result"]
    assert heard == [(0, 3), (1, 3), (2, 3)]


def test_a_cancelled_task_ends_at_its_next_report(qtbot):
    task = Task("Count", lambda progress: [progress(0, 0) for _ in iter(int, 1)])
    with qtbot.waitSignal(task.cancelled):
        task.start()
        task.cancel()


def test_a_refusal_becomes_a_problem(qtbot):
    def work(progress):
        raise Refused("It is no recording.", "Choose one.")

    task = Task("Look", work)
    with qtbot.waitSignal(task.failed) as failed:
        task.start()
    assert failed.args == [Problem("It is no recording.", "Choose one.")]


def test_a_bug_is_logged_and_handed_on_as_it_is(qtbot, caplog):
    task = Task("Fail", lambda progress: 1 // 0)
    with qtbot.waitSignal(task.failed) as failed:
        task.start()
    assert isinstance(failed.args[0], ZeroDivisionError)
    assert "Fail" in caplog.text
    caplog.clear()


@pytest.mark.parametrize("size", [3_000_000_000])
def test_progress_counts_beyond_two_gigabytes(qtbot, size):
    task = Task("Hash", lambda progress: progress(size, size * 2))
    heard = []
    task.progressed.connect(lambda done, total: heard.append((done, total)))
    with qtbot.waitSignal(task.finished):
        task.start()
    assert heard == [(size, size * 2)]


@pytest.mark.parametrize("ends", ["finished", "failed", "stopped"])
def test_work_that_nobody_waits_for_any_more_ends_quietly(qtbot, ends):
    begun, gone = threading.Event(), threading.Event()

    def work(progress):
        begun.set()
        assert gone.wait(20)
        if ends == "failed":
            raise Refused("No.", "Never mind.")
        if ends == "stopped":
            progress(1, 2)

    owner = QObject()
    task = Task("Look", work, owner)
    task.start()
    assert begun.wait(20)
    shiboken6.delete(owner)
    gone.set()
    assert QThreadPool.globalInstance().waitForDone(20_000)
