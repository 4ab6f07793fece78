"""Which transcripts of a recording stand beside each other, and which words of one answer to words of the other."""

from app import alignment
from app.passages import Passage
from app.quoting import tier_of
from db.casefile import CaseFile
from db.records import Transcript


def partner(case: CaseFile, transcript: Transcript) -> Transcript | None:
    """The original that a translation is of, or the first translation of an original; None if there is none."""
    if transcript.kind != "original":
        return case.transcripts.find(transcript.translation_of) if transcript.translation_of else None
    return next(iter(case.transcripts.translations(transcript.id)), None)


def counterpart(case: CaseFile, passage: Passage) -> Passage | None:
    """The passage that is proposed to say the same in the other language; None if nothing can be proposed."""
    other = partner(case, case.transcripts.get(passage.transcript_id))
    if other is None:
        return None
    here, there = case.transcripts.segments(passage.transcript_id), case.transcripts.segments(other.id)
    tier = tier_of(case, passage)
    rows = alignment.rows(here, there) if tier == "original" else alignment.rows(there, here)
    found = alignment.counterpart(passage, here, there, rows, tier)
    return None if found is None else Passage(other.id, *found)
