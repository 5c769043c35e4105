"""`dxplan diff`."""

from enum import StrEnum
from typing import Annotated, Optional

import typer

from dxplan_cli.app.compare import compare, draw_json, draw_lines, draw_markdown
from dxplan_cli.app.manuscripts import View
from dxplan_cli.app.pair import Names
from dxplan_cli.cli import console
from dxplan_cli.cli.exits import FINDINGS, FINE
from dxplan_cli.cli.japanese import JapaneseCommand
from dxplan_cli.cli.options import DataOption, ViewOption, data_folder_for


class Form(StrEnum):
    """How the comparison is shown."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("diff", cls=JapaneseCommand)(diff)


def diff(  # noqa: PLR0913, PLR0917 - one parameter an option
    base: Annotated[Optional[str], typer.Argument(metavar="BASE", help="もとの版、またはファイル")] = None,
    revised: Annotated[Optional[str], typer.Argument(metavar="REVISED", help="新しい版、またはファイル")] = None,
    form: Annotated[Form, typer.Option("--format", help="出力の形")] = Form.TEXT,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="違いがあれば終了コード1")] = False,
    view: ViewOption = View.ACCEPTED,
    meeting: Annotated[
        Optional[str], typer.Option("--meeting", metavar="ID", help="会議（その会議が審議する版を比べる）")
    ] = None,
    data: DataOption = None,
) -> int:
    """二つの版かファイル（.docx、.md）を比べる（省略すると最後の版とそのもとの版）"""
    compared = compare(data_folder_for(data, base, revised), Names(base=base, revised=revised, view=view), meeting)
    trace = compared.trace
    for remark in compared.remarks:
        console.note(remark)
    match form:
        case Form.JSON:
            console.show_json(draw_json(trace))
        case Form.MARKDOWN:
            console.say(draw_markdown(trace).rstrip("\n"))
        case Form.TEXT:
            console.show_lines(draw_lines(trace))
    return FINDINGS if exit_code and trace.comparison.changes else FINE
