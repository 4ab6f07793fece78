"""Letting a name or a passage vanish: what it is and why, what would go, and that nobody can bring it back."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from app import expunging
from app.expunging import Outlook
from app.passages import Passage
from app.problems import Refused
from app.session import Session
from widgets import plain
from widgets.form import Form, FormDialog

_PAUSE_MS = 300


class ExpungeDialog(FormDialog):
    """Says beforehand, place by place, what would vanish; does it once it is confirmed."""

    expunged = Signal(int)
    """The number of backups that were destroyed."""

    def __init__(self, session: Session, passage: Passage | None, words: str, parent: QWidget | None = None) -> None:
        """`passage` is what is selected in the transcript, `words` what it says."""
        super().__init__(self.tr("Expunge"), self.tr("Expunge for good"), parent)
        self._session, self._passage = session, passage
        self.body.addWidget(
            plain.note(
                self.tr(
                    "Words that must vanish, by a court's order or for a witness who is in danger, are hidden in every "
                    "transcript, quote, note and step of the history, and in your colleagues' copies when they are "
                    "merged. That it was done, when, by whom and why remains."
                ),
                self,
            )
        )
        self.words = QPlainTextEdit(self)
        self.words.setAccessibleName(self.tr("Words that must vanish"))
        self.words.setPlaceholderText(self.tr("A name in each spelling and script, one a line"))
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(4 * self.words.fontMetrics().lineSpacing() + 14)
        self.only_here = QCheckBox(self.tr("Only the passage that is selected: “{}”").format(_short(words)), self)
        self.only_here.setVisible(passage is not None)
        self.only_here.setChecked(passage is not None)
        self.what = QLineEdit(self)
        self.what.setAccessibleName(self.tr("What it is"))
        self.what.setPlaceholderText(self.tr("Without saying it: the name of a witness"))
        self.ground = QLineEdit(self)
        self.ground.setAccessibleName(self.tr("Why"))
        self.ground.setPlaceholderText(self.tr("A court's order, with its date; a danger to a person"))
        form = Form(self)
        form.add(self.tr("Words"), self.words)
        form.add(self.tr("What it is"), self.what)
        form.add(self.tr("Why"), self.ground)
        self.outlook = plain.label("", self)
        self.outlook.setWordWrap(True)
        self.outlook.setMinimumHeight(6 * self.outlook.fontMetrics().lineSpacing())
        self.backups = QCheckBox(self.tr("Destroy the backups too, and make a new one"), self)
        self.backups.setChecked(True)
        self.sure = QCheckBox(self.tr("I know that nobody can bring it back"), self)
        for widget in (self.only_here, form, self.outlook, self.backups, self.sure):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.look)
        self.words.textChanged.connect(self._pause.start)
        self.only_here.toggled.connect(self._choose)
        self.sure.toggled.connect(self._allow)
        self._choose(self.only_here.isChecked())
        self._allow(False)
        self.resize(600, 560)

    def do(self) -> None:
        """Let it vanish."""
        expunging.carry_out(self._session, self._wish())
        gone = expunging.renew_backups(self._session) if self.backups.isChecked() else 0
        self.accept()
        self.expunged.emit(gone)

    def look(self) -> None:
        """Say what would go."""
        try:
            outlook = expunging.look(self._session.case, self._wish())
        except Refused:
            self.outlook.setText(self.tr("Nothing is chosen yet."))
            return
        self.outlook.setText("\n".join(self._told(outlook)))

    def _wish(self) -> expunging.Wish:
        here = self._passage if self.only_here.isChecked() else None
        words = () if here else tuple(line.strip() for line in self.words.toPlainText().splitlines() if line.strip())
        return expunging.Wish(self.what.text(), self.ground.text(), words, (here,) if here else ())

    def _told(self, outlook: Outlook) -> list[str]:
        if outlook.is_empty:
            return [self.tr("It stands nowhere in this case.")]
        said = [
            (outlook.segments, self.tr("Passages of transcripts that would be hidden: {}")),
            (
                sum(outlook.records.values()),
                self.tr("Quotes, people, notes and so on that would lose them: {}"),
            ),
            (outlook.steps, self.tr("Steps of the history that would lose them: {}")),
            (outlook.files, self.tr("Imported files that hold them and would be destroyed whole: {}")),
            (len(outlook.backups), self.tr("Backups that may hold them: {}")),
            (len(outlook.departures), self.tr("Files that left the house before, for you to recall: {}")),
        ]
        return [text.format(number) for number, text in said if number]

    def _choose(self, only_here: bool) -> None:
        self.words.setEnabled(not only_here)
        self.look()
        (self.what if only_here else self.words).setFocus()

    def _allow(self, sure: bool) -> None:
        self.do_button.setEnabled(sure)


def _short(words: str) -> str:
    one_line = " ".join(words.split())
    return one_line if len(one_line) <= 60 else f"{one_line[:59]}…"
