"""SubRip (.srt), as strictly as it was ever defined and as loosely as it is written.

Our own reading, because every cue that is skipped or put right must be reported by its line, and no word may be lost:
tried on `tests/files/transcripts/srt`, pysubs2 1.8.1 adds a cue without times, number and all, to the words of the
cue before, webvtt-py 0.6 takes `3 < 4 & 5 > 2` for a tag or gives the whole file up, and neither tells. A cue begins
at a line with two times; the number before it is of no consequence. Markup (`<i>`, `<font ...>`, `{\\an8}`) is taken
out; a `<` that begins no such tag is text, so `<script>` stays, as plain text.
"""

import re

from app.importers import decoding, timecode
from app.importers.assembly import Assembly, Cue
from app.importers.imported import Choices, Imported

name = "srt"
title = "SubRip subtitles"
suffixes = (".srt",)

_TIMING = re.compile(r"\s{0,99}(\S{1,40}?)\s{0,99}(?:-{1,3}\s?>|[\u2192\u2013\u2014]>?)\s{0,99}(\S{1,40})(?:\s|$)")
_USUAL = re.compile(
    r"([0-9]{2}):([0-5][0-9]):([0-5][0-9]),([0-9]{3}) --> ([0-9]{2}):([0-5][0-9]):([0-5][0-9]),([0-9]{3})\s{0,99}"
)
_STARTS_AS_TIME = re.compile(r"\s{0,99}[-+\u2212]?[0-9]{1,9}:[0-9]")
_NUMBER = re.compile(r"\s{0,99}[0-9]{1,9}\s{0,99}")
_TAG = re.compile(
    r"</?(?:i|b|u|s|em|strong|font|span|c|small|big|center|ruby|rt|p|div)(?:[\s.][^<>]{0,999})?/?>", re.IGNORECASE
)
_BREAK = re.compile(r"<br\s{0,9}/?>|\\N", re.IGNORECASE)
_OVERRIDE = re.compile(r"\{\\[^{}]{0,999}\}")
_ENTITY = re.compile(r"&(amp|lt|gt|quot|apos|#39|nbsp|lrm|rlm);")
_ENTITIES = {
    "amp": "&",
    "lt": "<",
    "gt": ">",
    "quot": '"',
    "apos": "'",
    "#39": "'",
    "nbsp": "\xa0",
    "lrm": "\u200e",
    "rlm": "\u200f",
}


def sniff(head: str, name: str) -> int:
    """A line of two times within the first lines, and no other format's signature."""
    if head.lstrip().startswith(("WEBVTT", "{", "[", "<", "[Script Info]")):
        return 0
    for line in decoding.lines_of(head)[:200]:
        if "-->" in line and _timing(line):
            return 80
    return 20 if name.lower().endswith(suffixes) else 0


def read(data: bytes, choices: Choices) -> Imported:
    """The transcript of a SubRip file."""
    decoded = decoding.decode(data, choices.encoding)
    assembly = Assembly(name, choices, decoded)
    _Reading(assembly).lines(decoding.lines_of(decoded.text))
    return assembly.finish()


