"""A case that holds, in each place a case has, a word that must leave with a disclosure or must not."""

import itertools
import sqlite3
import zlib
from contextlib import closing

from db import disclosable, disclose
from db.claims import (
    Comment,
    Companion,
    Contradiction,
    Correction,
    Finding,
    FindingSource,
    ForeignRecord,
    IncidentActor,
    IncidentDetail,
    KeyTerm,
    Privilege,
    Rendering,
    Review,
    Tag,
    Tagging,
    Task,
    WeReference,
)
from db.disclosable import Choice
from db.expunge import Wish, expunge
from db.records import Departure, Incident, Link, Media, MediaFile, Organisation, Person, Quote, Role, Segment
from db.records import Transcript as TranscriptRecord
from db.tokens import Bracket, Position, Span, Tokens

AT = "2026-05-01T10:00:00Z"
EVERYTHING = Choice()
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le")


class Planting:
    """Makes words that nothing else says, and remembers which of them must stay in the house."""

    def __init__(self):
        self.secret: set[str] = set()
        self.open: set[str] = set()

    def stay(self, name):
        self.secret.add(word := f"stay{name}{'قلم' if len(name) % 2 else ''}")
        return word

    def leave(self, name):
        self.open.add(word := f"leave{name}{'باب' if len(name) % 2 else ''}")
        return word


def sign(payload):
    return "ab" * 32, "cd" * 64


def nothing(done, total):
    pass


def write(case, out, choice=EVERYTHING, media=(), at=AT):
    """A disclosure of the case, as the verb makes it, with a signature of nobody's."""
    selection = disclosable.select(case.connection, choice)
    said = {"title": case.info.title, "marking": choice.marking, "at": at, "by": "Hana"}
    return disclose.write(case, out, selection, said, sign, media, nothing)


def streams(data):
    """The bytes of a file, and everything in them that can be inflated."""
    yield data
    for at in range(len(data) - 2):
        if data[at] & 0x0F == 8 and int.from_bytes(data[at : at + 2], "big") % 31 == 0:
            try:
                yield zlib.decompressobj().decompress(data[at:], 1 << 20)
            except zlib.error:
                continue


def said_in(path, words):
    """Which of these words stand in a file, in whatever case, encoding, or as hexadecimal digits.

    Looked for in its bytes, and in its rows too, for a long text may be cut by the end of a page.
    """
    found = set()
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as file:
        said = "\n".join(file.iterdump()).encode()
    for data in (said, *streams(path.read_bytes())):
        low = data.lower()
        for word, encoding in itertools.product(words, ENCODINGS):
            raw = word.lower().encode(encoding)
            if raw in low or raw.hex().encode() in low:
                found.add(word)
    return found


def span(transcript, text, start=0):
    return Span(transcript.id, Position(0, start), Position(0, start + len(text)), text, 0, 500)


def plant(case, p):
    """Put a word into every place."""
    texts = (f"{p.leave('words')} over", f"then {p.stay('expunged')} spoke", "and more")
    segments = [Segment(n * 1000, n * 1000 + 900, text, p.leave("speaker")) for n, text in enumerate(texts)]
    with case.step("test.import", p.stay("label")):
        media = case.media.add(
            Media(
                "m1",
                p.leave("medium"),
                url=p.leave("url"),
                collected_by=p.leave("collector"),
                notes=p.stay("medianote"),
            )
        )
        case.media_files.add(
            MediaFile(
                "f1", "m1", f"/home/{p.stay('path')}/{p.leave('basename')}.mp4", 10, "a" * 64, copy_type="working"
            )
        )
        original = case.contents.keep_original(b"the file as it came")
        transcript = case.transcripts.add(
            TranscriptRecord(
                *(
                    "t1",
                    "m1",
                    p.leave("tier"),
                    "original",
                    "en",
                    case.contents.keep_segments(segments),
                    original,
                    "srt",
                ),
                file_name=f"C:\\{p.stay('winpath')}\\words.srt",
                notes=p.stay("tiernote"),
            )
        )
        hidden = case.contents.keep_segments([Segment(0, 900, f"{p.stay('tierwords')} said")])
        case.transcripts.add(TranscriptRecord("t2", "m1", p.stay("tier2"), "original", "ar", hidden, None, "srt"))
        case.argument.privileges.add(Privilege("p0", "transcript", "t2", "", "source_protected"))
        case.people.add(Person("speaker", p.leave("person"), notes=p.stay("personnote")))
        case.people.add(Person("informant", p.stay("informant")))
        case.argument.privileges.add(Privilege("p1", "person", "informant", "", "source_protected"))
        case.organisations.add(Organisation("o1", p.leave("organisation"), notes=p.stay("orgnote")))
        case.roles.add(Role("r1", "speaker", "o1", p.leave("role")))
        case.roles.add(Role("r2", "informant", "o1", p.stay("informantrole")))
    quotes(case, transcript, p)
    incidents(case, p)
    work(case, p)
    history(case, transcript, p)
    expunge(case, Wish("a name", "an order", (next(word for word in p.secret if "expunged" in word),)))
    with case.step("test.import", "Add transcript"):
        original = case.contents.keep_original(f"{p.stay('original')} in a comment of the file".encode())
        content = case.contents.keep_segments([Segment(0, 900, p.leave("morewords"))])
        case.transcripts.add(TranscriptRecord("t3", "m1", "More", "original", "en", content, original, "srt"))
    return transcript, media


