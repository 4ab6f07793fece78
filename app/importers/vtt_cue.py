"""The text of a WebVTT cue: its tags, voices, timestamps and entities (W3C WebVTT, sections 6.4 and 6.5).

The tree of the standard is kept as a flat list of events, so that a cue nested a million deep is no deeper than any
other. What is open when the text ends is closed there.
"""

import re
from html import unescape
from typing import Literal, NamedTuple

_TIMESTAMP = re.compile(r"(?:([0-9]{1,9}):)?([0-5][0-9]):([0-5][0-9])\.([0-9]{3})(?![0-9])")
_NAME_END = re.compile(r"[\t\n\f .]")
_SPACE = " \t\n\f\r"
_PLAIN_TAGS = frozenset(("c", "i", "b", "u", "ruby", "v", "lang"))


class Event(NamedTuple):
    """Text, or the beginning or end of an element, or a timestamp."""

    kind: Literal["open", "close", "text", "time"]
    value: str = ""
    """The name of the element, or the text with its entities decoded."""
    ms: int = 0
    classes: tuple[str, ...] = ()
    annotation: str = ""
    """Who speaks, for `v`; the language, for `lang`."""


def timestamp(text: str, at: int = 0) -> tuple[int, int] | None:
    """Milliseconds of the timestamp that begins there, and where it ends; None if none does."""
    match = _TIMESTAMP.match(text, at)
    if not match:
        return None
    hours, minutes, seconds, fraction = match.groups()
    return ((int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(fraction), match.end()


def events(text: str) -> list[Event]:
    """What the cue's text holds, in order; tags that mean nothing are left out, what they enclose stays."""
    found: list[Event] = []
    open_names: list[str] = []
    at = 0
    while at < len(text):
        if text[at] != "<":
            end = text.find("<", at)
            end = len(text) if end < 0 else end
            found.append(Event("text", _decoded(text[at:end])))
            at = end
            continue
        end = text.find(">", at)
        end = len(text) if end < 0 else end
        _tag(text[at + 1 : end], found, open_names)
        at = end + 1
    found += (Event("close", name) for name in reversed(open_names))
    return found


def _decoded(text: str) -> str:
    return unescape(text) if "&" in text else text


def _tag(tag: str, found: list[Event], open_names: list[str]) -> None:
    if not tag:
        return
    if tag[0] == "/":
        _end_tag(tag[1:], found, open_names)
    elif "0" <= tag[0] <= "9":
        time = timestamp(tag)
        if time and time[1] == len(tag):
            found.append(Event("time", ms=time[0]))
    else:
        _start_tag(tag, found, open_names)


def _start_tag(tag: str, found: list[Event], open_names: list[str]) -> None:
    match = _NAME_END.search(tag)
    name = tag[: match.start()] if match else tag
    current = open_names[-1] if open_names else ""
    if name not in _PLAIN_TAGS and not (name == "rt" and current == "ruby"):
        return
    classes: list[str] = []
    at = len(name)
    while at < len(tag) and tag[at] == ".":
        following = _NAME_END.search(tag, at + 1)
        end = following.start() if following else len(tag)
        if end > at + 1:
            classes.append(tag[at + 1 : end])
        at = end
    annotation = " ".join(unescape(tag[at:]).strip(_SPACE).split()) if name in ("v", "lang") else ""
    found.append(Event("open", name, classes=tuple(classes), annotation=annotation))
    open_names.append(name)


def _end_tag(name: str, found: list[Event], open_names: list[str]) -> None:
    current = open_names[-1] if open_names else ""
    if current and name == current:
        found.append(Event("close", open_names.pop()))
    elif name == "ruby" and current == "rt":
        found += (Event("close", open_names.pop()), Event("close", open_names.pop()))
