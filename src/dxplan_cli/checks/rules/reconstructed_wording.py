"""reconstructed-wording: words that are inferred and not seen, where everybody will read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.checks.wording import named
from dxplan_cli.model.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.checks.inspection import Inspection
    from dxplan_cli.model.plan import Draft

CODE = "reconstructed-wording"
HINT = (
    "もとの文書で文言を確かめ、正しい文言に改めて reconstructed を消してください。"
    "推定と断って公表するなら、plan.yaml の checks の accepted に理由を書いてください"
)


def find(inspection: Inspection) -> Iterator[Finding]:
    """Look at the drafts that the papers for the public show."""
    if not inspection.is_public:
        return
    for draft in _drafts_shown(inspection):
        for node in draft.nodes():
            if node.reconstructed:
                yield Finding(
                    code=CODE,
                    severity=Severity.ERROR,
                    message=f"{draft.label}の{named(node)}は、もとの文書で確かめていない推定の文言です",
                    hint=HINT,
                    place=node.place,
                    node=node.id,
                )


def _drafts_shown(inspection: Inspection) -> tuple[Draft, ...]:
    """Return the drafts that were compared for papers; else the latest one and what it is based on."""
    latest = inspection.latest
    if inspection.known:
        base, revised = inspection.known[-1].comparison.drafts
    elif latest is not None:
        base, revised = inspection.plan.draft(latest.based_on or "") or latest, latest
    else:
        return ()
    return (revised,) if base is revised else (base, revised)
