"""What can't be used is said in one line, with exit status 2 and nothing written."""

import os

import pytest

from app import cli
from app.cli import output, root

WRONG = {
    "no such command": ["frobnicate"],
    "no case": ["info"],
    "no title": ["new", "{dir}/x.sqlite"],
    "blank title": ["new", "{dir}/x.sqlite", "--title", " "],
    "unknown framework": ["new", "{dir}/x.sqlite", "--title", "x", "--framework", "nope"],
    "the case is there": ["new", "{case}", "--title", "x"],
    "no folder": ["new", "{dir}/none/x.sqlite", "--title", "x"],
    "nameless reviewer": ["new", "{dir}/x.sqlite", "--title", "x", "--reviewer", ""],
    "missing case": ["info", "{dir}/none.sqlite"],
    "folder as case": ["info", "{dir}"],
    "device as case": ["info", "/dev/null"],
    "nothing as case": ["info", ""],
    "NUL in a name": ["info", "a\0b"],
    "unreadable name": ["info", "{dir}/\udcff.sqlite"],
    "no case file": ["info", "{dir}/ar.vtt"],
    "missing recording": ["add-media", "{case}", "{dir}/none.mp4"],
    "folder as recording": ["add-media", "{case}", "{dir}"],
    "text as recording": ["add-media", "{case}", "{dir}/ar.vtt"],
    "no such date": ["add-media", "{case}", "{dir}/interview.mp4", "--date", "yesterday"],
    "address as recording": ["add-media", "{case}", "https://example.org/a.mp4"],
    "missing transcript": ["add-transcript", "{case}", "{dir}/none.srt", "--media", "Interview"],
    "folder as transcript": ["add-transcript", "{case}", "{dir}", "--media", "Interview"],
    "recording as transcript": ["add-transcript", "{case}", "{dir}/interview.mp4", "--media", "Interview"],
    "unknown medium": ["add-transcript", "{case}", "{dir}/ar.vtt", "--media", "nope"],
    "unknown original": ["add-transcript", "{case}", "{dir}/ar.vtt", "--media", "Interview", "--of", "nope"],
    "unknown format": ["add-transcript", "{case}", "{dir}/ar.vtt", "--media", "Interview", "--format", "nope"],
    "unknown kind": ["add-transcript", "{case}", "{dir}/ar.vtt", "--media", "Interview", "--kind", "nope"],
    "unknown transcript": ["transcript", "{case}", "nope"],
    "no words or times": ["mark", "{case}", "--transcript", "ar"],
    "words and times": ["mark", "{case}", "--transcript", "ar", "--words", "x", "--from-ms", "1", "--to-ms", "2"],
    "one time": ["mark", "{case}", "--transcript", "ar", "--from-ms", "1"],
    "times backwards": ["mark", "{case}", "--transcript", "ar", "--from-ms", "9", "--to-ms", "2"],
    "no number": ["mark", "{case}", "--transcript", "ar", "--from-ms", "x", "--to-ms", "2"],
    "negative time": ["mark", "{case}", "--transcript", "ar", "--from-ms", "-1", "--to-ms", "2"],
    "huge time": ["mark", "{case}", "--transcript", "ar", "--from-ms", "1", "--to-ms", "9" * 30],
    "nth without words": ["mark", "{case}", "--transcript", "ar", "--from-ms", "1", "--to-ms", "9", "--nth", "2"],
    "words not there": ["mark", "{case}", "--transcript", "ar", "--words", "nope"],
    "no words": ["mark", "{case}", "--transcript", "ar", "--words", "  "],
    "silence": ["mark", "{case}", "--transcript", "ar", "--from-ms", "80000", "--to-ms", "81000"],
    "unknown speaker": ["mark", "{case}", "--transcript", "ar", "--words", "حرب", "--speaker", "nope"],
    "unknown capacity": ["mark", "{case}", "--transcript", "ar", "--words", "حرب", "--capacity", "nope"],
    "unknown quote to add to": ["mark", "{case}", "--transcript", "ar", "--words", "حرب", "--add-to", "nope"],
    "unknown quote": ["bracket", "{case}", "nope", "--before", "x", "--text", "y", "--type", "grammar"],
    "no place": ["bracket", "{case}", "War", "--text", "y", "--type", "grammar"],
    "two places": ["bracket", "{case}", "War", "--before", "x", "--after", "y", "--text", "y", "--type", "grammar"],
    "place not there": ["bracket", "{case}", "War", "--before", "nope", "--text", "y", "--type", "grammar"],
    "empty bracket": ["bracket", "{case}", "War", "--before", "war", "--text", "[]", "--type", "grammar"],
    "unknown bracket": ["bracket", "{case}", "War", "--before", "war", "--text", "y", "--type", "nope"],
    "nameless incident": ["incident", "{case}", "add"],
    "no such date of an incident": ["incident", "{case}", "add", "--title", "x", "--date", "2021-13"],
    "no such latitude": ["incident", "{case}", "add", "--title", "x", "--latitude", "91"],
    "unknown incident": ["incident", "{case}", "delete", "nope"],
    "incident without its id": ["incident", "{case}", "delete"],
    "unreadable recipient": ["disclose", "{case}", "{dir}/x.avowal", "--to", "a\udcff"],
    "tag of no table": ["tag", "add", "{case}", "nope", "x", "--name", "y"],
    "tag of no table at all": ["tag", "{case}", "add", "nope", "x", "--name", "y"],
    "NUL as encoding": ["import-incidents", "{case}", "{dir}/ar.vtt", "--encoding", "a\0b"],
    "a very long name": ["incident", "{case}", "delete", "x" * 100_000],
    "a very long number": ["correct", "{case}", "ar", "9" * 100_000, "--text", "x", "--reason", "y"],
    "a very long choice": ["incident", "{case}", "x" * 100_000],
    "unknown action": ["incident", "{case}", "explode"],
    "nameless person": ["person", "{case}", "add"],
    "office without title": ["person", "{case}", "add", "--name", "x", "--organisation", "y"],
    "unknown organisation": ["person", "{case}", "add", "--name", "x", "--role", "z", "--organisation", "y"],
    "nameless organisation": ["organisation", "{case}", "add"],
    "a list of tags by name": ["tag", "{case}", "list", "--name", "x"],
    "a list of people by organisation": ["person", "{case}", "list", "--organisation", "x"],
    "a list of translations with a text": ["rendering", "{case}", "War", "list", "--text", "x"],
    "a translation removed with a text": ["rendering", "{case}", "War", "remove", "x", "--text", "x"],
    "a list of passed-on words with a note": ["nested", "{case}", "War", "list", "--note", "x"],
    "passed-on words changed in nothing": ["nested", "{case}", "War", "change", "x"],
    "link to nothing": ["link", "{case}", "War"],
    "link to both": ["link", "{case}", "War", "--incident", "x", "--element", "a:b"],
    "bearing on an incident": ["link", "{case}", "War", "--incident", "x", "--bearing", "supports"],
    "unknown relation": ["link", "{case}", "War", "--incident", "Strike", "--relation", "nope"],
    "element without framework": ["link", "{case}", "War", "--element", "C"],
    "unknown element": ["link", "{case}", "War", "--element", "us_ina219_fto:nope"],
    "unknown framework of an element": ["link", "{case}", "War", "--element", "nope:C"],
    "weight of five": ["link", "{case}", "War", "--element", "us_ina219_fto:C", "--weight", "5"],
    "framework that doesn't ship": ["frameworks", "nope"],
    "unknown export": ["export", "{case}", "pdf", "{dir}/x.pdf"],
    "export into nowhere": ["export", "{case}", "html", "{dir}/none/x.html"],
    "export over a folder": ["export", "{case}", "html", "{dir}"],
    "export over the case": ["export", "{case}", "html", "{case}"],
    "export of no quote": ["export", "{case}", "html", "{dir}/x.html", "--quotes", ","],
    "export of an unknown quote": ["export", "{case}", "html", "{dir}/x.html", "--quotes", "nope"],
    "unknown style": ["export", "{case}", "html", "{dir}/x.html", "--style", "apa"],
    "still of an unknown quote": ["still", "{case}", "nope", "{dir}/x.png"],
    "still that is no PNG": ["still", "{case}", "War", "{dir}/x.jpg"],
    "still into nowhere": ["still", "{case}", "War", "{dir}/none/x.png"],
    "custody of the unknown": ["custody", "{case}", "nope"],
    "history of no table": ["history", "{case}", "sqlite_master", "x"],
    "history of the unknown": ["history", "{case}", "quote", "nope"],
    "unknown option": ["info", "{case}", "--frob"],
    "too many arguments": ["info", "{case}", "more"],
    "search that is none": ["search", "{case}", "x", "--in", "nope"],
    "limit of nothing": ["search", "{case}", "x", "--limit", "0"],
    "import of the missing": ["import-case", "{case}", "{dir}/none.json"],
    "import of a folder": ["import-case", "{case}", "{dir}"],
    "import of no JSON": ["import-case", "{case}", "{dir}/ar.vtt"],
    "verify of no case": ["verify", "{dir}/ar.vtt"],
}


