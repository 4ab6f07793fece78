"""Block B: where the words come from, and which files hold them; block D: who translated them."""

from collections.abc import Mapping
from pathlib import PurePosixPath, PureWindowsPath

from app import dates
from app.citation import language, precise
from app.sheet.reading import Reading
from app.sheet.values import Fact, Facts
from db.records import Media, MediaFile, Quote

Hashes = Mapping[str, str | None]
"""What the files of media were found to be, by id: SHA-256, or None for a file that is missing."""


def source(media: Media) -> Facts:
    """The recording or text as it was published and collected."""
    return (
        Fact("Title", media.title),
        Fact("Kind", media.kind),
        Fact("Outlet", media.outlet),
        Fact("Also on", media.also_on, "no other outlet stated"),
        Fact("Programme", media.programme),
        Fact("Date", _date(media.broadcast_date)),
        Fact("Language", language(media.language) if media.language else None),
        Fact("Address", media.url, is_code=True),
        Fact("Archived at", media.archive_url, is_code=True),
        Fact("Collected by", media.collected_by),
        Fact("Collected on", dates.in_words(media.collected_at) if media.collected_at else None),
        Fact("Collected with", media.collected_with),
    )


def copies(reading: Reading, media: Media, hashes: Hashes) -> tuple[Facts, ...]:
    """The files that hold the medium, the evidentiary copy first."""
    found = tuple(_copy(file, hashes) for file in reading.case.media_files.of(media.id))
    return found or ((Fact("File", None, "missing: the case holds no copy of this source"),),)


def translation(reading: Reading, quote: Quote) -> Facts:
    """Who translated the quoted words; nothing if none of them are a translation."""
    spans = list(quote.tokens.spans("translation"))
    if not spans:
        return ()
    tier = reading.transcript(spans[0].transcript_id)
    machine = (Fact("Machine-made by", tier.made_by),) if tier.made_by else ()
    return (
        Fact("Translation", tier.title),
        Fact("Language", language(tier.language) if tier.language else None),
        Fact("Translator", tier.translator),
        Fact("Qualification", tier.translator_qualification),
        *machine,
        Fact("State", tier.translation_state),
        Fact("Certificate", tier.certificate and f"{tier.certificate} (mentioned, bound to no words)", "none"),
        Fact("File", tier.file_name),
        Fact("SHA-256 of the text", tier.original_sha256 or tier.content_sha256, is_code=True),
    )


def _copy(file: MediaFile, hashes: Hashes) -> Facts:
    return (
        Fact("File", name_of(file)),
        Fact("Copy", f"{file.copy_type} copy"),
        Fact("Size", f"{file.size:,} bytes".replace(",", "\u202f")),
        Fact("Duration", None if file.duration_ms is None else precise(file.duration_ms)),
        Fact("Picture", _picture(file), "none"),
        Fact(
            "Encoding", ", ".join(part for part in (file.container, file.video_codec, file.audio_codec) if part) or None
        ),
        Fact("SHA-256 when added", file.sha256, is_code=True),
        _now(file, hashes),
    )


def name_of(file: MediaFile) -> str:
    """The file's own name: the folders of a reviewer's computer are nobody's business."""
    return PurePosixPath(PureWindowsPath(file.path_hint).name).name


def _now(file: MediaFile, hashes: Hashes) -> Fact:
    if file.id not in hashes:
        return Fact("SHA-256 now", None, "not checked for this sheet")
    now = hashes[file.id]
    if now is None:
        return Fact("SHA-256 now", None, "the file is missing")
    same = now == file.sha256
    return Fact("SHA-256 now", "the same" if same else f"DIFFERENT: {now}", is_code=not same)


def _picture(file: MediaFile) -> str | None:
    if not (file.width and file.height):
        return None
    return f"{file.width} × {file.height}" + (f", {file.frame_rate} frames a second" if file.frame_rate else "")


def _date(text: str | None) -> str | None:
    if not text:
        return None
    said = dates.in_words(text)
    return said if said == text else f"{said} (EDTF {text})"
