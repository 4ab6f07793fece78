"""What the assertion check says of a finding, as the findings page shows it."""

from collections.abc import Callable

from app.argument import assertions, gathering
from app.argument.reading import Reader
from app.session import Session
from widgets.findings.checks import Check


def checker(session: Session) -> Callable[[str], list[Check]]:
    """Checks the findings of the case that is open; the case is read again only when it has changed."""
    kept: tuple[object, dict[str, list[Check]]] = (None, {})

    def check(finding_id: str) -> list[Check]:
        nonlocal kept
        heads = tuple(session.case.ledger.heads())
        if kept[0] != heads:
            kept = (heads, _found(session))
        return kept[1].get(finding_id, [])

    return check


def _found(session: Session) -> dict[str, list[Check]]:
    reader = Reader(session.case)
    names = {id: reader.name(id) for id in reader.quotes}
    found: dict[str, list[Check]] = {}
    for one in gathering.assertion_check(reader):
        said = assertions.in_words(one, names)
        # A word that is only used, and stands elsewhere, is a hint to look.
        stands = one.verdict == "stands" if one.is_cited else None
        sources = [
            source.id
            for source in session.case.argument.finding_sources.of(one.finding)
            if source.record_id in one.quotes and one.is_cited
        ]
        found.setdefault(one.finding, []).append(Check(said, stands, next(iter(sources), None)))
    return found
