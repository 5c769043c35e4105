"""suspect-link: the text an opinion is linked to was changed again after the link was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.checks.wording import named, told
from dxplan_cli.model.digest import digest_of_words
from dxplan_cli.model.finding import Finding, Severity
from dxplan_cli.trace.claim import draft_after
from dxplan_cli.trace.fate import Fates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.checks.inspection import Inspection

CODE = "suspect-link"


def find(inspection: Inspection) -> Iterator[Finding]:
    """Hold the digest a link was made against against the words its draft has now; links without one are not judged.

    A node that has another id by now is found under that.
    """
    plan, fates = inspection.plan, Fates(inspection.plan)
    for opinion in plan.opinions:
        for link in opinion.changes:
            draft = plan.draft(link.draft or draft_after(plan, opinion.round) or "")
            if draft is None or not link.digest:
                continue
            standing = fates.living(link.node, draft)
            node = standing[0] if len(standing) == 1 else None
            if node is not None and digest_of_words(node) != link.digest:
                yield Finding(
                    code=CODE,
                    severity=Severity.WARNING,
                    message=f"意見{told(opinion)}を結び付けた後に、文言が変わっています：{named(node)}",
                    hint=f"今の文言でもこの意見に応えているかを確かめ、よければ dxplan opinions decide {opinion.id} --confirm としてください",
                    place=link.place,
                    node=link.node,
                    opinion=opinion.id,
                )
