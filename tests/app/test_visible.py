"""Text that would steer a terminal shows its marks instead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.visible import on_one_line, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "␛[31mred"),
        ("a\x07b\x7f", "a␇b␡"),
        ("\x9b31m", "\\x9b31m"),
        ("\u202egnp.exe", "\\u202egnp.exe"),
        ("name \udcff", "name \\udcff"),
        ("no \ufffe\uffff XML", "no \\ufffe\\uffff XML"),
        ("قيس الخزعلي 😀\n\tline", "قيس الخزعلي 😀\n\tline"),
    ],
)
def test_what_steers_is_shown(text, shown):
    assert visible(text) == shown


def test_lists_and_messages_stay_on_one_line():
    assert on_one_line(" a\r\nb\tc\rd\u2028e ") == "a b c␍d\\u2028e"


@given(st.text())
def test_nothing_that_steers_is_left(text):
    shown = on_one_line(text)

    assert shown.isascii() or shown.encode()
    assert not any(ord(letter) < 32 or 0x7F <= ord(letter) < 0xA0 for letter in shown)
    assert visible(shown) == shown
