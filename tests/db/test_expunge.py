"""A name or a passage vanishes: from rows, history, imports and search, from the bytes, and from colleagues' copies."""

import pytest

from db import bundle, canonical, casefile, expunge, replay
from db.errors import BadValue, CaseDamaged
from db.expunge import Wish
from db.hiding import BLOCK
from db.merge import merge
from db.offer import CopyOffer
from db.records import Incident, Person, Quote
from db.tokens import Bracket, Passage, Position, Span, Tokens
from tests.db.conftest import HANA, import_texts
from tests.db.test_merge import Desk

SECRET, ARABIC = "Rasha Qabbani", "رشا قباني"
TEXTS = (
    "Then Rasha Qabbani told us.",
    "قالت رشا قبّاني، نعم.",
    "It was Rasha",
    "Qabbani again, said RASHA  QABBANI.",
)
WISH = Wish("the name of a witness", "order of 3 May 2026", (SECRET, ARABIC))
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "cp1256")


def holds_secret(path):
    """Which of the secret's words stand in the bytes of a file, in whatever encoding."""
    data = path.read_bytes().lower()
    words = (*SECRET.lower().split(), *ARABIC.split(), "قبّاني", "qabban", "rasha")
    return {
        word
        for word in words
        for encoding in ENCODINGS
        if all(ord(c) < 256 or encoding != "cp1252" for c in word) and _encoded(word, encoding) in data
    }


def _encoded(word, encoding):
    try:
        return word.encode(encoding)
    except UnicodeEncodeError:
        return word.encode()


def mark(case, transcript, id="q1"):
    span = Span(
        transcript.id, Position(0, 0), Position(0, 18), "Then Rasha Qabbani", 0, 900, suffix=" told us.", prefix=""
    )
    cut = Span(transcript.id, Position(0, 10), Position(0, 26), " Qabbani told us", 0, 900, prefix="Then Rasha")
    with case.step("test", "Mark"):
        return case.quotes.add(
            Quote(id, transcript.media_id, Tokens((span, Bracket("of Rasha Qabbani", "clarifies"), cut)))
        )


@pytest.fixture
def told(case):
    """A case that says the name everywhere."""
    transcript = import_texts(case, TEXTS)
    mark(case, transcript)
    with case.step("test", "Add"):
        case.people.add(Person("p1", SECRET, ARABIC))
        case.incidents.add(Incident("i1", "Raid", notes=f"seen by {SECRET.upper()}"))
    with case.step("test", "Change"):
        case.incidents.change("i1", notes="nothing")
    with case.step("test", "Delete"):
        case.incidents.remove("i1")
    return transcript


def test_a_name_leaves_every_byte_of_the_case(case, told):
    assert holds_secret(case.path)
    hits = case.search.find("Rasha")
    assert hits

    expunge.expunge(case, WISH)

    assert not holds_secret(case.path)
    assert [check for check in case.verify() if not check.ok] == []
    assert case.search.find("Rasha") == case.search.find("قباني") == []
    assert case.people.get("p1").name == BLOCK * len(SECRET)
    texts = [segment.text for segment in case.transcripts.segments(told.id)]
    assert texts[0] == f"Then {BLOCK * 13} told us."
    assert [len(text) for text in texts] == [len(text) for text in TEXTS]
    assert texts[2] == f"It was {BLOCK * 5}"
    assert texts[3] == f"{BLOCK * 7} again, said {BLOCK * 14}."
    first, bracket, second = case.quotes.get("q1").tokens.original
    assert first.text == f"Then {BLOCK * 13}"
    assert bracket.text == f"of {BLOCK * 13}"
    assert second.text == f"{BLOCK * 8} told us"
    assert second.prefix == f"Then {BLOCK * 5}"


def test_nothing_of_it_stays_beside_the_case_while_it_is_open(case, told):
    expunge.expunge(case, WISH)

    assert [path.name for path in case.path.parent.iterdir() if path.is_file() and holds_secret(path)] == []
    with case.step("test", "Add"):
        case.incidents.add(Incident("i2", "Another"))


