"""Gathers an exhibit from a case. What is shown comes out of a disclosure of it, so nothing privileged can be in it.

The disclosure is written to a private folder, read back, and wiped: the sheet, the passages, the custody log and the
drafts are made of it alone. Of the case itself come only the bytes of the recordings, what they are found to be now,
whether a quote is approved, and when each file was added.
"""

import tempfile
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from app import citation, clipping, collecting, custody_log, disclosing, installation, keys, sheet
from app.clipping import Subtitles
from app.collecting import FileState
from app.exhibit import looking, recordings, words
from app.exhibit.values import Choice, Clipped, Gathered
from app.exporters import rows_csv
from app.problems import Refused
from app.sheet.values import Fact, Picture, QuoteSheet, Sheet, Use, Wanted
from app.tasks import Progress, no_progress
from db import disclosed
from db.casefile import CaseFile
from db.outside import heads_of_work
from db.records import MediaFile, Quote
from db.wiping import wipe

_NOT_IN_IT = Use("Not part of this exhibit", ())
_OF_THE_HOUSE = ("Marked by", "Last changed by", "Reviewed by")
States = Mapping[str, FileState]


def gather(case: CaseFile, choice: Choice, at: str, progress: Progress = no_progress) -> Gathered:
    """Read the recordings through, and bring together all that is shown. Refused if nothing would be in it."""
    outlook = looking.look(case, choice)
    if not outlook.quotes:
        raise Refused("Nothing would be in this exhibit.", "Choose other quotes, or look at how they are marked.")
    by = installation.load().reviewer_name
    with _disclosed(case, choice, at) as shown:
        states = _states(case, shown, progress)
        approved = {one.quote_id for one in outlook.quotes if one.is_approved}
        quotes = [shown.quotes.get(one.quote_id) for one in outlook.quotes]
        media = list(dict.fromkeys(quote.media_id for quote in quotes))
        logs = [custody_log.gather(shown, id, [s for s in states.values() if s.file.media_id == id]) for id in media]
        report = custody_log.report(shown, [replace(log, has_steps=False) for log in logs])
        heads = tuple(heads_of_work(case.connection))
        foot = f"{shown.info.title} · ledger head {heads[0][:16] if len(heads) == 1 else 'several'}"
        files = [recordings.of(case, shown, state, by) for id in media for state in states.values() if _is(state, id)]
        packing, files = recordings.packed(files) if choice.with_media else ((), files)
        translations, whole = words.transcripts(shown, quotes, whole=choice.with_transcripts)
        written = _sheet(shown, choice, quotes, states, approved, heads, by)
        clips = tuple(
            _clip(shown, quote, number, states, wanted=choice.with_clips) for number, quote in enumerate(quotes, 1)
        )
        return Gathered(
            title=shown.info.title,
            case_id=shown.info.id,
            marking=written.marking,
            heads=heads,
            at=at,
            by=by,
            sheet=written,
            clips=clips,
            words=(*(words.passage(one) for one in written.quotes), *whole),
            custody=replace(report, foot=foot, marking=written.marking),
            custody_table=rows_csv.render(*custody_log.table(logs)),
            recordings=tuple(files),
            events=tuple(recordings.events(logs)),
            translations=translations,
            packing=packing,
            lacks=tuple(f"Quote {one.number}: {one.why_not}" for one in clips if one.why_not),
        )


@contextmanager
def _disclosed(case: CaseFile, choice: Choice, at: str) -> Generator[CaseFile]:
    with tempfile.TemporaryDirectory(prefix="avowal-") as folder:
        path = Path(folder) / "disclosure.sqlite"
        try:
            disclosing.write(case, path, looking.to_disclose(choice), at=at)
            with disclosed.read(path, keys.signature_of) as shown:
                yield shown
        finally:
            wipe(path)


def _is(state: FileState, media_id: str) -> bool:
    return state.file.media_id == media_id


def _states(case: CaseFile, shown: CaseFile, progress: Progress) -> dict[str, FileState]:
    """What each file that leaves is found to be now; known by the record that leaves, not by the case's own."""
    files = shown.media_files.all()
    total, done = sum(file.size for file in files), 0
    found: dict[str, FileState] = {}
    for file in files:
        own = case.media_files.get(file.id)
        state = collecting.check(case, own, lambda more, _all, before=done: progress(before + more, total))
        found[file.id] = FileState(file, state.path, state.hash_now)
        done += file.size
    return found


