"""The room in which copies come together: what differs is read, decided by key, undone, left for later."""

import shutil

import pytest
from PySide6.QtCore import Qt

from app import incidents, law, linking, merging, quoting
from db.tokens import Span
from tests.colleague import Colleague
from widgets.picker import Picker

AR, EN = "انتهت الهدنة", "The truce is over"


def code(session, vocabulary, number):
    return law.terms(session.case, vocabulary)[number].code


@pytest.fixture
def parted(tmp_path, monkeypatch, interview):
    """Hana's case with a quote that is linked, and Omar's copy of it; both closed."""
    session = interview.session
    quote = interview.mark(EN, AR)
    strike = session.do("Add incident", incidents.add, "Strike on al-Asad", date="2021-04-14")
    session.do("Add incident", incidents.add, "Raid")
    session.do("Link", linking.to_incident, quote.id, strike.id)
    session.close()
    hana = Colleague("Hana", tmp_path, monkeypatch)
    shutil.copy(session_path(tmp_path), hana.case)
    omar = Colleague("Omar", tmp_path, monkeypatch)
    shutil.copy(hana.case, omar.case)
    return hana, omar


def session_path(tmp_path):
    return tmp_path / "case.sqlite"


def ours(session):
    (quote,) = session.case.quotes.all()
    return quote


def incident(session, title):
    return next(one for one in session.case.incidents.all() if one.title == title)


@pytest.fixture
def meet(qtbot, window, parted):
    """Let each do something to the case, open Hana's in the window, merge Omar's, and show the room."""
    hana, omar = parted

    def bring(by_hana, by_omar):
        with omar.at_work() as session:
            by_omar(session)
        with hana.at_work() as session:
            by_hana(session)
        hana.be()
        window.cases.open(hana.case)
        merging.merge(window.session, omar.case)
        # On a busy machine the questions are looked for in a thread.
        qtbot.waitUntil(lambda: not window.inbox.is_looking)
        window.show_room("together")
        return window.together

    return bring


def nothing(session):
    """Somebody who only looks."""


def describe(**fields):
    return lambda session: session.do("Describe", quoting.describe, ours(session).id, **fields)


def keys(room):
    return [entry.title for entry in rows(room) if entry.kind != "head"]


def rows(room):
    return [room.model.entry(row) for row in range(room.model.rowCount())]


def choose(room, title):
    row = next(row for row, entry in enumerate(rows(room)) if entry.title == title)
    room.view.setCurrentIndex(room.model.index(row))


def texts(room):
    return [[text.toPlainText() for text in card.texts] for card in room.question.cards]


def press(qtbot, widget, key):
    qtbot.keyClick(widget, key)
    qtbot.wait(1)


def test_what_differs_stands_side_by_side_in_the_reviewers_words(window, meet):
    room = meet(
        lambda session: describe(capacity=code(session, "speaker_capacity", 0))(session),
        lambda session: describe(capacity=code(session, "speaker_capacity", 1))(session),
    )
    terms = law.terms(window.session.case, "speaker_capacity")

    choose(room, "Capacity")

    assert texts(room) == [[terms[0].label], [terms[1].label]]
    own, theirs = room.question.cards
    assert "Hana" in own.accessibleName()
    assert "Omar" in theirs.accessibleName()
    assert "clock" in room.question._remark.text()
    assert "both answers" in room.question._remark.text().lower()
    assert window.top._by_name["together"].count == "1"


def test_a_number_decides_and_undo_brings_the_question_back(qtbot, window, meet):
    room = meet(describe(title="By Hana"), describe(title="By Omar"))
    assert room.view.hasFocus()
    assert keys(room)[0] == "Title"

    press(qtbot, room.view, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: not window.inbox.questions)
    assert ours(window.session).title == "By Omar"
    assert "Title" not in keys(room)
    assert window.top._by_name["together"].count == ""

    window.actions_["undo"].trigger()
    assert keys(room)[0] == "Title"
    assert room.current.title == "Title"
    assert window.top._by_name["together"].count == "1"


