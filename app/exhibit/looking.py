"""Which quotes would be in an exhibit, and what each of them lacks; nothing is written."""

from app import collecting, disclosing, standing
from app.exhibit.values import Choice, Lack, Outlook, Standing
from app.problems import Refused
from db import disclosable
from db.casefile import CaseFile
from db.disclosable import Selection
from db.disclosed import Disclosed
from db.records import Quote


def look(case: CaseFile, choice: Choice) -> Outlook:
    """What would leave and what would stay: by the rule for disclosures, which is the only one."""
    if isinstance(case, Disclosed):
        raise Refused("This is a disclosure, of which no exhibit can be made.", "Make it from the case itself.")
    outlook = disclosing.look(case, to_disclose(choice))
    selection = disclosable.select(case.connection, to_disclose(choice))
    quotes = chosen(case, choice, selection)
    states = standing.states(case, quotes)
    return Outlook(
        tuple(
            Standing(
                quote.id,
                quote.title or f"Quote {number}",
                states[quote.id] == "approved",
                _lack(case, quote),
            )
            for number, quote in enumerate(quotes, 1)
        ),
        outlook.withheld,
        outlook.marking,
    )


def to_disclose(choice: Choice) -> disclosing.Choice:
    """The same choice, as a disclosure takes it."""
    ids = None if choice.quote_ids is None else frozenset(choice.quote_ids)
    return disclosing.Choice(choice.marking, ids, choice.with_argument, choice.with_notes)


def chosen(case: CaseFile, choice: Choice, selection: Selection) -> list[Quote]:
    """The quotes that leave, in the order that was asked for."""
    leaving = selection.ids("quote")
    if choice.quote_ids is None:
        return [quote for quote in case.quotes.all() if quote.id in leaving]
    return [case.quotes.get(id) for id in dict.fromkeys(choice.quote_ids) if id in leaving]


def _lack(case: CaseFile, quote: Quote) -> Lack | None:
    files = case.media_files.of(quote.media_id)
    if not files:
        return "none"
    if not any(collecting.path_of(case, file) for file in files):
        there = any(path.is_file() for file in files for path in collecting.candidates(case, file))
        return "changed" if there else "missing"
    return "untimed" if quote.tokens.start_ms is None else None
