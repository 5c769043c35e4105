"""Other values for the cells of a table, and the KPIs of a table of KPIs, as proposals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.app.proposal_words import deletion_in_words, fields_in_words
from dxplan_cli.app.proposed import Proposed, Unplaced
from dxplan_cli.app.readback.kpis import renew_kpi
from dxplan_cli.app.typed_values import typed_like
from dxplan_cli.model.cells import MEASURES, cell_of, has_cell, with_cell
from dxplan_cli.model.digest import digest_of_words
from dxplan_cli.model.kind import ChangeKind
from dxplan_cli.model.node import Kpi, Table, with_words, words_of
from dxplan_cli.model.opinion import Proposal, ProposedValue
from dxplan_cli.papers.values import NOTHING, FieldLine, value_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dxplan_cli.app.proposed import Ground
    from dxplan_cli.app.readback.kpis import ReadKpi
    from dxplan_cli.diff.change import Change
    from dxplan_cli.diff.fields import FieldChange
    from dxplan_cli.model.node import AnyNode, Row


def is_said(change: FieldChange) -> bool:
    """Tell whether an attribute is more than looks: whether a text is an entry of a list, nobody proposes in words."""
    return change.path != ("kind",)


def proposed_values(change: Change, node: AnyNode) -> tuple[ProposedValue, ...] | None:
    """Return the values proposed for cells of a node of the draft, or None where more than values is to change."""
    values = []
    for field in change.fields:
        if not is_said(field) or value_text(field.before) == value_text(field.after):
            continue
        row, name = _cell(field)
        if not has_cell(node, row, name) or value_text(cell_of(node, row, name)) != value_text(field.before):
            return None
        before = cell_of(node, row, name)
        values.append(
            ProposedValue(row=row, name=name, before=before, after=typed_like(value_text(field.after), before))
        )
    if isinstance(node, Table):
        keys = [each.key for each in node.rows]
        values.sort(key=lambda each: (keys.index(each.row or ""), node.columns.index(each.name)))
    return tuple(values)


def _cell(field: FieldChange) -> tuple[str | None, str]:
    """Return row and name of the cell a field is, in the words of `model.cells`; nothing a node has where it is none."""
    match field.path:
        case ("rows", row, name):
            return str(row), str(name)
        case (name, "value"):
            return None, str(name)
        case _:
            return None, ""


def proposed_for_kpis(change: Change, ground: Ground) -> Iterator[Proposed | Unplaced]:
    """Yield what a change of a table of KPIs proposes, row by row; nothing where it is no such table of the draft."""
    old, new = change.before, change.after
    kpis = ground.kpis_in(old)
    if not isinstance(old, Table) or not kpis:
        return
    columns, now_there = (new.columns, new.rows) if isinstance(new, Table) else (old.columns, ())
    if len(columns) != len(old.columns):
        return
    if columns != old.columns:
        words = f"KPIの表の見出しを「{'、'.join(old.columns)}」から「{'、'.join(columns)}」に修正"
        yield Proposed(spot=change.node, kind=ChangeKind.MODIFY, words=words, about=kpis)
    rows = {row.key: row for row in now_there}
    for row in old.rows:
        known, now = ground.nodes.get(row.key), rows.pop(row.key, None)
        if now == row:
            continue
        if not isinstance(known, Kpi):
            yield Unplaced(_row_in_words(now or row, "修正" if now else "削除"), "")
        elif now is None:
            yield _deleted(known, change.node)
        else:
            yield _renewed(known, change.node, old.columns, row, now, ground)
    for row in rows.values():
        yield Proposed(spot=change.node, kind=ChangeKind.ADD, words=_row_in_words(row, "追加"), about=kpis[-1:])


def _row_in_words(row: Row, what: str) -> str:
    return f"KPIの行（{'、'.join(filter(None, map(value_text, row.cells)))}）を{what}"


def _deleted(known: Kpi, spot: str) -> Proposed:
    proposal = Proposal(kind=ChangeKind.DELETE, node=known.id, digest=digest_of_words(known))
    words = deletion_in_words(known)
    return Proposed(spot=spot, kind=ChangeKind.DELETE, words=words, about=(known.id,), proposal=proposal)


def _renewed(known: Kpi, spot: str, columns: Sequence[str], before: Row, now: Row, ground: Ground) -> Proposed:
    old, new = (tuple(map(value_text, row.cells)) for row in (before, now))
    read = renew_kpi(known, columns, old, new, ground.nodes)
    told = zip(_names(columns), old, new, strict=True)
    lines = [FieldLine(name, one or NOTHING, other or NOTHING) for name, one, other in told if one != other]
    is_named = old[1:] == new[1:] and not old[0]
    kind = ChangeKind.ADD if is_named else ChangeKind.MODIFY
    return Proposed(
        spot=spot,
        kind=kind,
        words=fields_in_words(known, lines),
        about=(known.id,),
        proposal=_kpi_proposal(known, read, kind) if read is not None and not read.is_unsure else None,
    )


def _names(columns: Sequence[str]) -> Iterator[str]:
    """Yield what the columns of a table of KPIs are: 指標名, 2023年の現状値, …, 2028年の目標値."""
    measures = ("現状値", *["実績"] * (len(columns) - 3), "目標値")
    yield "指標名"
    yield from (name if head == name else f"{head}年の{name}" for head, name in zip(columns[1:], measures, strict=True))


def _kpi_proposal(known: Kpi, read: ReadKpi, kind: ChangeKind) -> Proposal | None:
    """Return name and values as they are proposed; None where more of a KPI is to change."""
    values = tuple(
        ProposedValue(name=name, before=cell_of(known, None, name), after=cell_of(read.kpi, None, name))
        for name in MEASURES
        if cell_of(known, None, name) != cell_of(read.kpi, None, name)
    )
    done: AnyNode = with_words(known, words_of(read.kpi))
    for each in values:
        done = with_cell(done, None, each.name, each.after)
    if done != read.kpi:
        return None
    text = words_of(read.kpi) if words_of(read.kpi) != words_of(known) else None
    return Proposal(kind=kind, node=known.id, text=text, values=values, digest=digest_of_words(known))
