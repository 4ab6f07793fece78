"""Other translations of a quote's words: who made them, and where they differ from the one that is quoted."""

from dataclasses import dataclass
from typing import Any

from app import rendition
from app.gaps import gaps_in
from app.problems import Refused
from app.script import primary
from app.variance import Ground, Variance, compare
from db.casefile import CaseFile
from db.claims import Rendering
from db.identity import new_id
from db.records import Quote

FIELDS = frozenset({"text", "language", "translator", "source", "note"})


@dataclass(frozen=True, slots=True)
class Compared:
    """Another translation beside the quoted one."""

    rendering: Rendering
    variance: Variance | None
    """None where they can't be compared: the quote has no translation, or it is in another language."""


def add(case: CaseFile, quote_id: str, text: str, **fields: Any) -> Rendering:
    """Another translation of a quote's words, as somebody wrote it."""
    case.quotes.get(quote_id)
    values = _checked({**fields, "text": text})
    return case.argument.renderings.add(Rendering(new_id(), quote_id, **values))


def change(case: CaseFile, rendering_id: str, **fields: Any) -> Rendering:
    """Other words, or more about them."""
    return case.argument.renderings.change(rendering_id, **_checked(fields))


def remove(case: CaseFile, rendering_id: str) -> None:
    """Take a translation away."""
    case.argument.renderings.remove(rendering_id)


def compared(case: CaseFile, quote: Quote) -> list[Compared]:
    """Every other translation of a quote, beside the one that is quoted."""
    found = case.argument.renderings.of(quote.id)
    if not found:
        return []
    span = next(quote.tokens.spans("translation"), None)
    quoted = quoted_text(case, quote)
    language = primary(case.transcripts.get(span.transcript_id).language) if span else ""
    grounds = grounds_of(case, quote)
    made: list[Compared] = []
    for one in found:
        alike = not one.language or not language or primary(one.language) == language
        made.append(Compared(one, compare(quoted, one.text, grounds) if quoted and alike else None))
    return made


def quoted_text(case: CaseFile, quote: Quote) -> str:
    """The translation that is quoted, without brackets and dots: they are not the translator's."""
    pieces = rendition.render(quote.tokens.translation, "house", gaps_in(case.transcripts.segments)).pieces
    return " ".join(piece.text for piece in pieces if piece.kind == "words")


def grounds_of(case: CaseFile, quote: Quote) -> list[Ground]:
    """What the links of a quote rest on."""
    found: list[Ground] = []
    for link in case.links.of_quote(quote.id):
        if not link.reason:
            continue
        if link.framework_id and link.element_path:
            node = next((n for n in case.frameworks.elements(link.framework_id) if n.path == link.element_path), None)
            found.append(Ground(f"{node.code} {node.title}" if node else link.element_path, link.reason))
        elif link.incident_id and (incident := case.incidents.find(link.incident_id)):
            found.append(Ground(incident.title, link.reason))
    return found


def _checked(fields: dict[str, Any]) -> dict[str, Any]:
    strange = sorted(fields.keys() - FIELDS)
    if strange:
        raise TypeError(f"no such field: {strange[0]}")
    if "text" in fields and not (fields["text"] or "").strip():
        raise Refused("A translation needs words.", "Write them as the translator did.")
    return fields
