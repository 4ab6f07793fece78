"""The line that a passage is cited by, made from what the case knows of its source."""

from dataclasses import dataclass

from app import dates
from app.rendition import Style
from app.script import primary
from db.records import Media, Transcript

LANGUAGES = {
    "ar": "Arabic",
    "arc": "Aramaic",
    "ckb": "Central Kurdish",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fa": "Persian",
    "fr": "French",
    "he": "Hebrew",
    "it": "Italian",
    "ja": "Japanese",
    "ku": "Kurdish",
    "ps": "Pashto",
    "pt": "Portuguese",
    "ru": "Russian",
    "sv": "Swedish",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "zh": "Chinese",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a recording a passage stands."""

    start_ms: int | None = None
    end_ms: int | None = None
    estimated: bool = False


def line(media: Media, place: Place, translation: Transcript | None = None, style: Style = "house") -> str:
    """The citation of a passage, without what nobody stated except where a reader must be told that it is missing.

    `translation` is the tier that the quoted words are taken from, if they are a translation.
    """
    if style == "bluebook":
        return _bluebook(media, place, translation)
    parts = [
        f"“{media.title}”",
        media.programme if media.programme != media.title else None,
        _outlet(media),
        media.kind,
        _date(media),
        at(place) if place.start_ms is not None or _is_recording(media) else None,
        f"in {language(media.language)}" if media.language else "language not stated",
        _translated(translation),
        media.url,
        f"archived at {media.archive_url}" if media.archive_url else None,
    ]
    return f"{', '.join(part for part in parts if part)}."


def _bluebook(media: Media, place: Place, translation: Transcript | None) -> str:
    """Rule 18.7: title, then medium and date in parentheses, then the place, the address and the language."""
    broadcast = " ".join(part for part in (media.outlet or "outlet not stated", media.kind, _american(media)) if part)
    also = f" (also broadcast on {media.also_on})" if media.also_on else ""
    where = f", {at(place)}" if place.start_ms is not None or _is_recording(media) else ""
    url = f", {media.url}" if media.url else ""
    archive = f" [{media.archive_url}]" if media.archive_url else ""
    spoken = f" (in {language(media.language)})" if media.language else " (language not stated)"
    translated = f" ({_translated(translation)})" if translation else ""
    return f"{media.title} ({broadcast}){also}{where}{url}{archive}{spoken}{translated}."


def at(place: Place) -> str:
    """ "at 00:04:12", "at 00:04:12 (estimated)" or "at a time not stated"."""
    if place.start_ms is None:
        return "at a time not stated"
    return f"at {clock(place.start_ms)}{' (estimated)' if place.estimated else ''}"


def clock(ms: int) -> str:
    """Whole seconds as HH:MM:SS, rounded down: the words begin within that second."""
    seconds = ms // 1000
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def precise(ms: int) -> str:
    """To the millisecond: HH:MM:SS.mmm."""
    return f"{clock(ms)}.{ms % 1000:03}"


def seconds(ms: int) -> str:
    """A length of time to the millisecond: "4.120 s"."""
    return f"{ms // 1000}.{ms % 1000:03} s"


def language(tag: str) -> str:
    """The English name of a language tag, where it is a common one: "Arabic (ar-IQ)"; else the tag."""
    name = LANGUAGES.get(primary(tag))
    if name is None:
        return tag
    return name if tag.lower() == primary(tag) else f"{name} ({tag})"


def _outlet(media: Media) -> str:
    also = f" (also on {media.also_on})" if media.also_on else ""
    return f"{media.outlet or 'outlet not stated'}{also}"


def _date(media: Media) -> str:
    return dates.in_words(media.broadcast_date) if media.broadcast_date else "date not stated"


def _american(media: Media) -> str:
    """The date as Bluebook writes it (June 1, 2021), where it is a plain day; else in words."""
    said = _date(media).split(" ")
    return f"{said[1]} {said[0]}, {said[2]}" if len(said) == 3 and said[0].isdigit() else " ".join(said)


def _translated(translation: Transcript | None) -> str | None:
    if translation is None:
        return None
    into = f" into {language(translation.language)}" if translation.language else ""
    by = translation.translator or (f"machine: {translation.made_by}" if translation.made_by else None)
    return f"translated{into} by {by}" if by else f"translated{into}, translator not stated"


def _is_recording(media: Media) -> bool:
    return media.kind in ("video", "audio") or "video" in media.kind or "audio" in media.kind
