"""What the kinds of record and their fields are called by the people who review."""

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

translate = QCoreApplication.translate
_T = cast("Callable[[str, str], str]", QT_TRANSLATE_NOOP)
_KINDS = {
    "case_info": _T("Naming", "The case"),
    "reviewer": _T("Naming", "Reviewer"),
    "device": _T("Naming", "Device"),
    "organisation": _T("Naming", "Organisation"),
    "person": _T("Naming", "Person"),
    "role": _T("Naming", "Office"),
    "media": _T("Naming", "Recording"),
    "media_file": _T("Naming", "File of a recording"),
    "transcript": _T("Naming", "Transcript"),
    "quote": _T("Naming", "Quote"),
    "incident": _T("Naming", "Incident"),
    "vocabulary": _T("Naming", "List of terms"),
    "framework": _T("Naming", "Legal framework"),
    "link": _T("Naming", "Link"),
    "custody_event": _T("Naming", "Custody"),
    "incident_alias": _T("Naming", "Joined incident"),
    "departure": _T("Naming", "What left the house"),
    "stamp": _T("Naming", "Time stamp"),
    "correction": _T("Naming", "Correction"),
    "certificate": _T("Naming", "Translator’s certificate"),
    "rendering": _T("Naming", "Other translation"),
    "companion": _T("Naming", "What belongs to a quote"),
    "nested_speech": _T("Naming", "Speech within speech"),
    "we_reference": _T("Naming", "Meaning of “we”"),
    "key_term": _T("Naming", "Key term"),
    "incident_detail": _T("Naming", "Detail of an incident"),
    "incident_actor": _T("Naming", "Part in an incident"),
    "proceeding": _T("Naming", "Proceeding"),
    "proceeding_party": _T("Naming", "Party"),
    "measure": _T("Naming", "Law with a date"),
    "finding": _T("Naming", "Finding"),
    "finding_source": _T("Naming", "Ground of a finding"),
    "contradiction": _T("Naming", "Contradiction"),
    "task": _T("Naming", "Task"),
    "comment": _T("Naming", "Comment"),
    "review": _T("Naming", "Step of the review"),
    "privilege": _T("Naming", "Privilege"),
    "tag": _T("Naming", "Tag"),
    "tagging": _T("Naming", "Tagged record"),
    "foreign_record": _T("Naming", "Taken from another program"),
}
_FIELDS = {
    "affiliation": _T("Naming", "Part of"),
    "also_on": _T("Naming", "Also on"),
    "archive_url": _T("Naming", "Archived at"),
    "at": _T("Naming", "When"),
    "attributed_to": _T("Naming", "Attributed to"),
    "audio_codec": _T("Naming", "Sound is stored as"),
    "bearing": _T("Naming", "Bearing"),
    "broadcast_date": _T("Naming", "Date of broadcast"),
    "capacity": _T("Naming", "Capacity"),
    "capacity_basis": _T("Naming", "Basis of the capacity"),
    "capacity_note": _T("Naming", "Why this capacity"),
    "certificate": _T("Naming", "Certificate"),
    "claimed_by": _T("Naming", "Claimed by"),
    "collected_at": _T("Naming", "Collected on"),
    "collected_by": _T("Naming", "Collected by"),
    "collected_with": _T("Naming", "Collected with"),
    "container": _T("Naming", "Kind of file"),
    "content_sha256": _T("Naming", "SHA-256 of the content"),
    "copy_type": _T("Naming", "Kind of copy"),
    "date_from": _T("Naming", "From"),
    "date_to": _T("Naming", "Until"),
    "device_id": _T("Naming", "Device"),
    "done": _T("Naming", "Done"),
    "duration_ms": _T("Naming", "Length"),
    "element_path": _T("Naming", "Element"),
    "end_ms": _T("Naming", "Ends at"),
    "file_name": _T("Naming", "Name of the file"),
    "finding_id": _T("Naming", "Finding"),
    "forum": _T("Naming", "Forum"),
    "framework_id": _T("Naming", "Legal framework"),
    "identified_by": _T("Naming", "Identified by"),
    "in_force_from": _T("Naming", "In force from"),
    "in_force_to": _T("Naming", "In force until"),
    "incident_id": _T("Naming", "Incident"),
    "made_by": _T("Naming", "Made by"),
    "media_file_id": _T("Naming", "File"),
    "media_id": _T("Naming", "Recording"),
    "method": _T("Naming", "How"),
    "name_script": _T("Naming", "Name in its own script"),
    "name_transliterated": _T("Naming", "Name in Latin letters"),
    "ordinal": _T("Naming", "Place in the order"),
    "organisation": _T("Naming", "Organisation"),
    "organisation_id": _T("Naming", "Organisation"),
    "original_sha256": _T("Naming", "SHA-256 of the file"),
    "other_quote_id": _T("Naming", "Other quote"),
    "path_hint": _T("Naming", "Where the file lies"),
    "person_id": _T("Naming", "Person"),
    "proceeding_id": _T("Naming", "Proceeding"),
    "public_on": _T("Naming", "Public since"),
    "quote_id": _T("Naming", "Quote"),
    "record_id": _T("Naming", "Record"),
    "referent": _T("Naming", "Who is meant"),
    "reply_to": _T("Naming", "Answers"),
    "reviewer_id": _T("Naming", "Reviewer"),
    "root_logic": _T("Naming", "How the elements combine"),
    "sha256": _T("Naming", "SHA-256"),
    "speaker_id": _T("Naming", "Speaker"),
    "standard": _T("Naming", "Standard of proof"),
    "start_ms": _T("Naming", "Begins at"),
    "survives_without_brackets": _T("Naming", "Bracket test"),
    "table_name": _T("Naming", "Kind of record"),
    "tag_id": _T("Naming", "Tag"),
    "terms": _T("Naming", "Terms"),
    "text_sha256": _T("Naming", "SHA-256 of the text"),
    "tokens": _T("Naming", "Words"),
    "transcript_id": _T("Naming", "Transcript"),
    "translation_of": _T("Naming", "Translation of"),
    "translation_state": _T("Naming", "State of the translation"),
    "translator_qualification": _T("Naming", "Qualification of the translator"),
    "url": _T("Naming", "Address"),
    "verify": _T("Naming", "To verify"),
    "video_codec": _T("Naming", "Picture is stored as"),
}
_FIELDS_OF = {
    ("custody_event", "person"): _T("Naming", "Who"),
    ("custody_event", "kind"): _T("Naming", "What"),
    ("comment", "settled"): _T("Naming", "Settled"),
}
CUSTODY = {
    "collected": _T("Naming", "Collected"),
    "received": _T("Naming", "Received"),
    "copied": _T("Naming", "Copied"),
    "verified": _T("Naming", "Verified"),
    "sealed": _T("Naming", "Sealed"),
    "transferred": _T("Naming", "Handed over"),
    "disclosed": _T("Naming", "Disclosed"),
    "designated": _T("Naming", "Kind of copy set"),
}
"""What can happen to a recording or one of its files."""


def kind_of(table: str) -> str:
    """What a record of a table is called."""
    said = _KINDS.get(table)
    return translate("Naming", said) if said else table.replace("_", " ").capitalize()


def field_of(table: str, name: str) -> str:
    """What a field of a record is called; a name that is an ordinary word stands for itself."""
    said = _FIELDS_OF.get((table, name)) or _FIELDS.get(name)
    return translate("Naming", said) if said else translate("Naming", name.replace("_", " ").capitalize())


def custody_of(kind: str) -> str:
    """What happened to a recording, as its custody log says it."""
    said = CUSTODY.get(kind)
    return translate("Naming", said) if said else kind
