"""The quote sheet as one HTML file that needs nothing beside it and asks nothing of the network."""

import base64
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from app import paths
from app.exporters.plain import plain
from app.rendition import Piece, Rendition
from app.sheet.values import Sheet

_TEMPLATE = "sheet.html"
_STYLE = "sheet.css"


@dataclass(frozen=True, slots=True)
class _Shown:
    """A piece of the passage with the number of its omission, if it has one."""

    piece: Piece
    number: int | None


def render(sheet: Sheet, progress: Callable[[int, int], None]) -> bytes:
    """The page as UTF-8. Progress may raise to end it."""
    total = len(sheet.quotes)

    def counted() -> Iterator[object]:
        for done, quote in enumerate(sheet.quotes):
            progress(done, total)
            yield quote
        progress(total, total)

    return page(_TEMPLATE, sheet=sheet, quotes=counted())


def page(name: str, **values: object) -> bytes:
    """A template of ours filled in, with the one style and the policy that lets nothing else in."""
    style = (paths.resources() / "templates" / _STYLE).read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    # Trusted: our own style sheet, whose hash the policy names.
    parts = _environment().get_template(name).generate(**values, style=Markup(style), policy=policy)  # noqa: S704
    return "".join(parts).encode()


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(paths.resources() / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
    )
    filters = cast("dict[str, Any]", environment.filters)
    filters["pieces"], filters["data_uri"] = _pieces, _data_uri
    return environment


def _finalize(value: object) -> object:
    """Everything that is printed and isn't ours is made plain first, then escaped."""
    if value is None:
        return ""
    return plain(value) if type(value) is str else value


def _pieces(rendition: Rendition) -> list[_Shown]:
    shown: list[_Shown] = []
    number = 0
    for piece in rendition.pieces:
        counts = piece.omission is not None and piece.omission.reason != "unfinished"
        number += counts
        shown.append(_Shown(piece, number if counts else None))
    return shown


def _data_uri(png: bytes) -> str:
    return f"data:image/png;base64,{base64.b64encode(png).decode()}"
