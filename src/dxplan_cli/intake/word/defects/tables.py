"""Defects of tables, and of other holders of paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dxplan_cli.intake.word.names import all_w, local, value, w
from dxplan_cli.intake.word.removal import MARKERS
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dxplan_cli.intake.word.defects.inspection import Flaw, Inspection, PartTree
    from dxplan_cli.intake.word.names import Element

_MOST_COLUMNS: Final = 63
_LOOSE: Final = all_w(("sdt", "sdtContent", "customXml", "ins", "del", "moveFrom", "moveTo"))
"""What may stand between a table and its rows, or a row and its cells."""
_MAY_END: Final = all_w(("p", "sdt", "customXml"))
_HOLDERS: Final = all_w(("hdr", "ftr", "footnote", "endnote", "comment", "txbxContent"))


def find_cells_without_paragraph(inspection: Inspection) -> Iterator[Flaw]:
    """A cell does not end with a paragraph, or a header, note, comment or text box is empty."""
    for tree in inspection.stories:
        for (tag, children), elements in tree.shapes.items():
            last = next((child for child in reversed(children) if child not in MARKERS), None)
            if (tag == w("tc") and last not in _MAY_END) or (tag in _HOLDERS and last is None):
                for element in elements:
                    yield tree.flaw(element, f"w:{local(tag)} が段落（w:p）で終わっていません")


def find_rows_without_cells(inspection: Inspection) -> Iterator[Flaw]:
    """A row has no cell, or a table no row."""
    wanted = {w("tbl"): w("tr"), w("tr"): w("tc")}
    for tree in inspection.stories:
        for (tag, children), elements in tree.shapes.items():
            if tag in wanted and wanted[tag] not in children:
                for element in elements:
                    if next(_through(element, wanted[tag]), None) is None:
                        yield tree.flaw(element, f"w:{local(tag)} の中に w:{local(wanted[tag])} がありません")


def find_wide_tables(inspection: Inspection) -> Iterator[Flaw]:
    """A table has more columns than Word takes."""
    for tree in inspection.stories:
        for grid in tree.of("tblGrid"):
            if len(grid) > _MOST_COLUMNS:
                yield tree.flaw(grid, f"表の列が{len(grid)}あります（Wordは{_MOST_COLUMNS}列まで）")


def find_grid_mismatches(inspection: Inspection) -> Iterator[Flaw]:
    """The cells of a row do not add up to the columns of the table's grid."""
    for tree in inspection.stories:
        layout = _layout(tree)
        for table in tree.of("tbl"):
            grid = next(table.iterchildren(w("tblGrid")), None)
            if grid is None:
                yield tree.flaw(table, "表に列の定義（w:tblGrid）がありません")
                continue
            columns = sum(1 for _ in grid.iterchildren(w("gridCol")))
            for number, row in enumerate(_through(table, w("tr")), start=1):
                width = layout.width(row)
                if width is not None and width != columns:
                    yield tree.flaw(row, f"表の{number}行目の幅が{width}列で、定義の{columns}列と違います")


def find_loose_merges(inspection: Inspection) -> Iterator[Flaw]:
    """A cell continues a vertical merge that no cell above it began."""
    for tree in inspection.stories:
        layout = _layout(tree)
        for table in tree.of("tbl") if layout.merges else ():
            opened: set[int] = set()
            for number, row in enumerate(_through(table, w("tr")), start=1):
                merged = {column: cell for column, cell in layout.columns(row) if cell in layout.merges}
                for column, cell in merged.items():
                    if layout.merges[cell] == "continue" and column not in opened and layout.width(row) is not None:
                        yield tree.flaw(cell, f"表の{number}行目のセルの縦の結合に、始まりがありません")
                opened = set(merged)


class _Layout(Value):
    """What cells and rows say of the columns they take, gathered from the few that say something.

    `changed` are the cells whose insertion or deletion is tracked: they leave the width of their row open.
    """

    spans: Mapping[Element, int]
    merges: Mapping[Element, str]
    changed: frozenset[Element]
    before: Mapping[Element, int]
    after: Mapping[Element, int]

    def columns(self, row: Element) -> Iterator[tuple[int, Element]]:
        """Yield the cells of a row, each with the number of its first column."""
        column = self.before.get(row, 0)
        for cell in _through(row, w("tc")):
            yield column, cell
            column += self.spans.get(cell, 1)

    def width(self, row: Element) -> int | None:
        """Return the columns a row takes; None when that is open."""
        width = self.before.get(row, 0) + self.after.get(row, 0)
        for cell in _through(row, w("tc")):
            if cell in self.changed:
                return None
            width += self.spans.get(cell, 1)
        return width


def _layout(tree: PartTree) -> _Layout:
    return _Layout(
        spans={owner: _integer(value(each), 1) for each, owner in _owned(tree, "gridSpan", "tc")},
        merges={owner: value(each) or "continue" for each, owner in _owned(tree, "vMerge", "tc")},
        changed=frozenset(owner for name in ("cellIns", "cellDel") for _, owner in _owned(tree, name, "tc")),
        before={owner: _integer(value(each), 0) for each, owner in _owned(tree, "gridBefore", "tr")},
        after={owner: _integer(value(each), 0) for each, owner in _owned(tree, "gridAfter", "tr")},
    )


def _owned(tree: PartTree, name: str, owner: str) -> Iterator[tuple[Element, Element]]:
    """Yield the properties of a name with the cell or row they are of; old ones, kept by a tracked change, are left out."""
    for each in tree.of(name):
        holder = each.getparent()
        element = None if holder is None else holder.getparent()
        if element is not None and element.tag == w(owner):
            yield each, element


def _integer(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() else otherwise


def _through(element: Element, tag: str) -> Iterator[Element]:
    """Yield the children with a tag, also those within content controls."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _LOOSE:
            yield from _through(child, tag)
