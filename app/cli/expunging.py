"""The command that lets a name or a passage vanish."""

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from app.amounts import amount
from app.cli import output
from app.cli.common import CASE, as_json, writing

if TYPE_CHECKING:
    from app.expunging import Outlook
    from db.casefile import CaseFile
    from db.tokens import Passage


@click.command()
@CASE
@click.option("--words", metavar="TEXT", multiple=True, help="Wherever these words stand; may be given again.")
@click.option("--transcript", metavar="TRANSCRIPT", help="In this transcript only ...")
@click.option("--passage", metavar="TEXT", help="... these very words.")
@click.option("--nth", type=click.IntRange(1, 1_000_000), default=1, help="Where they stand for the nth time.")
@click.option("--what", required=True, help="What it is, without saying it: the name of a witness.")
@click.option("--ground", required=True, help="Why: a court's order, a witness in danger.")
@click.option("--yes", is_flag=True, help="Do it. Without this, the command only says what would change.")
@click.option("--keep-backups", is_flag=True, help="Leave the backups, which still hold the words.")
@as_json
def expunge(
    case: str,
    words: tuple[str, ...],
    transcript: str | None,
    passage: str | None,
    nth: int,
    what: str,
    ground: str,
    yes: bool,
    keep_backups: bool,
    json: bool,
) -> None:
    """Let a name or a passage vanish from the case, its history and its backups, for good."""
    from app import expunging
    from db.expunge import Wish

    if (transcript is None) != (passage is None):
        raise click.UsageError("--transcript and --passage go together.")
    if not words and passage is None:
        raise click.UsageError("Give --words, or --transcript and --passage.")
    with writing(case) as session:
        passages = _passages(session.case, transcript, passage, nth)
        wish = Wish(what, ground, words, passages)
        outlook = expunging.look(session.case, wish)
        gone = 0
        if yes:
            expunging.carry_out(session, wish)
            gone = 0 if keep_backups else expunging.renew_backups(session)
        left = [str(path) for path in expunging.older_backups(session.case)] if yes else []
    if json:
        plain = asdict(outlook) | {"backups": [str(path) for path in outlook.backups]}
        output.answer({"done": yes, **plain, "backups_destroyed": gone, "backups_left": left})
    else:
        _tell(outlook, done=yes, gone=gone, left=left)


def _passages(case: "CaseFile", transcript: str | None, passage: str | None, nth: int) -> "tuple[Passage, ...]":
    from app import lookup
    from app.passages import Passage, find_words

    if transcript is None or passage is None:
        return ()
    of = lookup.transcript(case, transcript)
    return (Passage(of.id, *find_words(passage, case.transcripts.segments(of.id), nth)),)


def _tell(outlook: "Outlook", *, done: bool, gone: int, left: list[str]) -> None:
    if outlook.is_empty:
        output.say("It stands nowhere in this case.")
        return
    output.show("Expunged:" if done else "This would be expunged:")
    counted = {"segments of transcripts": outlook.segments, "imported files, destroyed whole": outlook.files}
    counted |= {f"records ({table})": count for table, count in outlook.records.items()}
    counted["steps of the history"] = outlook.steps
    output.table([[f"  {what}", count] for what, count in counted.items() if count])
    if not done:
        copies = amount(len(outlook.backups), "backup")
        output.say(f"{copies} would be destroyed. Nothing was changed; add --yes to do it.")
    else:
        was = f"{amount(gone, 'backup was', 'backups were')} destroyed."
        output.say(was if not left else f"{amount(len(left), 'backup')} may still hold it.")
    for name in outlook.departures:
        output.say(f"Left the house before, and may hold it: {name}")