OVER = {
    "example-case": ["export", "{case}", "example-case", "{out}"],
    "quote sheet": ["export", "{case}", "html", "{out}"],
    "framework": ["framework", "{case}", "write", "us_ina219_fto", "{out}"],
    "framework, by the order of the help": ["framework", "write", "{case}", "us_ina219_fto", "{out}"],
    "query of a stamp": ["stamp", "{case}", "query", "{out}"],
    "keys": ["keys", "export", "{out}"],
    "share": ["share", "{case}", "{out}"],
    "disclose": ["disclose", "{case}", "{out}"],
    "new": ["new", "{out}", "--title", "x"],
}


@pytest.mark.parametrize("arguments", OVER.values(), ids=OVER)
@pytest.mark.parametrize("ending", ["", "-journal", "-wal", "-shm"])
def test_nothing_is_written_over_a_case_or_into_what_sqlite_reads_beside_it(avowal, marked, arguments, ending):
    avowal("link", marked, "War", "--element", "us_ina219_fto:C")
    before = marked.read_bytes()
    out = f"{marked}{ending}"

    avowal(*(one.replace("{case}", str(marked)).replace("{out}", out) for one in arguments), status=2)

    assert marked.read_bytes() == before
    assert [path.name for path in marked.parent.glob("case.sqlite*")] == ["case.sqlite"]
    avowal("incident", marked, "list")


