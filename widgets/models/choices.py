"""What can be chosen in a picker: people, incidents, elements of the law, terms of a vocabulary."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app import dates, law
from app.people import name_of
from app.session import Session
from db.records import Element, Framework, Incident, Person, Role, Term
from widgets.models import times

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a picker. All of it is plain text that may come from anywhere."""

    key: str
    title: str
    detail: str = ""
    """What tells it from others of that title."""
    badge: str = ""
    """One short remark that must be seen in the list."""
    when: str = ""
    """A time, written quietly where a remark would stand."""
    note: str = ""
    """What is shown of it when it is the current one, a line a remark."""
    words: str = ""
    """Other words by which it is found."""
    depth: int = 0
    """How far it is set in below others."""

    @property
    def texts(self) -> tuple[str, ...]:
        """What a typed word is looked for in, the title first."""
        return (self.title, self.detail, self.words, self.badge)


def people(session: Session) -> list[Choice]:
    """Everybody whom the case knows, with the offices they held."""
    case = session.case
    organisations = {one.id: one.short_name or one.name for one in case.organisations.all()}
    offices: dict[str, list[str]] = {}
    for role in case.roles.all():
        office = ", ".join(
            part for part in (role.title, organisations.get(role.organisation_id or ""), years(role)) if part
        )
        offices.setdefault(role.person_id, []).append(office)
    return [_person(one, offices.get(one.id, [])) for one in case.people.all()]


def incidents(session: Session) -> list[Choice]:
    """Every incident of the case, in the order of its date."""
    return [incident(one) for one in session.case.incidents.all()]


def incident(one: Incident) -> Choice:
    """An incident with its date and place, which tell it from others of its name."""
    said = [dates.in_words(one.date) if one.date else translate("Choices", "date not known"), one.place or ""]
    words = " ".join(part for part in (one.kind, one.target, one.weapon, one.date, one.notes) if part)
    return Choice(one.id, one.title, times.dotted(said), words=words)


def elements(session: Session) -> list[Choice]:
    """Every node of the frameworks that were chosen for the case, each below its framework and its parents."""
    found: list[Choice] = []
    for framework in session.case.frameworks.all():
        nodes = session.case.frameworks.elements(framework.id)
        titles = {node.path: node.title for node in nodes}
        found += [element(framework, node, titles) for node in nodes]
    return found


def element(framework: Framework, node: Element, titles: dict[str, str]) -> Choice:
    """A node: what it asks for, where it stands, what nobody has checked of it."""
    above = [titles[path] for path in _parents(node.path) if path in titles]
    detail = " › ".join([framework.title, *above])
    notes = [node.text, *(translate("Choices", "Proved by: {}").format(hint) for hint in node.hints)]
    notes += [translate("Choices", "To verify: {}").format(node.verify)] if node.verify else []
    notes += [
        translate("Choices", "To verify (framework): {}").format(note) for note in (framework.verify or "").splitlines()
    ]
    return Choice(
        key=element_key(framework.id, node.path),
        title=f"{node.code}  {node.title}",
        detail=detail,
        badge=needs(node),
        note="\n".join(note for note in notes if note),
        words=f"{node.text} {framework.citation or ''} {framework.id}",
        depth=len(above),
    )


def needs(node: Element) -> str:
    """What must be said of an element that no statement can carry."""
    return translate("Choices", "needs other evidence") if node.statement_fit == "none" else ""


def element_key(framework_id: str, path: str) -> str:
    """One key for a node of a framework."""
    return f"{framework_id}\n{path}"


def element_of(key: str) -> tuple[str, str]:
    """Framework and path of such a key."""
    framework_id, _, path = key.partition("\n")
    return framework_id, path


def terms(session: Session, *vocabularies: str) -> list[Choice]:
    """The entries of controlled lists."""
    return [term(one) for name in vocabularies for one in law.terms(session.case, name)]


def term(one: Term) -> Choice:
    """A term with its remark; the code is found too."""
    default = one.default.replace("_", " ")
    return Choice(one.code, label_of(one), one.note, badge=default, words=one.code.replace("_", " "))


def label_of(one: Term) -> str:
    """How a term is shown: codes of ours as words, codes of others (TLP) with their meaning."""
    if one.label == one.code:
        return one.label[:1].upper() + one.label[1:]
    return f"{one.code}  {one.label}" if ":" in one.code else one.label


def label_in(terms: Sequence[Term], code: str | None) -> str:
    """The label of a code, or the code itself where the list does not have it; empty without one."""
    if code is None:
        return ""
    return next((label_of(one) for one in terms if one.code == code), code)


def _person(one: Person, offices: Sequence[str]) -> Choice:
    name = name_of(one)
    others = [form for form in (one.name_script, one.name_transliterated, one.name, one.description) if form]
    detail = times.dotted([*dict.fromkeys(form for form in others if form != name), *offices])
    return Choice(one.id, name, detail, words=one.notes or "")


def years(role: Role) -> str:
    """When an office was held, in words; empty if nobody knows."""
    first, last = role.date_from, role.date_to
    if last == dates.OPEN:
        since = translate("Choices", "since {}, still held").format(dates.in_words(first)) if first else ""
        return since or translate("Choices", "still held")
    if first and last:
        return f"{dates.in_words(first)} – {dates.in_words(last)}"
    if first:
        return translate("Choices", "from {}").format(dates.in_words(first))
    return translate("Choices", "until {}").format(dates.in_words(last)) if last else ""


def _parents(path: str) -> list[str]:
    parts = path.split("/")
    return ["/".join(parts[: i + 1]) for i in range(len(parts) - 1)]
