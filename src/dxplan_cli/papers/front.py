"""What papers say of themselves: the legend of the marked text, and how far the base wording is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.papers import blocks
from dxplan_cli.papers.blocks import Frame, Revision, Run, Style, Tone, quiet
from dxplan_cli.text.digits import full_width
from dxplan_cli.text.inferred import NOTE_OF_INFERRED

if TYPE_CHECKING:
    from dxplan_cli.model.plan import Draft
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


def inferred_note(base: Draft, revised: Draft) -> list[Block]:
    """Say of each draft shown how many passages of it are inferred and not seen; nothing if none is.

    Everybody is told, the public too: a wording that nobody has seen must not pass for the plan's.
    """
    old, new = _inferred_told(base), _inferred_told(revised)
    notes = [(old, Revision.SAME)] if old == new else [(old, Revision.DELETED), (new, Revision.INSERTED)]
    return [blocks.Paragraph(quiet(words), Style.NOTE, aside=True, inferred=where) for words, where in notes if words]


def _inferred_told(draft: Draft) -> str:
    count = sum(1 for node in draft.nodes() if node.reconstructed)
    if not count:
        return ""
    return (
        f"{NOTE_OF_INFERRED}と示した文言は、もとの文書で確かめられず、推定したものです（{draft.label} {count}か所）。"
    )


def plan_period(material: Material) -> str:
    """Return the years of the plan, ２０２４～２０２８; empty when the plan names none."""
    period = material.plan.settings.period
    years = [full_width(year) if year is not None else "" for year in (period.start, period.end)]
    return "～".join(years) if any(years) else ""
