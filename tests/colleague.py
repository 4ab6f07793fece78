"""Somebody who works at an installation of their own: a home with its own name, device, key and settings."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from app import installation
from app.session import Session


class Colleague:
    """`be` makes this one the one who acts; what is opened from then on is opened by them."""

    def __init__(self, name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.name = name
        self.folder = folder / name.lower()
        self.folder.mkdir()
        self._monkeypatch = monkeypatch
        self.be()
        installation.save(replace(installation.load(), reviewer_name=name, device_name=f"{name}'s laptop"))

    def be(self) -> None:
        self._monkeypatch.setenv("AVOWAL_HOME", str(self.folder / "home"))

    @property
    def case(self) -> Path:
        return self.folder / "case.sqlite"

    @contextmanager
    def at_work(self, case: Path | None = None) -> Iterator[Session]:
        self.be()
        session = Session()
        session.open(case or self.case)
        try:
            yield session
        finally:
            session.close()
