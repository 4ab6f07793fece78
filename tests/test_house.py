"""The rules that keep the house standing: who may import whom, who may say what, how big a file may grow."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from app.exporters import registry as exporters
from app.importers import registry as importers

ROOT = Path(__file__).parents[1]
ROOMS = ("db", "app", "widgets")
SKIPPED = {".git", ".venv", ".ruff_cache", ".hypothesis", ".benchmarks", ".import_linter_cache", "__pycache__", "demo"}


def sources() -> list[Path]:
    """Every module of the product: the three storeys and the door."""
    found = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
    return [*found, *sorted(ROOT.glob("*.py"))]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tracked() -> Iterator[Path]:
    """Every file of the repository; of a copy that isn't a clone, every file that looks like one."""
    listing = (
        subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True) if (git := shutil.which("git")) else None
    )
    if listing and listing.returncode == 0:
        yield from (path for name in listing.stdout.decode().split("\0") if name and (path := ROOT / name).is_file())
    else:
        yield from (p for p in ROOT.rglob("*") if p.is_file() and not SKIPPED & set(p.relative_to(ROOT).parts))


SOURCES = sources()
every_source = pytest.mark.parametrize("path", SOURCES, ids=name_of)


@cache
def parsed(path: Path) -> ast.Module:
    """A module's tree: many rules look at each."""
    return ast.parse(path.read_text("utf-8"))


