"""Untrusted text made safe to print: what would steer a terminal or turn the reading order becomes a visible mark."""

import re

_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_BLANK = re.compile(r"[\t\n]+")
_LONG = re.compile(r"[^\s“”]{120,}")
_QUOTED = re.compile(r"“([^“”]{160})[^“”]*”")
_MOST = 1000


def visible(text: str) -> str:
    """The text with every control character shown: ESC as `␛`, an override of the reading order as `\\u202e`."""
    return _CONTROL.sub(lambda found: _mark(ord(found.group())), text)


def on_one_line(text: str) -> str:
    """The same on a single line, for lists and messages."""
    return visible(_BLANK.sub(" ", text.replace("\r\n", "\n").strip()))


def in_brief(text: str) -> str:
    """A message in which nothing that was given is said back at full length."""
    if len(text) <= 160:
        return text
    text = _QUOTED.sub(r"“\1…”", _LONG.sub(lambda found: f"{found.group()[:80]}…", text))
    return text if len(text) <= _MOST else f"{text[:_MOST]}…"


def _mark(code: int) -> str:
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
