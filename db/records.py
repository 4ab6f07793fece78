"""One frozen value per kind of row: what the case file holds, in the reviewer's words.

Times are integer milliseconds from the start of the recording; text offsets are Unicode code points; dates are EDTF
(ISO 8601-2:2019) text; an instant is ISO 8601 in UTC. `None` means "not known", and is shown as such.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from db.tokens import Tokens


@dataclass(frozen=True, slots=True)
class CaseInfo:
    """The case itself; exactly one row."""

    id: str
    title: str
    reference: str | None = None
    forum: str | None = None
    standard: str | None = None
    marking: str | None = None
    notes: str | None = None


@dataclass(frozen=True, slots=True)
class Reviewer:
    """A person who works on the case."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Device:
    """One installation of the program; its acts form one hash chain."""

    id: str
    reviewer_id: str
    name: str


@dataclass(frozen=True, slots=True)
class Media:
    """A recording or a published text: the source that a quote is cited from."""

    id: str
    title: str
    kind: str = "video"
    outlet: str | None = None
    also_on: str | None = None
    programme: str | None = None
    broadcast_date: str | None = None
    language: str | None = None
    url: str | None = None
    archive_url: str | None = None
    collected_by: str | None = None
    collected_at: str | None = None
    collected_with: str | None = None
    notes: str | None = None


@dataclass(frozen=True, slots=True)
class MediaFile:
    """One file that holds a medium, known by its hash; several may be copies of the same medium."""

    id: str
    media_id: str
    path_hint: str
    size: int
    sha256: str
    duration_ms: int | None = None
    width: int | None = None
    height: int | None = None
    frame_rate: str | None = None
    """Frames a second as an exact fraction, such as "25/1" or "30000/1001"."""
    container: str | None = None
    video_codec: str | None = None
    audio_codec: str | None = None
    copy_type: str = "working"


@dataclass(frozen=True, slots=True)
class CustodyEvent:
    """Something that happened to a recording or to one of its files: who had it, and what it was then."""

    id: str
    media_id: str
    media_file_id: str | None
    """None for what happened before there was a file of ours."""
    kind: str
    at: str | None = None
    """An EDTF date or an instant, as far as it is known."""
    person: str | None = None
    organisation: str | None = None
    method: str | None = None
    place: str | None = None
    sha256: str | None = None
    """What the file was found to be then."""
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Organisation:
    """A group, an outlet, a state body."""

    id: str
    name: str
    short_name: str | None = None
    kind: str | None = None
    affiliation: str | None = None
    notes: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """A speaker or another person; the three forms of a name are kept apart."""

    id: str
    name: str | None = None
    """The name as published, in Latin script."""
    name_script: str | None = None
    name_transliterated: str | None = None
    description: str | None = None
    """Who a person without a known name is: "interviewer, 1 June 2021"."""
    identified_by: str | None = None
    notes: str | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """An office that a person held in an organisation, from and to dates that may be open."""

    id: str
    person_id: str
    organisation_id: str | None
    title: str
    date_from: str | None = None
    date_to: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a segment: where it stands in the text, and when it is said."""

    start: int
    end: int
    start_ms: int | None = None
    end_ms: int | None = None
    estimated: bool = False
    """True where the time was interpolated because the file gave none for this word."""
    confidence: int | None = None
    """A recogniser's confidence, 0 to 100."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One cue or paragraph of a transcript exactly as imported. Never altered."""

    start_ms: int | None
    end_ms: int | None
    text: str
    speaker: str | None = None
    words: Sequence[Word] = ()


