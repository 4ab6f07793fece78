"""The tables of the argument: what is made of the quotes, and how it is reviewed."""

import sqlite3
from typing import ClassVar

from db import claims, tokens
from db.table import Codec, Table


class Corrections(Table[claims.Correction]):
    """What a reviewer found wrong in an imported segment, laid over it; the import itself is never altered."""

    name = "correction"
    record = claims.Correction
    order = "transcript_id, ordinal, id"

    def of(self, transcript_id: str) -> list[claims.Correction]:
        """Those of one transcript."""
        return self.where("transcript_id = ?", transcript_id)


class Certificates(Table[claims.Certificate]):
    """A translator's word for a translation, bound to the text that was certified."""

    name = "certificate"
    record = claims.Certificate
    order = "date, id"

    def of(self, transcript_id: str) -> list[claims.Certificate]:
        """Those of one transcript."""
        return self.where("transcript_id = ?", transcript_id)


class Renderings(Table[claims.Rendering]):
    """Another translation of a quote's words."""

    name = "rendering"
    record = claims.Rendering
    order = "id"

    def of(self, quote_id: str) -> list[claims.Rendering]:
        """Those of one quote."""
        return self.where("quote_id = ?", quote_id)


class Companions(Table[claims.Companion]):
    """A passage, or another quote, that belongs to a quote: the question asked, what was said around it, what is
    to be read with it.
    """

    name = "companion"
    record = claims.Companion
    order = "id"
    codecs: ClassVar[dict[str, Codec]] = {"tokens": (tokens.dumps, tokens.loads)}

    def of(self, quote_id: str) -> list[claims.Companion]:
        """Those of one quote."""
        return self.where("quote_id = ?", quote_id)


class NestedSpeeches(Table[claims.NestedSpeech]):
    """Words within a quote that the speaker gives as another's."""

    name = "nested_speech"
    record = claims.NestedSpeech
    order = "start_ordinal, start_offset, id"

    def of(self, quote_id: str) -> list[claims.NestedSpeech]:
        """Those of one quote."""
        return self.where("quote_id = ?", quote_id)


class WeReferences(Table[claims.WeReference]):
    """Whom a first person plural means."""

    name = "we_reference"
    record = claims.WeReference
    order = "ordinal, start_offset, id"

    def of(self, quote_id: str) -> list[claims.WeReference]:
        """Those of one quote."""
        return self.where("quote_id = ?", quote_id)


class KeyTerms(Table[claims.KeyTerm]):
    """The key terms of quotes."""

    name = "key_term"
    record = claims.KeyTerm
    order = "id"

    def of(self, quote_id: str) -> list[claims.KeyTerm]:
        """Those of one quote, as they were noted."""
        return self.where("quote_id = ?", quote_id)


class IncidentDetails(Table[claims.IncidentDetail]):
    """Something about an incident that not everybody could know, and since when everybody could."""

    name = "incident_detail"
    record = claims.IncidentDetail
    order = "public_on IS NULL, public_on, id"

    def of(self, incident_id: str) -> list[claims.IncidentDetail]:
        """Those of one incident."""
        return self.where("incident_id = ?", incident_id)


class IncidentActors(Table[claims.IncidentActor]):
    """Who had a part in an incident, or is said to have had, and who says so."""

    name = "incident_actor"
    record = claims.IncidentActor
    order = "id"

    def of(self, incident_id: str) -> list[claims.IncidentActor]:
        """Those of one incident."""
        return self.where("incident_id = ?", incident_id)


class Proceedings(Table[claims.Proceeding]):
    """Where the case is, or may be, argued."""

    name = "proceeding"
    record = claims.Proceeding
    order = "title, id"


class ProceedingParties(Table[claims.ProceedingParty]):
    """Who is a party to a proceeding, and on which side."""

    name = "proceeding_party"
    record = claims.ProceedingParty
    order = "id"

    def of(self, proceeding_id: str) -> list[claims.ProceedingParty]:
        """Those of one proceeding."""
        return self.where("proceeding_id = ?", proceeding_id)


