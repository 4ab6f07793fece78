"""Corrections of the transcript beneath a quote: what was imported, and how a reviewer holds that it reads."""

from functools import partial

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app import correcting
from app.script import flowing
from app.session import Session
from db.claims import Correction
from db.records import Quote
from widgets import plain
from widgets.form import Form, FormDialog
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


class CorrectionDialog(FormDialog):
    """What the segment says, who says it, and how one knows."""

    def __init__(self, session: Session, transcript_id: str, ordinal: int, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Correct the transcript"), self.tr("Correct"), parent)
        self._session, self._place = session, (transcript_id, ordinal)
        imported = session.case.transcripts.segments(transcript_id)[ordinal]
        self._shown = correcting.effective(session.case, transcript_id)[ordinal]
        known = correcting.of_segment(session.case, transcript_id, ordinal)
        self.text = QPlainTextEdit(self._shown.text, self)
        self.text.setAccessibleName(self.tr("What is said"))
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(90)
        self.speaker = QLineEdit(self._shown.speaker or "", self)
        self.speaker.setAccessibleName(self.tr("Speaker"))
        self.reason = QLineEdit(known.reason if known else "", self)
        self.reason.setAccessibleName(self.tr("Reason"))
        self.reason.setPlaceholderText(self.tr("How do you know? It is kept and printed."))
        form = Form(self)
        form.add(self.tr("As imported"), plain.note(imported.text, self))
        form.add(self.tr("What is said"), self.text)
        form.add(self.tr("Speaker"), self.speaker)
        form.add(self.tr("Reason"), self.reason)
        self.body.addWidget(form)
        said = self.tr("The imported transcript stays as it is. A certificate given for these words becomes void.")
        self.body.addWidget(plain.note(said, self))
        self.resize(560, 380)

    def do(self) -> None:
        """Lay the correction over the segment."""
        text, speaker = self.text.toPlainText(), self.speaker.text().strip()
        fields: dict[str, str] = {}
        if text != self._shown.text:
            fields["text"] = text
        if speaker and speaker != (self._shown.speaker or ""):
            fields["speaker"] = speaker
        label = self.tr("Correct transcript")
        self._session.do(label, correcting.correct, *self._place, self.reason.text(), **fields)
        self.accept()
