"""`dxplan import`."""

from pathlib import Path
from typing import Annotated, Optional

import typer

from dxplan_cli.app.drafts import NewDraft
from dxplan_cli.app.import_draft import NewImport, import_draft
from dxplan_cli.app.import_report import draw_json, draw_text
from dxplan_cli.app.manuscripts import View
from dxplan_cli.cli import console
from dxplan_cli.cli.japanese import JapaneseCommand
from dxplan_cli.cli.options import DataOption, FormatOption, TextOrJson, ViewOption, data_folder


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("import", cls=JapaneseCommand)(import_)


def import_(  # noqa: PLR0913, PLR0917 - one parameter an option
    file: Annotated[str, typer.Argument(metavar="FILE", help="取り込むファイル（.docx、.md）")],
    draft: Annotated[str, typer.Option("--as", metavar="ID", help="新しい版のid")],
    base: Annotated[
        Optional[str], typer.Option("--match", metavar="DRAFT", help="もとの版（同じ項目のidなどを引き継ぐ）")
    ] = None,
    label: Annotated[
        Optional[str], typer.Option("--label", metavar="TEXT", help="版の名（省略するとファイルの名）")
    ] = None,
    stage: Annotated[Optional[str], typer.Option("--stage", metavar="TEXT", help="段階")] = None,
    date: Annotated[Optional[str], typer.Option("--date", metavar="TEXT", help="日付（印刷どおり）")] = None,
    least: Annotated[
        float, typer.Option("--new-id-below", metavar="0-1", help="確かさがこれより低い組は、別の項目とする")
    ] = 0.0,
    view: ViewOption = View.ACCEPTED,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="書かずに、何がどうなるかを示す")] = False,
    form: FormatOption = TextOrJson.TEXT,
    data: DataOption = None,
) -> None:
    """Wordなどのファイルを、新しい版として取り込む"""
    folder = data_folder(data)
    new = NewDraft(draft, Path(file).stem if label is None else label, base, stage, date)
    imported = import_draft(folder, NewImport(file=file, draft=new, view=view, least=least, is_trial=dry_run))
    if form is TextOrJson.JSON:
        console.show_json(draw_json(imported))
    else:
        for line in draw_text(imported, console.shown_path(folder)):
            console.say(line)
        for remark in imported.remarks:
            console.note(remark)
