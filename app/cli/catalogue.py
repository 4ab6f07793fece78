"""Every format that is read or written here."""

from typing import Any

from app.exporters import registry as exporters
from app.importers import registry as importers


def formats() -> list[dict[str, Any]]:
    """What `formats` prints: transcripts, then quote sheets, then whole cases."""
    read = [_format(one.name, one.suffixes, "transcript", reads=True) for one in importers.FORMATS]
    written = [_format(one.name, one.suffixes, "quotes", reads=False) for one in exporters.FORMATS]
    whole = {**_format("example-case/1", (".json",), "case", reads=True), "writes": True}
    return [*read, *written, whole]


def _format(name: str, suffixes: tuple[str, ...], what: str, *, reads: bool) -> dict[str, Any]:
    return {"name": name, "suffixes": list(suffixes), "reads": reads, "writes": not reads, "what": what}
