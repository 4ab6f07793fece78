"""The one list of the room: what must be decided, what may be twice, what is new."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from app.inbox import Inbox
from app.merging import Question
from app.news import News
from db.records import Incident
from widgets.models import times
from widgets.models.moments import moment
from widgets.models.wording import Named, Wording, field_of

translate = QCoreApplication.translate
Kind = Literal["head", "question", "same", "news"]
Filter = Literal["all", "needs you", "new"]
ENTRY = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One row, in words."""

    kind: Kind
    key: str
    """Tells it from the others; the same after the list was made anew."""
    title: str
    detail: str = ""
    remark: str = ""
    icon: str = ""
    named: Named | None = None
    of: Question | tuple[Incident, Incident] | News | None = None


def entries(inbox: Inbox, wording: Wording, wanted: Filter) -> Iterator[Entry]:
    """The rows under their headings."""
    if wanted != "new":
        if inbox.questions:
            yield _head("questions", translate("Together", "Needs your decision"), len(inbox.questions))
            yield from (_question(question, wording) for question in inbox.questions)
        if inbox.suggestions:
            yield _head("same", translate("Together", "Perhaps entered twice"), len(inbox.suggestions))
            yield from (_same(pair) for pair in inbox.suggestions)
    if wanted != "needs you" and inbox.news:
        yield _head("news", translate("Together", "New from colleagues"), len(inbox.news))
        yield from (_news(news, wording) for news in inbox.news)
        if inbox.earlier:
            yield Entry("head", "head earlier", translate("Together", "and earlier steps"), remark=str(inbox.earlier))


def subject(question: Question) -> str:
    """What a question is about, in a few words."""
    conflict = question.conflict
    if conflict.kind == "field":
        return field_of(conflict.field)
    if conflict.kind == "deleted":
        return translate("Together", "Deleted, and changed elsewhere")
    return translate("Together", "Deleted, but needed elsewhere")


def _head(key: str, title: str, count: int) -> Entry:
    return Entry("head", f"head {key}", title, remark=str(count))


def _question(question: Question, wording: Wording) -> Entry:
    named = wording.record(question.conflict.table, question.conflict.record_id)
    return Entry("question", question.id, subject(question), named.title, named.kind, "warning", named, question)


def _same(pair: tuple[Incident, Incident]) -> Entry:
    one, other = pair
    title = translate("Together", "One incident, or two?")
    both = one.title if one.title == other.title else f"{one.title} · {other.title}"
    named = Named("", both, incident_id=one.id)
    return Entry(
        "same", f"{one.id} {other.id}", title, both, translate("Together", "Incident"), "incident", named, pair
    )


def _news(news: News, wording: Wording) -> Entry:
    named = wording.record(news.table, news.record_id, news.gone)
    labels = [label[:1].lower() + label[1:] for label in news.labels[:3]]
    more = len(news.labels) - len(labels)
    said = ", ".join(labels) + (translate("Together", " and more") if more > 0 else "")
    title = times.dotted([news.reviewer, said])
    return Entry("news", f"news {news.id}", title, named.title, moment(news.at), _icon(news.table), named, news)


def _icon(table: str) -> str:
    return {"quote": "quote", "incident": "incident", "person": "person", "media": "video"}.get(table, "case")


class EntryModel(QAbstractListModel):
    """The rows for a view; headings can't be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Entry] = []

    def show(self, rows: list[Entry]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def entry(self, row: int) -> Entry | None:
        """What stands in a row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, key: str | None) -> int:
        """Where an entry stands; -1 if it does not."""
        return next((row for row, entry in enumerate(self._rows) if entry.key == key), -1)

    def near(self, row: int) -> int:
        """The row itself or the nearest that can be chosen, first downwards; -1 if there is none."""
        rows = [*range(max(row, 0), len(self._rows)), *reversed(range(min(max(row, 0), len(self._rows))))]
        return next((number for number in rows if self._rows[number].kind != "head"), -1)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """How many rows."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The entry, and its words for those who hear them."""
        entry = self.entry(index.row())
        if entry is None:
            return None
        if role == ENTRY:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return times.dotted([entry.title, entry.detail, entry.remark])
        return None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Headings are only read."""
        entry = self.entry(index.row())
        return Qt.ItemFlag.NoItemFlags if entry is None or entry.kind == "head" else super().flags(index)
