"""A report as one HTML file that needs nothing beside it and asks nothing of the network."""

import base64
import hashlib
from functools import cache
from typing import Any, cast

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from app import paths
from app.exporters.plain import plain
from app.exporters.report import Report

_STYLES = ("sheet.css", "report.css")


def render(report: Report) -> bytes:
    """The page as UTF-8."""
    style = "".join((paths.resources() / "templates" / name).read_text(encoding="utf-8") for name in _STYLES)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    template = _environment().get_template("report.html")
    # Trusted: our own style sheets, whose hash the policy names.
    return "".join(template.generate(report=report, style=Markup(style), policy=policy)).encode()  # noqa: S704


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
    cast("dict[str, Any]", environment.filters)["kind"] = _kind
    return environment


def _finalize(value: object) -> object:
    """Everything that is printed and isn't ours is made plain first, then escaped."""
    return plain(value) if type(value) is str else value


def _kind(block: object) -> str:
    return type(block).__name__
