"""Two installations work on copies of one case by the command line, and end equal."""

import json
import shutil

import pytest

from db import casefile, replay
from db.merge import conflicts_of

CLAIM = {"value", "reviewer", "at", "is_own"}


class Colleagues:
    """Hana and Omar: each with an installation and a copy of the case."""

    def __init__(self, folder, made, avowal, monkeypatch):
        self.folder, self._avowal, self._monkeypatch = folder, avowal, monkeypatch
        shutil.copyfile(made / "interview.mp4", folder / "interview.mp4")
        self("hana", "new", self.case("hana"), "--title", "A case", "--reviewer", "Hana")
        self("hana", "add-media", self.case("hana"), folder / "interview.mp4", "--title", "Interview")
        for tier in ("ar", "en"):
            more = ("--kind", "translation", "--of", "ar") if tier == "en" else ()
            path = made / f"{tier}.vtt"
            self("hana", "add-transcript", self.case("hana"), path, "--media", "Interview", "--title", tier, *more)
        self("omar", "new", folder / "own.sqlite", "--title", "Omar's own", "--reviewer", "Omar")

    def __call__(self, who, *arguments, status=0):
        self._monkeypatch.setenv("AVOWAL_HOME", str(self.folder / f"home of {who}"))
        return self._avowal(*arguments, status=status)

    def case(self, who):
        return self.folder / who / "case.sqlite" if who == "omar" else self.folder / "case.sqlite"

    def share(self, who, name):
        self(who, "share", self.case(who), self.folder / name)
        return self.folder / name

    def hand_over(self):
        """Omar receives what Hana has."""
        self.case("omar").parent.mkdir()
        self("omar", "receive", self.share("hana", "first.avowal"), self.case("omar"))

    def exchange(self):
        """Each merges the other's newest bundle; returns what the second merge said."""
        number = len(list(self.folder.glob("*.avowal")))
        self("hana", "merge", self.case("hana"), self.share("omar", f"omar {number}.avowal"))
        return self("omar", "merge", self.case("omar"), self.share("hana", f"hana {number}.avowal"), "--json").json

    def picture(self, who):
        with casefile.read_case(self.case(who)) as case:
            tables = replay.tables(case.connection)
            # What left the house is noted by who handed it over; the next merge carries that.
            return {name: rows for name, rows in tables.items() if name != "departure"}, conflicts_of(case)


@pytest.fixture
def two(tmp_path, made, avowal, monkeypatch):
    return Colleagues(tmp_path, made, avowal, monkeypatch)


@pytest.fixture
def apart(two):
    """Both have the case; each marked a quote, and they differ on the capacity of a third."""
    two("hana", "mark", two.case("hana"), "--transcript", "en", "--words", "truce", "--title", "Third")
    two("hana", "incident", two.case("hana"), "add", "--title", "Strike")
    two("hana", "link", two.case("hana"), "Third", "--incident", "Strike", "--weight", "1")
    two.hand_over()
    two("hana", "mark", two.case("hana"), "--transcript", "en", "--words", "Now it's war", "--title", "Hana's")
    two("omar", "mark", two.case("omar"), "--transcript", "en", "--words", "who carried", "--title", "Omar's")
    for who, capacity in (("hana", "individual"), ("omar", "representative")):
        code(two, who, capacity)
    return two


def code(two, who, capacity):
    """Add a word to the third quote, and say in what capacity it was spoken."""
    word = "over" if who == "hana" else "The"
    more = ("--add-to", "Third", "--capacity", capacity)
    two(who, "mark", two.case(who), "--transcript", "en", "--words", word, *more)


