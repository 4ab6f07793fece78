"""Sheets to export: one of a real case, and one in which every text attacks."""

from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from app.sheet import Choice, Sheet, gather
from app.sheet.values import Picture
from tests.app.sheet.conftest import Interview, interview

__all__ = ["interview"]

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360f8cf50"
    "0f0003860180b0c6bb3d0000000049454e44ae426082"
)
EVIL = (
    "=cmd|' /C calc'!A1\x1b[2J\x00\x07<script>alert(1)</script><img src=x onerror=alert(1)>\u202eevil\ufffe&{{ 7*7 }}"
)


@pytest.fixture
def sheet(interview: Interview) -> Sheet:
    made = gather(interview.case, Choice(marking="TLP:AMBER", stamp="aid"))
    first = replace(made.quotes[0], picture=Picture(PNG, "Still at the in-point."))
    return replace(made, quotes=(first, *made.quotes[1:]))


@pytest.fixture
def evil(sheet: Sheet) -> Sheet:
    return poisoned(sheet)


def poisoned(value: Any, name: str = "") -> Any:
    """The same value with every text replaced by one that attacks."""
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value, **{field.name: poisoned(getattr(value, field.name), field.name) for field in fields(value)}
        )
    if isinstance(value, tuple):
        return tuple(poisoned(one, name) for one in value)
    steering = {"kind", "direction", "style", "before", "quotation", "reason", "type", "language"}
    return EVIL if isinstance(value, str) and name not in steering and not isinstance(value, Path) else value
