"""Ids that two offline copies can make without ever colliding."""

import uuid6


def new_id() -> str:
    """A UUIDv7 (RFC 9562, section 5.7) as lower-case text: unique everywhere, sorted by time of making."""
    return str(uuid6.uuid7())