def test_the_arrows_lead_to_a_value_and_enter_takes_it(qtbot, window, meet):
    room = meet(describe(notes="Hana's"), describe(notes="Omar's"))
    own, theirs = room.question.cards

    press(qtbot, room.view, Qt.Key.Key_Right)
    assert own.hasFocus()
    press(qtbot, own, Qt.Key.Key_Right)
    assert theirs.hasFocus()
    press(qtbot, theirs, Qt.Key.Key_Escape)
    assert room.view.hasFocus()
    press(qtbot, room.view, Qt.Key.Key_Left)
    press(qtbot, own, Qt.Key.Key_Right)
    press(qtbot, theirs, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: not window.inbox.questions)
    assert ours(window.session).notes == "Omar's"


def test_a_number_works_with_the_focus_on_a_value_too(qtbot, window, meet):
    room = meet(describe(notes="Hana's"), describe(notes="Omar's"))
    room.question.focus_card(0)

    press(qtbot, room.question.cards[0], Qt.Key.Key_2)

    qtbot.waitUntil(lambda: not window.inbox.questions)
    assert ours(window.session).notes == "Omar's"


def test_the_button_of_a_value_takes_it(qtbot, window, meet):
    room = meet(describe(notes="Hana's"), describe(notes="Omar's"))

    qtbot.mouseClick(room.question.cards[0].button, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: not window.inbox.questions)
    assert ours(window.session).notes == "Hana's"
    assert window.session.undo_label == "Decide on notes"


def test_later_leaves_it_and_goes_on(qtbot, window, meet):
    room = meet(describe(notes="Hana's", title="A"), describe(notes="Omar's", title="B"))
    first = room.current.key

    room.question.later_button.click()

    assert room.current.key != first
    assert len(window.inbox.questions) == 2


def test_enter_leads_to_the_quote(qtbot, window, meet):
    room = meet(describe(notes="Hana's"), describe(notes="Omar's"))

    press(qtbot, room.view, Qt.Key.Key_Return)

    assert window._stack.currentWidget() is window.review
    assert window.review.quote_id == ours(window.session).id
    assert window.review.inspector.dispute.isVisible()
    window.review.inspector.dispute.click()
    assert window._stack.currentWidget() is room
    assert room.current.title == "Notes"


def test_versions_of_a_quotes_words_are_shown_whole_with_what_differs_marked(window, meet):
    def first_word(session):
        tokens = ours(session).tokens.translation
        return next(index for index, token in enumerate(tokens) if isinstance(token, Span))

    room = meet(
        lambda s: s.do("Bracket", quoting.bracket, ours(s).id, "translation", first_word(s), 9, "of June", "clarifies"),
        lambda s: s.do("Leave out", quoting.leave_out, ours(s).id, "translation", [(first_word(s), 0, 4)]),
    )

    choose(room, "Words of the quote")

    own, theirs = room.question.cards
    assert [text.toPlainText() for text in own.texts] == [AR, "The truce [of June] is over"]
    assert [text.toPlainText() for text in theirs.texts] == [AR, "truce is over"]
    assert own.texts[0].marked == []
    assert own.texts[1].marked == ["The", "[of June]"]
    assert theirs.texts[1].marked == []
    assert own.texts[0].document().firstBlock().blockFormat().alignment() & Qt.AlignmentFlag.AlignRight
    assert "forge" in room.question._remark.text()


def test_the_marks_outlive_a_change_of_colours(qtbot, window, meet):
    room = meet(describe(notes="a b"), describe(notes="a c"))
    text = room.question.cards[0].texts[0]
    assert text.marked == ["b"]
    window.wear("dark")
    try:
        assert [selection.cursor.selectedText() for selection in text.extraSelections()] == ["b"]
    finally:
        window.wear("light")


