"""``python -m dxplan_cli.cli.help`` writes help.txt: the help that `main` prints without loading Typer."""

from __future__ import annotations

from dxplan_cli.cli.main import HELP_FILE
from dxplan_cli.cli.program import top_level_help

if __name__ == "__main__":
    HELP_FILE.write_text(top_level_help(), encoding="utf-8", newline="\n")