def names_in(path: Path) -> set[str]:
    """Every dotted name that a module imports, or reaches through what it imported."""
    known: dict[str, str] = {}
    said: set[str] = set()
    tree = parsed(path)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                said.add(alias.name)
                known[alias.asname or alias.name.partition(".")[0]] = (
                    alias.name if alias.asname else alias.name.partition(".")[0]
                )
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                said.add(f"{node.module}.{alias.name}")
                known[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            parts = ast.unparse(node).split(".")
            if parts[0] in known:
                said.add(".".join([known[parts[0]], *parts[1:]]))
    return said


# Who may say it (beginnings of paths), by the beginnings of the dotted names.
PLAYERS = ("app/players/", "app/playback.py")
MAY_SAY = {
    "vlc": ("app/players/vlc_",),
    "av": ("app/media/",),
    "sqlite3": ("db/",),
    "sqlite_utils": ("db/",),
    "PySide6": ("app/", "widgets/", "main.py"),
    "PySide6.QtMultimedia": PLAYERS,
    "PySide6.QtGui": (*PLAYERS, "widgets/", "main.py"),
    "PySide6.QtWidgets": ("widgets/", "main.py"),
    "PySide6.QtSvg": ("widgets/",),
    "PySide6.QtNetwork": (),
    "PySide6.QtWebEngineCore": (),
    "PySide6.QtTest": (),
    "qtawesome": ("widgets/",),
    **dict.fromkeys(
        ("socket", "ssl", "http.client", "http.server", "urllib.request", "requests", "ftplib", "smtplib"), ()
    ),
    **{
        f"PySide6.QtWidgets.{name}": ("widgets/plain.py",)
        for name in (
            "QLabel",
            "QMessageBox",
            "QToolTip",
            "QErrorMessage",
            "QProgressDialog",
            "QInputDialog",
            "QWizardPage",
            "QSplashScreen",
        )
    },
}


def is_under(name: str, top: str) -> bool:
    return name == top or name.startswith(top + ".")


@every_source
def test_a_module_says_only_what_its_room_may_say(path: Path) -> None:
    here = name_of(path)
    said = names_in(path)

    wrong = {
        top
        for name in said
        for top, rooms in MAY_SAY.items()
        if is_under(name, top) and not here.startswith(rooms or ("-",))
    }

    assert not wrong, f"{here} may not say {', '.join(sorted(wrong))}"


def test_the_import_contracts_are_kept() -> None:
    # In a process of its own: the linter's set-up of logging would silence every logger of this one.
    linter = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"

    done = subprocess.run([sys.executable, "-c", linter], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr


def test_every_format_is_kept_apart_from_the_others() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    apart = {module for contract in contracts if contract["type"] == "independence" for module in contract["modules"]}

    formats = {format.__name__ for format in importers.FORMATS} | {
        format.render.__module__ for format in exporters.FORMATS
    }

    assert apart == formats


@pytest.mark.parametrize(
    ("where", "line"),
    [
        ("app/quoting.py", "from PySide6.QtWidgets import QWidget"),
        ("app/quoting.py", "import vlc"),
        ("app/quoting.py", "import av"),
        ("app/players/qt_player.py", "import vlc"),
        ("app/players/qt_player.py", "import sqlite3"),
        ("app/players/qt_player.py", "from PySide6.QtWidgets import QWidget"),
        ("app/media/probe.py", "import vlc"),
        ("db/quotes.py", "from PySide6.QtCore import QObject"),
        ("widgets/notices.py", "from PySide6.QtWidgets import QMessageBox"),
        ("widgets/notices.py", "import sqlite_utils"),
        ("main.py", "import urllib.request"),
    ],
)
def test_the_linter_refuses_a_name_from_the_wrong_room(where: str, line: str) -> None:
    command = [
        sys.executable,
        "-m",
        "ruff",
        "check",
        "--no-cache",
        "--select",
        "TID251",
        "--stdin-filename",
        where,
        "-",
    ]

    answer = subprocess.run(command, input=line + "\n", cwd=ROOT, capture_output=True, text=True, check=False)

    assert "TID251" in answer.stdout


@every_source
def test_nobody_pumps_the_event_loop(path: Path) -> None:
    calls = [node.attr for node in ast.walk(parsed(path)) if isinstance(node, ast.Attribute)]

    assert "processEvents" not in calls


@every_source
def test_a_module_says_what_it_is_for_and_stays_small(path: Path) -> None:
    text = path.read_text("utf-8")

    assert len(text.splitlines()) < 500
    opening = (ast.get_docstring(parsed(path)) or "").partition("\n\n")[0]
    assert opening.endswith((".", "?", "!", ":")), "a module opens with a sentence"


def promises(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """The functions that hold a place and no more, outside the protocols, whose functions are there to be done."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.ClassDef) and any("Protocol" in ast.unparse(base) for base in node.bases):
            continue
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            if body and all(is_nothing(line) for line in body):
                yield node
        yield from promises(node)


def is_nothing(line: ast.stmt) -> bool:
    match line:
        case ast.Expr(ast.Constant(value)):
            return value is ...
        case ast.Raise(ast.Name("NotImplementedError") | ast.Call(ast.Name("NotImplementedError"))):
            return True
        case _:
            return False


@every_source
def test_nothing_is_left_for_later(path: Path) -> None:
    text = path.read_text("utf-8")

    assert not re.findall(r"\b(?:TODO|FIXME|XXX|HACK)\b", text)
    empty = [f.name for f in promises(parsed(path)) if not any("overload" in ast.unparse(d) for d in f.decorator_list)]
    assert not empty, f"{name_of(path)} promises and does not do: {', '.join(empty)}"


def test_no_file_knows_the_machine_that_it_was_written_on() -> None:
    home = str(Path.home())
    places = [b"/" + name + b"/" for name in (b"root", b"work")]
    places += [b"/" + name + rb"/(?!ana\b|user\b|you\b)\w" for name in (b"home", b"Users")]
    places += [re.escape(str(place).encode()) + rb"/" for place in (ROOT, home) if len(str(place)) > 4]
    hosts = [
        rb"py" + rb"pi\.org",
        rb"pythonhosted" + rb"\.org",
        rb"npmjs" + rb"\.(org|com)",
        rb"deb\.debian" + rb"\.org",
    ]
    forbidden = re.compile(rb"(?<![\w.])(?:" + b"|".join(places) + rb")|(?:" + b"|".join(hosts) + rb")")

    found = [
        f"{name_of(path)}: {hit[0]!r}"
        for path in tracked()
        if path != Path(__file__)
        if (hit := forbidden.search(path.read_bytes()))
    ]

    assert not found
