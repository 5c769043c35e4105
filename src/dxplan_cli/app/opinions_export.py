"""The task of `dxplan opinions export`: opinions as a table to be answered in Excel, or as CSV."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from dxplan_cli.app.edition import edition_of
from dxplan_cli.app.import_match import counts_of
from dxplan_cli.app.lookup import labels_of, refuse_unknown_round
from dxplan_cli.app.place_names import PlaceNames
from dxplan_cli.app.workspace import open_plan
from dxplan_cli.errors import UsageError
from dxplan_cli.model.column import INTERNAL, Column
from dxplan_cli.render.sheet.table import SheetColumn, SheetTable
from dxplan_cli.store.write import write_file
from dxplan_cli.text.stamp import stamp_of
from dxplan_cli.trace.state import trace_neighbours
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from dxplan_cli.model.opinion import Opinion
    from dxplan_cli.model.plan import Plan
    from dxplan_cli.papers.edition import Edition

ENCODINGS: Final[Mapping[str, str]] = {
    "utf-8-sig": "utf-8-sig",
    "utf-8": "utf-8",
    "utf-16": "utf-16",
    "cp932": "cp932",
    "shift_jis": "cp932",
}
_COLUMNS: Final = (
    Column.ID,
    Column.ROUND,
    Column.PLACE,
    Column.TEXT,
    Column.DISPOSITION,
    Column.ANSWER,
    Column.SAME_AS,
    Column.LABELS,
    Column.ABOUT,
    Column.STAMP,
)
_COUNTS: Final = (Column.COMMENTS, Column.PEOPLE)
_WIDTHS: Final[Mapping[Column, float]] = {Column.TEXT: 60, Column.ANSWER: 50, Column.PLACE: 28, Column.ID: 24}
_WIDTH: Final = 16.0
_NOTES: Final = (
    "「id」の列は書き換えられません。戻ってきた表を取り込むとき、どの意見への答えかを id で見分けます。",
    "「対応区分」は一覧から選び、「対応・考え方」に考え方を書いてください。反映・未対応のほかは、考え方が要ります。",
    "同じ内容の意見には、「同じ意見」に、答えを書いた意見の id を書けます。",
    "「意見」の本文、「聴取の機会」「章・項目」「項目id」「印」「件数」「人数」は、書き換えても取り込みません。",
    "空にした欄は取り込みません（前の内容が残ります）。",
    "意見を書き足すときは、いちばん下の行に、「id」を空のまま書いてください。",
)


class ExportOrder(Value, kw_only=True):
    """What to write where; the ending of `out` tells whether it is Excel or CSV."""

    out: Path
    round: str | None = None
    edition: str | None = None
    encoding: str | None = None


class Exported(Value):
    """What was written: how many opinions, that stand for how many comments, for whom."""

    count: int
    comments: int
    edition: Edition


def export_opinions(root: Path, order: ExportOrder) -> Exported:
    """Write a table of opinions.

    Raises:
        UsageError: the ending, the encoding, the edition or the round means nothing.
        DataError: a text does not fit the kind of file, or the file cannot be written; nothing is.
    """
    draw, edition = _drawing(order), edition_of(order.edition)
    plan = open_plan(root)
    refuse_unknown_round(plan, order.round)
    opinions = tuple(each for each in plan.opinions if order.round in {None, each.round})
    write_file(order.out, draw(make_table(plan, root, opinions, edition)))
    return Exported(len(opinions), sum(each.comments for each in opinions), edition)


def _drawing(order: ExportOrder) -> Callable[[SheetTable], bytes]:
    suffix = order.out.suffix.lower()
    if suffix == ".csv":
        encoding = ENCODINGS.get((order.encoding or "utf-8-sig").strip().lower())
        if encoding is None:
            message = f"--encoding の「{order.encoding}」は使えません"
            raise UsageError(message, f"使える語：{'、'.join(ENCODINGS)}")
        return lambda table: _csv(table, encoding)
    if suffix != ".xlsx":
        message = f"-o の「{order.out.name}」からは、書き出す形が分かりません"
        raise UsageError(message, "名前の終わりを .xlsx か .csv にしてください")
    if order.encoding is not None:
        message = "--encoding はCSVだけの指定です"
        raise UsageError(message, "-o の名前の終わりを .csv にするか、--encoding を外してください")
    return _excel


def _csv(table: SheetTable, encoding: str) -> bytes:
    from dxplan_cli.render.sheet.delimited import render_csv  # noqa: PLC0415 - one of the two is needed

    return render_csv(table, encoding)


def _excel(table: SheetTable) -> bytes:
    from dxplan_cli.render.sheet.excel import render_excel  # noqa: PLC0415 - one of the two is needed

    return render_excel(table)


def make_table(plan: Plan, root: Path, opinions: tuple[Opinion, ...], edition: Edition) -> SheetTable:
    """Make the table of some opinions; what is internal stands in the committee's edition alone."""
    counts = _COUNTS if any(opinion.group is not None for opinion in opinions) else ()
    columns = (*_COLUMNS, *counts, *(() if edition.is_public else INTERNAL))
    labels = labels_of(trace_neighbours(plan))
    places = cache(PlaceNames(plan, root).names_of)
    titles = {each.id: each.title for each in plan.rounds}
    is_unique = len(set(titles.values())) == len(titles)

    def row(opinion: Opinion) -> tuple[str, ...]:
        internal = opinion.internal
        cells: dict[Column, str | None] = {
            Column.ID: opinion.id,
            Column.ROUND: titles.get(opinion.round, opinion.round) if is_unique else opinion.round,
            Column.PLACE: "\n".join(places(opinion.about)),
            Column.TEXT: opinion.text,
            Column.DISPOSITION: opinion.disposition,
            Column.ANSWER: opinion.answer,
            Column.SAME_AS: opinion.same_as,
            Column.LABELS: "・".join(labels.get(opinion.id, ())),
            Column.ABOUT: "\n".join(opinion.about),
            Column.STAMP: stamp_of(opinion.disposition, opinion.answer, opinion.same_as),
            **counts_of(opinion),
            Column.MEMBER: internal.member if internal else None,
            Column.CONTACT: internal.contact if internal else None,
            Column.HEARD_BY: internal.heard_by if internal else None,
        }
        return tuple(cells[column] or "" for column in columns)

    return SheetTable(
        title=f"{plan.settings.title}　意見照会（{edition}）",
        author=plan.settings.office,
        columns=tuple(_sheet_column(column, plan) for column in columns),
        rows=tuple(map(row, opinions)),
        notes=_NOTES,
    )


def _sheet_column(column: Column, plan: Plan) -> SheetColumn:
    choices = plan.settings.disposition_names if column is Column.DISPOSITION else ()
    is_stamp = column is Column.STAMP
    return SheetColumn(
        column.value,
        _WIDTHS.get(column, _WIDTH),
        choices,
        is_locked=is_stamp or column is Column.ID,
        is_hidden=is_stamp,
    )
