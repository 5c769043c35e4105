"""The elements of a draft (項目). A node is known by its permanent id, never by its position.

Equality is equality of content: the place in the file does not count, so two
snapshots of the same wording compare equal however their files are laid out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from dxplan_cli.model.place import Placed
from dxplan_cli.value import Value, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

AlternativeStatus: TypeAlias = Literal["proposed", "adopted", "dropped"]
DrawnFrom: TypeAlias = Literal["tree", "boxes", "events", "image"]
Scalar: TypeAlias = str | int | float | None


class Todo(Value, kw_only=True):
    """Work left on a node (後日更新 and the like)."""

    what: str
    owner: str | None = None
    due: str | None = None


class Alternative(Value, kw_only=True):
    """A second wording offered for decision (別案)."""

    text: str
    status: AlternativeStatus = "proposed"


class Node(Placed, kw_only=True, tag=True):
    """What every element has: `source` is the 出典 as printed, `note` a ※ remark, `repeat_of` the node it repeats (再掲).

    `was` are the ids it had before it was renamed, split or merged (由来).
    `reconstructed` words are inferred, not seen in any document; every paper says so. `memo` is a note for whoever
    keeps the plan; no paper prints it.
    """

    id: str
    source: str | None = None
    note: str | None = None
    todo: Todo | None = None
    repeat_of: str | None = None
    alternatives: tuple[Alternative, ...] = ()
    draft_page: int | None = None
    reconstructed: bool = False
    was: tuple[str, ...] = ()
    memo: str | None = None


class Section(Node, kw_only=True):
    """A part with children; `number` is printed as it stands, `role` is one of plan.yaml's roles."""

    title: str
    number: str | None = None
    role: str | None = None
    subtitle: str | None = None
    children: tuple[AnyNode, ...] = ()


class Paragraph(Node, kw_only=True):
    """Running text; a newline in it is a line break in the paper."""

    text: str


class Item(Node, kw_only=True):
    """One entry of a list, without its bullet or number; `level` is how deep it stands, 0 outermost.

    `number` is the form of its number, as the first of its list would have it: （1）, ①, ア; None is a bullet (・).
    `start` is where counting begins anew (ADR 18).
    """

    text: str
    level: int = 0
    number: str | None = None
    start: int | None = None


class Box(Value, kw_only=True):
    """A box of a structure diagram; `under` names the title of the box above it."""

    title: str
    text: str | None = None
    under: str | None = None


class Event(Value, kw_only=True):
    """An entry of a timeline."""

    when: str
    text: str


class Figure(Node, kw_only=True):
    """A picture made from data: the tree (体系図), boxes (推進体制図), events (年表) or an image file."""

    title: str
    drawn_from: DrawnFrom | None = None
    alt: str | None = None
    boxes: tuple[Box, ...] = ()
    events: tuple[Event, ...] = ()
    image: str | None = None


class Row(Value, kw_only=True):
    """A keyed row of a table: the key is permanent, the cells are in the order of the columns."""

    key: str
    cells: tuple[Scalar, ...]


class Total(Value, kw_only=True):
    """A promise that a column adds up; checked by sum-mismatch."""

    column: str
    equals: int | float


class Table(Node, kw_only=True):
    """A table with named columns and keyed rows."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...] = ()
    title: str | None = None
    sum: Total | None = None


class Measure(Value, kw_only=True):
    """A value of a KPI in a year; unset is None, never a dummy."""

    year: int | None = None
    value: str | int | float | None = None


class Kpi(Node, kw_only=True):
    """A target of the plan; `serves` (YAML: ``for``) are the nodes it measures."""

    name: str | None = None
    unit: str | None = None
    serves: tuple[str, ...] = ()
    baseline: Measure = Measure()
    target: Measure = Measure()
    actuals: tuple[Measure, ...] = ()


AnyNode: TypeAlias = Section | Paragraph | Item | Figure | Table | Kpi


def children_of(node: AnyNode) -> tuple[AnyNode, ...]:
    """Return the children; only a section has any."""
    return node.children if isinstance(node, Section) else ()


def content_of(node: AnyNode) -> AnyNode:
    """Return the node without its children: what belongs to it alone."""
    return replace(node, children=()) if isinstance(node, Section) else node


def words_of(node: AnyNode) -> str:
    """Return the words a reader sees as the node's own: its text, or its title."""
    match node:
        case Paragraph() | Item():
            return node.text
        case Kpi():
            return node.name or ""
        case _:
            return node.title or ""


def texts_of(node: AnyNode) -> tuple[str, ...]:
    """Return everything a reader can see of a node and so quote: its words, cells, values, boxes, notes."""
    own: tuple[object, ...] = ()
    match node:
        case Table():
            own = (*node.columns, *(cell for row in node.rows for cell in row.cells))
        case Kpi():
            measures = (node.baseline, node.target, *node.actuals)
            own = (node.unit, *(measure.value for measure in measures))
        case Figure():
            own = (
                *(part for box in node.boxes for part in (box.title, box.text)),
                *(each.text for each in node.events),
            )
        case Section():
            own = (node.number, node.subtitle)
        case _:
            pass
    every = (words_of(node), *own, node.source, node.note)
    return tuple(str(text) for text in every if text is not None and text != "")


def with_words(node: AnyNode, words: str) -> AnyNode:
    """Return the node with other words where `words_of` reads them."""
    match node:
        case Paragraph() | Item():
            return replace(node, text=words)
        case Kpi():
            return replace(node, name=words or None)
        case Table():
            return replace(node, title=words or None)
        case _:
            return replace(node, title=words)


def walk(nodes: tuple[AnyNode, ...]) -> Iterator[AnyNode]:
    """Yield every node in document order, parents before children."""
    waiting = list(reversed(nodes))
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, Section):
            waiting += reversed(node.children)
