"""The elements of a draft (項目). A node is known by its permanent id, never by its position.

Equality is equality of content: the place in the file does not count, so two
snapshots of the same wording compare equal however their files are laid out.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal, TypeAlias

from dxplan_cli.model.place import NOWHERE, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

AlternativeStatus: TypeAlias = Literal["proposed", "adopted", "dropped"]
DrawnFrom: TypeAlias = Literal["tree", "boxes", "events", "image"]
Scalar: TypeAlias = str | int | float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Todo:
    """Work left on a node (後日更新 and the like)."""

    what: str
    owner: str | None = None
    due: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """A second wording offered for decision (別案)."""

    text: str
    status: AlternativeStatus = "proposed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """What every element has: `source` is the 出典 as printed, `note` a ※ remark, `repeat_of` the node it repeats (再掲)."""

    id: str
    place: Place = field(default=NOWHERE, compare=False)
    source: str | None = None
    note: str | None = None
    todo: Todo | None = None
    repeat_of: str | None = None
    alternatives: tuple[Alternative, ...] = ()
    draft_page: int | None = None
    reconstructed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Section(Node):
    """A part with children; `number` is printed as it stands, `role` is one of plan.yaml's roles."""

    title: str
    number: str | None = None
    role: str | None = None
    subtitle: str | None = None
    children: tuple[AnyNode, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph(Node):
    """Running text; a newline in it is a line break in the paper."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(Node):
    """One entry of a list (・), without its bullet."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A box of a structure diagram; `under` names the title of the box above it."""

    title: str
    text: str | None = None
    under: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An entry of a timeline."""

    when: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Node):
    """A picture made from data: the tree (体系図), boxes (推進体制図), events (年表) or an image file."""

    title: str
    drawn_from: DrawnFrom | None = None
    alt: str | None = None
    boxes: tuple[Box, ...] = ()
    events: tuple[Event, ...] = ()
    image: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A keyed row of a table: the key is permanent, the cells are in the order of the columns."""

    key: str
    cells: tuple[Scalar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """A promise that a column adds up; checked by sum-mismatch."""

    column: str
    equals: int | float


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Node):
    """A table with named columns and keyed rows."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...] = ()
    title: str | None = None
    sum: Total | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A value of a KPI in a year; unset is None, never a dummy."""

    year: int | None = None
    value: str | int | float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kpi(Node):
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
