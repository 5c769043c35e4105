"""The terminal: the only place that prints. User text is never read as markup."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from dxplan_cli.errors import FaultyDataError, WriteRefusedError
from dxplan_cli.render.lines import Look, Screen, visible, visible_json

if TYPE_CHECKING:
    from collections.abc import Iterable

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


class OutputClosedError(Exception):
    """Whoever read the output has seen enough, as in ``dxplan diff | head``."""


def settle_streams() -> None:
    """Let no character stop input or output: what the console's code page lacks is shown as 「?」."""
    for stream, errors in ((sys.stdin, "surrogateescape"), (sys.stdout, "replace"), (sys.stderr, "replace")):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            with suppress(OSError):  # it writes out what is waiting; printing will tell that this is impossible
                reconfigure(errors=errors)


def is_readable(text: str) -> bool:
    """Tell whether a text typed by the user is text, and not bytes of another encoding."""
    return not any("\ud800" <= character <= "\udfff" for character in text)


def has_colour(stream: Any = None) -> bool:
    """Tell whether colour is wanted: a terminal, and neither NO_COLOR nor a dumb terminal."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return bool((stream or sys.stdout).isatty()) and os.environ.get("TERM") != "dumb"


def is_conversation() -> bool:
    """Tell whether somebody sits there to answer a question."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()


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
    _print(visible(text))


def show_drawn(text: str) -> None:
    """Print what `render.terminal` drew for this screen."""
    _print(text, color=has_colour())


def show_lines(lines: Iterable[Line]) -> None:
    """Print lines with their looks."""
    coloured = has_colour()
    for line in lines:
        _print("".join(_styled(visible(each.text), each.look, coloured=coloured) for each in line), color=coloured)


def _styled(text: str, look: Look, *, coloured: bool) -> str:
    return typer.style(text, **_STYLES[look]) if coloured and _STYLES[look] else text


def show_json(record: object) -> None:
    """Print a record as JSON; where the console's code page lacks a character, all are escaped."""
    import json  # noqa: PLC0415 - 2 ms that only JSON costs

    text = json.dumps(record, ensure_ascii=False, indent=2)
    try:
        text.encode(sys.stdout.encoding)
    except UnicodeEncodeError:
        text = json.dumps(record, indent=2)
    _print(visible_json(text))


def show_error(error: DxplanError) -> None:
    """Print a failure to standard error: what, where, the line itself, what to do."""
    _complain(f"エラー: {error.message}")
    if isinstance(error, FaultyDataError):
        folder = f"{shown_path(Path(error.folder))}/" if error.folder else ""
        for fault in error.faults:
            note(f"{folder}{fault.place}: {fault.message}")
            if fault.excerpt:
                note(f"    | {fault.excerpt.strip()}")
            if fault.hint:
                note(f"    → {fault.hint}")
    if error.hint:
        note(f"→ {error.hint}")


def complain(message: str, hint: str = "") -> None:
    """Print a failure that is no exception of dxplan's own."""
    _complain(f"エラー: {message}")
    if hint:
        note(f"→ {hint}")


def _complain(text: str) -> None:
    coloured = has_colour(sys.stderr)
    _print_error(_styled(visible(text), Look.ERROR, coloured=coloured), color=coloured)


def note(text: str) -> None:
    """Print a remark that is no result, to standard error."""
    _print_error(visible(text))


def _print_error(text: str, *, color: bool = False) -> None:
    """Print to standard error; when even that is impossible, the exit code must do."""
    with suppress(OSError):
        typer.echo(text, err=True, color=color)


def _print(text: str, *, color: bool = False) -> None:
    try:
        typer.echo(text, color=color)
    except OSError as error:
        abandon_output()
        if isinstance(error, BrokenPipeError) or error.errno == errno.EINVAL:  # EINVAL: a closed pipe on Windows
            raise OutputClosedError from error
        message = f"結果を出力できません（{error.strerror or error}）"
        raise WriteRefusedError(message, "出力先の空きと権限を確かめてください") from error


def abandon_output() -> None:
    """Send the rest of the output nowhere, so that Python does not stumble over it when it ends."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
