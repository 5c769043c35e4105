"""unclear-promise: nobody can check a decision, because its word or its place does not say what was promised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.checks.wording import told
from dxplan_cli.model.disposition import UNDECIDED, Promise
from dxplan_cli.model.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.checks.inspection import Inspection

CODE = "unclear-promise"


def find(inspection: Inspection) -> Iterator[Finding]:
    """Look at words of plan.yaml without a known promise, and at passages (記述済み) that are not pointed at."""
    settings = inspection.plan.settings
    for name in settings.disposition_names:
        if name != UNDECIDED and settings.promise_of(name) is None:
            yield Finding(
                code=CODE,
                severity=Severity.INFO,
                message=f"対応区分「{name}」が本文について何を約束するのか、分かりません",
                hint=f"plan.yaml の dispositions に {{name: {name}, promise: none}} のように書いてください"
                "（change 本文を変える・present もう書いてある・later 後で・none 変えない・withdrawn 取下げ）",
                place=settings.place,
            )
    for opinion in inspection.plan.opinions:
        is_present = settings.promise_of(opinion.disposition) is Promise.PRESENT
        if is_present and not opinion.about and not opinion.quote:
            yield Finding(
                code=CODE,
                severity=Severity.WARNING,
                message=f"「{opinion.disposition}」と答えた意見{told(opinion)}に、どこに書いてあるかが示されていません",
                hint=f"dxplan opinions decide {opinion.id} --about 項目 --quote 文言 で場所を示してください",
                place=opinion.place,
                opinion=opinion.id,
            )
