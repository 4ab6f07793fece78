"""Sharing, receiving, merging and exchanging from the window, with its dialogs."""

import shutil

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from app import departing, expunging, incidents, keys, sample, sharing
from app.settings import Settings
from db.expunge import Wish
from tests.colleague import Colleague
from widgets.arrival_dialog import ArrivalDialog
from widgets.keys_dialog import KeysDialog
from widgets.share_dialog import ShareDialog


@pytest.fixture
def hana(tmp_path, monkeypatch):
    hana = Colleague("Hana", tmp_path, monkeypatch)
    sample.build(hana.folder).rename(hana.case)
    return hana


@pytest.fixture
def omar(tmp_path, monkeypatch, hana):
    """With a copy of Hana's case, into which he has written."""
    omar = Colleague("Omar", tmp_path, monkeypatch)
    shutil.copy(hana.case, omar.case)
    add(omar, "By Omar")
    return omar


def add(colleague, title):
    with colleague.at_work() as session:
        session.do("Add incident", incidents.add, title)


def share(colleague, name="shared.avowal"):
    out = colleague.folder / name
    with colleague.at_work() as session:
        sharing.share(session.case, out)
    return out


def dialog_of(window, kind):
    (found,) = [one for one in window.findChildren(kind) if one.isVisible()]
    return found


def looked(qtbot, window):
    dialog = dialog_of(window, ArrivalDialog)
    qtbot.waitUntil(lambda: not dialog.is_working)
    # What is laid out in a window that is seen already is shown a moment later.
    qtbot.wait(1)
    return dialog


def said(window):
    return [notice.what for notice in window.notices.shown]


def titles(window):
    return {one.title for one in window.session.case.incidents.all()}


def drop(window, path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, data, left, none))


def shown(dialog):
    return " ".join(
        label.text() for label in dialog.findChildren(type(dialog._what)) if label.isVisibleTo(dialog) and label.text()
    )


def test_the_case_is_shared_and_the_fingerprint_told(qtbot, window, hana):
    hana.be()
    window.cases.open(hana.case)
    window.actions_["share"].trigger()
    dialog = dialog_of(window, ShareDialog)
    assert "about" in dialog._sizes.text()
    dialog.path.setText(str(hana.folder / "out"))
    dialog.media.setChecked(True)

    with qtbot.waitSignal(dialog.written) as written:
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    assert written.args == [str(hana.folder / "out.avowal")]
    assert dialog.fingerprint == keys.fingerprint(keys.own())
    assert dialog._done.text().startswith("\u2068Written: out.avowal\u2069")
    assert not dialog.do_button.isVisible()
    assert [one.departure.file_name for one in departing.left(window.session.case)] == ["out.avowal"]
    dialog._copy.click()


def test_a_file_that_is_there_is_not_overwritten(qtbot, window, hana):
    hana.be()
    window.cases.open(hana.case)
    window.actions_["share"].trigger()
    dialog = dialog_of(window, ShareDialog)
    (hana.folder / "there.avowal").write_bytes(b"precious")
    dialog.path.setText(str(hana.folder / "there.avowal"))

    dialog.do_button.click()

    qtbot.waitUntil(lambda: bool(dialog.problem))
    assert dialog.do_button.isEnabled()
    assert (hana.folder / "there.avowal").read_bytes() == b"precious"


def test_recordings_that_are_missing_can_not_go_along(window, hana):
    hana.be()
    (hana.folder / "interview.mp4").unlink()
    window.cases.open(hana.case)
    window.actions_["share"].trigger()

    dialog = dialog_of(window, ShareDialog)

    assert not dialog.media.isEnabled()
    assert "not where the case knows" in dialog._sizes.text()


def test_a_dropped_bundle_is_looked_at_and_then_received_as_a_case_of_its_own(qtbot, window, hana, omar):
    bundle = share(hana)
    zoe_home = omar.folder / "elsewhere"
    omar.be()
    drop(window, bundle)
    dialog = looked(qtbot, window)
    assert "first time" in shown(dialog)
    assert keys.known() == {}
    hana.be()
    own = keys.fingerprint(keys.own())
    omar.be()
    assert own in shown(dialog)
    zoe_home.mkdir()
    dialog.path.setText(str(zoe_home / "received"))
    dialog.reviewer.setText("Zoe")

    qtbot.keyClick(dialog.do_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.session.is_open)

    assert window.session.case.path == zoe_home / "received.sqlite"
    assert len(keys.known()) == 1
    window.session.do("Add incident", incidents.add, "By Zoe")
    assert "Zoe" in {one.name for one in window.session.case.reviewers.all()}