class Measures(Table[claims.Measure]):
    """Law with a date: a designation, a sanction, a statute or a version of one."""

    name = "measure"
    record = claims.Measure
    order = "in_force_from IS NULL, in_force_from, title, id"


class Findings(Table[claims.Finding]):
    """What somebody concludes, and rests upon quotes."""

    name = "finding"
    record = claims.Finding
    order = "ordinal, id"


class FindingSources(Table[claims.FindingSource]):
    """What a finding rests on, what speaks against it, what it bears on; with the words that it claims stand
    there.
    """

    name = "finding_source"
    record = claims.FindingSource
    order = "id"

    def of(self, finding_id: str) -> list[claims.FindingSource]:
        """Those of one finding."""
        return self.where("finding_id = ?", finding_id)


class Contradictions(Table[claims.Contradiction]):
    """Two things that don't go together, or do so tellingly."""

    name = "contradiction"
    record = claims.Contradiction
    order = "id"


class Tasks(Table[claims.Task]):
    """What is still to be done."""

    name = "task"
    record = claims.Task
    order = "done, id"

    def of(self, table: str, record_id: str) -> list[claims.Task]:
        """Those of one record."""
        return self.where("table_name = ? AND record_id = ?", table, record_id)


class Comments(Table[claims.Comment]):
    """What a reviewer says to the others about a record."""

    name = "comment"
    record = claims.Comment
    order = "at, id"

    def of(self, table: str, record_id: str) -> list[claims.Comment]:
        """Those of one record."""
        return self.where("table_name = ? AND record_id = ?", table, record_id)


class Reviews(Table[claims.Review]):
    """A step of a quote's review: its new state, by whom, and why."""

    name = "review"
    record = claims.Review
    order = "at, id"

    def of(self, quote_id: str) -> list[claims.Review]:
        """Those of one quote."""
        return self.where("quote_id = ?", quote_id)


class Privileges(Table[claims.Privilege]):
    """Why a note, or a whole record, must not leave the house, and who may see it."""

    name = "privilege"
    record = claims.Privilege
    order = "id"

    def of(self, table: str, record_id: str) -> list[claims.Privilege]:
        """Those of one record."""
        return self.where("table_name = ? AND record_id = ?", table, record_id)


class Tags(Table[claims.Tag]):
    """A word that reviewers sort by."""

    name = "tag"
    record = claims.Tag
    order = "name, id"


class Taggings(Table[claims.Tagging]):
    """A tag on a record."""

    name = "tagging"
    record = claims.Tagging
    order = "id"

    def of(self, tag_id: str) -> list[claims.Tagging]:
        """Those of one tag."""
        return self.where("tag_id = ?", tag_id)


class ForeignRecords(Table[claims.ForeignRecord]):
    """What a file of another form said of a record and no field of ours holds, so that it can be given back whole."""

    name = "foreign_record"
    record = claims.ForeignRecord
    order = "kind, ordinal, id"


class Argument:
    """All of them, of one case."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.corrections = Corrections(connection)
        self.certificates = Certificates(connection)
        self.renderings = Renderings(connection)
        self.companions = Companions(connection)
        self.nested_speeches = NestedSpeeches(connection)
        self.we_references = WeReferences(connection)
        self.key_terms = KeyTerms(connection)
        self.incident_details = IncidentDetails(connection)
        self.incident_actors = IncidentActors(connection)
        self.proceedings = Proceedings(connection)
        self.proceeding_parties = ProceedingParties(connection)
        self.measures = Measures(connection)
        self.findings = Findings(connection)
        self.finding_sources = FindingSources(connection)
        self.contradictions = Contradictions(connection)
        self.tasks = Tasks(connection)
        self.comments = Comments(connection)
        self.reviews = Reviews(connection)
        self.privileges = Privileges(connection)
        self.tags = Tags(connection)
        self.taggings = Taggings(connection)
        self.foreign_records = ForeignRecords(connection)