@pytest.fixture
def marked(case, avowal):
    avowal("mark", case, "--transcript", "en", "--words", "Now it's war", "--title", "War")
    avowal("incident", case, "add", "--title", "Strike")
    return case


@pytest.mark.parametrize("arguments", WRONG.values(), ids=WRONG)
def test_what_can_t_be_used_is_said_in_one_line(avowal, marked, arguments):
    before = marked.read_bytes()

    filled = (one.replace("{case}", str(marked)).replace("{dir}", str(marked.parent)) for one in arguments)
    said = avowal(*filled, status=2)

    assert len(said.err) < 2000
    assert marked.read_bytes() == before
    assert not list(marked.parent.glob("x.*"))


def test_two_records_of_one_title_are_told_apart_by_id(avowal, empty):
    first = avowal("incident", empty, "add", "--title", "Strike").id
    avowal("incident", empty, "add", "--title", "Strike")

    said = avowal("incident", empty, "delete", "Strike", status=2)
    avowal("incident", empty, "delete", first)

    assert first in said.err


@pytest.mark.parametrize(
    "query", ['"', "A-1234", "foo AND", "NEAR(", "*", "", "x" * 100_000, "\udcff", "(" * 500, "a\0b"]
)
def test_no_query_is_an_error(avowal, case, query):
    assert isinstance(avowal("search", case, query, "--json").json, list)


def test_words_that_steer_a_terminal_never_reach_it(avowal, empty):
    said = avowal("incident", empty, "delete", "\x1b]0;title\x07\u202e", status=2)

    assert not {"\x1b", "\x07", "\u202e"} & set(said.err)


def test_a_fault_of_ours_ends_in_one_line_and_a_note_without_words_of_the_case(avowal, empty, monkeypatch, tmp_path):
    monkeypatch.setenv("AVOWAL_HOME", str(tmp_path / "home"))

    def broken(*_):
        raise RuntimeError("words of a witness")

    monkeypatch.setattr("app.incidents.add", broken)

    said = avowal("incident", empty, "add", "--title", "x", status=2)

    note = (tmp_path / "home" / "logs" / "command line.log").read_text()
    assert "RuntimeError" in said.err
    assert "broken" in note
    assert "witness" not in note + said.err


def test_ctrl_c_ends_with_one_line(avowal, empty, monkeypatch):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("app.incidents.add", interrupted)

    assert "Stopped" in avowal("incident", empty, "add", "--title", "x", status=1).err
    assert avowal("incident", empty, "list", "--json").json == []


def test_a_reader_that_has_seen_enough_is_no_error(monkeypatch, empty):
    hushed = []
    monkeypatch.setattr(output, "table", lambda rows: (_ for _ in ()).throw(BrokenPipeError))
    monkeypatch.setattr(root.output, "hush", lambda: hushed.append(True))

    assert cli.run(["log", str(empty)]) == 0
    assert hushed


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_case_on_a_medium_that_can_t_be_written_is_read(avowal, case):
    case.chmod(0o444)
    case.parent.chmod(0o555)
    try:
        avowal("info", case)
        avowal("incident", case, "add", "--title", "x", status=2)
    finally:
        case.parent.chmod(0o755)
