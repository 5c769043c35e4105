"""suspect-link: the text an opinion is linked to was changed again after the link was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.checks.wording import named, told
from dxplan_cli.model.digest import digest_of_words
from dxplan_cli.model.finding import Finding, Severity
from dxplan_cli.model.written import as_written
from dxplan_cli.trace.claim import draft_after
from dxplan_cli.trace.fate import Fates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.checks.inspection import Inspection
    from dxplan_cli.model.node import AnyNode
    from dxplan_cli.model.plan import Plan

CODE = "suspect-link"


class _Written:
    """The words of drafts as their files have them: what links made long ago were made against."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._nodes: dict[str, dict[str, AnyNode]] = {}

    def digest(self, draft_id: str, node: AnyNode) -> str:
        """Return the digest of a node's words as they are written."""
        if draft_id not in self._nodes:
            draft = self._plan.draft(draft_id)
            nodes = as_written(draft, self._plan.notes).nodes() if draft else ()
            self._nodes[draft_id] = {each.id: each for each in nodes}
        return digest_of_words(self._nodes[draft_id].get(node.id, node))


def find(inspection: Inspection) -> Iterator[Finding]:
    """Hold the digest a link was made against against the words its draft has now; links without one are not judged.

    A node that has another id by now is found under that.
    """
    plan, fates = inspection.plan, Fates(inspection.plan)
    written = _Written(plan)
    for opinion in plan.opinions:
        for link in opinion.changes:
            draft = plan.draft(link.draft or draft_after(plan, opinion.round) or "")
            standing = fates.living(link.node, draft) if draft is not None and link.digest else ()
            if draft is None or len(standing) != 1 or digest_of_words(standing[0]) == link.digest:
                continue
            node = standing[0]
            if written.digest(draft.id, node) != link.digest:
                yield Finding(
                    code=CODE,
                    severity=Severity.WARNING,
                    message=f"意見{told(opinion)}を結び付けた後に、文言が変わっています：{named(node)}",
                    hint=f"今の文言でもこの意見に応えているかを確かめ、よければ dxplan opinions decide {opinion.id} --confirm としてください",
                    place=link.place,
                    node=link.node,
                    opinion=opinion.id,
                )
