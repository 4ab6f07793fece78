"""What was done in a case, by whom and when, each step field by field in plain words."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from PySide6.QtCore import QCoreApplication

from app import rewritten
from app.naming import field_of, kind_of
from app.rewritten import Piece
from app.wording import Wording
from db.casefile import CaseFile
from db.records import Act
from db.tokens import TIERS, Tier

translate = QCoreApplication.translate
_MOST = 200
"""Records of one step that are told one by one; an import can touch thousands."""
_SAME = frozenset({"id"})
"""Fields of which nobody needs to be told."""
_COMPARED = frozenset({"text", "notes", "reason", "claim", "detail", "question", "capacity_note", "note", "sources"})
"""Fields of prose, in which the difference is shown word by word."""


@dataclass(frozen=True, slots=True)
class Altered:
    """One field before and after a step. None: nothing was said there."""

    field: str
    label: str
    before: str | None
    after: str | None
    pieces: tuple[Piece, ...] = ()
    """Where it differs, word by word, for prose that stood there before and after."""


@dataclass(frozen=True, slots=True)
class Touched:
    """What a step did to one record."""

    table: str
    id: str
    kind: str
    title: str
    how: str
    """`insert`, `update` or `delete`."""
    fields: tuple[Altered, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One step, told."""

    act: Act
    reviewer: str
    device: str
    is_elsewhere: bool
    """Whether another device did it."""
    is_undone: bool
    """Whether it was taken back and stands so."""
    records: tuple[Touched, ...]
    more: int = 0
    """How many further records it touched."""
    facts: tuple[str, ...] = ()
    """What it did besides: content that came in, words that were expunged."""
    is_readable: bool = True
    """False where what the step did can't be read any more."""

    @property
    def what(self) -> str:
        """What was done."""
        label = self.act.label
        match self.act.kind:
            case "undo":
                return translate("Chronicle", "Undo: {}").format(label)
            case "redo":
                return translate("Chronicle", "Redo: {}").format(label)
            case _:
                return label

    def summary(self, name: Callable[[str], str] = str) -> str:
        """The record that it is about, and what became of it, in one line; `name` wraps each name within it."""
        if not self.records:
            return next(iter(self.facts), "")
        first = self.records[0]
        others = len(self.records) + self.more - 1
        said = f"{first.kind} {name(first.title)}"
        if len(first.fields) == 1 and first.how == "update" and not first.fields[0].pieces:
            field = first.fields[0]
            said += f": {name(field.before or '–')} → {name(field.after or '–')}"
        return translate("Chronicle", "{} and {} more").format(said, others) if others else said


