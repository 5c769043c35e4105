"""Labels as papers print them: 【追加①】 in the text, 追加① or 第１章基本姿勢に修正 beside an opinion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.model.kind import ChangeKind
from dxplan_cli.papers.blocks import Reference, Run, Tone

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dxplan_cli.model.node import Section
    from dxplan_cli.model.opinion import Opinion
    from dxplan_cli.papers.places import Atlas
    from dxplan_cli.trace.mark import Mark

SAME_AS_ABOVE = "〃"
AND = "・"
REPEATED = "（再掲）"
ELSEWHERE = "（図は別途）"
"""What stands where a paper has no picture to show; the alt text tells a picture that is there."""
CARRIED_OVER = "前回からの継続"
"""What stands beside a round whose opinions an earlier meeting has seen, or left undecided."""


def others_note(opinion: Opinion) -> str:
    """Return how many more comments an opinion stands for: （同趣旨の意見 ほか213件）, or nothing."""
    return f"（同趣旨の意見 ほか{opinion.comments - 1}件）" if opinion.comments > 1 else ""


def mark_run(mark: Mark) -> Run:
    """Return a mark as it stands in the text."""
    refers = tuple(Reference(opinion.id, is_opinion=True) for opinion in mark.opinions)
    return Run(f"【{mark.label}】", tone=Tone.MARK, mark=mark.name, refers=refers)


def label_seen_from(mark: Mark, host: Section | None, atlas: Atlas) -> str:
    """Return a mark's label for a reader at `host`; a mark of another scope says where it stands."""
    if mark.scope is None or (host is not None and mark.scope.id == host.id):
        return mark.label
    return f"{atlas.scope_name(mark.scope)}に{mark.label}"


def joined_labels(marks: Iterable[Mark], host: Section | None, atlas: Atlas) -> str:
    """Join the labels of an opinion's marks: 修正①・追加①."""
    return AND.join(dict.fromkeys(label_seen_from(mark, host, atlas) for mark in marks))


def kind_shown(mark: Mark) -> ChangeKind:
    """Return the kind a reader sees in the label: a reason may call a change within a sentence 移動."""
    word = next((reason.label for reason in mark.reasons if reason.label), None)
    return next((kind for kind in ChangeKind if kind.value == word), mark.kind)
