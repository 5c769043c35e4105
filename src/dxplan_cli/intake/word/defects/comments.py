"""Defects of comments and of the ids of paragraphs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from dxplan_cli.intake.word.names import WORD_2010, WORD_2012, value, w

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.intake.word.defects.inspection import Flaw, Inspection, PartTree

_PARAGRAPH_ID: Final = f"{{{WORD_2010}}}paraId"
_HEX: Final = re.compile(r"[0-9A-Fa-f]{8}")
_ABOVE_ALL_IDS: Final = 0x80000000
_LONGEST_INITIALS: Final = 9


def find_comments_without_reference(inspection: Inspection) -> Iterator[Flaw]:
    """A comment is referred to nowhere, so it is not shown, or has an id that another has."""
    if inspection.comments is None:
        return
    referred = _referred(inspection)
    seen = set()
    for comment in inspection.comments.of("comment"):
        identifier = value(comment, "id")
        if identifier not in referred:
            yield inspection.comments.flaw(comment, f"コメント{identifier}を参照しているところがありません")
        if identifier in seen:
            yield inspection.comments.flaw(comment, f"コメントのid {identifier} が２回使われています")
        seen.add(identifier)


def find_references_without_comment(inspection: Inspection) -> Iterator[Flaw]:
    """A comment that is referred to is not there: Word repairs the file."""
    present = (
        set() if inspection.comments is None else {value(each, "id") for each in inspection.comments.of("comment")}
    )
    for tree in inspection.stories:
        seen = set()
        for reference in tree.of("commentReference"):
            identifier = value(reference, "id")
            if identifier not in present or identifier in seen:
                problem = "が２か所から参照されています" if identifier in seen else "がありません"
                yield tree.flaw(reference, f"コメント{identifier}{problem}")
            seen.add(identifier)


def find_comment_ranges_without_reference(inspection: Inspection) -> Iterator[Flaw]:
    """A range is marked for a comment that is not referred to."""
    for tree in inspection.stories:
        referred = {value(each, "id") for each in tree.of("commentReference")}
        for start in tree.of("commentRangeStart"):
            if value(start, "id") not in referred:
                yield tree.flaw(
                    start, f"コメント{value(start, 'id')}の範囲だけがあり、参照（w:commentReference）がありません"
                )


def find_long_initials(inspection: Inspection) -> Iterator[Flaw]:
    """A comment has no author, or initials longer than Word takes."""
    if inspection.comments is None:
        return
    for comment in inspection.comments.of("comment"):
        if value(comment, "author") is None or len(value(comment, "initials") or "") > _LONGEST_INITIALS:
            identifier = value(comment, "id")
            what = f"コメント{identifier}の作成者がないか、頭文字が{_LONGEST_INITIALS}字を超えています"
            yield inspection.comments.flaw(comment, what)


def find_loose_threads(inspection: Inspection) -> Iterator[Flaw]:
    """What is said about a comment (settled, reply) names a paragraph that ends no comment."""
    if inspection.threads is None:
        return
    last = set() if inspection.comments is None else _last_paragraphs(inspection.comments)
    for thread in inspection.threads.root:
        for name in ("paraId", "paraIdParent"):
            identifier = thread.get(f"{{{WORD_2012}}}{name}")
            if identifier is not None and identifier.upper() not in last:
                yield inspection.threads.flaw(thread, f"{name} {identifier} の段落で終わるコメントがありません")


def find_bad_paragraph_ids(inspection: Inspection) -> Iterator[Flaw]:
    """The id of a paragraph is used twice, or is no number Word takes: it calls such a file damaged."""
    for tree in inspection.stories:
        seen = set()
        for paragraph in (*tree.of("p"), *tree.of("tr")):
            identifier = paragraph.get(_PARAGRAPH_ID)
            if identifier is None:
                continue
            if not _HEX.fullmatch(identifier) or not 0 < int(identifier, 16) < _ABOVE_ALL_IDS:
                yield tree.flaw(paragraph, f"段落のid（w14:paraId）「{identifier}」は使えません")
            elif identifier.upper() in seen:
                yield tree.flaw(paragraph, f"段落のid（w14:paraId）「{identifier}」が２回使われています")
            seen.add(identifier.upper())


def _referred(inspection: Inspection) -> set[str | None]:
    return {value(each, "id") for tree in inspection.stories for each in tree.of("commentReference")}


def _last_paragraphs(comments: PartTree) -> set[str]:
    found = set()
    for comment in comments.of("comment"):
        paragraphs = [each.get(_PARAGRAPH_ID) for each in comment.iter(w("p"))]
        if paragraphs and paragraphs[-1]:
            found.add(paragraphs[-1].upper())
    return found
