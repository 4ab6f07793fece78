"""Locked files and keys in the window: asked for, asked again, opened only by those for whom they are."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from app import key_file, keys, sealing
from tests.widgets.test_exchanging import dialog_of, hana, looked, omar, shown
from widgets import plain
from widgets.arrival_dialog import ArrivalDialog
from widgets.keys_dialog import KeysDialog
from widgets.share_dialog import ShareDialog

__all__ = ["hana", "omar"]
SECRET = "seven words that nobody else would guess"


@pytest.fixture
def sharing(window, hana, omar):
    """Hana shares; she has met Omar's key."""
    omar.be()
    key_file.write(omar.folder / "omar.json")
    hana.be()
    keys.learn(key_file.read(omar.folder / "omar.json"))
    window.cases.open(hana.case)
    window.actions_["share"].trigger()
    dialog = dialog_of(window, ShareDialog)
    dialog.path.setText(str(hana.folder / "locked.avowal"))
    return dialog


def choose(dialog, how):
    dialog.locking.how.setCurrentIndex(dialog.locking.how.findData(how))


def write(qtbot, dialog):
    with qtbot.waitSignal(dialog.written, timeout=30_000):
        dialog.do_button.click()


def lock_with_passphrase(qtbot, dialog):
    choose(dialog, "passphrase")
    dialog.locking.first.setText(SECRET)
    dialog.locking.again.setText(SECRET)
    write(qtbot, dialog)


def test_a_passphrase_is_typed_twice_and_hidden(qtbot, sharing, hana):
    choose(sharing, "passphrase")
    assert sharing.locking.first.echoMode() == QLineEdit.EchoMode.Password
    sharing.locking.first.setText(SECRET)
    sharing.locking.again.setText("something else")
    sharing.do_button.click()
    assert "differ" in sharing.problem
    sharing.locking.first.setText(" ")
    sharing.locking.again.setText(" ")
    sharing.do_button.click()
    assert "empty" in sharing.problem
    sharing.locking.first.eye.trigger()
    assert sharing.locking.first.echoMode() == QLineEdit.EchoMode.Normal
    lock_with_passphrase(qtbot, sharing)
    assert sealing.kind_of(hana.folder / "locked.avowal") == "passphrase"
    assert "passphrase by another way" in sharing._advice.text()


def test_a_locked_file_is_opened_by_its_passphrase_asked_for_again_if_it_is_wrong(qtbot, window, sharing, hana, omar):
    lock_with_passphrase(qtbot, sharing)
    window.cases.close()
    omar.be()
    window.exchanging.take(hana.folder / "locked.avowal")
    dialog = dialog_of(window, ArrivalDialog)
    assert "locked" in shown(dialog)
    dialog.passphrase.setText("wrong")
    dialog.do_button.click()
    qtbot.waitUntil(lambda: bool(dialog.problem) and not dialog.is_working, timeout=30_000)
    assert dialog.arrival is None
    dialog.passphrase.setText(SECRET)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.arrival is not None, timeout=30_000)
    dialog.path.setText(str(omar.folder / "new.sqlite"))
    dialog.reviewer.setText("Omar")
    with qtbot.waitSignal(dialog.received, timeout=60_000):
        dialog.do_button.click()
    assert window.session.case.path == omar.folder / "new.sqlite"


def test_a_locked_copy_of_the_open_case_is_merged(qtbot, window, sharing, hana, omar):
    lock_with_passphrase(qtbot, sharing)
    window.cases.close()
    omar.be()
    window.cases.open(omar.case)
    window.exchanging.take(hana.folder / "locked.avowal")
    dialog = dialog_of(window, ArrivalDialog)
    dialog.passphrase.setText(SECRET)
    dialog.do_button.click()
    qtbot.waitUntil(lambda: dialog.arrival is not None, timeout=30_000)
    assert dialog.merges
    dialog.do_button.click()
    qtbot.waitUntil(
        lambda: any("Merged" in one.what or "new" in one.what for one in window.notices.shown), timeout=30_000
    )


def test_a_file_for_a_colleague_is_opened_by_their_key_alone(qtbot, window, sharing, hana, omar):
    choose(sharing, "keys")
    sharing.do_button.click()
    assert "Nobody could open it" in sharing.problem
    sharing.locking.colleagues.item(0).setCheckState(Qt.CheckState.Checked)
    write(qtbot, sharing)
    window.cases.close()

    window.exchanging.take(hana.folder / "locked.avowal")
    dialog = dialog_of(window, ArrivalDialog)
    qtbot.waitUntil(lambda: not dialog.is_working and bool(dialog.problem), timeout=30_000)
    dialog.reject()
    omar.be()
    window.exchanging.take(hana.folder / "locked.avowal")
    assert looked(qtbot, window).arrival is not None


def test_keys_are_handed_over_and_trusted_and_a_changed_one_only_if_it_is_confirmed(
    qtbot, window, hana, omar, monkeypatch
):
    omar.be()
    key_file.write(omar.folder / "omar.json")
    hana.be()
    window.cases.open(hana.case)
    window.actions_["device-keys"].trigger()
    dialog = dialog_of(window, KeysDialog)
    dialog.hand_over(hana.folder / "hana.json")
    assert key_file.read(hana.folder / "hana.json").reviewer == "Hana"
    dialog.hand_over(hana.folder / "hana.json")
    assert "there already" in dialog.said.text()
    dialog.trust(omar.folder / "omar.json")
    (met,) = keys.colleagues()
    assert met.reviewer == "Omar"
    dialog.trust(hana.case)
    assert "not a file of keys" in dialog.said.text()

    keys.learn(keys.Colleague(met.device_id, "00" * 32, met.reviewer, met.device, met.age), replace=True)
    asked = []
    monkeypatch.setattr(plain, "ask", lambda *words: asked.append(words) or False)
    dialog.trust(omar.folder / "omar.json")
    assert keys.known()[met.device_id] == "00" * 32
    monkeypatch.setattr(plain, "ask", lambda *words: True)
    dialog.trust(omar.folder / "omar.json")
    assert keys.known()[met.device_id] == met.key
    assert "another key" in asked[0][1]
