"""All rules, in the order their findings are told."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeAlias

from dxplan_cli.checks.rules import (
    broken_promise,
    changed_id,
    contradicting_decision,
    cut_by_comment,
    dangling_id,
    disagreeing_answers,
    drifted_repeat,
    duplicate_id,
    figure_without_alt,
    frozen_draft_changed,
    group_mismatch,
    idle_reason,
    idle_setting,
    kind_mismatch,
    kpi_unset,
    misplaced_opinion,
    missing_answer,
    not_encodable,
    note_in_print,
    open_alternative,
    orphan_repeat,
    personal_data,
    quote_not_found,
    ragged_row,
    reconstructed_wording,
    rewritten_number,
    stale_reference,
    sum_mismatch,
    suspect_link,
    todo_open,
    unanswered_opinion,
    unclear_promise,
    unexplained_change,
    unfulfilled_opinion,
    unlisted_chapter,
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
    (changed_id.CODE, changed_id.find),
    (unlisted_chapter.CODE, unlisted_chapter.find),
    (misplaced_opinion.CODE, misplaced_opinion.find),
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
    (drifted_repeat.CODE, drifted_repeat.find),
    (stale_reference.CODE, stale_reference.find),
    # Opinions and their answers
    (group_mismatch.CODE, group_mismatch.find),
    (contradicting_decision.CODE, contradicting_decision.find),
    (disagreeing_answers.CODE, disagreeing_answers.find),
    (missing_answer.CODE, missing_answer.find),
    (unanswered_opinion.CODE, unanswered_opinion.find),
    (unclear_promise.CODE, unclear_promise.find),
    # What stands in the draft itself
    (sum_mismatch.CODE, sum_mismatch.find),
    (ragged_row.CODE, ragged_row.find),
    (cut_by_comment.CODE, cut_by_comment.find),
    (unseen_characters.CODE, unseen_characters.find),
    (rewritten_number.CODE, rewritten_number.find),
    (not_encodable.CODE, not_encodable.find),
    (note_in_print.CODE, note_in_print.find),
    (open_alternative.CODE, open_alternative.find),
    (figure_without_alt.CODE, figure_without_alt.find),
    (kpi_unset.CODE, kpi_unset.find),
    (todo_open.CODE, todo_open.find),
    # What the public must not read
    (personal_data.CODE, personal_data.find),
    (reconstructed_wording.CODE, reconstructed_wording.find),
)

PUBLIC = frozenset({personal_data.CODE, reconstructed_wording.CODE})
"""Rules of the public edition alone."""

CODES = (*(code for code, _ in RULES), idle_setting.CODE)
"""All codes of findings; what was accepted in vain is known when all else was looked at."""


class Verdict(Value):
    """The findings to be told, those that plan.yaml accepts with a reason, and those of steps that are not looked at."""

    findings: tuple[Finding, ...]
    accepted: tuple[Finding, ...]
    elsewhere: tuple[Finding, ...] = ()


def judge(inspection: Inspection) -> Verdict:
    """Run every rule, and put aside what plan.yaml accepts, then what is not about the drafts asked about.

    What is accepted for another step is not accepted in vain, so that every step is looked at first.
    """
    if not inspection.is_narrow:
        return _judge(inspection)
    whole = _judge(inspection.widened())
    here = {finding for _, rule in RULES for finding in rule(inspection)}
    told = [each for each in whole.findings if each in here or each.code == idle_setting.CODE]
    elsewhere = tuple(each for each in whole.findings if each not in told)
    return Verdict(tuple(told), tuple(each for each in whole.accepted if each in here), elsewhere)


def _judge(inspection: Inspection) -> Verdict:
    acceptances = inspection.plan.settings.checks.accepted
    told: list[Finding] = []
    accepted: list[Finding] = []
    used: Counter[Accepted] = Counter()
    for finding in (finding for _, rule in RULES for finding in rule(inspection)):
        matching = [each for each in acceptances if _accepts(each, finding)]
        used.update(matching)
        (accepted if matching else told).append(finding)
    idle = [each for each in acceptances if each not in used and (inspection.is_public or each.code not in PUBLIC)]
    silenced = {each: count for each, count in used.items() if each.is_blanket}
    return Verdict((*told, *idle_setting.find(inspection, idle, silenced)), tuple(accepted))


def run_rules(inspection: Inspection) -> tuple[Finding, ...]:
    """Run every rule and leave out what plan.yaml accepts with a reason."""
    return judge(inspection).findings


def _accepts(accepted: Accepted, finding: Finding) -> bool:
    return (
        accepted.code == finding.code
        and accepted.node in {None, finding.node}
        and accepted.opinion in {None, finding.opinion}
        and (accepted.file is None or _is_in(finding.place.file, accepted.file))
    )


def _is_in(file: str, accepted: str) -> bool:
    """Tell whether a finding's file is the accepted one, or lies in the accepted folder."""
    return file == accepted or file.startswith(f"{accepted.rstrip('/')}/")