def quotes(case, transcript, p):
    bracket = Bracket(p.leave("bracket"), "clarifies", p.leave("author"))
    with case.step("test.mark", "Mark"):
        case.quotes.add(
            Quote(
                *("q1", "m1", Tokens((span(transcript, "leavewords"), bracket)), "speaker", "individual"),
                capacity_note=p.stay("capacitynote"),
                title=p.leave("title"),
                question=p.leave("question"),
                notes=p.stay("quotenote"),
            )
        )
        for id, mark in (("q2", "attorney_work_product"), ("q3", "TLP:RED"), ("q4", "some word of their own")):
            tokens = Tokens((span(transcript, "over", 11), Bracket(p.stay(f"bracket{id}"), "clarifies")))
            case.quotes.add(Quote(id, "m1", tokens, title=p.stay(f"title{id}"), marking=mark))
        case.quotes.add(Quote("q5", "m1", Tokens((span(transcript, "over", 11),)), title=p.stay("flagged")))
        case.argument.privileges.add(Privilege("p2", "quote", "q5", "", "attorney_client"))
        case.quotes.add(Quote("q6", "m1", Tokens((span(transcript, "over", 11),)), question=p.stay("field")))
        case.argument.privileges.add(Privilege("p3", "quote", "q6", "question", "attorney_client"))
        of_t2 = Span("t2", Position(0, 0), Position(0, 4), p.stay("spanoftier2"), 0, 500)
        case.quotes.add(Quote("q7", "m1", Tokens((of_t2,)), title=p.stay("titleoftier2")))
        case.quotes.add(
            Quote("q8", "m1", Tokens((span(transcript, "over", 11),)), "informant", title=p.leave("byinformant"))
        )
        argument = case.argument
        argument.renderings.add(Rendering("n1", "q1", p.leave("rendering"), note=p.stay("renderingnote")))
        argument.renderings.add(Rendering("n2", "q2", p.stay("renderingofq2")))
        argument.companions.add(Companion("c1", "q1", "subject", None, "q2", p.stay("companion")))
        argument.we_references.add(
            WeReference(
                "w1",
                "q1",
                "t1",
                0,
                0,
                5,
                p.leave("we"),
                "self",
                basis=p.leave("basis"),
            )
        )
        argument.we_references.add(WeReference("w2", "q2", "t1", 0, 0, 5, p.stay("we2"), "self"))
        argument.key_terms.add(KeyTerm("z1", "q1", p.leave("keyterm"), p.leave("latin"), note=p.stay("termnote")))
        argument.key_terms.add(KeyTerm("z2", "q2", p.stay("keyterm2")))
        argument.corrections.add(Correction("k1", "t1", 2, p.leave("reason"), text=p.stay("correctedbefore")))


def incidents(case, p):
    with case.step("test.add", "Add"):
        case.incidents.add(Incident("i1", p.leave("incident"), place=p.leave("place"), notes=p.stay("incidentnote")))
        case.incidents.add(Incident("i2", p.stay("incident2")))
        argument = case.argument
        argument.privileges.add(Privilege("p4", "incident", "i2", "", None, "TLP:RED"))
        argument.incident_details.add(IncidentDetail("d1", "i1", p.leave("detail"), note=p.stay("detailnote")))
        argument.incident_details.add(IncidentDetail("d2", "i2", p.stay("detail2")))
        argument.incident_actors.add(IncidentActor("a1", "i1", "witness", "informant", source=p.stay("actor")))
        case.links.add(Link("l1", "q1", "i1", weight=4, reason=p.stay("linkreason")))
        argument.findings.add(Finding("x1", 1, p.stay("claim")))
        argument.finding_sources.add(FindingSource("y1", "x1", "support", "quote", "q2", p.stay("findingwords")))


def work(case, p):
    with case.step("test.work", "Work"):
        argument = case.argument
        argument.comments.add(Comment("b1", "quote", "q1", p.stay("comment"), "reviewer-hana", AT))
        argument.tasks.add(Task("b2", p.stay("task"), 0, "quote", "q1"))
        argument.reviews.add(Review("b3", "q1", "changes_requested", "reviewer-hana", AT, p.stay("review")))
        argument.tags.add(Tag("b4", p.stay("tag")))
        argument.taggings.add(Tagging("b5", "b4", "quote", "q1"))
        argument.contradictions.add(
            Contradiction(
                "b6",
                "tension",
                note=p.stay("contradiction"),
                one_text=p.stay("onetext"),
            )
        )
        argument.foreign_records.add(
            ForeignRecord("b7", p.stay("form"), "quote", 1, f'{{"x":"{p.stay("rest")}"}}', p.stay("foreignid"))
        )
        case.departures.add(Departure("b8", "sheet", (), "a" * 64, p.stay("filename"), p.stay("recipient")))
        case.infos.change(case.info.id, notes=p.stay("casenote"), reference=p.leave("reference"))


def history(case, transcript, p):
    """What was said once, and is not any more."""
    with case.step("test.mark", "Mark"):
        tokens = Tokens((Span("t1", Position(0, 0), Position(0, 5), p.stay("deletedwords"), 0, 500),))
        case.quotes.add(Quote("gone", "m1", tokens, title=p.stay("deletedtitle")))
        case.incidents.add(Incident("gone", p.stay("deletedincident")))
    with case.step("test.remove", "Remove"):
        case.quotes.remove("gone")
        case.incidents.remove("gone")
    for value in (p.stay("oldplace"), "somewhere"):
        with case.step("test.change", "Change"):
            case.incidents.change("i1", target=value)
    with case.step("test.change", "Change"):
        case.argument.corrections.change("k1", text=p.leave("correctedafter"))
    with case.step("test.change", "Change"):
        case.quotes.change("q1", title=p.stay("undone"))
    case.undo()
