"""A remark before anything is judged or printed from a plan in which a write was interrupted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.app.workspace import unfinished_files
from dxplan_cli.cli import console

if TYPE_CHECKING:
    from pathlib import Path


def note_unfinished(folder: Path) -> None:
    """Say which files a killed dxplan may have left half-way, if any."""
    files = unfinished_files(folder)
    if files:
        console.note(
            f"注意: 書き込みが途中で止まっています（{'、'.join(files)}）。次に dxplan で書き込むときに、残りを終えます"
        )
