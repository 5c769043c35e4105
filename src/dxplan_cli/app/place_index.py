"""The places of one draft by all that people call them: id, title, number (第４章, 4(2)), exact words, page.

A place is sure where one node only can be meant. A page, or a part of a title, is never sure: it names candidates.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Final

from dxplan_cli.diff.entry_numbers import numbers_of
from dxplan_cli.model.node import Section, children_of, words_of
from dxplan_cli.text.keys import fold
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from dxplan_cli.model.node import AnyNode
    from dxplan_cli.model.plan import Draft

_STEP = re.compile("[＞>→／/]+")
_QUOTES: Final = '「」『』"“”【】'
_BRACKETED = re.compile(r"\(([^()]{2,}[^()0-9][^()]*|[^()]*[^()0-9][^()]{2,})\)")
"""A whole name in brackets, which is more than (2) and (ア)."""
_PAGE = re.compile(
    r"[(（]?(?:p{1,2}[.]?|ページ)\s*([0-9]{1,4})(?:\s*[~-]\s*[0-9]{0,4})?[)）]?|[(（]?([0-9]{1,4})(?:頁|ページ|ぺージ)[)）]?"
)
_TAIL = re.compile("(?:について|に関して|に関すること|に係る部分|の部分|の項目|の項|の箇所|全般|全体)+\\Z")
_NOWHERE: Final = frozenset(
    {"全般", "全体", "計画全般", "計画全体", "全体的", "その他", "なし", "特になし", "-", "無", "無し"}
)
_TOKEN = re.compile(
    "[-.・,の]*(?:第?(?P<unit>[0-9〇一二三四五六七八九十]{1,4})(?P<kind>部|編|章|節|項|款|条)"
    "|[(<\\[](?P<bracket>[0-9]{1,3}|[ア-ン]|[a-z])[)>\\]]|(?P<circle>[①-⑳])|(?P<bare>[0-9]{1,3})(?![0-9]|[年月日割人件行段文番つ%]))"
)
_LINES = re.compile("[の、,]*(?:上から|下から)?(?:[0-9]{0,3}(?:行目?|段落目?|文目?|つ目))*(?:[~-][0-9]{1,3}行目?)?")
_OUTERMOST: Final = frozenset({"部", "編", "章"})
_KANJI: Final = "〇一二三四五六七八九"
_TEN: Final = 10
_LEAST_WORDS: Final = 8
"""Words of a text that are fewer may stand anywhere by chance."""
_LEAST_PART: Final = 2
_MOST: Final = 5


class PlaceFound(Value):
    """The nodes a name may mean; `is_sure` where it means the only one."""

    nodes: tuple[str, ...] = ()
    is_sure: bool = False


class _Number(Value):
    """The numbers a name begins with, outermost first, what kind the only one is, and what follows.

    `kind` is 章, 節 …, "()" for one in brackets or a circle, "" for a bare one and for several.
    """

    numbers: tuple[str, ...]
    kind: str
    rest: str


_NO_NUMBER: Final = _Number((), "", "")


def is_nowhere(name: str) -> bool:
    """Tell whether a name says that no single place is meant: 全般, なし."""
    return _key(name).strip("()。") in _NOWHERE


class PlaceIndex:
    """Finds the nodes of a draft by what people call them; every part is made when first asked for."""

    def __init__(self, draft: Draft) -> None:
        """Take a draft."""
        self._draft = draft
        self._nodes = {node.id: node for node in draft.nodes()}
        self._above = dict(_ancestors(draft.chapters, ()))
        self._known: dict[str, PlaceFound] = {}

    def find(self, name: str) -> PlaceFound:
        """Return which nodes a name may mean; a table says the same names again and again."""
        if name not in self._known:
            self._known[name] = self._find(name)
        return self._known[name]

    def _find(self, name: str) -> PlaceFound:
        plain = name.strip()
        if plain in self._nodes:
            return PlaceFound((plain,), is_sure=True)
        bare = _bare(plain)
        for find in (self._by_title, self._by_steps, self._by_number, self._by_words):
            found = find(bare)
            if found:
                return PlaceFound(tuple(found), is_sure=len(found) == 1)
        return PlaceFound(tuple(self._candidates(plain, bare)))

    def _by_title(self, bare: str) -> list[str]:
        return self._titled.get(_key(bare), [])

    def _by_steps(self, bare: str) -> list[str]:
        """Find 第４章 ＞ 産業分野 ＞ 商工業: what the last step means, below what the others mean."""
        steps = [step for step in _STEP.split(bare) if step.strip()]
        if len(steps) <= 1:
            return []
        found = self._named(steps[-1])
        for step in steps[:-1]:
            above = set(self._named(step))
            found = [each for each in found if above & set(self._above[each])]
        return found

    def _by_number(self, bare: str) -> list[str]:
        read = _read_number(bare)
        if not read.numbers:
            return []
        numbered = self._of_number(read)
        if not read.rest:
            return numbered
        named = self._by_title(read.rest)
        inside = [each for each in named if each in numbered or set(numbered) & set(self._above[each])]
        return inside or ([*numbered, *named] if named else [])

    def _by_words(self, bare: str) -> list[str]:
        words = _key(bare)
        same = self._worded.get(words, [])
        if same or len(words) < _LEAST_WORDS:
            return same
        return [node_id for node_id, key in self._words.items() if words in key]

    def _candidates(self, plain: str, bare: str) -> list[str]:
        """Return what may be meant without being sure: what stands on a page, begins with a number, or has part of a title."""
        page = _PAGE.fullmatch("".join(fold(plain).lower().split()))
        if page is not None:
            return self._on_page(int(page[1] or page[2]))
        numbered = self._of_outer_numbers(_read_number(bare))
        words = _key(bare)
        part = [each for title, nodes in self._titled.items() if words in title or title in words for each in nodes]
        near = part if len(words) >= _LEAST_PART else []
        return list(dict.fromkeys((*numbered, *near)))[:_MOST]

    def _on_page(self, page: int) -> list[str]:
        """Return the nodes that are known to stand on a page, else the last one before it."""
        pages = {node.id: node.draft_page for node in self._draft.nodes() if node.draft_page}
        before = [each for each, number in pages.items() if number <= page]
        return [each for each, number in pages.items() if number == page][:_MOST] or before[-1:]

    def _named(self, name: str) -> list[str]:
        bare = _bare(name)
        return self._by_title(bare) or self._by_number(bare)

    def _of_number(self, read: _Number) -> list[str]:
        """Return the nodes of these numbers: from the chapter on, else those whose numbers end so."""
        if not read.numbers:
            return []
        exact = [each for each, path in self._numbers.items() if path == read.numbers]
        length = len(read.numbers)
        ending = [each for each, path in self._numbers.items() if path[-length:] == read.numbers]
        if read.kind in _OUTERMOST:
            return [each for each in exact if not self._above[each]]
        if read.kind:
            same = [each for each in ending if self._kinds[each] == read.kind]
            return same or [each for each in ending if each not in exact and not self._kinds[each]]
        return exact or ending

    def _of_outer_numbers(self, read: _Number) -> list[str]:
        """Return the nodes of as many of these numbers as there are: of 4(2) the chapter, where it has no (2)."""
        if read.kind and read.kind not in _OUTERMOST:
            return []
        for length in range(len(read.numbers), 0, -1):
            found = [each for each, path in self._numbers.items() if path == read.numbers[:length]]
            if found:
                return found
        return []

    @cached_property
    def _titled(self) -> Mapping[str, list[str]]:
        """The sections, figures, tables and KPIs by their titles, with and without the number in front."""
        named: dict[str, dict[str, None]] = defaultdict(dict)
        for node in self._nodes.values():
            title = getattr(node, "title", None) or getattr(node, "name", None)
            if title:
                number = getattr(node, "number", None) or ""
                for name in (title, f"{number}{title}", _read_number(_bare(title)).rest):
                    named[_key(name)][node.id] = None
        named.pop("", None)
        return {name: [*nodes] for name, nodes in named.items()}

    @cached_property
    def _numbers(self) -> Mapping[str, tuple[str, ...]]:
        """The numbers of the nodes that have one, with those of all around them."""
        printed = numbers_of(self._draft.chapters)
        found: dict[str, tuple[str, ...]] = {}
        for node_id, node in self._nodes.items():
            own = _own_number(node, printed).numbers
            around = next((found[each] for each in reversed(self._above[node_id]) if each in found), ())
            if own:
                is_whole = len(own) > len(around) and own[: len(around)] == around
                found[node_id] = own if is_whole else (*around, *own)
        return found

    @cached_property
    def _kinds(self) -> Mapping[str, str]:
        """The kinds of the numbers nodes have themselves."""
        printed = numbers_of(self._draft.chapters)
        return {node_id: _own_number(node, printed).kind for node_id, node in self._nodes.items()}

    @cached_property
    def _words(self) -> Mapping[str, str]:
        texts = ((node.id, _key(words_of(node))) for node in self._nodes.values() if not isinstance(node, Section))
        return {node_id: words for node_id, words in texts if words}

    @cached_property
    def _worded(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for node_id, words in self._words.items():
            found[words].append(node_id)
        return found


def _ancestors(nodes: Iterable[AnyNode], above: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for node in nodes:
        yield node.id, above
        yield from _ancestors(children_of(node), (*above, node.id))


def _own_number(node: AnyNode, printed: Mapping[str, str]) -> _Number:
    """Return the number of a node itself: a section may have it in its title alone."""
    number = node.number if isinstance(node, Section) else printed.get(node.id)
    if number:
        read = _read_number(_bare(number))
        return read if not read.rest.strip(".") else _NO_NUMBER
    if isinstance(node, Section):
        read = _read_number(_bare(node.title))
        return read if read.rest else _NO_NUMBER
    return _NO_NUMBER


def _read_number(bare: str) -> _Number:
    """Read the numbers a name begins with: 第４章第２節, 4(2)①, ４－２ 人材の育成."""
    numbers: list[str] = []
    kinds: list[str] = []
    at = 0
    while found := _TOKEN.match(bare, at):
        numbers.append(_plain_number(next(part for part in found.group("unit", "bracket", "circle", "bare") if part)))
        kinds.append(found["kind"] or ("" if found["bare"] else "()"))
        at = found.end()
    rest = bare[at:].strip("-.、,:・の") if numbers else bare
    rest = "" if numbers and _LINES.fullmatch(rest) else rest
    return _Number(tuple(numbers), kinds[0] if len(kinds) == 1 else "", rest)


def _plain_number(written: str) -> str:
    if "①" <= written <= "⑳":
        return str(ord(written) - ord("①") + 1)
    if written.isdecimal():
        return str(int(written))
    return str(_of_kanji(written)) if set(written) <= {*_KANJI, "十"} else written


def _of_kanji(written: str) -> int:
    tens, ten, ones = written.rpartition("十")
    units = _KANJI.index(ones) if len(ones) == 1 else 0
    if not ten:
        return int("".join(str(_KANJI.index(each)) for each in written))
    return (_KANJI.index(tens) if len(tens) == 1 else 1) * _TEN + units


def _bare(name: str) -> str:
    """Return a name in half width without blanks, quotes, pages, and words that only say that it is a place."""
    plain = "".join(fold(name).lower().split())
    unpaged = _PAGE.sub("", plain)
    for quote in _QUOTES:
        unpaged = unpaged.replace(quote, "")
    bracketed = _BRACKETED.fullmatch(unpaged)
    unpaged = bracketed[1] if bracketed is not None else unpaged
    return _TAIL.sub("", unpaged) or unpaged


def _key(name: str) -> str:
    return "".join(fold(name).lower().split())
