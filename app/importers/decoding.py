"""From the bytes of a text file to its characters, saying how sure that is.

A byte order mark is exact. Without one: UTF-16 if every other byte is mostly zero (such a file can pass for UTF-8),
else UTF-8 if it is valid, else the best guess among the encodings that transcripts are found in.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

import charset_normalizer

from app.importers.imported import Notice
from app.problems import Refused

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ONLY_MARKS = frozenset(mark for mark, _ in _MARKS)
_LEGACY = (
    *("cp1256", "iso8859_6", "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "koi8_r"),
    *("gb18030", "big5", "shift_jis", "euc_jp", "euc_kr"),
)
_SAMPLE = 1 << 15
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_MIXED = re.compile("[A-Za-z][\u0620-\u064a]|[\u0620-\u064a][A-Za-z]")
_ARABIC_COMMON = frozenset("اليمنترو")

TRANSCRIPT = "a transcript: SRT, WebVTT or Whisper JSON"
"""What is asked for where a file is no text."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text with line ends as they stood, fit to be stored."""

    text: str
    encoding: str
    sure: bool
    notices: tuple[Notice, ...] = ()


def decode(data: bytes, encoding: str | None = None, wanted: str = TRANSCRIPT) -> Decoded:
    """The text of a file; Refused, asking for what is `wanted`, if it is empty, binary, or not in that encoding."""
    if not data.strip() or data in _ONLY_MARKS:
        raise Refused("The file is empty.", f"Choose {wanted}.")
    if encoding is not None:
        return _chosen(data, encoding)
    mark, name = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", None))
    if name is not None:
        text = data[len(mark) :].decode(name, "replace")
        return _storable(text, name, True, "\ufffd" in text and not _decodes(data[len(mark) :], name))
    wide = _wide_without_mark(data)
    if wide:
        return _storable(data.decode(wide, "replace"), wide, True, not _decodes(data, wide))
    try:
        return _storable(data.decode("utf-8"), "utf-8", True)
    except UnicodeDecodeError as problem:
        if _nearly_utf8(data, problem):
            return _storable(data.decode("utf-8", "replace"), "utf-8", False, True)
    name = _guess(data, wanted)
    return _storable(data.decode(name, "replace"), name, False, not _decodes(data, name))


def peek(head: bytes) -> str:
    """The beginning of a file as text, good enough to tell formats apart; never fails."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return head[len(mark) :].decode(name, "replace")
    return head.decode(_wide_without_mark(head) or "utf-8", "replace")


def lines_of(text: str) -> list[str]:
    """Lines as subtitle files mean them: only CR, LF and CRLF end one."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def storable(text: str) -> str:
    """The text with U+FFFD for what no database can keep: NUL and lone surrogates."""
    return _UNSTORABLE.sub("\ufffd", text)


def _storable(text: str, encoding: str, sure: bool, broken: bool = False) -> Decoded:
    notices: list[Notice] = []
    if broken:
        why = "bytes that are no character were replaced by \ufffd"
        notices += (Notice(line, why, True) for line in _lines_with("\ufffd", text))
    if "\0" in text:
        notices += (Notice(line, "a NUL character was replaced by \ufffd", True) for line in _lines_with("\0", text))
    return Decoded(storable(text), encoding, sure, tuple(notices))


def _lines_with(character: str, text: str) -> Iterator[int]:
    if character in text:
        yield from (number for number, line in enumerate(lines_of(text), 1) if character in line)


def _chosen(data: bytes, encoding: str) -> Decoded:
    try:
        name = codecs.lookup(encoding).name
        text = data.decode(name).removeprefix("\ufeff")
    except UnicodeError:
        raise Refused(f"The file is not written in {encoding}.", "Choose another encoding.") from None
    except (LookupError, ValueError):
        raise Refused(f"No encoding is called {encoding!r}.", "Choose another, such as utf-8 or cp1256.") from None
    if not isinstance(text, str):  # pyright: ignore[reportUnnecessaryIsInstance]  # codecs such as "zlib" give bytes
        raise Refused(f"{encoding} is no encoding of text.", "Choose another, such as utf-8 or cp1256.")
    return _storable(text, name, True)


def _decodes(data: bytes, name: str) -> bool:
    try:
        data.decode(name)
    except UnicodeError:
        return False
    return True


def _wide_without_mark(data: bytes) -> str | None:
    """UTF-16 if blanks and line ends, which every language has, are mostly two bytes wide."""
    sample = data[: _SAMPLE & ~1]
    if not sample.count(0):
        return None
    narrow = sample.count(b" ") + sample.count(b"\n")
    for name in ("utf-16-le", "utf-16-be"):
        text = sample[: len(sample) & ~1].decode(name, "replace")
        wide = text.count(" ") + text.count("\n")
        strange = text.count("\ufffd") + sum(not letter.isprintable() and not letter.isspace() for letter in text)
        if "\0" not in text and wide * 2 > narrow and strange * 50 < len(text):
            return name
    return None


def _nearly_utf8(data: bytes, problem: UnicodeDecodeError) -> bool:
    """True for UTF-8 with a few broken bytes: far more of it is well-formed sequences than not."""
    text = data.decode("utf-8", "replace")
    good = sum(letter > "\x7f" and letter != "\ufffd" for letter in text)
    cut_off = problem.start >= len(data) - 3 and good > 0
    return cut_off or good > 20 * text.count("\ufffd")


def _guess(data: bytes, wanted: str) -> str:
    sample = _telling(data)
    for name in ("cp1256", "iso8859_6"):  # by its commonest letters, where short texts mislead a statistical guess
        if _reads_as_arabic(sample, name):
            return name
    found = charset_normalizer.from_bytes(sample, cp_isolation=list(_LEGACY), threshold=0.4)
    best = found.best()
    if best is not None:
        # Central European letters stand where Western ones do; where both read well, Western is the better guess.
        western = any(match.encoding == "cp1252" and match.chaos <= best.chaos for match in found)
        western = western or "cp1252" in best.could_be_from_charset
        turkish = any(letter in "\xf0\xfd\xfe" for letter in sample.decode("latin_1"))  # or Icelandic: ð, ý, þ
        return "cp1252" if western and not turkish else best.encoding
    if data[:_SAMPLE].count(0):
        raise Refused("This is not a text file.", f"Choose {wanted}.")
    return "cp1252"


def _telling(data: bytes) -> bytes:
    """Up to a sample's worth of the lines that are not plain ASCII."""
    size, chosen = 0, list[bytes]()
    for line in data.splitlines():
        if not line.isascii():
            chosen.append(line[:_SAMPLE])
            size += len(chosen[-1])
            if size > _SAMPLE:
                break
    return b"\n".join(chosen)


def _reads_as_arabic(sample: bytes, name: str) -> bool:
    text = sample.decode(name, "replace")
    letters = [letter for letter in text if letter > "\x7f" and letter.isalpha()]
    if len(letters) < 4:
        return False
    arabic = sum("\u0620" <= letter <= "\u064a" for letter in letters)
    common = sum(letter in _ARABIC_COMMON for letter in letters)
    mixed = len(_MIXED.findall(text))  # Swedish read as cp1256 has Arabic letters too, but amid Latin words
    return (
        arabic > 0.9 * len(letters)
        and common > 0.4 * len(letters)
        and mixed < 0.1 * len(letters)
        and text.count("\ufffd") * 50 < len(text)
    )
