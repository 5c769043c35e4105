"""frozen-draft-changed: a draft that was handed out (確定した版) no longer reads as it did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.model.finding import Finding, Severity
from dxplan_cli.model.written import is_as_frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.checks.inspection import Inspection

CODE = "frozen-draft-changed"


def find(inspection: Inspection) -> Iterator[Finding]:
    """Hold the digest written when a draft was frozen against the digest of what stands there now."""
    for draft in inspection.plan.drafts:
        if draft.frozen and not is_as_frozen(draft, inspection.plan.notes):
            yield Finding(
                code=CODE,
                severity=Severity.ERROR,
                message=f"確定した版「{draft.label}」の内容が、確定したときと違います",
                hint="変えた所を元に戻し、直しは新しい版で行ってください（確定し直すなら draft.yaml の frozen を null にしてから dxplan draft freeze）",
                place=draft.place,
            )
