"""The corrections of a transcript as its view shows them."""

from PySide6.QtCore import QCoreApplication

from app import correcting
from app.session import Session
from db.claims import Correction
from db.records import Segment
from widgets.models import times
from widgets.transcript.values import Reading

translate = QCoreApplication.translate


def readings(session: Session, transcript_id: str) -> dict[int, Reading]:
    """What each corrected segment should read, by its ordinal; of several corrections of one, the newest counts."""
    case = session.case
    found = case.argument.corrections.of(transcript_id)
    segments = case.transcripts.segments(transcript_id) if found else ()
    return {one.ordinal: _reading(one, segments[one.ordinal]) for one in found if one.ordinal < len(segments)}


def _reading(one: Correction, segment: Segment) -> Reading:
    told = [translate("Corrections", "Corrected: {}").format(one.reason)]
    if one.speaker is not None:
        told.append(translate("Corrections", "speaker {}").format(one.speaker))
    if one.start_ms is not None or one.end_ms is not None:
        start = segment.start_ms if one.start_ms is None else one.start_ms
        told.append(times.between(start, segment.end_ms if one.end_ms is None else one.end_ms))
    text = one.text or ""
    return Reading(" · ".join(told), text, correcting.replaced(segment.text, text) if text else ())
