"""The one list of the room: what must be decided, what may be twice, what is new."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Literal

from PySide6.QtCore import QCoreApplication

from app.comparing import Comparison
from app.dissent import Dissent
from app.inbox import Inbox
from app.merging import Question
from app.naming import field_of
from app.news import News
from app.opinions import Opinions
from app.same_incident import Suggestion
from widgets.models import times
from widgets.models.moments import moment
from widgets.together.named import Named, Names

translate = QCoreApplication.translate
Kind = Literal["head", "question", "same", "news", "agreement", "dissent"]
Filter = Literal["all", "needs you", "new", "dissent"]


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
    of: Question | Suggestion | News | Dissent | Comparison | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is put into words when it is seen: of a thousand, nobody sees more than a screenful."""

    kind: Kind
    key: str
    tell: Callable[[], Entry]


def entries(inbox: Inbox, opinions: Opinions, names: Names, wanted: Filter) -> Iterator[Row]:
    """The rows under their headings."""
    if wanted == "dissent":
        yield from _opinions(opinions, names)
        return
    if wanted != "new":
        if inbox.questions:
            yield _head("questions", translate("Together", "Needs your decision"), len(inbox.questions))
            yield from (Row("question", one.id, partial(_question, one, names)) for one in inbox.questions)
        if inbox.suggestions:
            yield _head("same", translate("Together", "Perhaps entered twice"), len(inbox.suggestions))
            yield from (Row("same", _pair(one), partial(_same, one)) for one in inbox.suggestions)
    if wanted != "needs you" and inbox.news:
        yield _head("news", translate("Together", "New from colleagues"), len(inbox.news))
        yield from (Row("news", f"news {one.id}", partial(_news, one, names)) for one in inbox.news)
        if inbox.earlier:
            yield _head("earlier", translate("Together", "and earlier steps"), inbox.earlier)


def subject(question: Question) -> str:
    """What a question is about, in a few words."""
    conflict = question.conflict
    if conflict.kind == "field":
        if conflict.field == "tokens":
            return translate("Together", "Words of the quote")
        return field_of(conflict.table, conflict.field)
    if conflict.kind == "deleted":
        return translate("Together", "Deleted, and changed elsewhere")
    return translate("Together", "Deleted, but needed elsewhere")


def _opinions(opinions: Opinions, names: Names) -> Iterator[Row]:
    found = opinions.comparison
    if found is None:
        return
    yield Row("agreement", "agreement", partial(_agreement, found))
    if found.dissents:
        yield _head("dissents", translate("Together", "Judged differently"), len(found.dissents))
        yield from (Row("dissent", _differing(one), partial(_dissent, one, names)) for one in found.dissents)
    if found.apart:
        yield _head("apart", translate("Together", "In quotes of their own"), len(found.apart))
        yield from (Row("dissent", _differing(one), partial(_dissent, one, names)) for one in found.apart)


def _agreement(found: Comparison) -> Entry:
    title = translate("Together", "How far you agree")
    detail = translate("Together", "Kappa and alpha, in plain words")
    return Entry("agreement", "agreement", title, detail, icon="together", of=found)


def _differing(one: Dissent) -> str:
    return f"dissent {one.table} {' '.join(voice.record_id for voice in one.voices)} {one.field}"


def _dissent(one: Dissent, names: Names) -> Entry:
    named = names.record(one.table, one.record_id)
    values = [names.value(one.table, one.field, voice.value) or "–" for voice in one.voices]
    title = times.dotted([field_of(one.table, one.field), " / ".join(dict.fromkeys(values))])
    return Entry("dissent", _differing(one), title, named.title, named.kind, "review", named, one)


def _head(key: str, title: str, count: int) -> Row:
    entry = Entry("head", f"head {key}", title, remark=str(count))
    return Row("head", entry.key, lambda: entry)


def _question(question: Question, names: Names) -> Entry:
    named = names.record(question.conflict.table, question.conflict.record_id)
    return Entry("question", question.id, subject(question), named.title, named.kind, "warning", named, question)


def _pair(pair: Suggestion) -> str:
    return f"{pair.one.id} {pair.other.id}"


def _same(pair: Suggestion) -> Entry:
    one, other = pair.one, pair.other
    title = translate("Together", "One incident, or two?")
    both = one.title if one.title == other.title else f"{one.title} · {other.title}"
    named = Named("", both, incident_id=one.id)
    return Entry("same", _pair(pair), title, both, translate("Together", "Incident"), "incident", named, pair)


def _news(news: News, names: Names) -> Entry:
    named = names.record(news.table, news.record_id, news.gone)
    labels = [label[:1].lower() + label[1:] for label in news.labels[:3]]
    more = len(news.labels) - len(labels)
    said = ", ".join(labels) + (translate("Together", " and more") if more > 0 else "")
    title = times.dotted([news.reviewer, said])
    return Entry("news", f"news {news.id}", title, named.title, moment(news.at), _icon(news.table), named, news)


def _icon(table: str) -> str:
    return {"quote": "quote", "incident": "incident", "person": "person", "media": "video"}.get(table, "case")
