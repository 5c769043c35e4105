"""Dispositions (対応区分): the words a plan uses for its decisions, and what each word promises of the text."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Mapping

REFLECTED: Final = "反映"
PARTLY_REFLECTED: Final = "一部反映"
WITHDRAWN: Final = "取下げ"
UNDECIDED: Final = "未対応"
"""No decision yet, so no promise either."""


class Promise(StrEnum):
    """A claim about the text that a decision makes (約束); `check` holds every draft against it."""

    CHANGE = "change"
    """The linked change is in the text, and stays in every later draft."""
    PRESENT = "present"
    """The text says so already, where `about` and `quote` point, and goes on saying so."""
    LATER = "later"
    """The opinion is taken up again later; the text does not change for it now."""
    NONE = "none"
    """The text does not change for it."""
    WITHDRAWN = "withdrawn"
    """The speaker took the opinion back: nothing is owed, no answer either."""


CHANGELESS: Final = frozenset({Promise.PRESENT, Promise.LATER, Promise.NONE, Promise.WITHDRAWN})
"""The promises under which no change of the text may be claimed."""

KNOWN_WORDS: Final[Mapping[str, Promise]] = {
    REFLECTED: Promise.CHANGE,
    PARTLY_REFLECTED: Promise.CHANGE,
    "記述済み": Promise.PRESENT,
    "記載済み": Promise.PRESENT,
    "実施段階検討": Promise.LATER,
    "今後検討": Promise.LATER,
    "反映困難": Promise.NONE,
    "参考": Promise.NONE,
    "その他": Promise.NONE,
    WITHDRAWN: Promise.WITHDRAWN,
    "取り下げ": Promise.WITHDRAWN,
}
"""The words of real 意見対応表 whose promise goes without saying."""


class Disposition(Value):
    """A word of plan.yaml's `dispositions`; `promise` is None where plan.yaml gives the word alone."""

    name: str
    promise: Promise | None = None


def needs_answer(name: str, promise: Promise | None) -> bool:
    """Tell whether an opinion of this disposition owes its speaker an answer (対応・考え方).

    A change answers for itself. A change that takes up a part of the opinion only does not: it owes the rest.
    """
    if name == UNDECIDED or promise is Promise.WITHDRAWN:
        return False
    return promise is not Promise.CHANGE or name == PARTLY_REFLECTED
