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
        repeated = _repeated(shown, end_ms, cue)
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
    """True if every other cue that follows closely repeats lines, and some then go on to new ones.

    People do say "No." twice, and machines that listen to music say "Thank you." a hundred times: that is no rolling.
    """
    near = repeating = going_on = 0
    shown: list[str] = []
    end_ms: int | None = None
    for cue in cues:
        own = _lines(cue.text)
        if own:
            if _touches(end_ms, cue):
                near += 1
                repeated = _repeated(shown, end_ms, cue)
                repeating += repeated > 0
                going_on += 0 < repeated < len(own)
            shown, end_ms = own, cue.end_ms
    enough = 1 if any(cue.pieces for cue in cues) else 3
    return going_on >= enough and repeating * 2 >= near


def _lines(text: str) -> list[str]:
    return [said for line in text.split("\n") if (said := line.strip())]


def _touches(end_ms: int | None, cue: Cue) -> bool:
    return end_ms is not None and cue.start_ms is not None and abs(cue.start_ms - end_ms) <= _NEAR_MS


def _repeated(before: list[str], end_ms: int | None, cue: Cue) -> int:
    """How many of the lines that stood last stand first now; a line whose words have times is said, not shown again."""
    if not _touches(end_ms, cue):
        return 0
    own = _lines(cue.text)
    for count in range(min(len(before), len(own), 4), 0, -1):
        if before[-count:] == own[:count]:
            length = _length(cue.text, count)
            return 0 if any(0 < piece.start < length for piece in cue.pieces) else count
    return 0


def _length(text: str, count: int) -> int:
    """How much of a text its first lines take up, those that are blank not counted."""
    length = 0
    for line in text.split("\n"):
        if count == 0:
            break
        length += len(line) + 1
        count -= bool(line.strip())
    return length


def _without_first(cue: Cue, count: int) -> Cue:
    offset = _length(cue.text, count)
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
