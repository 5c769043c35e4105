"""`dxplan opinions similar`: groups of the register, or of a file of raw comments."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from dxplan_cli.cli import console
from dxplan_cli.cli.names import round_id
from dxplan_cli.cli.options import DataOption, FormatOption, TextOrJson, data_folder
from dxplan_cli.errors import UsageError

if TYPE_CHECKING:
    from dxplan_cli.app.opinions_similar import Search, SimilarOpinions
    from dxplan_cli.intake.comments import Columns


def similar(  # noqa: PLR0913, PLR0917 - one parameter an option
    round_: Annotated[Optional[str], typer.Option("--round", metavar="ROUND", help="聴取の機会")] = None,
    threshold: Annotated[
        float, typer.Option("--threshold", metavar="0.7..1", min=0.7, max=1, help="どれだけ近ければ似た意見とするか")
    ] = 0.8,
    set_: Annotated[bool, typer.Option("--set", help="代表と同じ意見（same_as）として書く")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="尋ねずに書く")] = False,
    source: Annotated[Optional[Path], typer.Option("--from", metavar="FILE", help="台帳に入れる前の意見のCSV")] = None,
    column: Annotated[Optional[str], typer.Option("--column", metavar="NAME", help="CSVの意見の列")] = None,
    person: Annotated[
        Optional[str], typer.Option("--person", metavar="NAME", help="CSVの氏名の列（人数を数えるだけ）")
    ] = None,
    key: Annotated[Optional[str], typer.Option("--key", metavar="NAME", help="CSVの受付番号などの列")] = None,
    place: Annotated[
        Optional[str], typer.Option("--place", metavar="NAME", help="CSVの該当箇所の列（省略すると見出しから探す）")
    ] = None,
    output: Annotated[
        Optional[Path], typer.Option("--output", "-o", metavar="FILE", help="群の表（CSV）を書くファイル")
    ] = None,
    rows: Annotated[
        Optional[Path], typer.Option("--rows", metavar="FILE", help="どの行がどの群かの表（CSV）を書くファイル")
    ] = None,
    form: FormatOption = TextOrJson.TEXT,
    data: DataOption = None,
) -> None:
    """同じ意見・ほぼ同じ意見をまとめる"""
    from dxplan_cli.app.opinions_similar import Search  # noqa: PLC0415 - 30 ms that the other commands do not need
    from dxplan_cli.intake.comments import Columns  # noqa: PLC0415 - as above

    if source is not None:
        _refuse({"--round": round_, "--set": set_, "--yes": yes, "--data": data}, "--from があると")
        _group_file(source, Columns(column, person, key, place), threshold, (output, rows), form)
        return
    _refuse(
        {"--column": column, "--person": person, "--key": key, "--place": place, "-o": output, "--rows": rows},
        "--from がないと",
    )
    _refuse({"--set": set_ and form is TextOrJson.JSON}, "--format json では")
    folder = data_folder(data)
    _group_register(folder, Search(round_id(folder, round_), threshold), form, is_set=set_, is_agreed=yes)


def _refuse(options: dict[str, object], why: str) -> None:
    given = [name for name, value in options.items() if value]
    if given:
        message = f"{why} {'・'.join(given)} を使えません"
        raise UsageError(message, "使い方は dxplan opinions similar --help で見られます")


def _group_register(folder: Path, search: Search, form: TextOrJson, *, is_set: bool, is_agreed: bool) -> None:
    from dxplan_cli.app.opinions_similar import draw_json, draw_lines, find_similar  # noqa: PLC0415 - as above

    found = find_similar(folder, search)
    if form is TextOrJson.JSON:
        console.show_json(draw_json(found, search))
        return
    console.show_lines(draw_lines(found, console.screen()))
    if is_set:
        _set(folder, search, found, is_agreed=is_agreed)


def _set(folder: Path, search: Search, found: SimilarOpinions, *, is_agreed: bool) -> None:
    from dxplan_cli.app.opinions_similar import set_same  # noqa: PLC0415 - as above

    if not found.edits:
        console.say("変わりはありません")
        return
    console.say()
    for _, meant in found.edits:
        console.say(f"{meant.id}　→　same_as: {meant.same_as}　対応区分: {meant.disposition}")
    if not is_agreed:
        if not console.is_conversation():
            message = f"{len(found.edits)}件に same_as を書くには --yes が要ります"
            raise UsageError(message, "上の一覧を確かめてから、--yes を付けて実行してください。何も書いていません")
        from dxplan_cli.cli import dialogue  # noqa: PLC0415 - 6 ms that only a question needs

        dialogue.consent(f"{len(found.edits)}件に same_as を書きますか（はい／いいえ）")
    files = set_same(folder, search, found)
    console.say(f"{len(files)}件に same_as を書きました（{console.shown_path(folder)}）")


def _group_file(
    source: Path, columns: Columns, least: float, outputs: tuple[Path | None, Path | None], form: TextOrJson
) -> None:
    from dxplan_cli.app import comment_groups as task  # noqa: PLC0415 - as above

    output, rows = outputs
    written = [each for each in outputs if each is not None]
    task.refuse_outputs(source, written)
    found = task.group_comments(source, columns, least)
    if rows is not None:
        task.write_rows(found, rows)
    if output is not None and task.write_groups(found, output) and rows is None:
        console.note("注意: 行が多くて欄に書き切れない群があります（…）。--rows で、すべての行の表を書けます")
    if form is TextOrJson.JSON:
        console.show_json(task.draw_json(found, least))
        return
    console.show_lines(task.draw_lines(found, console.screen()))
    for file in written:
        console.say(console.shown_path(file))
