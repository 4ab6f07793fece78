"""Rolling captions told once: YouTube's automatic ones show every line again above the next, and alone in between."""

from collections.abc import Iterator, Sequence

from app.importers.assembly import Assembly, Cue, Voice
from app.words import Piece

_NEAR_MS = 200


def unrolled(cues: Sequence[Cue], assembly: Assembly) -> Iterator[Cue]:
    """The cues without the lines that the cue before still showed, if the file rolls; else as they are."""
    if not _rolls(cues):
        yield from cues
        return
    shown: list[str] = []
    end_ms: int | None = None
    for cue in cues:
        own = _lines(cue.text)
        repeated = _overlap(shown, own) if _touches(end_ms, cue) else 0
        if own:
            shown, end_ms = own, cue.end_ms
        if repeated and repeated == len(own):
            assembly.skipped(cue.line, "it only shows again what the cue before said")
            continue
        if repeated:
            assembly.repaired(cue.line, "lines that the cue before had said were taken out")
            yield _without_first(cue, repeated)
        else:
            yield cue


def _rolls(cues: Sequence[Cue]) -> bool:
    """True if every other cue that follows closely repeats lines: people do say "No." twice, but not all the time."""
    near = repeating = 0
    shown: list[str] = []
    end_ms: int | None = None
    for cue in cues:
        own = _lines(cue.text)
        if own:
            if _touches(end_ms, cue):
                near += 1
                repeating += bool(_overlap(shown, own))
            shown, end_ms = own, cue.end_ms
    enough = 2 if any(cue.pieces for cue in cues) else 3
    return repeating >= enough and repeating * 2 >= near


def _lines(text: str) -> list[str]:
    return [said for line in text.split("\n") if (said := line.strip())]


def _touches(end_ms: int | None, cue: Cue) -> bool:
    return end_ms is not None and cue.start_ms is not None and abs(cue.start_ms - end_ms) <= _NEAR_MS


def _overlap(before: list[str], own: list[str]) -> int:
    """How many of the lines that stood last are the lines that stand first now."""
    for count in range(min(len(before), len(own), 4), 0, -1):
        if before[-count:] == own[:count]:
            return count
    return 0


def _without_first(cue: Cue, count: int) -> Cue:
    offset = 0
    for line in cue.text.split("\n"):
        if count == 0:
            break
        offset += len(line) + 1
        count -= bool(line.strip())
    pieces = tuple(
        Piece(max(piece.start - offset, 0), piece.end - offset, piece.start_ms, piece.end_ms)
        for piece in cue.pieces
        if piece.end > offset
    )
    voices = tuple(
        Voice(max(voice.start - offset, 0), voice.end - offset, voice.speaker)
        for voice in cue.voices
        if voice.end > offset
    )
    return Cue(cue.line, cue.start_ms, cue.end_ms, cue.text[offset:], voices, pieces)
