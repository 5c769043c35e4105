"""`dxplan show`."""

from typing import Annotated, Optional

import typer

from dxplan_cli.app.manuscripts import is_manuscript
from dxplan_cli.app.show import draw_json, draw_lines, draw_text, show_file
from dxplan_cli.app.show import show as look_up
from dxplan_cli.cli import console
from dxplan_cli.cli.japanese import JapaneseCommand
from dxplan_cli.cli.options import DataOption, FormatOption, TextOrJson, data_folder


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("show", cls=JapaneseCommand)(show)


def show(
    node: Annotated[
        Optional[str], typer.Argument(metavar="NODE", help="項目のid、番号、見出し（省略すると全体）、またはファイル")
    ] = None,
    draft: Annotated[Optional[str], typer.Option("--draft", metavar="DRAFT", help="版（省略すると最後の版）")] = None,
    form: FormatOption = TextOrJson.TEXT,
    data: DataOption = None,
) -> None:
    """計画の木と項目のidを見る（ファイル（.docx、.md）なら、読み取った木）"""
    if draft is not None and is_manuscript(draft):
        view = show_file(draft, node)
    elif draft is None and node is not None and is_manuscript(node):
        view = show_file(node)
    else:
        view = look_up(data_folder(data), node, draft)
    for remark in view.remarks:
        console.note(remark)
    if form is TextOrJson.JSON:
        console.show_json(draw_json(view))
        return
    console.show_drawn(draw_text(view, console.screen()))
    console.show_lines(draw_lines(view))
