"""`dxplan show`."""

from typing import Annotated, Optional

import typer

from dxplan_cli.app.show import draw_json, draw_lines, draw_text
from dxplan_cli.app.show import show as look_up
from dxplan_cli.cli import console
from dxplan_cli.cli.japanese import JapaneseCommand
from dxplan_cli.cli.options import DataOption, FormatOption, TextOrJson, data_folder


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("show", cls=JapaneseCommand)(show)


def show(
    node: Annotated[Optional[str], typer.Argument(metavar="NODE", help="項目のid（省略すると全体）")] = None,
    draft: Annotated[Optional[str], typer.Option("--draft", metavar="DRAFT", help="版（省略すると最後の版）")] = None,
    form: FormatOption = TextOrJson.TEXT,
    data: DataOption = None,
) -> None:
    """計画の木と項目のidを見る"""
    view = look_up(data_folder(data), node, draft)
    if form is TextOrJson.JSON:
        console.show_json(draw_json(view))
        return
    console.show_drawn(draw_text(view, console.screen()))
    console.show_lines(draw_lines(view))
