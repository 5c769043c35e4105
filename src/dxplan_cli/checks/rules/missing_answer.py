"""missing-answer: the opinion did not change the plan, and no answer (対応方針) says why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.checks.wording import told
from dxplan_cli.model.disposition import needs_answer
from dxplan_cli.model.finding import Finding, Severity
from dxplan_cli.text.answers import is_ditto
from dxplan_cli.trace.decisions import lineage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.checks.inspection import Inspection

CODE = "missing-answer"


def find(inspection: Inspection) -> Iterator[Finding]:
    """Look at every decided opinion; the answer of the opinion it is the same as (〃) is its answer too."""
    for opinion in inspection.plan.opinions:
        if not needs_answer(opinion.disposition, inspection.plan.settings.promise_of(opinion.disposition)):
            continue
        answers = (each.answer for each in lineage(opinion, inspection.opinions))
        if not any(answer and not is_ditto(answer) for answer in answers):
            yield Finding(
                code=CODE,
                severity=Severity.ERROR,
                message=f"対応区分が「{opinion.disposition}」なのに、回答がありません：{told(opinion)}",
                hint="意見の answer に対応方針を書いてください",
                place=opinion.place,
                opinion=opinion.id,
            )
