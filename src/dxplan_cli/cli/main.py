"""The entry point: answers the help at once, else loads the one command asked for.

Only this module turns outcomes into exit codes (design: commands). It imports
next to nothing: `dxplan --help` must not wait for Typer (ADR 1).
"""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

HELP_FILE = Path(__file__).with_name("help.txt")
_HELP_WORDS = ({"--help"}, {"-h"}, {"help"})


def run() -> None:
    """Run the program and end the process with its exit code.

    The process is short and makes few cycles: looking for them, at the end as
    well, would cost a tenth of a comparison.
    """
    gc.disable()
    code = main(sys.argv[1:])
    gc.freeze()
    sys.exit(code)


def main(arguments: list[str]) -> int:
    """Carry out a command line and return the exit code."""
    _open_closed_streams()
    is_completing = "_DXPLAN_COMPLETE" in os.environ
    if not is_completing and (not arguments or set(arguments) in _HELP_WORDS) and _print_help():
        return 0
    from dxplan_cli.cli.program import execute  # noqa: PLC0415 - Typer takes five times as long as Python's own start

    return execute(arguments or ["--help"])


def _open_closed_streams() -> None:
    """Give a program started without output (pythonw, ``>&-``) somewhere to write."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - open until the end


def _print_help() -> bool:
    """Print the help kept in `HELP_FILE`; False when that fails, which `program` then tells in words."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")
    try:
        sys.stdout.write(HELP_FILE.read_text(encoding="utf-8"))
        sys.stdout.flush()
    except OSError:
        return False
    return True
