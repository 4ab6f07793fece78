"""What the commands share: how a case is named, opened and closed again."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from json import JSONDecodeError
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from app.cli import output
from app.problems import Refused
from db.connection import guard
from db.errors import CaseDamaged, CaseLocked, CaseReadOnly, ForeignSidecar, IsDisclosure

if TYPE_CHECKING:
    from app.session import Session
    from db.casefile import CaseFile

F = TypeVar("F", bound=Callable[..., Any])
CASE = click.argument("case")
LARGEST = 2**53 - 1
"""The largest number that JSON carries everywhere."""
MS = click.IntRange(0, LARGEST)


def as_json(command: F) -> F:
    """The option `--json`."""
    return click.option("--json", is_flag=True, help="Print one JSON document and nothing else.")(command)


def drawing_of(name: str) -> Path:
    """The path of a drawing that is to be written; Refused if its name is none of an SVG or a PNG."""
    path = path_of(name)
    if path.suffix.lower() not in (".svg", ".png"):
        raise Refused(f"“{path.name}” is no name of a picture.", "Choose one that ends in .svg or .png.")
    return path


def path_of(name: str) -> Path:
    """A path as given; Refused if it can't be one."""
    if not name or "\0" in name:
        raise Refused("A file needs a name.", "Give one.")
    try:
        name.encode()
    except UnicodeEncodeError:
        raise Refused(f"The name “{name}” is not readable text (UTF-8).", "Rename the file or folder.") from None
    return Path(name)


@contextmanager
def reading(name: str) -> "Generator[CaseFile]":
    """A case to read; works while the window is editing it."""
    from app.session import Session

    session = Session()
    session.open(path_of(name), read_only=True)
    try:
        with _damage():
            yield session.case
    finally:
        session.close()


@contextmanager
def writing(name: str) -> "Generator[Session]":
    """A session on a case to write to."""
    from app.session import Session

    session = Session()
    session.open(path_of(name))
    try:
        with _damage():
            yield session
    finally:
        session.close()


@contextmanager
def noting(name: str) -> "Generator[Session | None]":
    """A session to note in that a file left the house; None where the case can only be read.

    Where somebody edits it, or left it in the middle of a step, that is said: its history will not know of the file.
    """
    from app.session import Session

    session = Session()
    try:
        session.open(path_of(name))
    except (CaseReadOnly, IsDisclosure):
        yield None
        return
    except (CaseLocked, ForeignSidecar):
        output.say("The case can only be read now, so its history does not say that this file was made.")
        yield None
        return
    try:
        yield session
    finally:
        session.close()


@contextmanager
def _damage() -> Generator[None]:
    """A damaged file may show itself only when it is read."""
    with guard():
        try:
            yield
        except JSONDecodeError as problem:
            raise CaseDamaged(str(problem)) from problem


def given(**values: Any) -> dict[str, Any]:
    """The values that were given."""
    return {name: value for name, value in values.items() if value is not None}


def rewritten(**values: str | None) -> dict[str, str | None]:
    """The values that were given to change something: an empty text takes away what is there."""
    return {name: value.strip() or None for name, value in values.items() if value is not None}


def check_making(action: str, *, is_told: bool) -> None:
    """Refuse fields that the action would not heed, and a change of nothing."""
    if is_told and action not in ("add", "change"):
        raise click.UsageError("Fields go with “add” and “change”.")
    if action == "change" and not is_told:
        raise click.UsageError("“change” needs one field at least.")


def bracket_test(command: F) -> F:
    """The option that answers the bracket test of a link."""
    said = "Whether the link holds or falls without the inserted words; an empty text leaves that open."
    return click.option("--without-brackets", type=click.Choice(["holds", "falls", ""]), help=said)(command)


def bracket_answer(told: str | None) -> dict[str, int | None]:
    """What that option says, as a field of a link; nothing where it was not given."""
    return {} if told is None else {"survives_without_brackets": {"holds": 1, "falls": 0}.get(told)}


def text_options(*names: str, **explained: str) -> Callable[[F], F]:
    """An option for each name, `also_on` as `--also-on`, with what the help says of it."""

    def decorate(command: F) -> F:
        for name in reversed((*names, *explained)):
            flag = f"--{name.replace('_', '-')}"
            command = click.option(flag, name, metavar="TEXT", help=explained.get(name))(command)
        return command

    return decorate


def medium_options(command: F) -> F:
    """What can be said of a recording."""
    date = click.option("--date", "broadcast_date", metavar="EDTF", help="When: 2021-06-01, 2020-11, 2021-06-01~.")
    before = text_options(
        outlet="Who broadcast or published it.", also_on="Who broadcast it too.", programme="In which programme."
    )
    after = text_options(
        url="Where it was found.",
        language="In which language, such as ar.",
        archive_url="Where an archived copy is.",
        collected_by="Who captured it.",
        collected_at="When.",
        collected_with="With what.",
        notes="Anything else.",
    )
    return before(date(after(command)))
