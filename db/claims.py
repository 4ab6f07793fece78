"""One frozen value per kind of row of the argument: what is made of the quotes, and how it is reviewed.

Units as in `db.records`: code points, milliseconds, EDTF dates. A `table_name` and `record_id` name any record.
"""

from dataclasses import dataclass

from db.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Correction:
    """What a reviewer found wrong in an imported segment, laid over it; the import itself is never altered."""

    id: str
    transcript_id: str
    ordinal: int
    reason: str
    text: str | None = None
    """None where the words stand as they are."""
    speaker: str | None = None
    start_ms: int | None = None
    end_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Certificate:
    """A translator's word for a translation, bound to the text that was certified."""

    id: str
    transcript_id: str
    translator: str
    text_sha256: str
    """Of the words as they stood; where they stand otherwise now, the certificate is void."""
    qualification: str | None = None
    date: str | None = None
    covers: str | None = None
    """What of it, in the translator's words; None for the whole."""
    statement: str | None = None


@dataclass(frozen=True, slots=True)
class Rendering:
    """Another translation of a quote's words."""

    id: str
    quote_id: str
    text: str
    language: str | None = None
    translator: str | None = None
    source: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Companion:
    """A passage, or another quote, that belongs to a quote: the question asked, what was said around it, what is
    to be read with it.
    """

    id: str
    quote_id: str
    kind: str
    """`question`, `before`, `after`, `completeness` (FRE 106) or `subject` (another statement on the same subject)."""
    tokens: Tokens | None = None
    """The passage; None where it is another quote."""
    other_quote_id: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class NestedSpeech:
    """Words within a quote that the speaker gives as another's."""

    id: str
    quote_id: str
    transcript_id: str
    start_ordinal: int
    start_offset: int
    end_ordinal: int
    end_offset: int
    speaker_id: str | None = None
    """Whose words they are said to be."""
    note: str | None = None


@dataclass(frozen=True, slots=True)
class WeReference:
    """Whom a first person plural means."""

    id: str
    quote_id: str
    transcript_id: str
    ordinal: int
    """The segment in which it stands."""
    start_offset: int
    end_offset: int
    text: str
    referent: str
    organisation_id: str | None = None
    basis: str | None = None


@dataclass(frozen=True, slots=True)
class KeyTerm:
    """A word of a quote on which much hangs, for readers who don't know its script or its sense."""

    id: str
    quote_id: str
    text: str
    """As the speaker said it, in its own script."""
    transliteration: str | None = None
    """In Latin letters, by the rules of IJMES where it is Arabic, Persian or Turkish."""
    meaning: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class IncidentDetail:
    """Something about an incident that not everybody could know, and since when everybody could."""

    id: str
    incident_id: str
    detail: str
    public_on: str | None = None
    """EDTF; None while it is not known."""
    source: str | None = None
    url: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class IncidentActor:
    """Who had a part in an incident, or is said to have had, and who says so."""

    id: str
    incident_id: str
    part: str
    """`alleged_perpetrator`, `claims_it`, `target`, `victim`, `witness`, `attributes_it`."""
    person_id: str | None = None
    organisation_id: str | None = None
    date: str | None = None
    """When it was claimed or attributed."""
    source: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Proceeding:
    """Where the case is, or may be, argued."""

    id: str
    title: str
    forum: str | None = None
    reference: str | None = None
    standard: str | None = None
    """Of proof."""
    date: str | None = None
    notes: str | None = None


@dataclass(frozen=True, slots=True)
class ProceedingParty:
    """Who is a party to a proceeding, and on which side."""

    id: str
    proceeding_id: str
    side: str
    person_id: str | None = None
    organisation_id: str | None = None
    name: str | None = None
    """Of one that is neither a person nor an organisation of the case."""


@dataclass(frozen=True, slots=True)
class Measure:
    """Law with a date: a designation, a sanction, a statute or a version of one."""

    id: str
    title: str
    kind: str
    """`designation`, `sanction`, `statute`, `amendment`, `ratification`, or `fact` for another fact from outside the
    sources."""
    in_force_from: str | None = None
    """EDTF."""
    in_force_to: str | None = None
    framework_id: str | None = None
    """The framework whose elements it puts in force."""
    element_path: str | None = None
    person_id: str | None = None
    """Whom it is about."""
    organisation_id: str | None = None
    citation: str | None = None
    url: str | None = None
    verify: str | None = None
    """What nobody has checked yet; always shown."""
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What somebody concludes, and rests upon quotes."""

    id: str
    ordinal: int
    claim: str
    made_by: str | None = None
    polarity: str | None = None
    likelihood: str | None = None
    confidence: str | None = None
    strength: str | None = None
    open: str | None = None
    """What is still to be shown."""
    notes: str | None = None


@dataclass(frozen=True, slots=True)
class FindingSource:
    """What a finding rests on, what speaks against it, what it bears on; with the words that it claims stand
    there.
    """

    id: str
    finding_id: str
    side: str
    table_name: str | None = None
    """Of the record that it names: `quote`, `link`, `incident`, `finding`, `media`."""
    record_id: str | None = None
    words: str | None = None
    """The words that the finding says stand there."""
    text: str | None = None
    """Where it names no record: what it says."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two things that don't go together, or do so tellingly."""

    id: str
    kind: str
    one_table: str | None = None
    one_id: str | None = None
    one_text: str | None = None
    other_table: str | None = None
    other_id: str | None = None
    other_text: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """What is still to be done."""

    id: str
    text: str
    done: int = 0
    table_name: str | None = None
    """Of the record that it is about."""
    record_id: str | None = None
    reviewer_id: str | None = None
    """Whose task it is."""


@dataclass(frozen=True, slots=True)
class Comment:
    """What a reviewer says to the others about a record."""

    id: str
    table_name: str
    record_id: str
    text: str
    reviewer_id: str
    at: str
    """That device's clock."""
    reply_to: str | None = None
    privilege: str | None = None
    marking: str | None = None
    """TLP."""
    settled: int = 0


@dataclass(frozen=True, slots=True)
class Review:
    """A step of a quote's review: its new state, by whom, and why."""

    id: str
    quote_id: str
    state: str
    reviewer_id: str
    at: str
    """That device's clock."""
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Privilege:
    """Why a note, or a whole record, must not leave the house, and who may see it."""

    id: str
    table_name: str
    record_id: str
    field: str
    """The note's field; empty for the whole record."""
    privilege: str | None = None
    marking: str | None = None
    """TLP."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A word that reviewers sort by."""

    id: str
    name: str
    colour: str | None = None


@dataclass(frozen=True, slots=True)
class Tagging:
    """A tag on a record."""

    id: str
    tag_id: str
    table_name: str
    record_id: str


@dataclass(frozen=True, slots=True)
class ForeignRecord:
    """What a file of another form said of a record and no field of ours holds, so that it can be given back whole."""

    id: str
    form: str
    """`example-case/1`."""
    kind: str
    """What the file calls it."""
    ordinal: int
    """Its place in the file."""
    rest: str
    """JSON of the fields that have no place of their own."""
    foreign_id: str | None = None
    table_name: str | None = None
    record_id: str | None = None