class _Reading:
    """Goes through the lines once, holding the cue that is open and the lines since its times."""

    def __init__(self, assembly: Assembly) -> None:
        self._assembly = assembly
        self._cue: Cue | None = None
        self._lost_at: int | None = None
        """The line of times that couldn't be read, if the last one couldn't."""
        self._text: list[str] = []
        self._text_at = 0
        self._number: int | None = None
        self._dots: list[int] = []

    def lines(self, lines: list[str]) -> None:
        """Read them all."""
        blank_before = True
        for at, line in enumerate(lines, 1):
            if _may_be_times(line) and self._begins_cue(at, line, blank_before):
                blank_before = False
                continue
            blank_before = not line or line.isspace()
            if self._text:
                self._text.append(line)
            elif not blank_before:
                self._text, self._text_at = [line], at
        self._close()
        if self._dots:
            more = f", and so on {len(self._dots) - 1} lines more" if len(self._dots) > 1 else ""
            self._assembly.repaired(self._dots[0], f"a dot instead of a comma in the times{more}")

    def _begins_cue(self, at: int, line: str, blank_before: bool) -> bool:
        usual = _USUAL.fullmatch(line)
        if usual:
            start, end = _ms(usual.group(1, 2, 3, 4)), _ms(usual.group(5, 6, 7, 8))
        else:
            times = _timing(line)
            if times is None:
                numbered = self._text and _NUMBER.fullmatch(self._text[-1])
                if "-->" not in line or not (blank_before or numbered or _STARTS_AS_TIME.match(line)):
                    return False
                self._take_number(at)
                self._close()
                self._cue, self._lost_at = None, at
                return True
            start, end = times[0].ms, times[1].ms
            if times[0].odd or times[1].odd:
                self._assembly.repaired(at, "an oddly written time was read for what it must mean")
            elif "." in (times[0].mark, times[1].mark):
                self._dots.append(at)
        self._take_number(at)
        self._close()
        self._cue, self._lost_at = Cue(at, start, end, ""), None
        return True

    def _take_number(self, at: int) -> None:
        """The number right above a line of times belongs to it, unless it must be what somebody said."""
        if not self._text or not _NUMBER.fullmatch(self._text[-1]):
            return
        number = int(self._text[-1])
        before = self._lost_at if self._cue is None else self._cue.line
        touches_text = len(self._text) > 1 and bool(self._text[-2].strip())
        touches_times = len(self._text) == 1 and before is not None and self._text_at == before + 1
        if touches_text or touches_times:
            if self._number is None or number != self._number + 1:
                return
            if touches_text:
                self._assembly.repaired(at, "the blank line before this cue is missing")
        self._text.pop()
        self._number = number

    def _close(self) -> None:
        while self._text and not self._text[-1].strip():
            self._text.pop()
        if self._cue is not None:
            self._cue.text = "\n".join([plain(line) for line in self._without_orphans()])
            self._assembly.add(self._cue)
        elif self._lost_at is not None:
            self._assembly.skipped(self._lost_at, "the times of this cue can't be read")
        elif self._text:
            self._assembly.skipped(self._text_at, "text before the first time")
        self._text = []

    def _without_orphans(self) -> list[str]:
        """The cue's lines. After a blank line, a numbered block has lost its times; any other is still this cue's."""
        if all(self._text):
            return self._text
        kept: list[str] = []
        lost = after_blank = False
        for place, line in enumerate(self._text):
            at = self._text_at + place
            if not line.strip():
                after_blank = True
                continue
            following = self._text[place + 1].strip() if place + 1 < len(self._text) else ""
            if after_blank and following and _NUMBER.fullmatch(line):
                lost = True
                self._number = int(line)
                self._assembly.skipped(at, "a numbered cue without times")
            elif not lost:
                if after_blank and kept:
                    self._assembly.repaired(at, "a blank line inside this cue was ignored")
                kept.append(line)
            elif after_blank:
                self._assembly.skipped(at, "text without a time")
            after_blank = False
        return kept


def _ms(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, fraction = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + fraction


def plain(line: str) -> str:
    """A line of a cue without markup."""
    if "\\" in line:
        line = _OVERRIDE.sub("", line) if "{" in line else line
        line = line.replace("\\h", "\xa0")
        line = _BREAK.sub("\n", line)
    if "<" in line:
        line = _TAG.sub("", _BREAK.sub("\n", line))
    if "&" in line:
        line = _ENTITY.sub(lambda match: _ENTITIES[match.group(1)], line)
    return line


def _may_be_times(line: str) -> bool:
    return (len(line) < 1000 and ":" in line and (">" in line or "\u2192" in line)) or line.lstrip()[:3] == "-->"


def _timing(line: str) -> tuple[timecode.Time, timecode.Time] | None:
    match = _TIMING.match(line)
    if not match:
        return None
    start, end = timecode.read(match.group(1)), timecode.read(match.group(2).rstrip())
    return None if start is None or end is None else (start, end)
