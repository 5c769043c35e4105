"""Defects of tracked changes."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from dxplan_cli.intake.word.content import WRAPPERS
from dxplan_cli.intake.word.joining import paragraph_marks
from dxplan_cli.intake.word.names import WORD_2012, all_w, local, parent_tag, value, w
from dxplan_cli.intake.word.properties import CHANGES
from dxplan_cli.intake.word.removal import MARKERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.intake.word.defects.inspection import Flaw, Inspection, PartTree
    from dxplan_cli.intake.word.names import Element

_MOVES: Final = (("moveFrom", "moveTo"), ("moveTo", "moveFrom"))
_SIGNED: Final = (
    *WRAPPERS,
    *CHANGES,
    *(w(name) for name in ("cellIns", "cellDel", "cellMerge", "moveFromRangeStart", "moveToRangeStart")),
    *(w(f"customXml{kind}RangeStart") for kind in ("Ins", "Del", "MoveFrom", "MoveTo")),
)
"""What has an id, an author and a date of its own."""
_PERSON: Final = f"{{{WORD_2012}}}author"
_UNSIGNED: Final = w("tblGridChange")
_DELETING: Final = (w("del"), w("moveFrom"))
_ENDS: Final = all_w(("tc", "body", "hdr", "ftr", "footnote", "endnote", "comment", "txbxContent"))
_IN_PROPERTIES: Final = all_w(("rPr", "trPr", "numPr"))
_INTEGER: Final = re.compile(r"-?\d{1,10}")
_MOMENT: Final = re.compile(r"-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?")
_LONGEST_AUTHOR: Final = 255


def find_plain_text_in_deletions(inspection: Inspection) -> Iterator[Flaw]:
    """`w:t` or `w:instrText` in `w:del`: Word shows such words as if nobody had deleted them, or repairs the file."""
    for tree in inspection.stories:
        for deletion in tree.of("del"):
            for text in deletion.iter(w("t"), w("instrText")):
                if next(text.iterancestors(w("txbxContent"), w("del"))).tag == w("del"):
                    yield tree.flaw(text, f"削除（w:del）の中に w:{local(text.tag)} があります")


def find_deleted_text_outside(inspection: Inspection) -> Iterator[Flaw]:
    """`w:delText` or `w:delInstrText` where nothing is deleted."""
    for tree in inspection.stories:
        for text in tree.of("delText", "delInstrText"):
            if next(text.iterancestors(*_DELETING), None) is None:
                yield tree.flaw(text, f"削除の外に w:{local(text.tag)} があります")


def find_bad_ids(inspection: Inspection) -> Iterator[Flaw]:
    """A change has no number for an id, or shares it with another change of the part."""
    for tree in inspection.stories:
        seen = set()
        for change in tree.tagged(*_SIGNED):
            identifier = value(change, "id") or ""
            if not _INTEGER.fullmatch(identifier):
                yield tree.flaw(change, f"変更（w:{local(change.tag)}）のidが数ではありません（「{identifier}」）")
            elif identifier in seen:
                yield tree.flaw(change, f"変更（w:{local(change.tag)}）のid {identifier} がほかの変更と同じです")
            seen.add(identifier)


def find_unsigned_changes(inspection: Inspection) -> Iterator[Flaw]:
    """A change has no author, one that is too long, or a date that is none."""
    for tree in inspection.stories:
        for change in tree.tagged(*_SIGNED):
            if change.tag == _UNSIGNED:
                continue
            author, date = value(change, "author"), value(change, "date")
            if author is None or len(author) > _LONGEST_AUTHOR:
                yield tree.flaw(
                    change, f"変更（w:{local(change.tag)}）の作成者がないか、{_LONGEST_AUTHOR}字を超えています"
                )
            if date is not None and not _MOMENT.fullmatch(date):
                yield tree.flaw(change, f"変更（w:{local(change.tag)}）の日時「{date}」が読めません")


def find_unpaired_moves(inspection: Inspection) -> Iterator[Flaw]:
    """The name of a move stands at one end only, or more than once."""
    for tree in inspection.stories:
        names = {
            side: Counter(value(start, "name") for start in tree.of(f"{side}RangeStart"))
            for side in ("moveFrom", "moveTo")
        }
        for side, other in _MOVES:
            for start in tree.of(f"{side}RangeStart"):
                name = value(start, "name")
                if not name or names[other][name] != 1 or names[side][name] != 1:
                    yield tree.flaw(start, f"移動「{name or ''}」の移動元と移動先が１つずつになっていません")


def find_moves_outside_range(inspection: Inspection) -> Iterator[Flaw]:
    """Moved words stand in no range that names the move, so they have no other end."""
    for tree in inspection.stories:
        for side in ("moveFrom", "moveTo"):
            opened = 0
            for each in tree.of(side, f"{side}RangeStart", f"{side}RangeEnd"):
                if each.tag == w(f"{side}RangeStart"):
                    opened += 1
                elif each.tag == w(f"{side}RangeEnd"):
                    opened -= 1
                elif opened < 1 and parent_tag(each) not in _IN_PROPERTIES:
                    yield tree.flaw(each, f"移動（w:{side}）が、移動の範囲（w:{side}RangeStart）の中にありません")


def find_changes_in_moves(inspection: Inspection) -> Iterator[Flaw]:
    """A change inside moved words: LibreOffice cannot reject it."""
    for tree in inspection.stories:
        for move in tree.of("moveFrom", "moveTo"):
            for inner in move.iterdescendants(*WRAPPERS):
                yield tree.flaw(inner, f"移動（w:{local(move.tag)}）の中に別の変更（w:{local(inner.tag)}）があります")


def find_marks_without_next(inspection: Inspection) -> Iterator[Flaw]:
    """The mark of a last paragraph is tracked: there is nothing to join with, and Word leaves an empty paragraph."""
    for tree in inspection.stories:
        for mark in paragraph_marks(tree.root):
            paragraph = next(mark.iterancestors(w("p")))
            if mark not in tree.repeated and _is_last(paragraph) and not _is_in_changed_row(paragraph):
                yield tree.flaw(mark, "セルや本文の最後の段落の段落記号に変更が付いています")


def find_unknown_people(inspection: Inspection) -> Iterator[Flaw]:
    """An author of changes or comments is not among the people of the file, if it has any."""
    if inspection.people is None:
        return
    known = {each.get(_PERSON) for each in inspection.people.root}
    for tree in inspection.stories:
        for author, first in _authors(tree).items():
            if author not in known:
                yield tree.flaw(first, f"作成者「{author}」が people の部品にありません")


def _authors(tree: PartTree) -> dict[str, Element]:
    found: dict[str, Element] = {}
    for each in tree.tagged(*_SIGNED, w("comment")):
        author = value(each, "author")
        if author:
            found.setdefault(author, each)
    return found


def _is_last(paragraph: Element) -> bool:
    following = next((each for each in paragraph.itersiblings() if each.tag not in MARKERS), None)
    return parent_tag(paragraph) in _ENDS and (following is None or following.tag == w("sectPr"))


def _is_in_changed_row(paragraph: Element) -> bool:
    return any(
        child.tag in {w("ins"), w("del")}
        for row in paragraph.iterancestors(w("tr"))
        for properties in row.iterchildren(w("trPr"))
        for child in properties
    ) or any(
        child.tag in {w("cellIns"), w("cellDel")}
        for cell in paragraph.iterancestors(w("tc"))
        for properties in cell.iterchildren(w("tcPr"))
        for child in properties
    )
