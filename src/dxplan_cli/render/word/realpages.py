"""Real page numbers: a paper is laid out, its contents corrected, and laid out again until they agree.

Who lays it out is the caller's affair; here no program is run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from dxplan_cli.papers.blocks import Contents, Heading
from dxplan_cli.render.word.pages import Pagination
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Callable

    from dxplan_cli.papers.blocks import PaperDocument

_ROUNDS: Final = 3


class Layout(Value):
    """What a program made of a file: each heading's words and page, in order, and how many pages there are."""

    headings: tuple[tuple[str, int], ...]
    total: int


class NoLayout(Value):
    """Why there is none, in Japanese."""

    reason: str


Draw: TypeAlias = "Callable[[Pagination | None], bytes]"
LayOut: TypeAlias = "Callable[[bytes], Layout | NoLayout]"


class Paged(Value):
    """A paper and, where its page numbers are still estimates, the reason."""

    content: bytes
    trouble: str = ""


def has_contents(document: PaperDocument) -> bool:
    """Tell whether a paper says on which pages its headings are."""
    return any(isinstance(block, Contents) for block in document.blocks)


def render_paged(document: PaperDocument, draw: Draw, lay_out: LayOut) -> Paged:
    """Return the paper with the pages its headings are really on; with estimates where it cannot be laid out.

    `draw` draws the paper with the pages given, or with estimates.
    """
    content, used = draw(None), None
    for _ in range(_ROUNDS):
        layout = lay_out(content)
        if isinstance(layout, NoLayout):
            return Paged(content, layout.reason)
        pages = match_pages(document, layout)
        if pages is None:
            return Paged(content, "見出しのページを読み取れませんでした")
        if pages == used:
            break
        content, used = draw(pages), pages
    return Paged(content)


def match_pages(document: PaperDocument, layout: Layout) -> Pagination | None:
    """Return the page of every heading that has words, found in order; one without takes that of the one before."""
    found = iter(layout.headings)  # what was passed over is gone: a heading cannot be before the one above it
    pages: list[int] = []
    for block in document.blocks:
        if isinstance(block, Heading):
            words = _folded("".join(run.text for run in block.runs))
            page = next((at for text, at in found if _folded(text) == words), None) if words else [1, *pages][-1]
            if page is None:
                return None
            pages.append(page)
    return Pagination(tuple(pages), layout.total)


def _folded(text: str) -> str:
    """Return the words without white: a line break in a heading comes back as a blank or as nothing."""
    return "".join(text.split())
