"""Random Japanese-looking texts, trees of nodes, and pairs of drafts that differ by real edits."""

from __future__ import annotations

import os
import unicodedata
from itertools import count
from random import Random
from typing import TYPE_CHECKING, Any, TypeAlias

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from dxplan_cli.model.edit import find_node, insert_node, remove_node
from dxplan_cli.model.node import (
    Alternative,
    AnyNode,
    Box,
    Event,
    Figure,
    Item,
    Kpi,
    Measure,
    Paragraph,
    Row,
    Section,
    Table,
    Todo,
    children_of,
    walk,
    with_words,
    words_of,
)
from dxplan_cli.model.plan import Draft
from dxplan_cli.text.unseen import without_unseen
from dxplan_cli.value import Value, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

Nodes: TypeAlias = tuple[AnyNode, ...]
EXAMPLES = int(os.environ.get("DXPLAN_EXAMPLES", "80"))
"""How many examples a law is tried on; raise it to look for rare faults."""


def tries(weight: float = 1.0) -> settings:
    """Return how long to try a law, whatever the speed of the machine."""
    slow = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)
    return settings(max_examples=max(10, int(EXAMPLES * weight)), deadline=None, suppress_health_check=slow)


FRAGMENTS = (
    "デジタル", "ＤＸ", "DX", "ﾃﾞｼﾞﾀﾙ", "技術", "の", "を", "に", "活用", "推進", "する", "した", "ＡＩ", "AI", "県内", "企業",
    "２０２３年", "2023年", "①", "②", "⑳", "（仮称）", "(仮称)", "、", "。", "・", "「体験」", "〜", "～", "％", "%", "\n",
    " ", "　", "ー", "－", "リモートワーク", "拠点", "整備", "支援", "㈱", "㍿", "㍻", "葛\U000e0100飾", "𠮷野", "⻘森", "青森",
    "🎉", "e\u0301", "か\u3099", "\ufe00", "ﷺ", "人と人のつながり", "未来へ", "未来に", "紡ぐ", ": ", " #", "'", '"', "{", "]",
    "10²", "㎡", "m²", "CO₂", "½", "▲3", "−5", "1.5", "\u200b", "\u00ad",
)  # fmt: skip

fragments = st.sampled_from(FRAGMENTS)
wild = st.characters(exclude_categories=("Cs", "Cc", "Cn"))
texts = st.lists(fragments | wild, max_size=24).map("".join)
"""Any text, the empty one included."""
words = texts.map(without_unseen).filter(lambda text: bool(text.strip()))
"""What a node may say, as it is read: never blank, nothing unseen."""
short = (
    st.lists(fragments, min_size=1, max_size=3).map("".join).map(without_unseen).filter(lambda text: bool(text.strip()))
)

_WIDTHS = str.maketrans(
    {chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)}
    | {" ": "　", "〜": "～", "－": "―", "デ": "ﾃﾞ", "⻘": "青", "㈱": "(株)", "％": "%"}
)


def rewidth(text: str) -> str:
    """Write a text in another width: the same words, other characters."""
    return text.translate(_WIDTHS)


def narrow(text: str) -> str:
    """Write a text in half width where there is one; circled digits stay."""
    return "".join(
        character
        if unicodedata.normalize("NFKC", character).isdigit() and not character.isdecimal()
        else unicodedata.normalize("NFKC", character)
        if "\uff01" <= character <= "\uff5e" or character == "　"
        else character
        for character in text
    )


def respelt(node: AnyNode) -> AnyNode:
    """Write everything a node and its children say in another width, numbers in cells included."""
    return replace(node, **{name: _respelt(getattr(node, name)) for name in _SAID if getattr(node, name, None)})


_SAID = ("text", "title", "name", "note", "source", "number", "subtitle", "unit", "alt", "columns", "rows", "boxes")
_SAID += ("events", "baseline", "target", "actuals", "children")
_PARTS = {Row: ("cells",), Box: ("title", "text", "under"), Event: ("when", "text"), Measure: ("value",)}


