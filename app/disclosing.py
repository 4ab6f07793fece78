"""Making a file that can be given to the other side or to a court."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from app import collecting, departing, installation, keys
from app.media.digest import sha256
from app.problems import Refused
from app.session import Session
from app.sidecar_names import check_name
from app.standing import states
from app.tasks import Progress, no_progress
from db import bundle, disclosable, disclose, disclosed
from db.casefile import CaseFile
from db.disclosable import LIGHTS, Selection
from db.disclosable import Choice as Choice
from db.disclosed import Disclosed
from db.records import Departure


@dataclass(frozen=True, slots=True)
class Outlook:
    """What would be in a disclosure and what would stay, told before it is written."""

    counts: dict[str, int]
    """By table; only those that are not empty."""
    withheld: dict[str, int]
    """By reason, as `db.disclosable.Selection` names them; what is zero is not named."""
    marking: str | None


@dataclass(frozen=True, slots=True)
class Made:
    """A disclosure that was written."""

    path: Path
    sha256: str
    key: str
    outlook: Outlook
    heads: tuple[str, ...]
    departure: Departure | None = None
    """None until it is remembered, and where the case is only read."""


def look(case: CaseFile, choice: Choice) -> Outlook:
    """What would leave, and what would stay; nothing is written."""
    choice = _checked(case, choice)
    return _outlook(disclosable.select(case.connection, choice), choice.marking or case.info.marking)


def write(
    case: CaseFile,
    out: Path,
    choice: Choice,
    *,
    with_media: bool = False,
    progress: Progress = no_progress,
    at: str | None = None,
) -> Made:
    """Write the file. It is not remembered yet that it left: `remember` does that, on the thread of the session."""
    check_name(out)
    choice = _checked(case, choice)
    selection = disclosable.select(case.connection, choice)
    if not selection.rows["quote"] and (choice.quote_ids is not None or not selection.rows["media"]):
        raise Refused("Nothing would be in this disclosure.", "Choose other quotes, or look at how they are marked.")
    said = {
        "title": selection.rows["case_info"][0]["title"],
        "marking": selection.rows["case_info"][0]["marking"],
        "at": at or datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "by": installation.load().reviewer_name,
    }
    media = _recordings(case, selection.ids("media_file")) if with_media else ()
    made = disclose.write(case, out, selection, said, keys.sign, media, progress)
    outlook = _outlook(selection, said["marking"])
    return Made(out, sha256(out), made.key, outlook, tuple(made.value["heads"]))


def remember(session: Session, made: Made, recipient: str | None = None) -> Made:
    """Keep in the case that it left, and to whom."""
    quotes = made.outlook.counts.get("quote", 0)
    kept = departing.note(
        session, "disclose", made.path, quotes=quotes, recipient=recipient, digest=made.sha256, heads=made.heads
    )
    return replace(made, departure=kept)


def unpack(case: CaseFile, folder: Path) -> list[Path]:
    """Put the recordings that were packed into a disclosure into a folder, named by their hashes; returns them.

    No name that somebody else wrote becomes a path. Refused if none is in it; what is there already is left alone.
    """
    packed = disclosed.files_of(case.connection) if isinstance(case, Disclosed) else {}
    if not packed:
        raise Refused("No recording is packed in this file.", "Ask for one that was written with its recordings.")
    folder.mkdir(parents=True, exist_ok=True)
    for name in packed:
        if not (folder / name).exists():
            bundle.unpack_file(case.connection, name, folder / name)
    return [folder / name for name in packed]


def _checked(case: CaseFile, choice: Choice) -> Choice:
    if isinstance(case, Disclosed):
        raise Refused("This is a disclosure already.", "Hand on the file as it is, or disclose from the case itself.")
    marking = choice.marking or case.info.marking
    privileges = next((v.terms for v in case.vocabularies.all() if v.id == "privilege"), ())
    if marking and any(term.code == marking and term.code != "none" for term in privileges):
        raise Refused(
            f"What is marked “{marking}” can't be disclosed.", "Give the disclosure a marking of its own, if it may be."
        )
    if choice.quote_ids is not None:
        for id in choice.quote_ids:
            case.quotes.get(id)
    stand = states(case, case.quotes.where("status = 'approved'"))
    choice = replace(choice, approved=frozenset(id for id, state in stand.items() if state == "approved"))
    # The traffic light of the case holds for what is made of it, unless another one is given.
    return choice if choice.marking or case.info.marking not in LIGHTS else replace(choice, marking=case.info.marking)


def _outlook(selection: Selection, marking: str | None) -> Outlook:
    counts = {table: len(rows) for table, rows in selection.rows.items() if rows}
    return Outlook(counts, {why: n for why, n in selection.withheld.items() if n}, marking)


def _recordings(case: CaseFile, ids: set[str]) -> Sequence[tuple[str, Path]]:
    found: list[tuple[str, Path]] = []
    for file in case.media_files.all():
        if file.id not in ids:
            continue
        state = collecting.check(case, file)
        if state.path is None or state.is_changed:
            raise Refused(f"The recording {file.path_hint} is missing or not what was added.", "Put it back first.")
        found.append((file.sha256, state.path))
    return found
