"""The terminal: the only place that prints. User text is never read as markup."""

from __future__ import annotations

import json
import os
import shutil
import sys
from typing import TYPE_CHECKING, Any

import typer

from dxplan_cli.render.lines import Look, Screen

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from dxplan_cli.errors import DxplanError
    from dxplan_cli.render.lines import Line

_STYLES: dict[Look, dict[str, Any]] = {
    Look.PLAIN: {},
    Look.HEADING: {"bold": True},
    Look.MARK: {"bold": True, "fg": "yellow"},
    Look.ADDED: {"fg": "green", "underline": True},
    Look.DELETED: {"fg": "red", "strikethrough": True},
    Look.QUIET: {"dim": True},
    Look.ERROR: {"fg": "red", "bold": True},
    Look.WARNING: {"fg": "yellow"},
    Look.GOOD: {"fg": "green"},
}
_NARROW = 80


def settle_streams() -> None:
    """Let no character stop the output: what the console's code page lacks is shown as 「?」."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def has_colour(stream: Any = None) -> bool:
    """Tell whether colour is wanted: a terminal, and neither NO_COLOR nor a dumb terminal."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return bool((stream or sys.stdout).isatty()) and os.environ.get("TERM") != "dumb"


def width() -> int:
    """Return the columns to fill: the terminal's, or enough for a table when there is none."""
    return shutil.get_terminal_size((120, 24)).columns if sys.stdout.isatty() else max(_NARROW, _columns())


def _columns() -> int:
    return int(os.environ.get("COLUMNS", "")) if os.environ.get("COLUMNS", "").isdecimal() else 120


def shown_path(path: Path) -> str:
    """Return a path as short as the reader can still open it from here."""
    try:
        return os.path.relpath(path)
    except ValueError:
        return str(path)


def screen() -> Screen:
    """Return what the terminal can do."""
    return Screen(width(), has_colour())


def say(text: str = "") -> None:
    """Print a line to standard output."""
    typer.echo(text)


def show_lines(lines: Iterable[Line]) -> None:
    """Print lines with their looks."""
    coloured = has_colour()
    for line in lines:
        typer.echo("".join(_styled(each.text, each.look) if coloured else each.text for each in line), color=coloured)


def _styled(text: str, look: Look) -> str:
    return typer.style(text, **_STYLES[look]) if _STYLES[look] else text


def show_json(record: object) -> None:
    """Print a record as JSON."""
    typer.echo(json.dumps(record, ensure_ascii=False, indent=2))


def show_error(error: DxplanError) -> None:
    """Print a failure to standard error: what, where, the line itself, what to do."""
    faults = getattr(error, "faults", ())
    _complain(f"エラー: {error.message}")
    for fault in faults:
        typer.echo(f"{fault.place}: {fault.message}", err=True)
        if fault.excerpt:
            typer.echo(f"    | {fault.excerpt.strip()}", err=True)
        if fault.hint:
            typer.echo(f"    → {fault.hint}", err=True)
    if error.hint:
        typer.echo(f"→ {error.hint}", err=True)


def complain(message: str, hint: str = "") -> None:
    """Print a failure that is no exception of dxplan's own."""
    _complain(f"エラー: {message}")
    if hint:
        typer.echo(f"→ {hint}", err=True)


def _complain(text: str) -> None:
    typer.echo(_styled(text, Look.ERROR) if has_colour(sys.stderr) else text, err=True)


def note(text: str) -> None:
    """Print a remark that is no result, to standard error."""
    typer.echo(text, err=True)
