"""Time stamps (RFC 3161): a query about the head of the history goes out as a file, the authority's answer comes back.

The imprint is the id of a step, which is the SHA-256 of the step's own columns; they hold the hash of what it did and
the ids of the steps before it. So the authority's word covers the whole history up to that step, and learns none of it.
Nothing here goes online: how the files travel is the reviewer's business.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.x509.oid import NameOID
from rfc3161_client import (
    HashAlgorithm,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from app.problems import Refused
from db import before
from db.casefile import CaseFile
from db.identity import new_id
from db.records import Stamp

_log = logging.getLogger(__name__)
_SHA256 = "2.16.840.1.101.3.4.2.1"
_GRANTED = 0
_WRONG = (
    ValueError,
    LookupError,
    VerificationError,
    UnsupportedAlgorithm,
    x509.InvalidVersion,
    x509.DuplicateExtension,
)
"""What the libraries raise for an answer or a certificate that is none."""
LARGEST = 1024 * 1024
"""Bytes of an answer; a real one has some thousands."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an authority's answer says."""

    act_id: str
    """The step that it is about."""
    at: datetime
    authority: str
    """Whom the answer names as its author."""
    is_rooted: bool | None
    """Whether the signature leads to one of the roots that were given; None if none were."""

    @property
    def time(self) -> str:
        """The time in UTC, to the second."""
        return self.at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")


@dataclass(frozen=True, slots=True)
class Held:
    """An answer that the case keeps, and how much of the history it covers."""

    answer: Answer
    covered: int
    steps: int


def query(case: CaseFile) -> bytes:
    """A time-stamp query about the head of the history, in DER. The same head always gives the same bytes."""
    heads = case.ledger.heads()
    if len(heads) != 1:
        raise Refused(
            "This history has several newest steps, as after a merge, and one stamp attests one step.",
            "Make any change to the case, which joins them, then write the query.",
        )
    header = before.header_of(case.connection, heads[0])
    return TimestampRequestBuilder(header, HashAlgorithm.SHA256, nonce=False).build().as_bytes()


def read(case: CaseFile, data: bytes, roots: bytes | None = None) -> Answer:
    """What an answer says; Refused if it is none, is a refusal, is not about this case, or its signature is wrong."""
    answer, wrong = _read(case, data, roots)
    if answer.is_rooted is False:
        raise Refused(
            "The signature of this answer does not lead to any of the roots that were given.",
            f"Give the root certificate of {answer.authority}, or none." if wrong else "",
        )
    return answer


def keep(case: CaseFile, data: bytes, roots: bytes | None = None) -> Stamp:
    """Keep an authority's answer in the case."""
    answer = read(case, data, roots)
    sha256 = case.contents.keep_original(data)
    if any(one.original_sha256 == sha256 for one in case.stamps.all()):
        raise Refused("This answer is in the case already.", "")
    return case.stamps.add(Stamp(new_id(), answer.act_id, sha256))


def held(case: CaseFile, stamp: Stamp, roots: bytes | None = None) -> Held:
    """A kept answer, read again; Refused if it is not what it should be."""
    answer, _ = _read(case, case.contents.original(stamp.original_sha256), roots)
    if answer.act_id != stamp.act_id:
        raise Refused("The kept answer is about another step.", "")
    return Held(answer, *before.count_before(case.connection, answer.act_id))


def load_roots(data: bytes) -> Sequence[x509.Certificate]:
    """Certificates from PEM; Refused if there is none."""
    try:
        found = x509.load_pem_x509_certificates(data)
    except ValueError as problem:
        raise Refused("There are no certificates in that file.", "Give a PEM file of root certificates.") from problem
    if not found:
        raise Refused("There are no certificates in that file.", "Give a PEM file of root certificates.")
    return found


def _read(case: CaseFile, data: bytes, roots: bytes | None) -> tuple[Answer, str]:
    response = _parsed(data)
    try:
        info = response.tst_info
        imprint = info.message_imprint
        algorithm, message = imprint.hash_algorithm.dotted_string, imprint.message.hex()
        at, authority = info.gen_time, _authority(response)
    except _WRONG as problem:
        raise _unreadable() from problem
    if algorithm != _SHA256 or len(message) != 64 or (act := case.ledger.find(message)) is None:
        raise Refused(
            "This answer is not about any step of this case.", "Choose the answer to the query that this case wrote."
        )
    rooted, why = (None, "") if roots is None else _is_rooted(response, bytes.fromhex(act.id), roots)
    return Answer(act.id, at, authority, rooted), why


def _parsed(data: bytes) -> TimeStampResponse:
    if len(data) > LARGEST:
        raise _unreadable()
    try:
        response = decode_timestamp_response(data)
        status, said = response.status, " ".join(response.status_string)
        if status == _GRANTED and response.as_bytes() != data:
            # What stands behind the answer is not part of it.
            raise _unreadable()
    except _WRONG as problem:
        raise _unreadable() from problem
    if status != _GRANTED:
        more = f" It says: “{said}”." if said else ""
        raise Refused(f"The authority did not grant the time stamp (status {status}).{more}", "Ask it again.")
    return response


def _unreadable() -> Refused:
    return Refused("This file is no time-stamp answer, or it is cut off.", "Choose the .tsr file that came back.")


def _authority(response: TimeStampResponse) -> str:
    """The name of the certificate that signed, as the answer itself holds it; else the name that it gives itself.

    ValueError if two different certificates claim to be that one: the library looks at whichever it meets first.
    """
    (signer,) = response.signed_data.signer_infos
    inside = [x509.load_der_x509_certificate(der) for der in response.signed_data.certificates]
    signing = [one for one in inside if (one.issuer, one.serial_number) == (signer.issuer, signer.serial_number)]
    if len(signing) > 1:
        raise ValueError("two certificates of one issuer and number")
    if signing:
        return _name(signing[0].subject)
    named = response.tst_info.name
    return _name(named.value) if isinstance(named, x509.DirectoryName) else _name(signer.issuer)


def _name(name: x509.Name) -> str:
    for oid in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME):
        for attribute in name.get_attributes_for_oid(oid):
            return str(attribute.value)
    return name.rfc4514_string()


def _is_rooted(response: TimeStampResponse, imprint: bytes, roots: bytes) -> tuple[bool, str]:
    """Whether the signature is good and its certificate leads to a root, as of the time of the stamp."""
    builder = VerifierBuilder(roots=list(load_roots(roots)))
    try:
        return builder.build().verify(response, imprint), ""
    except _WRONG as problem:
        _log.info("a time stamp is not rooted: %s", problem)
        return False, str(problem)
