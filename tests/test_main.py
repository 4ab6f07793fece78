"""The program as a process: what it prints where, how it ends, and that it needs neither display nor network."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import main

ROOT = Path(__file__).parents[1]


@pytest.fixture
def avowal(tmp_path):
    environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    environment |= {"AVOWAL_HOME": str(tmp_path / "home"), "QT_QPA_PLATFORM": "", "LC_ALL": "C"}

    def run(*arguments, **more):
        command = [sys.executable, ROOT / "main.py", *arguments]
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, timeout=120, **more)

    return run


WINDOW = ([], ["a.sqlite"], ["A.SQLITE"], ["case.db"])
COMMAND = (["info"], ["info", "a.sqlite"], ["-h"], ["nothing.db"], ["a\0b"], ["a" * 5000])


@pytest.mark.parametrize(("arguments", "window"), [(one, one in WINDOW) for one in (*WINDOW, *COMMAND)])
def test_the_window_is_for_nothing_or_a_file(tmp_path, monkeypatch, arguments, window):
    monkeypatch.chdir(tmp_path)
    for name in ("case.db", "info"):
        (tmp_path / name).touch()

    assert main.wants_window(arguments) is window


def test_without_a_display_the_window_says_so_in_one_line(avowal):
    ended = avowal("none.sqlite")

    assert ended.returncode == 2
    assert ended.stdout == b""
    assert len(ended.stderr.splitlines()) == 1
    assert b"display" in ended.stderr


def test_the_network_is_drawn_without_a_display(avowal, tmp_path):
    avowal("new", "a.sqlite", "--title", "A")
    avowal("import-case", "a.sqlite", ROOT / "resources" / "sample" / "example_case.json")
    ended = avowal("network", "a.sqlite", "--out", "n.svg")
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, b"", b"Wrote n.svg.\n")
    assert b"Kataib Hezbollah" in (tmp_path / "n.svg").read_bytes()


def test_a_command_line_story(avowal, tmp_path):
    assert avowal("new", "ä.sqlite", "--title", "عنوان").returncode == 0

    ended = avowal("info", "ä.sqlite", "--json")

    assert ended.stderr == b""
    assert json.loads(ended.stdout.decode())["case"]["title"] == "عنوان"
    assert avowal("undo", "ä.sqlite").returncode == 1
    assert not list(tmp_path.glob("*-journal"))


def test_names_that_are_no_text_end_in_one_line(avowal):
    for arguments in ((b"info", b"\xff.sqlite"), (b"new", b"x.sqlite", b"--title", b"\xff"), (b"\xff",)):
        ended = avowal(*arguments)

        assert ended.returncode == 2
        assert ended.stdout == b""
        assert len(ended.stderr.splitlines()) == 1, ended.stderr


def test_a_closed_pipe_is_quiet(avowal, tmp_path):
    avowal("new", "a.sqlite", "--title", "A")
    shell = f"'{sys.executable}' '{ROOT / 'main.py'}' frameworks us_fre_foundation | head -c 1"

    ended = subprocess.run(["sh", "-c", shell], cwd=tmp_path, capture_output=True, timeout=60)

    assert (ended.returncode, len(ended.stdout)) == (0, 1)
    assert b"Traceback" not in ended.stderr
    assert b"BrokenPipe" not in ended.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_under_the_answer_is_said(avowal):
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, ROOT / "main.py", "formats", "--json"]
        ended = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, timeout=60)

    assert ended.returncode == 2
    assert len(ended.stderr.splitlines()) == 1, ended.stderr


def interrupted(process, tries=10):
    """What a process says that was interrupted. A signal that comes just before it waits is only seen with the next."""
    process.send_signal(signal.SIGINT)
    try:
        return process.communicate(timeout=10)
    except subprocess.TimeoutExpired:
        if not tries:
            process.kill()
            raise
        return interrupted(process, tries - 1)


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_ctrl_c_leaves_no_traceback_and_nothing_half_done(avowal, tmp_path):
    avowal("new", "a.sqlite", "--title", "A")
    os.mkfifo(tmp_path / "waits.json")
    command = [sys.executable, ROOT / "main.py", "import-case", "a.sqlite", "waits.json"]
    # A process inherits that the signal is ignored from whoever ran the tests in the background.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        process = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, stdout=subprocess.PIPE)
    finally:
        signal.signal(signal.SIGINT, before)
    with (tmp_path / "waits.json").open("wb"):  # Returns when the command has opened it for reading.
        out, err = interrupted(process)

    assert process.returncode == 1
    assert out == b""
    assert b"Traceback" not in err
    assert len(err.splitlines()) == 1


def test_starting_a_command_loads_neither_window_nor_codecs(avowal, tmp_path):
    avowal("new", "a.sqlite", "--title", "A")
    code = (
        "import sys, main; main.main(['info', 'a.sqlite', '--json']); "
        "heavy = ('PySide6.QtWidgets', 'PySide6.QtGui', 'av', 'docx', 'jinja2', 'vlc', 'edtf', 'pysubs2'); "
        "print([name for name in heavy if name in sys.modules], file=sys.stderr)"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "AVOWAL_HOME": str(tmp_path / "home")}

    ended = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, timeout=60)

    assert ended.stderr.decode().strip() == "[]"


def test_no_python_code_reaches_the_network(tmp_path):
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); from app import offline; offline.forbid_network()\n"
        "import socket\n"
        "for reach in (lambda: socket.create_connection(('127.0.0.1', 9)), lambda: socket.getaddrinfo('a', 80)):\n"
        "    try: reach()\n"
        "    except PermissionError as refused: print(refused)\n"
    )

    ended = subprocess.run([sys.executable, "-c", code, str(ROOT)], capture_output=True, text=True, timeout=60)

    assert ended.stdout.splitlines() == ["Avowal never goes online"] * 2


def test_the_demo_draws_the_window_where_there_is_no_display(avowal, tmp_path):
    ended = avowal("demo", "demo")

    assert ended.returncode == 0, ended.stderr
    names = {path.name for path in (tmp_path / "demo").iterdir()}
    assert {"Avowal sample.sqlite", "interview.mp4", "Quote sheet.html", "Quote sheet.docx", "desk.png"} <= names
    said = ended.stdout.decode()
    assert all(name in said for name in ("Avowal sample.sqlite", "Quote sheet.html", "Quote sheet.docx", "desk.png"))
    assert (tmp_path / "demo" / "desk.png").read_bytes().startswith(b"\x89PNG")
