"""The templates: everything is escaped but what this package marks as its own, and a name that means nothing fails."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from dxplan_cli.render.html.flow import bands_of, column_titles, flow_of, outline_of
from dxplan_cli.render.html.links import name_of
from dxplan_cli.text.characters import clean

if TYPE_CHECKING:
    from collections.abc import Mapping

_FOLDER = Path(__file__).with_name("templates")
_BREAK = Markup("<br>")


def draw(name: str, values: Mapping[str, Any]) -> str:
    """Draw a template."""
    return _environment().get_template(name).render(values)


def read_asset(name: str) -> str:
    """Return a style sheet or script that goes into the page as it is."""
    return (_FOLDER / name).read_text(encoding="utf-8")


def as_written(markup: str) -> Markup:
    """Let markup through that is this program's own."""
    return Markup(markup)  # noqa: S704 - drawings and assets of ours, in which what a user wrote is escaped already


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters.update({"lines": _lines, "clean": clean, "own": as_written})
    environment.globals.update(
        kind_of=lambda value: type(value).__name__,
        flow_of=flow_of,
        bands_of=bands_of,
        outline_of=outline_of,
        column_titles=column_titles,
        name_of=name_of,
        percent=_percent,
    )
    return environment


def _lines(text: str) -> Markup:
    """Return a text in which a newline is a line break."""
    cleaned = clean(text)
    return _BREAK.join(cleaned.split("\n")) if "\n" in cleaned else escape(cleaned)


def _percent(share: float, shares: tuple[float, ...]) -> int:
    """Return a column's share in whole percents: a class of the style sheet, as a page may have no style of its own."""
    return max(1, min(100, round(100 * share / (sum(shares) or 1))))
