"""A draft edited in known ways under other ids: which node became which is known for every one of them.

The texts are those of the plan in this repository, or generated ones among
which most have near-twins. Nothing is planted that nobody could tell: a text
that was moved and reworded is still nearer to itself than to any other.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from dxplan_cli.model.node import (
    AnyNode,
    Item,
    Kpi,
    Measure,
    Paragraph,
    Row,
    Section,
    Table,
    walk,
    with_words,
    words_of,
)
from dxplan_cli.store.load import load_plan
from dxplan_cli.text.nearness import nearest
from dxplan_cli.value import replace
from opinion_texts import write_opinions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DATA = Path(__file__).parent.parent / "plan-data"
TOLD_APART = 0.04
"""By how much a text moved and reworded must be nearer to itself than to any other."""
NEAR = 0.75
"""A new text so near to one deleted or moved would be called the same text reworded."""

_WHO = (
    "県",
    "市町村",
    "事業者",
    "学校",
    "医療機関",
    "農業者",
    "漁業者",
    "観光団体",
    "大学",
    "町内会",
    "研究機関",
    "若者",
)
_WHAT = (
    "手続",
    "診療",
    "授業",
    "出荷",
    "除雪",
    "防災訓練",
    "バスの運行",
    "相談",
    "検査",
    "研修",
    "販売",
    "点検",
    "広報",
    "調査",
)
_MEANS = (
    "データ連携",
    "遠隔相談",
    "人工知能",
    "衛星画像",
    "電子申請",
    "ドローン",
    "共通台帳",
    "見守り端末",
    "電子地図",
    "翻訳機",
)
_AIM = (
    "効率化",
    "品質の向上",
    "安全の確保",
    "満足度の向上",
    "迅速化",
    "継続",
    "人材の育成",
    "販路の開拓",
    "負担の軽減",
    "高度化",
)
_FORMS = (
    "{who}における{what}への{means}の導入による{aim}",
    "{who}が行う{what}について、{means}を活用した{aim}を進めます。",
    "{means}を用いた{what}の{aim}と、{who}との連携の強化",
    "{what}の{aim}に向け、{who}とともに{means}の利用を広げます。",
)
_TITLES = ("めざす姿", "取組方針", "現状と課題", "主な取組")
_PHRASES = (
    "関係機関と連携しながら、",
    "今後の見通しを踏まえ、",
    "計画的に",
    "さらに",
    "県内全域で",
    "利用者の声を聞きながら、",
)
_TAILS = ("など", "（一部を除く）", "の検討", "を含む", "に向けた取組")


@dataclass
class Spot:
    """A node of the edited draft: its content, its children, and which nodes of the base it came from."""

    node: AnyNode
    origins: list[str]
    children: list[Spot] = field(default_factory=list)
    parent: Spot | None = None
    touched: bool = False


@dataclass
class Planted:
    """Both drafts, which ids are each other, and those of them that were moved, split or merged."""

    base: tuple[Section, ...]
    revised: tuple[Section, ...]
    links: set[tuple[str, str]]
    moves: set[tuple[str, str]]
    splits: set[tuple[str, tuple[str, ...]]]
    merges: set[tuple[tuple[str, ...], str]]


def real_draft() -> tuple[Section, ...]:
    """Return the chapters of the plan in this repository."""
    return load_plan(DATA).drafts[-1].chapters


def real_opinions() -> list[str]:
    """Return sentences of the opinions of that plan: what is newly written is taken from them."""
    return sorted(
        {part + "。" for each in load_plan(DATA).opinions for part in each.text.split("。") if len(part) > 12}
    )


def generated_draft(count: int, dice: Random) -> tuple[tuple[Section, ...], list[str]]:
    """Return chapters of so many texts, two of three with twins elsewhere, and as many texts again that are in none."""
    texts: list[str] = []
    seen: set[str] = set()
    while len(texts) < count * 2:
        slots = {"who": _WHO, "what": _WHAT, "means": _MEANS, "aim": _AIM}
        chosen = {name: dice.choice(words) for name, words in slots.items()}
        form, number = dice.choice(_FORMS), f"{dice.randint(1, count)}"
        for twin in range(dice.randint(1, 3)):
            if twin:
                name = dice.choice(sorted(slots))
                chosen[name] = dice.choice(slots[name])
            text = form.format(**chosen)
            if text in seen:
                text += f"（{number}地区）"
            if text not in seen:
                seen.add(text)
                texts.append(text)
    dice.shuffle(texts)
    return _chapters(texts[:count], dice), texts[count:]


def wordy_draft(count: int, dice: Random) -> tuple[tuple[Section, ...], list[str]]:
    """Return chapters of so many texts of one or two sentences, and as many again: as unlike as real ones."""
    texts = [each.text for each in write_opinions(count * 2, dice.randrange(10**6), length=40, copied=0.0)]
    return _chapters(texts[:count], dice), texts[count:]


def _chapters(texts: list[str], dice: Random) -> tuple[Section, ...]:
    numbers = iter(range(10**9))

    def name() -> str:
        return f"b{next(numbers)}"

    waiting = list(texts)
    chapters: list[Section] = []
    while waiting:
        themes: list[Section] = []
        for _ in range(4):
            parts = []
            for title in dice.sample(_TITLES, 3):
                leaves: list[AnyNode] = []
                for _ in range(dice.randint(2, 6)):
                    if waiting:
                        kind = Item if dice.random() < 0.7 else Paragraph
                        leaves.append(kind(id=name(), text=waiting.pop()))
                if leaves:
                    parts.append(Section(id=name(), title=title, children=tuple(leaves)))
            if parts:
                themes.append(
                    Section(id=name(), title=f"{dice.choice(_WHO)}の{dice.choice(_WHAT)}", children=tuple(parts))
                )
        title = f"{dice.choice(_WHO)}の{dice.choice(_AIM)}"
        chapters.append(Section(id=name(), title=title, children=tuple(themes)))
    return tuple(chapters)


def plant(base: tuple[Section, ...], fresh: list[str], seed: int, share: float = 0.35) -> Planted:
    """Edit a share of the texts, each in one way, and return what was done."""
    return _Editor(base, fresh, Random(seed)).edit(share)  # noqa: S311 - repeatable, not secret


class _Editor:
    def __init__(self, base: tuple[Section, ...], fresh: list[str], dice: Random) -> None:
        self.base = base
        self.dice = dice
        self.fresh = iter(dice.sample(fresh, len(fresh)))
        self.known = [words_of(node) for node in walk(base)]
        self.root = Spot(Section(id="", title=""), [])
        self.root.children = [_spot(each, self.root) for each in base]
        self.gone: list[str] = []
        self.moved: set[str] = set()
        self.cut: set[str] = set()
        self.joined: set[tuple[str, ...]] = set()

    def edit(self, share: float) -> Planted:
        """Do every kind of edit."""
        spots = [spot for spot in _all(self.root) if isinstance(spot.node, Paragraph | Item)]
        count = max(8, round(len(spots) * share))
        ways: list[tuple[Callable[[Spot], bool], float]] = [
            (self.move, 0.10),
            (self.move_reworded, 0.06),
            (self.split, 0.08),
            (self.merge, 0.08),
            (self.reword, 0.30),
            (self.rewrite, 0.08),
            (self.remove, 0.12),
            (self.add, 0.14),
            (self.turn, 0.04),
        ]
        waiting = iter(self.dice.sample(spots, len(spots)))
        for way, part in ways:
            for _ in range(max(1, round(count * part))):
                while (spot := next(waiting, None)) and (spot.touched or not way(spot)):
                    pass
        self._edit_sections()
        self._edit_figures()
        return self._planted()

    def move(self, spot: Spot) -> bool:
        """Carry to another section."""
        homes = [
            each
            for each in _all(self.root)
            if isinstance(each.node, Section) and each.children and each is not spot.parent
        ]
        homes = [each for each in homes if any(isinstance(child.node, Paragraph | Item) for child in each.children)]
        home = self.dice.choice(homes)
        self.gone.append(words_of(spot.node))
        _leave(spot)
        home.children.insert(self.dice.randint(0, len(home.children)), spot)
        spot.parent = home
        spot.touched = True
        self.moved.add(spot.origins[0])
        return True

    def move_reworded(self, spot: Spot) -> bool:
        """Carry away in other words, so that it can still be told from every other text."""
        text = self._reworded(words_of(spot.node), 2)
        own = words_of(spot.node)
        mine = nearest(text, [own], 0.0)
        others = nearest(text, [each for each in self.known if each != own], 0.0)
        if len(own) < 12 or not mine or mine[1] < 0.7 or (others and others[1] > mine[1] - TOLD_APART):
            return False
        self.gone.append(own)
        spot.node = with_words(spot.node, text)
        return self.move(spot)

    def split(self, spot: Spot) -> bool:
        """Cut in two, at the end of a sentence or at a comma."""
        text = words_of(spot.node)
        places = [at + 1 for at, letter in enumerate(text[:-10]) if letter in "。、" and at > 9]
        if not places or not spot.parent:
            return False
        at = self.dice.choice(places)
        spot.node = with_words(spot.node, text[:at])
        rest = Spot(with_words(spot.node, text[at:]), list(spot.origins), parent=spot.parent, touched=True)
        spot.parent.children.insert(spot.parent.children.index(spot) + 1, rest)
        spot.touched = True
        self.cut.add(spot.origins[0])
        return True

    def merge(self, spot: Spot) -> bool:
        """Join with the next text."""
        following = self._next(spot)
        if following is None or min(len(words_of(spot.node)), len(words_of(following.node))) < 10:
            return False
        joint = self.dice.choice(("", "また、", "とともに、"))
        spot.node = with_words(spot.node, words_of(spot.node) + joint + words_of(following.node))
        spot.origins += following.origins
        _leave(following)
        spot.touched = following.touched = True
        self.joined.add(tuple(spot.origins))
        return True

    def _next(self, spot: Spot) -> Spot | None:
        siblings = spot.parent.children if spot.parent else []
        at = siblings.index(spot) + 1
        if at == len(siblings) or siblings[at].touched or not isinstance(siblings[at].node, Paragraph | Item):
            return None
        return siblings[at]

    def reword(self, spot: Spot) -> bool:
        """Change a few words where they stand."""
        spot.node = with_words(spot.node, self._reworded(words_of(spot.node), self.dice.randint(1, 2)))
        spot.touched = True
        return True

    def rewrite(self, spot: Spot) -> bool:
        """Change much, though more stays."""
        text = words_of(spot.node)
        if len(text) < 20:
            return False
        start = self.dice.randint(0, len(text) - len(text) // 4)
        text = text[:start] + self.dice.choice(_PHRASES) + text[start + len(text) // 4 :]
        spot.node = with_words(spot.node, self._reworded(text, 1))
        spot.touched = True
        return True

    def remove(self, spot: Spot) -> bool:
        """Delete."""
        _leave(spot)
        spot.touched = True
        self.gone.append(words_of(spot.node))
        return True

    def add(self, spot: Spot) -> bool:
        """Put a new text behind this one, which stays."""
        if spot.parent is None:
            return False
        text = next(each for each in self.fresh if not nearest(each, self.gone, NEAR))
        new = Spot(with_words(spot.node, text), [], parent=spot.parent, touched=True)
        spot.parent.children.insert(spot.parent.children.index(spot) + 1, new)
        spot.touched = True
        return True

    def turn(self, spot: Spot) -> bool:
        """Make an item of a paragraph, or a paragraph of an item."""
        kind = Item if isinstance(spot.node, Paragraph) else Paragraph
        spot.node = kind(id="", text=words_of(spot.node))
        spot.touched = True
        return True

    def _reworded(self, text: str, times: int) -> str:
        for _ in range(times):
            way = self.dice.randrange(4)
            if way == 0:
                text = self.dice.choice(_PHRASES) + text
            elif way == 1:
                text = text.removesuffix("。") + self.dice.choice(_TAILS)
            else:
                words = self.dice.choice((_WHO, _WHAT, _MEANS, _AIM))
                there = [word for word in words if word in text]
                text = (
                    text.replace(self.dice.choice(there), self.dice.choice(words), 1) if there else self._patched(text)
                )
        return text

    def _patched(self, text: str) -> str:
        at = self.dice.randint(0, max(0, len(text) - 4))
        return text[:at] + self.dice.choice(("支援", "推進", "強化", "連携")) + text[at + 3 :]

    def _edit_sections(self) -> None:
        """Rename some, move some, and put one in place of what it contained."""
        sections = [spot for spot in _all(self.root) if isinstance(spot.node, Section) and spot.parent is not self.root]
        chosen = self.dice.sample(sections, len(sections))
        for spot in chosen[: max(1, len(sections) // 12)]:
            spot.node = with_words(spot.node, self._reworded(words_of(spot.node), 1))
        for spot in chosen[-max(1, len(sections) // 20) :]:
            siblings = spot.parent.children if spot.parent else []
            siblings.remove(spot)
            siblings.insert(self.dice.randint(0, len(siblings)), spot)

    def _edit_figures(self) -> None:
        """Change cells and values, put a row into each second table."""
        for spot in _all(self.root):
            if isinstance(spot.node, Table) and spot.node.rows:
                first = spot.node.rows[0]
                cells = (*first.cells[:-1], "改定後の値")
                rows = [replace(first, cells=cells), *spot.node.rows[1:]]
                if self.dice.random() < 0.5:
                    rows.insert(1, Row(key="new-row", cells=tuple("新規" for _ in first.cells)))
                spot.node = replace(spot.node, rows=tuple(rows))
            if isinstance(spot.node, Kpi) and self.dice.random() < 0.5:
                spot.node = replace(spot.node, target=Measure(year=2028, value="80%"))

    def _planted(self) -> Planted:
        numbers = iter(range(10**9))
        links: list[tuple[str, str]] = []
        parts: dict[str, list[str]] = {}
        merges: set[tuple[tuple[str, ...], str]] = set()

        def built(spot: Spot) -> AnyNode:
            name = f"r{next(numbers)}"
            for origin in spot.origins:
                links.append((origin, name))
                parts.setdefault(origin, []).append(name)
            if len(spot.origins) > 1:
                merges.add((tuple(spot.origins), name))
            node = replace(spot.node, id=name)
            return replace(node, children=tuple(map(built, spot.children))) if isinstance(node, Section) else node

        revised = tuple(each for each in map(built, self.root.children) if isinstance(each, Section))
        moves = {link for link in links if link[0] in self.moved}
        splits = {(origin, tuple(parts[origin])) for origin in self.cut}
        return Planted(self.base, revised, set(links), moves, splits, merges)


def _spot(node: AnyNode, parent: Spot) -> Spot:
    spot = Spot(node, [node.id], parent=parent)
    if isinstance(node, Section):
        spot.children = [_spot(child, spot) for child in node.children]
        spot.node = replace(node, children=())
    return spot


def _all(spot: Spot) -> Iterator[Spot]:
    for child in tuple(spot.children):
        yield child
        yield from _all(child)


def _leave(spot: Spot) -> None:
    if spot.parent is not None:
        spot.parent.children.remove(spot)