def test_a_bundle_on_the_command_line_is_received(qtbot, window, hana, omar):
    bundle = share(hana)
    omar.be()

    window.start_with(bundle)

    assert not looked(qtbot, window).merges
    assert not window.session.is_open


def test_a_bundle_of_the_open_case_is_merged(qtbot, window, hana, omar):
    bundle = share(omar)
    hana.be()
    window.cases.open(hana.case)
    drop(window, bundle)
    dialog = looked(qtbot, window)
    assert dialog.merges
    assert dialog.do_button.text() == "Merge"
    assert not dialog._form.isVisible()

    qtbot.keyClick(dialog.do_button, Qt.Key.Key_Return)
    assert any("Merging" in what for what in said(window)), "the wait is announced before it begins"
    qtbot.waitUntil(lambda: "By Omar" in titles(window))

    assert "Merged: 3 new." in said(window)
    assert not any("Merging" in what for what in said(window))
    window.notices.shown[0].findChildren(type(dialog.do_button))[0].click()
    assert window._stack.currentWidget() is window.together


def test_an_expunging_that_came_tells_what_is_left_to_destroy(qtbot, window, hana, omar):
    with hana.at_work() as session:
        session.back_up()
    with omar.at_work() as session:
        expunging.carry_out(session, Wish("a witness's name", "order of 3 May", ("Hadi al-Ameri",)))
    bundle = share(omar)
    hana.be()
    window.cases.open(hana.case)
    held = len(expunging.older_backups(window.session.case))
    assert held == 0, "nothing was expunged here yet"

    window.exchanging.merge_file(bundle)

    qtbot.waitUntil(lambda: any("expunging" in what for what in said(window)))
    notice = next(one for one in window.notices.shown if "expunging" in one.what)
    assert "still hold" in notice.do
    assert "with your own hands" in notice.do
    notice.findChildren(type(window.together.question.later_button))[0].click()
    qtbot.waitUntil(lambda: any("destroyed" in what for what in said(window)))
    assert expunging.older_backups(window.session.case) == []


@pytest.mark.parametrize("name", ["out.html", "out.csv", "out.json"])
def test_the_differences_are_written_in_each_form(qtbot, window, hana, omar, name):
    bundle = share(omar)
    hana.be()
    window.cases.open(hana.case)
    window.exchanging.merge_file(bundle)
    qtbot.waitUntil(lambda: "By Omar" in titles(window))

    window.exchanging.write_differences(hana.folder / name)

    qtbot.waitUntil(lambda: any("Written" in what for what in said(window)))
    assert (hana.folder / name).stat().st_size > 200


def test_a_name_that_is_no_form_is_refused(qtbot, window, hana):
    hana.be()
    window.cases.open(hana.case)

    window.exchanging.write_differences(hana.folder / "out.exe")

    qtbot.waitUntil(lambda: any("out.exe" in what for what in said(window)))
    assert not (hana.folder / "out.exe").exists()


def test_a_second_merge_of_the_same_says_that_nothing_is_new(qtbot, window, hana, omar):
    bundle = share(omar)
    hana.be()
    window.cases.open(hana.case)
    window.exchanging.merge_file(bundle)
    qtbot.waitUntil(lambda: "By Omar" in titles(window))
    window.exchanging.merge_file(bundle)
    qtbot.waitUntil(lambda: any("Nothing in it is new" in what for what in said(window)))


def test_a_dropped_copy_of_the_open_case_is_offered_to_be_merged(qtbot, window, hana, omar):
    hana.be()
    window.cases.open(hana.case)

    drop(window, omar.case)

    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(ArrivalDialog)))
    dialog = looked(qtbot, window)
    assert dialog.merges
    assert "Nobody signed it" in shown(dialog)


def test_a_dropped_case_of_a_stranger_is_offered_to_be_received_and_ones_own_is_opened(qtbot, window, hana, omar):
    stranger = hana.folder / "of hana.sqlite"
    shutil.copy(hana.case, stranger)
    omar.be()

    drop(window, stranger)
    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(ArrivalDialog)))
    looked(qtbot, window).reject()
    assert not window.session.is_open

    drop(window, omar.case)
    qtbot.waitUntil(lambda: window.session.is_open)
    assert window.session.case.path == omar.case


def test_what_can_not_be_looked_at_is_opened_to_say_why(qtbot, window, tmp_path):
    broken = tmp_path / "broken.sqlite"
    broken.write_bytes(b"no case at all")

    drop(window, broken)

    qtbot.waitUntil(lambda: any("not an Avowal case" in what for what in said(window)))


