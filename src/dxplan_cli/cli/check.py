"""`dxplan check`."""

from pathlib import Path
from typing import Annotated, Optional

import typer

from dxplan_cli.app.check import check as run_check
from dxplan_cli.app.check import draw_json, draw_lines
from dxplan_cli.cli import console
from dxplan_cli.cli.exits import FINDINGS, FINE
from dxplan_cli.cli.japanese import JapaneseCommand
from dxplan_cli.cli.options import DataOption, FormatOption, TextOrJson, data_folder
from dxplan_cli.cli.unfinished import note_unfinished


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("check", cls=JapaneseCommand)(check)


def check(
    form: FormatOption = TextOrJson.TEXT,
    only: Annotated[
        Optional[list[str]], typer.Option("--only", metavar="CODE", help="この種類だけ（繰り返し可）")
    ] = None,
    severity: Annotated[
        str,
        typer.Option(
            "--severity", metavar="WORD", help="error・warning・info 以上だけ。終了コードも、出すもので決まる"
        ),
    ] = "info",
    edition: Annotated[
        Optional[str],
        typer.Option("--edition", metavar="委員会用|公表用", help="公表用では、公表する文に個人情報がないかも見る"),
    ] = None,
    papers: Annotated[
        Optional[Path], typer.Option("--papers", metavar="DIR", help="できたファイルの中も見る（公表用だけ）")
    ] = None,
    data: DataOption = None,
) -> int:
    """意見と修正の対応を双方向に点検する（指摘があれば終了コード1）"""
    folder = data_folder(data)
    note_unfinished(folder)
    report = run_check(folder, tuple(only or ()), severity, edition, papers)
    if form is TextOrJson.JSON:
        console.show_json(draw_json(report))
    else:
        console.show_lines(draw_lines(report, console.shown_path(folder)))
    return FINDINGS if report.all_findings else FINE
