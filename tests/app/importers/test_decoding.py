"""From bytes to characters."""

import pytest

from app.importers import decoding
from app.problems import Refused

ARABIC = "تدخل وسطاء وشخصيات سياسية وقالوا إن العمليات في تصاعد.\n"


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_exact(codec):
    decoded = decoding.decode(ARABIC.encode(codec))

    assert decoded.text == ARABIC
    assert decoded.sure


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [ARABIC, "1\n00:00:01,000 --> 00:00:02,000\nHello\n"])
def test_utf_16_without_a_mark_is_seen_by_its_zeros(codec, text):
    decoded = decoding.decode(text.encode(codec))

    assert (decoded.text, decoded.encoding) == (text, codec)


@pytest.mark.parametrize(
    ("codec", "text"),
    [
        ("cp1256", ARABIC),
        ("cp1256", "قلنا نحن مستعدون، drone 10:35"),
        ("iso8859_6", ARABIC),
        ("cp1251", "Перемирие закончилось, теперь это война.\n" * 3),
    ],
)
def test_older_encodings_are_guessed_and_the_guess_is_said(codec, text):
    decoded = decoding.decode(text.encode(codec))

    assert decoded.text == text
    assert not decoded.sure


@pytest.mark.parametrize(
    "text", ["Det är inte så här på sjön, både år och å.\n" * 3, "L'été où déjà il a été là.\n" * 3]
)
def test_western_text_is_not_taken_for_arabic(text):
    assert decoding.decode(text.encode("cp1252")).text == text


def test_the_reviewers_choice_goes_before_every_guess():
    assert decoding.decode(ARABIC.encode("cp1256"), "windows-1256").text == ARABIC


@pytest.mark.parametrize("encoding", ["no-such", "zlib", "rot13", "ascii", "utf-16"])
def test_a_choice_that_does_not_fit_is_refused(encoding):
    with pytest.raises(Refused):
        decoding.decode("é".encode() + b"x\0x", encoding)


def test_broken_bytes_after_a_mark_are_told_by_line():
    decoded = decoding.decode(b"\xef\xbb\xbffirst\nsec\xffond\n")

    assert decoded.text == "first\nsec\ufffdond\n"
    assert [(notice.line, notice.repaired) for notice in decoded.notices] == [(2, True)]


def test_nul_becomes_a_visible_mark_and_is_told_by_line():
    decoded = decoding.decode(b"one\r\ntwo\0\r\n")

    assert decoded.text == "one\r\ntwo\ufffd\r\n"
    assert decoded.notices[0].line == 2


@pytest.mark.parametrize("data", [b"", b" \n\t", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused_in_a_sentence(data):
    with pytest.raises(Refused, match="empty"):
        decoding.decode(data)


def test_only_cr_and_lf_end_a_line():
    assert decoding.lines_of("a\r\nb\rc\nd\u2028e\x0bf\x85g") == ["a", "b", "c", "d\u2028e\x0bf\x85g"]
