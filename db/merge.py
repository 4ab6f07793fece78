"""Two copies of a case become one: the union of their acts, nothing dropped, no clock asked.

A merge is no act. It brings in the acts that one copy lacks and rebuilds the rows from all of them, so that it makes no
difference who merges first, how often, or in which order.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from db import bodies, canonical, expunging, words
from db.casefile import CaseFile
from db.contents import segments_hash
from db.errors import CaseDamaged, NothingInCommon
from db.expunge import forget_traces, learn, refresh_search
from db.expunging import VERB, Expungings, expungings_of
from db.heads import Conflict, state_of
from db.hiding import Body
from db.ledger import Changes, act_id, columns_of
from db.offer import HEADER, Header, Offer, SegmentsContent
from db.rebuild import Rebuilt, rebuild
from db.records import Segment
from db.schema import JOURNALLED


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
    expunged: tuple[str, ...]
    """Acts that came with it and let words vanish, here too; what this program wrote before may still hold them."""
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
        brought = _bring_acts(case, offer)
        known = expungings_of(case.connection)
        _bring_contents(case, offer, known)
        forgot = learn(case, known)
        rebuilt = rebuild(case)
        if forgot:
            refresh_search(case)
    if forgot:
        forget_traces(case)
    return _report(brought, rebuilt, known)


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


def _bring_acts(case: CaseFile, offer: Offer) -> set[str]:
    own = case.connection
    have = {row[0] for row in own.execute("SELECT id FROM act")}
    columns = {name: columns_of(own, name) for name in JOURNALLED}
    arriving: dict[str, tuple[Header, str]] = {}
    for header, body in offer.acts(have):
        bodies.check_header(header)
        bodies.check(body, columns)
        arriving[act_id(header)] = (header, body)
    known = expungings_of(own, _expungings_among(arriving))
    brought: set[str] = set()
    for id, (header, body) in arriving.items():
        if id in have:
            continue
        if canonical.sha256(body) != header["body_sha256"] and not known.accepts(id, body, header["body_sha256"]):
            raise CaseDamaged(f"what step {id} did was altered")
        own.execute(
            f"INSERT INTO act (id, {', '.join(HEADER)}) VALUES (?{', ?' * len(HEADER)})", [id, *header.values()]
        )
        own.execute("INSERT INTO act_body (act_id, body) VALUES (?, ?)", [id, body])
        own.executemany(
            "INSERT INTO act_touch (name, record_id, act_id) VALUES (?, ?, ?)",
            sorted({(change["table"], change["id"], id) for change in json.loads(body)["changes"]}),
        )
        brought.add(id)
    return brought


def _expungings_among(acts: dict[str, tuple[Header, str]]) -> dict[str, Body]:
    found = {id: json.loads(body) for id, (header, body) in acts.items() if header["verb"] == VERB}
    for body in found.values():
        expunging.check(body)
    return found


def _bring_contents(case: CaseFile, offer: Offer, known: Expungings) -> None:
    have = case.contents.hashes()
    for sha256 in sorted(offer.originals() - have):
        if sha256 in known.originals:
            case.contents.keep_original(b"", sha256)
        elif case.contents.keep_original(offer.original(sha256)) != sha256:
            raise CaseDamaged("an imported file was altered")
    for sha256 in sorted(offer.contents() - have):
        content = offer.content(sha256)
        if isinstance(content, SegmentsContent):
            kept = _keep_segments(case, sha256, content.segments, known)
        else:
            kept = known.are_left_of(sha256, list(content.elements))
            if kept:
                case.contents.keep_elements(known.without_words(sha256, content.elements), sha256)
        if not kept:
            raise CaseDamaged("imported words were altered")


def _keep_segments(case: CaseFile, sha256: str, segments: Sequence[Segment], known: Expungings) -> bool:
    """Whether they are what was imported under that hash; words of it that were expunged are never written."""
    packed = [words.pack(segment.words) for segment in segments]
    hidden = known.without(sha256, segments)
    if segments_hash(segments, packed) != sha256 and not known.is_left_of(sha256, list(segments), packed):
        return False
    case.contents.keep_segments(hidden, sha256)
    return True


def _report(brought: set[str], rebuilt: Rebuilt, known: Expungings) -> Report:
    before, after, changes = rebuilt.before, rebuilt.after, rebuilt.changes
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
    return Report(
        acts=len(brought),
        added=added,
        changed=changed,
        removed=removed,
        conflicts=after.conflicts,
        fresh=fresh,
        forked=tuple(sorted(rebuilt.causality.forked)),
        expunged=tuple(sorted(known.acts & brought)),
        changes=changes,
    )
