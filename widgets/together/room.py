"""The room in which copies come together: one list of what is new and what needs you, and a page beside it."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QListView,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.comparing import Comparison
from app.dissent import Dissent
from app.inbox import Inbox
from app.merging import Question
from app.news import News
from app.opinions import Opinions
from app.problems import Refused
from app.same_incident import Suggestion
from app.session import Session
from widgets import plain
from widgets.actions import Actions
from widgets.together.agreement_page import AgreementPage
from widgets.together.dissent_page import DissentPage
from widgets.together.entries import Entry, Filter, entries, subject
from widgets.together.entry_delegate import EntryDelegate
from widgets.together.entry_model import EntryModel
from widgets.together.explain import Explain
from widgets.together.named import Names
from widgets.together.news_page import NewsPage
from widgets.together.question_page import QuestionPage
from widgets.together.same_page import SamePage

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_NUMBERS = {Qt.Key(Qt.Key.Key_1.value + number): number for number in range(9)}
_FILTERS: tuple[Filter, ...] = ("all", "needs you", "new", "dissent")
_BUTTONS = ("share", "receive", "merge", "exchange")


class TogetherRoom(QWidget):
    """Reads the inbox; deciding is one step that can be undone."""

    quote_wanted = Signal(str)
    play_wanted = Signal(str)
    """Play this quote, without leaving the room."""
    """Show this quote."""
    incident_wanted = Signal(str)
    """Show this incident."""

    def __init__(
        self, session: Session, inbox: Inbox, opinions: Opinions, actions: Actions, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._inbox, self._opinions = session, inbox, opinions
        self._key: str | None = None
        self._row = 0
        self._asked: set[str] = set()
        self._filter: Filter = "all"
        self.model = EntryModel(self)
        self.view = QListView(self)
        self.view.setModel(self.model)
        self.view.setItemDelegate(EntryDelegate(self.view))
        self.view.setMouseTracking(True)
        self.view.setFrameShape(QListView.Shape.NoFrame)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setAccessibleName(self.tr("What is new and what needs you"))
        self.view.installEventFilter(self)
        self.view.doubleClicked.connect(lambda _index: self.go())
        self.view.selectionModel().currentChanged.connect(self._choose)
        self.question = QuestionPage(session, self)
        self.same = SamePage(session, self)
        self.news = NewsPage(session, self)
        self.dissent = DissentPage(session, self)
        self.agreement = AgreementPage(self)
        self.explain = Explain(actions, self)
        self._folder = plain.note("", self)
        self._folder.setWordWrap(True)
        self._lay_out(actions)
        self._connect()
        self.reload()

    @property
    def current(self) -> Entry | None:
        """What is chosen in the list."""
        return self.model.entry(self.view.currentIndex().row())

    def show_filter(self, wanted: Filter) -> None:
        """List all, what needs you, or what is new."""
        if wanted != self._filter:
            self._row = 0
        self._filter = wanted
        self._buttons[wanted].setChecked(True)
        self.reload()

    def show_question_of(self, quote_id: str) -> None:
        """Go to the first question about a quote."""
        for question in self._inbox.questions:
            if self._inbox.quote_of(question) == quote_id:
                self._key = question.id
                self.show_filter("all")
                self.view.setFocus()
                return

    def show_dissent_of(self, quote_id: str) -> None:
        """List where reviewers differ, the first about this quote chosen."""
        found = self._opinions.of_quote(quote_id)
        self.show_filter("dissent")
        for row in range(self.model.rowCount()):
            entry = self.model.entry(row)
            if entry is not None and entry.of in found:
                self.view.setCurrentIndex(self.model.index(row))
                break
        self.view.setFocus()

    def show_folder(self, said: str) -> None:
        """What became of the last exchange through the shared folder."""
        self._folder.setText(said)
        self._folder.setVisible(bool(said))
        self._head.setVisible(bool(said) or self._stack.currentWidget() is self._room)

    def go(self) -> None:
        """To the quote or the incident that is chosen."""
        entry = self.current
        if entry is None or entry.named is None:
            return
        if entry.named.quote_id is not None:
            self.quote_wanted.emit(entry.named.quote_id)
        elif entry.named.incident_id is not None:
            self.incident_wanted.emit(entry.named.incident_id)

    def later(self) -> None:
        """On to the next; this one stays."""
        row = self.model.near(self.view.currentIndex().row() + 1)
        if row >= 0:
            self.view.setCurrentIndex(self.model.index(row))
        self.view.setFocus()

    def reload(self) -> None:
        """Read the inbox again; what was chosen stays chosen, and what comes back is chosen."""
        if not self._session.is_open:
            self.model.show([])
            self._stack.setCurrentWidget(self._room)
            self._asked = set()
            return
        inbox = self._inbox
        self._names = Names(self._session)
        rows = list(entries(inbox, self._opinions, self._names, self._filter))
        asked = {question.id for question in inbox.questions}
        back = asked - self._asked if self.isVisible() and len(asked - self._asked) == 1 else set[str]()
        self._asked = asked
        self.model.show(rows)
        self._count()
        key = next(iter(back), self._key)
        row = self.model.row_of(key)
        row = row if row >= 0 else self.model.near(self._row)
        self._show_state()
        if row >= 0:
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.view.selectionModel().setCurrentIndex(self.model.index(row), flags)
        else:
            self._page.setCurrentWidget(self._nothing)

    def focusInEvent(self, _event: QFocusEvent) -> None:
        """The list takes the keys."""
        self.view.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the list: Enter goes to the quote, a number decides, the arrows lead to the values."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not event.modifiers():
            key = Qt.Key(event.key())
            if key in _ENTER:
                self.go()
                return True
            page = self._page.currentWidget()
            if page is self._areas["same"] and _NUMBERS.get(key, 3) < 3:
                self.same.take(_NUMBERS[key])
                return True
            if page is self._areas["question"]:
                if key == Qt.Key.Key_0:
                    self.question.other.open()
                    return True
                if key in _NUMBERS:
                    self.question.take(_NUMBERS[key])
                    return True
                if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
                    self.question.focus_card()
                    return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leads from the values back to the list."""
        if event.key() == Qt.Key.Key_Escape and not self.view.hasFocus():
            self.view.setFocus()
            return
        super().keyPressEvent(event)

    # inside

    def _lay_out(self, actions: Actions) -> None:
        self._head = head = QWidget(self)
        head.setObjectName("panehead")
        head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = QHBoxLayout(head)
        line.setContentsMargins(12, 6, 10, 6)
        line.setSpacing(4)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}
        for wanted in _FILTERS:
            button = QToolButton(self)
            button.setObjectName("room")
            button.setCheckable(True)
            button.setChecked(wanted == self._filter)
            button.clicked.connect(lambda _checked=False, wanted=wanted: self.show_filter(wanted))
            self._group.addButton(button)
            self._buttons[wanted] = button
            line.addWidget(button)
        line.addSpacing(8)
        line.addWidget(self._folder, 1)
        line.addStretch(1)
        for id in _BUTTONS:
            button = actions.button(id, self)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            line.addWidget(button)
        self._folder.hide()
        self._nothing = plain.note(self.tr("Choose something in the list."), self)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._page = QStackedWidget(self)
        self._page.addWidget(self._nothing)
        self._areas = {
            "question": _scrolled(self.question, self),
            "same": _scrolled(self.same, self),
            "news": _scrolled(self.news, self),
            "dissent": _scrolled(self.dissent, self),
            "agreement": _scrolled(self.agreement, self),
        }
        for area in self._areas.values():
            self._page.addWidget(area)
        split = QSplitter(self)
        split.addWidget(self.view)
        split.addWidget(self._page)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 5)
        split.setChildrenCollapsible(False)
        split.setSizes([380, 900])
        self._room = split
        self._stack = QStackedWidget(self)
        self._stack.addWidget(split)
        self._stack.addWidget(self.explain)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(self._stack, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _connect(self) -> None:
        self._inbox.changed.connect(self.reload)
        self._opinions.changed.connect(self._show_opinions)
        self.question.decided.connect(self._decide)
        self.question.otherwise.connect(self._decide_otherwise)
        self.question.later_wanted.connect(self.later)
        self.same.apart_wanted.connect(self._keep_apart)
        self.same.join_wanted.connect(self._join)
        self.same.later_wanted.connect(self.later)
        self.same.go_wanted.connect(self.incident_wanted)
        self.news.seen.connect(self._inbox.see_all)
        for page in (self.question, self.news, self.dissent):
            page.go_wanted.connect(self.go)
            page.play_wanted.connect(self.play_wanted)
        self._session.closed.connect(lambda: self.show_folder(""))

    def _choose(self, current: QModelIndex, _before: QModelIndex) -> None:
        entry = self.model.entry(current.row())
        if entry is None or entry.kind == "head":
            return
        self._key, self._row = entry.key, current.row()
        if isinstance(entry.of, Question) and entry.named is not None:
            self.question.show_question(entry.of, entry.named, self._names)
        elif isinstance(entry.of, News) and entry.named is not None:
            self.news.show_news(entry.of, entry.named, self._names)
        elif isinstance(entry.of, Suggestion):
            self.same.show_pair(entry.of, self._names)
        elif isinstance(entry.of, Dissent) and entry.named is not None:
            self.dissent.show_dissent(entry.of, entry.named, self._names)
        elif isinstance(entry.of, Comparison):
            self.agreement.show_comparison(entry.of)
        self._page.setCurrentWidget(self._areas[entry.kind])

    def _decide(self, question: Question, value: object) -> None:
        # When the card that was clicked is gone, its signal must have been handled: so after it.
        QTimer.singleShot(0, self, lambda: self._settle(question, value))

    def _settle(self, question: Question, value: object) -> None:
        if self._session.is_open and question in self._inbox.questions:
            self._inbox.decide(question, value, self.tr("Decide on {}").format(subject(question).lower()))
            self.view.setFocus()

    def _decide_otherwise(self, question: Question, typed: str) -> None:
        if self._session.is_open and question in self._inbox.questions:
            try:
                self._inbox.decide_otherwise(question, typed, self.tr("Decide on {}").format(subject(question).lower()))
            except Refused as refused:
                self.question.other.show_problem(refused.problem)
                return
            self.view.setFocus()

    def _join(self, keep_id: str, other_id: str) -> None:
        # The buttons that were clicked are made anew: so after their signal was handled.
        QTimer.singleShot(0, self, lambda: self._inbox.join(keep_id, other_id))
        self.view.setFocus()

    def _show_opinions(self) -> None:
        if not self._session.is_open:
            self._filter = "all"
            self._buttons["all"].setChecked(True)
        elif self._filter == "dissent" and self._opinions.comparison is None:
            self.show_filter("all")
        elif self._filter == "dissent":
            self.reload()
        else:
            self._count()
            self._show_state()

    def _keep_apart(self) -> None:
        if self.same.incidents is not None:
            self._inbox.keep_apart(*self.same.incidents)

    def _count(self) -> None:
        inbox = self._inbox
        news = len(inbox.news)
        names = {
            "all": (self.tr("All"), inbox.count + news),
            "needs you": (self.tr("Needs you"), inbox.count),
            "new": (self.tr("New"), news),
            "dissent": (self.tr("Dissent"), len(self._opinions.dissents)),
        }
        for wanted, (name, count) in names.items():
            self._buttons[wanted].setText(f"{name}  {count}" if count else name)

    def _show_state(self) -> None:
        """The list, or what the room is for where there is nothing in it at all."""
        compared = self._opinions.comparison is not None
        anything = bool(self._inbox.count or self._inbox.news) or (compared and self._filter == "dissent")
        # While nothing waits, the page below has the same buttons, and says what they are for.
        self._head.setVisible(anything or compared or bool(self._folder.text()))
        for wanted, button in self._buttons.items():
            button.setVisible(compared if wanted == "dissent" else anything or compared)
        self._stack.setCurrentWidget(self._room if anything else self.explain)
        alone = len(self._session.case.reviewers.all()) < 2
        if self._inbox.is_looking:
            self.explain.show_state(self.tr("Looking for what must be decided…"))
        elif alone:
            self.explain.show_state(self.tr("Work on this case together"))
        else:
            self.explain.show_state(self.tr("Nothing is new, and nothing needs you"))
        nothing = {
            "needs you": self.tr("Nothing needs you."),
            "new": self.tr("Nothing is new."),
            "dissent": self.tr("Nobody differs."),
            "all": self.tr("Choose something in the list."),
        }
        self._nothing.setText(nothing[self._filter])


def _scrolled(page: QWidget, parent: QWidget) -> QScrollArea:
    area = QScrollArea(parent)
    area.setWidget(page)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
