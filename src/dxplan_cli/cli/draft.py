"""`dxplan draft`: list, new, freeze."""

from typing import Annotated, Optional

import typer

from dxplan_cli.app.drafts import NewDraft, draw_json, draw_text, freeze_draft, list_drafts, new_draft, remarks_on
from dxplan_cli.cli import console
from dxplan_cli.cli.japanese import JapaneseCommand, JapaneseGroup
from dxplan_cli.cli.options import DataOption, FormatOption, TextOrJson, data_folder


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    group = typer.Typer(help="版（素案、事務局修正案 …）を扱う", cls=JapaneseGroup, rich_markup_mode=None)
    group.command("list", cls=JapaneseCommand)(list_)
    group.command("new", cls=JapaneseCommand)(new)
    group.command("freeze", cls=JapaneseCommand)(freeze)
    app.add_typer(group, name="draft")


def list_(form: FormatOption = TextOrJson.TEXT, data: DataOption = None) -> None:
    """版を一覧する"""
    drafts = list_drafts(data_folder(data))
    if form is TextOrJson.JSON:
        console.show_json(draw_json(drafts))
    else:
        console.show_drawn(draw_text(drafts, console.screen()))


def new(
    draft: Annotated[str, typer.Argument(metavar="ID", help="新しい版のid")],
    label: Annotated[str, typer.Option("--label", metavar="TEXT", help="版の名（素案、案 など）")],
    base: Annotated[
        Optional[str], typer.Option("--from", metavar="DRAFT", help="もとにする版（省略すると最後の版）")
    ] = None,
    stage: Annotated[Optional[str], typer.Option("--stage", metavar="TEXT", help="段階")] = None,
    date: Annotated[Optional[str], typer.Option("--date", metavar="TEXT", help="日付（印刷どおり）")] = None,
    data: DataOption = None,
) -> None:
    """もとの版を写して、新しい版を始める"""
    folder = data_folder(data)
    begun = new_draft(folder, NewDraft(draft, label, base, stage, date))
    for file in begun.files:
        console.say(f"{console.shown_path(folder)}/{file}")
    for remark in remarks_on(begun):
        console.note(remark)


def freeze(
    draft: Annotated[str, typer.Argument(metavar="ID", help="確定する版のid")],
    data: DataOption = None,
) -> None:
    """版を確定する（後から変わると check が知らせる）"""
    frozen = freeze_draft(data_folder(data), draft)
    word = "すでに確定しています" if frozen.was_frozen else "確定しました"
    console.say(f"{frozen.draft.label}（{frozen.draft.id}）：{word} {frozen.digest[:12]}")
