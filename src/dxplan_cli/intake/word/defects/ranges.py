"""Defects of what is tied by ids: ranges, bookmarks, links within the document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from dxplan_cli.intake.word.names import local, value, w
from dxplan_cli.intake.word.removal import PAIRS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.intake.word.defects.inspection import Flaw, Inspection

_LONGEST_NAME: Final = 40
_NAME: Final = re.compile(r"[^\W\d]\w*|_\w+")
_TOP: Final = "_top"


def find_unpaired_ranges(inspection: Inspection) -> Iterator[Flaw]:
    """A range has a start or an end only, the end first, or two starts."""
    for tree in inspection.stories:
        for start, end in PAIRS.items():
            opened, closed = {}, set()
            for marker in tree.of(start, end):
                identifier = value(marker, "id")
                if marker.tag == w(start):
                    if identifier in opened or identifier in closed:
                        yield tree.flaw(marker, f"w:{start} のid {identifier} が２回使われています")
                    opened[identifier] = marker
                elif opened.pop(identifier, None) is None:
                    yield tree.flaw(marker, f"w:{end} {identifier} の前に w:{start} がありません")
                else:
                    closed.add(identifier)
            for identifier, marker in opened.items():
                yield tree.flaw(marker, f"w:{start} {identifier} を閉じる w:{end} がありません")


def find_duplicate_bookmarks(inspection: Inspection) -> Iterator[Flaw]:
    """Two bookmarks of the file have one name: Word drops the second, and links lead to the wrong place."""
    seen = set()
    for tree in inspection.stories:
        for start in tree.of("bookmarkStart"):
            name = (value(start, "name") or "").lower()
            if name in seen:
                yield tree.flaw(start, f"しおり「{value(start, 'name')}」が２つあります")
            seen.add(name)


def find_bad_bookmark_names(inspection: Inspection) -> Iterator[Flaw]:
    """The name of a bookmark is missing, too long, or has characters Word does not take."""
    for tree in inspection.stories:
        for start in tree.of("bookmarkStart"):
            name = value(start, "name") or ""
            if len(name) > _LONGEST_NAME or not _NAME.fullmatch(name):
                yield tree.flaw(start, f"しおりの名前「{name}」は使えません（文字か_で始まる{_LONGEST_NAME}字まで）")


def find_dead_links(inspection: Inspection) -> Iterator[Flaw]:
    """A link leads to a bookmark that is not there."""
    names = {value(start, "name") for tree in inspection.stories for start in tree.of("bookmarkStart")}
    for tree in inspection.stories:
        for link in tree.of("hyperlink"):
            anchor = value(link, "anchor")
            if anchor and anchor not in names and anchor != _TOP:
                yield tree.flaw(link, f"{local(link.tag)}の行き先のしおり「{anchor}」がありません")
