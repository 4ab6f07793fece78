"""Commands that say what is wrong in a transcript, and who stands for a translation."""

from dataclasses import asdict

import click

from app.cli import output
from app.cli.common import CASE, MS, as_json, given, reading, writing

TRANSCRIPT = click.argument("transcript")


@click.command()
@CASE
@TRANSCRIPT
@click.argument("ordinal", type=click.IntRange(0, 2**31), required=False)
@click.option("--text", metavar="TEXT", help="What the segment says.")
@click.option("--speaker", metavar="NAME", help="Who says it.")
@click.option("--start-ms", type=MS, help="When it begins.")
@click.option("--end-ms", type=MS, help="When it ends.")
@click.option("--reason", metavar="TEXT", help="How one knows. A correction needs it.")
@click.option("--withdraw", is_flag=True, help="Take the correction of this segment back.")
@as_json
def correct(
    case: str,
    transcript: str,
    ordinal: int | None,
    text: str | None,
    speaker: str | None,
    start_ms: int | None,
    end_ms: int | None,
    reason: str | None,
    withdraw: bool,
    json: bool,
) -> None:
    """Lay a correction over segment ORDINAL (from 0) of a transcript; the import stays. Without ORDINAL: list them."""
    from app import correcting, lookup
    from app.problems import Refused

    fields = given(text=text, speaker=speaker, start_ms=start_ms, end_ms=end_ms)
    if ordinal is None:
        if fields or reason or withdraw:
            raise click.UsageError("Name the segment that is to be corrected.")
        with reading(case) as opened:
            of = lookup.transcript(opened, transcript)
            segments = opened.transcripts.segments(of.id)
            found = [
                {**asdict(one), "imported": segments[one.ordinal].text if one.ordinal < len(segments) else None}
                for one in opened.argument.corrections.of(of.id)
            ]
        if json:
            output.answer(found)
        elif found:
            output.table((one["ordinal"], one["text"] or one["imported"], one["reason"]) for one in found)
        else:
            output.say("Nothing is corrected in this transcript.")
        return
    if withdraw == bool(fields or reason):
        raise click.UsageError("Give what is to be corrected and --reason, or --withdraw alone.")
    with writing(case) as session:
        of = lookup.transcript(session.case, transcript)
        if withdraw:
            known = correcting.of_segment(session.case, of.id, ordinal)
            if known is None:
                raise Refused(f"Segment {ordinal} has no correction.", "Nothing was written.")
            session.do("Withdraw correction", correcting.withdraw, known.id)
            id = known.id
        else:
            id = session.do("Correct transcript", correcting.correct, of.id, ordinal, reason or "", **fields).id
    output.answer({"id": id}) if json else output.show(id)


@click.command()
@CASE
@TRANSCRIPT
@click.argument("action", type=click.Choice(["list", "add", "remove"]), default="list")
@click.argument("certificate", metavar="[CERTIFICATE]", required=False)
@click.option("--translator", metavar="NAME", help="Who certifies.")
@click.option("--qualification", metavar="TEXT", help="What makes the translator one.")
@click.option("--date", metavar="EDTF", help="When.")
@click.option("--covers", metavar="TEXT", help="What of it, in the translator's words; without it, the whole.")
@click.option("--statement", metavar="TEXT", help="What the certificate says.")
@click.option("--sha256", metavar="HASH", help="The words that were certified, if they are not those of today.")
@as_json
def certificate(
    case: str,
    transcript: str,
    action: str,
    certificate: str | None,
    translator: str | None,
    qualification: str | None,
    date: str | None,
    covers: str | None,
    statement: str | None,
    sha256: str | None,
    json: bool,
) -> None:
    """A translator's certificate, bound to the words by their hash: it is void once they are corrected."""
    from app import certifying, lookup

    if (action == "add") != (translator is not None) or (action == "remove") != (certificate is not None):
        raise click.UsageError("“add” needs --translator, “remove” a certificate; “list” takes neither.")
    if action == "list":
        with reading(case) as opened:
            standings = certifying.standings(opened, lookup.transcript(opened, transcript).id)
        found = [
            {**asdict(one.certificate), "holds": one.holds, "sha256_now": one.sha256_now, "why": one.why}
            for one in standings
        ]
        if json:
            output.answer(found)
        elif found:
            output.table((one["id"], one["translator"], one["date"] or "", one["why"]) for one in found)
        else:
            output.say("Nobody has certified this transcript.")
        return
    with writing(case) as session:
        of = lookup.transcript(session.case, transcript)
        if translator is not None:
            about = (translator, qualification, date, covers, statement, sha256)
            id = session.do("Add certificate", certifying.certify, of.id, *about).id
        else:
            id = certificate or ""
            session.do("Remove certificate", certifying.withdraw, id)
    output.answer({"id": id}) if json else output.show(id)