@dataclass(frozen=True, slots=True)
class Transcript:
    """A tier of a medium: its words in one language. The segments hang on `content_sha256`."""

    id: str
    media_id: str
    title: str
    kind: str
    """`original` or `translation`."""
    language: str | None
    content_sha256: str
    original_sha256: str | None
    format: str
    file_name: str | None = None
    translation_of: str | None = None
    translator: str | None = None
    translator_qualification: str | None = None
    translation_state: str | None = None
    certificate: str | None = None
    made_by: str | None = None
    """The machine that made it, where a machine did: "whisper large-v3"."""
    notes: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage that is cited. Its words are its tokens; its text is always derived from them, never typed."""

    id: str
    media_id: str
    tokens: Tokens
    speaker_id: str | None = None
    capacity: str | None = None
    capacity_basis: str | None = None
    capacity_note: str | None = None
    title: str | None = None
    question: str | None = None
    status: str = "draft"
    marking: str | None = None
    notes: str | None = None


@dataclass(frozen=True, slots=True)
class Incident:
    """Something that happened, or is said to have."""

    id: str
    title: str
    date: str | None = None
    place: str | None = None
    latitude: str | None = None
    """Decimal degrees, WGS 84, as text: journalled tables hold no REAL."""
    longitude: str | None = None
    kind: str | None = None
    target: str | None = None
    weapon: str | None = None
    claimed_by: str | None = None
    attributed_to: str | None = None
    sources: str | None = None
    notes: str | None = None


@dataclass(frozen=True, slots=True)
class IncidentAlias:
    """An incident that a person found to be the same as another one, to which it gave way."""

    id: str
    """Of the incident that is gone."""
    incident_id: str
    """Of the one that stays."""


@dataclass(frozen=True, slots=True)
class Framework:
    """A body of legal elements as it stood when it was copied into the case."""

    id: str
    title: str
    content_sha256: str
    original_sha256: str | None = None
    jurisdiction: str | None = None
    category: str | None = None
    citation: str | None = None
    version: str | None = None
    date: str | None = None
    root_logic: str | None = None
    applicability: str | None = None
    disclaimer: str | None = None
    verify: str | None = None
    """What nobody has checked yet, one note a line; shown wherever the framework is."""


@dataclass(frozen=True, slots=True)
class Element:
    """One node of a framework's tree; part of its content, so never altered."""

    path: str
    """The codes from the root, joined by `/`: codes alone repeat within some frameworks."""
    code: str
    parent: str | None
    ordinal: int
    title: str
    text: str = ""
    kind: str = "element"
    logic: str | None = None
    statement_fit: str | None = None
    hints: tuple[str, ...] = ()
    verify: str | None = None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A controlled list as this case uses it, such as the relations of a quote to an incident."""

    id: str
    terms: tuple["Term", ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of a vocabulary."""

    code: str
    label: str
    note: str = ""
    default: str = ""
    """What goes with the term unless the reviewer says otherwise: a relation's polarity."""


@dataclass(frozen=True, slots=True)
class Link:
    """What a quote (or an incident) has to do with an incident or with an element of the law."""

    id: str
    quote_id: str | None
    incident_id: str | None
    framework_id: str | None = None
    element_path: str | None = None
    relation: str | None = None
    polarity: str | None = None
    bearing: str | None = None
    directness: str | None = None
    weight: int | None = None
    reason: str | None = None
    survives_without_brackets: int | None = None


@dataclass(frozen=True, slots=True)
class Departure:
    """Something made of the case that left the house."""

    id: str
    kind: str
    """`share`, `disclose` or `sheet`."""
    heads: tuple[str, ...]
    """The newest acts of the ledger at that time."""
    sha256: str | None = None
    """Of the file."""
    file_name: str | None = None
    recipient: str | None = None


@dataclass(frozen=True, slots=True)
class Stamp:
    """An authority's word that an act existed at a time (RFC 3161)."""

    id: str
    act_id: str
    original_sha256: str
    """Under which the authority's answer is kept, byte for byte."""


@dataclass(frozen=True, slots=True)
class Act:
    """One step as the ledger holds it."""

    id: str
    device_id: str
    counter: int
    kind: str
    """`do`, `undo`, `redo` or `open` (what the program does by itself and nobody undoes)."""
    verb: str
    label: str
    reviewer_id: str
    at: str
    reverses: str | None = None
