"""Opinions (意見), what became of them, and the reasons of changes nobody asked for."""

from __future__ import annotations

from dxplan_cli.model.disposition import UNDECIDED
from dxplan_cli.model.kind import ChangeKind
from dxplan_cli.model.node import Scalar
from dxplan_cli.model.place import Placed
from dxplan_cli.value import Value


class Link(Placed, kw_only=True):
    """A promise: this opinion changed that node. `quote` picks one edit inside it, `draft` the draft that keeps it.

    `digest` is that of the node's words when the link was made or last confirmed; None where nobody noted it.
    """

    kind: ChangeKind
    node: str
    quote: str | None = None
    draft: str | None = None
    digest: str | None = None


class Internal(Value, kw_only=True):
    """What never leaves the office: who said it, how to reach them, who heard it."""

    member: str | None = None
    contact: str | None = None
    heard_by: str | None = None


class Group(Value, kw_only=True):
    """What an opinion that stands for many comments (群) knows of them: how many (件), by how many people (人), which.

    `people` is None where nobody is known to be named, else `unnamed` comments name nobody. `keys` are those of the
    rows of the raw file, which stays outside: never a name. ``P-017#2`` is the second point of letter ``P-017``.
    """

    comments: int
    people: int | None = None
    unnamed: int = 0
    keys: tuple[str, ...] = ()


class ProposedValue(Value, kw_only=True):
    """Another value somebody proposed for a cell: of the row with that key, or of a KPI (no row), in the column `name`."""

    row: str | None = None
    name: str
    before: Scalar = None
    after: Scalar = None


class Proposal(Value, kw_only=True):
    """A wording somebody proposed (提案), word for word, to be adopted or not.

    `text` is the whole new wording of `node`; without a node it is something new. `after` is where that, or a moved
    node, is to stand: behind that node, or first in that section where `first` says so. `values` are other values for
    its cells. `digest` is that of the node's words then.
    """

    kind: ChangeKind
    node: str | None = None
    text: str | None = None
    after: str | None = None
    first: bool = False
    values: tuple[ProposedValue, ...] = ()
    digest: str | None = None


class PastDecision(Value, kw_only=True):
    """A decision (対応) that another one replaced; `date` is the day it was made, None where nobody noted it."""

    date: str | None = None
    disposition: str
    answer: str | None = None
    same_as: str | None = None
    changes: tuple[Link, ...] = ()


class Opinion(Placed, kw_only=True):
    """One remark received in a round, or many that say the same: then `group` tells how many.

    `key` is its number in the table it came from, `letter` the submission (通) it is a point of, `printed` the label
    of a source paper where it differs from the derived one. `decided` is the ISO date of the decision that holds,
    `history` are those it replaced, oldest first. `memo` is a note for whoever keeps the plan; no paper prints it.
    """

    id: str
    round: str
    text: str
    verbatim: bool = False
    about: tuple[str, ...] = ()
    quote: str | None = None
    disposition: str = UNDECIDED
    changes: tuple[Link, ...] = ()
    answer: str | None = None
    same_as: str | None = None
    printed: str | None = None
    key: str | None = None
    letter: str | None = None
    group: Group | None = None
    proposal: Proposal | None = None
    decided: str | None = None
    history: tuple[PastDecision, ...] = ()
    memo: str | None = None
    internal: Internal | None = None

    @property
    def comments(self) -> int:
        """How many comments (件) it stands for."""
        return self.group.comments if self.group is not None else 1


class Reason(Placed, kw_only=True):
    """Why the secretariat itself changed something. `label` replaces the mark's word, `note` follows it in brackets.

    `sweep` are replacements (old, new): then the reason is for every edit that is only these, and `node` is "".
    `memo` is a note for whoever keeps the plan; no paper prints it.
    """

    reason: str
    node: str = ""
    sweep: tuple[tuple[str, str], ...] = ()
    quote: str | None = None
    kind: ChangeKind | None = None
    origin: str | None = None
    because_of: str | None = None
    label: str | None = None
    note: str | None = None
    memo: str | None = None


class Held(Value, kw_only=True):
    """The days something took, as YYYY-MM-DD; `start` and `end` are the same where it took one."""

    start: str | None = None
    end: str | None = None


class Round(Placed, kw_only=True):
    """One occasion of hearing opinions (聴取の機会); `draft` is the draft it was heard on.

    `held` tells when, for the order of rounds; `date` is what papers print.
    """

    id: str
    kind: str
    title: str
    date: str | None = None
    held: Held | None = None
    draft: str | None = None
