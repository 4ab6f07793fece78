"""Commands for the review of quotes, and for what waits for a reviewer."""

from dataclasses import asdict
from typing import Any

import click

from app.cli import output
from app.cli.common import CASE, as_json, reading, writing


@click.command()
@CASE
@click.argument("quotes", metavar="[QUOTE]...", nargs=-1)
@click.option("--to", "state", metavar="STATE", help="The next state: submitted, changes_requested, rejected, ...")
@click.option("--approve", is_flag=True, help="Give the approval that the quote waits for: the first, or the second.")
@click.option("--reason", metavar="TEXT", help="Why; with an approval it is kept as dissent.")
@as_json
def review(
    case: str, quotes: tuple[str, ...], state: str | None, approve: bool, reason: str | None, json: bool
) -> None:
    """Take the review of QUOTEs one step on, or show where they stand; without a QUOTE, where all of them do.

    Quotes that can't go that step stay as they are and are named; the exit status is 1 then.
    """
    from app import lookup, reviewing
    from app.cli.errors import No
    from app.standing import standings

    if state is not None and approve:
        raise click.UsageError("Give --to or --approve, not both.")
    if state is None and not approve:
        with reading(case) as opened:
            wanted = [lookup.quote(opened, one) for one in quotes] if quotes else opened.quotes.all()
            known = standings(opened, wanted)
            names = {one.id: one.name for one in opened.reviewers.all()}
            titles = {quote.id: quote.title for quote in wanted}
        _show([_plain(one, titles, names) for one in known.values()], json=json)
        return
    if not quotes:
        raise click.UsageError("Name the quotes whose review goes on.")
    with writing(case) as session:
        ids = [lookup.quote(session.case, one).id for one in quotes]
        if state is None:
            outcome = session.do("Approve", reviewing.approve_all, ids, reason)
        else:
            outcome = session.do("Set status", reviewing.move_all, ids, state, reason)
    left = [{"quote": id, "why": str(problem)} for id, problem in outcome.left]
    if json:
        output.answer({"done": list(outcome.done), "left": left})
    else:
        output.table([(id, "done") for id in outcome.done] + [(one["quote"], one["why"]) for one in left])
    if left:
        raise No


@click.command()
@CASE
@as_json
def waiting(case: str, json: bool) -> None:
    """List what waits for you: quotes to review, changes asked of your own, comments to answer, tasks."""
    from app import installation, waiting

    with reading(case) as opened:
        found = waiting.queue(opened, installation.load().reviewer_id)
    if json:
        output.answer([asdict(one) for one in found])
        return
    rows = [(one.kind, one.table, one.record_id, one.said) for one in found]
    output.table(rows) if rows else output.say("Nothing waits for you.")


def _plain(standing: Any, titles: dict[str, str | None], names: dict[str, str]) -> dict[str, Any]:
    return {
        "quote": standing.quote_id,
        "title": titles[standing.quote_id],
        "state": standing.state,
        "written": standing.written,
        "fallen": standing.fallen,
        "author": names.get(standing.author_id or ""),
        "approved_by": [names.get(one.reviewer_id) for one in standing.approvals],
        "steps": [
            {"state": one.state, "reviewer": names.get(one.reviewer_id), "at": one.at, "reason": one.reason}
            for one in standing.steps
        ],
    }


def _show(found: list[dict[str, Any]], *, json: bool) -> None:
    if json:
        output.answer(found)
        return
    rows = [(one["quote"], one["state"], ", ".join(one["approved_by"]) or "-", one["title"] or "-") for one in found]
    output.table(rows) if rows else output.say("There is no quote in this case yet.")
