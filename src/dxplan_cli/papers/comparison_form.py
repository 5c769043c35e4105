"""The form of the 新旧対照表: which columns stand where, and what the third one says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from dxplan_cli.model.kind import ChangeKind
from dxplan_cli.papers.blocks import Cell, Paragraph, Row, Run, Style, plain, quiet
from dxplan_cli.papers.cells import banner, heading_row
from dxplan_cli.papers.explanations import explain
from dxplan_cli.papers.labels import kind_shown, mark_run
from dxplan_cli.text.keys import fold
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from dxplan_cli.diff.change import Change
    from dxplan_cli.model.plan import ComparisonSettings, ThirdColumn
    from dxplan_cli.papers.material import Material

Stack = tuple[Paragraph, ...]
Side = TypeVar("Side")

MOVED = "（移動）"
_KINDS: Final = {
    ChangeKind.ADD: "（追加）",
    ChangeKind.MODIFY: "（変更）",
    ChangeKind.DELETE: "（削除）",
    ChangeKind.MOVE: MOVED,
}
_WIDTHS: Final[dict[ThirdColumn, tuple[float, ...]]] = {
    "reasons": (0.36, 0.36, 0.28),
    "notes": (0.41, 0.41, 0.18),
    "none": (0.5, 0.5),
}
_THIRD: Final[dict[ThirdColumn, str]] = {"reasons": "意見・理由", "notes": "備考", "none": ""}
_SUMMARIES: Final[dict[ThirdColumn, str]] = {
    "reasons": "修正した箇所の新旧の文言と、もとになった意見または理由",
    "notes": "修正した箇所の新旧の文言と、変更の種類",
    "none": "修正した箇所の新旧の文言",
}
_REMARKS: Final = {
    "changed": "備考\u3000下線を引いた部分が、修正した部分です。",
    "whole": "備考\u3000下線を引いた項目が、修正した項目です。",
    "none": "",
}


class Form(Value):
    """The columns as the plan's settings want them: the sides in their order, and a third column or none."""

    settings: ComparisonSettings

    @property
    def widths(self) -> tuple[float, ...]:
        """The shares of the columns."""
        return _WIDTHS[self.settings.third]

    @property
    def summary(self) -> str:
        """What the table holds, for readers who cannot see it."""
        return _SUMMARIES[self.settings.third]

    @property
    def remark(self) -> str:
        """The sentence on the underline, as the settings say or as fits their rule; empty for none."""
        given = self.settings.remark
        return _REMARKS[self.settings.underline] if given is None else given

    def head(self, material: Material) -> Row:
        """Return the row of column titles: the settings', else the labels of the drafts."""
        new, old = self.settings.headings or (material.comparison.revised.label, material.comparison.base.label)
        third = self.settings.third_heading or _THIRD[self.settings.third]
        return heading_row(*self._in_order(new, old), *([third] if self._has_third else []))

    def row(self, new: Stack, old: Stack, third: Stack = (), *, shaded: bool = False) -> Row:
        """Return a row of both sides and what the third column says of it."""
        stacks = (*self._in_order(new, old), *([third] if self._has_third else []))
        return Row(tuple(Cell(stack, shaded=shaded) for stack in stacks))

    def banner(self, new: str, old: str) -> Row:
        """Return the row that announces a section: over all columns, or on both sides when it is called otherwise."""
        if fold(new) == fold(old):
            return banner(plain(new), len(self.widths))
        sides = ((Paragraph(plain(title), Style.CAPTION),) for title in (new, old))
        return self.row(*sides, shaded=True)

    def explain(self, change: Change, material: Material) -> Stack:
        """Return the third column of a change: opinions and reasons, or the kind of change with its label."""
        note = material.comparison.parts_note(change)
        parts = (Paragraph(quiet(note)),) if note else ()
        match self.settings.third:
            case "reasons":
                return (*explain(change, material), *parts)
            case "notes":
                return (*_notes(change, material, is_narrow=self.settings.page == "portrait"), *parts)
            case "none":
                return ()

    @property
    def departure(self) -> Stack:
        """The third column at the spot a node has left."""
        return (Paragraph(plain(MOVED)),) if self.settings.third == "notes" else ()

    @property
    def _has_third(self) -> bool:
        return self.settings.third != "none"

    def _in_order(self, new: Side, old: Side) -> tuple[Side, Side]:
        return (new, old) if self.settings.new == "left" else (old, new)


def _notes(change: Change, material: Material, *, is_narrow: bool) -> Stack:
    """Return the kind and label of each mark of a change, below one another where the column is narrow.

    What has no mark, since it came or went with its section, says its kind alone.
    """
    marks = material.trace.marks_by_node.get(change.node, ())
    if not marks:
        return (Paragraph(plain(_KINDS[change.kind])),)
    is_told = any(kind_shown(mark) is ChangeKind.MOVE for mark in marks)
    lines = [plain(MOVED)] if change.moved and not is_told else []
    for mark in marks:
        kind, label = Run(_KINDS[kind_shown(mark)]), mark_run(mark)
        lines += [(kind,), (label,)] if is_narrow else [(kind, label)]
    return tuple(map(Paragraph, lines))
