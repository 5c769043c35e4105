"""Figures made from data: 体系図 from the tree, 推進体制図 from boxes, 年表 from events, else the office's own image."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.model.node import Figure, Section, walk
from dxplan_cli.papers.blocks import (
    Cell,
    Entry,
    ImageFile,
    Organisation,
    Picture,
    Revision,
    Row,
    Style,
    Table,
    Timeline,
    Tree,
)
from dxplan_cli.papers.labels import ELSEWHERE
from dxplan_cli.papers.marked_text import compared_texts, marked_words, revision_of, versions_of
from dxplan_cli.papers.placed import own_paragraph, placed_paragraph
from dxplan_cli.papers.places import numbered_title
from dxplan_cli.text.keys import wording_key

if TYPE_CHECKING:
    from dxplan_cli.diff.change import Place
    from dxplan_cli.model.node import AnyNode, Box
    from dxplan_cli.model.plan import Draft
    from dxplan_cli.papers.blocks import Block, Drawing
    from dxplan_cli.papers.material import Material

FIELD, THEME, FOUNDATION = "分野", "テーマ", "基盤"


def draw_figure(place: Place, material: Material) -> list[Block]:
    """Draw a figure: its marked title, then the picture; where drafts differ the old picture, then the new one."""
    before, after = versions_of(place)
    old, old_words = _shown(before, material.comparison.base)
    new, new_words = _shown(after, material.comparison.revised)
    caption = placed_paragraph(place, marked_words(place, material), Style.CAPTION)
    return [caption, *_pictures(old, new), *_told(place, old_words, new_words)]


def _told(place: Place, old: str, new: str) -> list[Table]:
    """Return what stands where nothing can be drawn, in a box."""
    words = compared_texts(old, new)
    if not words:
        return []
    row = Row((Cell((own_paragraph(place, words, Style.NOTE),)),), revision=revision_of(words))
    return [Table((1.0,), (row,), header_rows=0)]


def tree_of(draft: Draft) -> Tree:
    """Return the plan's structure: fields with their themes on what supports them; without such roles its headings."""
    sections = [node for node in walk(draft.chapters) if isinstance(node, Section)]
    fields = [section for section in sections if section.role == FIELD]
    supports = [section for section in sections if _below(section, FOUNDATION)]
    entries = tuple(entry for field in fields for entry in _with_below(field, THEME))
    base = tuple(entry for each in supports for entry in _with_below(each, FOUNDATION))
    if entries or base:
        return Tree(entries, base)
    return Tree(
        tuple(
            entry
            for chapter in draft.chapters
            for entry in (Entry(0, numbered_title(chapter)), *(Entry(1, each.title) for each in _sections(chapter)))
        )
    )


def _pictures(old: Picture | None, new: Picture | None) -> list[Picture]:
    if old == new or (old is not None and new is not None and _key(old) == _key(new)):
        return [] if new is None else [new]
    revisions = ((old, Revision.DELETED), (new, Revision.INSERTED))
    return [Picture(each.drawing, each.alt, revision) for each, revision in revisions if each is not None]


def _key(picture: Picture) -> str:
    """Return what of a picture is compared: all of its words, in any width."""
    return wording_key(repr(picture))


def _shown(node: AnyNode | None, draft: Draft) -> tuple[Picture | None, str]:
    """Return the picture of a figure, or the words that stand where nothing can be drawn: never its alt text."""
    if not isinstance(node, Figure):
        return None, ""
    drawing = _drawing(node, draft)
    return (None, ELSEWHERE) if drawing is None else (Picture(drawing, node.alt or node.title), "")


def _drawing(figure: Figure, draft: Draft) -> Drawing | None:
    match figure.drawn_from:
        case "tree":
            return tree_of(draft)
        case "boxes" if figure.boxes:
            return Organisation(_box_entries(figure.boxes))
        case "events" if figure.events:
            return Timeline(tuple((each.when, each.text) for each in figure.events))
        case "image" if figure.image:
            return ImageFile(figure.image)
        case _:
            return None


def _with_below(section: Section, role: str) -> list[Entry]:
    return [Entry(0, section.title, section.subtitle or ""), *(Entry(1, each.title) for each in _below(section, role))]


def _below(section: Section, role: str) -> list[Section]:
    return [each for each in _sections(section) if each.role == role]


def _sections(section: Section) -> list[Section]:
    return [each for each in section.children if isinstance(each, Section)]


def _box_entries(boxes: tuple[Box, ...]) -> tuple[Entry, ...]:
    """Return boxes as an outline: each below the box it names, else outermost, in the order given."""
    entries: list[Entry] = []
    left = list(boxes)

    def put(box: Box, depth: int) -> None:
        if box not in left:
            return
        left.remove(box)
        entries.append(Entry(depth, box.title, box.text or ""))
        for each in boxes:
            if each.under == box.title:
                put(each, depth + 1)

    titles = {box.title for box in boxes}
    for box in boxes:
        if box.under is None or box.under not in titles:
            put(box, 0)
    for box in boxes:
        put(box, 0)
    return tuple(entries)