class Chronicle:
    """Tells the steps of a case. It remembers names: make another one when the case has changed."""

    def __init__(self, case: CaseFile, own_device: str | None = None) -> None:
        """`own_device` is the id of this installation, from which others are told apart."""
        self._case = case
        self._own = own_device or (case.author.device_id if case.author else None)
        self._wording = Wording(case)
        self._reviewers = {one.id: one.name for one in case.reviewers.all()}
        self._devices = {one.id: one.name for one in case.devices.all()}
        self._undone = case.log.undone()

    def entries(self, acts: Iterable[Act]) -> Iterator[Entry]:
        """The steps, told in the order that they are given in."""
        return (self.entry(act) for act in acts)

    def entry(self, act: Act) -> Entry:
        """A step with all that it did."""
        try:
            body = self._case.ledger.body(act.id)
            changes: list[Mapping[str, Any]] = body["changes"]
            told = tuple(self.touched(change) for change in changes[:_MOST])
            return self._entry(act, told, max(0, len(changes) - _MOST), tuple(_facts(body)))
        except (LookupError, TypeError, ValueError, AttributeError):
            # The body of a step that was tampered with can have any shape.
            return self._entry(act, (), is_readable=False)

    def head(self, act: Act) -> Entry:
        """Who did a step and when, without what it did."""
        return self._entry(act, ())

    def history(self, table: str, id: str) -> list[Entry]:
        """The steps that touched a record, newest first, each with what it did to that record alone.

        A quote's history holds that of its links; an incident's too, and that of what is known about it.
        """
        found: dict[str, tuple[Act, list[Touched]]] = {}
        for name, one in self._kin(table, id):
            for act, change in self._case.ledger.history(name, one):
                found.setdefault(act.id, (act, []))[1].append(self.touched(change))
        acts = sorted(found.values(), key=lambda pair: (pair[0].at, pair[0].device_id, pair[0].counter), reverse=True)
        return [self._entry(act, tuple(touched)) for act, touched in acts]

    def title(self, table: str, id: str) -> str:
        """What a record is called."""
        return self._wording.title(table, id)

    def _kin(self, table: str, id: str) -> list[tuple[str, str]]:
        case = self._case
        match table:
            case "quote":
                return [(table, id), *(("link", link.id) for link in case.links.of_quote(id))]
            case "incident":
                return [(table, id), *(("link", link.id) for link in case.links.of_incident(id))]
            case "person":
                return [(table, id), *(("role", role.id) for role in case.roles.of(id))]
            case "media":
                files = [("media_file", file.id) for file in case.media_files.of(id)]
                return [(table, id), *files, *(("custody_event", event.id) for event in case.custody.of(id))]
            case _:
                return [(table, id)]

    def _entry(
        self,
        act: Act,
        touched: tuple[Touched, ...],
        more: int = 0,
        facts: tuple[str, ...] = (),
        *,
        is_readable: bool = True,
    ) -> Entry:
        return Entry(
            act=act,
            reviewer=self._reviewers.get(act.reviewer_id, act.reviewer_id),
            device=self._devices.get(act.device_id, act.device_id),
            is_elsewhere=self._own is not None and act.device_id != self._own,
            is_undone=act.id in self._undone,
            records=touched,
            more=more,
            facts=facts,
            is_readable=is_readable,
        )

    def touched(self, change: Mapping[str, Any]) -> Touched:
        """What the body of a step says of one record."""
        table, id, how = str(change["table"]), str(change["id"]), str(change["op"])
        fields: Mapping[str, list[Any]] = change["fields"]
        said = {name: pair[0] if how == "delete" else pair[1] for name, pair in fields.items()}
        altered = tuple(one for name, pair in fields.items() for one in self._altered(table, name, *pair))
        title = self._wording.title(table, id, said if how != "update" else None)
        return Touched(table, id, kind_of(table), title, how, altered)

    def _altered(self, table: str, name: str, before: Any, after: Any) -> Iterator[Altered]:
        if name in _SAME:
            return
        if name == "tokens":
            yield from self._words(before, after)
            return
        label = field_of(table, name)
        one, other = self._wording.value(table, name, before), self._wording.value(table, name, after)
        if one is None and other is None:
            return
        pieces = rewritten.between(one, other) if name in _COMPARED and one and other else ()
        yield Altered(name, label, one, other, pieces)

    def _words(self, before: Any, after: Any) -> Iterator[Altered]:
        names: dict[Tier, str] = {
            "original": translate("Chronicle", "Words"),
            "translation": translate("Chronicle", "Words in translation"),
        }
        found: list[Altered] = []
        for tier in TIERS:
            one, other = self._wording.words(before, tier), self._wording.words(after, tier)
            if one != other:
                pieces = rewritten.between(one, other) if one and other else ()
                found.append(Altered("tokens", names[tier], one or None, other or None, pieces))
        if not found:
            same = translate("Chronicle", "read as before; only how they are kept was changed")
            found.append(Altered("tokens", names["original"], same, same))
        yield from found


def _facts(body: Mapping[str, Any]) -> Iterator[str]:
    """What the body of a step says beside the records that it changed."""
    for content in cast("list[Mapping[str, Any]]", body.get("contents", [])):
        kinds = {
            "segments": (
                translate("Chronicle", "1 passage of a transcript came in"),
                translate("Chronicle", "{} passages of a transcript came in"),
            ),
            "elements": (
                translate("Chronicle", "1 element of the law came in"),
                translate("Chronicle", "{} elements of the law came in"),
            ),
        }
        one, more = kinds.get(str(content["kind"]), ("1", "{}"))
        said = one if content["size"] == 1 else more.format(content["size"])
        yield f"{said} (SHA-256 {content['sha256']})"
    refused = body.get("refused_key")
    if isinstance(refused, dict):
        from app.keys import fingerprint

        said = cast("dict[str, Any]", refused)
        known, came = (fingerprint(str(said.get(name, ""))) for name in ("known", "came"))
        device = str(said.get("device", ""))
        yield translate(
            "Chronicle", "Nothing was taken from device {}: it was known by the key {} and signed with {}"
        ).format(device, known, came)
    expunged = body.get("expunged")
    if isinstance(expunged, dict):
        told = cast("dict[str, Any]", expunged)
        what, ground = told.get("what", ""), told.get("ground", "")
        yield translate("Chronicle", "Words were expunged: {}. Ground: {}").format(what, ground)
