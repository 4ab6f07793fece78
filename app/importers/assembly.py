"""From cues as a file gave them to segments: one blank for a line break, one speaker a segment, words with their times.

What every format needs is done here once: times that can't be, cues without words, cues that are there twice or out of
order, names before a colon, two speakers in one cue. A break of lines inside a cue is the screen's, not the speaker's,
so it becomes one blank; nothing else of the text is altered. Segments that come out of one cue share its times unless
the file gave their words times.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from app.importers import prefixes
from app.importers.decoding import Decoded, storable
from app.importers.imported import Choices, Imported, Notice
from app.problems import Refused
from app.words import Piece, estimate, timed_words
from db.records import Segment, Word
from db.words import LATEST_MS


@dataclass(frozen=True, slots=True)
class Voice:
    """A stretch of a cue's text that one speaker says."""

    start: int
    end: int
    speaker: str | None


@dataclass(slots=True)
class Cue:
    """A cue as the file has it, markup gone, line breaks still there."""

    line: int
    start_ms: int | None
    end_ms: int | None
    text: str
    voices: tuple[Voice, ...] = ()
    """Together they cover the whole text, if there are any."""
    pieces: tuple[Piece, ...] = ()


class Assembly:
    """Collects cues and notices; `finish` makes the transcript of them.

    Where cues are told by something else than their line, `line_of` says what line that is.
    """

    def __init__(
        self, format: str, choices: Choices, decoded: Decoded, line_of: Callable[[int], int] | None = None
    ) -> None:
        self._format = format
        self._choices = choices
        self._decoded = decoded
        self._line_of = line_of
        self._notices: list[Notice] = []
        self._cues: list[Cue] = []

    def skipped(self, line: int, why: str) -> None:
        """Say that something was left out."""
        self._notices.append(Notice(line, why))

    def repaired(self, line: int, why: str) -> None:
        """Say that something was put right."""
        self._notices.append(Notice(line, why, True))

    def add(self, cue: Cue) -> None:
        """Take a cue, unless nothing is said in it."""
        if not cue.text or cue.text.isspace():
            self.skipped(cue.line, "the cue holds no words")
            return
        text = storable(cue.text)
        if text != cue.text:
            self.repaired(cue.line, "characters that can't be kept (NUL, lone surrogates) were replaced by \ufffd")
            cue.text = text
        self._set_times(cue)
        self._cues.append(cue)

    def finish(self, language: str | None = None, made_by: str | None = None) -> Imported:
        """The transcript; Refused if no cue is left."""
        if not self._cues:
            raise _nothing(self._told())
        self._sort()
        chosen = self._choices.speaker_prefixes
        found = prefixes.Prefixes()
        if chosen or not any(cue.voices for cue in self._cues):
            found = prefixes.detect(cue.text for cue in self._cues)
        use = found.convincing if chosen is None else chosen
        names = frozenset(found.names) if use else frozenset[str]()
        segments: list[Segment] = []
        speakers: dict[str, None] = {}
        for cue in self._cues:
            made = self._segments(cue, names)
            segments += made
            speakers.update((segment.speaker, None) for segment in made if segment.speaker)
        if not segments:
            raise _nothing(self._told())
        return Imported(
            format=self._format,
            segments=tuple(segments),
            speakers=tuple(speakers),
            notices=self._told(),
            language=language,
            made_by=made_by,
            encoding=self._decoded.encoding,
            encoding_sure=self._decoded.sure,
            prefixes=found.names,
            prefixes_used=bool(names),
        )

    def _told(self) -> tuple[Notice, ...]:
        notices = self._notices
        if self._line_of is not None:
            notices = [replace(notice, line=self._line_of(notice.line)) for notice in notices]
        return tuple(sorted([*self._decoded.notices, *notices], key=lambda notice: notice.line))

    def _set_times(self, cue: Cue) -> None:
        start, end = cue.start_ms, cue.end_ms
        if (start is not None and start > LATEST_MS) or (end is not None and end > LATEST_MS):
            self.repaired(cue.line, "the time is later than any recording lasts; the words were kept without a time")
            cue.start_ms, cue.end_ms, cue.pieces = None, None, ()
            return
        if (start is not None and start < 0) or (end is not None and end < 0):
            self.repaired(cue.line, "a time before the beginning was set to 0")
            start = None if start is None else max(start, 0)
            end = None if end is None else max(end, 0)
        if start is not None and end is not None and end < start:
            self.repaired(cue.line, "the cue ends before it begins; its end was set to its beginning")
            end = start
        cue.start_ms, cue.end_ms = start, end

    def _sort(self) -> None:
        latest, last = 0, 0
        keys: list[int] = []
        moved = False
        for cue in self._cues:
            last = last if cue.start_ms is None else cue.start_ms
            keys.append(last)
            if last < latest:
                moved = True
                if cue.start_ms is not None:
                    self.repaired(cue.line, "the cue stood after a later one; it was moved to its place in time")
            latest = max(latest, last)
        if moved:
            order = sorted(range(len(keys)), key=keys.__getitem__)
            self._cues = [self._cues[place] for place in order]
        self._drop_doubles()

    def _drop_doubles(self) -> None:
        kept: list[Cue] = []
        same: set[tuple[int | None, str, tuple[Voice, ...]]] = set()
        start: int | None = None
        for cue in self._cues:
            if cue.start_ms is None or cue.start_ms != start:
                start, same = cue.start_ms, set()
            key = (cue.end_ms, cue.text, cue.voices)
            if start is not None and key in same:
                self.skipped(cue.line, "the same words at the same time stand in the file twice")
                continue
            same.add(key)
            kept.append(cue)
        self._cues = kept

    def _segments(self, cue: Cue, names: frozenset[str]) -> list[Segment]:
        turns = _turns(cue, names)
        if len(turns) == 1 and _is_one_line(cue.text) and turns[0].end - turns[0].start == len(cue.text):
            words = timed_words(cue.text, cue.pieces) if cue.pieces else ()
            return [estimate(Segment(cue.start_ms, cue.end_ms, cue.text, turns[0].speaker, words))]
        text, places, origin = _joined(cue.text, turns)
        if not text:
            self.skipped(cue.line, "the cue holds a name but no words")
            return []
        if cue.pieces:
            pieces = [_moved(piece, origin) for piece in cue.pieces]
            words = timed_words(text, [piece for piece in pieces if piece.start < piece.end])
            whole = estimate(Segment(cue.start_ms, cue.end_ms, text, turns[0].speaker, words))
        else:
            whole = estimate(Segment(cue.start_ms, cue.end_ms, text, turns[0].speaker))
        if len(places) == 1:
            return [replace(whole, speaker=places[0].speaker) if whole.speaker != places[0].speaker else whole]
        self.repaired(cue.line, f"{len(places)} turns of speech in one cue were made {len(places)} segments")
        return [_cut(whole, place, n == 0, n == len(places) - 1) for n, place in enumerate(places)]


