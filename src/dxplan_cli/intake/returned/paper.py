"""`read_returned`: a Word file as it went out, as each member left it, and what members say in comments."""

from __future__ import annotations

from collections import Counter
from copy import deepcopy
from typing import TYPE_CHECKING

from dxplan_cli.intake.manuscript.spots import name_spots
from dxplan_cli.intake.manuscript.word import read_package
from dxplan_cli.intake.returned.anchors import read_anchors
from dxplan_cli.intake.returned.people import people_of, person_of
from dxplan_cli.intake.returned.threads import remarks_of
from dxplan_cli.intake.word.authors import authors_of, authors_over, formats_of, settle_by_author
from dxplan_cli.intake.word.comments import read_comments
from dxplan_cli.intake.word.package import open_word
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from dxplan_cli.intake.manuscript.pieces import Manuscript
    from dxplan_cli.intake.returned.threads import Remark
    from dxplan_cli.intake.word.names import Element
    from dxplan_cli.intake.word.package import WordPackage


class Layer(Value):
    """What one member did: the paper before and after, with the insertions of others that the member wrote in, if any."""

    author: str
    before: Manuscript
    after: Manuscript
    is_above_others: bool


class Returned(Value):
    """A paper that came back: `given` is how it went out, `formats` counts changes of looks alone by member."""

    given: Manuscript
    layers: tuple[Layer, ...]
    remarks: tuple[Remark, ...]
    formats: Mapping[str, int]


def read_returned(data: bytes, office: Collection[str]) -> Returned:
    """Read a Word file that came back; the changes of `office`, by whatever name it goes, belong to what went out.

    Raises:
        UnreadableFileError: no Word file, protected, damaged, or not safe to read.
    """
    return _Reading(open_word(data), office).read()


class _Reading:
    """One file being read: its body with spots named, and who is in it."""

    def __init__(self, package: WordPackage, office: Collection[str]) -> None:
        self._package = package
        self._office = frozenset(map(person_of, office)) - {""}
        self._body = deepcopy(package.body)
        name_spots(self._body)
        self._trees = [
            self._body,
            *(story.body for story in package.stories if story.kind not in {"document", "comments"}),
        ]

    def read(self) -> Returned:
        comments, anchors = read_comments(self._package), read_anchors(self._body, self._is_office)
        given = self._view(frozenset())
        return Returned(
            given=given,
            layers=tuple(self._layers(given)),
            remarks=tuple(remarks_of(comments, anchors, self._is_office)),
            formats=self._formats(),
        )

    def _is_office(self, author: str) -> bool:
        return person_of(author) in self._office

    def _layers(self, given: Manuscript) -> Iterator[Layer]:
        over = self._over()
        counts = sum((authors_of(tree) for tree in self._trees), Counter())
        for person, name in people_of(counts).items():
            if person not in self._office:
                below = _all_below(person, over)
                before = self._view(below) if below else given
                yield Layer(name, before, self._view(below | {person}), is_above_others=bool(below))

    def _over(self) -> dict[str, set[str]]:
        """Return, by member, the members whose insertions that member wrote in."""
        found: dict[str, set[str]] = {}
        for tree in self._trees:
            for author, others in authors_over(tree).items():
                below = {person_of(each) for each in others} - self._office - {person_of(author)}
                found.setdefault(person_of(author), set()).update(below)
        return found

    def _view(self, accepted: frozenset[str]) -> Manuscript:
        """Return the paper with the office's changes and those of these members."""
        wanted = accepted | self._office

        def settle(tree: Element) -> Element:
            return settle_by_author(tree, lambda author: person_of(author) in wanted)

        return read_package(self._package, self._body, settle, _is_never_shown)

    def _formats(self) -> Counter[str]:
        counts = sum((formats_of(tree) for tree in self._trees), Counter[str]())
        named = people_of(counts)
        found: Counter[str] = Counter()
        for author, count in counts.items():
            if not self._is_office(author):
                found[named[person_of(author)]] += count
        return found


def _is_never_shown(_: bytes) -> bool:
    return False


def _all_below(person: str, over: Mapping[str, set[str]]) -> frozenset[str]:
    """Return all members below one: those whose insertions are written in, theirs in turn."""
    met: set[str] = set()
    waiting = [*over.get(person, ())]
    while waiting:
        each = waiting.pop()
        if each not in met and each != person:
            met.add(each)
            waiting += over.get(each, ())
    return frozenset(met)