def test_a_link_is_named_by_its_quote_and_its_incident(window, meet):
    def weigh(number):
        def do(session):
            (link,) = session.case.links.of_quote(ours(session).id)
            session.do("Set weight of link", linking.change, link.id, weight=number)

        return do

    room = meet(weigh(3), weigh(1))

    choose(room, "Weight")

    assert room.current.detail == f"“{EN}” → Strike on al-Asad"
    terms = {term.code: term.label for term in law.terms(window.session.case, "weight_scale")}
    assert texts(room) == [[terms["3"]], [terms["1"]]]


def test_a_record_that_one_deleted_and_the_other_changed_is_told_in_a_sentence(qtbot, window, meet):
    room = meet(
        lambda s: s.do("Delete incident", incidents.delete, incident(s, "Raid").id),
        lambda s: s.do("Set place", incidents.change, incident(s, "Raid").id, place="Erbil"),
    )

    choose(room, "Deleted, and changed elsewhere")

    assert room.question._why.text().startswith("You deleted this, while \u2068Omar\u2069 changed it.")
    press(qtbot, room.view, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: not window.inbox.questions)
    assert [one.title for one in window.session.case.incidents.all()] == ["Strike on al-Asad"]
    window.actions_["undo"].trigger()
    press(qtbot, room.view, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: not window.inbox.questions)
    assert incident(window.session, "Raid").place == "Erbil"


def test_a_record_that_one_deleted_and_the_other_links_to_is_told_too(qtbot, window, meet):
    room = meet(
        lambda s: s.do("Delete incident", incidents.delete, incident(s, "Raid").id),
        lambda s: s.do("Link", linking.to_incident, ours(s).id, incident(s, "Raid").id),
    )

    choose(room, "Deleted, but needed elsewhere")

    assert len(room.question.cards) == 2
    press(qtbot, room.view, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: not window.inbox.questions)


def test_three_values_stand_in_a_row_and_the_third_key_takes_the_third(qtbot, window, parted, tmp_path, monkeypatch):
    hana, omar = parted
    zoe = Colleague("Zoe", tmp_path, monkeypatch)
    shutil.copy(hana.case, zoe.case)
    for colleague in (omar, zoe, hana):
        with colleague.at_work() as session:
            describe(notes=f"{colleague.name}'s")(session)
    hana.be()
    window.cases.open(hana.case)
    for colleague in (omar, zoe):
        merging.merge(window.session, colleague.case)
    qtbot.waitUntil(lambda: not window.inbox.is_looking)
    window.show_room("together")
    room = window.together

    assert texts(room) == [["Hana's"], ["Omar's"], ["Zoe's"]]
    assert len({card.y() for card in room.question.cards}) == 1
    press(qtbot, room.view, Qt.Key.Key_3)
    qtbot.waitUntil(lambda: not window.inbox.questions)
    assert ours(window.session).notes == "Zoe's"


def test_what_is_new_is_listed_by_reviewer_and_record_and_leads_to_its_quote(qtbot, window, meet):
    room = meet(nothing, describe(notes="Omar's", question="Who was it?"))
    assert keys(room) == ["\u2068Omar\u2069  ·  \u2068describe\u2069", "\u2068Omar\u2069  ·  \u2068join the case\u2069"]

    said = " ".join(
        label.text() for label in room.news.findChildren(type(room.news._heading)) if label.isVisibleTo(room.news)
    )
    assert "Omar's" in said
    assert "Who was it?" in said
    press(qtbot, room.view, Qt.Key.Key_Return)
    assert window.review.quote_id == ours(window.session).id

    window.show_room("together")
    room.news.seen_button.click()
    assert keys(room) == []
    assert room._stack.currentWidget() is room.explain
    assert room.explain.state.text() == "Nothing is new, and nothing needs you"


def test_the_list_is_narrowed_to_what_needs_you_or_to_what_is_new(qtbot, window, meet):
    room = meet(describe(notes="Hana's"), describe(notes="Omar's"))
    assert {entry.kind for entry in rows(room)} == {"head", "question", "news"}

    room._buttons["needs you"].click()
    assert {entry.kind for entry in rows(room)} == {"head", "question"}
    room._buttons["new"].click()
    assert {entry.kind for entry in rows(room)} == {"head", "news"}
    assert room._buttons["needs you"].text() == "Needs you  1"


