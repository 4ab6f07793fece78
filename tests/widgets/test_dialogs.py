"""The dialogs: they say why something can't be done, work in tasks, and keep nothing before they are told to."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QTabWidget,
    QWidget,
)

from app import incidents as incident_verbs
from app import installation, linking, quoting, reviewing
from app.session import Session
from db import casefile
from db.casefile import Signature
from db.records import Device, Reviewer
from widgets import plain
from widgets.case_dialog import CaseDialog
from widgets.export_dialog import ExportDialog
from widgets.form import DateField
from widgets.import_dialog import ImportDialog
from widgets.incidents_pane import IncidentsPane
from widgets.inspector import Inspector
from widgets.media_dialog import MediaDialog
from widgets.people_dialog import PeopleDialog
from widgets.quote_list import QuoteList
from widgets.search_bar import SearchBar
from widgets.selection_bar import SelectionBar
from widgets.sources_dialog import SourcesDialog

SRT = """1
00:00:01,000 --> 00:00:03,000
GUEST: The truce is over.

2
00:00:09,000 --> 00:00:04,000
GUEST: Now it's war.
"""
SAMPLE = Path(__file__).parents[2] / "resources" / "sample" / "interview.mp4"


def ready(dialog):
    return lambda: not dialog.is_working


# dates


def test_a_date_is_said_in_words_while_it_is_written(qtbot):
    field = DateField("Date")
    qtbot.addWidget(field)
    kept = []
    field.written.connect(kept.append)

    field.line.setText("2021-06-01~")
    assert field.echo == "circa 1 June 2021"
    field.flush()
    field.line.setText("yesterday")
    assert "is not a date" in field.echo
    field.flush()
    field.line.setText("2020-11")
    field.flush()
    field.line.setText("")
    field.flush()
    assert kept == ["2021-06-01~", "2020-11", None]


# a new case


@pytest.fixture
def new_case(qtbot, tmp_path):
    session = Session()
    dialog = CaseDialog(session, tmp_path)
    qtbot.addWidget(dialog)
    dialog.show()
    yield dialog
    session.close()


def test_a_new_case_is_named_after_its_title_and_has_the_chosen_law(qtbot, new_case, tmp_path):
    new_case.title.setText("Ashfall: the June interview")
    assert new_case.path.text() == str(tmp_path / "Ashfall the June interview.sqlite")
    new_case._typed.setText("2339b")
    (shown,) = [
        new_case.frameworks.item(row)
        for row in range(new_case.frameworks.count())
        if not new_case.frameworks.item(row).isHidden()
    ]
    shown.setCheckState(Qt.CheckState.Checked)
    assert "No lawyer has reviewed" in new_case._chosen.text()
    new_case.reviewer.setText("Hana")

    with qtbot.waitSignal(new_case.created):
        new_case.do_button.click()

    case = new_case._session.case
    assert case.info.title == "Ashfall: the June interview"
    assert [framework.id for framework in case.frameworks.all()] == ["us_18usc2339b"]
    assert [reviewer.name for reviewer in case.reviewers.all()] == ["Hana"]
    assert installation.load().reviewer_name == "Hana"


def test_a_new_case_says_what_is_missing_and_never_writes_over_a_file(new_case, tmp_path):
    new_case.do_button.click()
    assert "needs a title" in new_case.problem
    new_case.title.setText("Taken")
    (tmp_path / "Taken.sqlite").write_text("mine")
    new_case.do_button.click()
    assert "there already" in new_case.problem
    new_case.path.setText(str(tmp_path / "nowhere" / "x"))
    new_case.do_button.click()
    assert "no folder" in new_case.problem
    assert (tmp_path / "Taken.sqlite").read_text() == "mine"
    assert not new_case._session.is_open


# a recording


def test_a_recording_is_hashed_while_it_is_described(qtbot, session):
    dialog = MediaDialog(session, SAMPLE)
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.do_button.isEnabled()
    dialog.title.setText("Interview of 1 June 2021")
    dialog.outlet.setCurrentText("Al-Alam")
    dialog.date.line.setText("2021-06-01")
    dialog.language.setCurrentText("ar-IQ")
    assert dialog._language_said.text() == "Arabic (ar-IQ)"
    qtbot.waitUntil(dialog.do_button.isEnabled)
    assert "SHA-256" in dialog._file._facts.text()

    with qtbot.waitSignal(dialog.added) as said:
        dialog.do_button.click()

    medium = session.case.media.get(said.args[0])
    assert (medium.title, medium.outlet, medium.broadcast_date) == ("Interview of 1 June 2021", "Al-Alam", "2021-06-01")
    assert session.case.media_files.of(medium.id)[0].width == 640


def test_what_is_no_recording_is_refused_in_a_sentence(qtbot, session, tmp_path):
    path = tmp_path / "notes.mp4"
    path.write_text("#EXTM3U\nhttp://example.org")
    dialog = MediaDialog(session, path)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.problem != "")
    assert not dialog.do_button.isEnabled()


def test_a_date_that_is_none_and_the_same_file_twice_are_refused(qtbot, session):
    for number in range(2):
        dialog = MediaDialog(session, SAMPLE)
        qtbot.addWidget(dialog)
        qtbot.waitUntil(dialog.do_button.isEnabled)
        dialog.date.line.setText("soon")
        dialog.do_button.click()
        assert "not a date" in dialog.problem
        dialog.date.line.setText("")
        dialog.do_button.click()
        assert ("in the case already" in dialog.problem) == (number == 1)


def test_a_published_text_needs_no_file(qtbot, session):
    dialog = MediaDialog(session)
    qtbot.addWidget(dialog)
    dialog.published.setChecked(True)
    dialog.do_button.click()
    assert "needs a title" in dialog.problem
    dialog.title.setText("Remarks, November 2020")
    with qtbot.waitSignal(dialog.added) as said:
        dialog.do_button.click()
    assert session.case.media.get(said.args[0]).kind == "published text"


# a transcript


@pytest.fixture
def importing(qtbot, session, interview, tmp_path):
    path = tmp_path / "truce.srt"
    path.write_text(SRT)
    dialog = ImportDialog(session, interview.medium.id, path)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(dialog.do_button.isEnabled)
    return dialog


def test_a_transcript_is_shown_before_it_is_kept(qtbot, importing, session, interview):
    assert "SubRip" in importing.summary
    assert importing.table.item(0, 1).text().strip("\u2068\u2069") == "GUEST"
    assert "Line 6" in importing.notices.toPlainText()
    assert (importing.language.currentText(), importing.kind.currentData()) == ("en", "translation")
    before = session.case.transcripts.count()
    importing.translator.setText("N. N.")

    with qtbot.waitSignal(importing.added) as said:
        importing.do_button.click()

    made = session.case.transcripts.get(said.args[0])
    assert session.case.transcripts.count() == before + 1
    assert (made.kind, made.translation_of, made.translator) == ("translation", interview.original.id, "N. N.")
    assert session.case.transcripts.segments(made.id)[0].speaker == "GUEST"


def test_names_before_a_colon_are_words_if_the_reviewer_says_so(qtbot, importing):
    importing.prefixes.click()
    qtbot.waitUntil(importing.do_button.isEnabled)
    assert importing.table.item(0, 2).text().strip("\u2068\u2069") == "GUEST: The truce is over."


def test_what_is_no_transcript_is_refused_and_cancelling_keeps_nothing(qtbot, session, interview, tmp_path):
    path = tmp_path / "picture.srt"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    before = session.case.transcripts.count()
    dialog = ImportDialog(session, interview.medium.id, path)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: dialog.problem != "")
    assert not dialog.do_button.isEnabled()
    dialog.reject()
    assert session.case.transcripts.count() == before


# a quote sheet


@pytest.fixture
def exporting(qtbot, session, interview, speaker):
    interview.mark("American embassy", "السفارة الأمريكية", speaker_id=speaker.id)
    last = interview.mark("The truce is over.")
    session.do("Submit", reviewing.move, last.id, "submitted")
    path = session.case.path
    session.close()
    for name in ("Omar", "Zoe"):
        author = Signature(Reviewer(name, name), Device(name, name, "laptop"))
        with casefile.open_case(path, author, path.parent / "state") as case, case.step("reviewing.approve", "Approve"):
            reviewing.approve(case, last.id)
    session.open(path)
    dialog = ExportDialog(session, interview.medium.id, last.id)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_the_first_page_is_shown_as_it_will_read(qtbot, exporting):
    page = exporting.preview.toPlainText()
    assert "“American embassy”" in page
    assert "السفارة الأمريكية" in page
    assert "Akram al-Kaabi" in page
    exporting.quotes.setCurrentIndex(exporting.quotes.findData("approved"))
    exporting.style.setCurrentIndex(1)
    qtbot.waitUntil(lambda: exporting._count.text() == "1 quote")
    qtbot.waitUntil(lambda: "1. " in exporting.preview.toPlainText())
    assert "“American embassy”" not in exporting.preview.toPlainText()
    exporting.format.setCurrentIndex(exporting.format.findData("csv"))
    qtbot.waitUntil(lambda: "First row" in exporting.preview.toPlainText())


@pytest.mark.parametrize("format", ["html", "docx", "csv"])
def test_a_sheet_is_written_and_can_be_opened(qtbot, exporting, format):
    exporting.format.setCurrentIndex(exporting.format.findData(format))
    with qtbot.waitSignal(exporting.written, timeout=20_000) as said:
        exporting.do_button.click()
    out = Path(said.args[0])
    assert out.suffix == f".{format}"
    assert out.stat().st_size > 500
    assert exporting._open.isVisible()
    assert "will be replaced" in exporting._replaces.text()


def test_an_export_that_cannot_be_written_is_refused(exporting, tmp_path):
    exporting.path.setText(str(tmp_path / "nowhere" / "sheet.html"))
    exporting.do_button.click()
    assert "no folder" in exporting.problem
    exporting.quotes.setCurrentIndex(exporting.quotes.findData("approved"))


def test_without_quotes_there_is_nothing_to_export(qtbot, session, interview):
    dialog = ExportDialog(session, interview.medium.id)
    qtbot.addWidget(dialog)
    assert not dialog.do_button.isEnabled()
    assert "Mark one first" in dialog.preview.toPlainText()


# incidents and people


def test_incidents_are_made_described_and_deleted(qtbot, session, interview):
    panel = IncidentsPane(session)
    qtbot.addWidget(panel)
    panel.show()
    panel.add()
    (made,) = session.case.incidents.all()
    panel._fields["title"].setText("Drone attack on Erbil airport")
    panel._fields["title"].flush()
    panel._fields["date"].line.setText("2021-04-14")
    panel._fields["date"].flush()
    panel._fields["claimed_by"].create_wanted.emit("Nobody")
    now = session.case.incidents.get(made.id)
    assert (now.title, now.date, now.claimed_by) == ("Drone attack on Erbil airport", "2021-04-14", "Nobody")
    assert panel._heading.text() == now.title
    assert session.undo_label == "Set claimed by of incident"

    quote = interview.mark("American embassy")
    session.do("Link", linking.to_incident, quote.id, made.id, "threatens")
    shown = panel.quotes.findChildren
    qtbot.waitUntil(lambda: "American embassy" in [one.text() for one in shown(plain.Label) if one.isVisible()])
    panel.delete()
    assert session.case.incidents.all() == []
    assert panel._stack.currentIndex() == 0
    session.undo()
    assert panel.list.keys == [made.id]


def test_incidents_keep_what_is_being_written_when_another_is_shown(qtbot, session):
    one = session.do("Add", incident_verbs.add, "One")
    two = session.do("Add", incident_verbs.add, "Two")
    panel = IncidentsPane(session)
    qtbot.addWidget(panel)
    panel.list.choose(one.id)
    panel._fields["place"].setText("Erbil")
    panel.list.choose(two.id)
    assert session.case.incidents.get(one.id).place == "Erbil"
    assert panel._fields["place"].text() == ""


def test_a_person_has_three_names_and_offices_with_dates(qtbot, session, interview):
    dialog = PeopleDialog(session)
    qtbot.addWidget(dialog)
    dialog.show()
    page = dialog.people
    page.add()
    (person,) = session.case.people.all()
    for name, text in (("name", "Akram al-Kaabi"), ("name_script", "أكرم الكعبي"), ("notes", "Check.")):
        field = page.fields[name]
        (field.setPlainText if name == "notes" else field.setText)(text)
        field.flush()
    page.roles.title.setText("Secretary-general")
    page.roles.organisation.create_wanted.emit("Nujaba")
    page.roles.date_from.line.setText("when?")
    page.roles.add()
    assert "not a date" in page.problem.text()
    page.roles.date_from.line.setText("2013~")
    page.roles.add()

    assert session.case.people.get(person.id).name_script == "أكرم الكعبي"
    (role,) = session.case.roles.of(person.id)
    assert (role.title, role.date_from) == ("Secretary-general", "2013~")
    assert page.roles.title.text() == ""
    page.roles.edit(role)
    page.roles.date_to.line.setText("2020")
    page.roles.add()
    (role,) = session.case.roles.of(person.id)
    assert (role.title, role.date_from, role.date_to) == ("Secretary-general", "2013~", "2020")
    assert page.roles.title.text() == ""

    quote = interview.mark("American embassy", speaker_id=person.id)
    page.remove()
    assert "Quotes name this person" in page.problem.text()
    session.do("Speaker", quoting.describe, quote.id, speaker_id=None)
    page.remove()
    assert session.case.people.all() == []


def test_an_organisation_is_described_and_kept_while_it_is_needed(qtbot, session):
    dialog = PeopleDialog(session)
    qtbot.addWidget(dialog)
    page = dialog.organisations
    page.add()
    (made,) = session.case.organisations.all()
    page.fields["short_name"].setText("HHN")
    dialog.accept()
    assert session.case.organisations.get(made.id).short_name == "HHN"


# everybody can use them


@pytest.mark.parametrize(
    "make",
    [
        lambda session, interview, path: CaseDialog(session, path),
        lambda session, interview, path: MediaDialog(session),
        lambda session, interview, path: ImportDialog(session, interview.medium.id, path / "none.srt"),
        lambda session, interview, path: ExportDialog(session, interview.medium.id),
        lambda session, interview, path: PeopleDialog(session),
        lambda session, interview, path: SourcesDialog(session),
        lambda session, interview, path: IncidentsPane(session),
        lambda session, interview, path: Inspector(session),
        lambda session, interview, path: QuoteList(session),
        lambda session, interview, path: SearchBar(),
        lambda session, interview, path: SelectionBar(),
    ],
)
def test_whatever_takes_the_focus_has_a_name(qtbot, session, interview, tmp_path, make):
    widget = make(session, interview, tmp_path)
    qtbot.addWidget(widget)

    nameless = [
        child
        for child in widget.findChildren(QWidget)
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(child, QScrollArea | QSplitter | QTabBar | QTabWidget | QStackedWidget)
        and not isinstance(child.parent(), QAbstractScrollArea)
        and not any(child in (box.view(), box.lineEdit()) for box in widget.findChildren(QComboBox))
        and not (child.accessibleName() or (isinstance(child, QAbstractButton) and child.text()))
    ]

    assert not nameless