def test_what_remains_says_that_it_was_done_and_why(case, told):
    act_id = expunge.expunge(case, WISH)

    act = next(act for act in case.ledger.acts() if act.id == act_id)
    said = case.ledger.body(act_id)["expunged"]
    assert (act.verb, act.reviewer_id) == ("expunge", HANA.reviewer.id)
    assert (said["what"], said["ground"]) == (WISH.what, WISH.ground)


def test_it_is_looked_at_first_and_changes_nothing(case, told):
    before = replay.tables(case.connection)

    places = expunge.look(case, WISH)

    tables = {place.table for place in places}
    assert {"segment", "original", "act", "person", "quote"} <= tables
    assert replay.tables(case.connection) == before
    assert holds_secret(case.path)


def test_a_passage_goes_with_its_marks(case, told):
    wish = Wish("a passage", "order", passages=(Passage(told.id, Position(0, 5), Position(0, 10)),))

    expunge.expunge(case, wish)

    assert case.transcripts.segments(told.id)[0].text == f"Then {BLOCK * 5} Qabbani told us."
    assert case.quotes.get("q1").tokens.original[0].text == f"Then {BLOCK * 5} Qabbani"
    assert case.people.get("p1").name == SECRET
    assert [check for check in case.verify() if not check.ok] == []


def test_nothing_is_written_if_it_stands_nowhere_or_the_reason_says_it(case, told):
    count = case.ledger.count()

    for wish in (
        Wish("a name", "order", ("Nobody",)),
        Wish("a name", f"to protect {SECRET}", (SECRET,)),
        Wish("", "order", (SECRET,)),
        Wish("a name", "order"),
        Wish("a name", "order", ("...",)),
    ):
        with pytest.raises(BadValue):
            expunge.expunge(case, wish)

    assert case.ledger.count() == count


def test_it_is_never_undone_and_older_steps_are_undone_without_it(case, told):
    expunge.expunge(case, WISH)

    case.undo()
    assert case.incidents.get("i1").notes == "nothing"
    case.undo()

    assert case.incidents.get("i1").notes == f"seen by {BLOCK * 13}"
    assert not holds_secret(case.path)


def test_twice_hides_both(case, told):
    expunge.expunge(case, Wish("a name", "order", (SECRET,)))
    expunge.expunge(
        case, Wish("the same in Arabic, and the first reason", "order of May", (ARABIC, "told us", "a name"))
    )

    assert not holds_secret(case.path)
    assert b"told us" not in case.path.read_bytes()
    assert [check for check in case.verify() if not check.ok] == []


def test_the_history_can_not_be_rewritten_under_its_cover(case, told):
    expunge.expunge(case, WISH)
    act_id, body = case.connection.execute(
        "SELECT act_id, body FROM act_body WHERE body LIKE '%told us%' AND body LIKE '%q1%'"
    ).fetchone()
    with case.outside_of_history("expunge"):
        case.connection.execute(
            "UPDATE act_body SET body = ? WHERE act_id = ?", [body.replace("told us", "told me"), act_id]
        )

    assert next(check.name for check in case.verify() if not check.ok) == "steps"


# colleagues


@pytest.fixture
def desk(tmp_path):
    desk = Desk(tmp_path)
    with desk.open("hana") as case:
        transcript = import_texts(case, TEXTS)
        mark(case, transcript)
        with case.step("test", "Add"):
            case.people.add(Person("p1", SECRET, ARABIC))
        desk.transcript = transcript
    for name in ("omar", "zoe"):
        desk.copy("hana", name)
    return desk


def expunged(desk, name, wish=WISH):
    with desk.open(name) as case:
        expunge.expunge(case, wish)


def test_a_colleagues_copy_forgets_at_the_next_merge(desk):
    expunged(desk, "hana")
    with desk.step("omar") as case:
        case.incidents.change("i0", notes="mine")

    report = desk.take("omar", "hana")

    assert len(report.expunged) == 1
    assert not holds_secret(desk.folder / "omar.sqlite")
    desk.take("hana", "omar")
    assert desk.picture("hana") == desk.picture("omar")


