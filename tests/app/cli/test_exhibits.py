"""An exhibit by the command line: whole, signed, the same again, remembered, or not there at all."""

import hashlib
import io
import json
import zipfile

import av
import pytest
from docx import Document

from app import exhibit, keys
from app.exhibit import packing
from app.session import Session
from app.tasks import Cancelled

AT = "2026-05-01T10:00:00Z"


@pytest.fixture
def marked(avowal, case):
    """Two quotes with two parts and one, in both languages; the case knows who collected the recording."""
    first = avowal(
        "mark", case, "--transcript", "ar", "--words", "الهدنة.", "--counterpart", "--title", "Truce", "--json"
    )
    avowal("mark", case, "--transcript", "ar", "--words", "هي حرب.", "--add-to", first.json["quote"], "--json")
    avowal("mark", case, "--transcript", "en", "--words", "Now it's war", "--title", "War")
    avowal(
        "custody", case, "Interview", "--add", "collected", "--at", "2021-06-02", "--by", "Hana", "--sha256", "a" * 64
    )
    avowal("certificate", case, "en", "add", "--translator", "Layla Haddad", "--qualification", "sworn")
    return case


def words_of(path):
    return "\n".join(paragraph.text for paragraph in Document(str(path)).paragraphs)


def names_in(folder):
    return sorted(one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.is_file())


