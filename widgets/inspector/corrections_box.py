"""Corrections of the transcript beneath a quote: what was imported, and how a reviewer holds that it reads."""

from functools import partial

from PySide6.QtWidgets import QWidget

from app import correcting
from app.script import flowing
from app.session import Session
from db.claims import Correction
from db.records import Quote
from widgets import plain
from widgets.correction_dialog import CorrectionDialog
from widgets.inspector.fold import Fold
from widgets.models import times


class CorrectionsBox(Fold):
    """A card for each segment that the quote takes words from; the import itself is never altered."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, self.tr("Corrections of the transcript"), parent)

    def summary(self, quote: Quote) -> str:
        """How many of its segments are corrected."""
        number = len(correcting.of_quote(self.session.case, quote))
        return str(number) if number else ""

    def build(self, quote: Quote) -> None:
        """The segments, each as imported and as corrected."""
        said = self.tr(
            "The quote keeps the words as they were imported. What should be read instead is noted beside it."
        )
        self.add(plain.note(said, self))
        known = {(one.transcript_id, one.ordinal): one for one in correcting.of_quote(self.session.case, quote)}
        seen: set[tuple[str, int]] = set()
        for span in quote.tokens.spans():
            for ordinal in range(span.start.ordinal, span.end.ordinal + 1):
                place = (span.transcript_id, ordinal)
                if place not in seen:
                    seen.add(place)
                    self._card(*place, known.get(place))

    def _card(self, transcript_id: str, ordinal: int, correction: Correction | None) -> None:
        segments = self.session.case.transcripts.segments(transcript_id)
        if ordinal >= len(segments):
            return
        segment = segments[ordinal]
        card, layout = self.card()
        edit = self.small("edit", self.tr("Correct this segment"), card)
        edit.setObjectName(f"correct {transcript_id} {ordinal}")
        edit.clicked.connect(lambda: CorrectionDialog(self.session, transcript_id, ordinal, self.window()).open())
        undo = self.small("close", self.tr("Withdraw the correction"), card)
        undo.setVisible(correction is not None and self.writable)
        if correction is not None:
            undo.clicked.connect(partial(self._withdraw, correction.id))
        edit.setVisible(self.writable)
        transcript = self.session.case.transcripts.get(transcript_id)
        when = times.between(segment.start_ms, segment.end_ms)
        layout.addLayout(
            self.head(times.dotted([transcript.title or "", when, segment.speaker or ""]), card, edit, undo)
        )
        layout.addWidget(self.words(flowing(segment.text), card, transcript.language))
        if correction is None:
            return
        layout.addWidget(plain.note(self.tr("Corrected: {}").format(correction.reason), card))
        if correction.text is not None:
            layout.addWidget(self.words(flowing(correction.text), card, transcript.language))
        if correction.speaker is not None:
            layout.addWidget(plain.note(self.tr("Speaker: {}").format(correction.speaker), card))
        if correction.start_ms is not None or correction.end_ms is not None:
            now = times.between(correction.start_ms, correction.end_ms)
            layout.addWidget(plain.note(self.tr("Times: {}").format(now), card))

    def _withdraw(self, correction_id: str) -> None:
        self.session.do(self.tr("Withdraw correction"), correcting.withdraw, correction_id)
