"""Every record that a finding or a contradiction can name, to be chosen in a picker."""

from PySide6.QtCore import QCoreApplication

from app import called
from app.session import Session
from db.claims import Contradiction
from widgets.models import choices, times
from widgets.models.choices import Choice
from widgets.models.quote_rows import QuoteReader

translate = QCoreApplication.translate


def nameable(session: Session, but: str | None = None) -> list[Choice]:
    """Quotes, incidents, findings, links and sources; keys are table and id. `but`: a finding that is left out."""
    if not session.is_open:
        return []
    case = session.case
    found = quotes(session)
    found += [
        _choice("incident", one.key, one.title, one.detail, kind("incident")) for one in choices.incidents(session)
    ]
    found += [
        _choice("finding", one.id, one.claim, one.made_by or "", kind("finding"))
        for one in case.argument.findings.all()
        if one.id != but
    ]
    for link in case.links.all():
        name = called.name_of(case, "link", link.id) or ""
        found.append(_choice("link", link.id, name, link.reason or "", kind("link")))
    for medium in case.media.all():
        said = times.dotted([medium.outlet or "", medium.broadcast_date or ""])
        found.append(_choice("media", medium.id, medium.title, said, kind("media")))
    return found


def quotes(session: Session) -> list[Choice]:
    """Every quote; keys are "quote" and its id."""
    reader = QuoteReader(session)
    found: list[Choice] = []
    for quote in session.case.quotes.all() if session.is_open else ():
        row = reader.row(quote)
        said = row.translation or row.original
        found.append(_choice("quote", quote.id, row.title or said, said if row.title else "", kind("quote")))
    return found


def ends(session: Session, one: Contradiction) -> str:
    """The two things that a contradiction sets against each other."""
    said: list[str] = []
    for table, id, text in ((one.one_table, one.one_id, one.one_text), (one.other_table, one.other_id, one.other_text)):
        name = called.name_of(session.case, table, id) or text or translate("Naming", "no longer in the case")
        said.append(f"{kind(table)} “{name}”" if table else f"“{name}”")
    return " ⇄ ".join(said)


def kind(table: str | None) -> str:
    """What a record of a table is called."""
    names = {
        "quote": translate("Naming", "quote"),
        "incident": translate("Naming", "incident"),
        "finding": translate("Naming", "finding"),
        "link": translate("Naming", "link"),
        "media": translate("Naming", "source"),
        "person": translate("Naming", "person"),
        "organisation": translate("Naming", "organisation"),
    }
    return names.get(table or "", "")


def _choice(table: str, id: str, title: str, detail: str, badge: str) -> Choice:
    return Choice(f"{table}\n{id}", " ".join(title.split()), " ".join(detail.split()), badge=badge)
