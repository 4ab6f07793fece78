"""The command about where reviewers differ."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from app.cli import output
from app.cli.common import CASE, as_json, path_of, reading

if TYPE_CHECKING:
    from app.agreement import Agreement, Figure
    from app.comparing import Comparison
    from app.dissent import Dissent


@click.command()
@CASE
@click.option("--out", metavar="FILE", help="Write them to a file that ends in .csv or .html.")
@as_json
def dissent(case: str, out: str | None, json: bool) -> None:
    """Show how far reviewers agree, and each judgement on which they differ.

    A difference is kept also after a conflict was decided.
    """
    from app.comparing import compare
    from app.differences.gathering import gather
    from app.exporters import differences

    target = None if out is None else path_of(out)
    if target is not None:
        differences.kind_of(target)
    with reading(case) as opened:
        comparison = compare(opened)
        document = gather(opened, comparison)
    if target is not None:
        differences.write(document, target)
        output.say(f"Wrote {target}.")
    if json:
        output.answer(_plain(comparison))
        return
    if target is not None:
        return
    for one in document.measured:
        output.show(f"{one.what}: {one.alike} of {one.units} {one.unit} alike; alpha {one.alpha}")
        for pair, kappa in one.kappas:
            output.show(f"    {pair}: kappa {kappa}")
    for found in document.differences:
        output.show()
        output.show(f"{found.number}. {found.judgement}  {found.target or ''}".rstrip())
        if found.words:
            output.show(f"    {output.one_line(found.words)}")
        for held in found.held:
            why = f" ({output.one_line(held.reason)})" if held.reason else ""
            output.show(f"    {held.reviewer}, {held.at}: {held.value}{why}")
        output.show(f"    The case says: {found.stands or 'each stands in a quote of its own'}. {found.record}")


def _plain(found: "Comparison") -> dict[str, Any]:
    return {
        "reviewers": [{"id": id, "name": name} for id, name in found.reviewers],
        "words": _agreement(found.marks),
        "transcripts": [
            {"transcript": one.transcript_id, "title": one.title, **_agreement(one.found)} for one in found.transcripts
        ],
        "judgements": [{"table": one.table, "field": one.field, **_agreement(one.found)} for one in found.judgements],
        "same_passage": [asdict(one) for one in found.matches],
        "differences": [_difference(one) for one in (*found.dissents, *found.apart)],
    }


def _agreement(found: "Agreement") -> dict[str, Any]:
    pairs = [{"between": [pair.one, pair.other], **_figure(pair.kappa)} for pair in found.pairs]
    return {
        "level": found.level,
        "units": found.units,
        "alike": found.alike,
        "alpha": _figure(found.alpha),
        "kappa": pairs,
    }


def _figure(figure: "Figure") -> dict[str, Any]:
    return {"value": figure.value, "why_not": figure.why_not or None, "units": figure.units}


def _difference(one: "Dissent") -> dict[str, Any]:
    said = [
        {
            "reviewer": voice.reviewer_id,
            "name": voice.reviewer,
            "id": voice.record_id,
            "value": voice.value,
            "at": voice.at,
            "reason": voice.reason,
        }
        for voice in one.voices
    ]
    same = len({voice.record_id for voice in one.voices}) == 1
    return {
        "about": "record" if same else "passage",
        "table": one.table,
        "id": one.record_id,
        "field": one.field,
        "stands": one.stands,
        "said": said,
    }