def _turns(cue: Cue, names: frozenset[str]) -> Sequence[Voice]:
    """Who says which part of the cue's text, without the names themselves."""
    voices = cue.voices or (Voice(0, len(cue.text), None),)
    if not names or not (":" in cue.text or "\uff1a" in cue.text):
        return voices
    turns: list[Voice] = []
    for voice in voices:
        start, speaker, offset = voice.start, voice.speaker, voice.start
        for line in cue.text[voice.start : voice.end].split("\n"):
            part = prefixes.split(line)
            if part and part[0] in names:
                turns.append(Voice(start, offset, speaker))
                start, speaker = offset + min(part[1], len(line)), part[0]
            offset += len(line) + 1
        turns.append(Voice(start, voice.end, speaker))
    return [turn for turn in turns if cue.text[turn.start : turn.end].strip()] or turns[-1:]


def _is_one_line(text: str) -> bool:
    return "\n" not in text and not (text[0].isspace() or text[-1].isspace())


class _Origin:
    """Where the offsets of the cue's text lie in the joined text."""

    def __init__(self) -> None:
        self.starts: list[int] = []
        self.chunks: list[tuple[int, int, int]] = []

    def add(self, start: int, end: int, at: int) -> None:
        self.starts.append(start)
        self.chunks.append((start, end, at))

    def __call__(self, offset: int) -> int:
        place = bisect_right(self.starts, offset) - 1
        if place < 0:
            return 0
        start, end, at = self.chunks[place]
        return at + min(offset, end) - start


def _joined(text: str, turns: Sequence[Voice]) -> tuple[str, list[Voice], _Origin]:
    """The turns' lines joined by single blanks, where each turn lies in that, and where everything came from."""
    origin = _Origin()
    parts: list[str] = []
    places: list[Voice] = []
    length = 0
    for turn in turns:
        begin: int | None = None
        offset = turn.start
        for line in text[turn.start : turn.end].split("\n"):
            said = line.strip()
            if said:
                length += 1 if parts else 0
                begin = length if begin is None else begin
                first = offset + len(line) - len(line.lstrip())
                origin.add(first, first + len(said), length)
                parts.append(said)
                length += len(said)
            offset += len(line) + 1
        if begin is not None:
            if places and places[-1].speaker == turn.speaker:
                places[-1] = replace(places[-1], end=length)
            else:
                places.append(Voice(begin, length, turn.speaker))
    return " ".join(parts), places, origin


def _moved(piece: Piece, origin: _Origin) -> Piece:
    return piece._replace(start=origin(piece.start), end=origin(piece.end))


def _cut(whole: Segment, place: Voice, first: bool, last: bool) -> Segment:
    own = [word for word in whole.words if place.start <= word.start and word.end <= place.end]
    start_ms, end_ms = whole.start_ms, whole.end_ms
    if own and not first and not own[0].estimated and own[0].start_ms is not None:
        start_ms = own[0].start_ms
    if own and not last and not own[-1].estimated and own[-1].end_ms is not None:
        end_ms = own[-1].end_ms
    if start_ms is not None and end_ms is not None:
        end_ms = max(start_ms, end_ms)  # a word may be said to begin after its cue has ended
    words = tuple(_shifted(word, place.start) for word in own)
    return Segment(start_ms, end_ms, whole.text[place.start : place.end], place.speaker, words)


def _shifted(word: Word, by: int) -> Word:
    return replace(word, start=word.start - by, end=word.end - by)


def _nothing(notices: Sequence[Notice]) -> Refused:
    if not notices:
        return Refused("The file holds no words.", "Choose a file that holds a transcript.")
    first = notices[0]
    return Refused(
        f"Nothing in this file could be read; line {first.line}: {first.why}.", "Mend the file, then try again."
    )
