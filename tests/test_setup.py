"""What a fresh machine relies on: the locks, the commands, the continuous integration."""

import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.txt", "requirements-dev.txt")
SCRIPTS = sorted((ROOT / ".ci").iterdir())


def wished(name: str) -> list[Requirement]:
    lines = (ROOT / name).read_text("utf-8").splitlines()
    return [Requirement(line) for line in lines if line.strip() and not line.startswith(("-r", "#"))]


def pinned(name: str) -> dict[str, Version]:
    text = (ROOT / name).read_text("utf-8")
    return {canonicalize_name(pin[1]): Version(pin[2]) for pin in re.finditer(r"^([\w.-]+)==(\S+)", text, re.MULTILINE)}


@pytest.mark.parametrize("source", ["requirements.in", "requirements-dev.in"])
def test_a_lock_is_in_step_with_what_it_was_made_from(source: str) -> None:
    pins = pinned(source.replace(".in", ".txt"))

    missing = [
        str(wish) for wish in wished(source) if not wish.specifier.contains(pins.get(canonicalize_name(wish.name), "0"))
    ]

    assert wished(source)
    assert not missing, f"run `make lock`: {', '.join(missing)}"


def test_both_locks_agree() -> None:
    runtime, development = (pinned(lock) for lock in LOCKS)

    assert runtime.items() <= development.items()


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_of_a_lock_is_hashed(lock: str) -> None:
    packages = re.split(r"^(?=[\w.-]+==)", (ROOT / lock).read_text("utf-8"), flags=re.MULTILINE)

    assert all("--hash=sha256:" in package for package in packages if package.strip())


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_place_to_fetch_from(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")

    assert "://" not in text
    assert " @ " not in text
    assert not re.search(r"^-", text, re.MULTILINE), "an option, such as the address of an index"


def test_help_lists_every_command() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z][\w-]*):", makefile, re.MULTILINE))

    shown = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout

    assert targets == {"help", "setup", "demo", "run", "test", "check", "bench", "lock", "screenshots"}
    assert set(re.findall(r"^ *make (\S+)", shown, re.MULTILINE)) == targets


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_of_the_set_up_can_be_run_by_any_shell(script: Path) -> None:
    assert script.read_text("utf-8").startswith("#!/bin/sh\n")
    assert os.access(script, os.X_OK)
    subprocess.run(["sh", "-n", script], check=True)


def test_continuous_integration_runs_what_we_run() -> None:
    assert re.search(r"^exec make test\b", (ROOT / ".ci/run").read_text("utf-8"), re.MULTILINE)


def test_hooks_before_a_commit_fetch_nothing() -> None:
    text = (ROOT / ".pre-commit-config.yaml").read_text("utf-8")

    assert set(re.findall(r"repo: *(\S+)", text)) == {"local"}
    assert set(re.findall(r"language: *(\S+)", text)) == {"system"}


def test_the_pythons_that_we_promise_are_those_that_the_set_up_takes() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    setup = (ROOT / ".ci/setup").read_text("utf-8")

    assert project["requires-python"] == ">=3.11,<3.14"
    assert "(3, 11) <= sys.version_info[:2] <= (3, 13)" in setup
