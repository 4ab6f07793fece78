"""The JSON of Whisper and its kin: openai-whisper, faster-whisper, whisperX, whisper.cpp, OpenAI's API, Transformers.

They differ in names, not in kind: segments with times, text, perhaps a speaker, perhaps words with times and a
confidence. Words are found again in the segment's text one after the other; pieces of one word become one word.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

from app.importers import decoding, timecode
from app.importers.assembly import Assembly, Cue, Voice
from app.importers.imported import Choices, Imported
from app.problems import Refused
from app.words import Piece

name = "whisper"
title = "Whisper JSON"
suffixes = (".json",)

_MISSING = "the segment lacks a time; that of its words or its other end was taken"
_KEYS = ("segments", "transcription", "chunks")
_BEGINS = re.compile(r"\s{0,999}(?:\{|\[\s{0,999}\{)")
_TELLING = re.compile(r'"(?:segments|transcription|chunks|word_segments|avg_logprob|no_speech_prob|compression_ratio)"')
_LANGUAGES = {
    "arabic": "ar",
    "english": "en",
    "french": "fr",
    "german": "de",
    "hebrew": "he",
    "kurdish": "ku",
    "persian": "fa",
    "russian": "ru",
    "spanish": "es",
    "turkish": "tr",
    "ukrainian": "uk",
    "urdu": "ur",
}
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,3}")

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start_ms: int | None
    end_ms: int | None
    confidence: int | None
    speaker: str | None


def sniff(head: str, name: str) -> int:
    """JSON that names what Whisper's kin write; the beginning of a long `text` alone is a good sign too."""
    if not _BEGINS.match(head):
        return 0
    if _TELLING.search(head):
        return 90
    return 50 if re.match(r'\s{0,999}\{\s{0,999}"(?:text|language)"', head) else 10 * name.lower().endswith(suffixes)


def read(data: bytes, choices: Choices) -> Imported:
    """The transcript of such a file."""
    decoded = decoding.decode(data, choices.encoding)
    value = _loads(decoded.text)
    top: Json = cast("Json", value) if isinstance(value, dict) else {}
    key = next((key for key in _KEYS if isinstance(top.get(key), list)), None)
    items: list[Any] = cast("list[Any]", value) if isinstance(value, list) else top[key] if key else []
    if not any(isinstance(item, dict) and "text" in item for item in items[:1000]):
        raise Refused(
            "This JSON file holds no transcript that Whisper or a program like it wrote.",
            "Choose another file, or say which format it is.",
        )
    assembly = Assembly(name, choices, decoded, _Lines(decoded.text, key).of)
    shared = _Shared(top)
    for place, item in enumerate(items):
        if not isinstance(item, dict):
            assembly.skipped(place, "this is no segment")
            continue
        _segment(place, cast("Json", item), assembly, shared)
    return assembly.finish(_language(top), _made_by(top, key))


def _loads(text: str) -> object:
    try:
        return json.loads(text)
    except RecursionError:
        raise Refused("This JSON file is nested too deeply to be a transcript.", "Choose another file.") from None
    except json.JSONDecodeError as problem:
        raise Refused(
            f"This is not valid JSON: line {problem.lineno}, column {problem.colno}.",
            "Export the transcript again; the file may have been cut off.",
        ) from None
    except ValueError:  # a number of more than 4,300 digits
        raise Refused("This JSON file holds a number that is too long.", "Choose another file.") from None


def _segment(place: int, item: Json, assembly: Assembly, shared: "_Shared") -> None:
    start, end = _times(item)
    text = item.get("text")
    words = list(_words(item))
    if not words:
        words = shared.between(start, end)
    if not isinstance(text, str) or not text.strip():
        text = _joined(words)
    text = text.strip()
    if not text:
        assembly.skipped(place, "the segment holds no words")
        return
    if start is None or end is None:
        times = [time for word in words for time in (word.start_ms, word.end_ms) if time is not None]
        start = next(iter(times), end) if start is None else start
        end = next(reversed(times), start) if end is None else end
        assembly.repaired(place, _MISSING if start is not None else "the segment has no times")
    speaker = _text(item.get("speaker"))
    pieces, voices, lost = _placed(text, words, speaker)
    if lost:
        assembly.repaired(place, f"{lost} of the words' times were ignored: not in the segment's text, or not in order")
    assembly.add(Cue(place, start, end, text, voices, pieces))


def _placed(text: str, words: Sequence[_Word], speaker: str | None) -> tuple[tuple[Piece, ...], tuple[Voice, ...], int]:
    """Where the timed words stand in the text, who says what, and how many times were of no use."""
    pieces: list[Piece] = []
    voices: list[Voice] = []
    at = lost = 0
    latest = 0
    for word in words:
        said = word.text.strip()
        found = text.find(said, at, at + len(said) + 200) if said else -1
        if found < 0:
            lost += bool(said)
            continue
        start_ms, end_ms = word.start_ms, word.end_ms
        if start_ms is not None and start_ms < latest:
            start_ms, end_ms = None, None
            lost += 1
        if end_ms is not None and end_ms < (latest if start_ms is None else start_ms):
            end_ms = None
            lost += 1
        latest = latest if start_ms is None else start_ms
        if start_ms is not None or end_ms is not None:
            pieces.append(Piece(found, found + len(said), start_ms, end_ms, word.confidence))
        who = word.speaker or (voices[-1].speaker if voices else speaker)
        if voices and voices[-1].speaker != who:
            voices[-1] = Voice(voices[-1].start, found, voices[-1].speaker)
            voices.append(Voice(found, len(text), who))
        elif not voices:
            voices.append(Voice(0, len(text), who))
        at = found + len(said)
    if not voices:
        voices.append(Voice(0, len(text), speaker))
    return tuple(pieces), tuple(voices) if any(voice.speaker for voice in voices) else (), lost


