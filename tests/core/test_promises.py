"""What was promised of the text is held against every later draft, not only the next."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import tries
from test_state import changed, opinion, plan_of

from dxplan_cli.model.disposition import Disposition, Promise
from dxplan_cli.model.kind import ChangeKind
from dxplan_cli.model.opinion import PastDecision
from dxplan_cli.model.plan import Settings
from dxplan_cli.model.state import State
from dxplan_cli.trace.promises import broken_changes
from dxplan_cli.trace.state import states_of, trace_neighbours
from dxplan_cli.value import replace

BASE, MADE = {"a": "道を直す", "b": "港"}, {"a": "道を早く直す", "b": "港"}
STEPS = {
    "still there": (MADE, True),
    "developed": ({"a": "道をより早く直す", "b": "港"}, True),
    "changed elsewhere": ({"a": "道を早く直すこと", "b": "港湾"}, True),
    "as it was": (BASE, False),
    "undone, and changed elsewhere": ({"a": "道を直すこととする", "b": "港"}, False),
    "gone": ({"b": "港"}, False),
}
"""A later draft, and whether it keeps 「早く」."""


@tries(0.5)
@given(st.lists(st.sampled_from(sorted(STEPS)), min_size=1, max_size=2))
def test_the_newest_draft_decides_whether_a_promise_is_kept(names: list[str]) -> None:
    plan = plan_of(
        (opinion("1", "反映", changed("a", ChangeKind.ADD)),), BASE, MADE, *(STEPS[each][0] for each in names)
    )
    broken = list(broken_changes(plan, trace_neighbours(plan)))
    keeps = [STEPS[each][1] for each in names]

    assert bool(broken) is not keeps[-1]
    state = states_of(plan, trace_neighbours(plan))["1"]
    assert state is (State.VERIFIED if keeps[-1] else State.TAKEN_BACK)
    if broken:
        last_kept = max((at for at, is_kept in enumerate(keeps) if is_kept), default=-1)
        assert broken[0].draft.id == ("an", "seian")[last_kept + 1]


@tries(0.5)
@given(st.lists(st.sampled_from(sorted(STEPS)), min_size=1, max_size=2))
def test_a_replaced_decision_explains_its_change_once_a_later_draft_took_it_back(names: list[str]) -> None:
    """What still stands needs an opinion or a reason that holds today."""
    made = PastDecision(date="2024-09-01", disposition="反映", changes=(changed("a", ChangeKind.ADD),))
    decided_anew = replace(opinion("1", "反映困難"), history=(made,))
    plan = plan_of((decided_anew,), BASE, MADE, *(STEPS[each][0] for each in names))
    mark = trace_neighbours(plan)[0].marks[0]

    is_taken_back = not STEPS[names[-1]][1]
    assert mark.is_explained is is_taken_back
    assert not mark.opinions


WORDS = {
    "反映": Promise.CHANGE, "一部反映": Promise.CHANGE, "記述済み": Promise.PRESENT, "実施段階検討": Promise.LATER,
    "反映困難": Promise.NONE, "参考": Promise.NONE, "取下げ": Promise.WITHDRAWN, "未対応": None, "継続審議": None,
}  # fmt: skip


@pytest.mark.parametrize("word", WORDS)
def test_a_plain_word_keeps_its_known_meaning(word: str) -> None:
    assert Settings(title="計画", drafts=()).promise_of(word) is WORDS[word]


def test_plan_yaml_says_what_a_word_promises() -> None:
    settings = Settings(
        title="計画",
        drafts=(),
        dispositions=(Disposition("参考", Promise.CHANGE), Disposition("その他"), Disposition("実施段階検討")),
        deferred=("その他",),
    )
    assert [settings.promise_of(word) for word in settings.disposition_names] == [
        Promise.CHANGE, Promise.LATER, Promise.NONE,
    ]  # fmt: skip
