"""What came is looked at before anything is made of it."""

import sqlite3
from contextlib import closing

import pytest

from app import arriving, collecting, keys, sample, sharing
from app.problems import Refused
from db.errors import CaseError
from tests.colleague import Colleague


@pytest.fixture
def hana(tmp_path, monkeypatch):
    hana = Colleague("Hana", tmp_path, monkeypatch)
    sample.build(hana.folder).rename(hana.case)
    return hana


@pytest.fixture
def omar(tmp_path, monkeypatch, hana):
    return Colleague("Omar", tmp_path, monkeypatch)


def shared(colleague, name="shared.avowal", **how):
    out = colleague.folder / name
    with colleague.at_work() as session:
        sharing.share(session.case, out, **how)
    return out


def test_a_bundle_says_from_whom_it_is_and_what_it_proves(hana, omar):
    bundle = shared(hana)
    hana.be()
    own = keys.fingerprint(keys.own())

    omar.be()
    arrival = arriving.examine(bundle)

    assert (arrival.sender, arrival.reviewer, arrival.fingerprint) == ("new", "Hana", own)
    assert arrival.is_sound
    assert arrival.title.startswith("Sample")
    assert not arrival.knows_us
    assert not keys.known(), "looking is not trusting"


def test_a_device_that_was_met_is_known_and_with_another_key_it_is_not(hana, omar):
    bundle = shared(hana)
    omar.be()
    sharing.take(bundle, omar.case)
    assert arriving.examine(bundle).sender == "known"

    (hana.folder / "home" / "state" / "device.key").unlink()
    again = shared(hana, "again.avowal")

    omar.be()
    assert arriving.examine(again).sender == "changed"


def test_a_bare_copy_is_signed_by_nobody_and_knows_who_wrote_in_it(hana, omar):
    omar.be()
    theirs = arriving.examine(hana.case)
    hana.be()
    own = arriving.examine(hana.case)

    assert (theirs.sender, theirs.checks, theirs.knows_us) == ("nobody", (), False)
    assert own.knows_us


def test_what_was_altered_after_it_was_signed_is_not_sound(hana, omar):
    bundle = shared(hana)
    with closing(sqlite3.connect(bundle, isolation_level=None)) as raw:
        triggers = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            raw.execute(f"DROP TRIGGER {name}")
        raw.execute("UPDATE incident SET title = 'forged'")
        for _, sql in triggers:
            raw.execute(sql)
    omar.be()

    arrival = arriving.examine(bundle)

    assert not arrival.is_sound
    assert [check.name for check in arrival.checks if not check.ok] == ["contents"]


def test_what_is_no_case_is_refused(hana, tmp_path):
    with pytest.raises(Refused):
        arriving.examine(tmp_path / "nothing.avowal")
    (tmp_path / "text.avowal").write_text("no case")
    with pytest.raises(CaseError):
        arriving.examine(tmp_path / "text.avowal")


def test_recordings_that_were_packed_are_found_by_the_received_case(hana, omar):
    bundle = shared(hana, with_media=True)
    omar.be()
    assert arriving.examine(bundle).recordings == 1
    sharing.take(bundle, omar.case)

    with omar.at_work() as session:
        (file,) = session.case.media_files.all()
        assert collecting.path_of(session.case, file) is not None
        assert not collecting.check(session.case, file).is_changed


def test_a_case_is_shared_from_a_thread_while_it_is_edited(hana, omar):
    with hana.at_work() as session:
        session.do("Write notes", lambda case: case.infos.change(case.info.id, notes="newest"))
        sharing.share_from(hana.case, hana.folder / "loan.avowal")

    omar.be()
    sharing.take(hana.folder / "loan.avowal", omar.case)
    with omar.at_work() as session:
        assert session.case.info.notes == "newest"
