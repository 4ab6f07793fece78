"""The citation line: complete where the source is known, honest where it isn't."""

from app.citation import Place, clock, language, line, precise
from db.records import Media, Transcript

INTERVIEW = Media(
    "m",
    "Interview with Qais al-Khazali",
    kind="video",
    outlet="iNEWS",
    also_on="al-Ahad",
    broadcast_date="2021-06-01",
    language="ar",
    url="https://example.org/watch?v=1",
    archive_url="https://archive.example.org/1",
)
ENGLISH = Transcript("t", "m", "English", "translation", "en", "0" * 64, None, "srt", translator="A. Translator")


def test_everything_known_is_cited():
    assert line(INTERVIEW, Place(252_340, 260_000), ENGLISH) == (
        "“Interview with Qais al-Khazali”, iNEWS (also on al-Ahad), video, 1 June 2021, at 00:04:12, in Arabic, "
        "translated into English by A. Translator, https://example.org/watch?v=1, "
        "archived at https://archive.example.org/1."
    )


def test_bluebook_has_its_own_order_and_dates():
    assert line(INTERVIEW, Place(252_340), ENGLISH, "bluebook") == (
        "Interview with Qais al-Khazali (iNEWS video June 1, 2021) (also broadcast on al-Ahad), at 00:04:12, "
        "https://example.org/watch?v=1 [https://archive.example.org/1] (in Arabic) "
        "(translated into English by A. Translator)."
    )


def test_what_is_not_known_is_said_to_be_missing_and_never_made_up():
    assert line(Media("m", "Remarks"), Place()) == (
        "“Remarks”, outlet not stated, video, date not stated, at a time not stated, language not stated."
    )
    machine = Transcript("t", "m", "English", "translation", None, "0" * 64, None, "srt", made_by="whisper")
    assert "translated by machine: whisper" in line(INTERVIEW, Place(0), machine)


def test_a_published_text_has_no_time_to_miss():
    assert "time" not in line(Media("m", "Article", kind="article"), Place())


def test_a_date_is_no_more_precise_than_known():
    for text, words in {"2020-11": "November 2020", "2021-06~": "circa June 2021"}.items():
        assert words in line(Media("m", "Remarks", broadcast_date=text), Place(0))
        assert words in line(Media("m", "Remarks", broadcast_date=text), Place(0), None, "bluebook")


def test_an_estimated_time_is_said_to_be_estimated():
    assert "at 01:00:01 (estimated)" in line(INTERVIEW, Place(3_601_999, None, estimated=True))


def test_times_and_languages():
    assert clock(3_661_999) == "01:01:01"
    assert precise(3_661_009) == "01:01:01.009"
    assert (language("ar"), language("ar-IQ"), language("xx")) == ("Arabic", "Arabic (ar-IQ)", "xx")