def test_it_has_all_its_parts_and_each_is_listed(avowal, marked, tmp_path):
    out = tmp_path / "out"
    said = avowal("exhibit", marked, out, "--with-media", "--with-transcripts", "--to", "The court", "--json").json

    assert names_in(out) == [
        *("MANIFEST.json", "MANIFEST.sig", "MANIFEST.tsq", "READ ME FIRST.html", "READ ME FIRST.txt", "SHA256SUMS.txt"),
        *("clips/quote-01.mp4", "clips/quote-01.srt", "clips/quote-02.mp4", "clips/quote-02.srt"),
        *("custody/custody-log.csv", "custody/custody-log.docx", "custody/custody-log.html"),
        *("declarations/DRAFT 902-13 certification of the process.docx",),
        *("declarations/DRAFT 902-13 certification of the process.txt",),
        *("declarations/DRAFT 902-14 certification of the copies.docx",),
        *("declarations/DRAFT 902-14 certification of the copies.txt",),
        *("declarations/DRAFT chain of custody statement.docx", "declarations/DRAFT chain of custody statement.txt"),
        *("declarations/DRAFT translator declaration 1.docx", "declarations/DRAFT translator declaration 1.txt"),
        *("quote-sheet.docx", "quote-sheet.html", "recordings/recording-01.mp4"),
        *("stills/quote-01-part-1.png", "stills/quote-01-part-2.png", "stills/quote-02-part-1.png", "verify.py"),
        *("words/quote-01.txt", "words/quote-02.txt"),
        *("words/transcript-01-original.txt", "words/transcript-02-translation.txt"),
    ]
    manifest = json.loads((out / "MANIFEST.json").read_bytes())
    assert set(manifest["files"]) == set(names_in(out)) - {"MANIFEST.json", "MANIFEST.sig", "MANIFEST.tsq"}
    for name, told in manifest["files"].items():
        data = (out / name).read_bytes()
        assert told == {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
    signed = json.loads((out / "MANIFEST.sig").read_bytes())
    keys.check(signed["key"], (out / "MANIFEST.json").read_bytes(), signed["signature"])
    assert (out / "recordings/recording-01.mp4").read_bytes() == (marked.parent / "interview.mp4").read_bytes()
    assert said["sha256"] == hashlib.sha256((out / "MANIFEST.json").read_bytes()).hexdigest()
    (left,) = avowal("departures", marked, "--json").json
    assert (left["kind"], left["file"], left["sha256"], left["quotes"], left["recipient"]) == (
        *("exhibit", "out", said["sha256"], 2, "The court"),
    )
    assert not list(tmp_path.glob(".avowal-*"))


def test_the_clip_has_both_languages_inside(avowal, marked, tmp_path):
    avowal("exhibit", marked, tmp_path / "out", "Truce")

    with av.open(str(tmp_path / "out" / "clips" / "quote-01.mp4")) as opened:
        assert [track.metadata["language"] for track in opened.streams.subtitles] == ["ara", "eng"]


def test_the_drafts_are_filled_from_the_case_and_blank_where_it_knows_nothing(avowal, marked, tmp_path):
    out = tmp_path / "out" / "declarations"
    avowal("exhibit", marked, out.parent, "--with-transcripts")
    recording = hashlib.sha256((marked.parent / "interview.mp4").read_bytes()).hexdigest()
    words = out.parent / "words" / "transcript-02-translation.txt"

    for path in out.iterdir():
        said = words_of(path) if path.suffix == ".docx" else path.read_text(encoding="utf-8")
        assert "DRAFT - not signed" in said
        assert "A lawyer must check" in said or "a lawyer must check it" in said.replace("\n", " ")
        assert "________" in said
        assert "Avowal does not know" in said or "Avowal knows no language" in said
        assert "verify:" in said
        assert "penalty of perjury" in said.replace("\n", " ")
    copies = words_of(out / "DRAFT 902-14 certification of the copies.docx")
    bare = "".join(copies.replace("\u200b", "").split())
    assert f"SHA-256whenadded{recording}" in bare.replace(":", "")
    assert "a" * 64 in bare
    assert "DIFFERENT" in copies, "the hash at capture was another one"
    text = (out / "DRAFT 902-14 certification of the copies.txt").read_text(encoding="utf-8")
    assert "Captured by (declared): ________" in text
    assert f"SHA-256 now: {recording}" in text
    process = (out / "DRAFT 902-13 certification of the process.txt").read_text(encoding="utf-8")
    clip = hashlib.sha256((out.parent / "clips" / "quote-01.mp4").read_bytes()).hexdigest()
    assert f"SHA-256: {clip}" in process
    assert "PyAV" in process
    translator = (out / "DRAFT translator declaration 1.txt").read_text(encoding="utf-8")
    assert hashlib.sha256(words.read_bytes()).hexdigest() in translator
    assert "Holds: yes" in translator
    assert "Layla Haddad" in translator
    chain = (out / "DRAFT chain of custody statement.txt").read_text(encoding="utf-8")
    assert "Who and where: Hana" in chain


def test_a_translation_that_was_changed_since_is_said_to_be_void(avowal, marked, tmp_path):
    avowal("correct", marked, "en", 2, "--text", "Now it is war, we say war.", "--reason", "heard again")
    avowal("exhibit", marked, tmp_path / "out", "--without-clips")

    said = (tmp_path / "out/declarations/DRAFT translator declaration 1.txt").read_text(encoding="utf-8")
    assert "NO: VOID" in said


def test_a_recording_that_is_not_what_was_added_makes_no_clip_and_is_said_to_be_so(avowal, marked, tmp_path):
    film = marked.parent / "interview.mp4"
    data = bytearray(film.read_bytes())
    film.unlink()
    data[-1] ^= 1
    film.write_bytes(data)

    said = avowal("exhibit", marked, tmp_path / "out", "--with-media").err

    assert "NOT what was added" in said
    assert not [name for name in names_in(tmp_path / "out") if name.startswith(("clips", "stills", "recordings"))]
    draft = (tmp_path / "out/declarations/DRAFT 902-14 certification of the copies.txt").read_text(encoding="utf-8")
    assert "DIFFERENT from when it was added" in draft


def test_what_is_not_approved_and_what_has_no_recording_is_told_first(avowal, marked, tmp_path):
    (marked.parent / "interview.mp4").unlink()
    said = avowal("exhibit", marked, tmp_path / "out", "--look", "--json").json

    assert [(one["title"], one["approved"], one["no_clip"]) for one in said["quotes"]] == [
        ("Truce", False, "missing"),
        ("War", False, "missing"),
    ]
    assert not (tmp_path / "out").exists()


def test_the_same_case_gives_the_same_bytes_as_a_folder_and_as_a_zip(marked, tmp_path):
    session = Session()
    session.open(marked, read_only=True)
    for name in ("one", "two", "one.zip", "two.zip"):
        exhibit.write(session.case, tmp_path / name, exhibit.Choice(), at=AT)
    session.close()

    one, two = tmp_path / "one", tmp_path / "two"
    assert names_in(one) == names_in(two)
    assert [(one / name).read_bytes() for name in names_in(one)] == [
        (two / name).read_bytes() for name in names_in(two)
    ]
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(io.BytesIO((tmp_path / "one.zip").read_bytes())) as packed:
        assert {name: packed.read(name) for name in packed.namelist()} == {
            name: (one / name).read_bytes() for name in names_in(one)
        }


@pytest.mark.parametrize("name", ["out", "out.zip"])
def test_one_that_is_cancelled_or_fails_leaves_nothing(marked, tmp_path, monkeypatch, name):
    before = {one.name for one in tmp_path.iterdir()}
    told = []

    def stop(done, total):
        told.append((done, total))
        if done > 0.5 * total:
            raise Cancelled

    session = Session()
    session.open(marked, read_only=True)
    with pytest.raises(Cancelled):
        exhibit.write(session.case, tmp_path / name, exhibit.Choice(), progress=stop)
    monkeypatch.setattr(packing.keys, "sign", lambda _payload: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        exhibit.write(session.case, tmp_path / name, exhibit.Choice())
    session.close()

    assert told == sorted(told)
    assert {one.name for one in tmp_path.iterdir()} - {".avowal"} <= before


def test_what_can_t_be_written_is_refused_in_a_line(avowal, marked, tmp_path):
    (tmp_path / "there").mkdir()
    (tmp_path / "there.zip").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path / "there")

    for arguments in (
        *((tmp_path / "there",), (tmp_path / "there.zip",), (tmp_path / "link",), (tmp_path / "no" / "where",)),
        *((tmp_path / "new", "--format", "pdf"), (tmp_path / "new", "--format", ","), (tmp_path / "new", "None such")),
        *((tmp_path / "new", "--marking", "attorney_client"),),
    ):
        avowal("exhibit", marked, *arguments, status=2)
    assert (tmp_path / "there.zip").read_text() == "mine"
    assert not (tmp_path / "new").exists()
    avowal("disclose", marked, tmp_path / "d.sqlite")
    avowal("exhibit", tmp_path / "d.sqlite", tmp_path / "new", status=2)


def test_what_strangers_wrote_is_never_a_name_or_a_tag_in_it(avowal, case, tmp_path):
    evil = "../../evil<img src=x onerror=alert(1)>\u202egnp.exe\x1b[2J"
    avowal("mark", case, "--transcript", "en", "--words", "truce", "--title", evil)
    avowal("exhibit", case, tmp_path / "out", "--without-clips")

    for name in names_in(tmp_path / "out"):
        assert "evil" not in name
        data = (tmp_path / "out" / name).read_bytes()
        if name.endswith(".html"):
            assert b"<img src=x" not in data
        if name.endswith((".html", ".txt")):
            said = data.decode()
            assert "\u202e" not in said
            assert "\x1b" not in said
    assert not (tmp_path.parent / "evil").exists()


def test_avowal_itself_verifies_one_as_its_own_verifier_does(avowal, marked, tmp_path):
    avowal("exhibit", marked, tmp_path / "out", "--without-clips")
    avowal("exhibit", marked, tmp_path / "out.zip", "--without-clips")

    for name in ("out", "out.zip"):
        said = avowal("verify", tmp_path / name, "--json").json
        assert (said["ok"], said["kind"], [one["name"] for one in said["checks"]]) == (
            *(True, "exhibit", ["listed", "signature", "key"]),
        )
        assert "this installation" in said["checks"][2]["detail"]
    (tmp_path / "out" / "verify.py").write_text("print('NOT OK  Key: fine')")
    (tmp_path / "out" / "words" / "sign a key\nok.txt").write_text("more")
    said = avowal("verify", tmp_path / "out", "--json", status=1).json
    assert [one["ok"] for one in said["checks"]] == [False, True, True]
    assert "Altered: verify.py" in said["checks"][0]["detail"]
    (tmp_path / "out" / "MANIFEST.json").write_text("{")
    said = avowal("verify", tmp_path / "out", "--json", status=1).json
    assert [one["ok"] for one in said["checks"]] == [False, False]
    (tmp_path / "out" / "MANIFEST.sig").unlink()
    avowal("verify", tmp_path / "out", status=2)
