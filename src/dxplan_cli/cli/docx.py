"""`dxplan docx`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from dxplan_cli.app.documents import ALL, KINDS, Order, make_documents, summary_of
from dxplan_cli.cli import console
from dxplan_cli.cli.japanese import JapaneseCommand
from dxplan_cli.cli.options import DataOption, data_folder


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("docx", cls=JapaneseCommand, epilog=f"KIND: {ALL} {' '.join(KINDS)}")(docx)


def docx(  # noqa: PLR0913, PLR0917 - one parameter an option
    kind: Annotated[str, typer.Argument(metavar="KIND", help="資料の種類（all ですべて）")] = ALL,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="PATH", help="置くフォルダ、または .docx の名")] = Path(
        "out"
    ),
    meeting: Annotated[Optional[str], typer.Option("--meeting", metavar="ID", help="会議（省略すると最後）")] = None,
    base: Annotated[Optional[str], typer.Option("--base", metavar="DRAFT", help="もとの版")] = None,
    revised: Annotated[Optional[str], typer.Option("--revised", metavar="DRAFT", help="新しい版")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="点検に誤りがあれば作らない")] = False,
    edition: Annotated[
        Optional[str],
        typer.Option("--edition", metavar="委員会用|公表用", help="だれに渡すものか（省略すると委員会用）"),
    ] = None,
    data: DataOption = None,
) -> None:
    """委員会の資料をWordで作る"""
    order = Order(kind=kind, out=out, meeting=meeting, base=base, revised=revised, strict=strict, edition=edition)
    delivery = make_documents(data_folder(data), order)
    for paper in delivery.papers:
        console.say(f"{paper.title}\t{paper.path.as_posix()}")
    console.note(summary_of(delivery.findings))
