"""A translator's word for a translation, bound to the words that were certified, and void once they are others."""

from dataclasses import dataclass

from app import dates
from app.correcting import effective, text_sha256
from app.problems import Refused
from db.casefile import CaseFile
from db.claims import Certificate
from db.identity import new_id
from db.records import Quote


@dataclass(frozen=True, slots=True)
class Standing:
    """A certificate, and whether it still holds."""

    certificate: Certificate
    holds: bool
    sha256_now: str

    @property
    def why(self) -> str:
        """One sentence."""
        if self.holds:
            return "The words are those that were certified."
        return "VOID: the words were changed after they were certified."


def certify(
    case: CaseFile,
    transcript_id: str,
    translator: str,
    qualification: str | None = None,
    date: str | None = None,
    covers: str | None = None,
    statement: str | None = None,
    text_sha256: str | None = None,
) -> Certificate:
    """Note a translator's certificate for a transcript as its words stand now, or for the words of a hash."""
    case.transcripts.get(transcript_id)
    translator = " ".join(translator.split())
    if not translator:
        raise Refused("A certificate needs a translator.", "Give the name.")
    bound = (text_sha256 or hash_now(case, transcript_id)).lower()
    if len(bound) != 64 or set(bound) - set("0123456789abcdef"):
        raise Refused("This is no SHA-256.", "Give its 64 digits and letters a to f.")
    made = Certificate(new_id(), transcript_id, translator, bound, qualification, dates.check(date), covers, statement)
    return case.argument.certificates.add(made)


def withdraw(case: CaseFile, certificate_id: str) -> None:
    """Remove a certificate; the history keeps it."""
    case.argument.certificates.remove(certificate_id)


def hash_now(case: CaseFile, transcript_id: str) -> str:
    """The hash of a transcript's words with their corrections."""
    return text_sha256(effective(case, transcript_id))


def standings(case: CaseFile, transcript_id: str) -> list[Standing]:
    """The certificates of a transcript, and whether each still holds."""
    found = case.argument.certificates.of(transcript_id)
    if not found:
        return []
    now = hash_now(case, transcript_id)
    return [Standing(one, one.text_sha256 == now, now) for one in found]


def of_quote(case: CaseFile, quote: Quote) -> list[Standing]:
    """The certificates of the translation that a quote takes its words from."""
    ids = dict.fromkeys(span.transcript_id for span in quote.tokens.spans("translation"))
    return [one for id in ids for one in standings(case, id)]
