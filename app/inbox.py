"""What waits for the reviewer after working apart: what must be decided, what may be twice, what is new."""

import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from app import incidents, installation, merging, news
from app.merging import Question
from app.news import News
from app.same_incident import Suggestion
from app.session import Session
from app.settings import Settings
from app.tasks import Progress, Task
from db.records import Incident

MOST_NEWS = 500
"""Steps of colleagues that are told one by one; of more, how many there are."""
_QUICK_S = 0.08
"""What takes longer than that is looked for in a thread of its own."""
_LARGE = 20 * 1024 * 1024


class Inbox(QObject):
    """Kept up to date while a case is open; whoever shows it reads plain values."""

    changed = Signal()

    def __init__(self, session: Session, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._settings = session, settings
        self._own = installation.load()
        self.questions: tuple[Question, ...] = ()
        self.suggestions: tuple[Suggestion, ...] = ()
        self.news: tuple[News, ...] = ()
        self.earlier = 0
        """How many new steps there are beside those that are told."""
        self._watched: set[tuple[str, str]] = set()
        self._slow = False
        self._task: Task | None = None
        session.opened.connect(self._open)
        session.closed.connect(self._clear)
        session.changed.connect(self._follow)

    @property
    def count(self) -> int:
        """How much needs a person."""
        return len(self.questions) + len(self.suggestions)

    @property
    def quotes(self) -> set[str]:
        """The quotes about which something must be decided: their own fields, or those of their links."""
        found: set[str] = set()
        for question in self.questions:
            quote_id = self.quote_of(question)
            if quote_id is not None:
                found.add(quote_id)
        return found

    @property
    def is_looking(self) -> bool:
        """Whether the questions are being looked for just now."""
        return self._task is not None

    def quote_of(self, question: Question) -> str | None:
        """The quote that a question is about, if it is about one."""
        conflict = question.conflict
        if conflict.table == "quote":
            return conflict.record_id
        if conflict.table == "link":
            link = self._session.case.links.find(conflict.record_id)
            return link.quote_id if link else None
        return None

    def decide(self, question: Question, value: Any, label: str) -> None:
        """Settle a question, in one step that can be undone."""
        gone = question.conflict.field == "" and not value
        self._session.do(label, merging.settle, question, value)
        if self._task is not None:
            # A large case is read again behind our back; what was just decided need not be asked meanwhile.
            record = (question.conflict.table, question.conflict.record_id)
            self.questions = tuple(
                one
                for one in self.questions
                if one.id != question.id and not (gone and (one.conflict.table, one.conflict.record_id) == record)
            )
            self.changed.emit()

    def keep_apart(self, one: Incident, other: Incident) -> None:
        """These two are different; nobody who works on this case is asked again."""
        self._session.do(self.tr("Keep two incidents apart"), incidents.keep_apart, one.id, other.id)

    def see_all(self) -> None:
        """What is new has been seen."""
        case = self._session.case
        self._settings.set_seen(case.info.id, self._count_of_others())
        self.news, self.earlier = (), 0
        self.changed.emit()

    # inside

    def _open(self) -> None:
        self._clear(quietly=True)
        self._own = installation.load()
        case = self._session.case
        self._slow = case.path.stat().st_size > _LARGE
        if self._settings.seen(case.info.id) is None:
            # A case that was made or received here a moment ago is not news.
            self._settings.set_seen(case.info.id, self._count_of_others())
        self._read_news()
        self._suggest()
        if case.ledger.is_of_one_hand():
            self.changed.emit()
        else:
            self._ask()

    def _clear(self, *, quietly: bool = False) -> None:
        self.questions, self.suggestions, self.news, self.earlier = (), (), (), 0
        self._watched.clear()
        if self._task is not None:
            self._task.cancel()
            self._task = None
        if not quietly:
            self.changed.emit()

    def _follow(self, changes: dict[str, set[str]]) -> None:
        """After a step of ours only what it touched can be asked anew; after a merge, anything."""
        heads = self._session.case.ledger.heads()
        own = [head for head in heads if self._session.case.ledger.act(head).device_id == self._own.device_id]
        merged = heads != own or len(heads) != 1
        if "incident" in changes or "incident_alias" in changes:
            self._suggest()
        if merged:
            self._read_news()
        decided = len(own) == 1 and self._session.case.ledger.act(own[0]).verb.startswith("merging.")
        touched = {(table, id) for table, ids in changes.items() for id in ids}
        if merged or decided or touched & self._watched:
            self._ask()
        elif merged or "incident" in changes:
            self.changed.emit()

    def _ask(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None
        if not self._slow:
            before = time.monotonic()
            self._take(merging.questions(self._session.case))
            self._slow = time.monotonic() - before > _QUICK_S
            return
        path = self._session.case.path

        def look(_progress: Progress) -> list[Question]:
            session = Session()
            session.open(path, read_only=True)
            try:
                return merging.questions(session.case)
            finally:
                session.close()

        self._task = Task(self.tr("Look for what must be decided"), look, self)
        self._task.finished.connect(self._taker(self._task))
        self._task.start()

    def _taker(self, task: Task) -> Callable[[list[Question]], None]:
        def take(found: list[Question]) -> None:
            if task is self._task:
                self._task = None
                self._take(found)

        return take

    def _take(self, found: list[Question]) -> None:
        self.questions = tuple(found)
        self._watched |= {(one.conflict.table, one.conflict.record_id) for one in found}
        self.changed.emit()

    def _suggest(self) -> None:
        self.suggestions = tuple(merging.suggestions(self._session.case))

    def _read_news(self) -> None:
        case = self._session.case
        seen = self._settings.seen(case.info.id) or 0
        fresh = list(case.ledger.from_elsewhere(self._own.device_id, seen))
        self.earlier = max(0, len(fresh) - MOST_NEWS)
        self.news = tuple(news.gather(case, fresh[-MOST_NEWS:]))

    def _count_of_others(self) -> int:
        return sum(1 for _ in self._session.case.ledger.from_elsewhere(self._own.device_id))
