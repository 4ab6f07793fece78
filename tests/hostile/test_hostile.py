"""Whatever somebody sends is refused in one clear sentence or comes in as plain rows; nothing of it runs or writes."""

import os
import shutil
import sys
import tempfile
from dataclasses import replace

import pytest

from app import cli, collecting, keys, sharing
from app.problems import Refused, problem_of
from app.session import Session
from db import airlock, bundle, casefile, confined, replay, untrusted
from db.errors import CaseError, Overrun
from db.identity import new_id
from db.records import Incident, MediaFile, Organisation, Person
from tests.db.test_merge import Desk, signature
from tests.hostile.kinds import KINDS, NAMES, OF_BUNDLES, PATHS, copied

EVERY = [("bundle", name) for name in (*KINDS, *OF_BUNDLES)] + [("case", name) for name in KINDS]


@pytest.fixture(scope="module")
def good(tmp_path_factory, installation_home):
    """A folder with a case and a bundle of it, with a recording inside."""
    folder = tmp_path_factory.mktemp("good")
    (folder / "film.mp4").write_bytes(b"\0\0\0\x18ftypisom" + os.urandom(bundle.CHUNK + 99))
    desk = Desk(folder)
    with pytest.MonkeyPatch.context() as patch, desk.open("hana") as case:
        patch.setenv("AVOWAL_HOME", str(installation_home / "hana"))
        bundle.pack(case, folder / "it.avowal", keys.sign, [folder / "film.mp4"], lambda *_: None, keys.about())
    shutil.copy(folder / "hana.sqlite", folder / "it.sqlite")
    return folder


