"""`dxplan docx`."""

import os
from pathlib import Path
from typing import Annotated, Optional

import typer

from dxplan_cli.app.documents import ALL, KINDS, Order, choose_manner, make_documents
from dxplan_cli.app.manuscripts import View
from dxplan_cli.app.press import OfficeSearch
from dxplan_cli.cli import console
from dxplan_cli.cli.japanese import JapaneseCommand
from dxplan_cli.cli.options import DataOption, ViewOption, data_folder_for
from dxplan_cli.cli.unfinished import note_unfinished


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("docx", cls=JapaneseCommand, epilog=f"KIND: {ALL} {' '.join(KINDS)}")(docx)


def docx(  # noqa: PLR0913, PLR0917 - one parameter an option
    kind: Annotated[str, typer.Argument(metavar="KIND", help="資料の種類か名（all ですべて）")] = ALL,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="PATH", help="置くフォルダ、または .docx の名")] = Path(
        "out"
    ),
    meeting: Annotated[
        Optional[str], typer.Option("--meeting", metavar="ID", help="会議（省略すると、二つの版を審議する会議）")
    ] = None,
    base: Annotated[Optional[str], typer.Option("--base", metavar="DRAFT", help="もとの版、またはファイル")] = None,
    revised: Annotated[
        Optional[str], typer.Option("--revised", metavar="DRAFT", help="新しい版、またはファイル")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="点検に誤りがあれば作らない")] = False,
    marked: Annotated[bool, typer.Option("--marked", help="見え消しを下線と取消線で示す（省略したとき）")] = False,
    tracked: Annotated[bool, typer.Option("--tracked", help="見え消しをWordの変更履歴にする")] = False,
    accepted: Annotated[bool, typer.Option("--accepted", help="変更をすべて反映した姿")] = False,
    rejected: Annotated[bool, typer.Option("--rejected", help="変更をすべて元に戻した姿")] = False,
    edition: Annotated[
        Optional[str],
        typer.Option("--edition", metavar="委員会用|公表用", help="だれに渡すものか（省略すると委員会用）"),
    ] = None,
    paginate: Annotated[
        bool, typer.Option("--paginate", help="目次のページを実際の割り付けで数える（LibreOffice があれば）")
    ] = False,
    view: ViewOption = View.ACCEPTED,
    data: DataOption = None,
) -> None:
    """委員会の資料をWordで作る"""
    flags = {"marked": marked, "tracked": tracked, "accepted": accepted, "rejected": rejected}
    manner = choose_manner([name for name, is_given in flags.items() if is_given])
    pages = OfficeSearch(os.environ.get("LIBREOFFICE"), os.environ.get("PATH", "")) if paginate else None
    order = Order(
        kind=kind, out=out, meeting=meeting, base=base, revised=revised, strict=strict, manner=manner, pages=pages,
        edition=edition, view=view,
    )  # fmt: skip
    folder = data_folder_for(data, base, revised)
    if folder is not None:
        note_unfinished(folder)
    delivery = make_documents(folder, order)
    for paper in delivery.papers:
        console.say(f"{paper.title}\t{paper.path.as_posix()}")
    for remark in delivery.remarks:
        console.note(remark)
    if delivery.summary:
        console.note(delivery.summary)
