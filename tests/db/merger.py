"""Run as a program: merges a copy of a case into another, once for each line, and is killed while it does."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from db import casefile
from db.casefile import Signature
from db.merge import merge
from db.offer import CopyOffer
from db.records import Device, Reviewer

HANA = Signature(Reviewer("reviewer-hana", "hana"), Device("device-hana", "reviewer-hana", "laptop"))


def merge_once(own: Path, other: Path, state: Path) -> None:
    """Say when it begins, and when it is done."""
    with casefile.open_case(own, HANA, state) as case, casefile.read_case(other) as theirs:
        os.write(1, b"begun\n")
        merge(case, CopyOffer(theirs.connection))
        os.write(1, b"done\n")


def nursery() -> None:
    """For each line (the case, the copy, where to speak) fork a merger and answer with its process id; bury it then."""
    state = Path(sys.argv[1])
    for line in sys.stdin:
        own, other, said = line.rstrip("\n").split("\t")
        child = os.fork()
        if child == 0:
            os.dup2(os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), 1)
            merge_once(Path(own), Path(other), state)
            os._exit(0)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
        sys.stdin.readline()
        os.waitpid(child, 0)
        sys.stdout.write("gone\n")
        sys.stdout.flush()


if __name__ == "__main__":
    nursery()
