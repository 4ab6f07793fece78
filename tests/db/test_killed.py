"""200 times SIGKILL in the middle of marking: nothing that was acknowledged is lost."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from db import casefile
from tests.db.conftest import HANA, import_texts

ROUNDS = 200


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL and no fork")
def test_nothing_acknowledged_is_lost(case, state, tmp_path):
    import_texts(case)
    case.close()
    acknowledged: set[str] = set()
    hot = 0
    dice = random.Random(7)
    nursery = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("marker.py")), str(case.path), str(state)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with nursery:
        assert nursery.stdin and nursery.stdout
        for round in range(ROUNDS):
            said = tmp_path / "said"
            said.unlink(missing_ok=True)
            nursery.stdin.write(f"{said}\n")
            nursery.stdin.flush()
            child = int(nursery.stdout.readline())
            _wait_for_life(said)
            _spin(dice.uniform(0, 0.02))
            os.kill(child, signal.SIGKILL)
            nursery.stdin.write("\n")
            nursery.stdin.flush()
            assert nursery.stdout.readline() == "gone\n"
            lines = said.read_text().splitlines(keepends=True)
            acknowledged |= {line.strip() for line in lines if line.endswith("\n")}
            hot += casefile.sidecars.is_hot(case.path)
            if round % 20 == 19:
                _check(case.path, state, acknowledged)
        nursery.stdin.close()
    _check(case.path, state, acknowledged)
    assert len(acknowledged) >= ROUNDS
    assert hot > 0, "no kill struck in the middle of a step; the test proves nothing"


def _check(path: Path, state: Path, acknowledged: set[str]) -> None:
    with casefile.open_case(path, HANA, state) as again:
        assert acknowledged <= {quote.id for quote in again.quotes.all()}
        assert [check for check in again.verify() if not check.ok] == []


def _wait_for_life(said: Path) -> None:
    """Until the marker has acknowledged its first mark: another process can give no signal but this."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        if said.exists() and said.stat().st_size:
            return
        os.sched_yield()
    raise AssertionError("the marker never began")


def _spin(seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        pass
