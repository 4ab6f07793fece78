"""Whom each “we” of a quote means: found by rule, said by a person, with what it rests on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from app import law, we
from app.session import Session
from app.we import We
from db.records import Quote
from widgets import icons, plain
from widgets.fields import ChoiceField, LineField
from widgets.models import choices

_AROUND = 28


class WeRow(QWidget):
    """One first person plural: its words, whom it means, and on what basis."""

    tagged = Signal(int, str, object)
    untagged = Signal(int)
    play_wanted = Signal(int, int)

    def __init__(self, session: Session, one: We, said: str | None, parent: QWidget, *, writable: bool) -> None:
        super().__init__(parent)
        self._one = one
        self.words = plain.ElidedLabel(_in_context(one), self)
        self.play = QToolButton(self)
        self.play.setIcon(icons.get("play"))
        self.play.setAutoRaise(True)
        self.play.setAccessibleName(self.tr("Hear it in its sentence"))
        plain.tip(self.play, self.tr("Hear it in its sentence"))
        self.play.clicked.connect(self._play)
        self.play.setEnabled(one.start_ms is not None and one.end_ms is not None)
        self.referent = ChoiceField(
            self.tr("Whom “{}” means").format(one.text),
            lambda: choices.terms(session, we.VOCABULARY),
            self.tr("perhaps; not said") if one.is_weak else self.tr("not said"),
            "we",
            parent=self,
        )
        self.referent.show_choice(one.tagged.referent if one.tagged else None, said or "")
        self.referent.setEnabled(writable)
        self.referent.chosen.connect(self._say)
        self.basis = LineField(self.tr("What that rests on"), self.tr("What that rests on"), self)
        self.basis.show_text(one.tagged.basis if one.tagged else None)
        self.basis.setVisible(one.tagged is not None)
        self.basis.setReadOnly(not writable)
        self.basis.written.connect(self._say_basis)
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.play)
        head.addWidget(self.words, 3)
        head.addWidget(self.referent, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addLayout(head)
        basis = QHBoxLayout()
        basis.setContentsMargins(32, 0, 0, 0)
        basis.addWidget(self.basis)
        layout.addLayout(basis)

    def _say(self, referent: object) -> None:
        if isinstance(referent, str):
            self.tagged.emit(self._one.number, referent, self._one.tagged.basis if self._one.tagged else None)
        elif self._one.tagged is not None:
            self.untagged.emit(self._one.number)

    def _say_basis(self, basis: object) -> None:
        if self._one.tagged is not None:
            self.tagged.emit(self._one.number, self._one.tagged.referent, basis)

    def _play(self) -> None:
        if self._one.start_ms is not None and self._one.end_ms is not None:
            self.play_wanted.emit(max(0, self._one.start_ms - 1500), self._one.end_ms + 1500)


class WeBox(QWidget):
    """All of a quote. Those that only an ending suggests wait behind a button."""

    play_wanted = Signal(int, int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._quote: Quote | None = None
        self._scene: object = None
        self._writable = False
        self._with_weak = False
        self.rows: list[WeRow] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self._nothing = plain.note(self.tr("No “we” was found in the words of this quote."), self)
        self.weak = QPushButton(self)
        self.weak.setAccessibleName(self.tr("Words that perhaps mean “we”"))
        self.weak.setCheckable(True)
        self.weak.setAutoDefault(False)
        self.weak.toggled.connect(self._show_weak)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._nothing)
        layout.addLayout(self._lines)
        layout.addWidget(self.weak, 0, Qt.AlignmentFlag.AlignLeft)

    def show_quote(self, quote: Quote, *, writable: bool) -> None:
        """Show each “we” of this quote."""
        if self._quote is None or self._quote.id != quote.id:
            self._with_weak = False
            self.weak.blockSignals(True)
            self.weak.setChecked(False)
            self.weak.blockSignals(False)
        self._quote, self._writable = quote, writable
        self._fill()

    def flush(self) -> None:
        """Tell what is still being written."""
        for row in list(self.rows):
            row.basis.flush()

    def next_open(self) -> None:
        """Ask whom the next “we” means that nobody has spoken of; the first one where all are told."""
        row = next((row for row in self.rows if row.referent.key is None), self.rows[0] if self.rows else None)
        if row is not None:
            row.referent.open()
        elif self.weak.isVisible():
            self.weak.setFocus()

    # inside

    def _fill(self) -> None:
        assert self._quote is not None
        case = self._session.case
        found = we.of(case, self._quote.id)
        shown = [one for one in found if self._with_weak or not one.is_weak]
        hidden = sum(one.is_weak for one in found)
        self.weak.setVisible(hidden > 0)
        self.weak.setText(
            self.tr("Hide what may be another word")
            if self._with_weak
            else self.tr("Also what may be “we” in Arabic endings: {}").format(hidden)
        )
        self._nothing.setVisible(not found)
        scene = (self._quote.id, self._writable, shown)
        if scene == self._scene:
            return
        self._scene = scene
        at = next((number for number, row in enumerate(self.rows) if row.referent.hasFocus()), None)
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        labels = {term.code: term.label for term in law.terms(case, we.VOCABULARY)}
        self.rows = []
        for one in shown:
            said = labels.get(one.tagged.referent, one.tagged.referent) if one.tagged else None
            row = WeRow(self._session, one, said, self, writable=self._writable)
            row.tagged.connect(self._tag)
            row.untagged.connect(self._untag)
            row.play_wanted.connect(self.play_wanted)
            self._lines.addWidget(row)
            self.rows.append(row)
        if at is not None and self.rows:
            self.rows[min(at, len(self.rows) - 1)].referent.setFocus()

    def _tag(self, number: int, referent: str, basis: str | None) -> None:
        if self._quote is not None:
            self._session.do(self.tr("Say whom “we” means"), we.tag, self._quote.id, number, referent, basis)

    def _untag(self, number: int) -> None:
        if self._quote is not None:
            self._session.do(self.tr("Take away whom “we” means"), we.untag, self._quote.id, number)

    def _show_weak(self, shown: bool) -> None:
        self._with_weak = shown
        if self._quote is not None:
            self._fill()


def _in_context(one: We) -> str:
    """The word between a few others."""
    first, last = one.around.rfind(" ", 0, max(0, one.at - 8)) + 1, one.at + len(one.text) + _AROUND
    return f"“{one.text}”  {'…' if first else ''}{one.around[first:last]}{'…' if last < len(one.around) else ''}"
