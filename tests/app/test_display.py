"""Whether a window can be shown is found out without Qt, which would end the process."""

import sys

import pytest

from app import display

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there always is one")


@pytest.fixture
def environment(monkeypatch):
    def set_to(**values):
        for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
            monkeypatch.delenv(name, raising=False)
        for name, value in values.items():
            monkeypatch.setenv(name, value)

    return set_to


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"DISPLAY": ":4711"},
        {"DISPLAY": "nonsense"},
        {"DISPLAY": ""},
        {"WAYLAND_DISPLAY": "wayland-4711"},
        {"QT_QPA_PLATFORM": "offscreen"},
        {"QT_QPA_PLATFORM": "minimal:x", "WAYLAND_DISPLAY": "/"},
    ],
)
def test_no_display_is_no_crash(environment, values):
    environment(**values)

    assert not display.is_there()


def test_a_wayland_display_is_one(environment, tmp_path):
    (tmp_path / "wayland-0").touch()
    environment(XDG_RUNTIME_DIR=str(tmp_path), WAYLAND_DISPLAY="wayland-0")

    assert display.is_there()
