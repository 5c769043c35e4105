"""Every paper of the shipped plan in the programs of an office: valid, and fit to be printed and handed out."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from programs import TRACKED, faults

from dxplan_cli.papers.catalogue import PAPERS
from dxplan_cli.papers.edition import Edition

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sheets import Printed

    Printer = Callable[[str], Printed]

TITLES = {
    f"{paper.kind}-{edition.name.lower()}": f"{edition.value} {paper.title}" for edition in Edition for paper in PAPERS
} | {"redline-tracked": TRACKED}
EVERY_PAPER = pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
SETTLED = {name: title for name, title in TITLES.items() if title != TRACKED}
EVERY_SETTLED_PAPER = pytest.mark.parametrize("title", SETTLED.values(), ids=SETTLED)
"""Those without tracked changes: beside a changed line the program draws a bar of its own in the margin."""
FONTS = {"BIZUDGothic-Bold", "BIZUDGothic-Regular", "BIZUDMincho-Regular"}
SLACK = 2.0
"""A ruled line has its middle on the margin, and a picture of a page is as fine as a point."""

pytestmark = pytest.mark.office


def test_all_papers_are_looked_at(papers: dict[str, Path]) -> None:
    assert list(papers) == list(TITLES.values())


@EVERY_PAPER
def test_the_validator_finds_nothing(papers: dict[str, Path], title: str) -> None:
    assert faults(papers[title]) == []


@EVERY_PAPER
def test_only_the_fonts_asked_for_are_used_and_all_are_embedded(printed: Printer, title: str) -> None:
    fonts = printed(title).fonts

    assert fonts
    assert set(fonts) <= FONTS
    assert all(fonts.values())


@EVERY_PAPER
def test_every_page_has_the_size_the_file_asks_for(printed: Printer, title: str) -> None:
    paper = printed(title)

    for sheet in paper.sheets:
        assert sheet.size == pytest.approx(paper.paper.size, abs=0.1)


@EVERY_SETTLED_PAPER
def test_nothing_is_printed_outside_the_margins(printed: Printer, title: str) -> None:
    text = printed(title).paper.text

    outside = [
        f"page {sheet.number}: {sheet.ink}"
        for sheet in printed(title).sheets
        if sheet.ink
        and (
            sheet.ink.left < text.left - SLACK
            or sheet.ink.top < text.top - SLACK
            or sheet.ink.right > text.right + SLACK
            or sheet.ink.bottom > text.bottom + SLACK
        )
    ]

    assert outside == []


@EVERY_PAPER
def test_no_line_of_text_runs_out_of_the_margins(printed: Printer, title: str) -> None:
    text = printed(title).paper.text

    outside = [
        f"page {sheet.number}: {line}"
        for sheet in printed(title).sheets
        for line, box in sheet.lines
        if box.left < text.left - SLACK or box.right > text.right + SLACK
    ]

    assert outside == []


@EVERY_PAPER
def test_no_page_is_blank(printed: Printer, title: str) -> None:
    assert [sheet.number for sheet in printed(title).sheets if sheet.ink is None] == []


@EVERY_PAPER
def test_the_foot_counts_the_pages_there_are(printed: Printer, title: str) -> None:
    sheets = printed(title).sheets

    assert [(sheet.number, sheet.of) for sheet in sheets] == [
        (number, len(sheets)) for number in range(1, len(sheets) + 1)
    ]


@EVERY_PAPER
def test_every_heading_asks_to_stay_with_what_follows(printed: Printer, title: str) -> None:
    assert [each.text for each in printed(title).reading.paragraphs if each.is_heading and not each.keeps] == []


@EVERY_PAPER
def test_no_heading_stands_alone_at_the_foot_of_a_page(printed: Printer, title: str) -> None:
    paragraphs = printed(title).reading.paragraphs

    alone = [
        f"page {heading.page}: {heading.text}"
        for heading, following in pairwise(paragraphs)
        if heading.is_heading and heading.page != following.page
    ]

    assert alone == []
