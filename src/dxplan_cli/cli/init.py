"""`dxplan init`."""

from pathlib import Path
from typing import Annotated

import typer

from dxplan_cli.app.init import NewPlan
from dxplan_cli.app.init import init as make_plan
from dxplan_cli.cli import console
from dxplan_cli.cli.japanese import JapaneseCommand


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("init", cls=JapaneseCommand)(init)


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="作るフォルダ")] = Path("plan-data"),
    title: Annotated[str, typer.Option("--title", metavar="TEXT", help="計画の名")] = "○○計画",
    office: Annotated[
        str, typer.Option("--office", metavar="TEXT", help="事務局の名（資料の作成者になる）")
    ] = "事務局",
) -> None:
    """新しい計画のデータを作る"""
    files = make_plan(Path.cwd() / folder, NewPlan(title=title, office=office))
    for file in files:
        console.say(f"{folder.as_posix()}/{file}")
    console.say(f"作りました（{len(files)}ファイル）。次は dxplan show --data {folder.as_posix()}")
