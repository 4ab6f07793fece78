"""The defence sheet: the contrary case of the article, told as fully as the case."""

import json
import zipfile
from dataclasses import asdict

import pytest

from app import sample
from app.argument import contrary
from app.argument.reading import Reader
from app.exporters import defence
from app.problems import Refused
from db.claims import Finding, IncidentDetail, Rendering, Task, WeReference
from db.tokens import Span

PLAIN = json.loads((sample.files() / "example_case.json").read_bytes())


@pytest.fixture
def told(reader):
    """The article's findings, contradictions and tasks, as its file brings them in."""
    return reader


def sections(found):
    return {section.title: section for section in found.sections}


def said(section):
    return "\n".join(f"{p.title}\n{p.text}\n" + "\n".join(f"{a}: {b}" for a, b in p.facts) for p in section.points)


def test_it_holds_every_link_that_speaks_against_the_case(told, ids, case):
    found = sections(contrary.gather(told))["What speaks against it"]

    records = {point.record.removeprefix("link ") for point in found.points}
    names = {id: name for name, id in ids.items()}
    assert {names[id] for id in records} == {"E15", "E16", "L4", "L8", "L9", "L11"}
    assert all(case.links.get(id).reason in said(found) for id in records)


def test_it_holds_the_eight_findings_and_what_stands_against_each(told):
    found = sections(contrary.gather(told))["Findings, and what stands against each"]

    text = said(found)
    assert len(found.points) == 8
    for row in PLAIN["findings"]:
        assert row["claim"] in text
        assert row.get("open", "") in text
        assert all(one in text for one in row.get("alternatives", []))
    first = dict(found.points[0].facts)
    assert "Against it" in first
    assert "“cost”, which does not stand in “Drone capability" in said_of(found.points[6])
    assert "inference on inference" in said_of(found.points[5])


def said_of(point):
    return "\n".join(f"{a}: {b}" for a, b in point.facts)


def test_it_holds_contradictions_inserted_words_tasks_gaps_and_dates(told):
    found = sections(contrary.gather(told))

    assert len(found["Contradictions"].points) == 3
    assert {"falls", "can’t be told"} <= set(
        said(found["What rests on inserted words"]).replace("\n", ": ").split(": ")
    )
    assert [point.title for point in found["Open tasks"].points] == PLAIN["open_tasks"]
    assert "FTO committed" in said(found["What is missing"])
    assert "younger" in said(found["Law as of the date"])
    assert "motive to exaggerate" in said(found["Credibility and identification"])


def test_other_readings_and_details_that_were_public_are_in_it(ids, step, case):
    quote = case.quotes.get(ids["Q1"])
    span = next(token for token in quote.tokens.translation if isinstance(token, Span))
    reader = step(
        ("renderings", Rendering("r", quote.id, "We said that we are prepared", translator="Somebody else")),
        ("we_references", WeReference("w", quote.id, span.transcript_id, 0, 0, 2, "We", "unclear")),
        ("incident_details", IncidentDetail("d", ids["I1"], "A radar was hit", "2021-05-01")),
    )

    found = sections(contrary.gather(reader))

    assert "We said that we are prepared" in said(found["Other readings"])
    assert "May mean: unclear" in said(found["Other readings"])
    assert "Public before it was said" in said(found["Details that may have been public"])


def test_an_empty_case_says_that_there_is_nothing(case):
    found = contrary.gather(Reader(case))

    assert all(not section.points and section.nothing for section in found.sections)
    assert defence.to_html(found)
    assert defence.to_docx(found)


def test_every_note_to_verify_is_on_it(told, case):
    found = contrary.gather(told)

    for framework in case.frameworks.all():
        for line in (framework.verify or "").splitlines():
            assert f"{framework.title}: {line}" in found.verify


def test_it_is_written_the_same_every_time_and_as_the_name_says(told, tmp_path):
    found = contrary.gather(told)

    for name in ("one.html", "one.docx"):
        defence.write(found, tmp_path / name)
        first = (tmp_path / name).read_bytes()
        defence.write(found, tmp_path / name)
        assert (tmp_path / name).read_bytes() == first
    page = (tmp_path / "one.html").read_text(encoding="utf-8")
    assert "default-src &#39;none&#39;" in page or "default-src 'none'" in page
    assert "motive to exaggerate" in page
    document = zipfile.ZipFile(tmp_path / "one.docx").read("word/document.xml").decode()
    assert "motive to exaggerate" in document
    with pytest.raises(Refused):
        defence.kind_of(tmp_path / "one.txt")


@pytest.mark.parametrize("status", ["rejected", "superseded", "withdrawn"])
def test_a_quote_that_was_put_aside_carries_nothing_but_still_speaks_against(ids, case, status):
    with case.step("test", "Test"):
        case.quotes.change(ids["Q2"], status=status)
    reader = Reader(case)

    assert not reader.sheet("us_eo13224").entries
    assert reader.sheet("us_eo13224").put_aside == 1
    against = sections(contrary.gather(reader))["What speaks against it"]
    assert f"the quote was {status}" in said(against)
    assert "Names military presence" in said(against)


def test_words_of_the_case_are_never_markup(case, step):
    reader = step(("findings", Finding("f", 1, "<script>x</script> & \u202e more")), ("tasks", Task("t", "<b>do</b>")))

    page = defence.to_html(contrary.gather(reader)).decode()

    assert "<script>x" not in page
    assert "<b>do" not in page
    assert "\u202e" not in page


def test_it_is_plain_values_for_json(told):
    assert json.loads(json.dumps(asdict(contrary.gather(told))))["sections"]
