"""What the reviewer sees of a transcript before it is added."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.importers.imported import Imported, Notice
from db.records import Segment

_ENGLISH = frozenset(("the", "and", "of", "to", "in", "is", "that", "it", "was", "for", "you", "we", "on", "with"))
_NOT_ARABIC = frozenset("پچژگکیۀےڤہں")
_SAMPLE = 200_000


@dataclass(frozen=True, slots=True)
class Preview:
    """A few segments and all the figures."""

    format: str
    encoding: str
    encoding_sure: bool
    language: str | None
    language_guessed: bool
    """True if the file doesn't say its language, and the letters suggest this one."""
    made_by: str | None
    speakers: tuple[str, ...]
    prefixes: tuple[str, ...]
    prefixes_used: bool
    segments: tuple[Segment, ...]
    """The first of them."""
    segment_count: int
    words: int
    timed_words: int
    """Words whose times the file gave; the others' are estimated or unknown."""
    start_ms: int | None
    end_ms: int | None
    skipped: int
    notices: tuple[Notice, ...]


def preview(imported: Imported, count: int = 20) -> Preview:
    """The preview of a transcript with its first segments."""
    segments = imported.segments
    guess = None if imported.language else guess_language(segments)
    starts = [segment.start_ms for segment in segments if segment.start_ms is not None]
    ends = [segment.end_ms for segment in segments if segment.end_ms is not None]
    return Preview(
        format=imported.format,
        encoding=imported.encoding,
        encoding_sure=imported.encoding_sure,
        language=imported.language or guess,
        language_guessed=guess is not None,
        made_by=imported.made_by,
        speakers=imported.speakers,
        prefixes=imported.prefixes,
        prefixes_used=imported.prefixes_used,
        segments=segments[:count],
        segment_count=len(segments),
        words=sum(len(segment.words) for segment in segments),
        timed_words=timed_words(segments),
        start_ms=min(starts, default=None),
        end_ms=max(ends, default=None),
        skipped=len(imported.skipped),
        notices=imported.notices,
    )


def timed_words(segments: Sequence[Segment]) -> int:
    """How many words have times that were given, not estimated."""
    return sum(word.start_ms is not None and not word.estimated for segment in segments for word in segment.words)


def guess_language(segments: Sequence[Segment]) -> str | None:
    """`ar` or `en`, by script and by a few common words; None for anything else."""
    parts: list[str] = []
    size = 0
    for segment in segments:
        parts.append(segment.text)
        size += len(segment.text)
        if size > _SAMPLE:
            break
    letters = [letter for letter in " ".join(parts) if letter.isalpha()]
    arabic = sum("\u0620" <= letter <= "\u06d3" for letter in letters)
    latin = sum(letter.isascii() for letter in letters)
    if letters and arabic > 0.5 * len(letters):
        others = sum(letter in _NOT_ARABIC for letter in letters)
        return "ar" if others < 0.01 * arabic else None
    words = " ".join(parts).casefold().split()
    english = sum(word in _ENGLISH for word in words)
    return "en" if letters and latin > 0.9 * len(letters) and english > 0.08 * len(words) else None
