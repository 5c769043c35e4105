"""The task of `dxplan show`: the plan's tree, or a part of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dxplan_cli.app.lookup import NODE, find_node_id
from dxplan_cli.app.manuscripts import View as Manner
from dxplan_cli.app.manuscripts import read_manuscript
from dxplan_cli.app.workspace import choose_draft, read_plan
from dxplan_cli.errors import UsageError
from dxplan_cli.model.edit import find_node
from dxplan_cli.render.lines import Look, line
from dxplan_cli.render.records import show_record
from dxplan_cli.render.tally_lines import count_told
from dxplan_cli.trace.fate import fate_of
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dxplan_cli.model.node import AnyNode
    from dxplan_cli.model.opinion import Opinion
    from dxplan_cli.model.plan import Draft, Plan
    from dxplan_cli.render.lines import Line, Screen


class View(Value):
    """A draft and what it belongs to, the nodes to show, the opinions about the one asked for, and remarks on a file."""

    title: str
    draft: Draft
    nodes: tuple[AnyNode, ...]
    opinions: tuple[Opinion, ...]
    remarks: tuple[str, ...] = ()


def show_file(name: str, node_id: str | None = None) -> View:
    """Return what is read of a Word or Markdown file, or one node of it.

    Raises:
        UsageError: there is no such file or node.
        UnreadableFileError: it cannot be read.
    """
    written = read_manuscript(name, Manner.ACCEPTED)
    draft = written.draft
    nodes: tuple[AnyNode, ...] = draft.chapters
    if node_id is not None:
        node = find_node(draft.chapters, node_id)
        if node is None:
            message = f"項目「{node_id}」は{name}にありません"
            raise UsageError(message, f"dxplan show {name} で項目のidを確かめてください")
        nodes = (node,)
    return View("", draft, nodes, (), written.remarks)


def show(root: Path, name: str | None = None, draft_name: str | None = None) -> View:
    """Return a draft's tree (by default the latest's), or the node named in it with the opinions about it.

    Raises:
        UsageError: no such draft or node.
    """
    plan = read_plan(root)
    if not plan.drafts:
        message = "版が一つもありません"
        raise UsageError(message, "plan.yaml の drafts に版を書いてください")
    draft = choose_draft(plan, root, draft_name) if draft_name else plan.drafts[-1]
    if name is None:
        return View(plan.settings.title, draft, draft.chapters, ())
    taken = find_node_id(plan, name, draft)
    node_id = taken.id
    node = find_node(draft.chapters, node_id)
    if node is None:
        raise _not_there(plan, draft, name, node_id)
    about = tuple(
        opinion
        for opinion in plan.opinions
        if node_id in opinion.about or any(link.node == node_id for link in opinion.changes)
    )
    return View(plan.settings.title, draft, (node,), about, (f"{NODE}：{taken.told}",) if taken.told else ())


def _not_there(plan: Plan, draft: Draft, name: str, node_id: str) -> UsageError:
    """Return the refusal of a node that only other drafts have, with when it came or went."""
    message = f"項目「{name}」は{draft.label}にありません"
    fate = fate_of(plan, draft, node_id)
    told = f"{fate.told}。" if fate is not None else ""
    there = fate.seen_in if fate is not None else draft
    return UsageError(message, f"{told}dxplan show {node_id} --draft {there.id} で見られます")


def draw_json(view: View) -> dict[str, Any]:
    """Return the tree as ``dxplan.show/1``."""
    return show_record(view.draft, view.nodes)


def draw_text(view: View, screen: Screen) -> str:
    """Return the tree for the terminal."""
    from dxplan_cli.render.terminal import draw_tree  # noqa: PLC0415 - rich takes 80 ms that JSON does not need

    title = "　".join(filter(None, (view.title, f"{view.draft.label}（{view.draft.id}）")))
    return draw_tree(title, view.nodes, screen)


def draw_lines(view: View) -> Iterator[Line]:
    """Yield what belongs to the node asked for: its source and notes, and the opinions about it."""
    if len(view.nodes) == 1:
        node = view.nodes[0]
        remarks = (
            ("出典", node.source),
            ("注", node.note),
            ("宿題", node.todo.what if node.todo else None),
            ("再掲元", node.repeat_of),
        )
        for name, remark in remarks:
            if remark:
                yield line(f"{name}：{remark}")
        for alternative in node.alternatives:
            yield line(f"別案（{alternative.status}）：{alternative.text}")
    if view.opinions:
        yield line("意見", Look.HEADING)
    for opinion in view.opinions:
        yield line(f"  {opinion.id}　{opinion.disposition}　{count_told(opinion)}{opinion.text}")
