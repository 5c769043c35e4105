"""The task of `dxplan opinions import`: a table of Excel, CSV or Word into the register, all of it or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dxplan_cli.app import identity
from dxplan_cli.app.import_judgement import Judgement, NewRow
from dxplan_cli.app.import_match import Matcher
from dxplan_cli.app.import_rows import judge_rows
from dxplan_cli.app.lookup import refuse_unknown_round
from dxplan_cli.app.place_names import PlaceNames
from dxplan_cli.app.workspace import open_frame, open_plan
from dxplan_cli.errors import ConflictError, DataError, UsageError
from dxplan_cli.intake.archive import is_word_file
from dxplan_cli.intake.register.ditto import repeat_above
from dxplan_cli.intake.register.grid import refuse_file
from dxplan_cli.intake.register.header import parse_mapping
from dxplan_cli.intake.register.table import Table, name_rows, open_table
from dxplan_cli.model.column import OF_GROUPS, OF_OPINIONS, Column
from dxplan_cli.model.decision import decision_of, with_decision
from dxplan_cli.model.disposition import UNDECIDED
from dxplan_cli.store.batch import write_together
from dxplan_cli.store.opinion_files import compose_opinion, revise_opinion
from dxplan_cli.store.write import locked
from dxplan_cli.value import Value, replace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dxplan_cli.app.add_opinion import Chance
    from dxplan_cli.app.import_judgement import ChangedRow
    from dxplan_cli.intake.register.entries import RowFault
    from dxplan_cli.intake.register.groups import RawKeys
    from dxplan_cli.model.opinion import Opinion
    from dxplan_cli.model.plan import Plan


_OF_SIMILAR: Final = frozenset({"代表の意見", Column.COMMENTS.value, Column.RAW_ROWS.value})
"""Headings that only a table of groups has."""


class ImportOrder(Value, kw_only=True):
    """Which file, and what its columns and rows do not say themselves.

    `mapping` holds options such as ``意見=本文``, `key` is the heading of the column of keys, `key_prefix` tells the
    keys of this table from those of others, `good_rows` takes in what it can. `is_grouped` says that every row is a
    group of comments, `rows` is the table that lists which raw row is in which.
    """

    file: Path
    round: str | None = None
    mapping: tuple[str, ...] = ()
    key: str | None = None
    key_prefix: str = ""
    good_rows: bool = False
    is_grouped: bool = False
    rows: Path | None = None


class Proposal(Value):
    """What an import would do: how the table was understood, what becomes of its rows, and the rows it cannot take."""

    mapping: tuple[str, ...]
    remarks: tuple[str, ...]
    judgement: Judgement
    faults: tuple[RowFault, ...]
    place: str

    @property
    def is_idle(self) -> bool:
        """Tell whether there is nothing to write."""
        return not (self.judgement.new or self.judgement.changed)


class Imported(Value):
    """What was found and, unless faults forbade it, written."""

    proposal: Proposal
    is_written: bool


def propose_import(root: Path, order: ImportOrder) -> Proposal:
    """Say what an import would do; nothing is written.

    Raises:
        UsageError: a column or the round named does not exist.
        DataError: the file or the plan cannot be read.
    """
    table, listed = _read(root, order)
    return _propose(open_plan(root), root, order, table, listed)


def import_opinions(root: Path, order: ImportOrder, chance: Chance, agreed: Proposal | None = None) -> Imported:
    """Take a table into the register: all of it, or with `good_rows` the rows that are right, or nothing.

    Raises:
        UsageError: a column or the round named does not exist.
        ConflictError: the register is no longer the one that `agreed` was made for; nothing is written.
        DataError: the file or the plan cannot be read, or not be written; nothing is.
    """
    table, listed = _read(root, order)
    with locked(root):
        plan = open_plan(root)
        proposal = _propose(plan, root, order, table, listed)
        if agreed is not None and agreed != proposal:
            message = "確かめている間に、意見がほかで書き換えられました"
            raise ConflictError(message, "何も書いていません。もう一度実行してください")
        if proposal.is_idle or (proposal.faults and not order.good_rows):
            return Imported(proposal, is_written=False)
        judgement = proposal.judgement
        today = chance.now.date().isoformat()
        new = [compose_opinion(_dated(each, today)) for each in _named(judgement.new, plan, chance)]
        revised = [
            write for each in judgement.changed for write in revise_opinion(root, each.opinion, _redecided(each, today))
        ]
        write_together(root, [*new, *revised])
    return Imported(proposal, is_written=True)


def _read(root: Path, order: ImportOrder) -> tuple[Table, RawKeys | None]:
    """Read the table and, where one is named, the table of raw rows."""
    if order.rows is not None and not order.is_grouped:
        message = "--rows は --group と一緒に使います"
        raise UsageError(message, "使い方は dxplan opinions import --help で見られます")
    among = OF_GROUPS if order.is_grouped else OF_OPINIONS
    wanted = parse_mapping(order.mapping, among)
    if order.key is not None:
        if Column.KEY in wanted:
            message = f"--key と --map {Column.KEY}=… は一度に使えません"
            raise UsageError(message, "どちらか一つにしてください")
        wanted[Column.KEY] = order.key
    try:
        size = order.file.stat().st_size
        refuse_file(size)
        data = order.file.read_bytes()
    except OSError as error:
        message = f"{order.file} を読めません（{error.strerror or error}）"
        raise DataError(message, "ファイルがあるか、名前とフォルダを確かめてください") from error
    if is_word_file(data):
        return _read_paper(root, order, data, wanted), None
    table = open_table(data, wanted, among)
    _refuse_other_kind(table, is_grouped=order.is_grouped)
    if order.rows is None:
        return table, None
    from dxplan_cli.intake.register.groups import read_raw_keys  # noqa: PLC0415 - patterns of personal data

    return table, read_raw_keys(order.rows)


def _read_paper(root: Path, order: ImportOrder, data: bytes, wanted: dict[Column, str]) -> Table:
    """Read the tables of a Word file; the office may have its own words for the column of answers."""
    if order.is_grouped:
        message = "Wordの表は --group では取り込めません"
        raise UsageError(message, "dxplan opinions similar --from … -o で書いた .xlsx か .csv の表を指定してください")
    from dxplan_cli.intake.register.paper import open_paper  # noqa: PLC0415 - lxml

    return open_paper(data, wanted, open_frame(root).settings.documents.responses.answer_heading)


def _refuse_other_kind(table: Table, *, is_grouped: bool) -> None:
    """Refuse groups where opinions are wanted, which would lose their counts, and the other way round."""
    headings = set(table.header.headings.values())
    if not is_grouped and headings >= _OF_SIMILAR:
        message = "意見をまとめた群の表です（dxplan opinions similar が書いたもの）"
        raise UsageError(message, "件数と人数を残して取り込むには、--group を付けてください")
    missing = [each for each in (Column.KEY, Column.TEXT, Column.COMMENTS) if each not in table.header.columns]
    if is_grouped and missing:
        message = f"群の表に「{'」「'.join(missing)}」の列がありません"
        raise UsageError(message, "dxplan opinions similar --from … -o で書いた表を指定してください")


def _propose(plan: Plan, root: Path, order: ImportOrder, table: Table, listed: RawKeys | None) -> Proposal:
    refuse_unknown_round(plan, order.round)
    places = PlaceNames(plan, root)
    table, remarks = _settled(plan, root, order, table, places)
    entries = table.entries.entries
    matcher = Matcher(plan, entries, order.round, order.key_prefix, are_groups=order.is_grouped)
    if order.is_grouped:
        from dxplan_cli.app.import_groups import GroupOrder, judge_groups  # noqa: PLC0415 - patterns of personal data

        judgement = judge_groups(plan, matcher, places, entries, GroupOrder(order.key_prefix, listed))
    else:
        judgement = judge_rows(plan, matcher, places, entries, table.header.columns.keys())
    told = (f"{remark}：{name_rows(rows)}" for remark, rows in judgement.remarks.items())
    faults = sorted((*table.entries.faults, *judgement.faults), key=lambda fault: fault.row)
    sheet = f"（シート「{table.sheet}」）" if table.sheet else ""
    return Proposal(
        table.mapping(), (*table.remarks, *remarks, *told), judgement, tuple(faults), f"{order.file.name}{sheet}"
    )


def _settled(
    plan: Plan, root: Path, order: ImportOrder, table: Table, places: PlaceNames
) -> tuple[Table, tuple[str, ...]]:
    """Return a table whose rows say themselves what they mean, and what the user should know."""
    if table.contexts is None:
        return _repeated(table)
    from dxplan_cli.app.paper_rows import Said  # noqa: PLC0415 - papers, for Word files only
    from dxplan_cli.app.response_table import settle_rows  # noqa: PLC0415 - as above

    names_keys = order.key is not None or Column.KEY in parse_mapping(order.mapping)
    settled = settle_rows(plan, root, table, places, Said(order.round, order.key_prefix, names_keys))
    entries = replace(table.entries, entries=settled.entries, faults=(*table.entries.faults, *settled.faults))
    return replace(table, entries=entries), settled.remarks


def _repeated(table: Table) -> tuple[Table, tuple[str, ...]]:
    """Return a sheet with the words of the row above where a row only repeats them (〃)."""
    repeated = repeat_above(table.entries)
    faults = (*table.entries.faults, *repeated.faults)
    told = (f"「〃」「同上」を、上の行と同じと読みました：{name_rows(repeated.rows)}",) if repeated.rows else ()
    return replace(table, entries=replace(table.entries, entries=repeated.entries, faults=faults)), told


def _dated(opinion: Opinion, today: str) -> Opinion:
    return opinion if opinion.disposition == UNDECIDED else replace(opinion, decided=today)


def _redecided(changed: ChangedRow, today: str) -> Opinion:
    """Return an opinion as its row means it; a decision that is replaced goes to its history."""
    old = changed.opinion
    undecided = replace(
        changed.meant, disposition=old.disposition, answer=old.answer, same_as=old.same_as, changes=old.changes
    )
    return with_decision(undecided, decision_of(changed.meant), today)


def _named(rows: tuple[NewRow, ...], plan: Plan, chance: Chance) -> Iterator[Opinion]:
    """Give new opinions ids that keep the order of the rows."""
    taken = {opinion.id for opinion in plan.opinions}
    ids = identity.opinion_ids([each.opinion.round for each in rows], chance.now, chance.pick, taken)
    for each, opinion_id in zip(rows, ids, strict=True):
        yield replace(each.opinion, id=opinion_id)
