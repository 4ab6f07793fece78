"""What is typed finds what was meant."""

from app.matching import matching

NAMES = ("Balad air base", "Air base at Ain al-Asad", "أكرم الكعبي", "The base")


def found(typed):
    return matching(typed, NAMES, lambda name: (name,))


def test_nothing_typed_leaves_everything_as_it_stands():
    assert found("  ") == list(NAMES)


def test_a_title_that_begins_so_goes_first():
    assert found("air base") == ["Air base at Ain al-Asad", "Balad air base"]


def test_every_word_must_stand_and_spellings_are_folded():
    assert found("base bal") == ["Balad air base"]
    assert found("اكرم الكعبى") == ["أكرم الكعبي"]
    assert found("tank") == []
