"""`dxplan opinions`: list, show, decide; the others from files of their own."""

from typing import Annotated, Optional

import typer

from dxplan_cli.app.opinions_list import (
    Selection,
    draw_json,
    draw_one_json,
    draw_one_lines,
    draw_text,
    list_opinions,
    show_opinion,
)
from dxplan_cli.cli import console, opinions_adopt, opinions_export, opinions_import
from dxplan_cli.cli.japanese import JapaneseCommand, JapaneseGroup
from dxplan_cli.cli.names import links_by_id, opinion_ids
from dxplan_cli.cli.opinions_similar import similar
from dxplan_cli.cli.opinions_stats import stats
from dxplan_cli.cli.options import DataOption, FormatOption, TextOrJson, data_folder

EditionOption = Annotated[
    Optional[str],
    typer.Option("--edition", metavar="委員会用|公表用", help="公表用は、内部情報（internal）を出さない"),
]


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    group = typer.Typer(help="意見を扱う", cls=JapaneseGroup, rich_markup_mode=None)
    group.command("list", cls=JapaneseCommand)(list_)
    group.command("show", cls=JapaneseCommand)(show)
    group.command("decide", cls=JapaneseCommand)(decide_)
    group.command("import", cls=JapaneseCommand)(opinions_import.import_)
    group.command("export", cls=JapaneseCommand)(opinions_export.export)
    group.command("similar", cls=JapaneseCommand)(similar)
    group.command("stats", cls=JapaneseCommand)(stats)
    app.add_typer(group, name="opinions")


def list_(  # noqa: PLR0913, PLR0917 - one parameter an option
    round_: Annotated[Optional[str], typer.Option("--round", metavar="ROUND", help="聴取の機会（id、名称）")] = None,
    about: Annotated[Optional[str], typer.Option("--about", metavar="NODE", help="項目のid、番号、見出し")] = None,
    disposition: Annotated[Optional[str], typer.Option("--disposition", metavar="WORD", help="対応区分")] = None,
    words: Annotated[
        Optional[str], typer.Option("--grep", metavar="TEXT", help="本文に含む語（空白で区切ると、すべてを含む意見）")
    ] = None,
    state: Annotated[
        Optional[str],
        typer.Option(
            "--state", metavar="WORD", help="状態（受付・対応決定・反映済み・確認済み・取消・取下げ・未完了）"
        ),
    ] = None,
    changed_since: Annotated[
        Optional[str],
        typer.Option("--changed-since", metavar="MEETING", help="この会議の日（か日付）から後に決めた、改めた対応"),
    ] = None,
    limit: Annotated[Optional[int], typer.Option("--limit", metavar="N", min=1, help="はじめのN件")] = None,
    edition: EditionOption = None,
    form: FormatOption = TextOrJson.TEXT,
    data: DataOption = None,
) -> None:
    """意見を一覧する"""
    selection = Selection(round_, about, disposition, words, limit, state, edition, changed_since)
    found = list_opinions(data_folder(data), selection)
    _note(found.remarks)
    if form is TextOrJson.JSON:
        console.show_json(draw_json(found))
    else:
        console.show_drawn(draw_text(found, console.screen()))


def show(
    opinion: Annotated[str, typer.Argument(metavar="ID", help="意見のid、その終わり、意見対応表のNo.")],
    edition: EditionOption = None,
    form: FormatOption = TextOrJson.TEXT,
    data: DataOption = None,
) -> None:
    """意見を一つ見る"""
    found = show_opinion(data_folder(data), opinion, edition)
    _note(found.remarks)
    if form is TextOrJson.JSON:
        console.show_json(draw_one_json(found))
    else:
        console.show_lines(draw_one_lines(found))


def _note(remarks: tuple[str, ...]) -> None:
    for remark in remarks:
        console.note(remark)


def decide_(  # noqa: PLR0913, PLR0917 - one parameter an option
    opinions: Annotated[
        list[str], typer.Argument(metavar="ID...", help="意見のid、その終わり、意見対応表のNo.（いくつでも）")
    ],
    disposition: Annotated[Optional[str], typer.Option("--disposition", "-d", metavar="WORD", help="対応区分")] = None,
    answer: Annotated[Optional[str], typer.Option("--answer", metavar="TEXT", help="対応・考え方")] = None,
    no_answer: Annotated[
        bool, typer.Option("--no-answer", help="考え方を付けない（前の対応の考え方は使わない）")
    ] = False,
    same_as: Annotated[Optional[str], typer.Option("--same-as", metavar="ID", help="同じ意見のid")] = None,
    link: Annotated[
        Optional[list[str]], typer.Option("--link", metavar="KIND:NODE", help="反映先（追加:shoko-policy-it など）")
    ] = None,
    adopt: Annotated[
        bool, typer.Option("--adopt", help="委員がWordで書いた提案のとおりに版を直し、反映として結び付ける")
    ] = False,
    confirm: Annotated[
        bool, typer.Option("--confirm", help="反映先の今の文言を確かめた（check の suspect-link が消える）")
    ] = False,
    relink: Annotated[
        Optional[list[str]],
        typer.Option("--relink", metavar="KIND:NODE", help="今の反映先をすべて外し、これに結び直す"),
    ] = None,
    unlink: Annotated[bool, typer.Option("--unlink", help="今の反映先をすべて外す")] = False,
    about: Annotated[
        Optional[list[str]],
        typer.Option("--about", metavar="NODE", help="意見が指す項目（記述済みなら、書いてある項目）"),
    ] = None,
    quote: Annotated[
        Optional[str], typer.Option("--quote", metavar="TEXT", help="その項目の中の、意見が指す文言")
    ] = None,
    data: DataOption = None,
) -> None:
    """意見への対応を決める"""
    from datetime import datetime  # noqa: PLC0415 - as below

    from dxplan_cli.app.opinions_decide import Ruling, decide, parse_link  # noqa: PLC0415 - `list` decides nothing

    folder = data_folder(data)
    ruling = Ruling(
        today=datetime.now().astimezone().date().isoformat(),
        disposition=disposition,
        answer=answer,
        drops_answer=no_answer,
        same_as=opinion_ids(folder, [same_as])[0] if same_as else None,
        links=links_by_id(folder, tuple(parse_link(each) for each in link or ())),
        relinks=links_by_id(folder, tuple(parse_link(each) for each in relink or ())),
        unlink=unlink,
        about=tuple(about or ()),
        quote=quote,
        confirm=confirm,
    )
    chosen = opinion_ids(folder, opinions)
    if adopt:
        opinions_adopt.adopt_(folder, list(chosen), ruling)
        return
    done = decide(folder, chosen, ruling)
    for file in done.files:
        console.say(f"{console.shown_path(folder)}/{file}")
    for remark in done.remarks:
        console.note(remark)
    if not done.files:
        console.say("変わりはありません")
