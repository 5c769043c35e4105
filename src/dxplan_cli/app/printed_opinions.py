"""What the committee's paper says of each opinion now: its number, its answer, where the text was changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.app.occasion import choose_occasion
from dxplan_cli.papers.blocks import Stamp
from dxplan_cli.papers.material import Material
from dxplan_cli.papers.response_columns import answer_text, changes_text
from dxplan_cli.trace.decisions import settle, settle_plan
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from pathlib import Path

    from dxplan_cli.model.opinion import Opinion
    from dxplan_cli.model.plan import Plan


class PrintedOpinions(Value):
    """The opinions as the paper of today prints them; a plan without a draft has no paper."""

    material: Material | None

    def as_printed(self, opinion: Opinion) -> Opinion:
        """Return an opinion with the decision the paper prints: one that is the same as another has that one's."""
        return opinion if self.material is None else settle(opinion, self.material.opinions)

    def number_of(self, opinion: Opinion) -> int | None:
        """Return the running number; None for an opinion the paper does not deal with."""
        return None if self.material is None else self.material.register.numbers.get(opinion.id)

    def answer_of(self, opinion: Opinion) -> str:
        """Return the words in the column of answers."""
        return (opinion.answer or "") if self.material is None else answer_text(self.as_printed(opinion), self.material)

    def changes_of(self, opinion: Opinion) -> str:
        """Return the words in the column of changes."""
        return "" if self.material is None else changes_text(self.as_printed(opinion), self.material)


def print_opinions(plan: Plan, root: Path) -> PrintedOpinions:
    """Return the opinions as `dxplan docx responses` would print them."""
    if not plan.drafts:
        return PrintedOpinions(None)
    plan = settle_plan(plan)
    occasion = choose_occasion(plan, root)
    return PrintedOpinions(Material(plan, occasion.trace, occasion.meeting, None, Stamp("", None, "")))
