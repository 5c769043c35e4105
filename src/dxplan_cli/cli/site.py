"""`dxplan site`."""

from pathlib import Path
from typing import Annotated, Optional

import typer

from dxplan_cli.app.site import Wish, refuse_mixture, write_site
from dxplan_cli.cli import console
from dxplan_cli.cli.japanese import JapaneseCommand
from dxplan_cli.cli.options import DataOption, data_folder
from dxplan_cli.cli.unfinished import note_unfinished


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("site", cls=JapaneseCommand)(site)


def site(  # noqa: PLR0913, PLR0917 - one parameter an option
    out: Annotated[
        Optional[Path], typer.Option("--out", "-o", metavar="PATH", help="置くフォルダ、または .html の名 [既定: site]")
    ] = None,
    single_file: Annotated[bool, typer.Option("--single-file", help="一つのHTMLファイルにまとめる")] = False,
    serve: Annotated[bool, typer.Option("--serve", help="このパソコンだけで見る。データを直すと作り直す")] = False,
    port: Annotated[Optional[int], typer.Option("--port", metavar="N", help="--serve の番号（省略すると8765）")] = None,
    edition: Annotated[
        Optional[str],
        typer.Option("--edition", metavar="委員会用|公表用", help="だれに見せるものか（省略すると委員会用）"),
    ] = None,
    meeting: Annotated[
        Optional[str], typer.Option("--meeting", metavar="ID", help="会議（省略すると、二つの版を審議する会議）")
    ] = None,
    base: Annotated[Optional[str], typer.Option("--base", metavar="DRAFT", help="もとの版")] = None,
    revised: Annotated[Optional[str], typer.Option("--revised", metavar="DRAFT", help="新しい版")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="点検に誤りがあれば作らない")] = False,
    data: DataOption = None,
) -> None:
    """委員や県民が見るページを作る"""
    folder = data_folder(data)
    note_unfinished(folder)
    wish = Wish(meeting=meeting, base=base, revised=revised, edition=edition)
    refuse_mixture(
        is_served=serve,
        written={"-o": out is not None, "--single-file": single_file, "--strict": strict},
        has_port=port is not None,
    )
    if serve:
        _serve(folder, wish, port)
        return
    delivery = write_site(folder, wish, out or Path("site"), is_single=single_file, is_strict=strict)
    for path in delivery.written:
        console.say(path.as_posix())
    for path in delivery.removed:
        console.note(f"前に作った {path.as_posix()} を消しました（このページは今回ありません）")
    for finding in delivery.exposed:
        console.note(f"{finding.place}: {finding.message}\n    → {finding.hint}")
    for remark in delivery.remarks:
        console.note(remark)
    console.note(delivery.summary)


def _serve(folder: Path, wish: Wish, port: int | None) -> None:
    from dxplan_cli.app.preview_server import open_preview  # noqa: PLC0415 - 30 ms of http.server for --serve alone

    server = open_preview(folder, wish, port)
    console.say(server.address)
    console.note("ブラウザで開いてください。データを直すと表示も変わります。終わるには Ctrl+C")
    server.run()
