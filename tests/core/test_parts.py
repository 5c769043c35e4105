"""Splits and merges: found by matching, told at the changes, whichever way round the drafts stand."""

from __future__ import annotations

import pytest

from dxplan_cli.diff.adopt import adopt_ids, new_ids
from dxplan_cli.diff.match import match_nodes
from dxplan_cli.diff.parts import Parts, parts_of
from dxplan_cli.model.node import Paragraph, Section

FIRST = "県は、県内のすべての市町村と連携し、行政手続のオンライン化を進める。"
SECOND = "あわせて、窓口に来る人が迷わないように、書かない窓口の導入を支援する。"
OTHER = "高齢者が機器の使い方を学べる場を設ける。"


def chapters(name: str, *texts: str) -> tuple[Section, ...]:
    paragraphs = tuple(Paragraph(id=f"{name}{at}", text=text) for at, text in enumerate(texts))
    return (Section(id=f"{name}s", title="章", children=paragraphs),)


def found(base: tuple[Section, ...], revised: tuple[Section, ...]) -> tuple[Parts, ...]:
    matching = match_nodes(base, revised)
    ids = {node.id for chapter in adopt_ids(revised, matching) for node in chapter.children}
    parts = parts_of(matching, new_ids(matching))
    assert {each for part in parts for each in part.revised} <= ids
    return parts


def test_a_split_and_a_merge_are_the_same_the_other_way_round() -> None:
    whole, split = chapters("a", FIRST + SECOND, OTHER), chapters("b", FIRST, SECOND, OTHER)
    (there,), (back,) = found(whole, split), found(split, whole)
    assert (len(there.base), len(there.revised)) == (1, 2)
    assert (len(back.base), len(back.revised)) == (2, 1)
    assert there.turned().turned() == there


@pytest.mark.parametrize(
    ("parts", "notes"),
    [
        (Parts(("a",), ("a", "b")), {"a": "（２つに分割）", "b": "（２つに分割した２つ目）"}),
        (
            Parts(("a",), ("b", "a", "c")),
            {"a": "（３つに分割）", "b": "（３つに分割した１つ目）", "c": "（３つに分割した３つ目）"},
        ),
        (Parts(("a", "b"), ("a",)), {"a": "（２項目を統合）", "b": "（前の項目と統合）"}),
        (Parts(("a", "b"), ("b",)), {"b": "（２項目を統合）", "a": "（次の項目と統合）"}),
    ],
)
def test_what_became_of_each_is_said(parts: Parts, notes: dict[str, str]) -> None:
    assert {node: parts.note_of(node) for node in parts.nodes} == notes
