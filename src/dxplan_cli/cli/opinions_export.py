"""`dxplan opinions export`."""

from pathlib import Path
from typing import Annotated, Optional

import typer

from dxplan_cli.cli import console
from dxplan_cli.cli.names import round_id
from dxplan_cli.cli.options import DataOption, data_folder


def export(
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="書き出すファイル（.xlsx か .csv）")],
    round_: Annotated[
        Optional[str], typer.Option("--round", metavar="ROUND", help="聴取の機会（省略するとすべて）")
    ] = None,
    edition: Annotated[
        Optional[str],
        typer.Option("--edition", metavar="委員会用|公表用", help="だれに渡すものか（省略すると委員会用）"),
    ] = None,
    encoding: Annotated[
        Optional[str],
        typer.Option("--encoding", metavar="NAME", help="CSVの文字コード（utf-8-sig utf-8 utf-16 cp932）"),
    ] = None,
    data: DataOption = None,
) -> None:
    """意見をExcelかCSVの表にする"""
    from dxplan_cli.app.opinions_export import ExportOrder, export_opinions  # noqa: PLC0415 - 30 ms `list` does not need

    folder = data_folder(data)
    order = ExportOrder(out=out, round=round_id(folder, round_), edition=edition, encoding=encoding)
    done = export_opinions(folder, order)
    gathered = f"（もとの意見{done.comments}件）" if done.comments != done.count else ""
    console.say(f"{done.count}件{gathered}\t{done.edition}\t{out.as_posix()}")
    if not done.edition.is_public:
        console.note("委員・連絡先・聴取者の列があります。外に渡すときは --edition 公表用 としてください")
