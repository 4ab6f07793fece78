"""A quote as a clip: the stretches of its recording in the order of its parts, with the said words as subtitles."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from app import collecting, rendition, script
from app.exporters import atomic
from app.gaps import gaps_in
from app.media import clips
from app.media.clips import Cue as Cue
from app.media.clips import Stretch, Track
from app.passages import cut
from app.problems import Refused
from app.script import count_words
from db.casefile import CaseFile
from db.records import Quote, Segment
from db.tokens import Passage, Position, Span, Tier

Subtitles = Literal["none", "original", "translation", "both"]
_TIERS: dict[str, tuple[Tier, ...]] = {
    "none": (),
    "original": ("original",),
    "translation": ("translation",),
    "both": ("original", "translation"),
}
LONGEST_PAD_MS = 60_000


@dataclass(frozen=True, slots=True)
class Clip:
    """What a clip is made from; nothing of the case is needed any more to write it."""

    path: Path
    stretches: tuple[Stretch, ...]
    cues: tuple[Cue, ...]
    tracks: tuple[Track, ...] = ()
    """The same words, a track for each language, inside the MP4."""


def plan(
    case: CaseFile, quote: Quote, subtitles: Subtitles = "none", pad_ms: int = 0, path: Path | None = None
) -> Clip:
    """Which stretches of which file, and which subtitles; Refused where words have no times or there is no file.

    `path` is the recording, where whoever asks knows better than the case where it lies.
    """
    if not 0 <= pad_ms <= LONGEST_PAD_MS:
        raise Refused(f"{pad_ms} ms is no useful margin.", f"Choose from 0 to {LONGEST_PAD_MS}.")
    tier: Tier = "original" if any(quote.tokens.spans("original")) else "translation"
    spans = list(quote.tokens.spans(tier))
    if not spans or any(span.start_ms is None or span.end_ms is None for span in spans):
        raise Refused("The words of this quote have no time.", "Mark them in a transcript that has times.")
    path = path or _path(case, quote)
    stretches = padded(joined(_parts(case, quote, tier)), pad_ms)
    cues: list[Cue] = []
    tracks: list[Track] = []
    for wanted in _TIERS[subtitles]:
        said = [words for span in quote.tokens.spans(wanted) for words in _said(case, span)]
        if not said:
            raise Refused(f"This quote has no timed words in the {wanted}.", "Choose other subtitles.")
        found = cues_in(stretches, said)
        cues += found
        spoken = case.transcripts.get(next(quote.tokens.spans(wanted)).transcript_id).language
        tracks.append(Track(script.three_letters(spoken), tuple(found)))
    ordered = sorted(cues, key=lambda cue: (cue.start_ms, cue.end_ms))
    return Clip(path, stretches, tuple(ordered), tuple(tracks))


def _path(case: CaseFile, quote: Quote) -> Path:
    files = case.media_files.of(quote.media_id)
    if not files:
        raise Refused("The case has no file of this quote's source.", "Add the recording first.")
    path = next((path for file in files if (path := collecting.path_of(case, file))), None)
    if path is None:
        raise Refused("The recording is not where the case remembers it.", "Put it back beside the case.")
    return path


def padded(stretches: Sequence[Stretch], pad_ms: int) -> tuple[Stretch, ...]:
    """With a margin before the first and after the last alone: between them it would let be heard what is left out."""
    found = list(stretches)
    found[0] = Stretch(max(0, found[0].start_ms - pad_ms), found[0].end_ms)
    found[-1] = Stretch(found[-1].start_ms, found[-1].end_ms + pad_ms)
    return tuple(found)


def _parts(case: CaseFile, quote: Quote, tier: Tier) -> list[Stretch]:
    """From omission to omission; a bracket or stress between two words, or a mark of punctuation, is no cut."""
    tokens = quote.tokens.of(tier)
    found: list[Stretch] = []
    is_new = True
    for piece in rendition.render(tokens, "house", gaps_in(case.transcripts.segments)).pieces:
        omission = piece.omission
        is_new = is_new or (omission is not None and (omission.text is None or count_words(omission.text) > 0))
        token = tokens[piece.token] if piece.token is not None else None
        if not isinstance(token, Span) or token.start_ms is None or token.end_ms is None:
            continue
        if is_new or token.start_ms < found[-1].start_ms:
            found.append(Stretch(token.start_ms, token.end_ms))
        else:
            found[-1] = Stretch(found[-1].start_ms, max(found[-1].end_ms, token.end_ms))
        is_new = False
    return found


def joined(stretches: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Without empty stretches; one that runs into the next, as margins make them, is one with it."""
    found: list[Stretch] = []
    for one in stretches:
        if one.end_ms <= one.start_ms:
            continue
        if found and found[-1].start_ms <= one.start_ms <= found[-1].end_ms:
            found[-1] = Stretch(found[-1].start_ms, max(found[-1].end_ms, one.end_ms))
        else:
            found.append(one)
    if not found:
        raise Refused("The words of this quote last no time at all.", "Correct the times of its transcript.")
    return tuple(found)


def cues_in(stretches: Sequence[Stretch], said: Sequence[Cue]) -> list[Cue]:
    """Words with the recording's times as words with the clip's; what is not in the clip has no cue."""
    found: list[Cue] = []
    for one, at_ms in zip(stretches, clips.placed(stretches), strict=True):
        for cue in said:
            start, end = max(cue.start_ms, one.start_ms), min(cue.end_ms, one.end_ms)
            if start < end:
                found.append(Cue(at_ms + start - one.start_ms, at_ms + end - one.start_ms, cue.text))
    return found


def write(clip: Clip, out: Path, progress: Callable[[int, int], None]) -> tuple[Path, ...]:
    """Write the MP4 and, where there are cues, an SRT of the same name; returns what was written."""
    if out.suffix.lower() != ".mp4":
        raise Refused(f"“{out.name}” is no name of a clip.", "Choose one that ends in .mp4.")
    if out.exists() and out.samefile(clip.path):
        raise Refused("That is the recording itself, which is never written to.", "Choose another name.")
    with atomic.beside(out) as path:
        clips.write(clip.path, clip.stretches, path, progress, clip.tracks)
    if not clip.cues:
        return (out,)
    beside = out.with_suffix(".srt")
    atomic.write_whole(beside, srt(clip.cues).encode())
    return out, beside


def srt(cues: Sequence[Cue]) -> str:
    """The cues as a SubRip file."""
    return "\n".join(
        f"{number}\n{_clock(cue.start_ms)} --> {_clock(cue.end_ms)}\n{' '.join(cue.text.split())}\n"
        for number, cue in enumerate(cues, 1)
    )


def _said(case: CaseFile, span: Span) -> list[Cue]:
    """The quoted words segment by segment, with their times."""
    segments: Sequence[Segment] = case.transcripts.segments(span.transcript_id)
    found: list[Cue] = []
    for ordinal in range(span.start.ordinal, span.end.ordinal + 1):
        first = span.start if ordinal == span.start.ordinal else Position(ordinal, 0)
        last = span.end if ordinal == span.end.ordinal else Position(ordinal, len(segments[ordinal].text))
        if not segments[ordinal].text[first.offset : last.offset].strip():
            continue
        part = cut(Passage(span.transcript_id, first, last), segments)
        if part.start_ms is not None and part.end_ms is not None:
            found.append(Cue(part.start_ms, part.end_ms, part.text))
    return found


def _clock(ms: int) -> str:
    seconds, rest = divmod(ms, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02},{rest:03}"
