"""The command line and the session, as the window uses it, write the same rows."""

import json
import re

import pytest

from app import collecting, incidents, linking, people, quoting, transcribing
from app.importers import registry
from app.passages import Passage, find_words
from app.session import Session
from db import replay

_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")


@pytest.fixture
def material(case):
    return case.parent


def by_commands(avowal, folder):
    case = folder / "commands.sqlite"
    avowal("new", case, "--title", "A case", "--framework", "icc_modes")
    avowal(
        "add-media", case, folder / "interview.mp4", "--title", "Interview", "--language", "ar", "--date", "2021-06-01"
    )
    avowal("add-transcript", case, folder / "ar.vtt", "--media", "Interview", "--language", "ar", "--title", "ar")
    avowal(
        *("add-transcript", case, folder / "en.vtt", "--media", "Interview", "--language", "en", "--title", "en"),
        *("--kind", "translation"),
    )
    avowal("organisation", case, "add", "--name", "Asaib Ahl al-Haq", "--short-name", "AAH")
    avowal("person", case, "add", "--name", "Qais", "--role", "leader", "--organisation", "AAH", "--role-from", "2006")
    avowal("incident", case, "add", "--title", "Strike", "--date", "2021-04", "--place", "al-Asad")
    avowal(
        *("mark", case, "--transcript", "ar", "--words", "انتهت الهدنة.", "--speaker", "Qais", "--capacity", "both"),
        *("--title", "Over", "--counterpart"),
    )
    avowal("mark", case, "--transcript", "en", "--words", "Now it's war", "--add-to", "Over")
    avowal("bracket", case, "Over", "--before", "it's", "--text", "then", "--type", "clarifies")
    avowal("link", case, "Over", "--incident", "Strike", "--relation", "announces_decision", "--reason", "Says so")
    avowal("link", case, "Over", "--element", "us_ina219_fto:C", "--bearing", "supports", "--weight", 3)
    avowal("undo", case)
    avowal("redo", case)
    avowal("incident", case, "add", "--title", "Mistake")
    avowal("undo", case)
    return case


def by_session(folder):
    case = folder / "session.sqlite"
    session = Session()
    session.create(case, "A case", ["icc_modes"])
    do = session.do
    examined = collecting.examine(folder / "interview.mp4")
    medium = do("Add recording", collecting.add, examined, "Interview", language="ar", broadcast_date="2021-06-01")
    drafts = (("ar", "original"), ("en", "translation"))
    ar, en = [
        do(
            "Add transcript",
            transcribing.add,
            transcribing.Draft(medium.id, kind, language, title=language),
            registry.read_file(folder / f"{language}.vtt"),
            (folder / f"{language}.vtt").read_bytes(),
            f"{language}.vtt",
        )
        for language, kind in drafts
    ]

    def passage(transcript, words):
        return Passage(transcript.id, *find_words(words, session.case.transcripts.segments(transcript.id)))

    aah = do("Add organisation", people.add_organisation, "Asaib Ahl al-Haq", short_name="AAH")
    qais = do("Add person", people.add_person, "Qais")
    do("Add office", people.add_role, qais.id, "leader", aah.id, "2006")
    strike = do("Add incident", incidents.add, "Strike", date="2021-04", place="al-Asad")
    fields = {"speaker_id": qais.id, "capacity": "both", "title": "Over"}
    other = passage(en, "The truce is over")
    frame_at = collecting.frame_at(session.case, ar.media_id)
    quote = do("Mark quote", quoting.mark, passage(ar, "انتهت الهدنة."), other, frame_at, **fields)
    quote = do("Add part", quoting.add_part, quote.id, passage(en, "Now it's war"))
    place = quoting.find_in_quote(quote.tokens.translation, "it's")
    do("Insert bracket", quoting.bracket, quote.id, "translation", place[0], place[1], "then", "clarifies")
    do("Link to incident", linking.to_incident, quote.id, strike.id, "announces_decision", reason="Says so")
    do("Link to element", linking.to_element, quote.id, "us_ina219_fto", "C", "supports", weight=3)
    session.undo()
    session.redo()
    session.close()
    return case


def rows_of(path):
    """Every journalled row, each id by the order in which it first appears."""
    session = Session()
    session.open(path, read_only=True)
    tables = replay.tables(session.case.connection)
    session.close()
    names = {}
    text = json.dumps({table: sorted(rows.values(), key=order) for table, rows in tables.items()}, sort_keys=True)
    return json.loads(_ID.sub(lambda found: names.setdefault(found.group(), f"id {len(names)}"), text))


def order(row):
    """Rows in the order in which they were made: a UUIDv7 begins with the time."""
    return (len(row["id"]), row["id"])


def test_the_same_case_by_command_line_and_by_session_has_equal_rows(avowal, material):
    ours, theirs = rows_of(by_commands(avowal, material)), rows_of(by_session(material))

    for table in ours:
        assert ours[table] == theirs[table], table