def _whole(states: States, media_id: str) -> FileState | None:
    """The recording as it was added, if any copy of it still is."""
    found = [one for one in states.values() if one.file.media_id == media_id and one.path and not one.is_changed]
    return min(found, key=lambda one: one.file.copy_type != "evidentiary", default=None)


def _sheet(
    shown: CaseFile,
    choice: Choice,
    quotes: list[Quote],
    states: States,
    approved: set[str],
    heads: tuple[str, ...],
    by: str,
) -> Sheet:
    made = sheet.gather(
        shown,
        sheet.Choice(
            quote_ids=tuple(quote.id for quote in quotes),
            style=choice.style,
            prepared_by=by,
            with_notes=choice.with_notes,
            hashes={id: state.hash_now for id, state in states.items()},
        ),
    )
    record = (
        *(Fact("Ledger head", head, is_code=True) for head in heads),
        Fact("History", None, "not part of this exhibit; the head above stands for its state"),
        Fact("Case", shown.info.id, is_code=True),
    )
    shown_quotes = tuple(
        _shown(one, quote, choice, _whole(states, quote.media_id), quote.id in approved)
        for one, quote in zip(made.quotes, quotes, strict=True)
    )
    return replace(made, quotes=shown_quotes, record=record, head=heads[0] if len(heads) == 1 else None)


def _shown(one: QuoteSheet, quote: Quote, choice: Choice, state: FileState | None, is_approved: bool) -> QuoteSheet:
    """What a disclosure has nothing of is said not to be in it, which is not the same as that there is nothing."""
    header = tuple(
        replace(fact, value="Approved by two reviewers" if is_approved else "Not approved by two reviewers")
        if fact.label == "Status"
        else fact
        for fact in one.header
        if fact.label not in _OF_THE_HOUSE
    )
    argument = (one.incidents, one.elements) if choice.with_argument else ((_NOT_IN_IT,), (_NOT_IN_IT,))
    return replace(
        one,
        header=header,
        incidents=argument[0],
        elements=argument[1],
        against=one.against if choice.with_argument and one.against else (_NOT_IN_IT,),
        signed=(Fact("Reviewers", None, "not part of this exhibit"),),
        picture=_picture(one.picture, quote, state),
    )


def _picture(known: Picture, quote: Quote, state: FileState | None) -> Picture:
    start_ms = quote.tokens.start_ms
    if state is None:
        return Picture(None, "No still: the recording is missing, or is not what was added to the case.")
    if start_ms is None or not (state.file.video_codec or state.file.width):
        return Picture(None, known.caption)
    span = next((span for span in quote.tokens.spans() if span.start_ms == start_ms), None)
    frame = f", frame {span.frame}" if span and span.frame is not None else ""
    estimated = " (estimated)" if span and span.estimated else ""
    assert state.path is not None
    return Picture(
        None,
        f"Still at the in-point, {citation.precise(start_ms)}{estimated}{frame}.",
        Wanted(state.path, start_ms),
    )


def _clip(shown: CaseFile, quote: Quote, number: int, states: States, *, wanted: bool) -> Clipped:
    title = quote.title or f"Quote {number}"
    state = _whole(states, quote.media_id)
    if state is None:
        return Clipped(number, title, None, (), why_not=_why_not(states, shown.media_files.of(quote.media_id)))
    has = [tier for tier in ("original", "translation") if any(quote.tokens.spans(tier))]
    why = ""
    subtitles: Subtitles = "both" if len(has) == 2 else "original" if has == ["original"] else "translation"
    for words_ in (subtitles, "none"):
        try:
            clip = clipping.plan(shown, quote, words_, path=state.path)
        except Refused as refused:
            why = refused.problem.what
            continue
        has_picture = bool(state.file.video_codec or state.file.width)
        stills = tuple(one.start_ms for one in clip.stretches) if has_picture else ()
        return Clipped(number, title, clip if wanted else None, stills, state.path)
    return Clipped(number, title, None, (), why_not=f"no clip. {why}")


def _why_not(states: States, files: list[MediaFile]) -> str:
    if not files:
        return "no clip and no still: the case has no file of the recording."
    if any(states[file.id].is_changed for file in files):
        return "no clip and no still: the file of the recording is NOT what was added to the case."
    return "no clip and no still: the recording was not found where the case knows it."
