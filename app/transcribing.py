"""Bringing a transcript into the case, with the file that it came from."""

from dataclasses import dataclass
from typing import Any

from app import attached
from app.importers.imported import Imported
from app.problems import Refused
from db.casefile import CaseFile
from db.identity import new_id
from db.records import Transcript
from db.references import references_to

FIELDS = frozenset(
    {"title", "language", "translator", "translator_qualification", "translation_state", "made_by", "notes"}
)
"""What can be said of a transcript after it was added."""
_OWN = ("correction", "certificate")
"""What goes with a transcript."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What the reviewer says about a transcript before it is added."""

    media_id: str
    kind: str = "original"
    language: str | None = None
    translation_of: str | None = None
    title: str | None = None
    translator: str | None = None
    translator_qualification: str | None = None
    translation_state: str | None = None
    notes: str | None = None


def add(case: CaseFile, draft: Draft, imported: Imported, data: bytes, file_name: str) -> Transcript:
    """Keep the words, their times and the file's own bytes. A translation says of which original, if there is one."""
    case.media.get(draft.media_id)
    translation_of = draft.translation_of
    if draft.kind == "translation" and translation_of is None:
        originals = [tier for tier in case.transcripts.of(draft.media_id) if tier.kind == "original"]
        translation_of = originals[0].id if len(originals) == 1 else None
    if translation_of is not None:
        of = case.transcripts.get(translation_of)
        if draft.kind != "translation" or of.media_id != draft.media_id or of.kind != "original":
            raise Refused(
                "A translation is of an original transcript of the same recording.", "Choose that transcript, or none."
            )
    language = draft.language or imported.language
    return case.transcripts.add(
        Transcript(
            id=new_id(),
            media_id=draft.media_id,
            title=draft.title or file_name,
            kind=draft.kind,
            language=language,
            content_sha256=case.contents.keep_segments(imported.segments),
            original_sha256=case.contents.keep_original(data),
            format=imported.format,
            file_name=file_name,
            translation_of=translation_of,
            translator=draft.translator,
            translator_qualification=draft.translator_qualification,
            translation_state=draft.translation_state,
            made_by=imported.made_by,
            notes=draft.notes,
        )
    )


def describe(case: CaseFile, transcript_id: str, **fields: Any) -> Transcript:
    """Set title, language, translator and the like of a transcript; its words are what was imported."""
    assert not fields.keys() - FIELDS, f"nothing that can be said of a transcript: {fields.keys()}"
    if "title" in fields and not (fields["title"] or "").strip():
        raise Refused("A transcript needs a title.", "Give it one.")
    return case.transcripts.change(transcript_id, **fields)


def remove(case: CaseFile, transcript_id: str) -> None:
    """Take a transcript out of the case, with its corrections and certificates; refused while anything stands on it."""
    if case.quotes.in_transcript(transcript_id):
        raise Refused("Quotes are marked in this transcript.", "Delete those quotes first.")
    if case.transcripts.translations(transcript_id):
        raise Refused("A translation stands on this transcript.", "Remove the translation first.")
    for one in references_to(case.connection, "transcript", transcript_id):
        if one.is_kept and one.table not in _OWN:
            raise Refused("Its words are read with a quote, as a companion.", "Take that companion out first.")
        if one.is_kept:
            attached.remove(case, one.table, one.id)
            case.table(one.table).remove(one.id)
    attached.remove(case, "transcript", transcript_id)
    case.transcripts.remove(transcript_id)
