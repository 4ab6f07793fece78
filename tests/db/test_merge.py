"""Copies that were worked on apart come together: in any order, with nothing dropped and no clock asked."""

import shutil
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime
from functools import cache
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import casefile, ledger, replay
from db import errors as casefile_errors
from db.casefile import Signature
from db.errors import NothingInCommon, NothingToUndo
from db.heads import THERE
from db.identity import new_id
from db.merge import conflicts_of, merge
from db.offer import CopyOffer
from db.records import Device, Incident, Link, MediaFile, Quote, Reviewer
from db.tokens import Position, Span, Tokens
from tests.db.conftest import HANA, import_texts
from tests.folders import quick_folder

NAMES = ("hana", "omar", "zoe")


def signature(name):
    return Signature(Reviewer(f"reviewer-{name}", name.title()), Device(f"device-{name}", f"reviewer-{name}", name))


@cache
def _begun():
    """A case with three incidents and a quote, and the ids of the recording and the transcript in it."""
    with quick_folder() as folder:
        path = Path(folder) / "begun.sqlite"
        with casefile.create(path, "Case", signature("hana"), "case", path.parent / "state", lambda case: None) as case:
            transcript = import_texts(case)
            with case.step("test", "Add"):
                for number in range(3):
                    case.incidents.add(Incident(f"i{number}", f"Incident {number}"))
                span = Span(transcript.id, Position(0, 0), Position(0, 9), "The truce", 0, 550)
                case.quotes.add(Quote("q0", transcript.media_id, Tokens(original=(span,))))
        return path.read_bytes(), transcript.media_id, transcript.id


