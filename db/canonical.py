"""Canonical JSON: one value, one text, so that a hash means something."""

import hashlib
import json
from typing import Any

_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def dumps(value: Any) -> str:
    """JSON with sorted keys, no spaces, no needless escapes. Give it no floats: two machines may print them apart."""
    return _ENCODER.encode(value)


def sha256(text: str | bytes) -> str:
    """SHA-256 of a text's UTF-8 bytes, as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(text.encode() if isinstance(text, str) else text).hexdigest()
