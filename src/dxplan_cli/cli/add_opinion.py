"""`dxplan add-opinion`: with arguments at once, without them step by step."""

import secrets
from datetime import datetime
from typing import Annotated, Optional

import typer

from dxplan_cli.app.add_opinion import Chance, Recorded
from dxplan_cli.app.add_opinion import add_opinion as record
from dxplan_cli.app.new_opinion import NewOpinion
from dxplan_cli.cli import console, dialogue
from dxplan_cli.cli.japanese import JapaneseCommand
from dxplan_cli.cli.names import opinion_ids
from dxplan_cli.cli.options import DataOption, data_folder
from dxplan_cli.errors import UsageError
from dxplan_cli.render.lines import Look, Stretch


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("add-opinion", cls=JapaneseCommand)(add_opinion)


def add_opinion(  # noqa: PLR0913, PLR0917 - one parameter an option
    text: Annotated[Optional[str], typer.Argument(metavar="TEXT", help="意見の本文（省略すると順に尋ねる）")] = None,
    about: Annotated[
        Optional[list[str]], typer.Option("--about", metavar="NODE", help="意見が指す項目（繰り返し可）")
    ] = None,
    outcome: Annotated[
        Optional[str], typer.Option("--outcome", metavar="WORD", help="追加・修正・削除・移動か対応区分")
    ] = None,
    node: Annotated[Optional[str], typer.Option("--node", metavar="NODE", help="変える（変えた）項目")] = None,
    after: Annotated[
        Optional[str], typer.Option("--after", metavar="NODE", help="この項目の後に（節なら末尾に）")
    ] = None,
    words: Annotated[Optional[str], typer.Option("--text", metavar="TEXT", help="新しい文言")] = None,
    values: Annotated[
        Optional[list[str]],
        typer.Option("--value", metavar="NAME=VALUE", help="KPIの値（target=300 など、繰り返し可）"),
    ] = None,
    cells: Annotated[
        Optional[list[str]], typer.Option("--cell", metavar="ROW,COLUMN=VALUE", help="表の欄の値（繰り返し可）")
    ] = None,
    answer: Annotated[Optional[str], typer.Option("--answer", metavar="TEXT", help="対応・考え方")] = None,
    quote: Annotated[Optional[str], typer.Option("--quote", metavar="TEXT", help="意見が指す素案の文言")] = None,
    change_quote: Annotated[Optional[str], typer.Option("--at", metavar="TEXT", help="変えた箇所の文言")] = None,
    same_as: Annotated[Optional[str], typer.Option("--same-as", metavar="ID", help="同じ意見のid")] = None,
    round_: Annotated[
        Optional[str], typer.Option("--round", metavar="ROUND", help="聴取の機会（省略すると期日の最も新しいもの）")
    ] = None,
    draft: Annotated[Optional[str], typer.Option("--draft", metavar="DRAFT", help="書き換える版")] = None,
    new_id: Annotated[Optional[str], typer.Option("--id", metavar="ID", help="追加する項目のid")] = None,
    member: Annotated[
        Optional[str], typer.Option("--member", metavar="NAME", help="委員名（内部用、公表しない）")
    ] = None,
    verbatim: Annotated[bool, typer.Option("--verbatim", help="発言のまま（要約ではない）")] = False,
    agreed: Annotated[bool, typer.Option("--yes", help="節を、中の項目ごと削除してよい")] = False,
    data: DataOption = None,
) -> None:
    """意見を記録し、素案の修正までを一度に行う"""
    folder = data_folder(data)
    new = NewOpinion(
        text=text or "",
        about=tuple(about or ()),
        round=round_,
        outcome=outcome,
        node=node,
        after=after,
        words=words,
        values=tuple(values or ()),
        cells=tuple(cells or ()),
        quote=quote,
        change_quote=change_quote,
        answer=answer,
        same_as=opinion_ids(folder, [same_as])[0] if same_as else same_as,
        new_id=new_id,
        draft=draft,
        verbatim=verbatim,
        member=member,
        agreed=agreed,
    )
    if text is None:
        _refuse_unasked(new)
        new = dialogue.ask(folder, new.about, new.round)
    _show(record(folder, new, Chance(datetime.now().astimezone(), secrets.choice)), console.shown_path(folder))


def _refuse_unasked(new: NewOpinion) -> None:
    """Refuse options that the dialogue would ask for again and silently drop.

    Raises:
        UsageError: the opinion's words are missing among the arguments.
    """
    if new != NewOpinion(text="", about=new.about, round=new.round):
        message = "意見の本文がありません"
        raise UsageError(
            message,
            'dxplan add-opinion "本文" --outcome … のように書いてください。順に尋ねるときは --about と --round だけが使えます',
        )


def _show(done: Recorded, folder: str) -> None:
    console.say(f"意見を記録しました：{folder}/{done.file}")
    if done.heard is not None:
        console.say(f"聴取の機会：{done.heard}")
    console.say(f"対応区分：{done.opinion.disposition}")
    for link in done.opinion.changes:
        console.say(f"反映先：{link.kind.value} {link.node}")
    if done.promised is not None:
        console.note(
            f"注意: {done.promised}の「{done.node}」は、まだ変わっていません。直したら dxplan check で確かめてください"
        )
    _caution(done)
    if done.told is not None:
        console.say(done.told)
    if done.before == done.after:
        if done.after is not None:
            console.say(f"  動かした文言：{done.after}")
        return
    if done.before:
        console.show_lines([(Stretch("  "), Stretch(f"[-{done.before}-]", Look.DELETED))])
    if done.after is not None:
        console.show_lines([(Stretch("  "), Stretch(f"{{+{done.after}+}}", Look.ADDED))])


def _caution(done: Recorded) -> None:
    """Tell what may have to be looked at now."""
    for caution in done.cautions:
        console.note(f"注意: {caution}")
    for name, text in (("意見の本文", done.opinion.text), ("対応・考え方", done.opinion.answer), ("文言", done.after)):
        if text is not None and "\\n" in text:
            console.note(
                f"注意: {name}の「\\n」は、改行ではなく2つの文字のまま記録しました。改行にするときは、ファイルを直してください"
            )