class Desk:
    """Three copies of one case in a folder."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.state = folder / "state"
        begun, self.media_id, self.transcript_id = _begun()
        for name in NAMES:
            (folder / f"{name}.sqlite").write_bytes(begun)

    def quote(self, id, text="The truce"):
        span = Span(self.transcript_id, Position(0, 0), Position(0, 9), text, 0, 550)
        return Quote(id, self.media_id, Tokens(original=(span,)))

    def open(self, name, copy=None):
        return casefile.open_case(self.folder / f"{copy or name}.sqlite", signature(name.split("-")[0]), self.state)

    def copy(self, name, as_name):
        shutil.copy(self.folder / f"{name}.sqlite", self.folder / f"{as_name}.sqlite")

    def take(self, name, other):
        with self.open(name) as case, casefile.read_case(self.folder / f"{other}.sqlite") as theirs:
            report = merge(case, CopyOffer(theirs.connection))
            assert [check for check in case.verify() if not check.ok] == []
            return report

    @contextmanager
    def step(self, name, label="Change"):
        with self.open(name) as case, case.step("test", label):
            yield case

    def picture(self, name):
        with casefile.read_case(self.folder / f"{name}.sqlite") as case:
            return picture_of(case)


def picture_of(case):
    """All that a copy holds, and what is to be decided in it."""
    return replay.tables(case.connection), conflicts_of(case), case.ledger.heads()


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def test_what_each_has_added_is_there_in_both(desk):
    with desk.step("hana") as case:
        case.quotes.add(desk.quote("by hana"))
    with desk.step("omar") as case:
        case.quotes.add(desk.quote("by omar"))

    report = desk.take("hana", "omar")
    assert (report.added, report.conflicts) == (3, ())
    desk.take("omar", "hana")

    assert desk.picture("hana") == desk.picture("omar")
    with desk.open("hana") as case:
        assert {quote.id for quote in case.quotes.all()} == {"q0", "by hana", "by omar"}


def test_the_same_copy_twice_brings_nothing(desk):
    with desk.step("omar") as case:
        case.incidents.change("i0", title="Raid")
    desk.take("hana", "omar")
    before = desk.picture("hana")

    again = desk.take("hana", "omar")

    assert (again.acts, again.added, again.changed, again.fresh) == (0, 0, 0, ())
    assert desk.picture("hana") == before


def test_edits_of_different_fields_do_not_disturb_each_other(desk):
    with desk.step("hana") as case:
        case.incidents.change("i0", place="Balad")
    with desk.step("omar") as case:
        case.incidents.change("i0", date="2021-06")

    assert desk.take("hana", "omar").conflicts == ()
    with desk.open("hana") as case:
        assert (case.incidents.get("i0").place, case.incidents.get("i0").date) == ("Balad", "2021-06")


def conflict_of_titles(desk):
    with desk.step("hana") as case:
        case.incidents.change("i0", title="Strike")
    with desk.step("omar") as case:
        case.incidents.change("i0", title="Raid")
    desk.take("hana", "omar")
    desk.take("omar", "hana")


def test_edits_of_one_field_are_a_conflict_that_keeps_both(desk):
    conflict_of_titles(desk)

    tables, (conflict,), _ = desk.picture("hana")
    assert (conflict.kind, conflict.record_id, conflict.field) == ("field", "i0", "title")
    assert {claim.value for claim in conflict.claims} == {"Strike", "Raid"}
    assert tables["incident"]["i0"]["title"] == conflict.claims[0].value
    assert desk.picture("omar") == desk.picture("hana")


@pytest.mark.parametrize("value", ["Strike", "Raid", "Rocket strike"])
def test_a_decision_travels_and_ends_the_conflict_everywhere(desk, value):
    conflict_of_titles(desk)
    with desk.step("hana", "Decide") as case:
        case.incidents.change("i0", title=value)
        case.ledger.settle("incident", "i0", ["title"])
    desk.take("omar", "hana")

    tables, conflicts, _ = desk.picture("omar")
    assert (tables["incident"]["i0"]["title"], conflicts) == (value, ())
    assert desk.picture("hana") == desk.picture("omar")


@pytest.mark.parametrize("value", ["Strike", "Raid"])
def test_undoing_a_decision_opens_the_conflict_again(desk, value):
    conflict_of_titles(desk)
    before = desk.picture("hana")[:2]
    with desk.step("hana", "Decide") as case:
        case.incidents.change("i0", title=value)
        case.ledger.settle("incident", "i0", ["title"])
    decided = desk.picture("hana")[:2]

    with desk.open("hana") as case:
        case.undo()
    assert desk.picture("hana")[:2] == before
    with desk.open("hana") as case:
        case.redo()
    assert desk.picture("hana")[:2] == decided
    desk.take("omar", "hana")
    assert desk.picture("omar") == desk.picture("hana")


def test_the_same_edit_by_both_is_no_conflict(desk):
    for name in ("hana", "omar"):
        with desk.step(name) as case:
            case.incidents.change("i0", title="Raid")
    assert desk.take("hana", "omar").conflicts == ()


def test_two_versions_of_a_quotation_are_never_mixed(desk):
    for name, text in (("hana", "The"), ("omar", "truce")):
        with desk.step(name) as case:
            case.quotes.change("q0", tokens=desk.quote("q0", text).tokens)

    (conflict,) = desk.take("hana", "omar").conflicts
    assert (conflict.table, conflict.field) == ("quote", "tokens")
    with desk.open("hana") as case:
        assert case.quotes.get("q0").tokens in [desk.quote("q0", text).tokens for text in ("The", "truce")]


def test_a_change_there_brings_back_what_was_deleted_here(desk):
    with desk.step("hana") as case:
        case.incidents.remove("i0")
    with desk.step("omar") as case:
        case.incidents.change("i0", title="Raid")

    (conflict,) = desk.take("hana", "omar").conflicts
    assert (conflict.kind, conflict.field) == ("deleted", THERE)
    with desk.step("hana", "Delete after all") as case:
        assert case.incidents.get("i0").title == "Raid"
        case.incidents.remove("i0")
    desk.take("omar", "hana")
    assert desk.picture("omar")[1] == ()
    assert "i0" not in desk.picture("omar")[0]["incident"]


def test_a_link_to_what_was_deleted_elsewhere_brings_it_back_to_be_decided(desk):
    with desk.step("hana") as case:
        case.incidents.remove("i0")
    with desk.step("omar") as case:
        case.links.add(Link("l0", "q0", "i0"))

    (conflict,) = desk.take("hana", "omar").conflicts
    assert (conflict.kind, conflict.record_id) == ("missed", "i0")
    with desk.step("hana", "Keep it") as case:
        case.ledger.settle("incident", "i0", [])
    assert desk.picture("hana")[1] == ()
    desk.take("omar", "hana")
    assert desk.picture("omar") == desk.picture("hana")


def test_a_delete_by_both_is_no_conflict(desk):
    for name in ("hana", "omar"):
        with desk.step(name) as case:
            case.incidents.remove("i0")
    assert desk.take("hana", "omar").conflicts == ()


def test_a_transcript_that_one_side_lacks_comes_along(desk):
    with desk.open("omar") as case:
        transcript = import_texts(case, ("a new interview", "قال"))
    desk.take("hana", "omar")
    with desk.open("hana") as case:
        assert [segment.text for segment in case.transcripts.segments(transcript.id)] == ["a new interview", "قال"]
        assert case.contents.original(transcript.original_sha256) == "a new interview\nقال".encode()
        assert [hit.transcript_id for hit in case.search.find("interview")] == [transcript.id]


def test_undo_after_a_merge_never_runs_over_a_newer_value(desk):
    with desk.step("hana", "Rename") as case:
        case.incidents.change("i0", title="Strike")
    desk.take("omar", "hana")
    with desk.step("omar") as case:
        case.incidents.change("i0", title="Raid")
    desk.take("hana", "omar")

    with desk.open("hana") as case:
        with pytest.raises(casefile_errors.ChangedSince):
            case.undo()
        assert case.incidents.get("i0").title == "Raid"


def test_a_copied_installation_is_told_of_and_loses_nothing(desk):
    desk.copy("hana", "hana-twin")
    with desk.step("hana") as case:
        case.incidents.add(Incident("here", "Here"))
    with (
        casefile.open_case(desk.folder / "hana-twin.sqlite", signature("hana"), desk.state) as case,
        case.step("t", "T"),
    ):
        case.incidents.add(Incident("there", "There"))

    report = desk.take("hana", "hana-twin")

    assert report.forked == ("device-hana",)
    with desk.open("hana") as case:
        assert {"here", "there"} <= {incident.id for incident in case.incidents.all()}


def test_another_case_is_refused(desk, tmp_path):
    other = casefile.create(tmp_path / "other.sqlite", "Other", HANA, new_id(), desk.state, lambda case: None)
    with other, desk.open("hana") as case:
        before = replay.tables(case.connection)
        with pytest.raises(NothingInCommon):
            merge(case, CopyOffer(other.connection))
        assert replay.tables(case.connection) == before


def test_another_file_under_one_media_id_is_refused(desk):
    for name, sha256 in (("hana", "a" * 64), ("omar", "b" * 64)):
        with desk.step(name) as case:
            case.media_files.add(MediaFile("f", desk.media_id, "x.mp4", 1, sha256))
    with pytest.raises(NothingInCommon):
        desk.take("hana", "omar")


words = st.sampled_from(["alpha", "beta", "gamma", "قال"])
records = st.sampled_from(["i0", "i1", "i2", "q0", "new0", "new1"])
deeds = st.lists(
    st.tuples(
        st.sampled_from(["title", "place", "delete", "add", "quote", "link", "undo", "redo", "take"]),
        st.sampled_from(NAMES),
        st.sampled_from(NAMES),
        records,
        words,
    ),
    min_size=3,
    max_size=14,
)


def work(desk, deeds):
    """Each reviewer's copy stays open until somebody takes from it or into it."""
    with ExitStack() as desks:
        at_work = {}
        for kind, name, other, record, word in deeds:
            if kind == "take":
                for one in {name, other} & at_work.keys():
                    at_work.pop(one).close()
                if name != other:
                    desk.take(name, other)
                continue
            if name not in at_work:
                at_work[name] = desks.enter_context(desk.open(name))
            with suppress(NothingToUndo, casefile_errors.ChangedSince, casefile_errors.BadValue):
                perform(desk, at_work[name], kind, name, record, word)


