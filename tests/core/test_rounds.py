"""The order of rounds: by the day, then by the draft, never by name."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxplan_cli.errors import FaultyDataError
from dxplan_cli.model.opinion import Held, Round
from dxplan_cli.model.plan import Draft
from dxplan_cli.store.load import load_plan
from dxplan_cli.store.rounds import in_order_held

DRAFTS = tuple(Draft(id=each, label=each, chapters=()) for each in ("kosshi", "soan", "an"))


def heard(name: str, draft: str = "soan", held: str | None = None, date: str | None = None) -> Round:
    return Round(
        id=name, kind="聞き取り", title=name, draft=draft, date=date, held=Held(start=held, end=held) if held else None
    )


@pytest.mark.parametrize(
    ("rounds", "order"),
    [
        ([heard("2023-iinkai", held="2023-07-01"), heard("2023-kikitori", held="2023-09-01")], ["2023-iinkai", "2023-kikitori"]),
        ([heard("a", held="2023-10-01"), heard("z", held="2023-09-01")], ["z", "a"]),
        ([heard("a", draft="an"), heard("z", draft="soan")], ["z", "a"]),
        ([heard("a", draft="an"), heard("z", draft="soan", held="2024-01-01")], ["z", "a"]),
        ([heard("a", date="令和５年１０月１日"), heard("z", date="２０２３．９")], ["z", "a"]),
        ([heard("a", date="令和５年１０月１日"), heard("z", held="2023-09-30")], ["z", "a"]),
        ([heard("a"), heard("z", held="2023-09-01")], ["z", "a"]),
        ([heard("b"), heard("a")], ["a", "b"]),
        ([heard("a", draft="an", held="2023-08-01"), heard("b", draft="soan", held="2023-08-01")], ["b", "a"]),
    ],
)  # fmt: skip
def test_rounds_stand_in_the_order_they_were_held(rounds: list[Round], order: list[str]) -> None:
    assert [each.id for each in in_order_held(rounds, DRAFTS)] == order


days = st.none() | st.dates().map(str)
rounds_drawn = st.lists(
    st.builds(heard, st.text("abcxyz", min_size=1), st.sampled_from(["kosshi", "soan", "an"]), days),
    unique_by=lambda each: each.id,
)


@given(rounds_drawn, st.randoms())
def test_the_order_is_one_and_keeps_days_and_drafts(rounds: list[Round], dice: object) -> None:
    """Law: files in any order give one order; of two with days the earlier comes first; so does the earlier draft without."""
    ordered = in_order_held(rounds, DRAFTS)
    shuffled = list(rounds)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    assert in_order_held(shuffled, DRAFTS) == ordered
    starts = [each.held.start or "" for each in ordered if each.held]
    assert starts == sorted(starts)
    ranks = [[draft.id for draft in DRAFTS].index(each.draft or "") for each in ordered if not each.held]
    assert ranks == sorted(ranks)


def plan_with(folder: Path, held: str) -> Path:
    for name, text in {
        "plan.yaml": "title: 計画\ndrafts: [soan]\n",
        "drafts/soan/draft.yaml": "label: 素案\nchapters: [01]\n",
        "drafts/soan/01.yaml": "id: shigoto\ntitle: しごと\n",
        "rounds/b.yaml": f"title: 聞き取り\nheld: {held}\n",
        "rounds/a.yaml": "title: 委員会\nheld: 2023-09-01\n",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    "held",
    [
        "2023-08-31",
        '"2023-08-31"',
        "{from: 2023-08-01, until: 2023-10-31}",
        "{from: 2023-08-31}",
        "{until: 2023-08-31}",
    ],
)
def test_a_day_is_read_with_and_without_quotes_and_as_a_span(tmp_path: Path, held: str) -> None:
    assert [each.id for each in load_plan(plan_with(tmp_path, held)).rounds] == ["b", "a"]


@pytest.mark.parametrize(
    ("held", "remedy"),
    [
        ("令和５年９月１日", "2023-09-01"),
        ("2023/9/1", "2023-09-01"),
        ("2023-02-29", "のように"),
        ("秋", "2023-09-01 のように"),
        ("[2023-09-01]", "のように"),
        ("{}", "from"),
        ("{from: 2023-09-02, until: 2023-09-01}", "直して"),
    ],
)
def test_what_is_no_day_is_refused_with_how_to_write_it(tmp_path: Path, held: str, remedy: str) -> None:
    with pytest.raises(FaultyDataError) as refused:
        load_plan(plan_with(tmp_path, held))
    fault = refused.value.faults[0]
    assert fault.place.file == "rounds/b.yaml"
    assert fault.place.line == 2
    assert remedy in fault.hint
