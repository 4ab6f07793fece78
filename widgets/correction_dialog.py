"""Correcting a segment of a transcript: what was imported, what should be read, and how one knows."""

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app import correcting
from app.session import Session
from widgets import plain
from widgets.form import Form, FormDialog


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
