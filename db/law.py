"""Frameworks of legal elements and the controlled vocabularies, as this case uses them."""

import json
import sqlite3
from typing import Any, ClassVar

from db import canonical
from db.contents import Contents
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


def _read_terms(text: str) -> tuple[Term, ...]:
    plain: list[list[Any]] = json.loads(text)
    return tuple(Term(*entry) for entry in plain)


class Vocabularies(Table[Vocabulary]):
    """The controlled lists of this case."""

    name = "vocabulary"
    record = Vocabulary
    codecs: ClassVar[dict[str, Codec]] = {"terms": (_write_terms, _read_terms)}
