"""What the commands print about a quote, as plain values."""

import json
from typing import Any

from app import people, rendition
from app.gaps import Gaps, gaps_in
from app.standing import as_they_stand
from db import tokens
from db.casefile import CaseFile
from db.records import Link, Quote
from db.tokens import TIERS, Tier


def quote_text(case: CaseFile, quote: Quote, tier: Tier, gaps: Gaps | None = None) -> str | None:
    """The derived text of one tier in house style; None if the quote has no words in it."""
    if not any(quote.tokens.spans(tier)):
        return None
    return rendition.render(quote.tokens.of(tier), "house", gaps or gaps_in(case.transcripts.segments)).text


def quotes(case: CaseFile) -> list[dict[str, Any]]:
    """Every quote with its parts and links, in the order of speech within each recording."""
    gaps = gaps_in(case.transcripts.segments)
    names = {one.id: people.name_of(one) for one in case.people.all()}
    titles = {one.id: one.title for one in case.media.all()}
    return [_quote(case, one, gaps, names, titles) for one in as_they_stand(case, case.quotes.all())]


def quote(case: CaseFile, one: Quote) -> dict[str, Any]:
    """One quote with its parts and links."""
    names = {person.id: people.name_of(person) for person in case.people.all()}
    (stood,) = as_they_stand(case, [one])
    titles = {stood.media_id: case.media.get(stood.media_id).title}
    return _quote(case, stood, gaps_in(case.transcripts.segments), names, titles)


def _quote(case: CaseFile, quote: Quote, gaps: Gaps, names: dict[str, str], titles: dict[str, str]) -> dict[str, Any]:
    plain = json.loads(tokens.dumps(quote.tokens))
    return {
        "id": quote.id,
        "title": quote.title,
        "media": quote.media_id,
        "media_title": titles[quote.media_id],
        "speaker": quote.speaker_id,
        "speaker_name": names.get(quote.speaker_id or ""),
        "capacity": quote.capacity,
        "capacity_basis": quote.capacity_basis,
        "capacity_note": quote.capacity_note,
        "start_ms": quote.tokens.start_ms,
        "end_ms": quote.tokens.end_ms,
        "text": quote_text(case, quote, "original", gaps),
        "text_translation": quote_text(case, quote, "translation", gaps),
        "parts": [{"tier": tier, **part} for tier in TIERS for part in plain[tier]],
        "links": [link(one) for one in case.links.of_quote(quote.id)],
        "question": quote.question,
        "marking": quote.marking,
        "notes": quote.notes,
        "status": quote.status,
    }


def link(link: Link) -> dict[str, Any]:
    """What a quote has to do with an incident or an element."""
    return {
        "id": link.id,
        "incident": link.incident_id,
        "relation": link.relation,
        "framework": link.framework_id,
        "element": link.element_path,
        "bearing": link.bearing,
        "polarity": link.polarity,
        "directness": link.directness,
        "weight": link.weight,
        "reason": link.reason,
        "holds_without_brackets": holds_without_brackets(link),
    }


def holds_without_brackets(link: Link) -> bool | None:
    """What a reviewer answered to the bracket test; None where nobody did."""
    return None if link.survives_without_brackets is None else bool(link.survives_without_brackets)
