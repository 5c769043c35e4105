"""Trees for the terminal: the only home of rich. They come back as text; only `cli` prints."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from dxplan_cli.diff.entry_numbers import numbers_of
from dxplan_cli.model.node import AnyNode, Item, Kpi, Section, children_of, words_of
from dxplan_cli.render.lines import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rich.console import RenderableType

    from dxplan_cli.render.lines import Screen


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


def draw_tree(title: str, nodes: Iterable[AnyNode], screen: Screen) -> str:
    """Return a draft's tree with the ids one needs to name its nodes."""
    root = Tree(Text(visible(title), style="bold"), guide_style="dim")
    shown = tuple(nodes)
    numbers = numbers_of(shown)
    for node in shown:
        _add(root, node, numbers)
    return _draw(root, screen)


def _add(tree: Tree, node: AnyNode, numbers: Mapping[str, str]) -> None:
    branch = tree.add(_named(node, numbers))
    for child in children_of(node):
        _add(branch, child, numbers)


def _named(node: AnyNode, numbers: Mapping[str, str]) -> Text:
    own = node.number if isinstance(node, Section) else numbers.get(node.id)
    indent = "\u3000" * node.level if isinstance(node, Item) else ""
    number = f"{indent}{own} " if own else indent
    words = words_of(node) or ("（指標未定）" if isinstance(node, Kpi) else "（無題）")
    style = "bold" if isinstance(node, Section) else ""
    return Text.assemble((visible(f"{number}{words}").replace("\n", " "), style), "  ", (node.id, "dim cyan"))