def test_two_copies_marked_apart_are_merged_both_ways_decided_once_and_end_equal(apart):
    two = apart
    said = two.exchange()

    assert set(said) == {"added", "changed", "removed", "conflicts", "suggestions", "forked", "expunged", "head"}
    listed = two("hana", "conflicts", two.case("hana"), "--json").json
    fields = {one["field"]: one for one in listed}
    assert set(fields) == {"capacity", "tokens"}
    one = fields["capacity"]
    assert set(one) == {"conflict", "kind", "table", "id", "field", "ours", "theirs", "said"}
    assert (one["kind"], one["table"], one["ours"], one["theirs"]) == ("field", "quote", "individual", "representative")
    assert {said["reviewer"]: (said["value"], said["is_own"]) for said in one["said"]} == {
        "Hana": ("individual", True),
        "Omar": ("representative", False),
    }
    assert all(set(said) == CLAIM for said in one["said"])
    of_omar = {one["conflict"]: one for one in two("omar", "conflicts", two.case("omar"), "--json").json}
    assert of_omar[one["conflict"]]["ours"] == "representative"
    assert of_omar.keys() == {one["conflict"] for one in listed}

    first = two("hana", "resolve", two.case("hana"), one["conflict"], "--take", "theirs", "--json").json
    assert first == {"decided": one["conflict"], "left": 1}
    two("hana", "resolve", two.case("hana"), fields["tokens"]["conflict"], "--take", "ours")
    again = two.exchange()

    assert again["conflicts"] == []
    assert two("omar", "conflicts", two.case("omar"), "--json").json == []
    assert two.picture("hana") == two.picture("omar")
    for who in ("hana", "omar"):
        assert {one["title"] for one in two(who, "quotes", two.case(who), "--json").json} == {
            "Third",
            "Hana's",
            "Omar's",
        }
        assert two(who, "verify", two.case(who), "--without-media", "--json").json["ok"]


def test_what_a_merge_says_counts_what_it_brought(apart):
    bundle = apart.share("omar", "omar.avowal")

    said = apart("hana", "merge", apart.case("hana"), bundle, "--json").json
    again = apart("hana", "merge", apart.case("hana"), bundle, "--json").json
    aloud = apart("hana", "merge", apart.case("hana"), bundle)

    assert said["added"] >= 1
    assert len(said["head"]) == 64
    assert [set(one) for one in said["conflicts"]] == [
        {"conflict", "kind", "table", "id", "field", "ours", "theirs", "said"}
    ] * 2
    assert (again["added"], again["changed"], again["removed"]) == (0, 0, 0)
    assert "0 new, 0 changed, 2 need you." in aloud.err


def conflict(two, field, who="hana"):
    return next(one for one in two(who, "conflicts", two.case(who), "--json").json if one["field"] == field)["conflict"]


def test_a_value_of_ones_own_must_be_one_that_the_list_has(apart):
    apart.exchange()
    id = conflict(apart, "capacity")

    apart("hana", "resolve", apart.case("hana"), id, "--value", "king", status=2)
    assert conflict(apart, "capacity") == id
    apart("hana", "resolve", apart.case("hana"), id, "--value", "both")

    found = next(one for one in apart("hana", "quotes", apart.case("hana"), "--json").json if one["title"] == "Third")
    assert found["capacity"] == "both"


def test_a_weight_is_typed_as_a_number(apart):
    two = apart
    (link,) = [one for quote in two("hana", "quotes", two.case("hana"), "--json").json for one in quote["links"]]
    for who, weight in (("hana", 2), ("omar", 4)):
        with_weight(two, who, link["id"], weight)
    two.exchange()
    id = conflict(two, "weight")

    for wrong in ("five", "5", "-1", "2.0", "٣", "1e0"):
        assert "0 to 4" in two("hana", "resolve", two.case("hana"), id, "--value", wrong, status=2).err
    two("hana", "resolve", two.case("hana"), id, "--value", "3")

    (quote,) = [one for one in two("hana", "quotes", two.case("hana"), "--json").json if one["title"] == "Third"]
    assert quote["links"][0]["weight"] == 3


def with_weight(two, who, link_id, weight):
    """The window changes links; the command line has no word for it."""
    from app import linking
    from app.session import Session

    two(who, "info", two.case(who))
    session = Session()
    session.open(two.case(who))
    session.do("Weigh", linking.change, link_id, weight=weight)
    session.close()


@pytest.mark.parametrize("take", ["ours", "theirs"])
def test_an_incident_deleted_here_and_linked_there_stays_or_goes(two, take):
    two("hana", "incident", two.case("hana"), "add", "--title", "Strike")
    two("hana", "mark", two.case("hana"), "--transcript", "en", "--words", "truce", "--title", "Q")
    two.hand_over()
    two("hana", "incident", two.case("hana"), "delete", "Strike")
    two("omar", "link", two.case("omar"), "Q", "--incident", "Strike")
    (one,) = two.exchange()["conflicts"]

    assert (one["kind"], one["table"], one["field"]) == ("missed", "incident", None)
    assert (one["ours"], one["theirs"]) == (True, False)  # Omar refers to it, Hana deleted it
    assert {said["reviewer"]: said["value"] for said in one["said"]} == {"Hana": False, "Omar": True}
    two("omar", "resolve", two.case("omar"), one["conflict"], "--take", take)
    two.exchange()

    for who in ("hana", "omar"):
        assert len(two(who, "incident", two.case(who), "list", "--json").json) == (1 if take == "ours" else 0)
        assert two(who, "conflicts", two.case(who), "--json").json == []
    assert two.picture("hana") == two.picture("omar")


