"""What is accepted and what is counted, for every plan there is a case of."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from dxplan_cli.checks.inspection import Inspection
from dxplan_cli.checks.registry import judge
from dxplan_cli.checks.summary import summarise
from dxplan_cli.model.plan import Accepted, Plan
from dxplan_cli.store.load import load_plan
from dxplan_cli.value import replace

CASES = sorted(path for path in (Path(__file__).parent / "cases").iterdir() if path.is_dir())
SHIPPED = Path(__file__).parents[2] / "plan-data"
EVERY_PLAN = pytest.mark.parametrize("folder", [SHIPPED, *CASES], ids=lambda folder: folder.name)


def accepting(plan: Plan, *accepted: Accepted) -> Inspection:
    checks = replace(plan.settings.checks, accepted=accepted)
    return Inspection(replace(plan, settings=replace(plan.settings, checks=checks)), is_public=True)


@EVERY_PLAN
def test_accepting_every_finding_leaves_none_and_nothing_idle(folder: Path) -> None:
    plan = load_plan(folder)
    found = judge(accepting(plan)).findings
    accepted = [
        Accepted(code=each.code, node=each.node, opinion=each.opinion, file=each.place.file, reason="認める")
        for each in found
    ]
    verdict = judge(accepting(plan, *accepted))

    assert Counter(verdict.accepted) >= Counter(found)
    named = {each.node for each in found} | {each.opinion for each in found}
    assert [each for each in verdict.findings if each.code != "dangling-id"] == []
    assert all(any(str(name) in each.message for name in named) for each in verdict.findings)


@EVERY_PLAN
def test_an_acceptance_takes_away_what_it_names_and_nothing_else(folder: Path) -> None:
    plan = load_plan(folder)
    found = judge(accepting(plan)).findings
    for code in {each.code for each in found}:
        verdict = judge(accepting(plan, Accepted(code=code, reason="認める")))
        told = [each for each in verdict.findings if each not in found]
        assert [each for each in verdict.findings if each in found] == [each for each in found if each.code != code]
        assert verdict.accepted == tuple(each for each in found if each.code == code)
        hides_many = len(verdict.accepted) > 1
        assert [each.code for each in told] == ["idle-setting"] * hides_many


@EVERY_PLAN
def test_an_acceptance_of_a_folder_takes_away_what_lies_in_it(folder: Path) -> None:
    plan = load_plan(folder)
    found = judge(accepting(plan)).findings
    for code, above in {(each.code, each.place.file.rpartition("/")[0]) for each in found}:
        if not above:
            continue
        verdict = judge(accepting(plan, Accepted(code=code, file=f"{above}/", reason="認める")))
        kept = [each for each in found if each.code != code or not each.place.file.startswith(f"{above}/")]
        assert list(verdict.findings) == kept


@EVERY_PLAN
def test_an_acceptance_of_a_file_takes_away_what_is_in_it(folder: Path) -> None:
    plan = load_plan(folder)
    found = judge(accepting(plan)).findings
    for code, file in {(each.code, each.place.file) for each in found}:
        verdict = judge(accepting(plan, Accepted(code=code, file=file, reason="認める")))
        assert verdict.findings == tuple(each for each in found if (each.code, each.place.file) != (code, file))


@EVERY_PLAN
def test_an_acceptance_of_another_finding_is_idle(folder: Path) -> None:
    plan = load_plan(folder)
    found = judge(accepting(plan)).findings
    codes = {each.code for each in found}
    unheard = next(code for code in ("figure-without-alt", "disagreeing-answers") if code not in codes)
    verdict = judge(accepting(plan, Accepted(code=unheard, reason="認める")))
    assert verdict.findings[:-1] == found
    assert verdict.findings[-1].code == "idle-setting"


@EVERY_PLAN
def test_the_summary_counts_the_findings(folder: Path) -> None:
    inspection = Inspection(load_plan(folder), is_public=True)
    verdict = judge(inspection)
    counts = Counter(each.code for each in verdict.findings)
    summary = summarise(inspection, verdict)
    assert (summary.unexplained, summary.unfulfilled, summary.undecided, summary.personal, summary.accepted) == (
        counts["unexplained-change"],
        counts["unfulfilled-opinion"] + counts["broken-promise"],
        counts["unanswered-opinion"],
        counts["personal-data"],
        len(verdict.accepted),
    )
    opinions = inspection.plan.opinions
    assert summary.opinions + summary.withdrawn == sum(each.group.comments if each.group else 1 for each in opinions)
    assert summary.entries == len(opinions)