def test_incidents_that_may_be_one_are_suggested_and_can_be_said_to_be_two(qtbot, window, meet):
    room = meet(
        lambda s: s.do("Add", incidents.add, "Rocket fire on Balad", date="2021-03"),
        lambda s: s.do("Add", incidents.add, "Balad: rocket fire on"),
    )
    choose(room, "One incident, or two?")
    assert room._page.currentWidget() is room._areas["same"]

    press(qtbot, room.view, Qt.Key.Key_Return)
    assert window._stack.currentWidget() is window.incidents
    window.show_room("together")
    assert "same words" in room.same._why.text()
    press(qtbot, room.view, Qt.Key.Key_3)
    assert "One incident, or two?" not in keys(room)
    window.actions_["undo"].trigger()
    assert "One incident, or two?" in keys(room)


@pytest.mark.parametrize("number", [0, 1])
def test_two_that_are_one_are_joined_by_key_and_parted_again_by_undo(qtbot, window, meet, number):
    room = meet(
        lambda s: s.do("Add", incidents.add, "Rocket fire on Balad", date="2021-03"),
        lambda s: s.do("Add", incidents.add, "Balad: rocket fire on", weapon="Rockets"),
    )
    choose(room, "One incident, or two?")
    kept, gone = room.same.incidents if number == 0 else reversed(room.same.incidents)

    press(qtbot, room.view, [Qt.Key.Key_1, Qt.Key.Key_2][number])
    qtbot.waitUntil(lambda: window.session.case.incidents.find(gone.id) is None)
    assert window.session.case.incidents.get(kept.id).weapon == "Rockets"
    assert window.session.case.incidents.get(kept.id).date == "2021-03"
    assert "One incident, or two?" not in keys(room)

    window.actions_["undo"].trigger()
    assert window.session.case.incidents.get(gone.id).title == gone.title
    assert "One incident, or two?" in keys(room)


def test_a_value_that_nobody_said_is_written_by_hand(qtbot, window, meet):
    room = meet(describe(title="By Hana"), describe(title="By Omar"))

    press(qtbot, room.view, Qt.Key.Key_0)
    assert room.question.other.line.hasFocus()
    qtbot.keyClicks(room.question.other.line, "By both")
    press(qtbot, room.question.other.line, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: not window.inbox.questions)
    assert ours(window.session).title == "By both"
    assert room.view.hasFocus()
    window.actions_["undo"].trigger()
    assert keys(room)[0] == "Title"


def test_what_can_not_stand_there_is_refused_and_stays_written(qtbot, window, meet):
    raid = lambda s: incident(s, "Raid").id  # noqa: E731
    room = meet(
        lambda s: s.do("Set date", incidents.change, raid(s), date="2021-03"),
        lambda s: s.do("Set date", incidents.change, raid(s), date="2021-04"),
    )
    other = room.question.other
    other.line.setText("yesterday")

    other.use_button.click()

    assert other._problem.isVisible()
    assert other.line.text() == "yesterday"
    assert len(window.inbox.questions) == 1


def test_another_term_is_chosen_from_its_list(qtbot, window, meet):
    def capacity(number):
        return lambda session: describe(capacity=code(session, "speaker_capacity", number))(session)

    room = meet(capacity(0), capacity(1))
    choose(room, "Capacity")
    assert not room.question.other.line.isVisible()

    press(qtbot, room.view, Qt.Key.Key_0)
    (picker,) = window.findChildren(Picker)
    picker.chosen.emit(code(window.session, "speaker_capacity", 2))
    picker.close()

    qtbot.waitUntil(lambda: not window.inbox.questions)
    assert ours(window.session).capacity == code(window.session, "speaker_capacity", 2)


def judge(number, why):
    return lambda session: describe(capacity=code(session, "speaker_capacity", number), capacity_note=why)(session)