def _respelt(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(map(_respelt, value))
    if type(value) in _PARTS:
        return replace(value, **{name: _respelt(getattr(value, name)) for name in _PARTS[type(value)]})
    if isinstance(value, Value):
        return respelt(value)  # type: ignore[arg-type]
    return value if value is None else rewidth(str(value))


def _optional(strategy: st.SearchStrategy[str]) -> st.SearchStrategy[str | None]:
    return st.none() | strategy


cells = st.none() | st.integers(-5, 5) | st.sampled_from((0.5, 81.2)) | short
measures = st.builds(Measure, year=st.sampled_from((None, 2023, 2028)), value=cells)


def dice(seed: int) -> Random:
    """Return a source of chance that is the same in every run."""
    return Random(seed)  # noqa: S311 - repeatable, not secret


depths = st.sampled_from((0, 0, 0, 1, 2))
list_forms = st.sampled_from(("（1）", "①", "ア", "1."))


@st.composite
def leaves(draw: st.DrawFn, node_id: str) -> AnyNode:
    """One node without children, of any kind."""
    kind = draw(st.sampled_from(("paragraph", "item", "item", "kpi", "table", "figure")))
    note, source = draw(_optional(short)), draw(_optional(short))
    match kind:
        case "paragraph":
            return Paragraph(id=node_id, text=draw(words), note=note, source=source)
        case "item":
            number = draw(_optional(list_forms))
            start = draw(st.sampled_from((None, None, None, 1, 3))) if number else None
            return Item(id=node_id, text=draw(words), note=note, level=draw(depths), number=number, start=start)
        case "kpi":
            return Kpi(
                id=node_id, name=draw(_optional(short)), unit=draw(_optional(short)), baseline=draw(measures),
                target=draw(measures), actuals=tuple(draw(st.lists(measures, max_size=2))), note=note,
            )  # fmt: skip
        case "table":
            return draw(tables(node_id))
        case _:
            return Figure(
                id=node_id, title=draw(short), alt=draw(_optional(short)),
                boxes=tuple(draw(st.lists(st.builds(Box, title=short, text=_optional(short)), max_size=2))),
                events=tuple(draw(st.lists(st.builds(Event, when=short, text=short), max_size=2))),
            )  # fmt: skip


@st.composite
def tables(draw: st.DrawFn, node_id: str) -> Table:
    """A table whose columns may bear the same heading twice, as printed tables do."""
    columns = tuple(draw(st.lists(st.sampled_from(("人数", "割合", "年度", "備考")), min_size=1, max_size=4)))
    keys = draw(st.lists(st.sampled_from("abcde"), max_size=4, unique=True))
    rows = tuple(
        Row(key=key, cells=tuple(draw(st.lists(cells, min_size=len(columns), max_size=len(columns))))) for key in keys
    )
    return Table(id=node_id, columns=columns, rows=rows, title=draw(_optional(short)))


@st.composite
def sections(draw: st.DrawFn, ids: Iterator[int], depth: int = 2) -> Section:
    """A section with a few children, `depth` levels of sections below it."""
    node_id = f"n{next(ids)}"
    children: list[AnyNode] = []
    for _ in range(draw(st.integers(0, 3))):
        if depth and draw(st.booleans()):
            children.append(draw(sections(ids, depth - 1)))
        else:
            children.append(draw(leaves(f"n{next(ids)}")))
    role = draw(st.sampled_from((None, "章", "分野", "テーマ")))
    return Section(id=node_id, title=draw(short), role=role, children=tuple(children))


def _ids_in(nodes: Nodes) -> list[str]:
    return [node.id for node in walk(nodes)]


def _section_ids(nodes: Nodes) -> list[str]:
    return [node.id for node in walk(nodes) if isinstance(node, Section)]


def _put(draw: st.DrawFn, root: Nodes, node: AnyNode) -> Nodes:
    places = [each for each in _section_ids(root) if each != "root" or isinstance(node, Section)]
    parent = draw(st.sampled_from(places))
    home = find_node(root, parent)
    at = draw(st.integers(0, len(children_of(home)) if home else 0))
    return insert_node(root, parent, at, node)


def _move(draw: st.DrawFn, root: Nodes, node: AnyNode) -> Nodes:
    return _put(draw, remove_node(root, node.id), node)


def _dissolve(root: Nodes, node: AnyNode) -> Nodes:
    """Delete a section, its children take its place: they move out of a deleted section."""
    if not isinstance(node, Section) or any(not isinstance(child, Section) for child in node.children):
        return root
    for parent in walk(root):
        ids = [child.id for child in children_of(parent)]
        if node.id in ids:
            at = ids.index(node.id)
            root = remove_node(root, node.id)
            for offset, child in enumerate(node.children):
                root = insert_node(root, parent.id, at + offset, child)
            return root
    return root


def _gather(root: Nodes, node: AnyNode, new_id: str) -> Nodes:
    """Put a section around a section: it moves into a new one, where it stands."""
    if not isinstance(node, Section):
        return root
    for parent in walk(root):
        ids = [child.id for child in children_of(parent)]
        if node.id in ids:
            new = Section(id=new_id, title="新しい節", children=(node,))
            return insert_node(remove_node(root, node.id), parent.id, ids.index(node.id), new)
    return root


def _swap(root: Nodes, old: AnyNode, new: AnyNode) -> Nodes:
    def renewed(nodes: Nodes) -> Nodes:
        return tuple(
            new
            if node is old
            else replace(node, children=renewed(node.children))
            if isinstance(node, Section)
            else node
            for node in nodes
        )

    return renewed(root)


@st.composite
def _other_attributes(draw: st.DrawFn, node: AnyNode) -> AnyNode:
    choice = draw(st.integers(0, 5))
    match choice:
        case 0:
            return replace(node, note=draw(_optional(short)), source=draw(_optional(short)))
        case 1:
            return replace(node, todo=Todo(what="後日更新"), reconstructed=not node.reconstructed)
        case 2:
            return replace(node, alternatives=(Alternative(text=draw(short)),), draft_page=draw(st.integers(1, 9)))
        case 3 if not isinstance(node, Section):
            return draw(leaves(node.id))
        case _:
            return _with_other_values(draw, node)


def _with_other_values(draw: st.DrawFn, node: AnyNode) -> AnyNode:
    match node:
        case Section():
            return replace(node, role=draw(st.sampled_from((None, "章", "基盤"))), number=draw(_optional(short)))
        case Kpi():
            return replace(node, target=draw(measures), actuals=(*node.actuals, draw(measures)))
        case Table():
            return replace(draw(tables(node.id)), title=node.title)
        case Figure():
            return replace(node, boxes=(*node.boxes, Box(title=draw(short))))
        case _:
            return replace(node, repeat_of=draw(_optional(st.sampled_from(("n1", "n2")))))


@st.composite
def reworded(draw: st.DrawFn, text: str) -> str:
    """A text after a few edits of the kind a clerk makes."""
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 8)))
        text = text[:start] + "".join(draw(st.lists(fragments, max_size=3))) + text[end:]
    return text