def perform(desk, case, kind, name, record, word):
    if kind in ("undo", "redo"):
        getattr(case, kind)()
        return
    with case.step("test", kind):
        if kind == "add":
            if case.incidents.find(f"{record}-{name}") is None:
                case.incidents.add(Incident(f"{record}-{name}", word))
        elif kind == "quote" and case.quotes.find("q0"):
            case.quotes.change("q0", tokens=desk.quote("q0", word).tokens)
        elif kind == "link" and case.quotes.find("q0") and case.incidents.find(record):
            case.links.add(Link(new_id(), "q0", record, reason=word))
        elif kind == "delete" and case.incidents.find(record):
            for link in case.links.of_incident(record):
                case.links.remove(link.id)
            case.incidents.remove(record)
        elif kind in ("title", "place") and case.incidents.find(record):
            case.incidents.change(record, **{kind: word})


def turned(deeds, turn):
    """The same deeds by other hands, or from last to first: another history."""
    shift = {name: NAMES[(number + turn) % 3] for number, name in enumerate(NAMES)}
    other = [(kind, shift[name], shift[to], record, word) for kind, name, to, record, word in deeds]
    return other[::-1] if turn == 3 else other


# 200 histories, in four parts that can be told side by side.
@pytest.mark.parametrize("turn", range(4))
@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(deeds=deeds)
def test_three_histories_end_equal_in_every_order_and_grouping(turn, deeds):
    with quick_folder() as folder:
        desk = Desk(Path(folder))
        work(desk, turned(deeds, turn))
        ends = []
        for number, order in enumerate(permutations(NAMES)):
            end = f"end{number}"
            desk.copy(order[0], end)
            ends.append(take_as(desk, end, *order[1:]))
        # grouping: a + (b + c)
        desk.copy("omar", "pair")
        take_as(desk, "pair", "zoe")
        desk.copy("hana", "grouped")
        ends.append(take_as(desk, "grouped", "pair", "pair"))
        assert all(end == ends[0] for end in ends)
        for end in ("end0", "end5", "grouped"):
            with casefile.read_case(desk.folder / f"{end}.sqlite") as case:
                assert [check for check in case.verify() if not check.ok] == []


