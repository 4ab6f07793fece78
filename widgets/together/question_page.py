"""One thing that a person must decide: what it is about, and the values beside each other."""

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.dissent import JUDGEMENTS
from app.merging import Question
from app.naming import kind_of
from app.options import Option, options_of
from app.session import Session
from db.tokens import TIERS, loads
from widgets import plain
from widgets.models import times
from widgets.together.compared import mark_differences
from widgets.together.context import Context
from widgets.together.entries import subject
from widgets.together.named import Named, Names
from widgets.together.option_card import OptionCard
from widgets.together.other_value import OtherValue

_LINKED = {"quote", "incident"}
_NUMBERS = {Qt.Key(Qt.Key.Key_1.value + number): number for number in range(9)}


class QuestionPage(QWidget):
    """Shows a question; its cards take the keys 1 to 9, the arrows and Enter."""

    decided = Signal(object, object)
    """The question, and the value that shall stand."""
    otherwise = Signal(object, str)
    """The question, and a value that nobody said."""
    later_wanted = Signal()
    go_wanted = Signal()
    play_wanted = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._question: Question | None = None
        self.cards: list[OptionCard] = []
        self._heading = plain.heading("", self)
        self._heading.setWordWrap(True)
        self.context = Context(session, self)
        self.context.go_wanted.connect(self.go_wanted)
        self.context.play_wanted.connect(self.play_wanted)
        self._why = plain.label("", self)
        self._why.setWordWrap(True)
        self._grid = QGridLayout()
        self._grid.setSpacing(12)
        self._remark = plain.note("", self)
        self.later_button = QPushButton(self.tr("Decide later"), self)
        self.later_button.setAutoDefault(False)
        self.later_button.clicked.connect(self.later_wanted)
        self.other = OtherValue(session, self)
        self.other.given.connect(self._give)
        foot = QHBoxLayout()
        foot.addWidget(self.later_button, 0, Qt.AlignmentFlag.AlignTop)
        foot.addWidget(self._remark, 1)
        foot.setSpacing(14)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 18, 24, 24)
        layout.setSpacing(14)
        for part in (self._heading, self.context, self._why):
            layout.addWidget(part)
        layout.addLayout(self._grid)
        layout.addWidget(self.other)
        layout.addLayout(foot)
        layout.addStretch(1)

    @property
    def question(self) -> Question | None:
        """What is asked."""
        return self._question

    def show_question(self, question: Question, named: Named, names: Names) -> None:
        """Ask this."""
        self._question = question
        conflict = question.conflict
        self._heading.setText(subject(question))
        self.context.show_record(named, with_words=conflict.field != "tokens")
        options = options_of(question)
        self._why.setText(self._story(question, options))
        self._fill(question, options, names)
        self._remark.setText(self._advice(question))
        writable = not self._session.read_only
        for card in self.cards:
            card.button.setVisible(writable)
        self.other.show_question(question)

    def take(self, number: int) -> None:
        """Decide for a card."""
        if self._question is not None and 0 <= number < len(self.cards) and not self._session.read_only:
            self.decided.emit(self._question, self.cards[number].option.value)

    def focus_card(self, number: int = 0) -> None:
        """Go to a card."""
        if self.cards:
            self.cards[min(max(number, 0), len(self.cards) - 1)].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Its number takes a card."""
        number = _NUMBERS.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_0:
            self.other.open()
        elif number is not None and number < len(self.cards):
            self.take(number)
        else:
            super().keyPressEvent(event)

    # inside

    def _give(self, typed: str) -> None:
        if self._question is not None:
            self.otherwise.emit(self._question, typed)

    def _fill(self, question: Question, options: tuple[Option, ...], names: Names) -> None:
        for card in self.cards:
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = [self._card(number, option, question, names) for number, option in enumerate(options)]
        columns = 2 if len(self.cards) in (2, 4) else 3
        for column in range(3):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        for number, card in enumerate(self.cards):
            self._grid.addWidget(card, number // columns, number % columns)
        for number in range(max((len(card.texts) for card in self.cards), default=0)):
            mark_differences([card.texts[number] for card in self.cards if number < len(card.texts)])
        cards: list[QWidget] = [*self.cards, *self.other.stops, self.later_button]
        for before, after in pairwise(cards):
            self.setTabOrder(before, after)

    def _card(self, number: int, option: Option, question: Question, names: Names) -> OptionCard:
        card = OptionCard(number + 1, option, self)
        conflict = question.conflict
        if conflict.kind != "field":
            card.show_sentence(*self._of_record(question, option))
        elif (conflict.table, conflict.field) == ("quote", "tokens"):
            card.show_words(loads(option.value), self._tiers(question))
        else:
            card.show_value(names.value(conflict.table, conflict.field, option.value))
        card.taken.connect(lambda: self.take(number))
        card.moved.connect(lambda step: self.focus_card(number + step))
        return card

    def _tiers(self, question: Question) -> list[str]:
        """The name of each language, saying where nobody changed its words."""
        said = [loads(one.value) for one in question.said]
        names = {"original": self.tr("Original"), "translation": self.tr("Translation")}
        same = self.tr("the same in all")
        return [
            times.dotted([names[tier], same if len({tokens.of(tier) for tokens in said}) == 1 else ""])
            for tier in TIERS
        ]

    def _of_record(self, question: Question, option: Option) -> tuple[str, str]:
        acts = [self._session.case.ledger.act(id) for id in option.acts]
        done = ", ".join(dict.fromkeys(act.label for act in acts))
        table = question.conflict.table
        kind = kind_of(table).lower()
        if not option.value:
            return self.tr("Delete the {}").format(kind), self.tr("Its links go with it.") if table in _LINKED else ""
        if option.said:
            return self.tr("Keep the {}").format(kind), done
        return self.tr("Keep the {}").format(kind), self.tr("Something that was added elsewhere refers to it.")

    def _story(self, question: Question, options: tuple[Option, ...]) -> str:
        if question.conflict.kind == "field":
            told = self.tr("{} said different things here, without knowing of each other.")
            names = [self._names(option) for option in options]
            shown = self.tr("Nothing is lost: every copy shows the same one of them until somebody decides.")
            return f"{told.format(_listed(names, self.tr('and')))} {shown}"
        gone = next((option for option in options if not option.value), None)
        kept = next((option for option in options if option.value and option.said), None)
        who = self._names(gone) if gone else ""
        back = self.tr("It was brought back, so that nothing is lost.")
        if kept is None:
            told = self.tr("{} deleted this, while elsewhere something was added that refers to it.")
            return f"{told.format(who)} {back}"
        return f"{self.tr('{} deleted this, while {} changed it.').format(who, self._names(kept))} {back}"

    def _names(self, option: Option) -> str:
        names = [self.tr("you") if said.is_own else plain.isolated(said.reviewer) for said in option.said]
        names = list(dict.fromkeys(names))
        said = _listed(names, self.tr("and"))
        return said[:1].upper() + said[1:]

    def _advice(self, question: Question) -> str:
        conflict = question.conflict
        said = [self.tr("Times are those of each device's own clock; no clock decides.")]
        if (conflict.table, conflict.field) == ("quote", "tokens"):
            said.append(self.tr("The words of a quote are taken whole: mixing two versions would forge a quotation."))
        if conflict.field in JUDGEMENTS.get(conflict.table, ()):
            said.append(self.tr("Both answers stay in the history as what each reviewer thought."))
        if not self._session.read_only:
            said.append(self.tr("Your decision reaches the others with the next exchange, and can be undone."))
        return " ".join(said)


def _listed(names: list[str], conjunction: str) -> str:
    return f" {conjunction} ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
