"""The drafts seen from today: a node that stands unchanged in several drafts is looked at once, in the newest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.model.node import content_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.model.node import AnyNode
    from dxplan_cli.model.plan import Draft, Plan


def newest_versions(plan: Plan) -> Iterator[tuple[Draft, AnyNode]]:
    """Yield every version of every node once, with the newest draft that has it; newest draft first."""
    seen: dict[str, list[AnyNode]] = {}
    for draft in reversed(plan.drafts):
        for node in draft.nodes():
            content, known = content_of(node), seen.setdefault(node.id, [])
            if content not in known:
                known.append(content)
                yield draft, node
