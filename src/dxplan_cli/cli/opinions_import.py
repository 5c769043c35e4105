"""`dxplan opinions import`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from dxplan_cli.cli import console, dialogue
from dxplan_cli.cli.exits import FINE, REFUSED
from dxplan_cli.cli.names import round_id
from dxplan_cli.cli.options import DataOption, data_folder

if TYPE_CHECKING:
    from dxplan_cli.app.opinions_import import ImportOrder, Proposal

_MOST_SHOWN = 20
_MOST_FAULTS = 50


def import_(  # noqa: PLR0913, PLR0917 - one parameter an option
    file: Annotated[Path, typer.Argument(metavar="FILE", help="意見の表（.xlsx か .csv か .docx）")],
    round_: Annotated[
        Optional[str], typer.Option("--round", metavar="ROUND", help="聴取の機会（列にない行のため）")
    ] = None,
    mapping: Annotated[
        Optional[list[str]], typer.Option("--map", metavar="意見=本文", help="列を見出しか A, B … で指定する")
    ] = None,
    key: Annotated[Optional[str], typer.Option("--key", metavar="見出し", help="行を見分ける番号の列")] = None,
    key_prefix: Annotated[
        str, typer.Option("--key-prefix", metavar="TEXT", help="番号の前に付ける語（部局の名など）")
    ] = "",
    group: Annotated[
        bool, typer.Option("--group", help="opinions similar の群の表から、一つの群を一つの意見にする")
    ] = False,
    rows: Annotated[
        Optional[Path], typer.Option("--rows", metavar="FILE", help="どの行がどの群かの表（similar の --rows）")
    ] = None,
    all_or_nothing: Annotated[
        bool,
        typer.Option("--all-or-nothing/--good-rows", help="誤りが一行でもあれば何も書かない／正しい行だけ書く"),
    ] = True,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="何も書かず、何が起こるかだけ見る")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="尋ねずに書く")] = False,
    data: DataOption = None,
) -> int:
    """Excel・CSV・Wordの表から意見と対応を取り込む"""
    from dxplan_cli.app.opinions_import import ImportOrder  # noqa: PLC0415 - 45 ms `list` does not need

    folder = data_folder(data)
    order = ImportOrder(
        file=file,
        round=round_id(folder, round_),
        mapping=tuple(mapping or ()),
        key=key,
        key_prefix=key_prefix,
        good_rows=not all_or_nothing,
        is_grouped=group,
        rows=rows,
    )
    return take_in(folder, order, dry_run=dry_run, asks=console.is_conversation() and not yes)


def take_in(folder: Path, order: ImportOrder, *, dry_run: bool, asks: bool) -> int:
    """Take a table in and show what became of its rows; return the exit code."""
    import secrets  # noqa: PLC0415 - as above, with the next two

    from dxplan_cli.app.add_opinion import Chance  # noqa: PLC0415
    from dxplan_cli.app.opinions_import import import_opinions, propose_import  # noqa: PLC0415

    agreed = propose_import(folder, order) if dry_run or asks else None
    if agreed is not None:
        _show(agreed)
        if dry_run or _is_refused(agreed, order) or agreed.is_idle:
            return _end(agreed, order, is_written=False)
        dialogue.consent("取り込みますか（はい／いいえ）")
    done = import_opinions(folder, order, Chance(datetime.now().astimezone(), secrets.choice), agreed)
    if agreed is None:
        _show(done.proposal)
    return _end(done.proposal, order, is_written=done.is_written)


def _is_refused(proposal: Proposal, order: ImportOrder) -> bool:
    return bool(proposal.faults) and (not order.good_rows or proposal.is_idle)


def _end(proposal: Proposal, order: ImportOrder, *, is_written: bool) -> int:
    """Say how it ended; return the exit code."""
    if _is_refused(proposal, order):
        hint = "表を直して、もう一度実行してください"
        is_partial = not order.good_rows and not proposal.is_idle
        console.complain(
            f"取り込めない行が{len(proposal.faults)}行あるので、何も書いていません",
            f"{hint}。正しい行だけを取り込むには --good-rows を付けます" if is_partial else hint,
        )
        return REFUSED
    if proposal.is_idle:
        console.say("変わりはありません")
    elif is_written:
        console.say("取り込みました")
    else:
        console.note("何も書いていません（--dry-run）")
    return FINE


def _show(proposal: Proposal) -> None:
    from dxplan_cli.app.import_judgement import differences  # noqa: PLC0415 - loaded already where there is a proposal

    console.note(f"{proposal.place} の列の読み方：")
    for line in proposal.mapping:
        console.note(f"  {line}")
    for remark in proposal.remarks:
        console.note(f"  {remark}")
    for fault in proposal.faults[:_MOST_FAULTS]:
        console.note(f"{proposal.place} {fault.row}行目: {fault.message}")
        if fault.excerpt:
            console.note(f"    | {fault.excerpt}")
        console.note(f"    → {fault.hint}")
    if len(proposal.faults) > _MOST_FAULTS:
        console.note(f"…ほか{len(proposal.faults) - _MOST_FAULTS}行")
    judgement = proposal.judgement
    for changed in judgement.changed[:_MOST_SHOWN]:
        console.say(f"  {changed.row}行目 {changed.opinion.id}：{'、'.join(differences(changed))}")
    if len(judgement.changed) > _MOST_SHOWN:
        console.say(f"  …ほか{len(judgement.changed) - _MOST_SHOWN}件")
    console.say(
        f"新しい意見 {len(judgement.new)}件　書き換え {len(judgement.changed)}件　"
        f"変わりなし {judgement.unchanged}件　取り込めない行 {len(proposal.faults)}行"
    )
    if judgement.comments is not None:
        console.say(f"まとめたもとの意見 {judgement.comments}件")
