"""WebVTT (.vtt), by the standard's own algorithm, with the word times and voices that other readers drop.

Our own reading: webvtt-py 0.6 loses the times of words, pysubs2 1.8.1 leaves them in the text and loses the speakers,
and neither says which cues it left out. Beyond the standard: a comma for a dot is read, a missing first line is
forgiven, both reported; so is every block that isn't a cue, a note, a style or a region. Rolling captions, which show
each line again above the next one, are told once.
"""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from app.importers import decoding, vtt_cue
from app.importers.assembly import Assembly, Cue, Voice
from app.importers.imported import Choices, Imported
from app.importers.rolling import unrolled
from app.words import Piece

name = "vtt"
title = "WebVTT subtitles"
suffixes = (".vtt", ".webvtt")

_SIGNATURE = re.compile(r"WEBVTT(?:[ \t]|$)")
_LANGUAGE = re.compile(r"language\s{0,9}[:=]\s{0,9}([A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4})\s{0,99}$", re.IGNORECASE)
_SPACE = " \t\f"
_DIGITS_AND_SPACE = "0123456789" + _SPACE


@dataclass(slots=True)
class RawCue:
    """A cue as the standard has it, its text with all markup."""

    line: int
    id: str
    start_ms: int
    end_ms: int
    text: str = ""


@dataclass(slots=True)
class VttFile:
    """The cues of a file, and where it is not as the standard wants it."""

    forgiving: bool = True
    cues: list[RawCue] = field(default_factory=list[RawCue])
    header: list[str] = field(default_factory=list[str])
    skipped: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])
    repaired: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])


def sniff(head: str, name: str) -> int:
    """The signature; a file of that name that has times may have lost it."""
    if _SIGNATURE.match(decoding.lines_of(head[:200])[0]):
        return 100
    return (85 if "-->" in head else 30) if name.lower().endswith(suffixes) else 0


def read(data: bytes, choices: Choices) -> Imported:
    """The transcript of a WebVTT file."""
    decoded = decoding.decode(data, choices.encoding)
    assembly = Assembly(name, choices, decoded)
    file = parse(decoded.text)
    for line, why in file.skipped:
        assembly.skipped(line, why)
    for line, why in file.repaired:
        assembly.repaired(line, why)
    languages: list[str] = []
    cues = [_cue(raw, assembly, languages) for raw in file.cues]
    for cue in unrolled(cues, assembly):
        assembly.add(cue)
    return assembly.finish(_language(file.header) or (languages[0] if len(set(languages)) == 1 else None))


def parse(text: str, forgiving: bool = True) -> VttFile:
    """The blocks of a file (section 6.1), in one pass over its lines."""
    file = VttFile(forgiving)
    lines = decoding.lines_of(text)
    at = 0
    if _SIGNATURE.match(lines[0]):
        at = 1
        while at < len(lines) and lines[at] and "-->" not in lines[at]:
            file.header.append(lines[at])
            at += 1
    else:
        file.repaired.append((1, "the first line is not WEBVTT; the file was read all the same"))
    while at < len(lines):
        if not lines[at]:
            at += 1
            continue
        at = _block(lines, at, file)
    return file


def _block(lines: list[str], first: int, file: VttFile) -> int:
    """Read one block; returns the line after it. A block ends at a blank line or before the next line with an arrow."""
    at = first
    arrow_at = next((n for n in (first, first + 1) if n < len(lines) and lines[n] and "-->" in lines[n]), None)
    cue: RawCue | None = None
    if arrow_at is not None:
        cue = _timing(lines[arrow_at], arrow_at + 1, lines[first] if arrow_at > first else "", file)
        at = arrow_at + 1
    body_at = at
    while at < len(lines) and lines[at] and "-->" not in lines[at]:
        at += 1
    if cue is not None:
        cue.text = "\n".join(lines[body_at:at])
        file.cues.append(cue)
    elif arrow_at is not None:
        if lines[arrow_at].strip("->" + _SPACE):
            file.skipped.append((arrow_at + 1, "the times of this cue can't be read"))
    elif not _is_aside(lines[first]) and any(line.strip(_DIGITS_AND_SPACE) for line in lines[first:at]):
        file.skipped.append((first + 1, "text without a time"))
    return at