def _words(item: Json) -> Iterator[_Word]:
    given = item.get("words")
    if isinstance(given, list):
        for word in cast("list[Any]", given):
            if isinstance(word, dict):
                yield _word(cast("Json", word))
        return
    tokens = item.get("tokens")
    if isinstance(tokens, list):
        for token in cast("list[Any]", tokens):  # whisper.cpp; elsewhere tokens are mere numbers
            if isinstance(token, dict):
                word = _word(cast("Json", token))
                if not word.text.startswith("[_"):
                    yield word


def _word(word: Json) -> _Word:
    text = word.get("word", word.get("text"))
    level = next((word[key] for key in ("probability", "score", "confidence", "p") if key in word), None)
    confidence = None
    if isinstance(level, int | float) and not isinstance(level, bool) and 0 <= level <= 1:
        confidence = round(level * 100)
    return _Word(text if isinstance(text, str) else "", *_times(word), confidence, _text(word.get("speaker")))


def _times(item: Json) -> tuple[int | None, int | None]:
    offsets, pair = item.get("offsets"), item.get("timestamp")
    if isinstance(offsets, dict):  # whisper.cpp: milliseconds
        offsets = cast("Json", offsets)
        return _whole(offsets.get("from")), _whole(offsets.get("to"))
    if isinstance(pair, list) and len(cast("list[Any]", pair)) == 2:  # Transformers
        start, end = cast("list[Any]", pair)
    else:
        start, end = item.get("start"), item.get("end")
    return timecode.of_seconds(start), timecode.of_seconds(end)


def _whole(value: object) -> int | None:
    ms = timecode.of_seconds(value)
    return None if ms is None else ms // 1000


class _Shared:
    """Words that stand beside the segments, not in them, as OpenAI's API gives them."""

    def __init__(self, top: Json) -> None:
        self._words: list[_Word] = []
        self._next = 0
        for key in ("words", "word_segments"):
            if isinstance(top.get(key), list) and not self._words:
                self._words = list(_words({"words": top[key]}))

    def between(self, start: int | None, end: int | None) -> list[_Word]:
        """The next words that begin before the segment ends."""
        if start is None or end is None:
            return []
        first = self._next
        while self._next < len(self._words) and self._middle(self._words[self._next], start) < end:
            self._next += 1
        return self._words[first : self._next]

    def _middle(self, word: _Word, otherwise: int) -> int:
        known = [time for time in (word.start_ms, word.end_ms) if time is not None]
        return sum(known) // len(known) if known else otherwise


class _Lines:
    """The line on which each segment begins, counted only if somebody asks."""

    def __init__(self, text: str, key: str | None) -> None:
        self._text = text
        self._key = key
        self._lines: list[int] | None = None

    def of(self, place: int) -> int:
        """The line of the segment at that place."""
        if self._lines is None:
            self._lines = list(self._count())
        return self._lines[place] if place < len(self._lines) else 1

    def _count(self) -> Iterator[int]:
        pattern = re.compile(rf'"{self._key}"\s{{0,999}}:\s{{0,999}}\[' if self._key else r"\[")
        match = pattern.search(self._text)
        decoder = json.JSONDecoder()
        at, line, seen = match.end() if match else len(self._text), 1, 0
        between = re.compile(r"[\s,]*")
        while True:
            at = cast("re.Match[str]", between.match(self._text, at)).end()
            if at >= len(self._text) or self._text[at] == "]":
                return
            line += self._text.count("\n", seen, at)
            seen = at
            yield line
            try:
                _, at = decoder.raw_decode(self._text, at)
            except (ValueError, RecursionError):
                return


def _joined(words: Sequence[_Word]) -> str:
    texts = [word.text for word in words if word.text]
    spaced = any(text[0].isspace() for text in texts[1:])
    return ("" if spaced else " ").join(texts).strip()


def _language(top: Json) -> str | None:
    result = top.get("result")
    given = top.get("language") or (cast("Json", result).get("language") if isinstance(result, dict) else None)
    if not isinstance(given, str):
        return None
    given = _LANGUAGES.get(given.casefold(), given)
    return given if _LANGUAGE_TAG.fullmatch(given) else None


def _made_by(top: Json, key: str | None) -> str:
    model = top.get("model")
    if isinstance(model, dict):
        model = cast("Json", model).get("type")
    model = model if isinstance(model, str) and len(model) < 100 else ""
    program = "whisper.cpp" if key == "transcription" else "whisperX" if "word_segments" in top else "Whisper"
    return decoding.storable(f"{program} {model}".strip())


def _text(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    return " ".join(decoding.storable(value).split())[:200] or None
