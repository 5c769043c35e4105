"""Tables and trees for the terminal: the only home of rich. They come back as text; only `cli` prints."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from dxplan_cli.model.node import AnyNode, Kpi, Section, children_of, words_of
from dxplan_cli.render.lines import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import RenderableType

    from dxplan_cli.render.lines import Screen

_GAP = 2
_LEAST = 24
"""The columns the wide cell needs to be read: twelve Japanese characters."""


def _draw(renderable: RenderableType, screen: Screen) -> str:
    out = io.StringIO()
    console = Console(
        file=out,
        width=screen.columns,
        force_terminal=screen.has_colour,
        no_color=not screen.has_colour,
        highlight=False,
        emoji=False,
        markup=False,
    )
    console.print(renderable)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())


def draw_table(headings: Sequence[str], rows: Iterable[Sequence[str]], screen: Screen, wide: int = -1) -> str:
    """Return a table; the columns keep their words whole except the wide one, which takes what is left.

    Where too little is left, every row takes two lines or more, the wide cell below the others.
    """
    cells = [tuple(visible(cell) for cell in row) for row in rows]
    wide %= len(headings)
    widths = [max(cell_len(cell) for cell in column) for column in zip(headings, *cells, strict=True)]
    if screen.columns - sum(widths) + widths[wide] - _GAP * (len(widths) - 1) < min(_LEAST, widths[wide]):
        return _draw(Group(*_stacked(cells, wide)), screen)
    table = Table(box=None, pad_edge=False, header_style="bold")
    for index, heading in enumerate(headings):
        is_wide = index == wide
        table.add_column(heading, no_wrap=not is_wide, overflow="fold", ratio=1 if is_wide else None)
    for row in cells:
        table.add_row(*(Text(cell) for cell in row))
    return _draw(table, screen)


def _stacked(rows: Iterable[Sequence[str]], wide: int) -> Iterator[RenderableType]:
    for row in rows:
        yield Text("  ".join(cell for at, cell in enumerate(row) if cell and at != wide), style="bold")
        yield Padding(Text(row[wide], overflow="fold"), (0, 0, 0, _GAP))


def draw_tree(title: str, nodes: Iterable[AnyNode], screen: Screen) -> str:
    """Return a draft's tree with the ids one needs to name its nodes."""
    root = Tree(Text(visible(title), style="bold"), guide_style="dim")
    for node in nodes:
        _add(root, node)
    return _draw(root, screen)


def _add(tree: Tree, node: AnyNode) -> None:
    branch = tree.add(_named(node))
    for child in children_of(node):
        _add(branch, child)


def _named(node: AnyNode) -> Text:
    number = f"{node.number} " if isinstance(node, Section) and node.number else ""
    words = words_of(node) or ("（指標未定）" if isinstance(node, Kpi) else "（無題）")
    style = "bold" if isinstance(node, Section) else ""
    return Text.assemble((visible(f"{number}{words}").replace("\n", " "), style), "  ", (node.id, "dim cyan"))
