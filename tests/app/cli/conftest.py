"""The command line run in this process, and a case to run it on."""

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app import cli, sample

ARABIC = """WEBVTT

00:00:01.000 --> 00:00:03.000
<v GUEST>انتهت <00:00:02.000>الهدنة.</v>

00:00:04.000 --> 00:00:05.000
<v HOST>ومن <00:00:04.500>نقل؟</v>

00:00:06.000 --> 00:00:09.000
<v GUEST>الآن <00:00:07.000>هي <00:00:08.000>حرب.</v>
"""
ENGLISH = """WEBVTT

00:00:01.000 --> 00:00:03.000
<v GUEST>The truce is over.</v>

00:00:04.000 --> 00:00:05.000
<v HOST>And who carried?</v>

00:00:06.000 --> 00:00:09.000
<v GUEST>Now it's war, we say war.</v>
"""


@dataclass(frozen=True)
class Ended:
    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one document on standard output, which holds nothing else."""
        return json.loads(self.out)

    @property
    def id(self) -> str:
        return self.out.split()[0]


Avowal = Callable[..., Ended]


@pytest.fixture
def avowal(capsys: pytest.CaptureFixture[str]) -> Avowal:
    def run(*arguments: object, status: int = 0) -> Ended:
        code = cli.run([str(argument) for argument in arguments])
        said = capsys.readouterr()
        assert code == status, said.err or said.out
        if status == 2:
            assert said.out == ""
            assert len(said.err.splitlines()) == 1, said.err
        return Ended(code, said.out, said.err)

    return run


@pytest.fixture
def empty(tmp_path: Path, avowal: Avowal) -> Path:
    """A new case."""
    avowal("new", tmp_path / "case.sqlite", "--title", "A case")
    return tmp_path / "case.sqlite"


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory, installation_home: Path) -> Path:
    """The folder that every `case` is a copy of."""
    folder = tmp_path_factory.mktemp("made")
    shutil.copyfile(sample.files() / "interview.mp4", folder / "interview.mp4")
    (folder / "ar.vtt").write_text(ARABIC, encoding="utf-8")
    (folder / "en.vtt").write_text(ENGLISH, encoding="utf-8")
    case = folder / "case.sqlite"
    commands = (
        ("new", case, "--title", "A case"),
        ("add-media", case, folder / "interview.mp4", "--title", "Interview", "--language", "ar"),
        ("add-transcript", case, folder / "ar.vtt", "--media", "Interview", "--title", "ar", "--language", "ar"),
        (
            *("add-transcript", case, folder / "en.vtt", "--media", "interview", "--title", "en"),
            *("--kind", "translation", "--of", "ar", "--language", "en"),
        ),
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AVOWAL_HOME", str(installation_home))
        assert [cli.run([str(one) for one in command]) for command in commands] == [0, 0, 0, 0]
    return folder


@pytest.fixture
def case(made: Path, tmp_path: Path) -> Path:
    """A case with the sample's recording, titled Interview, and two small transcripts, ar and en."""
    for name in ("case.sqlite", "ar.vtt", "en.vtt"):
        shutil.copyfile(made / name, tmp_path / name)
    os.link(made / "interview.mp4", tmp_path / "interview.mp4")
    return tmp_path / "case.sqlite"
