"""The ledger of a file while it is drawn: the numbers, names and comments that may be given only once."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from dxplan_cli.papers.blocks import Heading, Paragraph, Revision
from dxplan_cli.render.word.counting import Lists
from dxplan_cli.render.word.xml import child
from dxplan_cli.value import Mutable, Value, field

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dxplan_cli.papers.blocks import Block, Comment
    from dxplan_cli.render.word.xml import Element


class Reviser(Value, dict=True):
    """Who revised the draft, and when: the office, and the date of the draft (YYYY-MM-DD) if it has one."""

    author: str
    date: str | None = None

    @cached_property
    def attributes(self) -> dict[str, str]:
        """Author and date as every revision and comment bears them."""
        moment = {"date": f"{self.date}T00:00:00Z"} if self.date is not None else {}
        return {"author": self.author, **moment}


class Ledger(Mutable):
    """What has been given out so far. With a `reviser` revisions are tracked, else they are a look of the words.

    Bookmarks, revisions and ranges share one counter. `moves` are the names of
    the moves of which both places are drawn.
    """

    reviser: Reviser | None = None
    moves: dict[str, str] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    comments: list[Comment] = field(default_factory=list)
    given: int = 0
    lists: Lists = field(default_factory=Lists)

    def number(self) -> int:
        """Return a number nothing else in the file has."""
        self.given += 1
        return self.given

    def take(self, name: str) -> int | None:
        """Return a number for the bookmark `name`, or None if the file has that bookmark already."""
        if name in self.names:
            return None
        self.names.add(name)
        return self.number()

    def revise(self, parent: Element, tag: str) -> Element:
        """Append a revision (`ins`, `del`, `moveFrom`, `moveTo`) by the reviser; only for a tracked file."""
        if self.reviser is None:
            message = "revisions are tracked only with a reviser"
            raise AssertionError(message)
        return child(parent, tag, id=self.number(), **self.reviser.attributes)

    def comment(self, comment: Comment) -> int:
        """Return the number of a comment that is to be written."""
        self.comments.append(comment)
        return len(self.comments) - 1


def names_of_moves(blocks: Iterable[Block]) -> dict[str, str]:
    """Name the moves of a paper: those that leave one paragraph or heading and arrive at one."""
    places = [block for block in blocks if isinstance(block, Paragraph | Heading) and block.move is not None]
    left = Counter(block.move for block in places if block.revision is Revision.MOVED_AWAY)
    arrived = Counter(block.move for block in places if block.revision is Revision.MOVED_HERE)
    pairs = (move for move in left if move is not None and left[move] == arrived[move] == 1)
    return {move: f"move{number}" for number, move in enumerate(pairs, start=1)}
