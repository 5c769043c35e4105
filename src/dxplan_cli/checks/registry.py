"""All rules, in the order their findings are told."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from dxplan_cli.checks.rules import (
    broken_promise,
    contradicting_decision,
    cut_by_comment,
    dangling_id,
    disagreeing_answers,
    duplicate_id,
    figure_without_alt,
    frozen_draft_changed,
    group_mismatch,
    idle_acceptance,
    idle_reason,
    kind_mismatch,
    kpi_unset,
    missing_answer,
    not_encodable,
    open_alternative,
    orphan_repeat,
    personal_data,
    quote_not_found,
    sum_mismatch,
    suspect_link,
    todo_open,
    unanswered_opinion,
    unclear_promise,
    unexplained_change,
    unfulfilled_opinion,
    unseen_characters,
    wrong_consequence,
)
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from dxplan_cli.checks.inspection import Inspection
    from dxplan_cli.model.finding import Finding
    from dxplan_cli.model.plan import Accepted

Rule: TypeAlias = "Callable[[Inspection], Iterable[Finding]]"

RULES: tuple[tuple[str, Rule], ...] = (
    # What makes every other finding doubtful
    (duplicate_id.CODE, duplicate_id.find),
    (dangling_id.CODE, dangling_id.find),
    (frozen_draft_changed.CODE, frozen_draft_changed.find),
    # Changes and what they were promised to be
    (unexplained_change.CODE, unexplained_change.find),
    (unfulfilled_opinion.CODE, unfulfilled_opinion.find),
    (broken_promise.CODE, broken_promise.find),
    (quote_not_found.CODE, quote_not_found.find),
    (suspect_link.CODE, suspect_link.find),
    (idle_reason.CODE, idle_reason.find),
    (kind_mismatch.CODE, kind_mismatch.find),
    (wrong_consequence.CODE, wrong_consequence.find),
    (orphan_repeat.CODE, orphan_repeat.find),
    # Opinions and their answers
    (group_mismatch.CODE, group_mismatch.find),
    (contradicting_decision.CODE, contradicting_decision.find),
    (disagreeing_answers.CODE, disagreeing_answers.find),
    (missing_answer.CODE, missing_answer.find),
    (unanswered_opinion.CODE, unanswered_opinion.find),
    (unclear_promise.CODE, unclear_promise.find),
    # What stands in the draft itself
    (sum_mismatch.CODE, sum_mismatch.find),
    (cut_by_comment.CODE, cut_by_comment.find),
    (unseen_characters.CODE, unseen_characters.find),
    (not_encodable.CODE, not_encodable.find),
    (open_alternative.CODE, open_alternative.find),
    (figure_without_alt.CODE, figure_without_alt.find),
    (kpi_unset.CODE, kpi_unset.find),
    (todo_open.CODE, todo_open.find),
    # What the public must not read
    (personal_data.CODE, personal_data.find),
)

PUBLIC = frozenset({personal_data.CODE})
"""Rules of the public edition alone."""

CODES = (*(code for code, _ in RULES), idle_acceptance.CODE)
"""All codes of findings; what was accepted in vain is known when all else was looked at."""


class Verdict(Value):
    """The findings to be told, and those that plan.yaml accepts with a reason."""

    findings: tuple[Finding, ...]
    accepted: tuple[Finding, ...]


def judge(inspection: Inspection) -> Verdict:
    """Run every rule, and put aside what plan.yaml accepts."""
    acceptances = inspection.plan.settings.checks.accepted
    told: list[Finding] = []
    accepted: list[Finding] = []
    used: set[Accepted] = set()
    for finding in (finding for _, rule in RULES for finding in rule(inspection)):
        matching = [each for each in acceptances if _accepts(each, finding)]
        used.update(matching)
        (accepted if matching else told).append(finding)
    idle = [each for each in acceptances if each not in used and (inspection.is_public or each.code not in PUBLIC)]
    return Verdict((*told, *idle_acceptance.find(inspection, idle)), tuple(accepted))


def run_rules(inspection: Inspection) -> tuple[Finding, ...]:
    """Run every rule and leave out what plan.yaml accepts with a reason."""
    return judge(inspection).findings


def _accepts(accepted: Accepted, finding: Finding) -> bool:
    return (
        accepted.code == finding.code
        and accepted.node in {None, finding.node}
        and accepted.opinion in {None, finding.opinion}
        and accepted.file in {None, finding.place.file}
    )
