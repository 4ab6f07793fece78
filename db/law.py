"""Frameworks of legal elements and the controlled vocabularies, as this case uses them."""

import json
import sqlite3
from functools import lru_cache
from typing import Any, ClassVar

from db import canonical
from db.contents import Contents
from db.errors import BadValue
from db.records import Element, Framework, Term, Vocabulary
from db.table import Codec, Table


class Frameworks(Table[Framework]):
    """The bodies of law that were chosen for this case."""

    name = "framework"
    record = Framework
    order = "title, id"

    def __init__(self, connection: sqlite3.Connection, contents: Contents) -> None:
        super().__init__(connection)
        self._contents = contents

    def elements(self, framework_id: str) -> list[Element]:
        """A framework's nodes, each parent before its children."""
        return self._contents.elements(self.get(framework_id).content_sha256)


def _write_terms(terms: tuple[Term, ...]) -> str:
    return canonical.dumps([[term.code, term.label, term.note, term.default] for term in terms])


@lru_cache(256)
def read_terms(text: str) -> tuple[Term, ...]:
    """The entries of a vocabulary as its row holds them; BadValue if the text is no such thing."""
    try:
        plain: Any = json.loads(text)
        return tuple(Term(*(_word(part) for part in entry)) for entry in plain)
    except (ValueError, TypeError, RecursionError) as problem:
        raise BadValue(f"no vocabulary: {problem}") from problem


def _word(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("text expected")
    return value


class Vocabularies(Table[Vocabulary]):
    """The controlled lists of this case."""

    name = "vocabulary"
    record = Vocabulary
    codecs: ClassVar[dict[str, Codec]] = {"terms": (_write_terms, read_terms)}
