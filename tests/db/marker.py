"""Run as a program: marks quotes without end, and says so after each commit. Somebody will kill it."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from db import casefile
from db.casefile import Signature
from db.identity import new_id
from db.records import Device, Quote, Reviewer
from db.tokens import Position, Span, Tokens

HANA = Signature(Reviewer("reviewer-hana", "Hana"), Device("device-hana", "reviewer-hana", "laptop"))


def mark_without_end(path: Path, state: Path) -> None:
    """Mark and undo; every line on standard output was committed before it was written."""
    case = casefile.open_case(path, HANA, state)
    transcript = case.transcripts.all()[0]
    tokens = Tokens(original=(Span(transcript.id, Position(0, 0), Position(0, 3), "The", 0, 250),))
    while True:
        quote = Quote(new_id(), transcript.media_id, tokens, notes="n" * 3000)
        with case.step("quoting.mark", "Mark quote"):
            case.quotes.add(quote)
        os.write(1, f"{quote.id}\n".encode())


def nursery() -> None:
    """For each line on standard input, fork a marker and answer with its process id and the pipe's number."""
    path, state = Path(sys.argv[1]), Path(sys.argv[2])
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            out = os.open(line.strip(), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            os.dup2(out, 1)
            mark_without_end(path, state)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
        sys.stdin.readline()
        os.waitpid(child, 0)
        sys.stdout.write("gone\n")
        sys.stdout.flush()


if __name__ == "__main__":
    nursery()
