"""What the expunging acts of a case say: which words are hidden, and what is left of the acts that held them.

An expunging is an act like another, so it travels with a merge. It holds no word that it hides, only the places, in
each import and in the body of each act, and the hash of what is left. An act's id covers the hash of its body, not the
body: so every chain still verifies, and whoever takes the act in hides the same words in a copy that still has them.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from db import canonical, hiding, words
from db.contents import elements_hash, segments_hash
from db.errors import CaseDamaged
from db.hiding import BLOCK, Body, Range
from db.records import Element, Segment

VERB = "expunge"

Places = dict[int, dict[str, list[Range]]]
"""Ordinal of a segment, then `text` or `speaker`, then what is hidden there; so too of an element and its words."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """What one act says of one import: a transcript's, or a framework's."""

    places: Places
    sha256: str
    """Of the segments or elements with these words hidden."""


@dataclass(frozen=True, slots=True)
class HiddenBody:
    """What one act says of another's body."""

    places: list[hiding.Place]
    sha256: str
    """Of the body with these words hidden."""


class Expungings:
    """All that was ever expunged in a case."""

    def __init__(self, bodies: Mapping[str, Body]) -> None:
        """Of the bodies of the expunging acts, by act id."""
        self.acts = frozenset(bodies)
        self.originals: set[str] = set()
        """The hashes of imported files whose bytes were destroyed."""
        self._bodies: dict[str, list[HiddenBody]] = {}
        self._hidden: dict[str, list[Hidden]] = {}
        self._elements: dict[str, list[Hidden]] = {}
        for body in bodies.values():
            said = body["expunged"]
            self.originals.update(said["originals"])
            for act_id, one in said["bodies"].items():
                self._bodies.setdefault(act_id, []).append(HiddenBody(_body_places(one["places"]), one["sha256"]))
            for sha256, one in said["segments"].items():
                self._hidden.setdefault(sha256, []).append(Hidden(_places(one["places"]), one["sha256"]))
            for sha256, one in said.get("elements", {}).items():
                places = _places(one["places"], _is_words_of_an_element)
                self._elements.setdefault(sha256, []).append(Hidden(places, one["sha256"]))

    def touched(self) -> set[str]:
        """The acts whose bodies held words that were expunged."""
        return set(self._bodies)

    def left_of(self, act_id: str, body: str) -> str:
        """What is left of an act's body."""
        places = [place for one in self._bodies.get(act_id, ()) for place in one.places]
        return canonical.dumps(hiding.with_blocks(json.loads(body), places)) if places else body

    def accepts(self, act_id: str, body: str, sha256: str) -> bool:
        """Whether this is the body under that hash, as far as it was not hidden.

        Where two copies hid words of it apart, no hash of the result was ever signed: then only the blocks are checked.
        """
        if act_id not in self._bodies:
            return canonical.sha256(body) == sha256
        signed = {sha256, *(one.sha256 for one in self._bodies[act_id])}
        return self.left_of(act_id, body) == body and (canonical.sha256(body) in signed or len(signed) > 2)

    def imports(self) -> set[str]:
        """The hashes under which transcripts with hidden words were imported."""
        return set(self._hidden)

    def without(self, sha256: str, segments: Iterable[Segment]) -> list[Segment]:
        """The segments of an import with its hidden words hidden."""
        hidden = list(segments)
        for one in self._hidden.get(sha256, ()):
            hidden = masked(hidden, one.places)
        return hidden

    def is_left_of(self, sha256: str, segments: list[Segment], packed: list[bytes]) -> bool:
        """Whether these segments are what was imported under that hash, as far as it was not hidden.

        Where two copies hid words of it apart, no hash of the result was ever signed: then only the blocks are checked.
        """
        if sha256 not in self._hidden:
            return segments_hash(segments, packed) == sha256
        if self.without(sha256, segments) != segments:
            return False
        signed = {sha256, *(one.sha256 for one in self._hidden[sha256])}
        return segments_hash(segments, packed) in signed or len(signed) > 2

    def frameworks(self) -> set[str]:
        """The hashes under which frameworks with hidden words were copied into the case."""
        return set(self._elements)

    def without_words(self, sha256: str, elements: Iterable[Element]) -> list[Element]:
        """The elements of a framework with its hidden words hidden."""
        hidden = list(elements)
        for one in self._elements.get(sha256, ()):
            hidden = masked_elements(hidden, one.places)
        return hidden

    def are_left_of(self, sha256: str, elements: list[Element]) -> bool:
        """Whether these elements are what was copied under that hash, as far as it was not hidden."""
        if sha256 not in self._elements:
            return elements_hash(elements) == sha256
        if self.without_words(sha256, elements) != elements:
            return False
        signed = {sha256, *(one.sha256 for one in self._elements[sha256])}
        return elements_hash(elements) in signed or len(signed) > 2


def expungings_of(connection: sqlite3.Connection, more: Mapping[str, Body] | None = None) -> Expungings:
    """Of a case, with those of acts that are about to be brought in."""
    found = connection.execute(
        "SELECT a.id, b.body FROM act AS a JOIN act_body AS b ON b.act_id = a.id WHERE a.verb = ?", [VERB]
    )
    return Expungings({id: json.loads(body) for id, body in found} | dict(more or {}))


