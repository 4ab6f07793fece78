"""Asking for another translation of a quote, and for a translator's certificate."""

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app import certifying, renderings
from app.session import Session
from db.claims import Rendering
from widgets import plain
from widgets.form import DateField, Form, FormDialog


class RenderingDialog(FormDialog):
    """The words as the translator wrote them, who that was, and where they stand."""

    def __init__(
        self, session: Session, quote_id: str, rendering: Rendering | None = None, parent: QWidget | None = None
    ) -> None:
        is_new = rendering is None
        title = self.tr("Another translation") if is_new else self.tr("Change the translation")
        super().__init__(title, self.tr("Add") if is_new else self.tr("Change"), parent)
        self._session, self._quote_id, self._rendering = session, quote_id, rendering
        quoted = renderings.quoted_text(session.case, session.case.quotes.get(quote_id))
        self.text = QPlainTextEdit(self)
        self.text.setAccessibleName(self.tr("The translation"))
        self.text.setPlaceholderText(self.tr("As the translator wrote it"))
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(120)
        form = Form(self)
        if quoted:
            form.add(self.tr("As quoted"), plain.note(quoted, self))
        form.add(self.tr("Translation"), self.text)
        self.fields: dict[str, QLineEdit] = {}
        for name, label in (
            ("translator", self.tr("Translator")),
            ("language", self.tr("Language")),
            ("source", self.tr("Where it stands")),
            ("note", self.tr("Note")),
        ):
            field = QLineEdit(self)
            field.setAccessibleName(label)
            field.setText((getattr(rendering, name) if rendering else None) or "")
            self.fields[name] = field
            form.add(label, field)
        self.fields["language"].setPlaceholderText(self.tr("A code such as en or ar"))
        if rendering is not None:
            self.text.setPlainText(rendering.text)
        else:
            span = next(session.case.quotes.get(quote_id).tokens.spans("translation"), None)
            transcript = session.case.transcripts.find(span.transcript_id) if span else None
            self.fields["language"].setText((transcript.language if transcript else None) or "")
        self.body.addWidget(form)
        self.resize(560, 460)

    def do(self) -> None:
        """Keep it."""
        values = {name: field.text().strip() or None for name, field in self.fields.items()}
        text = self.text.toPlainText().strip()
        if self._rendering is None:
            self._session.do(self.tr("Add translation"), renderings.add, self._quote_id, text, **values)
        else:
            change = renderings.change
            self._session.do(self.tr("Change translation"), change, self._rendering.id, text=text, **values)
        self.accept()


class CertificateDialog(FormDialog):
    """Who certifies the translation as its words stand now."""

    def __init__(self, session: Session, transcript_id: str, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("A translator’s certificate"), self.tr("Add"), parent)
        self._session, self._transcript_id = session, transcript_id
        transcript = session.case.transcripts.get(transcript_id)
        self.translator, self.qualification, self.covers, self.statement = (QLineEdit(self) for _ in range(4))
        self.date = DateField(self.tr("Date"), self)
        self.translator.setText(transcript.translator or "")
        self.qualification.setText(transcript.translator_qualification or "")
        self.covers.setPlaceholderText(self.tr("The whole transcript"))
        form = Form(self)
        for label, field in (
            (self.tr("Translator"), self.translator),
            (self.tr("Qualification"), self.qualification),
            (self.tr("Date"), self.date),
            (self.tr("Covers"), self.covers),
            (self.tr("Statement"), self.statement),
        ):
            field.setAccessibleName(label)
            form.add(label, field)
        self.body.addWidget(form)
        said = self.tr(
            "The certificate is bound to the words of “{}” as they stand now. When one of them is corrected, it is "
            "void and says so."
        )
        self.body.addWidget(plain.note(said.format(plain.isolated(transcript.title or "")), self))
        self.resize(520, 340)

    def do(self) -> None:
        """Keep it."""
        values = {
            "qualification": self.qualification.text().strip() or None,
            "date": self.date.value,
            "covers": self.covers.text().strip() or None,
            "statement": self.statement.text().strip() or None,
        }
        name = self.translator.text().strip()
        self._session.do(self.tr("Add certificate"), certifying.certify, self._transcript_id, name, **values)
        self.accept()
