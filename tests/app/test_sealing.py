"""What is locked opens for those it is meant for, and for nobody else; nothing readable stays behind."""

import tempfile

import pyrage
import pytest

from app import keys, sealing
from app.problems import Refused
from app.sealing import Lock, WrongKey
from app.tasks import Cancelled

SECRET = b"the name of the witness " * 5000


@pytest.fixture
def plain(tmp_path):
    path = tmp_path / "plain"
    path.write_bytes(SECRET)
    return path


@pytest.fixture
def private(tmp_path, monkeypatch):
    """Where temporary folders are made."""
    folder = tmp_path / "private"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def at_home(tmp_path, monkeypatch):
    def be(name):
        monkeypatch.setenv("AVOWAL_HOME", str(tmp_path / f"home of {name}"))

    be("hana")
    return be


def locked(plain, tmp_path, lock):
    sealing.seal(plain, tmp_path / "anything.txt", lock)
    return tmp_path / "anything.txt"


def read(path, passphrase=None):
    with sealing.unsealed(path, passphrase) as found:
        return found.read_bytes()


def test_a_passphrase_opens_what_it_locked_and_no_other_does(plain, tmp_path, private):
    path = locked(plain, tmp_path, Lock("four quiet words here"))

    assert sealing.kind_of(path) == "passphrase"
    assert b"witness" not in path.read_bytes()
    assert read(path, "four quiet words here") == SECRET
    for wrong in (None, "", "four quiet words her"):
        with pytest.raises(WrongKey):
            read(path, wrong)
    assert list(private.iterdir()) == []


def test_what_is_locked_to_a_key_opens_on_that_device_alone(plain, tmp_path, private, at_home):
    at_home("omar")
    to_omar = keys.recipient()
    at_home("hana")
    path = locked(plain, tmp_path, Lock(recipients=(to_omar,)))

    assert sealing.kind_of(path) == "keys"
    with pytest.raises(WrongKey):
        read(path)
    at_home("omar")
    assert read(path) == SECRET
    assert list(private.iterdir()) == []


@pytest.mark.parametrize("harm", ["cut", "flipped", "header alone"])
def test_a_locked_file_that_was_altered_is_refused(plain, tmp_path, private, at_home, harm):
    path = locked(plain, tmp_path, Lock(recipients=(keys.recipient(),)))
    data = bytearray(path.read_bytes())
    data[-50] ^= 1
    made = {"cut": path.read_bytes()[:-200], "flipped": bytes(data), "header alone": path.read_bytes()[:60]}
    path.write_bytes(made[harm])

    with pytest.raises(Refused):
        read(path)
    assert list(private.iterdir()) == []


@pytest.mark.parametrize(("cost", "said"), [(40, "never does"), (99999, "never does"), (21, "never does")])
def test_a_lock_that_would_eat_the_memory_is_refused_at_once(tmp_path, cost, said):
    path = tmp_path / "bomb"
    path.write_bytes(b"age-encryption.org/v1\n-> scrypt GEdH4ss4OCKwDKmdmgjcVA %d\nAAAA\n--- AAAA\n" % cost)

    with pytest.raises(Refused, match=said):
        read(path, "x")


def test_opening_can_be_stopped_and_leaves_nothing(plain, tmp_path, private, at_home):
    path = locked(plain, tmp_path, Lock(recipients=(keys.recipient(),)))

    def stop(done, total):
        raise Cancelled

    with pytest.raises(Cancelled), sealing.unsealed(path, progress=stop):
        pass
    with pytest.raises(Cancelled):
        sealing.seal(plain, tmp_path / "out", Lock(recipients=(keys.recipient(),)), stop)
    assert list(private.iterdir()) == []
    assert not [one for one in tmp_path.iterdir() if one.name in ("out", ".out.partial")]


def test_what_a_passphrase_may_lock_is_bounded(plain, tmp_path, monkeypatch):
    monkeypatch.setattr(sealing, "LARGEST_BY_PASSPHRASE", 1000)

    with pytest.raises(Refused, match="too large"):
        locked(plain, tmp_path, Lock("four quiet words here"))
    assert not (tmp_path / "anything.txt").exists()


def test_a_colleague_is_locked_to_by_name_if_one_device_bears_it(tmp_path, at_home):
    age = str(pyrage.x25519.Identity.generate().to_public())
    for id, reviewer, key in (("d1", "Omar", "aa" * 32), ("d2", "Zoe", "bb" * 32), ("d3", "Zoe", "cc" * 32)):
        keys.learn(keys.Colleague(id, key, reviewer, "laptop", age))
    keys.learn(keys.Colleague("d4", "dd" * 32, "Ali"))

    assert sealing.lock_for(["Omar", "d2", age]).recipients == (age, age, age)
    for name in ("Zoe", "nobody", "Ali", "age1nonsense"):
        with pytest.raises(Refused):
            sealing.lock_for([name])


def test_an_open_file_is_given_as_it_is(plain):
    with sealing.unsealed(plain) as found:
        assert found == plain


def test_the_first_line_of_a_file_is_the_passphrase(tmp_path):
    path = tmp_path / "pass"
    path.write_bytes("\ufeffكلمة سر طويلة\r\nsecond".encode())
    assert sealing.read_passphrase(path) == "كلمة سر طويلة"
    for data in (b"", b"\nlater", b"\xff\xfe"):
        path.write_bytes(data)
        with pytest.raises(Refused):
            sealing.read_passphrase(path)