def masked(segments: Iterable[Segment], places: Places) -> list[Segment]:
    """The segments with blocks in these places."""
    hidden: list[Segment] = []
    for ordinal, segment in enumerate(segments):
        at = places.get(ordinal, {})
        text = hiding.hide(segment.text, at.get("text", ()))
        speaker = segment.speaker and hiding.hide(segment.speaker, at.get("speaker", ()))
        changed = (text, speaker) != (segment.text, segment.speaker)
        hidden.append(replace(segment, text=text, speaker=speaker) if changed else segment)
    return hidden


def masked_elements(elements: Iterable[Element], places: Places) -> list[Element]:
    """The elements with blocks in these places."""
    hidden: list[Element] = []
    for ordinal, element in enumerate(elements):
        at = places.get(ordinal, {})
        left = {name: hiding.hide(text, at.get(name, ())) for name, text in words_of(element).items()}
        hints = tuple(left[f"hint {number}"] for number in range(len(element.hints)))
        hidden.append(
            replace(element, title=left["title"], text=left["text"], verify=left.get("verify"), hints=hints)
            if at
            else element
        )
    return hidden


def words_of(element: Element) -> dict[str, str]:
    """The texts of an element, by the names that the places of an expunging give them."""
    texts = {"title": element.title, "text": element.text}
    if element.verify is not None:
        texts["verify"] = element.verify
    return texts | {f"hint {number}": hint for number, hint in enumerate(element.hints)}


def hash_of(segments: list[Segment]) -> str:
    """The hash under which these segments would be imported."""
    return segments_hash(segments, [words.pack(segment.words) for segment in segments])


def plain_places(places: Places) -> list[list[Any]]:
    """As the body of an act holds them: ordinal, field, start, end."""
    return [
        [ordinal, name, start, end]
        for ordinal in sorted(places)
        for name in sorted(places[ordinal])
        for start, end in sorted(places[ordinal][name])
    ]


def check(body: Body) -> None:
    """Raise CaseDamaged unless this can be the body of an expunging act."""
    try:
        said = body["expunged"]
        fine = (
            all(isinstance(said[name], str) for name in ("what", "ground"))
            and all(isinstance(one, str) for one in said["originals"])
            and all(isinstance(one["sha256"], str) for one in (*said["bodies"].values(), *said["segments"].values()))
            and not body["changes"]
        )
        for one in said["segments"].values():
            _places(one["places"])
        for one in said.get("elements", {}).values():
            fine = fine and isinstance(one["sha256"], str)
            _places(one["places"], _is_words_of_an_element)
        for one in said["bodies"].values():
            _body_places(one["places"])
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise CaseDamaged("an expunging that can't be read") from problem
    if not fine:
        raise CaseDamaged("an expunging that can't be read")


def hide_in_span(plain: dict[str, Any], segments: list[Segment]) -> None:
    """Put blocks into a span's own copy of the words, wherever the transcript has them now."""
    first, start = (int(part) for part in plain["start"])
    last, end = (int(part) for part in plain["end"])
    texts = [segment.text for segment in segments[first : last + 1]]
    before, after = texts[0][:start], texts[-1][end:]
    texts[-1] = texts[-1][:end]
    texts[0] = texts[0][start:]
    plain["text"] = _as_there(plain["text"], "\n".join(texts))
    plain["prefix"] = _as_there(plain["prefix"], before[len(before) - len(plain["prefix"]) :])
    plain["suffix"] = _as_there(plain["suffix"], after[: len(plain["suffix"])])


def _as_there(text: str, there: str) -> str:
    """The text with blocks where the transcript has some; all blocks if it is not the transcript's text at all."""
    if BLOCK not in there:
        return text
    same = len(text) == len(there) and all(
        BLOCK in pair or pair[0] == pair[1] for pair in zip(text, there, strict=True)
    )
    if not same:
        return BLOCK * len(text)
    return "".join(BLOCK if there[at] == BLOCK else letter for at, letter in enumerate(text))


def _body_places(plain: Any) -> list[hiding.Place]:
    places: list[hiding.Place] = []
    for path, start, end in plain:
        if not all(type(part) in (str, int) for part in path) or not all(type(n) is int for n in (start, end)):
            raise ValueError("no place in the body of a step")
        places.append((tuple(path), start, end))
    return places


def _is_words_of_a_segment(name: str) -> bool:
    return name in ("text", "speaker")


def _is_words_of_an_element(name: str) -> bool:
    return name in ("title", "text", "verify") or name.startswith("hint ")


def _places(plain: Any, known: Callable[[str], bool] = _is_words_of_a_segment) -> Places:
    places: Places = {}
    for ordinal, name, start, end in plain:
        if not known(name) or not all(type(n) is int and n >= 0 for n in (ordinal, start, end)):
            raise ValueError("no place in a transcript")
        places.setdefault(ordinal, {}).setdefault(name, []).append((start, end))
    return places