def _is_aside(line: str) -> bool:
    return line.startswith("NOTE") or line.rstrip(_SPACE) in ("STYLE", "REGION")


def _timing(line: str, number: int, id: str, file: VttFile) -> RawCue | None:
    times = _times(line)
    if times is None and file.forgiving and "," in line:
        times = _times(line.replace(",", ".", 2))
        if times is not None:
            file.repaired.append((number, "a comma in the times was read as a dot"))
    return None if times is None else RawCue(number, id, *times)


def _times(line: str) -> tuple[int, int] | None:
    """Both times of a line; the settings after them say where the cue is shown, which no transcript needs."""
    start = vtt_cue.timestamp(line, _after_space(line, 0))
    if start is None:
        return None
    at = _after_space(line, start[1])
    if not line.startswith("-->", at):
        return None
    end = vtt_cue.timestamp(line, _after_space(line, at + 3))
    return None if end is None else (start[0], end[0])


def _after_space(line: str, at: int) -> int:
    while at < len(line) and line[at] in _SPACE:
        at += 1
    return at


def _cue(raw: RawCue, assembly: Assembly, languages: list[str]) -> Cue:
    if "<" not in raw.text and "&" not in raw.text:
        return Cue(raw.line, raw.start_ms, raw.end_ms, raw.text)
    parts: list[str] = []
    voices: list[Voice] = []
    speakers: list[str | None] = []
    marks: list[tuple[int, int]] = []
    length = 0
    ruby = False
    for event in vtt_cue.events(raw.text):
        said = ""
        match event.kind, event.value:
            case "text", text:
                said = text
            case "open", "v":
                speakers.append(event.annotation or None)
            case "close", "v":
                speakers.pop()
            case ("open", "rt") | ("close", "rt"):
                said = "(" if event.kind == "open" else ")"
                ruby = True
            case "open", "lang":
                languages.append(event.annotation)
            case "time", _:
                latest = marks[-1][1] if marks else raw.start_ms
                if latest <= event.ms <= raw.end_ms:
                    marks.append((length, event.ms))
                else:
                    assembly.repaired(raw.line, "a word's time outside its cue or order was ignored")
            case _:
                pass
        if said:
            who = speakers[-1] if speakers else None
            _extend(voices, length, length + len(said), who)
            parts.append(said)
            length += len(said)
    if ruby:
        assembly.repaired(raw.line, "a reading aid (ruby) was set in parentheses")
    named = any(voice.speaker for voice in voices)
    pieces = _pieces(marks, raw, length)
    return Cue(raw.line, raw.start_ms, raw.end_ms, "".join(parts), tuple(voices) if named else (), pieces)


def _extend(voices: list[Voice], start: int, end: int, speaker: str | None) -> None:
    if voices and voices[-1].speaker == speaker:
        voices[-1] = Voice(voices[-1].start, end, speaker)
    else:
        voices.append(Voice(start, end, speaker))


def _pieces(marks: list[tuple[int, int]], raw: RawCue, length: int) -> tuple[Piece, ...]:
    """From each timestamp to the next: what is said between them lasts so long."""
    if not marks:
        return ()
    edges = [(0, raw.start_ms), *marks, (length, raw.end_ms)]
    return tuple(
        Piece(start, end, start_ms, end_ms) for (start, start_ms), (end, end_ms) in pairwise(edges) if start < end
    )


def _language(header: list[str]) -> str | None:
    found = (match.group(1) for line in header if (match := _LANGUAGE.match(line.strip())))
    return next(found, None)
