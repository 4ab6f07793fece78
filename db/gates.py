"""Triggers of the schema that refuse a write outside a step of the ledger."""

from collections.abc import Iterator


def gates(name: str) -> Iterator[str]:
    """The triggers of a journalled table."""
    for event in ("INSERT", "UPDATE", "DELETE"):
        yield gate(name, event)


def gate(name: str, event: str) -> str:
    """The trigger of a table for INSERT, UPDATE or DELETE."""
    return (
        f"CREATE TRIGGER {name}_{event.lower()}_in_step BEFORE {event} ON {name} "
        f"WHEN NOT EXISTS (SELECT 1 FROM step) BEGIN SELECT RAISE(ABORT, 'a write outside a step'); END;"
    )
