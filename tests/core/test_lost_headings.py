"""Headings that are paragraphs in one of two drafts."""

from __future__ import annotations

import pytest
from hypothesis import given
from strategies import draft_pairs, tries

from dxplan_cli.diff.lost_headings import restore_headings
from dxplan_cli.model.node import AnyNode, Paragraph, Section
from dxplan_cli.model.plan import Draft


def section(title: str, *children: AnyNode, number: str | None = None) -> Section:
    return Section(id=f"s{title}", title=title, number=number, children=children)


def text(words: str) -> Paragraph:
    return Paragraph(id=f"p{words}", text=words)


def titles(nodes: tuple[AnyNode, ...], level: int = 1) -> list[str]:
    found = []
    for node in nodes:
        is_section = isinstance(node, Section)
        found.append(f"{'#' * level} {node.title}" if is_section else node.text)
        found += titles(node.children, level + 1) if is_section else []
    return found


WHOLE = (section("章", text("文"), section("現状", text("甲"), number="１"), section("課題", text("乙"), number="２")),)


@pytest.mark.parametrize(
    "lost",
    [
        (section("章", text("文"), text("１　現状"), text("甲"), section("課題", text("乙"), number="２")),),
        (section("章", text("文"), section("現状", text("甲"), text("2 課題"), text("乙"), number="１")),),
        (section("章", text("文"), text("１現状"), text("甲"), text("２課題"), text("乙")),),
    ],
)
def test_a_paragraph_that_is_a_heading_there_is_one_here(lost: tuple[Section, ...]) -> None:
    assert titles(restore_headings(lost, WHOLE).chapters) == titles(WHOLE)


@pytest.mark.parametrize(
    "kept",
    [
        (section("章", text("１　現状"), section("現状", text("甲"), number="１")),),
        (section("章", text("１　現状"), text("１　現状")),),
        (section("章", text("現状を述べる文")),),
    ],
)
def test_what_is_not_surely_a_heading_stays(kept: tuple[Section, ...]) -> None:
    assert restore_headings(kept, WHOLE).chapters == kept


@given(draft_pairs())
@tries(0.5)
def test_a_draft_has_all_its_headings(pair: tuple[Draft, Draft]) -> None:
    assert restore_headings(pair[0].chapters, pair[0].chapters).chapters == pair[0].chapters
