"""A small case with an interview in two languages, marked, bracketed, linked and privileged."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from app import collecting, incidents, key_terms, linking, people, quoting
from app.passages import Passage, find_words
from app.words import estimate
from db.casefile import CaseFile
from db.records import MediaFile, Quote, Segment, Transcript

FILES = Path(__file__).parent.parent.parent / "files" / "sheets"


@dataclass(frozen=True, slots=True)
class Interview:
    """The case and what a test may want to point at."""

    case: CaseFile
    war: Quote
    """Three parts in English, two in Arabic, a bracket and emphasis."""
    bare: Quote
    """English only, with nothing said about it."""


def segments(name: str) -> list[Segment]:
    """The cues of a file in which each line is `start end SPEAKER: text`."""
    found: list[Segment] = []
    for line in (FILES / name).read_text(encoding="utf-8").splitlines():
        start, end, speaker, text = line.split(" ", 3)
        found.append(estimate(Segment(int(start), int(end), text, speaker.rstrip(":"))))
    return found


def add_tier(case: CaseFile, media_id: str, kind: str, name: str, **about: str | None) -> Transcript:
    data = (FILES / name).read_bytes()
    content, original = case.contents.keep_segments(segments(name)), case.contents.keep_original(data)
    return case.transcripts.add(
        Transcript(kind, media_id, kind.title(), kind, about.pop("language"), content, original, "test", name, **about)
    )


@pytest.fixture
def interview(case: CaseFile) -> Interview:
    with case.step("test", "Furnish"):
        media = collecting.add_published(
            case,
            "Interview with the guest",
            kind="video",
            outlet="iNEWS",
            also_on="al-Ahad",
            broadcast_date="2021-06-01",
            language="ar",
            url="https://example.org/watch?v=1&x=<script>alert(1)</script>",
            notes="The host introduces the guest by name.",
        )
        case.media_files.add(
            MediaFile(
                "file", media.id, "C:\\Users\\secret\\interview.mp4", 1_234_567, "ab" * 32, 89_280, 640, 360, "25/1",
                "mp4", "h264", "aac", "evidentiary",
            )
        )  # fmt: skip
        add_tier(case, media.id, "original", "interview.ar.txt", language="ar")
        add_tier(
            case,
            media.id,
            "translation",
            "interview.en.txt",
            language="en",
            translation_of="original",
            translator="T. Ranslator",
        )
        guest = people.add_person(
            case, "Qais al-Khazali", name_script="قيس الخزعلي", name_transliterated="Qays al-Khazʿalī"
        )
        group = people.add_organisation(case, "Asaib Ahl al-Haq", short_name="AAH")
        people.add_role(case, guest.id, "Secretary-general", group.id, date_from="2006", source="the article")
        strike = incidents.add(case, "Drone strike on al-Asad Air Base", place="al-Asad Air Base, Iraq", weapon="drone")
        war = quoting.mark(
            case, said(case, "translation", "The truce is over."), said(case, "original", "انتهت الهدنة."),
            title="The end of the truce", speaker_id=guest.id, capacity="both", capacity_basis="pronoun usage",
            marking="attorney_work_product", question="What is the position today?",
            notes="Ask the translator about “targetable”.",
        )  # fmt: skip
        quoting.add_part(case, war.id, said(case, "translation", "Except for the American embassy"))
        quoting.add_part(
            case, war.id, said(case, "translation", "any U.S. military presence is targetable by the armed groups"),
            said(case, "original", "أي وجود عسكري أمريكي هو هدف للفصائل"),
        )  # fmt: skip
        key_terms.add(case, war.id, "الهدنة", transliteration="al-hudna", meaning="the truce", note="Ask again.")
        last = len(case.quotes.get(war.id).tokens.translation) - 1
        text = case.quotes.get(war.id).tokens.translation[last].text
        quoting.bracket(case, war.id, "translation", last, text.index("by the"), "=in Iraq", "clarifies")
        quoting.emphasise(case, war.id, "translation", last, 0, 3, "added")
        linking.to_incident(
            case, war.id, strike.id, "excludes_target", reason="Leaves out the embassy.\nSee the next quote.",
            polarity="exculpatory",
        )  # fmt: skip
        linking.to_element(
            case, war.id, "us_fre_801d2", "801d2/A/A.2", "supports", weight=3, reason="Speaks as leader."
        )
        bare = quoting.mark(case, said(case, "translation", "The drone exists"))
    return Interview(case, case.quotes.get(war.id), bare)


def said(case: CaseFile, transcript: str, words: str) -> Passage:
    return Passage(transcript, *find_words(words, case.transcripts.segments(transcript)))
