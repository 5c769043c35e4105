"""Real page numbers: what becomes of the outline of a laid-out file, with a layout that is made up."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from dxplan_cli.papers.blocks import Contents, Heading, PaperDocument, Paragraph, Revision, Run, Stamp, plain
from dxplan_cli.render.word.document import render_docx
from dxplan_cli.render.word.pages import Pagination
from dxplan_cli.render.word.realpages import Layout, NoLayout, Paged, has_contents, match_pages, render_paged
from dxplan_cli.value import Mutable, field, replace

PAPER = PaperDocument(
    "clean", "計画", "事務局", Stamp("案", None, "00"),
    (
        Contents(2),
        Heading(1, plain("第１章\n背景")),
        Heading(2, (Run("旧", Revision.DELETED), Run("新", Revision.INSERTED))),
        Heading(3, plain(" ")),
        Heading(1, plain("同じ題")),
        Heading(1, plain("同じ題")),
    ),
)  # fmt: skip
OUTLINE = (("第１章 背景", 2), ("旧新", 3), ("同じ題", 5), ("同じ題", 7))


def draw(pages: Pagination | None) -> bytes:
    return render_docx(PAPER, pagination=pages)


def numbers(blob: bytes, part: str = "document") -> list[str]:
    """Return the page numbers of the contents, or those of the footer."""
    with zipfile.ZipFile(io.BytesIO(blob)) as archive:
        xml = archive.read(f"word/{part}.xml").decode()
    return re.findall(r">(\d+)</w:t>", xml)


class Layouts(Mutable):
    """Lays out as told, the last answer again and again, and remembers what it was given."""

    answers: list[Layout | NoLayout]
    given: list[bytes] = field(default_factory=list)

    def __call__(self, content: bytes) -> Layout | NoLayout:
        self.given.append(content)
        return self.answers[min(len(self.given), len(self.answers)) - 1]


def test_headings_are_found_in_order_and_by_their_words() -> None:
    pages = match_pages(PAPER, Layout(OUTLINE, 9))
    assert pages is not None
    assert pages.headings == (2, 3, 3, 5, 7)
    assert pages.total == 9


def test_bookmarks_that_are_no_headings_of_ours_are_passed_over() -> None:
    assert match_pages(PAPER, Layout((("表題", 1), *OUTLINE), 9)) == match_pages(PAPER, Layout(OUTLINE, 9))


@pytest.mark.parametrize("outline", [(), OUTLINE[:-1], OUTLINE[::-1]])
def test_an_outline_that_does_not_fit_is_not_believed(outline: tuple[tuple[str, int], ...]) -> None:
    assert match_pages(PAPER, Layout(outline, 9)) is None
    paged = render_paged(PAPER, draw, Layouts([Layout(outline, 9)]))
    assert paged == Paged(render_docx(PAPER), "見出しのページを読み取れませんでした")


def test_contents_and_footer_show_what_was_laid_out() -> None:
    lay_out = Layouts([Layout(OUTLINE, 9)])
    paged = render_paged(PAPER, draw, lay_out)
    assert numbers(paged.content) == ["2", "3", "5", "7"]
    assert numbers(paged.content, "footer1")[-1] == "9"
    assert paged.trouble == ""
    assert lay_out.given == [render_docx(PAPER), paged.content]


def test_contents_that_push_pages_are_corrected_again() -> None:
    pushed = Layout(tuple((text, page + 1) for text, page in OUTLINE), 10)
    paged = render_paged(PAPER, draw, Layouts([Layout(OUTLINE, 9), pushed]))
    assert numbers(paged.content) == ["3", "4", "6", "8"]


def test_a_layout_that_never_settles_ends_after_three_rounds() -> None:
    layouts = Layouts([Layout(OUTLINE, total) for total in range(9, 20)])
    assert render_paged(PAPER, draw, layouts).trouble == ""
    assert len(layouts.given) == 3


def test_without_a_layout_the_estimate_stays_with_the_reason() -> None:
    assert render_paged(PAPER, draw, Layouts([NoLayout("理由")])) == Paged(render_docx(PAPER), "理由")


def test_word_is_never_told_to_ask() -> None:
    content = render_paged(PAPER, draw, Layouts([Layout(OUTLINE, 9)])).content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not [name for name in archive.namelist() if re.search(rb"updateFields|dirty", archive.read(name))]


def test_only_papers_with_contents_need_it() -> None:
    assert has_contents(PAPER)
    assert not has_contents(replace(PAPER, blocks=(Paragraph(plain("本文")),)))
