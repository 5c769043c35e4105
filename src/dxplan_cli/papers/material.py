"""What every paper is made from."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from dxplan_cli.papers.blocks import PaperDocument
from dxplan_cli.papers.edition import Edition
from dxplan_cli.papers.kinds import edition_shown, title_of
from dxplan_cli.papers.places import make_atlas
from dxplan_cli.papers.register import make_register
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dxplan_cli.diff.change import Comparison
    from dxplan_cli.model.meeting import Meeting
    from dxplan_cli.model.node import AnyNode
    from dxplan_cli.model.opinion import Opinion
    from dxplan_cli.model.plan import Draft, Plan
    from dxplan_cli.papers.blocks import Block, Stamp
    from dxplan_cli.papers.places import Atlas
    from dxplan_cli.papers.register import Register
    from dxplan_cli.trace.trace import Trace


class Material(Value, dict=True):
    """A plan, one trace through it, and the occasion: which meeting, which 資料番号, which stamp, for whom."""

    plan: Plan
    trace: Trace
    meeting: Meeting | None
    number: str | None
    stamp: Stamp
    edition: Edition = Edition.COMMITTEE

    @property
    def comparison(self) -> Comparison:
        """The comparison all papers are drawn from."""
        return self.trace.comparison

    @cached_property
    def atlas(self) -> Atlas:
        """Where every node stands."""
        return make_atlas(self.comparison, self.plan.settings.labels.scope, self.plan)

    @cached_property
    def register(self) -> Register:
        """The opinions dealt with, numbered."""
        return make_register(self.trace, self.meeting)

    @cached_property
    def base_nodes(self) -> Mapping[str, AnyNode]:
        """The base's nodes by id."""
        return {node.id: node for node in self.comparison.base.nodes()}

    @cached_property
    def revised_nodes(self) -> Mapping[str, AnyNode]:
        """The revised draft's nodes by id."""
        return {node.id: node for node in self.comparison.revised.nodes()}

    @cached_property
    def opinions(self) -> Mapping[str, Opinion]:
        """Every opinion of the plan by id, shown or not; of a repeated id, the first."""
        return {opinion.id: opinion for opinion in reversed(self.plan.opinions)}

    @property
    def plan_title(self) -> str:
        """The plan's title, with （仮称） while it is provisional."""
        settings = self.plan.settings
        return f"（仮称）{settings.title}" if settings.provisional else settings.title


def dated_label(draft: Draft) -> str:
    """Return a draft's label with its date: 素案（案）（２０２３．７）."""
    return f"{draft.label}（{draft.date}）" if draft.date else draft.label


def make_document(
    material: Material, kind: str, blocks: Iterable[Block], *, title: str | None = None, landscape: bool = False
) -> PaperDocument:
    """Put blocks into a paper of that kind; the title is the plan's and the paper's unless given.

    A paper that must not be taken for its other edition says which it is, under the title and in its properties.
    """
    settings = material.plan.settings
    edition = edition_shown(kind, material.edition)
    occasion = material.meeting.title if material.meeting is not None else ""
    named = (settings.title, material.comparison.revised.label, title_of(kind), edition)
    return PaperDocument(
        kind=kind,
        title=title or f"{material.plan_title}\u3000{title_of(kind)}",
        author=settings.office,
        stamp=material.stamp,
        blocks=tuple(blocks),
        number=material.number,
        landscape=landscape,
        subtitle="\u3000".join(filter(None, (occasion, f"【{edition}】" if edition else ""))) or None,
        keywords=tuple(filter(None, named)),
    )