@st.composite
def _edited(draw: st.DrawFn, root: Nodes, ids: Iterator[int]) -> Nodes:  # noqa: PLR0911 - one line an edit
    candidates = [node for node in walk(root) if node.id != "root"]
    operation = draw(st.integers(0, 8))
    if not candidates or operation == 0:
        return _put(draw, root, draw(sections(ids, 1)))
    node = draw(st.sampled_from(candidates))
    match operation:
        case 1:
            return _put(draw, root, draw(leaves(f"n{next(ids)}"))) if len(_section_ids(root)) > 1 else root
        case 2:
            return remove_node(root, node.id)
        case 3 if isinstance(node, Section) or len(_section_ids(root)) > 1:
            return _move(draw, root, node)
        case 4:
            return _dissolve(root, node)
        case 5:
            return _gather(root, node, f"n{next(ids)}")
        case 6:
            return _swap(root, node, draw(_other_attributes(node)))
        case 7:
            return _swap(root, node, with_words(node, rewidth(words_of(node))))
        case _:
            new = draw(reworded(words_of(node)))
            return _swap(root, node, with_words(node, new if new.strip() else "改めた文言"))


def _draft(draft_id: str, chapters: Nodes, based_on: str | None = None) -> Draft:
    return Draft(
        id=draft_id,
        label=draft_id,
        chapters=tuple(node for node in chapters if isinstance(node, Section)),
        based_on=based_on,
    )


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    """One draft with unique ids."""
    ids = count(1)
    return _draft("a", tuple(draw(sections(ids)) for _ in range(draw(st.integers(1, 2)))))


@st.composite
def draft_pairs(draw: st.DrawFn) -> tuple[Draft, Draft]:
    """A draft and what random edits made of it: insertions, deletions, moves, other words, widths and attributes."""
    ids = count(1)
    chapters: Nodes = tuple(draw(sections(ids)) for _ in range(draw(st.integers(1, 2))))
    root: Nodes = (Section(id="root", title="根", children=chapters),)
    for _ in range(draw(st.integers(1, 8))):
        root = draw(_edited(root, ids))
    return _draft("a", chapters), _draft("b", children_of(root[0]), "a")


def shuffled(nodes: Nodes, random: Random) -> Nodes:
    """The same nodes in another order, on every level."""
    order = [
        replace(node, children=shuffled(node.children, random)) if isinstance(node, Section) else node for node in nodes
    ]
    random.shuffle(order)
    return tuple(order)
