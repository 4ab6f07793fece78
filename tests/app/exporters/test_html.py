"""The HTML sheet: whole in itself, strict, escaped, and right for both directions."""

import base64
import hashlib
import re
from html.parser import HTMLParser

from app.exporters import html
from app.sheet import Sheet
from app.tasks import no_progress
from tests.app.exporters.conftest import PNG

ALLOWED = {"html", "head", "meta", "title", "style", "body", "table", "caption", "thead", "tbody", "tfoot", "tr", "td",
           "th", "div", "span", "main", "header", "footer", "section", "article", "aside", "h1", "h2", "h3", "h4", "p",
           "dl", "dt", "dd", "bdi", "b", "ol", "li", "a", "br", "figure", "img", "figcaption", "blockquote", "em",
           "sup"}  # fmt: skip


class Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.said = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.said += data


def page_of(sheet: Sheet) -> str:
    return html.render(sheet, no_progress).decode()


def test_the_passage_stands_on_the_page_in_both_directions(sheet: Sheet):
    page = Page(page_of(sheet))

    words = [values for tag, values in page.tags if tag == "blockquote"]
    assert [(one["dir"], one["lang"]) for one in words[:2]] == [("rtl", "ar"), ("ltr", "en")]
    assert "«انتهت الهدنة....1أي وجود عسكري أمريكي هو هدف للفصائل»" in page.said
    assert "“The truce is over....1Except for the American embassy...2any U.S." in page.said


def test_key_terms_stand_below_the_passage(sheet: Sheet):
    said = Page(page_of(sheet)).said
    assert said.index("2any U.S.") < said.index("Key terms") < said.index("al-hudna, “the truce”")


def test_the_omitted_words_stand_in_the_annex(sheet: Sheet):
    assert "Now it's war. Which targets are excluded?" in Page(page_of(sheet)).said


def test_the_policy_allows_only_our_own_style_and_pictures_within(sheet: Sheet):
    text = page_of(sheet)
    page = Page(text)

    policy = next(values["content"] for _, values in page.tags if values.get("http-equiv") == "Content-Security-Policy")
    style = re.search("<style>(.*?)</style>", text, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert policy == (
        f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    (image,) = [values for tag, values in page.tags if tag == "img"]
    assert image["src"] == f"data:image/png;base64,{base64.b64encode(PNG).decode()}"


def test_nothing_leads_out_of_the_page_and_nothing_runs(evil: Sheet):
    page = Page(page_of(evil))

    assert {tag for tag, _ in page.tags} <= ALLOWED
    for tag, values in page.tags:
        assert not any(name.startswith("on") or name == "style" for name in values)
        assert tag != "a" or (values["href"] or "").startswith("#quote-")
        assert tag != "img" or (values["src"] or "").startswith("data:")
    assert "<script>alert(1)</script>" in page.said  # as text
    assert "{{ 7*7 }}" in page.said


def test_control_characters_and_overrides_are_shown_not_obeyed(evil: Sheet):
    text = page_of(evil)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202e\ufffe]", text)
    assert "\u241b[2J\u2400\u2407" in text
    assert "\\u202eevil" in text


def test_what_is_missing_is_said(sheet: Sheet):
    said = Page(page_of(sheet)).said
    for words in ("not stated", "no review recorded", "not checked for this sheet", "Original wording: missing."):
        assert words in said


def test_verify_notes_cautions_and_markings_are_on_the_page(sheet: Sheet):
    said = Page(page_of(sheet)).said
    assert "Verify" in said
    assert "No lawyer has reviewed them" in said
    assert said.count("TLP:AMBER · Privileged: Attorney work product") >= 2
    assert (sheet.head or "")[:16] in said


def test_the_same_sheet_gives_the_same_bytes(sheet: Sheet):
    assert html.render(sheet, no_progress) == html.render(sheet, no_progress)
