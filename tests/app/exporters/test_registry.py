"""Writing a sheet to disk: whole or not at all, never through a link, never over something else."""

from pathlib import Path

import pytest

from app.exporters.plain import plain
from app.exporters.registry import FORMATS, Exporter, by_name
from app.problems import Refused
from app.sheet import Sheet


@pytest.fixture(params=FORMATS, ids=lambda one: one.name)
def exporter(request: pytest.FixtureRequest) -> Exporter:
    return request.param


def test_a_sheet_is_written_over_an_older_one(exporter: Exporter, sheet: Sheet, tmp_path: Path):
    out = tmp_path / f"sheet.{exporter.name}"
    out.write_bytes(b"older")
    seen: list[tuple[int, int]] = []

    exporter.write(sheet, out, lambda done, total: seen.append((done, total)))

    assert len(out.read_bytes()) > 1000
    assert not [one.name for one in tmp_path.iterdir() if "partial" in one.name]
    assert seen == [(0, 2), (1, 2), (2, 2)]


def test_what_stops_it_leaves_the_older_one_as_it_was(exporter: Exporter, sheet: Sheet, tmp_path: Path):
    out = tmp_path / f"sheet.{exporter.name}"
    out.write_bytes(b"older")

    def stop(done: int, total: int) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        exporter.write(sheet, out, stop)
    assert out.read_bytes() == b"older"
    assert not [one.name for one in tmp_path.iterdir() if "partial" in one.name]


def test_a_link_is_not_followed(exporter: Exporter, sheet: Sheet, tmp_path: Path):
    precious = tmp_path / "precious"
    precious.write_bytes(b"precious")
    out = tmp_path / f"sheet.{exporter.name}"
    out.symlink_to(precious)

    with pytest.raises(Refused):
        exporter.write(sheet, out)
    assert precious.read_bytes() == b"precious"
    assert out.is_symlink()


def test_a_case_or_a_recording_is_never_replaced_by_a_sheet(exporter: Exporter, sheet: Sheet, tmp_path: Path):
    out = tmp_path / "case.sqlite"
    out.write_bytes(b"precious")
    with pytest.raises(Refused):
        exporter.write(sheet, out)
    assert out.read_bytes() == b"precious"


def test_a_folder_a_missing_folder_and_a_device_are_refused(sheet: Sheet, tmp_path: Path):
    html = by_name("html")
    (tmp_path / "folder.html").mkdir()
    for out in (tmp_path / "folder.html", tmp_path / "nowhere" / "sheet.html", Path("/dev/null")):
        with pytest.raises(Refused):
            html.write(sheet, out)


def test_a_format_is_found_by_its_name():
    assert by_name("HTML").name == by_name(".html").name == "html"
    with pytest.raises(Refused):
        by_name("pdf")


def test_marks_of_direction_stay_where_they_are_closed_and_are_shown_where_not():
    closed = "\u202bنص\u202c and \u2067x\u2069"
    assert plain(closed) == closed
    assert plain("\u202bنص") == "\\u202bنص"
    assert plain("\u202eevil\u202c") == "\\u202eevil\\u202c"
    assert plain("a\r\nb\rc\x1b") == "a\nb\nc\u241b"
    assert plain("\ufffe\uffffx") == "\ufffd\ufffdx"
