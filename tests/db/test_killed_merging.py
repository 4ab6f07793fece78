"""SIGKILL at any instant of a merge: afterwards all of it is there, or nothing, and it can be done again."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from db import casefile
from db.merge import merge
from db.offer import CopyOffer
from tests.db.merger import HANA
from tests.db.test_merge import Desk

ROUNDS = 30
QUOTES = 400


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL and no fork")
def test_a_merge_that_is_killed_is_whole_or_not_there(tmp_path):
    desk = Desk(tmp_path)
    with desk.step("omar") as case:
        for number in range(QUOTES):
            # Long enough that SQLite begins to write before the commit.
            case.quotes.add(replace(desk.quote(f"omar {number}"), notes="n" * 12_000))
    with desk.step("hana") as case:
        case.quotes.change("q0", title="Hana's")
    with desk.step("omar") as case:
        case.quotes.change("q0", title="Omar's")
    desk.copy("hana", "before")
    before = desk.picture("before")
    with desk.open("hana") as case, desk.open("omar") as theirs:
        began = time.monotonic()
        merge(case, CopyOffer(theirs.connection))
        lasts = time.monotonic() - began
    after = desk.picture("hana")

    own, dice, ended = tmp_path / "own.sqlite", random.Random(11), {"before": 0, "after": 0}
    hot = 0
    program = [sys.executable, str(Path(__file__).with_name("merger.py")), str(desk.state)]
    with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as nursery:
        assert nursery.stdin and nursery.stdout
        for _ in range(ROUNDS):
            shutil.copy(tmp_path / "before.sqlite", own)
            said = tmp_path / "said"
            said.unlink(missing_ok=True)
            nursery.stdin.write(f"{own}\t{tmp_path / 'omar.sqlite'}\t{said}\n")
            nursery.stdin.flush()
            child = int(nursery.stdout.readline())
            _wait_for(said)
            _spin(dice.uniform(0, lasts))
            os.kill(child, signal.SIGKILL)
            nursery.stdin.write("\n")
            nursery.stdin.flush()
            assert nursery.stdout.readline() == "gone\n"
            hot += casefile.sidecars.is_hot(own)
            ended[_how_it_ended(desk, own, before, after, was_done="done" in said.read_text())] += 1
        nursery.stdin.close()
    assert hot > 0, "no kill struck in the middle of the transaction; the test proves nothing"
    assert ended["before"] > 0


def _how_it_ended(desk, own: Path, before, after, *, was_done: bool) -> str:
    with casefile.open_case(own, HANA, desk.state) as case:
        assert [check for check in case.verify() if not check.ok] == []
    found = desk.picture("own")
    assert found in (before, after)
    assert found == after or not was_done
    if found == after:
        return "after"
    with casefile.open_case(own, HANA, desk.state) as case, desk.open("omar") as theirs:
        merge(case, CopyOffer(theirs.connection))
    assert desk.picture("own") == after
    return "before"


def _wait_for(said: Path) -> None:
    """Until the merger has begun: another process can give no signal but this."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        if said.exists() and said.stat().st_size:
            return
        os.sched_yield()
    raise AssertionError("the merger never began")


def _spin(seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        pass
