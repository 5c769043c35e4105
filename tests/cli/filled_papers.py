"""A paper filled in by a department: cells written over, rows added, copied and taken out, as Word leaves them."""

from __future__ import annotations

import io
import zipfile
from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DOCUMENT = "word/document.xml"
TRACKED = {f"{W}id": "901", f"{W}author": "農林水産課", f"{W}date": "2023-10-01T00:00:00Z"}


def edited(data: bytes, edit: Callable[[etree._Element], None]) -> bytes:
    """Return a file with its document edited."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        entries = {name: packed.read(name) for name in packed.namelist()}
    root = etree.fromstring(entries[DOCUMENT])
    edit(root)
    entries[DOCUMENT] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, blob in entries.items():
            packed.writestr(name, blob)
    return stream.getvalue()


class Sheet:
    """The last table of a document, whose first row names its columns."""

    def __init__(self, root: etree._Element) -> None:
        self.table = list(root.iter(f"{W}tbl"))[-1]
        self.columns = [words(cell) for cell in self.cells(0)]

    @property
    def rows(self) -> Sequence[etree._Element]:
        return self.table.findall(f"{W}tr")

    def cells(self, row: int) -> Sequence[etree._Element]:
        return self.rows[row].findall(f"{W}tc")

    def write(self, row: int, given: Mapping[str, str], *, tracked: bool = False) -> None:
        for heading, text in given.items():
            write(self.cells(row)[self.columns.index(heading)], text, tracked=tracked)

    def add(self, given: Mapping[str, str], after: int | None = None) -> None:
        """Add a row as Word does: looks like the one above, says nothing of it and has none of its bookmarks."""
        above = self.rows[-1 if after is None else after]
        row = deepcopy(above)
        for mark in [*row.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")]:
            mark.getparent().remove(mark)
        above.addnext(row)
        at = self.rows.index(row)
        for cell in self.cells(at):
            write(cell, "")
        self.write(at, given)

    def remove(self, row: int) -> None:
        self.table.remove(self.rows[row])

    def split(self, row: int, *, heading: bool) -> None:
        """Begin a new table with that row, with the heading typed again or not."""
        following = deepcopy(self.table)
        for each in following.findall(f"{W}tr")[int(heading) : row]:
            following.remove(each)
        for each in self.rows[row:]:
            self.table.remove(each)
        between = etree.Element(f"{W}p")
        self.table.addnext(between)
        between.addnext(following)


def words(cell: etree._Element) -> str:
    return "\n".join("".join(text.text or "" for text in each.iter(f"{W}t")) for each in cell.iter(f"{W}p"))


def write(cell: etree._Element, text: str, *, tracked: bool = False) -> None:
    """Write over what a cell says; a newline begins a paragraph."""
    paragraphs = cell.findall(f"{W}p")
    for each in paragraphs[1:]:
        cell.remove(each)
    first = paragraphs[0]
    for run in first.findall(f"{W}r"):
        if tracked:
            deleted = etree.Element(f"{W}del", TRACKED)
            run.addprevious(deleted)
            deleted.append(run)
            for said in run.iter(f"{W}t"):
                said.tag = f"{W}delText"
        else:
            first.remove(run)
    lines = text.split("\n")
    for line in lines[1:]:
        another = etree.SubElement(cell, f"{W}p")
        say(another, line)
    say(etree.SubElement(first, f"{W}ins", TRACKED) if tracked else first, lines[0])


def say(holder: etree._Element, text: str) -> None:
    if text:
        run = etree.SubElement(holder, f"{W}r")
        said = etree.SubElement(run, f"{W}t")
        said.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        said.text = text


def forget_signs(root: etree._Element) -> None:
    """Take away all bookmarks, as some programs do."""
    for mark in [*root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")]:
        mark.getparent().remove(mark)
