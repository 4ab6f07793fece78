"""What any record is called in a line of text: its title, its name, or the beginning of what it says."""

from app import people
from db.casefile import CaseFile
from db.records import Link

LONGEST = 120
"""Characters of a name that is the beginning of a text."""


def name_of(case: CaseFile, table: str | None, id: str | None) -> str | None:
    """The record's name; None where the record is gone or none is named."""
    if table is None or id is None:
        return None
    record = case.table(table).find(id)
    if record is None:
        return None
    match table:
        case "person":
            return people.name_of(record)
        case "organisation":
            return record.name
        case "finding":
            return _short(record.claim)
        case "incident_detail":
            return _short(record.detail)
        case "key_term":
            return _short(record.text)
        case "link":
            return _link(case, record)
        case "quote":
            return record.title or _short(next((span.text for span in record.tokens.spans()), "")) or "quote"
        case _:
            return getattr(record, "title", None) or id


def _link(case: CaseFile, link: Link) -> str:
    """A link by its two ends and what it says of them."""
    one = name_of(case, "quote", link.quote_id) or name_of(case, "incident", link.incident_id) or ""
    if link.framework_id is not None:
        other = f"{link.framework_id}:{link.element_path}"
        says = link.bearing
    else:
        other = name_of(case, "incident", link.incident_id) or ""
        says = link.relation
    return f"{one} → {other}" + (f" ({says.replace('_', ' ')})" if says else "")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…"
