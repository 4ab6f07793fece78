"""Nothing that must stay stands in an exhibit, in whatever file of it and however it is encoded."""

import io
import itertools
import zipfile
from pathlib import Path

import pytest

from app import exhibit, law
from db import casefile
from db.records import Device, Reviewer
from tests.db.disclosing import ENCODINGS, Planting, plant, streams

DEVICE, REVIEWER = "staydevice", "stayreviewer"
AT = "2026-05-01T10:00:00Z"


@pytest.fixture
def planted(tmp_path):
    planting = Planting()
    planting.secret |= {DEVICE, REVIEWER}
    who = casefile.Signature(Reviewer("reviewer-hana", REVIEWER), Device("device-hana", "reviewer-hana", DEVICE))
    with casefile.create(
        tmp_path / "case.sqlite", "A case", who, "case", tmp_path / "state", law.load_vocabularies
    ) as case:
        plant(case, planting)
        yield case, planting


def texts_of(folder: Path):
    """Every stretch of bytes in the package, unpacked where it is packed, and every name."""
    for path in sorted(folder.rglob("*")):
        yield path.name.encode()
        if not path.is_file():
            continue
        data = path.read_bytes()
        yield from streams(data)
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(io.BytesIO(data)) as office:
                yield from (office.read(name) for name in office.namelist())


def said_in(folder: Path, words: set[str]) -> set[str]:
    found = set()
    for data in texts_of(folder):
        low = data.lower()
        for word, encoding in itertools.product(words - found, ENCODINGS):
            if word.lower().encode(encoding) in low:
                found.add(word)
    return found


def bare(words):
    return {word.removeprefix("stay").removeprefix("leave").removesuffix("قلم").removesuffix("باب") for word in words}


def test_nothing_that_must_stay_stands_in_any_file(planted, tmp_path):
    case, planting = planted
    exhibit.write(case, tmp_path / "out", exhibit.Choice(with_transcripts=True), at=AT)

    assert len(planting.secret) > 50
    assert said_in(tmp_path / "out", planting.secret) == set()
    told = bare(said_in(tmp_path / "out", planting.open))
    assert {"words", "medium", "url", "collector", "title", "bracket", "person"} <= told


def test_with_all_that_can_be_chosen_only_that_leaves_too(planted, tmp_path):
    case, planting = planted
    choice = exhibit.Choice(marking="TLP:AMBER", with_transcripts=True, with_argument=True, with_notes=True)
    exhibit.write(case, tmp_path / "out", choice, at=AT)

    allowed = {
        "medianote",
        "tiernote",
        "personnote",
        "orgnote",
        "capacitynote",
        "quotenote",
        "renderingnote",
        "termnote",
    }
    allowed |= {"incidentnote", "detailnote", "casenote", "linkreason", "claim"}
    assert bare(said_in(tmp_path / "out", planting.secret)) <= allowed
    assert {"quotenote", "linkreason"} <= bare(said_in(tmp_path / "out", planting.secret))


def test_a_privileged_quote_stays_even_if_it_is_named(planted, tmp_path):
    case, planting = planted
    made = exhibit.write(case, tmp_path / "out", exhibit.Choice(quote_ids=("q2", "q1", "q5")), at=AT)

    assert [one.quote_id for one in made.outlook.quotes] == ["q1"]
    assert said_in(tmp_path / "out", planting.secret) == set()


def test_nothing_is_left_of_the_disclosure_that_it_was_made_from(planted, tmp_path, monkeypatch):
    case, _ = planted
    (tmp_path / "private").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "private"))
    exhibit.write(case, tmp_path / "out", exhibit.Choice(), at=AT)

    assert list((tmp_path / "private").iterdir()) == []
