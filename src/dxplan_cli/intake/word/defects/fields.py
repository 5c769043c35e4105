"""Defects of fields written as runs: begin, instruction, separate, result, end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dxplan_cli.intake.word.names import all_w, value, w
from dxplan_cli.value import Mutable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.intake.word.defects.inspection import Flaw, Inspection, PartTree
    from dxplan_cli.intake.word.names import Element

_HOLDERS: Final = tuple(all_w(("tc", "txbxContent", "footnote", "endnote", "comment")))
_OLD: Final = (w("del"), w("moveFrom"))
_NEW: Final = (w("ins"), w("moveTo"))


class _Field(Mutable):
    begin: Element
    end: Element | None = None
    separates: int = 0


def find_open_fields(inspection: Inspection) -> Iterator[Flaw]:
    """A field has no end, no beginning, or two separators: what follows it is swallowed."""
    for tree in inspection.stories:
        opened: list[_Field] = []
        for sign in tree.of("fldChar"):
            kind = value(sign, "fldCharType")
            if kind == "begin":
                opened.append(_Field(sign))
            elif not opened:
                yield tree.flaw(sign, f"フィールドの始まりがないのに {kind} があります")
            elif kind == "end":
                opened.pop()
            else:
                opened[-1].separates += 1
                if opened[-1].separates > 1:
                    yield tree.flaw(sign, "フィールドに separate が２つあります")
        for each in opened:
            yield tree.flaw(each.begin, "フィールドが閉じられていません（end がありません）")


def find_fields_across_holders(inspection: Inspection) -> Iterator[Flaw]:
    """A field begins in one cell, note or text box and ends in another."""
    for tree in inspection.stories:
        for each in _whole_fields(tree):
            if each.end is not None and _holder(each.begin) is not _holder(each.end):
                yield tree.flaw(each.begin, "フィールドの始まりと終わりが、別のセルや欄にあります")


def find_half_changed_fields(inspection: Inspection) -> Iterator[Flaw]:
    """One end of a field is tracked and the other is not: accepting or rejecting leaves half a field."""
    for tree in inspection.stories:
        for each in _whole_fields(tree):
            if each.end is not None and _fate(each.begin) != _fate(each.end):
                yield tree.flaw(each.begin, "フィールドの始まりと終わりの一方だけに変更が付いています")


def _whole_fields(tree: PartTree) -> Iterator[_Field]:
    opened: list[_Field] = []
    for sign in tree.of("fldChar"):
        kind = value(sign, "fldCharType")
        if kind == "begin":
            opened.append(_Field(sign))
        elif kind == "end" and opened:
            opened[-1].end = sign
            yield opened.pop()


def _holder(sign: Element) -> Element | None:
    return next(sign.iterancestors(*_HOLDERS), None)


def _fate(sign: Element) -> tuple[bool, bool]:
    """Tell whether it survives accepting, and rejecting."""
    return next(sign.iterancestors(*_OLD), None) is None, next(sign.iterancestors(*_NEW), None) is None
