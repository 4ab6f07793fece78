"""What a case holds of the foundation for a quote: who spoke, what is in hand, who translated, what is omitted."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from app import certifying, offices, rendition
from app.argument.reading import Reader
from app.argument.routes import Facts
from app.gaps import gaps_in
from app.people import name_of
from db.casefile import CaseFile
from db.claims import ProceedingParty
from db.records import Person, Quote, Transcript
from db.tokens import TIERS

_BRINGING = ("prosecut", "claimant", "plaintiff", "petitioner", "applicant", "government")


@dataclass(frozen=True, slots=True)
class Party:
    """Against whom, or for whom, it is argued."""

    person: str | None = None
    organisation: str | None = None
    name: str | None = None
    side: str = ""
    """On which side, in the words of whoever noted it; empty where nobody has."""

    @property
    def brings(self) -> bool:
        """Whether it is of the side that brings the case, against which little of it is offered."""
        return self.side.casefold().startswith(_BRINGING)


def parties_of(case_parties: Iterable[ProceedingParty]) -> list[Party]:
    """The parties of a proceeding."""
    return [Party(one.person_id, one.organisation_id, one.name, one.side) for one in case_parties]


def parties_named(reader: Reader, names: Sequence[str]) -> list[Party]:
    """Parties by their ids or names; one that the case doesn't know is a party all the same."""
    people = {key: one.id for one in reader.case.people.all() for key in (one.id, name_of(one))}
    groups = {key: one.id for one in reader.case.organisations.all() for key in (one.id, one.name, one.short_name)}
    return [Party(people.get(name), None if name in people else groups.get(name), name) for name in names]


def facts(reader: Reader, quote: Quote, parties: Sequence[Party]) -> dict[str, bool | None]:
    """What is so of a quote; None where the case can't tell."""
    found: dict[str, bool | None] = {}
    found.update(_speaker(reader, quote, parties))
    found.update(_source(reader, quote))
    found.update(_translation(reader, quote))
    found.update(_completeness(reader, quote))
    return found


def _speaker(reader: Reader, quote: Quote, parties: Sequence[Party]) -> Facts:
    case = reader.case
    speaker = case.people.find(quote.speaker_id) if quote.speaker_id else None
    roles = case.roles.where("person_id = ?", speaker.id) if speaker else []
    groups = {role.organisation_id for role in roles if role.organisation_id}
    others = [one for one in parties if speaker is None or one.person != speaker.id]
    when = reader.said_on(quote.id)
    nested = case.argument.nested_speeches.of(quote.id)
    reports = True if nested or quote.capacity == "reporting_third_party" else None
    return {
        "speaker_named": speaker is not None and bool(name_of(speaker)),
        "speaker_identified": speaker is not None and bool(speaker.identified_by),
        "speaker_is_party": _is_party(speaker, parties),
        "organisation_is_party": _is_principal(groups, others) if parties else None,
        "another_party": _is_another(others) if parties else None,
        "capacity_stated": bool(quote.capacity and quote.capacity != "unclear" and quote.capacity_basis),
        "office_on_date": offices.on_day(roles, when),
        "statement_dated": when is not None,
        "reports_another": reports,
        "nested_speaker": all(one.speaker_id for one in nested) if nested else False,
    }


def _is_party(speaker: Person | None, parties: Sequence[Party]) -> bool | None:
    if speaker is None or not parties:
        return None
    return any(one.person == speaker.id for one in parties)


def _is_principal(groups: Set[str], others: Sequence[Party]) -> bool | None:
    """Whether an organisation of the speaker is a party; that none is recorded doesn't prove that there is none."""
    if any(one.organisation in groups for one in others):
        return True
    return None if others else False


def _is_another(others: Sequence[Party]) -> bool | None:
    """Whether it may be offered against somebody else; None if all others are of the side that brings the case."""
    if any(not one.brings for one in others):
        return True
    return None if others else False


def _source(reader: Reader, quote: Quote) -> Facts:
    case = reader.case
    medium = case.media.get(quote.media_id)
    files = case.media_files.where("media_id = ?", medium.id)
    captured = [one for one in case.custody.of(medium.id) if one.kind == "captured"]
    return {
        "recording_in_hand": bool(files),
        "no_recording": not files,
        "capture_logged": bool(medium.collected_by and medium.collected_at and medium.collected_with)
        or any(one.person and one.at and one.method for one in captured),
        "hash_at_capture": any(one.sha256 for one in captured),
        "outlet_named": bool(medium.outlet),
        "address": bool(medium.url),
        "archived": bool(medium.archive_url),
        "second_copy": len(files) > 1 or bool(medium.also_on),
    }


def _translation(reader: Reader, quote: Quote) -> Facts:
    case = reader.case
    transcripts = case.transcripts.of(quote.media_id)
    used = {span.transcript_id for span in quote.tokens.spans("translation")}
    translations = [one for one in transcripts if one.id in used]
    certified = bool(translations) and all(_certified(case, one) for one in translations)
    return {
        "is_translated": bool(translations),
        "original_words": any(one.kind == "original" for one in transcripts),
        "translator_named": bool(translations) and all(one.translator for one in translations),
        "translator_qualified": bool(translations) and all(one.translator_qualification for one in translations),
        "translation_certified": certified,
    }


def _certified(case: CaseFile, translation: Transcript) -> bool:
    """Whether a certificate holds for the words as they stand; one that is only mentioned is bound to no words."""
    return any(one.holds for one in certifying.standings(case, translation.id))


def _completeness(reader: Reader, quote: Quote) -> Facts:
    gaps = gaps_in(reader.case.transcripts.segments)
    rendered = [rendition.render(quote.tokens.of(tier), "house", gaps) for tier in TIERS if quote.tokens.of(tier)]
    kinds = {one.kind for one in reader.case.argument.companions.of(quote.id)}
    timed = quote.tokens.start_ms is not None
    return {
        "omissions_known": all(one.unknown_omissions == 0 for one in rendered),
        "question_recorded": bool(quote.question) or "question" in kinds,
        "context_recorded": {"before", "after"} <= kinds or timed,
        "related_listed": "subject" in kinds,
        "no_supplied_meaning": all(one.type != "supplies_meaning" for one in reader.wording(quote.id).inserted),
    }
