"""The press: a paper drawn as Word in the office's dress, its pages counted if asked, and proved if it is tracked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from dxplan_cli.papers.revisions import Manner
from dxplan_cli.render.word.document import render_docx
from dxplan_cli.render.word.realpages import NoLayout, has_contents, render_paged
from dxplan_cli.value import Mutable, Value, field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dxplan_cli.diff.change import Comparison
    from dxplan_cli.papers.blocks import PaperDocument
    from dxplan_cli.render.word.realpages import LayOut, Layout
    from dxplan_cli.render.word.template import Template


class OfficeSearch(Value):
    """Where to look for LibreOffice: what the variable LIBREOFFICE names, then the search path."""

    named: str | None
    search_path: str


class Press(Mutable):
    """What every paper of a run is drawn with; `remarks` is what the user should know of it, each once."""

    template: Template | None = None
    lay_out: LayOut | None = None
    images: Mapping[str, bytes] = field(default_factory=dict)
    remarks: dict[str, None] = field(default_factory=dict)

    def draw(self, paper: PaperDocument, manner: Manner, comparison: Comparison) -> bytes:
        """Return a paper as a .docx.

        Raises:
            DisprovedError: what was drawn as revisions is not sound or gives another text; a bug.
        """
        content = self._draw(paper, manner)
        if manner is Manner.TRACKED:
            from dxplan_cli.app.proof import prove  # noqa: PLC0415 - 30 ms for tracked papers only

            prove(content, comparison)
        return content

    def _draw(self, paper: PaperDocument, manner: Manner) -> bytes:
        draw = partial(render_docx, paper, manner, images=self.images, template=self.template)
        if self.lay_out is None or not has_contents(paper):
            return draw()
        paged = render_paged(paper, lambda pages: draw(pagination=pages), self.lay_out)
        if paged.trouble:
            self.remarks[f"目次のページ番号は見積もりです：{paged.trouble}"] = None
        return paged.content


def find_layout(search: OfficeSearch) -> LayOut:
    """Return what lays out a paper: LibreOffice, else the reason why nothing does."""
    from dxplan_cli.render.office import find_office, lay_out  # noqa: PLC0415 - subprocess only for --paginate

    office = find_office(search.named, search.search_path)
    return partial(lay_out, office) if office is not None else _no_office


def _no_office(_: bytes) -> Layout | NoLayout:
    return NoLayout("LibreOffice が見つかりません")
