"""`dxplan review`."""

from __future__ import annotations

import secrets
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from dxplan_cli.cli import console
from dxplan_cli.cli.exits import FINE, REFUSED
from dxplan_cli.cli.japanese import JapaneseCommand
from dxplan_cli.cli.names import round_id
from dxplan_cli.cli.options import DataOption, FormatOption, TextOrJson, data_folder

if TYPE_CHECKING:
    from dxplan_cli.app.review import ReviewOrder


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("review", cls=JapaneseCommand)(review_)


def review_(  # noqa: PLR0913, PLR0917 - one parameter an option
    file: Annotated[Path, typer.Argument(metavar="FILE", help="委員から返ったWordのファイル（.docx）")],
    round_: Annotated[
        Optional[str],
        typer.Option("--round", metavar="ROUND", help="聴取の機会（省略すると、その版について聴いた最後のもの）"),
    ] = None,
    draft: Annotated[
        Optional[str], typer.Option("--draft", metavar="DRAFT", help="資料が示す版（省略すると資料から読む）")
    ] = None,
    member: Annotated[
        Optional[str],
        typer.Option("--member", metavar="NAME", help="返した人（変更履歴に名前のないときの委員名、内部用）"),
    ] = None,
    office: Annotated[
        Optional[list[str]],
        typer.Option("--office", metavar="NAME", help="事務局が変更履歴に使った名前（その変更は意見にしない）"),
    ] = None,
    resolved: Annotated[bool, typer.Option("--resolved", help="解決済みのコメントも取り込む")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="何も書かず、何が起こるかだけ見る")] = False,
    form: FormatOption = TextOrJson.TEXT,
    data: DataOption = None,
) -> int:
    """委員が書き込んだWordの資料から、意見と提案された文言を取り込む"""
    from dxplan_cli.app.add_opinion import Chance  # noqa: PLC0415 - the help needs none of these
    from dxplan_cli.app.returned_table import is_returned_table  # noqa: PLC0415
    from dxplan_cli.app.review import ReviewOrder, draw_json, draw_lines, review  # noqa: PLC0415

    folder = data_folder(data)
    order = ReviewOrder(
        file=file,
        round=round_id(folder, round_),
        draft=draft,
        office=tuple(office or ()),
        member=member,
        takes_settled=resolved,
    )
    if draft is None and is_returned_table(folder, file):
        return _take_in_table(folder, order, form, dry_run=dry_run)
    chance = Chance(datetime.now().astimezone(), secrets.choice)
    found = review(folder, order, chance, is_trial=dry_run)
    for remark in found.remarks:
        console.note(f"{file.name}：{remark}")
    if form is TextOrJson.JSON:
        console.show_json(draw_json(found, is_written=not dry_run))
        return FINE
    console.show_lines(draw_lines(found))
    if dry_run:
        console.note("何も書いていません（--dry-run）")
    else:
        console.say(f"意見を{len(found.new)}件取り込みました" if found.new else "新しい意見はありません")
        if any(each.opinion.proposal is not None for each in found.new):
            console.say("提案のとおりに次の版を直すときは dxplan opinions decide ID… --adopt")
    return FINE


def _take_in_table(folder: Path, order: ReviewOrder, form: TextOrJson, *, dry_run: bool) -> int:
    """Take in what `opinions import` is for, as it does."""
    from dxplan_cli.app.add_opinion import Chance  # noqa: PLC0415 - papers of the plan need none of these
    from dxplan_cli.app.opinions_import import ImportOrder, import_opinions, propose_import  # noqa: PLC0415
    from dxplan_cli.app.returned_table import draw_json  # noqa: PLC0415
    from dxplan_cli.cli.opinions_import import take_in  # noqa: PLC0415

    console.note(
        f"{order.file.name}：意見の表（意見対応表）なので、dxplan opinions import と同じように取り込みます"
        "（--map などが要るときは、そちらを使ってください）"
    )
    if order.member or order.office or order.takes_settled:
        console.note("--member、--office、--resolved は、意見の表には使いません")
    table = ImportOrder(file=order.file, round=order.round)
    if form is TextOrJson.TEXT:
        return take_in(folder, table, dry_run=dry_run, asks=console.is_conversation())
    if dry_run:
        proposal, is_written = propose_import(folder, table), False
    else:
        done = import_opinions(folder, table, Chance(datetime.now().astimezone(), secrets.choice))
        proposal, is_written = done.proposal, done.is_written
    console.show_json(draw_json(proposal, is_written=is_written))
    return REFUSED if proposal.faults else FINE