def test_a_question_about_a_record_or_the_words_of_a_quote_is_not_typed(apart):
    apart.exchange()

    apart("hana", "resolve", apart.case("hana"), conflict(apart, "tokens"), "--value", "{}", status=2)


def test_the_same_incident_twice_is_told_of_joined_or_kept_apart(two):
    two.hand_over()
    for who, title in (("hana", "Strike on al-Asad"), ("omar", "Strikes on el-Assad")):
        two(who, "incident", two.case(who), "add", "--title", title, "--date", "2021-06-01")
    (told,) = two.exchange()["suggestions"]
    assert set(told) == {"one", "other", "reason"}
    assert told["reason"] == "same words, same date"
    assert two("hana", "incident", two.case("hana"), "twice", "--json").json == [told]
    assert "Strikes on el-Assad" in two("hana", "incident", two.case("hana"), "twice").out

    two("hana", "incident", two.case("hana"), "apart", told["one"], told["other"])
    assert two("hana", "incident", two.case("hana"), "twice", "--json").json == []
    two("hana", "undo", two.case("hana"))
    said = two("hana", "incident", two.case("hana"), "join", told["one"], told["other"], "--json").json

    assert said == {"id": told["one"], "joined": told["other"]}
    two.exchange()
    (left,) = two("omar", "incident", two.case("omar"), "list", "--json").json
    assert "Also entered by Omar:\nTitle: Strikes on el-Assad" in left["notes"]


def test_a_shared_folder_carries_the_work(apart):
    two = apart
    folder = two.folder / "shared"
    folder.mkdir()

    first = two("hana", "sync", two.case("hana"), folder, "--json").json
    assert set(first) == {"sent", "taken", "conflicts", "waiting", "expunged"}
    assert first["sent"] > 0
    assert (first["taken"], first["conflicts"], first["waiting"]) == (0, [], {"files": [], "steps": 0})
    omars = two("omar", "sync", two.case("omar"), folder, "--json").json
    assert omars["taken"] > 0
    assert {one["field"] for one in omars["conflicts"]} == {"capacity", "tokens"}
    two("hana", "sync", two.case("hana"), folder)
    for one in omars["conflicts"]:
        two("hana", "resolve", two.case("hana"), one["conflict"], "--take", "ours")
    two("hana", "sync", two.case("hana"), folder)
    last = two("omar", "sync", two.case("omar"), folder)

    assert "0 to be decided" in last.err
    assert two.picture("hana") == two.picture("omar")
    assert two("hana", "sync", two.case("hana"), folder, "--json").json["taken"] == 0


