"""The overview: the plan's structure, how many changes and opinions there are, and what is to be decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.model.node import words_of
from dxplan_cli.papers import blocks
from dxplan_cli.papers.blocks import Frame, Heading, Picture, Reference, Run, Style, plain
from dxplan_cli.papers.changes import counts_line, counts_table
from dxplan_cli.papers.figures import tree_of
from dxplan_cli.papers.opinion_chart import draw_opinion_chart
from dxplan_cli.papers.opinion_counts import count_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dxplan_cli.papers.blocks import Block, Entry
    from dxplan_cli.papers.material import Material

_CHOICE = "（別案）"


def draw_overview(material: Material) -> Iterator[Block]:
    """Yield the structure (体系図) and the counts."""
    tree = tree_of(material.comparison.revised)
    if tree.entries or tree.base:
        yield Heading(1, plain("体系図"))
        yield Picture(tree, _in_words(tree.entries, tree.base))
    yield Heading(1, plain("修正と意見の数"))
    yield blocks.Paragraph(plain(counts_line(material)))
    yield counts_table(material)
    if material.register.hearings:
        yield count_table(material)
        yield from draw_opinion_chart(material)


def draw_choices(material: Material) -> Iterator[Block]:
    """Yield every wording for which another one is offered, with that; nothing for the public."""
    if material.edition.is_public:
        return
    for node in material.comparison.revised.nodes():
        offered = [each for each in node.alternatives if each.status == "proposed"]
        if offered:
            place = Run(material.atlas.name_of(node.id), refers=(Reference(node.id),))
            yield blocks.Paragraph((place,), Style.CAPTION)
            yield blocks.Paragraph(plain(words_of(node)))
            for each in offered:
                yield Frame((blocks.Paragraph(plain(each.text)),), title=_CHOICE, aside=True, is_choice=True)


def _in_words(entries: Sequence[Entry], base: Sequence[Entry]) -> str:
    """Return the structure as a sentence, for who cannot see it."""
    told = "、".join(_outline(entries))
    below = f"。全体を支えるもの：{'、'.join(_outline(base))}" if base else ""
    return f"計画の体系：{told}{below}"


def _outline(entries: Sequence[Entry]) -> Iterator[str]:
    """Yield each outermost entry with those below it: 産業・しごと（商工業、農林水産業）."""
    groups: list[list[str]] = []
    for entry in entries:
        if entry.depth == 0 or not groups:
            groups.append([])
        groups[-1].append(entry.text)
    for head, *below in groups:
        yield f"{head}（{'・'.join(below)}）" if below else head
