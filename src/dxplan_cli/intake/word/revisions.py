"""All tracked changes accepted, or all rejected: `accept_all`, `reject_all`, and what is left afterwards.

By ECMA-376 part 1, 17.13.5. The order matters: properties first, because they
say which rows, cells and marks there are; then rows and cells with all that is
in them; then what stands in paragraphs; then the paragraphs, which join only
when it is known what they still say.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Final

from dxplan_cli.intake.word.content import (
    NEW,
    OLD,
    REVISION_RANGES,
    WRAPPERS,
    drop_ranges,
    references,
    settle_content,
    settle_tags,
    settle_text,
)
from dxplan_cli.intake.word.joining import close_holders, join_paragraphs
from dxplan_cli.intake.word.names import local, w
from dxplan_cli.intake.word.properties import CHANGES, settle_properties
from dxplan_cli.intake.word.rows import settle_cells, settle_rows

if TYPE_CHECKING:
    from dxplan_cli.intake.word.names import Element

_REVISIONS: Final = (
    *WRAPPERS,
    *CHANGES,
    *REVISION_RANGES,
    *(w(name) for name in ("cellIns", "cellDel", "cellMerge", "delText", "delInstrText")),
)


def accept_all(body: Element) -> Element:
    """Return the text as it was meant to become: a new tree, of a document, its body, a header, notes or comments."""
    return _settle(body, OLD, is_restoring=False)


def reject_all(body: Element) -> Element:
    """Return the text as it was before: a new tree, of a document, its body, a header, notes or comments."""
    return _settle(body, NEW, is_restoring=True)


def revisions_left(body: Element) -> tuple[str, ...]:
    """Return the names of all that belongs to tracked changes, such as "ins" or "delText", in document order."""
    return tuple(local(each.tag) for each in body.iter(*_REVISIONS))


def _settle(body: Element, removed: frozenset[str], *, is_restoring: bool) -> Element:
    tree = deepcopy(body)
    anchored = references(tree)
    settle_properties(tree, is_restoring=is_restoring)
    settle_rows(tree, removed)
    settle_cells(tree, removed)
    settle_tags(tree, removed)
    settle_content(tree, removed)
    join_paragraphs(tree, removed)
    close_holders(tree)
    settle_text(tree)
    drop_ranges(tree, anchored)
    return tree
