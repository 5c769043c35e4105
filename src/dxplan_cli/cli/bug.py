"""A bug of dxplan itself: what is written down, and what the user is told instead of a traceback."""

from __future__ import annotations

import os
import tempfile
import traceback
from datetime import UTC, datetime
from pathlib import Path

from dxplan_cli.cli import console


def report_bug(arguments: list[str]) -> None:
    """Log the exception being handled and say where the log is."""
    stamp = datetime.now(tz=UTC).strftime("%Y%m%d-%H%M%S")
    log = Path(tempfile.gettempdir()) / f"dxplan-{stamp}-{os.getpid()}.log"
    try:
        log.write_text(f"{arguments}\n{traceback.format_exc()}", encoding="utf-8")
        where = f"記録：{log}"
    except OSError:
        where = "記録も残せませんでした"
    console.complain("dxplan の不具合です", f"{where}。このファイルを添えて開発者にお知らせください")
