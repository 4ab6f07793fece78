"""What the demonstration leaves behind, and when it opens the window."""

import pytest

from app import cli, sample


class Desk:
    """A window that only remembers what was asked of it."""

    def __init__(self, shows):
        self.shows, self.shown, self.rendered = shows, [], []

    def can_show(self):
        return self.shows

    def show(self, case):
        self.shown.append(case)
        return 0

    def render(self, case, picture):
        self.rendered.append((case, picture))


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Without the stills, which have tests of their own."""
    monkeypatch.setattr("app.sheet.still_of", lambda path, ms: None)


def test_with_a_display_the_window_opens_on_the_sample(tmp_path):
    desk = Desk(shows=True)

    assert cli.run(["demo", str(tmp_path)], desk) == 0

    assert desk.shown == [tmp_path / sample.NAME]
    assert not desk.rendered


@pytest.mark.parametrize(("shows", "more"), [(False, []), (True, ["--no-window"])])
def test_without_one_it_is_drawn_into_a_picture(tmp_path, capsys, shows, more):
    desk = Desk(shows)

    assert cli.run(["demo", str(tmp_path), *more], desk) == 0

    assert desk.rendered == [(tmp_path / sample.NAME, tmp_path / "desk.png")]
    assert not desk.shown
    assert str(tmp_path / "desk.png") in capsys.readouterr().out


def test_without_a_folder_it_makes_a_fresh_one(tmp_path, monkeypatch, avowal):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    avowal("demo")
    avowal("demo")

    assert len(list(tmp_path.glob("avowal-sample-*/*.sqlite"))) == 2


def test_it_builds_over_nothing(tmp_path, avowal):
    avowal("demo", tmp_path)

    avowal("demo", tmp_path, status=2)
    (tmp_path / "file").touch()
    avowal("demo", tmp_path / "file", status=2)
