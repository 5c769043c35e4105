"""The No. an opinion has in the 意見対応表 that `dxplan docx responses` would print now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.app.lookup import Numbering, is_number

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from dxplan_cli.model.plan import Plan


def numbering_for(plan: Plan, root: Path, names: Iterable[str]) -> Numbering | None:
    """Return the numbers if a name can be one; they want a comparison."""
    if not plan.drafts or not any(is_number(name) for name in names):
        return None
    from dxplan_cli.app.occasion import choose_occasion  # noqa: PLC0415 - ids and their endings need no comparison
    from dxplan_cli.papers.register import make_register  # noqa: PLC0415 - as above

    occasion = choose_occasion(plan, root)
    return Numbering(make_register(occasion.trace, occasion.meeting).numbers, f"意見対応表（{occasion.told}）")
