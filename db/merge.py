"""Two copies of a case become one: the union of their acts, nothing dropped, no clock asked.

A merge is no act. It brings in the acts that one copy lacks and rebuilds the rows from all of them, so that it makes no
difference who merges first, how often, or in which order.
"""

import json
import sqlite3
from dataclasses import dataclass

from db import bodies, canonical, replay, tokens
from db.casefile import CaseFile
from db.causality import Causality
from db.errors import CaseDamaged, NothingInCommon
from db.heads import Conflict, State, Tables, state_of
from db.law import read_terms
from db.ledger import Changes, act_id, columns_of
from db.offer import HEADER, Offer, SegmentsContent
from db.outside import read_heads
from db.schema import JOURNALLED

_READERS = (
    ("quote", "tokens", tokens.loads),
    ("vocabulary", "terms", read_terms),
    ("departure", "heads", read_heads),
)
"""Fields whose text means more to us than to SQLite."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a merge brought."""

    acts: int
    """Steps that this copy did not have."""
    added: int
    """Records that were not there before."""
    changed: int
    removed: int
    conflicts: tuple[Conflict, ...]
    """All that a person must decide, also what was open before."""
    fresh: tuple[Conflict, ...]
    """Those of them that this merge brought."""
    forked: tuple[str, ...]
    """Devices whose counter was used twice: a copied installation."""
    changes: Changes


def merge(case: CaseFile, offer: Offer) -> Report:
    """Bring the other copy's acts into this case, in one transaction.

    NothingInCommon if it is a copy of another case, or one in which a medium has another file
    under the same id; CaseDamaged if any of it is not what its hash says.
    """
    _check_same_case(case, offer)
    return unite(case, offer)


def unite(case: CaseFile, offer: Offer) -> Report:
    """The same without asking whether it is the same case: how a new file is filled with what came from elsewhere."""
    with case.outside_of_history("merge"):
        _bring_contents(case, offer)
        brought = _bring_acts(case.connection, offer)
        causality = Causality(case.connection)
        if len(causality) != case.ledger.count():
            raise CaseDamaged("a step refers to one that is in neither copy")
        before = replay.tables(case.connection)
        state = state_of(case.connection, causality)
        changes = _changes(before, state.tables)
        check_values(state.tables, changes)
        _rewrite(case.connection, before, state.tables, changes)
        case.connection.execute("DELETE FROM act_head")
        case.connection.executemany("INSERT INTO act_head (act_id) VALUES (?)", [[id] for id in causality.heads()])
        case.search.refresh_quotes(changes.get("quote", ()))
        if replay.tables(case.connection) != state.tables:
            raise CaseDamaged("the merged rows are not what the steps say")
    return _report(brought, before, state, causality, changes)


def check_values(tables: Tables, changes: Changes) -> None:
    """Raise BadValue for a changed value that SQLite would take and no reader of ours."""
    for table, column, read in _READERS:
        for id in changes.get(table, ()):
            if id in tables[table]:
                read(tables[table][id][column])


def conflicts_of(case: CaseFile) -> tuple[Conflict, ...]:
    """All that a person must decide in this case, in an order that is the same in every copy."""
    return state_of(case.connection).conflicts


def _check_same_case(case: CaseFile, offer: Offer) -> None:
    if offer.case_id != case.info.id:
        raise NothingInCommon("another case")
    own = {file.id: file.sha256 for file in case.media_files.all()}
    for id, sha256 in offer.media_hashes().items():
        if own.get(id, sha256) != sha256:
            raise NothingInCommon(f"another file under the media id {id}")


def _bring_acts(own: sqlite3.Connection, offer: Offer) -> set[str]:
    have = {row[0] for row in own.execute("SELECT id FROM act")}
    columns = {name: columns_of(own, name) for name in JOURNALLED}
    brought: set[str] = set()
    for header, body in offer.acts(have):
        bodies.check_header(header)
        id = act_id(header)
        if id in have:
            continue
        if canonical.sha256(body) != header["body_sha256"]:
            raise CaseDamaged(f"what step {id} did was altered")
        bodies.check(body, columns)
        own.execute(
            f"INSERT INTO act (id, {', '.join(HEADER)}) VALUES (?{', ?' * len(HEADER)})", [id, *header.values()]
        )
        own.execute("INSERT INTO act_body (act_id, body) VALUES (?, ?)", [id, body])
        own.executemany(
            "INSERT INTO act_touch (name, record_id, act_id) VALUES (?, ?, ?)",
            sorted({(change["table"], change["id"], id) for change in json.loads(body)["changes"]}),
        )
        have.add(id)
        brought.add(id)
    return brought


def _bring_contents(case: CaseFile, offer: Offer) -> None:
    have = case.contents.hashes()
    for sha256 in sorted(offer.originals() - have):
        if case.contents.keep_original(offer.original(sha256)) != sha256:
            raise CaseDamaged("an imported file was altered")
    for sha256 in sorted(offer.contents() - have):
        content = offer.content(sha256)
        if isinstance(content, SegmentsContent):
            kept = case.contents.keep_segments(content.segments)
        else:
            kept = case.contents.keep_elements(content.elements)
        if kept != sha256:
            raise CaseDamaged("imported words were altered")


def _changes(now: Tables, wanted: Tables) -> Changes:
    """The records that are not what they shall be."""
    changes: Changes = {}
    for name in JOURNALLED:
        ids = now[name].keys() - wanted[name].keys()
        ids |= {id for id, row in wanted[name].items() if now[name].get(id) != row}
        if ids:
            changes[name] = ids
    return changes


def _rewrite(connection: sqlite3.Connection, now: Tables, wanted: Tables, changes: Changes) -> None:
    """Make the rows what they shall be. References are checked when it is all done."""
    for name, ids in changes.items():
        for id in sorted(ids):
            old, row = now[name].get(id), wanted[name].get(id)
            if row is None:
                connection.execute(f"DELETE FROM {name} WHERE id = ?", [id])
            elif old is None:
                marks = ", ".join("?" * len(row))
                connection.execute(f"INSERT INTO {name} ({', '.join(row)}) VALUES ({marks})", list(row.values()))
            else:
                changed = [column for column in row if old[column] != row[column]]
                settings = ", ".join(f"{column} = ?" for column in changed)
                connection.execute(f"UPDATE {name} SET {settings} WHERE id = ?", [*(row[c] for c in changed), id])


def _report(brought: set[str], before: Tables, after: State, causality: Causality, changes: Changes) -> Report:
    added = removed = changed = 0
    for name, ids in changes.items():
        for id in ids:
            was, stays = id in before[name], id in after.tables[name]
            added += not was
            removed += not stays
            changed += was and stays
    fresh = tuple(
        conflict
        for conflict in after.conflicts
        if any(claim.act_id in brought for claim in conflict.claims) or conflict.record_id not in before[conflict.table]
    )
    forked = tuple(sorted(causality.forked))
    return Report(len(brought), added, changed, removed, after.conflicts, fresh, forked, changes)
