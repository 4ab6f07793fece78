"""Words that stay packed until somebody looks."""

from db import words
from db.records import Word


def test_packed_words_are_the_words_and_know_their_number_unopened():
    spoken = (Word(0, 3, 0, 250), Word(4, 7, None, None, True, 80))
    packed = words.PackedWords(words.pack(spoken))

    assert len(packed) == 2
    assert packed == spoken
    assert packed[1:] == spoken[1:]
    assert [*packed] == [*spoken]
    assert len(words.PackedWords(words.pack(()))) == 0
