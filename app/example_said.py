"""What a case says of each of its records in the words of the format `example-case/1`."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from app import rendition
from app.gaps import Gaps, gaps_in
from app.standing import states
from db import claims, records
from db.casefile import CaseFile
from db.tokens import Tier

Row = dict[str, Any]
TABLES = {
    "organisations": "organisation",
    "persons": "person",
    "sources": "media",
    "quotes": "quote",
    "incidents": "incident",
    "quote_incident_links": "link",
    "quote_element_links": "link",
    "findings": "finding",
    "contradictions": "contradiction",
    "proceedings": "proceeding",
    "open_tasks": "task",
    "external_context": "measure",
}
"""The tables of the format, and which of the case's holds their records."""
BRACKETS = {
    "insertion_clarify": "clarifies",
    "insertion_meaning": "supplies_meaning",
    "insertion_grammatical": "grammar",
    "translator_note": "translator_note",
}
"""The format's types of brackets, and ours."""
_OURS = {ours: theirs for theirs, ours in BRACKETS.items()}
SIDES = {"support": "support", "contrary": "contrary", "bears_on": "bears_on", "alternatives": "alternative"}
"""What the format calls the sides of a finding's sources, and what they are here."""
HYPOTHESIS = "Hypothesis: "
"""Before what is supposed of who did it, where nobody says that it is so."""


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells of a case; `names` are the ids that a file gave to records: table and id to the file's id."""

    case: CaseFile
    names: Mapping[tuple[str, str], str]

    def row(self, kind: str, id: str) -> Row:
        """All that the format has a word for, of one record. Its first fields are those that every record has."""
        tell: Mapping[str, Callable[[Any], Row]] = {
            "organisations": self._organisation,
            "persons": self._person,
            "sources": self._source,
            "quotes": self._quote,
            "incidents": self._incident,
            "quote_incident_links": self._link,
            "quote_element_links": self._link,
            "findings": self._finding,
            "contradictions": self._contradiction,
            "proceedings": self._proceeding,
            "open_tasks": self._task,
            "external_context": self._measure,
        }
        return tell[kind](self.case.table(TABLES[kind]).get(id))

    def name(self, table: str | None, id: str | None) -> str | None:
        """What the file calls a record; its own id where the file has none for it."""
        return None if table is None or id is None else self.names.get((table, id), id)

    def _organisation(self, one: records.Organisation) -> Row:
        return {
            "id": self.name("organisation", one.id),
            "name": one.name,
            "short": one.short_name,
            "type": one.kind,
            "affiliation": one.affiliation,
            "note": one.notes,
        }

    def _person(self, one: records.Person) -> Row:
        roles = sorted(self.case.roles.of(one.id), key=lambda role: role.id)
        return {
            "id": self.name("person", one.id),
            "name": one.name,
            "name_original_script": one.name_script,
            "roles": [{"role": role.title, "org": self.name("organisation", role.organisation_id)} for role in roles],
            "speaker_identification_basis": one.identified_by,
            "note": one.notes,
        }

    def _source(self, one: records.Media) -> Row:
        files = self.case.media_files.of(one.id)
        return {
            "id": self.name("media", one.id),
            "kind": one.kind,
            "title": one.title,
            "outlet": self._outlet(one.outlet),
            "simulcast": [self._outlet(name) for name in one.also_on.split(", ")] if one.also_on else None,
            "broadcast_date": one.broadcast_date,
            "date": one.broadcast_date,
            "url_as_printed": one.url,
            "archive_url": one.archive_url,
            "file": files[0].path_hint if files else None,
            "sha256": files[0].sha256 if files else None,
            "language": one.language,
            "captured_at": one.collected_at,
            "captured_by": one.collected_by,
            "tool": one.collected_with,
        }

    def _outlet(self, name: str | None) -> str | None:
        """The file's id of an outlet, where an organisation of the case is called so."""
        named = (one for one in self.case.organisations.all() if name and name in (one.name, one.short_name))
        found = next(named, None)
        return name if found is None else self.name("organisation", found.id)

    def _quote(self, one: records.Quote) -> Row:
        tier: Tier = "translation" if any(one.tokens.spans("translation")) else "original"
        said = _print(rendition.render(one.tokens.of(tier), "house", self._gaps()))
        privileges = [mark.privilege for mark in self.case.argument.privileges.of("quote", one.id) if not mark.field]
        return {
            "id": self.name("quote", one.id),
            "source_id": self.name("media", one.media_id),
            "speaker_id": self.name("person", one.speaker_id),
            "topic": one.title,
            "text_as_published": "".join(piece["value"] for piece in said["segments"]),
            **said,
            "question_before": one.question,
            "privilege": next((privilege for privilege in privileges if privilege), "none"),
            "tlp": one.marking,
            "review": {"state": states(self.case, [one])[one.id], "author": None, "r1": None, "r2": None, "date": None},
            "notes": one.notes.splitlines() if one.notes else [],
        }

    def _gaps(self) -> Gaps:
        return gaps_in(self.case.transcripts.segments)

    def _incident(self, one: records.Incident) -> Row:
        attributed = one.attributed_to or ""
        supposed = attributed.startswith(HYPOTHESIS)
        return {
            "id": self.name("incident", one.id),
            "title": one.title,
            "kind": one.kind,
            "date": one.date,
            "place": one.place,
            "latitude": one.latitude,
            "longitude": one.longitude,
            "method": one.weapon,
            "target_alleged": one.target,
            "perpetrator": None if supposed else one.attributed_to,
            "perpetrator_hypothesis": attributed.removeprefix(HYPOTHESIS) if supposed else None,
            "claimed_by": one.claimed_by,
            "details": [
                _stated(
                    {"detail": d.detail, "public_on": d.public_on, "source": d.source, "url": d.url, "note": d.note}
                )
                for d in sorted(self.case.argument.incident_details.of(one.id), key=lambda detail: detail.id)
            ],
            "actors": [
                _stated(
                    {
                        "part": actor.part,
                        **self._who(actor),
                        "date": actor.date,
                        "source": actor.source,
                        "note": actor.note,
                    }
                )
                for actor in self.case.argument.incident_actors.of(one.id)
            ],
            "note": one.notes,
        }

    def _who(self, one: claims.IncidentActor | claims.ProceedingParty) -> Row:
        return {
            "person": self.name("person", one.person_id),
            "organisation": self.name("organisation", one.organisation_id),
        }

    def _proceeding(self, one: claims.Proceeding) -> Row:
        return {
            "id": self.name("proceeding", one.id),
            "title": one.title,
            "forum": one.forum,
            "reference": one.reference,
            "standard": one.standard,
            "date": one.date,
            "parties": [
                _stated({"side": party.side, **self._who(party), "name": party.name})
                for party in self.case.argument.proceeding_parties.of(one.id)
            ],
            "note": one.notes,
        }

    def _link(self, one: records.Link) -> Row:
        said = {"id": self.name("link", one.id), "quote": self.name("quote", one.quote_id)}
        if one.framework_id is None:
            said |= {
                "incident": self.name("incident", one.incident_id),
                "relation": one.relation,
                "polarity": one.polarity,
                "directness": one.directness,
            }
        else:
            said |= {"framework": one.framework_id, "node": one.element_path, "bearing": one.bearing}
            said |= {} if one.incident_id is None else {"incident": self.name("incident", one.incident_id)}
        return {**said, "weight_0_4": one.weight, "note": self._reason(one)}

    def _reason(self, one: records.Link) -> str | None:
        """The reason without the file's id of the link, which stands behind it."""
        name = re.escape(self.name("link", one.id) or "")
        return re.sub(rf" ?\({name}(?:; [^()]*)?\)\Z", "", one.reason) or None if one.reason else None

    def _finding(self, one: claims.Finding) -> Row:
        sources = self.case.argument.finding_sources.of(one.id)
        sides = {
            theirs: [self._named(source) for source in sources if source.side == ours] for theirs, ours in SIDES.items()
        }
        return {
            "id": self.name("finding", one.id),
            "claim": one.claim,
            "by": self._maker(one.made_by),
            "polarity": one.polarity,
            **{side: found or None for side, found in sides.items()},
            "likelihood": one.likelihood,
            "confidence": one.confidence,
            "strength": one.strength,
            "open": one.open,
            "note": one.notes,
        }

    def _named(self, source: claims.FindingSource) -> str | Row | None:
        """What a finding names; with the words that are claimed to stand there, if any are."""
        said = self.name(source.table_name, source.record_id) or source.text
        return said if source.words is None else {"ref": said, "words": source.words}

    def _maker(self, made_by: str | None) -> str | None:
        """The file's id of the source that a finding is taken from, where it is called so."""
        named = (one for one in self.case.media.all() if made_by == one.title)
        found = next(named, None)
        return made_by if found is None else self.name("media", found.id)

    def _contradiction(self, one: claims.Contradiction) -> Row:
        return {
            "id": self.name("contradiction", one.id),
            "between": [
                self.name(one.one_table, one.one_id) or one.one_text,
                self.name(one.other_table, one.other_id) or one.other_text,
            ],
            "type": one.kind,
            "note": one.note,
        }

    def _task(self, one: claims.Task) -> Row:
        return {"value": one.text}

    def _measure(self, one: claims.Measure) -> Row:
        return {
            "fact": one.title,
            "cite": one.citation,
            "url": one.url,
            "kind": one.kind,
            "in_force_from": one.in_force_from,
            "in_force_to": one.in_force_to,
            "organisation": self.name("organisation", one.organisation_id),
            "person": self.name("person", one.person_id),
            "framework": one.framework_id,
            "node": one.element_path,
            "verify": one.verify,
            "note": one.note,
        }


def _stated(row: Row) -> Row:
    return {name: value for name, value in row.items() if value is not None}


def _print(said: rendition.Rendition) -> Row:
    """A quotation's words as they would be published: italics between asterisks, brackets in brackets."""
    pieces: list[Row] = []
    italics: list[str] = []
    brackets: list[Row] = []
    for piece in said.pieces:
        kind = {"ellipsis": "ellipsis", "bracket": "bracket"}.get(piece.kind, "text")
        text = f"*{piece.text}*" if piece.emphasis else piece.text
        if piece.emphasis == "original":
            italics.append(piece.text)
        if piece.bracket is not None:
            brackets.append({"bracket": piece.text, "type": _OURS[piece.bracket.type]})
        if pieces and pieces[-1]["type"] == "text":
            pieces[-1]["value"] += piece.before
        elif piece.before and kind == "text":
            text = piece.before + text
        elif piece.before:
            pieces.append({"type": "text", "value": piece.before})
        if kind == "text" and pieces and pieces[-1]["type"] == "text":
            pieces[-1]["value"] += text
        else:
            pieces.append({"type": kind, "value": text})
    return {"italic_terms": italics, "segments": pieces, "bracket_dependency": brackets}
