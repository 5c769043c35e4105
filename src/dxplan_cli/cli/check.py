"""`dxplan check`."""

from pathlib import Path
from typing import Annotated, Optional

import typer

from dxplan_cli.app.check import CheckOrder, draw_json, draw_lines
from dxplan_cli.app.check import check as run_check
from dxplan_cli.cli import console
from dxplan_cli.cli.exits import FINDINGS, FINE
from dxplan_cli.cli.japanese import JapaneseCommand
from dxplan_cli.cli.options import DataOption, FormatOption, TextOrJson, data_folder
from dxplan_cli.cli.unfinished import note_unfinished


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("check", cls=JapaneseCommand)(check)


def check(  # noqa: PLR0913, PLR0917 - one parameter an option
    base: Annotated[Optional[str], typer.Argument(metavar="BASE", help="もとの版（省略すると最後の版のもと）")] = None,
    revised: Annotated[Optional[str], typer.Argument(metavar="REVISED", help="新しい版（省略すると最後の版）")] = None,
    form: FormatOption = TextOrJson.TEXT,
    only: Annotated[
        Optional[list[str]], typer.Option("--only", metavar="CODE", help="この種類だけ（名でもよい。繰り返し可）")
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
    meeting: Annotated[
        Optional[str], typer.Option("--meeting", metavar="ID", help="会議（その会議が審議する版を見る）")
    ] = None,
    all_drafts: Annotated[bool, typer.Option("--all-drafts", help="すべての版の段階を見る")] = False,
    data: DataOption = None,
) -> int:
    """意見と修正の対応を双方向に点検する（指摘があれば終了コード1）"""
    folder = data_folder(data)
    note_unfinished(folder)
    order = CheckOrder(
        base=base,
        revised=revised,
        meeting=meeting,
        has_all_drafts=all_drafts,
        only=tuple(only or ()),
        severity=severity,
        edition=edition,
        papers=papers,
    )
    report = run_check(folder, order)
    if form is TextOrJson.JSON:
        console.show_json(draw_json(report))
    else:
        console.show_lines(draw_lines(report, console.shown_path(folder)))
    return FINDINGS if report.has_findings else FINE
