"""The Word sheet: opened again, read, and compared."""

import io
import zipfile
from dataclasses import replace

from docx import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from app.exporters import docx
from app.exporters.one_way import one_way
from app.sheet import Sheet
from app.tasks import no_progress


def opened(sheet: Sheet):
    return Document(io.BytesIO(docx.render(sheet, no_progress)))


def paragraph_with(document, text: str) -> Paragraph:
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    everywhere = [*document.paragraphs, *(one for cell in cells for one in cell.paragraphs)]
    return next(one for one in everywhere if text in one.text)


def test_arabic_is_set_from_right_to_left_with_a_font_that_has_it(sheet: Sheet):
    paragraph = paragraph_with(opened(sheet), "«انتهت الهدنة.")

    assert paragraph._p.pPr.find(qn("w:bidi")) is not None
    run = next(run for run in paragraph.runs if "انتهت" in run.text)
    assert run.font.rtl
    assert run._r.rPr.rFonts.get(qn("w:cs"))
    assert run._r.rPr.find(qn("w:szCs")) is not None


def test_english_is_not(sheet: Sheet):
    paragraph = paragraph_with(opened(sheet), "“The truce is over.")
    assert paragraph._p.pPr.find(qn("w:bidi")) is None
    assert paragraph.text == (
        "“The truce is over....1Except for the American embassy...2any U.S. military presence is targetable "
        "[=in Iraq] by the armed groups”"
    )


def test_properties_stand_in_the_order_that_the_schema_demands(sheet: Sheet):
    order = ["pStyle", "keepNext", "keepLines", "pageBreakBefore", "shd", "tabs", "bidi", "spacing", "ind", "jc", "rPr"]
    runs = ["rFonts", "b", "bCs", "i", "iCs", "color", "sz", "szCs", "u", "vertAlign", "rtl", "lang"]
    body = opened(sheet).element.body
    for tag, wanted in (("w:pPr", order), ("w:rPr", runs)):
        for element in body.iter(qn(tag)):
            names = [child.tag.rpartition("}")[2] for child in element if child.tag.rpartition("}")[2] in wanted]
            assert names == sorted(names, key=wanted.index)


def test_the_omitted_words_and_the_verify_notes_are_there(sheet: Sheet):
    document = opened(sheet)
    assert paragraph_with(document, "Now it's war. Which targets are excluded?")
    assert paragraph_with(document, "VERIFY")
    assert paragraph_with(document, "No lawyer has reviewed them")


def test_the_marking_and_the_head_run_on_every_page(sheet: Sheet):
    section = opened(sheet).sections[0]
    assert "TLP:AMBER · Privileged: Attorney work product" in section.header.paragraphs[0].text
    assert (sheet.head or "")[:16] in section.footer.paragraphs[0].text


def test_the_same_sheet_gives_the_same_bytes_with_no_date_in_them(sheet: Sheet):
    data = docx.render(sheet, no_progress)
    assert data == docx.render(sheet, no_progress)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert package.namelist()[0] == "[Content_Types].xml"


def test_hostile_text_neither_aborts_nor_hides(evil: Sheet):
    text = "\n".join(paragraph.text for paragraph in opened(evil).paragraphs)
    assert "\u241b[2J\u2400\u2407<script>" in text
    assert "\\u202eevil\ufffd" in text


def test_a_title_of_any_length_is_no_obstacle(sheet: Sheet):
    assert opened(replace(sheet, title="x" * 5000))


def test_runs_go_one_way_and_what_has_none_goes_with_its_neighbours():
    assert one_way("قال (هذا) اليوم", "rtl") == [("قال (هذا) اليوم", "rtl")]
    assert one_way("he said هذا, yes", "ltr") == [("he said ", "ltr"), ("هذا", "rtl"), (", yes", "ltr")]
    assert one_way("[هذا]", "ltr") == [("[", "ltr"), ("هذا", "rtl"), ("]", "ltr")]
    assert one_way("في 2021", "rtl") == [("في 2021", "rtl")]
    assert one_way("", "ltr") == []


def test_a_text_of_a_megabyte_is_cut_into_runs_without_copying_it_letter_by_letter():
    arabic = "كلمة " * 100_000

    assert one_way("w" * 1_000_000 + arabic, "ltr") == [("w" * 1_000_000, "ltr"), (arabic[:-1], "rtl"), (" ", "ltr")]
