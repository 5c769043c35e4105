"""Tracked changes by their authors: whose are accepted and whose rejected, one view of a file for each of them.

To reject an author's changes is to turn them round, insertions into deletions, and to accept all.
"""

from __future__ import annotations

from collections import Counter
from copy import deepcopy
from typing import TYPE_CHECKING, Final

from dxplan_cli.intake.word.content import WRAPPERS
from dxplan_cli.intake.word.names import parent_tag, value, w
from dxplan_cli.intake.word.properties import CHANGES
from dxplan_cli.intake.word.removal import TRIFLES
from dxplan_cli.intake.word.revisions import accept_all
from dxplan_cli.intake.word.rows import CELL_MARKS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from dxplan_cli.intake.word.names import Element

_OPPOSITES: Final = {
    w(one): w(other)
    for names in (
        ("ins", "del"),
        ("moveFrom", "moveTo"),
        ("cellIns", "cellDel"),
        ("customXmlInsRangeStart", "customXmlDelRangeStart"),
        ("customXmlMoveFromRangeStart", "customXmlMoveToRangeStart"),
    )
    for one, other in (names, names[::-1])
}
_ARRIVALS: Final = (w("ins"), w("moveTo"))
_MARKS: Final = (*WRAPPERS, *CELL_MARKS)


def author_of(element: Element) -> str:
    """Return who made a change, as written."""
    return value(element, "author") or ""


def settle_by_author(tree: Element, is_accepted: Callable[[str], bool]) -> Element:
    """Return the text with the changes of some authors accepted and those of all others rejected: a new tree.

    Changes of looks alone are accepted.
    """
    turned = deepcopy(tree)
    for mark in turned.iter(*_OPPOSITES):
        if not is_accepted(author_of(mark)) and parent_tag(mark) != w("numPr"):
            mark.tag = _OPPOSITES[mark.tag]
    return accept_all(turned)


def authors_of(tree: Element) -> Counter[str]:
    """Count the changes of words, paragraphs, rows and cells by author, in the order the authors are met."""
    return Counter(author_of(mark) for mark in tree.iter(*_MARKS) if parent_tag(mark) != w("numPr"))


def formats_of(tree: Element) -> Counter[str]:
    """Count the changes of looks alone by author."""
    numbered = (mark for mark in tree.iter(w("ins")) if parent_tag(mark) == w("numPr"))
    return Counter(author_of(mark) for mark in (*tree.iter(*CHANGES), *numbered))


def authors_over(tree: Element) -> Mapping[str, frozenset[str]]:
    """Return, by author, whose insertions that author changed: what he wrote has no place without them."""
    found: dict[str, set[str]] = {}
    for mark in tree.iter(*_MARKS):
        author = author_of(mark)
        found.setdefault(author, set()).update(each for each in _grounds(mark) if each != author)
    return {author: frozenset(others) for author, others in found.items()}


def _grounds(mark: Element) -> Iterator[str]:
    """Yield who inserted what a change stands in: words, a paragraph, a row, or the words on both its sides.

    A paragraph that was parted, or words that were written around it, later than the change were not there for it.
    """
    for above in mark.iterancestors(*_ARRIVALS, w("p"), w("tr")):
        if above.tag in _ARRIVALS:
            yield author_of(above)
        else:
            path = f"{w('pPr')}/{w('rPr')}/" if above.tag == w("p") else f"{w('trPr')}/"
            arrivals = (each for tag in _ARRIVALS for each in above.iterfind(f"{path}{tag}"))
            yield from (author_of(each) for each in arrivals if not _is_later(each, mark))
    before, behind = (_arrival_beside(mark, preceding=side) for side in (True, False))
    if before is None or behind is None or author_of(before) != author_of(behind):
        return
    if not _is_later(before, mark) and not _is_later(behind, mark):
        yield author_of(before)


def _arrival_beside(mark: Element, *, preceding: bool) -> Element | None:
    """Return the insertion right beside a change."""
    siblings = (each for each in mark.itersiblings(preceding=preceding) if each.tag not in TRIFLES)
    beside = next(siblings, None)
    return beside if beside is not None and beside.tag in _ARRIVALS else None


def _is_later(mark: Element, other: Element) -> bool:
    """Tell whether a change was made after another; dates are written so that they sort (ISO 8601)."""
    when, then = (value(each, "date") or "" for each in (mark, other))
    return bool(when and then) and when > then