def test_both_judgements_survive_the_decision_as_dissent(qtbot, window, meet):
    room = meet(judge(0, "He holds office"), judge(1, "“I myself”"))
    choose(room, "Capacity")
    press(qtbot, room.view, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: not window.opinions.is_looking)

    room._buttons["dissent"].click()

    terms = [term.label for term in law.terms(window.session.case, "speaker_capacity")]
    assert [entry.kind for entry in rows(room)] == ["agreement", "head", "dissent"]
    room.view.setCurrentIndex(room.model.index(2))
    assert room._page.currentWidget() is room._areas["dissent"]
    assert terms[0] in room.dissent._stands.text()
    heard = [card.accessibleName() for card in room.dissent.cards]
    assert [("Hana" in said, terms[0] in said, "office" in said) for said in heard].count((True, True, True)) == 1
    assert [("Omar" in said, terms[1] in said, "myself" in said) for said in heard].count((True, True, True)) == 1

    press(qtbot, room.view, Qt.Key.Key_Return)
    note = window.review.inspector.dissent
    assert note.isVisible()
    assert any("Omar" in line and terms[1] in line for line in note.said)
    note.button.click()
    assert window._stack.currentWidget() is room
    assert room.current.kind == "dissent"


def test_who_comes_round_differs_no_more(qtbot, window, meet):
    room = meet(judge(0, "a"), judge(1, "a"))
    qtbot.waitUntil(lambda: not window.opinions.is_looking)
    choose(room, "Capacity")
    room.show_filter("dissent")
    assert len(window.opinions.dissents) == 1
    room.show_filter("all")

    press(qtbot, room.view, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: not window.inbox.questions)

    # Hana decided for what Omar said: by that she said it herself.
    qtbot.waitUntil(lambda: not window.opinions.is_looking)
    assert window.opinions.dissents == ()
    assert not window.review.inspector.dissent.isVisible()


def test_the_figures_are_told_with_counts_and_in_words(qtbot, window, meet):
    room = meet(judge(0, "a"), judge(1, "b"))
    qtbot.waitUntil(lambda: not window.opinions.is_looking)
    room.show_filter("dissent")

    assert room._page.currentWidget() is room._areas["agreement"]
    _what, alike, alpha, kappa, said = next(row for row in room.agreement.rows if row[0] == "Capacity")
    assert (alike, alpha, kappa) == ("0 of 1", "–", "–")
    assert "Only one" in said


def test_a_case_of_one_hand_has_no_dissent(window, parted):
    hana, _ = parted
    hana.be()
    window.cases.open(hana.case)
    window.show_room("together")

    assert window.opinions.comparison is None
    assert not window.together._buttons["dissent"].isVisible()


def test_a_case_that_is_open_for_reading_shows_the_questions_and_decides_none(qtbot, window, meet, parted):
    room = meet(describe(notes="Hana's"), describe(notes="Omar's"))
    hana, _ = parted
    window.cases.open(hana.case, read_only=True)
    window.show_room("together")

    assert "Notes" in keys(room)
    press(qtbot, room.view, Qt.Key.Key_1)
    assert len(window.inbox.questions) == 1
    assert not room.question.cards[0].button.isVisible()


def test_a_case_of_ones_own_explains_how_to_work_together(window, parted):
    hana, _ = parted
    hana.be()
    window.cases.open(hana.case)
    window.show_room("together")

    assert window.together._stack.currentWidget() is window.together.explain
    buttons = {
        button.text() for button in window.together.explain.findChildren(type(window.together.question.later_button))
    }
    assert {"Share…", "Receive…", "Merge…", "Choose folder…", "Exchange now", "Keys…"} <= buttons
    window.cases.close()
    assert window.together.model.rowCount() == 0


def test_strange_names_are_shown_letter_by_letter(window, meet):
    room = meet(describe(notes="<b>Hana</b>"), describe(notes="<img src=x>\u202eomar"))

    assert texts(room) == [["<b>Hana</b>"], ["<img src=x>\\u202eomar"]]
