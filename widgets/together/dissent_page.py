"""A judgement on which reviewers differ: what each of them holds, when they said so, and why."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.dissent import Dissent, Voice
from app.naming import field_of
from app.session import Session
from widgets import plain
from widgets.divider import Divider
from widgets.models import times
from widgets.models.moments import moment
from widgets.together.compared import ComparedText
from widgets.together.context import Context
from widgets.together.named import Named, Names


class DissentPage(QWidget):
    """Tells it; nothing has to be decided."""

    go_wanted = Signal()
    play_wanted = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._heading = plain.heading("", self)
        self._heading.setWordWrap(True)
        self.context = Context(session, self)
        self.context.go_wanted.connect(self.go_wanted)
        self.context.play_wanted.connect(self.play_wanted)
        self._stands = plain.label("", self)
        self._stands.setWordWrap(True)
        self._grid = QGridLayout()
        self._grid.setSpacing(12)
        self.cards: list[QFrame] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 18, 24, 24)
        layout.setSpacing(14)
        for part in (self._heading, self.context, self._stands):
            layout.addWidget(part)
        layout.addLayout(self._grid)
        layout.addWidget(
            plain.note(
                self.tr(
                    "Each reviewer counts with what they said last and did not take back, also where the case says "
                    "one thing by now. Who later says the same as the others differs no more."
                ),
                self,
            )
        )
        layout.addStretch(1)

    def show_dissent(self, dissent: Dissent, named: Named, names: Names) -> None:
        """Tell this."""
        self._heading.setText(self.tr("{}: reviewers differ").format(field_of(dissent.table, dissent.field)))
        self.context.show_record(named)
        if len({voice.record_id for voice in dissent.voices}) > 1:
            self._stands.setText(self.tr("Each marked this passage as a quote of their own; both stand in the case."))
        else:
            said = names.value(dissent.table, dissent.field, dissent.stands) or self.tr("nothing")
            self._stands.setText(self.tr("The case says: {}").format(plain.isolated(said)))
        for card in self.cards:
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = [self._card(voice, dissent, names) for voice in dissent.voices]
        columns = 2 if len(self.cards) in (2, 4) else 3
        for column in range(3):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        for number, card in enumerate(self.cards):
            self._grid.addWidget(card, number // columns, number % columns)

    def _card(self, voice: Voice, dissent: Dissent, names: Names) -> QFrame:
        card = QFrame(self)
        card.setObjectName("card")
        head = QHBoxLayout()
        head.setSpacing(8)
        who = plain.heading(plain.isolated(voice.reviewer), card, 1.05)
        who.setWordWrap(True)
        head.addWidget(who, 1)
        layout = QVBoxLayout(card)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(plain.note(moment(voice.at), card))
        layout.addWidget(Divider(card))
        said = names.value(dissent.table, dissent.field, voice.value) or self.tr("Nothing: left empty")
        value = plain.label(said, card)
        value.setWordWrap(True)
        layout.addWidget(value)
        if voice.reason:
            layout.addWidget(plain.note(self.tr("Why"), card))
            why = ComparedText(self.tr("Why"), card, 1.0)
            why.show_text(voice.reason)
            layout.addWidget(why)
        layout.addStretch(1)
        card.setAccessibleName(times.dotted([voice.reviewer, moment(voice.at), said, voice.reason or ""]))
        card.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return card