def test_a_device_with_another_key_is_refused_loudly(qtbot, window, hana, omar):
    first = share(omar)
    hana.be()
    window.cases.open(hana.case)
    window.exchanging.merge_file(first)
    qtbot.waitUntil(lambda: "By Omar" in titles(window))
    (omar.folder / "home" / "state" / "device.key").unlink()
    add(omar, "By whom?")
    second = share(omar, "second.avowal")
    hana.be()

    drop(window, second)
    dialog = looked(qtbot, window)

    assert not dialog.do_button.isEnabled()
    assert "another key" in shown(dialog)
    window.exchanging.merge_file(second)
    qtbot.waitUntil(lambda: any("another key" in what for what in said(window)))
    assert "By whom?" not in titles(window)


def test_work_is_exchanged_through_a_folder_that_is_chosen_once(qtbot, window, hana, omar, tmp_path):
    folder = tmp_path / "shared"
    folder.mkdir()
    from app import merging

    with omar.at_work() as session:
        merging.sync(session, folder)
    hana.be()
    window.cases.open(hana.case)

    window.exchanging.use_folder(folder)
    qtbot.waitUntil(lambda: "By Omar" in titles(window))
    assert window._settings.shared_folder(window.session.case.info.id) == folder
    assert "taken" in window.together._folder.text()

    add_here = window.session.do("Add incident", incidents.add, "By Hana")
    window.actions_["exchange"].trigger()
    qtbot.waitUntil(lambda: any("sent" in what and "nothing new came" in what for what in said(window)))
    with omar.at_work() as session:
        merging.sync(session, folder)
        assert session.case.incidents.find(add_here.id) is not None


def test_what_is_still_on_its_way_is_said(qtbot, window, hana, omar, tmp_path):
    from app import merging

    folder = tmp_path / "shared"
    folder.mkdir()
    with omar.at_work() as session:
        merging.sync(session, folder)
    (file,) = folder.rglob("devices/*/*.acts")
    file.write_bytes(file.read_bytes()[:-10])
    hana.be()
    window.cases.open(hana.case)

    window.exchanging.use_folder(folder)

    qtbot.waitUntil(lambda: any("not whole yet" in what for what in said(window)))
    assert "Exchange again" in window.notices.shown[0].do


def test_a_folder_that_is_gone_is_said(qtbot, window, hana, tmp_path):
    hana.be()
    window.cases.open(hana.case)
    window._settings.set_shared_folder(window.session.case.info.id, tmp_path / "gone")

    window.actions_["exchange"].trigger()

    qtbot.waitUntil(lambda: any("no such folder" in what for what in said(window)))


def test_the_folder_is_asked_for_where_none_was_chosen(window, hana, monkeypatch):
    asked = []
    hana.be()
    window.cases.open(hana.case)
    monkeypatch.setattr(window.exchanging, "_ask", lambda *what: asked.append(what[1]))

    for id in ("exchange", "receive", "merge", "shared-folder"):
        window.actions_[id].trigger()

    assert asked == ["Shared folder of this case", "Receive from a colleague", "Merge from a file", asked[0]]


def test_keys_are_shown_to_be_read_out(qtbot, window, hana, omar):
    bundle = share(omar)
    hana.be()
    window.cases.open(hana.case)
    window.exchanging.merge_file(bundle)
    qtbot.waitUntil(lambda: "By Omar" in titles(window))

    window.actions_["device-keys"].trigger()

    (dialog,) = window.findChildren(KeysDialog)
    assert dialog.own.text() == keys.fingerprint(keys.own())
    (device,) = dialog.known
    assert dialog.known[device].text() == keys.fingerprint(keys.known()[device])
    dialog.close()


def test_a_copied_installation_is_told(qtbot, window, hana):
    copy = hana.folder / "copy.sqlite"
    shutil.copy(hana.case, copy)
    add(hana, "Here")
    with hana.at_work(copy) as session:
        session.do("Add incident", incidents.add, "There")
    window.cases.open(hana.case)

    window.exchanging.merge_file(copy)

    qtbot.waitUntil(lambda: any("was copied" in what for what in said(window)))
    assert {"Here", "There"} <= titles(window)


def test_without_a_case_only_receiving_and_keys_can_be_called(window):
    enabled = {id for id in ("share", "receive", "merge", "exchange", "shared-folder", "device-keys", "together")
               if window.actions_[id].isEnabled()}  # fmt: skip

    assert enabled == {"receive", "device-keys"}


def test_the_folder_of_a_case_is_remembered_for_that_case_only(tmp_path, qapp):
    settings = Settings(tmp_path / "settings.ini")
    settings.set_shared_folder("one", tmp_path)

    again = Settings(tmp_path / "settings.ini")

    assert again.shared_folder("one") == tmp_path
    assert again.shared_folder("other") is None
