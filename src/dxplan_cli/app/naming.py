"""Which of several things a typed name means: by id, by what is printed, by its beginning, by a part of it.

Width, blanks and case make no difference. A name that fits several is refused with all of them: nobody is to
find out afterwards that another one was meant.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING

from dxplan_cli.errors import UsageError
from dxplan_cli.text.keys import fold
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_NEAR = 3
_LISTED = 8
_BLANK = re.compile(r"\s+")


class Candidate(Value):
    """Something that can be named: its id, how lists show it, what is printed of it, and what it shares with others.

    `names` belong to it, `traits` (a kind, a stage) are tried after all names. Of an id no part will do: that is
    likelier a slip.
    """

    id: str
    label: str
    names: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        """The label with the id behind it."""
        return f"{self.label}（{self.id}）" if self.label != self.id else self.id


class Taken(Value):
    """What a name was taken for: the id, and what to tell the user; nothing where the name was the id itself."""

    id: str
    told: str = ""


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """Return what two spellings of a name share."""
    return _BLANK.sub("", fold(name)).casefold()


def find_named(what: str, name: str, candidates: Sequence[Candidate], *, is_sure: bool = False) -> Taken | None:
    """Return what is meant by a name; None when nothing is.

    With `is_sure` a part of a name is not enough: for what is written to.

    Raises:
        UsageError: several fit as well; lists them.
    """
    if any(each.id == name for each in candidates):
        return Taken(name)
    wanted = name_key(name)
    if not wanted:
        return None
    for fits in _ways(wanted, is_sure=is_sure):
        found = [each for each in candidates if fits(each)]
        if len(found) > 1:
            raise _ambiguous(what, name, found)
        if found:
            return Taken(found[0].id, found[0].shown)
    return None


def _ways(wanted: str, *, is_sure: bool) -> Iterator[Callable[[Candidate], bool]]:
    """Yield the ways a candidate can fit, the surest first."""
    yield lambda each: name_key(each.id) == wanted
    yield lambda each: any(name_key(name) == wanted for name in each.names)
    yield lambda each: any(name_key(trait) == wanted for trait in each.traits)
    if not is_sure:
        yield lambda each: any(_begins(name_key(name), wanted) for name in (*each.names, *each.traits))
        yield lambda each: any(_holds(name_key(name), wanted) for name in (*each.names, *each.traits))


def _begins(name: str, wanted: str) -> bool:
    return name.startswith(wanted) and _is_whole(name, 0, len(wanted))


def _holds(name: str, wanted: str) -> bool:
    start = name.find(wanted)
    while start >= 0:
        if _is_whole(name, start, start + len(wanted)):
            return True
        start = name.find(wanted, start + 1)
    return False


def _is_whole(name: str, start: int, end: int) -> bool:
    """Tell whether a part cuts no number in two: 第１回 is no part of 第１１回, nor o1 of o12."""
    cuts_before = start > 0 and name[start - 1].isdigit() and name[start].isdigit()
    cuts_after = end < len(name) and name[end - 1].isdigit() and name[end].isdigit()
    return not (cuts_before or cuts_after)


def _ambiguous(what: str, name: str, found: Sequence[Candidate]) -> UsageError:
    shown = "、".join(each.shown for each in found[:_LISTED])
    more = f" ほか{len(found) - _LISTED}" if len(found) > _LISTED else ""
    message = f"{what}「{name}」に当たるものが{len(found)}つあります"
    return UsageError(message, f"どれかを id か名前の全体で指定してください：{shown}{more}")


def unknown(what: str, name: str, known: Sequence[str], otherwise: str) -> UsageError:
    """Return the refusal of a name that means nothing, with the nearest of those known."""
    near = get_close_matches(name, known, n=_NEAR, cutoff=0.5)
    return UsageError(f"{what}「{name}」がありません", f"近いもの：{'、'.join(near)}" if near else otherwise)
