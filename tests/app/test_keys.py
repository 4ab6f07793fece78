"""Keys lie where only this user reaches them, and a device that changes its key is refused aloud."""

import json
import os
import stat
import threading

import pytest

from app import key_file, keys, paths, safe
from app.problems import Refused, problem_of
from db.errors import CaseDamaged, KeyChanged


class Ring:
    """A keyring in memory."""

    def __init__(self):
        self.kept = {}

    def get_password(self, service, username):
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        self.kept[service, username] = password


class Broken(Ring):
    def set_password(self, service, username, password):
        raise RuntimeError("locked")


class Silent(Ring):
    """Asks somebody who isn't there."""

    def set_password(self, service, username, password):
        threading.Event().wait(30)


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("AVOWAL_HOME", str(tmp_path / "home"))


def test_without_a_keyring_the_keys_lie_in_files_of_this_user_alone():
    own, age = keys.own(), keys.recipient()

    assert (keys.own(), keys.recipient()) == (own, age)
    for name in ("device", "age"):
        assert safe.where(name) == "file"
        if os.name == "posix":
            assert stat.S_IMODE((paths.state() / f"{name}.key").stat().st_mode) == 0o600


def test_with_a_keyring_they_lie_there_and_in_no_file(monkeypatch):
    ring = Ring()
    monkeypatch.setattr(safe, "ring", lambda: ring)
    own, age = keys.own(), keys.recipient()

    assert (keys.own(), keys.recipient()) == (own, age)
    assert safe.where("device") == safe.where("age") == "keyring"
    secrets = list(ring.kept.values())
    assert len(secrets) == 2
    for file in paths.state().iterdir():
        assert not any(secret.encode() in file.read_bytes() for secret in secrets)


@pytest.mark.parametrize("kind", [Broken, Silent])
def test_a_keyring_that_fails_or_waits_for_ever_is_done_without(monkeypatch, kind):
    monkeypatch.setattr(safe, "ring", kind)
    monkeypatch.setattr(safe, "_PATIENCE_S", 0.1)

    assert keys.own() == keys.own()
    assert safe.where("device") == "file"


def test_a_key_in_a_keyring_that_does_not_answer_is_never_replaced_by_a_new_one(monkeypatch):
    ring = Ring()
    monkeypatch.setattr(safe, "ring", lambda: ring)
    own = keys.own()

    monkeypatch.setattr(safe, "ring", lambda: None)
    with pytest.raises(Refused):
        keys.own()

    monkeypatch.setattr(safe, "ring", lambda: ring)
    assert keys.own() == own


def test_a_home_of_ones_own_never_asks_the_machine(monkeypatch):
    monkeypatch.setattr(safe, "_find", lambda: pytest.fail("asked"))
    assert safe.ring() is None


def other(tmp_path, monkeypatch, name="omar"):
    """The file of keys of another device."""
    monkeypatch.setenv("AVOWAL_HOME", str(tmp_path / f"home of {name}"))
    key_file.write(tmp_path / f"{name}.keys")
    own = keys.own()
    monkeypatch.setenv("AVOWAL_HOME", str(tmp_path / "home"))
    return tmp_path / f"{name}.keys", own


def test_a_colleagues_file_of_keys_is_read_and_remembered(tmp_path, monkeypatch):
    path, key = other(tmp_path, monkeypatch)

    keys.learn(key_file.read(path))

    (met,) = keys.colleagues()
    assert (met.key, met.reviewer) == (key, "Reviewer")
    assert met.age.startswith("age1")
    assert keys.known() == {met.device_id: key}


@pytest.mark.parametrize("field", ["device_id", "reviewer", "age", "key", "signature", "form"])
def test_a_file_of_keys_that_was_altered_is_refused(tmp_path, monkeypatch, field):
    path, _ = other(tmp_path, monkeypatch)
    value = json.loads(path.read_text())
    value[field] = value[field][:-1] + ("0" if value[field][-1] != "0" else "1")
    path.write_text(json.dumps(value))

    with pytest.raises(Refused):
        key_file.read(path)


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"\xff", b"[" * 16000, b"x" * 20000, b'{"form": 1}'])
def test_what_is_no_file_of_keys_is_refused(tmp_path, data):
    (tmp_path / "bad").write_bytes(data)
    with pytest.raises(Refused):
        key_file.read(tmp_path / "bad")


def test_a_changed_key_is_refused_with_both_until_somebody_says_so(tmp_path, monkeypatch):
    path, key = other(tmp_path, monkeypatch)
    met = key_file.read(path)
    keys.learn(keys.Colleague(met.device_id, "ab" * 32))

    with pytest.raises(KeyChanged) as raised:
        keys.learn(met)
    said = str(problem_of(raised.value))
    assert keys.fingerprint("ab" * 32) in said
    assert keys.fingerprint(key) in said
    assert keys.known() == {met.device_id: "ab" * 32}

    keys.learn(met, replace=True)
    assert keys.known() == {met.device_id: key}


def test_a_signature_of_another_key_teaches_nothing():
    key, signature = keys.sign(b"one")
    with pytest.raises(CaseDamaged):
        keys.trust("d", key, b"two", signature)
    assert keys.known() == {}


def test_what_a_device_says_of_itself_is_text_or_nothing():
    key, signature = keys.sign(b"x")
    keys.trust("d", key, b"x", signature, {"reviewer": ["no"], "device": "x" * 5000, "age": 7})
    assert keys.colleagues() == [keys.Colleague("d", key)]
