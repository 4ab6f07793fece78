"""Which acts still stand: those that nobody took back, or that were done again."""

import sqlite3
from collections import defaultdict


def taken_back(connection: sqlite3.Connection) -> set[str]:
    """The acts whose effect was reversed, and stayed so.

    An undo reverses an act, a redo reverses that undo, the next undo that redo, and so on: what counts is whether the
    last of them was itself taken back.
    """
    reversed_by: dict[str, list[str]] = defaultdict(list)
    for id, reverses in connection.execute("SELECT id, reverses FROM act WHERE reverses IS NOT NULL"):
        reversed_by[reverses].append(id)
    fallen: dict[str, bool] = {}
    for first in reversed_by:
        # Without recursion: who undoes and does again a thousand times makes a chain of two thousand.
        waiting = [first]
        while waiting:
            id = waiting[-1]
            reversals = reversed_by.get(id, ())
            unknown = [one for one in reversals if one not in fallen]
            if unknown:
                waiting += unknown
                continue
            fallen[waiting.pop()] = any(not fallen[one] for one in reversals)
    return {id for id, so in fallen.items() if so}


def pairs_said(connection: sqlite3.Connection, verb: str, table: str) -> set[tuple[str, str]]:
    """The pairs of records (the lesser id first) of which an act of that verb that still stands speaks."""
    gone = taken_back(connection)
    spoken_of: dict[str, set[str]] = defaultdict(set)
    found = connection.execute(
        "SELECT a.id, t.record_id FROM act AS a JOIN act_touch AS t ON t.act_id = a.id "
        "WHERE a.verb = ? AND a.kind = 'do' AND t.name = ?",
        [verb, table],
    )
    for act_id, record_id in found:
        if act_id not in gone:
            spoken_of[act_id].add(record_id)
    return {(min(ids), max(ids)) for ids in spoken_of.values() if len(ids) == 2}