def test_a_file_of_the_folder_that_is_not_whole_waits(apart):
    two = apart
    folder = two.folder / "shared"
    folder.mkdir()
    two("hana", "sync", two.case("hana"), folder)
    (acts,) = folder.rglob("*.acts")
    whole = acts.read_bytes()
    acts.write_bytes(whole[: len(whole) // 2])

    said = two("omar", "sync", two.case("omar"), folder, "--json").json
    aloud = two("omar", "sync", two.case("omar"), folder)
    acts.write_bytes(whole)

    assert (said["taken"], len(said["waiting"]["files"])) == (0, 1)
    assert "Not whole yet: 1 file;" in aloud.err
    assert two("omar", "sync", two.case("omar"), folder, "--json").json["taken"] > 0


def test_what_was_received_says_what_it_proves(two):
    two("hana", "share", two.case("hana"), two.folder / "with.avowal", "--with-media")

    said = two("omar", "receive", two.folder / "with.avowal", two.folder / "got.sqlite", "--json").json

    assert set(said) == {"path", "steps", "checks"}
    assert said["steps"] > 0
    assert all(set(check) == {"name", "ok", "detail"} and check["ok"] for check in said["checks"])
    assert len(list((two.folder / "got media").iterdir())) == 1


def test_sharing_says_where_and_what(two):
    said = two("hana", "share", two.case("hana"), two.folder / "it.avowal", "--json").json

    assert set(said) >= {"path", "key", "files"}
    assert said["path"] == str(two.folder / "it.avowal")
    assert len(said["key"]) == 64


REFUSED = {
    "share of no case": ["share", "{dir}/none.sqlite", "{dir}/x.avowal"],
    "share over a file": ["share", "{case}", "{case}"],
    "share into nowhere": ["share", "{case}", "{dir}/none/x.avowal"],
    "receive of nothing": ["receive", "{dir}/none.avowal", "{dir}/x.sqlite"],
    "receive of no bundle": ["receive", "{dir}/interview.mp4", "{dir}/x.sqlite"],
    "receive over a case": ["receive", "{bundle}", "{case}"],
    "merge of nothing": ["merge", "{case}", "{dir}/none.avowal"],
    "merge of no bundle": ["merge", "{case}", "{dir}/interview.mp4"],
    "merge of another case": ["merge", "{case}", "{dir}/own.sqlite"],
    "merge of an altered bundle": ["merge", "{case}", "{dir}/altered.avowal"],
    "sync with nowhere": ["sync", "{case}", "{dir}/none"],
    "sync with the case's own folder": ["sync", "{case}", "{dir}"],
    "resolve of nothing": ["resolve", "{case}", "nope", "--take", "ours"],
    "resolve without a word": ["resolve", "{case}", "nope"],
    "resolve with two": ["resolve", "{case}", "nope", "--take", "ours", "--value", "x"],
    "resolve with a third party": ["resolve", "{case}", "nope", "--take", "hers"],
    "conflicts of no case": ["conflicts", "{dir}/interview.mp4"],
    "join of one": ["incident", "{case}", "join", "Strike"],
    "join with itself": ["incident", "{case}", "join", "Strike", "Strike"],
    "join with the unknown": ["incident", "{case}", "join", "Strike", "nope"],
    "apart from the unknown": ["incident", "{case}", "apart", "Strike", "nope"],
    "join that changes": ["incident", "{case}", "join", "Strike", "Raid", "--place", "x"],
}


@pytest.fixture
def furnished(two):
    for title in ("Strike", "Raid"):
        two("hana", "incident", two.case("hana"), "add", "--title", title)
    bundle = two.share("hana", "it.avowal")
    altered = bytearray(bundle.read_bytes())
    at = altered.index(b"Strike")
    altered[at : at + 6] = b"Streik"
    (two.folder / "altered.avowal").write_bytes(altered)
    return two


@pytest.mark.parametrize("arguments", REFUSED.values(), ids=REFUSED)
def test_what_can_t_be_used_is_said_in_one_line_and_changes_nothing(furnished, arguments):
    two = furnished
    places = {"{case}": two.case("hana"), "{dir}": two.folder, "{bundle}": two.folder / "it.avowal"}
    before = two.case("hana").read_bytes()

    def placed(one):
        for name, place in places.items():
            one = one.replace(name, str(place))
        return one

    two("hana", *(placed(one) for one in arguments), status=2)

    assert two.case("hana").read_bytes() == before
    assert not list(two.folder.glob("x.*"))


def test_a_key_that_changed_is_said_loudly(furnished):
    two = furnished
    bundle = two.share("hana", "one.avowal")
    two("omar", "receive", bundle, two.folder / "got.sqlite")
    (trust,) = (two.folder / "home of omar").rglob("trust.json")
    known = json.loads(trust.read_text())
    trust.write_text(json.dumps(dict.fromkeys(known, "ab" * 32)))

    said = two("omar", "merge", two.folder / "got.sqlite", bundle, status=2)

    assert "another key" in said.err


def test_who_receives_says_their_name(two):
    bundle = two.share("hana", "for zoe.avowal")
    case = two.folder / "of zoe.sqlite"
    two("zoe", "receive", bundle, two.folder / "none.sqlite", "--reviewer", " ", status=2)
    assert not (two.folder / "none.sqlite").exists()

    two("zoe", "receive", bundle, case, "--reviewer", "Zoe")
    two("zoe", "incident", case, "add", "--title", "By Zoe")

    assert two("zoe", "log", case, "--json").json[-1]["reviewer"] == "Zoe"
