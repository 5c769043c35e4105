"""What papers say of themselves: the legend of the marked text, and how far the base wording is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.papers import blocks
from dxplan_cli.papers.blocks import Frame, Revision, Run, Style, Tone, quiet
from dxplan_cli.text.digits import full_width

if TYPE_CHECKING:
    from dxplan_cli.papers.blocks import Block, Runs
    from dxplan_cli.papers.material import Material


def legend(material: Material) -> Frame:
    """Return the legend of the marked text; how a move looks is told where there is one."""
    signs: list[Runs] = [
        (Run("下線", Revision.INSERTED), Run("\u3000追加した文言")),
        (Run("取消線", Revision.DELETED), Run("\u3000削除した文言")),
        *([(Run("【追加①】", tone=Tone.MARK), Run("など\u3000修正の印"))] if material.trace.marks else []),
    ]
    if any(change.moved for change in material.comparison.changes):
        here, away = Run("二重下線", Revision.MOVED_HERE), Run("二重取消線", Revision.MOVED_AWAY)
        signs.insert(2, (away, Run("・"), here, Run("\u3000移動した文言")))
    spaced = [run for sign in signs for run in (Run("\u3000\u3000"), *sign)]
    return Frame((blocks.Paragraph(tuple(spaced[1:])),), title="凡例", aside=True)


def reconstructed_note(material: Material) -> list[Block]:
    """Say once, quietly, how many passages of the drafts compared are inferred and not seen; nothing if none is.

    It is the secretariat's word to the committee and not for the public.
    """
    if material.edition.is_public:
        return []
    drafts = (material.comparison.base, material.comparison.revised)
    inferred = [[node.id for node in draft.nodes() if node.reconstructed] for draft in drafts]
    count = len({node_id for ids in inferred for node_id in ids})
    if not count:
        return []
    labels = "・".join(draft.label for draft, ids in zip(drafts, inferred, strict=True) if ids)
    return [blocks.Paragraph(quiet(f"※ {labels}の文言の一部（{count}か所）は推定"), Style.NOTE, aside=True)]


def plan_period(material: Material) -> str:
    """Return the years of the plan, ２０２４～２０２８; empty when the plan names none."""
    period = material.plan.settings.period
    years = [full_width(year) if year is not None else "" for year in (period.start, period.end)]
    return "～".join(years) if any(years) else ""
