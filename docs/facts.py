"""Writes the facts that the documents repeat from the program itself; a test fails when they drift.

Run as `python docs/facts.py` from the top of the checkout. A fact stands between two comment lines that name it.
"""

import ast
import json
import re
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from db import migrations, schema  # noqa: E402


def _schema_tables() -> Iterator[str]:
    with closing(sqlite3.connect(":memory:")) as connection:
        migrations.apply(connection)
        yield f"`application_id` {schema.APPLICATION_ID:#x}, `user_version` {schema.VERSION},"
        yield f"schema fingerprint `{schema.RELEASED[schema.VERSION]}`."
        yield ""
        names = [
            row[0]
            for row in connection.execute(
                "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual', 'view') "
                "AND name NOT LIKE 'sqlite_%' ORDER BY type = 'view', name"
            )
        ]
        for name in names:
            kind = "journalled" if name in schema.JOURNALLED else "view" if name.startswith("v_") else "other"
            yield f"**{name}** ({kind})" if kind != "other" else f"**{name}**"
            columns = connection.execute(
                'SELECT name, type, "notnull", pk FROM pragma_table_xinfo(?) WHERE hidden IN (0, 2, 3)', [name]
            )
            keys = {
                row[0]: f"{row[1]}.{row[2]}"
                for row in connection.execute('SELECT "from", "table", "to" FROM pragma_foreign_key_list(?)', [name])
            }
            for column, type_name, needed, key in columns:
                notes = [type_name.lower()] if type_name else []
                notes += ["key"] if key else []
                notes += ["always there"] if needed and not key else []
                notes += [f"refers to {keys[column]}"] if column in keys else []
                yield f"- `{column}`" + (f": {', '.join(notes)}" if notes else "")
            yield ""


def _modules() -> Iterator[str]:
    for room, files in _rooms():
        yield f"**{room}**"
        yield ""
        for path in files:
            sentence = (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").partition("\n\n")[0]
            yield f"- `{path.name}`: {' '.join(sentence.split())}"
        yield ""


def _rooms() -> Iterator[tuple[str, list[Path]]]:
    """Each folder of the house with its modules, from the top of the house down."""
    yield ".", sorted(ROOT.glob("*.py"))
    for storey in ("widgets", "app", "db"):
        folders = [ROOT / storey, *sorted(path for path in (ROOT / storey).rglob("*") if path.is_dir())]
        for folder in folders:
            files = [path for path in sorted(folder.glob("*.py")) if path.name != "__init__.py"]
            if files:
                yield f"{folder.relative_to(ROOT).as_posix()}/", files


def _licences() -> Iterator[str]:
    yield "| package | licence, as the package states it |"
    yield "|---|---|"
    lock = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    for name in re.findall(r"^([\w.-]+)==[^;\n]*$", lock, re.MULTILINE):
        yield f"| {name} | {_licence(metadata.metadata(name))} |"


def _licence(about: metadata.PackageMetadata) -> str:
    stated = about.get("License-Expression") or (about.get("License") or "").strip().partition("\n")[0]
    classified = [line.split(" :: ")[-1] for line in about.get_all("Classifier") or [] if line.startswith("License ::")]
    return stated or " OR ".join(classified) or "not stated"


def _formats() -> Iterator[str]:
    from app.cli import catalogue

    yield "| format | files | read or written | what it holds |"
    yield "|---|---|---|---|"
    for one in catalogue.formats():
        way = " and ".join(word for word, does in (("read", one["reads"]), ("written", one["writes"])) if does)
        yield f"| {one['name']} | {', '.join(one['suffixes'])} | {way} | {one['what']} |"


def _keys() -> Iterator[str]:
    from widgets.action_table import GROUPS, TABLE

    for group, title in GROUPS.items():
        yield f"**{title}**"
        yield ""
        yield "| what | keys |"
        yield "|---|---|"
        for deed in TABLE:
            if deed.group == group:
                keys = " or ".join(f"`{key}`" for key in deed.keys)
                yield f"| {deed.name.removesuffix('…')} | {keys} |"
        yield ""


def _commands() -> Iterator[str]:
    import click

    from app.cli.root import avowal

    context = click.Context(avowal, info_name="main.py")
    for name in avowal.list_commands(context):
        command = avowal.get_command(context, name)
        assert command is not None
        yield f"**{name}**: {command.get_short_help_str(200)}"
        yield ""
        usage = command.get_usage(click.Context(command, info_name=f"main.py {name}")).removeprefix("Usage: ")
        yield "    " + " ".join(usage.split())
        yield ""


def _frameworks() -> Iterator[str]:
    from app import law

    yield "No lawyer has reviewed them. What one of them asks to be checked is shown wherever it is used."
    yield ""
    yield "| id | framework | jurisdiction | version |"
    yield "|---|---|---|---|"
    for offer in law.offers():
        version = json.loads(offer.data)["version"]
        yield f"| `{offer.id}` | {offer.title} | {offer.jurisdiction} | {version} |"


FACTS: dict[str, tuple[str, Callable[[], Iterator[str]]]] = {
    "schema": ("docs/casefile.md", _schema_tables),
    "modules": ("docs/HOUSE.md", _modules),
    "formats": ("docs/manual/reference.md", _formats),
    "keys": ("docs/manual/reference.md", _keys),
    "commands": ("docs/manual/reference.md", _commands),
    "frameworks": ("docs/manual/reference.md", _frameworks),
    "licences": ("docs/licences.md", _licences),
}
"""Name of the fact, the document it stands in, and what makes its lines."""


def written(name: str, text: str) -> str:
    """A document's text with one fact made anew."""
    _, make = FACTS[name]
    block = f"<!-- {name}: generated -->\n" + "\n".join(make()).strip() + f"\n<!-- end of {name} -->"
    pattern = re.compile(f"<!-- {name}: generated -->.*?<!-- end of {name} -->", re.DOTALL)
    made, count = pattern.subn(lambda _: block, text)
    if count != 1:
        raise SystemExit(f"{name}: its document has no place for it")
    return made


def main() -> None:
    """Bring every document up to date."""
    for name, (document, _) in FACTS.items():
        path = ROOT / document
        path.write_text(written(name, path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
