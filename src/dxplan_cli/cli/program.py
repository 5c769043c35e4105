"""The Typer program, made of the one command asked for, and what becomes of its outcome."""

from __future__ import annotations

import errno
import importlib
import os
from typing import TYPE_CHECKING, Any

import typer

from dxplan_cli.cli import console
from dxplan_cli.cli.commands import COMMANDS
from dxplan_cli.cli.exits import BUG, FINE, INTERRUPTED, REFUSED, USAGE
from dxplan_cli.cli.japanese import JapaneseGroup, complaint_of
from dxplan_cli.errors import DxplanError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

_ABOUT = "計画の改定と委員会資料づくりを、一つの比較から。"
_COMPLETION = "_DXPLAN_COMPLETE"


class ProgramGroup(JapaneseGroup):
    """The program itself: its commands stand in the help in the order of `COMMANDS`."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names of the commands; Typer alone would put every group last."""
        del ctx
        return [name for name in COMMANDS if name in self.commands]


def build(names: Iterable[str], *, completes: bool = True) -> typer.Typer:
    """Build the program with some of its commands; `completes` adds the options that put completion into a shell."""
    app = typer.Typer(
        name="dxplan",
        help=_ABOUT,
        cls=ProgramGroup,
        rich_markup_mode=None,
        no_args_is_help=False,
        add_completion=completes,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )

    @app.callback(invoke_without_command=True)
    def top(
        context: typer.Context,
        version: bool = typer.Option(False, "--version", help="版を表示して終わる"),
    ) -> None:
        if version:
            console.say(f"dxplan {_version()}")
            raise typer.Exit(FINE)
        if context.invoked_subcommand is None:
            console.say(context.get_help())

    for name in names:
        importlib.import_module(COMMANDS[name]).register(app)
    return app


def _version() -> str:
    from importlib.metadata import version  # noqa: PLC0415 - slow, and wanted once a year

    return version("dxplan-cli")


def top_level_help() -> str:
    """Return the help of the whole program, as `help.txt` keeps it for a quick answer."""
    command = typer.main.get_command(build(COMMANDS))
    with command.make_context("dxplan", [], resilient_parsing=True, terminal_width=100) as context:
        return command.get_help(context) + "\n"


def execute(arguments: list[str]) -> int:
    """Carry out a command line; every outcome becomes an exit code, and no traceback reaches the user."""
    console.settle_streams()
    if arguments[0] == "help":
        arguments = [*arguments[1:], "--help"]
    try:
        return _carry_out(arguments)
    except DxplanError as error:
        console.show_error(error)
        return error.exit_code
    except (typer.Abort, KeyboardInterrupt) as stop:
        console.note("\n中断しました。何も書いていません" if isinstance(stop, typer.Abort) else "\n中断しました")
        return INTERRUPTED
    except (console.OutputClosedError, SystemExit):  # SystemExit: a pipe closed while Typer printed a help
        console.abandon_output()
        return FINE
    except typer.TyperException as error:
        console.complain(*complaint_of(error, f"dxplan {arguments[0]}"))
        return USAGE
    except Exception as error:  # noqa: BLE001 - the boundary: a bug is told with its log, never as a traceback
        return _tell_unforeseen(error, arguments)


def _tell_unforeseen(error: Exception, arguments: list[str]) -> int:
    if getattr(error, "errno", None) == errno.ENOSPC:
        console.abandon_output()
        console.complain("ディスクがいっぱいで続けられません", "空きを作って、もう一度実行してください")
        return REFUSED
    from dxplan_cli.cli.bug import report_bug  # noqa: PLC0415 - 10 ms that only a bug needs

    report_bug(arguments)
    return BUG


def _carry_out(arguments: list[str]) -> int:
    _refuse_unreadable(arguments)
    name = arguments[0]
    needs_all = name.startswith("-") or _COMPLETION in os.environ
    if not needs_all and name not in COMMANDS:
        from difflib import get_close_matches  # noqa: PLC0415 - for a mistyped command only

        near = get_close_matches(name, COMMANDS, n=1)
        guess = f"「{near[0]}」のことですか。" if near else ""
        console.complain(f"コマンド「{name}」はありません", f"{guess}使えるコマンドは dxplan --help で見られます")
        return USAGE
    app = build(COMMANDS if needs_all else (name,), completes=needs_all)
    outcome = app(arguments, standalone_mode=False, prog_name="dxplan")
    if outcome == INTERRUPTED:
        raise KeyboardInterrupt
    return outcome if isinstance(outcome, int) else FINE


def _refuse_unreadable(arguments: list[str]) -> None:
    """Refuse bytes that are no text here: they could be stored, and never read again."""
    for argument in arguments:
        if not console.is_readable(argument):
            message = f"引数に読めない文字があります（{argument}）"
            raise UsageError(message, "端末の文字コードを確かめて、打ち直してください")