@pytest.fixture
def room(tmp_path, monkeypatch):
    """A folder with a file that must stay, where somebody receives what came; temporary files are made beside it."""
    for name in ("room", "private", "home"):
        (tmp_path / name).mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "private"))
    monkeypatch.setenv("AVOWAL_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(untrusted, "SECONDS", 60)
    (tmp_path / "room" / "sentinel.txt").write_text("stays")
    (tmp_path / "sentinel.txt").write_text("stays")
    yield tmp_path / "room"
    assert (tmp_path / "room" / "sentinel.txt").read_text() == "stays"
    assert (tmp_path / "sentinel.txt").read_text() == "stays"
    assert list((tmp_path / "private").iterdir()) == [], "nothing is left of what came"
    assert not [one for one in tmp_path.rglob("*") if one.name.endswith(".partial")]


def listed(folder):
    return {one.relative_to(folder).as_posix() for one in folder.rglob("*")}


def refusal(path, out):
    """The sentence with which it is refused; None if it comes in."""
    try:
        sharing.take(path, out)
    except (CaseError, Refused, OSError) as problem:
        return str(problem_of(problem))
    return None


@pytest.mark.parametrize(("what", "name"), EVERY, ids=[f"{what} {name}" for what, name in EVERY])
def test_what_is_hostile_is_refused_with_a_reason_or_comes_in_as_plain_rows(good, room, what, name):
    if "pipe" in name and not hasattr(os, "mkfifo"):
        pytest.skip("there are no named pipes")
    kind = {**KINDS, **OF_BUNDLES}[name]
    path = copied(good / f"it.{'avowal' if what == 'bundle' else 'sqlite'}", room)
    kind.make(path)
    before = listed(room)
    size = path.stat().st_size if path.is_file() else None

    said = refusal(path, room / "out.sqlite")

    if said is None:
        # A copy of a case has no signature over its rows, but they are not what is taken: its steps are.
        assert kind.imported or what == "case", "it should have been refused"
        plain_rows(good, room / "out.sqlite")
    else:
        assert len(said.splitlines()) == 1
        assert 20 < len(said) < 400
        assert said.isprintable()
        assert listed(room) == before
    assert not path.is_file() or path.stat().st_size == size


def plain_rows(good, out):
    with casefile.read_case(out) as case, casefile.read_case(good / "it.sqlite") as original:
        assert [check for check in case.verify() if not check.ok] == []
        assert replay.tables(case.connection) == replay.tables(original.connection)
        found, wanted = (one.search.find("truce") for one in (case, original))
        assert [hit.ordinal for hit in found] == [hit.ordinal for hit in wanted]


FEW = ["a trigger that deletes", "half of it", "a journal that deletes a file", "a text of 60 MB", "nothing"]


@pytest.mark.parametrize("command", ["receive", "merge"])
@pytest.mark.parametrize("name", FEW)
def test_the_command_line_says_one_line_and_ends_in_2(good, room, capsys, command, name):
    path = copied(good / "it.avowal", room)
    KINDS[name].make(path)
    own = shutil.copy(good / "omar.sqlite", room / "own.sqlite")
    with casefile.open_case(own, signature("omar"), room.parent / "state") as case:
        before = replay.tables(case.connection)
    arguments = [command, path, room / "out.sqlite"] if command == "receive" else [command, own, path]

    status = cli.run([str(one) for one in arguments])

    said = capsys.readouterr()
    assert (status, said.out) == (2, "")
    assert len(said.err.splitlines()) == 1
    with casefile.read_case(own) as case:
        now = replay.tables(case.connection)
    assert {**now, "reviewer": 0, "device": 0} == {**before, "reviewer": 0, "device": 0}


def handed_over(good, room, change):
    """A bundle of a case into which somebody wrote what they liked, with every hash and the signature right."""
    theirs = shutil.copy(good / "hana.sqlite", room / "theirs.sqlite")
    with casefile.open_case(theirs, signature("hana"), room.parent / "state") as case:
        with case.step("test", "Write"):
            change(case)
        bundle.pack(case, room / "theirs.avowal", keys.sign, [], lambda *_: None, keys.about())
    return room / "theirs.avowal"


@pytest.mark.parametrize("name", NAMES)
def test_names_come_in_as_the_text_that_they_are(good, room, capsys, name):
    text = NAMES[name]

    def write(case):
        case.incidents.add(Incident("evil", text, place=text, notes=text))
        case.people.add(Person("evil", text))
        case.organisations.add(Organisation("evil", text))

    sharing.take(handed_over(good, room, write), room / "out.sqlite")

    with casefile.read_case(room / "out.sqlite") as case:
        assert case.incidents.get("evil").title == text
        assert case.people.get("evil").name == text
    assert cli.run(["incident", str(room / "out.sqlite"), "list"]) == 0
    shown = capsys.readouterr().out
    assert not any(char in shown for char in "\x1b\x07\u202e\u2028")


@pytest.mark.parametrize("hint", PATHS)
def test_where_a_recording_is_said_to_lie_is_looked_at_as_a_local_file_or_not_at_all(good, room, hint):
    def write(case):
        media_id = case.media.all()[0].id
        case.media_files.add(MediaFile("evil", media_id, hint, 5, "ab" * 32))

    before = listed(room)
    sharing.take(handed_over(good, room, write), room / "out.sqlite")

    with casefile.read_case(room / "out.sqlite") as case:
        file = case.media_files.get("evil")
        assert file.path_hint == hint
        state = collecting.check(case, file)
        assert state.path is None or (state.path.is_file() and state.is_changed)
    assert listed(room) - before <= {"theirs.sqlite", "theirs.avowal", "out.sqlite", "theirs.sqlite-journal"}


def test_dates_at_the_end_of_time_and_trees_that_bite_their_tails_come_in_and_can_be_read(good, room, capsys):
    def write(case):
        case.incidents.add(Incident("late", "Late", date="9999-12-31"))
        (first,) = case.transcripts.all()
        case.transcripts.add(replace(first, id="x", title="x", translation_of=first.id, kind="translation"))
        case.transcripts.change(first.id, translation_of="x")

    sharing.take(handed_over(good, room, write), room / "out.sqlite")

    assert cli.run(["incident", str(room / "out.sqlite"), "list"]) == 0
    assert cli.run(["info", str(room / "out.sqlite"), "--json"]) == 0
    assert "9999" in capsys.readouterr().out


def test_a_recording_that_came_is_named_by_its_hash_and_kind(good, room):
    came = sharing.take(copied(good / "it.avowal", room), room / "out.sqlite")

    ((sha256, path),) = came.media.items()
    assert path == room / "out media" / f"{sha256}.mp4"
    assert path.read_bytes() == (good / "film.mp4").read_bytes()


def test_a_file_that_lies_where_a_recording_belongs_is_never_overwritten(good, room):
    sha256 = next(iter(sharing.take(copied(good / "it.avowal", room), room / "one.sqlite").media))
    place = room / "two media" / f"{sha256}.mp4"
    place.parent.mkdir()
    place.write_text("mine")

    said = refusal(room / "it.avowal", room / "two.sqlite")

    assert said is not None
    assert sha256 in said
    assert place.read_text() == "mine"
    assert not (room / "two.sqlite").exists()


def test_a_recording_that_is_not_what_was_signed_is_named_with_both_hashes(good, room):
    path = copied(good / "it.avowal", room)
    OF_BUNDLES["a recording altered"].make(path)

    said = refusal(path, room / "out.sqlite")

    assert said is not None
    assert len([word for word in said.replace("(", " ").split() if len(word.strip(".,:;")) == 64]) == 2


# The process that reads

DYING = {
    "killed": "import os, signal; os.kill(os.getpid(), signal.SIGKILL if hasattr(signal, 'SIGKILL') else 15)",
    "crashed": "import os; os.abort()",
    "silent": "pass",
    "failing": "import sys; sys.exit(3)",
    "hanging": "import time; time.sleep(600)",
    "talking nonsense": "import pathlib; pathlib.Path('answer.json').write_text('[' * 100000)",
    "lying": "import pathlib; pathlib.Path('answer.json').write_text('{\"bundle\": 1, \"checks\": [[1, 2, 3]]}')",
}


@pytest.mark.parametrize("how", DYING)
def test_whatever_becomes_of_the_reading_is_one_sentence(good, room, monkeypatch, how):
    monkeypatch.setattr(airlock, "_START", DYING[how])
    monkeypatch.setattr(airlock, "_GRACE_S", 0.3 if how == "hanging" else 3)
    monkeypatch.setattr(untrusted, "SECONDS", 0)
    before = listed(room)
    path = copied(good / "it.avowal", room)

    with pytest.raises(Overrun), airlock.through(path):
        pass
    assert "nothing of it was taken" in str(refusal(path, room / "out.sqlite"))
    assert listed(room) == before | {"it.avowal"}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds the memory of a process")
def test_memory_is_bounded(good, room, monkeypatch):
    monkeypatch.setattr(confined, "MEMORY", 96 * 1024 * 1024)
    path = copied(good / "it.avowal", room)
    KINDS["JSON that fills the memory"].make(path)

    with pytest.raises(Overrun), airlock.through(path):
        pass


GUARDED = (
    "import sys; sys.path.insert(0, sys.argv.pop(1)); from db import confined; confined.confine(60, 2**31, 2**20); "
)


@pytest.mark.parametrize(
    "deed",
    [
        "import socket; socket.socket()",
        "import subprocess; subprocess.Popen(['true'])",
        "import os; os.system('true')",
        "import ctypes; ctypes.CDLL(None)",
        "import os; os.posix_spawn('/bin/true', ['true'], {})",
    ],
)
def test_the_process_that_reads_may_do_nothing_else(room, monkeypatch, deed):
    noted = f"\ntry:\n    {deed}\nexcept PermissionError:\n    sys.exit(7)"
    monkeypatch.setattr(airlock, "_START", GUARDED + noted)

    assert airlock._run([*airlock._python(), "{}"], room, 20) == 7


def test_the_process_that_reads_knows_nothing_of_ours(room, monkeypatch):
    monkeypatch.setenv("SECRET_OF_THE_USER", "x")
    monkeypatch.setattr(
        airlock, "_START", "import os, sys; sys.exit('SECRET_OF_THE_USER' in os.environ or sys.stdin.read() != '')"
    )

    assert airlock._run([*airlock._python(), "{}"], room, 20) == 0


def test_merging_brings_recordings_that_are_not_here(good, room):
    sha256 = collecting.sha256(good / "film.mp4")

    def knows(case):
        media_id = case.media.all()[0].id
        case.media_files.add(MediaFile(new_id(), media_id, "gone/film.mp4", (good / "film.mp4").stat().st_size, sha256))

    own = shutil.copy(good / "omar.sqlite", room / "own.sqlite")
    with casefile.open_case(own, signature("omar"), room.parent / "state") as case, case.step("test", "Add"):
        knows(case)
    session = Session()
    session.open(own)
    try:
        from app import merging

        merging.merge(session, copied(good / "it.avowal", room))
        (file,) = (one for one in session.case.media_files.all() if one.sha256 == sha256)
        found = collecting.path_of(session.case, file)
    finally:
        session.close()

    assert found is not None
    assert found.parent == room / "own media"
    assert collecting.sha256(found) == sha256
