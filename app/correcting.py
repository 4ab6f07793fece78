"""What a person found wrong in an imported transcript, laid over it; the import itself is never altered."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Any

from app.problems import Refused
from app.words import estimate, words_of
from db.casefile import CaseFile
from db.claims import Correction
from db.identity import new_id
from db.records import Quote, Segment

FIELDS = frozenset({"text", "speaker", "start_ms", "end_ms"})
"""What of a segment can be corrected."""
_COMPARED = 2_000
"""Words up to which two readings of a segment are compared."""


def correct(case: CaseFile, transcript_id: str, ordinal: int, reason: str, **fields: Any) -> Correction:
    """Lay other words, another speaker or other times over a segment. A segment has one correction: it is changed."""
    segments = case.transcripts.segments(transcript_id)
    if not 0 <= ordinal < len(segments):
        raise Refused(f"The transcript has no segment {ordinal}.", f"It has 0 to {len(segments) - 1}.")
    fields = {name: value for name, value in _checked(fields).items() if value is not None}
    reason = " ".join(reason.split())
    if not reason:
        raise Refused("A correction needs a reason.", "Say how you know.")
    if not fields:
        raise Refused("A correction needs something to correct.", "Give the words, the speaker or the times.")
    known = of_segment(case, transcript_id, ordinal)
    whole = (
        replace(known, reason=reason, **fields)
        if known
        else Correction(new_id(), transcript_id, ordinal, reason, **fields)
    )
    made = _applied(segments[ordinal], whole)
    if made.start_ms is not None and made.end_ms is not None and made.start_ms > made.end_ms:
        raise Refused("The segment would end before it begins.", "Give times in order.")
    if _same(made, segments[ordinal]):
        raise Refused("The segment says so already.", "Nothing was written.")
    if known is None:
        return case.argument.corrections.add(whole)
    return case.argument.corrections.change(known.id, reason=reason, **fields)


def withdraw(case: CaseFile, correction_id: str) -> None:
    """The import was right after all."""
    case.argument.corrections.remove(correction_id)


def of_segment(case: CaseFile, transcript_id: str, ordinal: int) -> Correction | None:
    """What is laid over one segment; of several that came together from copies, the newest."""
    found = [one for one in case.argument.corrections.of(transcript_id) if one.ordinal == ordinal]
    return found[-1] if found else None


def of_quote(case: CaseFile, quote: Quote) -> list[Correction]:
    """The corrections of the segments that a quote takes its words from."""
    found: list[Correction] = []
    for transcript_id in dict.fromkeys(span.transcript_id for span in quote.tokens.spans()):
        spans = [span for span in quote.tokens.spans() if span.transcript_id == transcript_id]
        found += [
            one
            for one in case.argument.corrections.of(transcript_id)
            if any(span.start.ordinal <= one.ordinal <= span.end.ordinal for span in spans)
        ]
    return found


def overlaid(segments: Sequence[Segment], corrections: Iterable[Correction]) -> list[Segment]:
    """The segments as they read with their corrections; the words of corrected ones are timed anew."""
    made = list(segments)
    for one in corrections:
        if one.ordinal < len(made):
            made[one.ordinal] = _applied(made[one.ordinal], one)
    return made


def effective(case: CaseFile, transcript_id: str) -> Sequence[Segment]:
    """A transcript with its corrections."""
    segments = case.transcripts.segments(transcript_id)
    corrections = case.argument.corrections.of(transcript_id)
    return overlaid(segments, corrections) if corrections else segments


def replaced(imported: str, corrected: str) -> tuple[tuple[int, int], ...]:
    """The words of the import that a correction does not keep: code points, the end exclusive."""
    one, other = list(words_of(imported)), list(words_of(corrected))
    if max(len(one), len(other)) > _COMPARED:
        return ()
    before = [imported[start:end] for start, end in one]
    after = [corrected[start:end] for start, end in other]
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return tuple(
        (one[first][0], one[last - 1][1]) for step, first, last, _, _ in steps if step in ("replace", "delete")
    )


def text_sha256(segments: Iterable[Segment]) -> str:
    """The hash of the words alone, one segment a line, in UTF-8: what a certificate is bound to."""
    digest = hashlib.sha256()
    for segment in segments:
        digest.update(f"{segment.text}\n".encode())
    return digest.hexdigest()


# inside


def _applied(segment: Segment, correction: Correction) -> Segment:
    given = {name: value for name in FIELDS if (value := getattr(correction, name)) is not None}
    made = replace(segment, **given)
    if given.keys() <= {"speaker"}:
        return made
    return estimate(replace(made, words=()))


def _same(one: Segment, other: Segment) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in FIELDS)


def _checked(fields: dict[str, Any]) -> dict[str, Any]:
    strange = sorted(fields.keys() - FIELDS)
    if strange:
        raise TypeError(f"no such field: {strange[0]}")
    for name in ("text", "speaker"):
        if (text := fields.get(name)) is not None and not text.strip():
            raise Refused(f"The {name} can't be empty.", "Leave it as it is, or write what stands there.")
    return fields