def test_the_one_who_expunged_never_takes_the_words_back(desk):
    expunged(desk, "hana")
    with desk.step("omar") as case:
        case.people.change("p1", notes="called twice")

    desk.take("hana", "omar")

    assert not holds_secret(desk.folder / "hana.sqlite")


def test_what_a_colleague_marked_meanwhile_is_hidden_by_following_up(desk):
    expunged(desk, "hana")
    with desk.open("omar") as case:
        mark(case, desk.transcript, "q2")

    with desk.open("hana") as case, casefile.read_case(desk.folder / "omar.sqlite") as theirs:
        merge(case, CopyOffer(theirs.connection))
        case.connection.execute("SELECT 1")
        assert expunge.follow_up(case) is not None
        assert expunge.follow_up(case) is None
        assert case.quotes.get("q2").tokens.original[0].text == f"Then {BLOCK * 13}"
        assert [check for check in case.verify() if not check.ok] == []


def test_two_expungings_made_apart_both_hold(desk):
    expunged(desk, "hana", Wish("a name", "order", (SECRET,)))
    expunged(desk, "omar", Wish("a name in Arabic", "order", (ARABIC,)))
    desk.copy("omar", "omar2")

    desk.take("omar", "hana")
    desk.take("hana", "omar2")

    for name in ("hana", "omar"):
        assert not holds_secret(desk.folder / f"{name}.sqlite")
    assert desk.picture("hana") == desk.picture("omar")


def test_a_fresh_copy_can_be_made_of_one_that_forgot(desk, tmp_path):
    from db.receive import receive

    expunged(desk, "hana")
    with desk.open("hana") as case:
        bundle.pack(case, tmp_path / "b.avowal", lambda payload: ("00", "00"), [], lambda done, total: None)

    receive(tmp_path / "b.avowal", tmp_path / "new.sqlite", HANA)

    assert not holds_secret(tmp_path / "b.avowal")
    with casefile.read_case(tmp_path / "new.sqlite") as case:
        assert [check for check in case.verify() if not check.ok] == []
        assert case.people.get("p1").name == BLOCK * len(SECRET)


def test_a_forged_body_is_refused(desk):
    with desk.open("omar") as case:
        act_id, body = next(iter(case.connection.execute("SELECT act_id, body FROM act_body WHERE body LIKE '%q1%'")))
        forged = body.replace("told us", "hit us!")
        said = {"what": "x", "ground": "y", "segments": {}, "originals": []}
        said["bodies"] = {act_id: {"places": [], "sha256": canonical.sha256(forged)}}
        with case.outside_of_history("expunge"):
            case.ledger.note("expunge", "Expunge", {"expunged": said})
            case.connection.execute("UPDATE act_body SET body = ? WHERE act_id = ?", [forged, act_id])

    with desk.open("hana") as case, casefile.read_case(desk.folder / "omar.sqlite") as theirs:
        merge(case, CopyOffer(theirs.connection))
        assert case.quotes.get("q1").tokens.original[2].text == " Qabbani told us"
        assert [check for check in case.verify() if not check.ok] == []


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"what": 1},
        {"segments": {"x": {"places": [[0, "words", 0, 1]], "sha256": "x"}}},
        {"segments": {"x": {"places": [["0", "text", 0, 1]], "sha256": "x"}}},
        {"bodies": {"x": {"places": [[None, 0, 1]], "sha256": "x"}}},
        {"bodies": {"x": "y"}},
        {"originals": [1]},
    ],
)
def test_an_expunging_that_is_none_is_refused(desk, said):
    whole = {"what": "x", "ground": "y", "segments": {}, "originals": [], "bodies": {}}
    with desk.open("omar") as case, case.outside_of_history("expunge"):
        case.ledger.note("expunge", "Expunge", {"expunged": whole | said} if said else {})

    before = desk.picture("hana")
    with (
        desk.open("hana") as case,
        casefile.read_case(desk.folder / "omar.sqlite") as theirs,
        pytest.raises(CaseDamaged),
    ):
        merge(case, CopyOffer(theirs.connection))
    assert desk.picture("hana") == before
