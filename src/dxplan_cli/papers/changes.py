"""修正箇所一覧: every change with its place, label, both wordings, and the opinion or reason behind it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from dxplan_cli.model.kind import ChangeKind
from dxplan_cli.papers import blocks
from dxplan_cli.papers.blocks import Cell, Heading, Paragraph, Row, Run, Style, Table, plain, quiet
from dxplan_cli.papers.cells import heading_row, stacked_cell, text_cell
from dxplan_cli.papers.explanations import UNEXPLAINED, explain
from dxplan_cli.papers.front import inferred_note
from dxplan_cli.papers.labels import kind_shown, mark_run, others_note
from dxplan_cli.papers.material import dated_label, make_document
from dxplan_cli.papers.sides import sides_of
from dxplan_cli.papers.step_notes import step_notes
from dxplan_cli.trace.counts import count_changes, counts_told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dxplan_cli.diff.change import Change
    from dxplan_cli.papers.blocks import Block, PaperDocument
    from dxplan_cli.papers.material import Material
    from dxplan_cli.trace.mark import Mark

KIND = "changes"
_TITLES = ("No.", "場所", "区分", "修正前", "修正後", "意見・理由")
_WIDTHS = (0.05, 0.16, 0.11, 0.23, 0.23, 0.22)
_BY_OPINION, _BY_REASON, _OTHER = "意見によるもの", "事務局の理由によるもの", "その他"
_WIDTHS_UNEXPLAINED = (0.05, 0.19, 0.11, 0.325, 0.325)
_COUNT_WIDTHS = (0.3, 0.14, 0.14, 0.14, 0.14, 0.14)


def make_changes(material: Material) -> PaperDocument:
    """Make the list of changes with its counts; opinions whose change was undone on the way stand at the end.

    Where nobody explains anything there are no marks: changes are counted instead, and the last column is left out.
    """
    changes = material.comparison.changes
    between = f"{dated_label(material.comparison.base)}から{dated_label(material.comparison.revised)}までの修正"
    lead = blocks.Paragraph(plain(f"{between}\u3000{counts_line(material)}"), Style.LEAD)
    body: list[Block] = [lead, *inferred_note(*material.comparison.drafts), *step_notes(material)]
    if changes:
        body += [counts_table(material), _table(material)]
    return make_document(material, KIND, [*body, *_taken_back(material)], landscape=True)


def counts_line(material: Material) -> str:
    """Say how many changes and marks there are; no word of marks where nobody explains anything."""
    changes = material.comparison.changes
    if changes and not material.trace.marks:
        return f"変更した項目 {len(changes)}"
    return counts_told(count_changes(material.trace))


def counts_table(material: Material) -> Table:
    """Return the number of marks; of changes where there are no marks since nobody explains anything."""
    changes = material.comparison.changes
    if changes and not material.trace.marks:
        return _kinds(changes)
    return count_marks(material)


def _table(material: Material) -> Table:
    rows = [_row(number, change, material) for number, change in enumerate(material.comparison.changes, start=1)]
    if material.trace.marks:
        return Table(_WIDTHS, (heading_row(*_TITLES), *rows), summary="修正箇所ごとの新旧の文言と、意見または理由")
    shorter = (Row(row.cells[:-1]) for row in rows)
    return Table(_WIDTHS_UNEXPLAINED, (heading_row(*_TITLES[:-1]), *shorter), summary="修正箇所ごとの新旧の文言")


def _row(number: int, change: Change, material: Material) -> Row:
    sides = sides_of(change, material.atlas)
    marks = material.trace.marks_by_node.get(change.node, ())
    labels = [Paragraph((mark_run(mark),)) for mark in marks] or [Paragraph(plain(change.kind.value))]
    note = material.comparison.parts_note(change)
    labels += [Paragraph(quiet(note))] if note else []
    why = explain(change, material, is_labelled=len(marks) > 1)
    return Row(
        (
            text_cell(str(number), "center"),
            text_cell(material.atlas.name_of(change.node)),
            Cell(tuple(labels), align="center"),
            stacked_cell(sides.old),
            stacked_cell(sides.new),
            stacked_cell(why),
        )
    )


def count_marks(material: Material) -> Table:
    """Return the number of marks by kind and by what stands behind them."""
    counts = Counter((_ground(mark), kind_shown(mark)) for mark in material.trace.marks)
    kinds, grounds, is_public = tuple(ChangeKind), (_BY_OPINION, _BY_REASON, UNEXPLAINED), material.edition.is_public
    rows = [
        Row((text_cell(_OTHER if is_public and ground == UNEXPLAINED else ground), *_numbers(numbers)))
        for ground in grounds
        if any(numbers := [counts[ground, kind] for kind in kinds]) or not is_public
    ]
    totals = [sum(counts[ground, kind] for ground in grounds) for kind in kinds]
    rows.append(Row((text_cell("計"), *_numbers(totals))))
    head = heading_row("", *(kind.value for kind in kinds), "計")
    return Table(_COUNT_WIDTHS, (head, *rows), caption="修正の印の数", summary="修正の印の、区分と根拠ごとの数")


def _kinds(changes: Sequence[Change]) -> Table:
    """Return the number of changes by kind."""
    counts = Counter(change.kind for change in changes)
    row = Row((text_cell("計"), *_numbers([counts[kind] for kind in ChangeKind])))
    head = heading_row("", *(kind.value for kind in ChangeKind), "計")
    return Table(_COUNT_WIDTHS, (head, row), caption="修正した項目の数", summary="修正した項目の、区分ごとの数")


def _numbers(numbers: list[int]) -> tuple[Cell, ...]:
    return tuple(text_cell(str(number), "center") for number in (*numbers, sum(numbers)))


def _ground(mark: Mark) -> str:
    if mark.opinions:
        return _BY_OPINION
    return _BY_REASON if mark.reasons else UNEXPLAINED


def _taken_back(material: Material) -> list[Block]:
    """List the opinions that had led to a change which was undone before the revised draft."""
    opinions = material.trace.taken_back
    if not opinions:
        return []
    lines = [
        blocks.Paragraph(
            (Run(f"{material.register.number_of(opinion.id)}\u3000{opinion.text}{others_note(opinion)}"),), Style.BULLET
        )
        for opinion in opinions
    ]
    explanation = blocks.Paragraph(plain("次の意見による修正は、その後の版で取り消されています。"))
    return [Heading(1, (Run("取り消された修正"),)), explanation, *lines]