def take_as(desk, name, *others):
    """Take one after the other into the same copy; what it holds then."""
    with casefile.open_case(desk.folder / f"{name}.sqlite", signature("hana"), desk.state) as case:
        for other in others:
            with casefile.read_case(desk.folder / f"{other}.sqlite") as theirs:
                merge(case, CopyOffer(theirs.connection))
        return picture_of(case)


@pytest.mark.parametrize("year", [1999, 2087])
def test_no_clock_decides(desk, monkeypatch, year):
    """Omar's device is decades off; what the copies hold, and what is asked, is what it is with true clocks."""

    class Skewed(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz).replace(year=year)

    with desk.step("hana") as case:
        case.quotes.change("q0", title="Hana's", notes="first")
    with monkeypatch.context() as patch:
        patch.setattr(ledger, "datetime", Skewed)
        with desk.step("omar") as case:
            case.quotes.change("q0", title="Omar's")
        desk.take("omar", "hana")
        with desk.step("omar") as case:
            case.quotes.change("q0", notes="second")
    desk.take("hana", "omar")
    with desk.step("hana") as case:
        case.quotes.change("q0", notes="third")
    desk.take("omar", "hana")

    assert desk.picture("hana") == desk.picture("omar")
    with desk.open("omar") as case:
        assert case.quotes.get("q0").notes == "third"
        (conflict,) = conflicts_of(case)
        assert {claim.value for claim in conflict.claims} == {"Hana's", "Omar's"}
