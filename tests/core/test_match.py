"""Laws of matching without ids: nothing twice, the same is found wherever it stands, and ids can be adopted."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import dice, draft_pairs, drafts, shuffled, tries

from dxplan_cli.diff.adopt import adopt_ids
from dxplan_cli.diff.assignment import assign
from dxplan_cli.diff.chain import heaviest_chain
from dxplan_cli.diff.match import match_nodes
from dxplan_cli.diff.matching import DOUBTFUL, How, Matching
from dxplan_cli.diff.tree import compare_drafts
from dxplan_cli.model.kind import ChangeKind
from dxplan_cli.model.node import AnyNode, Item, Kpi, Measure, Paragraph, Row, Section, Table, walk, words_of
from dxplan_cli.model.plan import Draft
from dxplan_cli.store.load import load_plan
from dxplan_cli.value import replace
from effort import growth

PLAN = load_plan(Path(__file__).parents[2] / "plan-data")
LINES = sorted({words_of(node) for draft in PLAN.drafts for node in draft.nodes() if len(words_of(node)) > 15})
OPINIONS = sorted({opinion.text for opinion in PLAN.opinions})


def tree(outline: str) -> tuple[Section, ...]:
    """Read a tree: ``id # title`` (## is one deeper), ``id ・item``, ``id text``."""
    root = Section(id="", title="")
    path: list[tuple[Section, list[AnyNode]]] = [(root, [])]

    def close(depth: int) -> None:
        while len(path) > depth:
            section, children = path.pop()
            path[-1][1].append(replace(section, children=tuple(children)))

    for line in dedent(outline).strip().splitlines():
        name, _, text = line.strip().partition(" ")
        if text.startswith("#"):
            marks, _, title = text.partition(" ")
            close(len(marks))
            path.append((Section(id=name, title=title), []))
        elif text.startswith("・"):
            path[-1][1].append(Item(id=name, text=text[1:]))
        else:
            path[-1][1].append(Paragraph(id=name, text=text))
    close(1)
    return tuple(node for node in path[0][1] if isinstance(node, Section))


def found(matching: Matching) -> dict[str, str]:
    return {pair.base: pair.revised for pair in matching.pairs}


def pairs_of(text: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in text.split())  # type: ignore[misc]


CASES = {
    "reworded where it stands": (
        "c # 産業\n a ・県内のIT事業者の強化\n b ・農産物の販路の開拓",
        "x # 産業\n y ・県内のIT事業者の育成と強化\n z ・農産物の販路の開拓",
        "c=x a=y b=z",
    ),
    "a paragraph became an item": (
        "c # 産業\n a 県内のIT事業者の強化",
        "x # 産業\n y ・県内のIT事業者の強化",
        "c=x a=y",
    ),
    "moved and reworded": (
        "c # 産業\n a ・中小企業のデジタル化を支える専門家の派遣\nd # くらし\n b ・通学路の見守りに使う端末の配布",
        "x # 産業\ny # くらし\n z ・通学路の見守りに使う端末の配布\n w ・中小企業のデジタル化を支える専門家の派遣と育成",
        "c=x d=y a=w b=z",
    ),
    "twins are known by their section": (
        "c # 産業\n a ・デジタル人材の育成\nd # 教育\n b ・デジタル人材の育成",
        "x # 教育\n y ・デジタル人材の育成\nz # 産業\n w ・デジタル人材の育成",
        "c=z a=w d=x b=y",
    ),
    "headings that say the same everywhere are known by what is in them": (
        "c # 産業\n s ## めざす姿\n a 農業が続いている。\nd # 教育\n t ## めざす姿\n b 学校が開かれている。",
        "x # 教育\n u ## めざす姿\n y 学校が開かれている。\nz # 産業\n v ## めざす姿\n w 農業が続いている。",
        "c=z s=v a=w d=x t=u b=y",
    ),
    "a section with another title": (
        "c # 商工業\n a 事業の承継を支援する窓口を設けている。\n b ・専門家の派遣",
        "x # ものづくりとサービス業\n y 事業の承継を支援する窓口を設けている。\n z ・専門家の派遣",
        "c=x a=y b=z",
    ),
    "a section put around a section": (
        "c # 産業\n a 農業が続いている。\n b 漁業が続いている。",
        "x # 県の姿\n y ## 産業\n z 農業が続いている。\n w 漁業が続いている。",
        "c=y a=z b=w",
    ),
    "another text at the same place is another": (
        "c # 産業\n a ・農産物の販路の開拓\n b ・専門家の派遣",
        "x # 産業\n y ・通学路における除雪の徹底\n z ・専門家の派遣",
        "c=x b=z",
    ),
    "width and Kangxi radicals": (
        "c # 産業\n a ・２０２４年までのＤＸ推進\n b ・⻘森の技術",
        "x # 産業\n y ・青森の技術\n z ・2024年までのDX推進",
        "c=x a=z b=y",
    ),
    "nothing against something": ("", "x # 産業", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_which_node_is_which(name: str) -> None:
    base, revised, expected = CASES[name]
    there = match_nodes(tree(base), tree(revised))
    back = match_nodes(tree(revised), tree(base))

    assert found(there) == pairs_of(expected)
    assert found(back) == {new: old for old, new in pairs_of(expected).items()}


WHOLE = "c # 方針\n a 窓口の手続を電子化し、待ち時間を短くする。さらに、窓口に来られない人には職員が出向く。\n b ・農産物の販路の開拓"
PARTS = "x # 方針\n y 窓口の手続を電子化し、待ち時間を短くする。\n z さらに、窓口に来られない人には職員が出向く。\n w ・農産物の販路の開拓"


def test_a_split_and_a_merge() -> None:
    split, merge = match_nodes(tree(WHOLE), tree(PARTS)), match_nodes(tree(PARTS), tree(WHOLE))

    assert [(each.base, each.revised) for each in split.splits] == [("a", ("y", "z"))]
    assert [(each.base, each.revised) for each in merge.merges] == [(("y", "z"), "a")]
    assert found(split) == {"c": "x", "a": "z", "b": "w"}
    assert [pair.how for pair in split.pairs if pair.base == "a"] == [How.CONTAINED]
    assert (split.new, split.gone, merge.new, merge.gone) == ((), (), (), ())


def test_a_new_text_beside_a_reworded_one_is_no_split() -> None:
    revised = PARTS.replace(
        "さらに、窓口に来られない人には職員が出向く。", "農業を始める人には土地を紹介し、収穫まで見守る。"
    )
    matching = match_nodes(tree(WHOLE), tree(revised))

    assert matching.splits == ()
    assert matching.new == ("z",)


def test_doubtful_pairs_are_told() -> None:
    base = "c # 方針\n a ・津軽の町での除雪の担い手の育成\n b ・下北の町での除雪の担い手の育成\nd # くらし"
    revised = "x # くらし\n y ・南部の町での除雪の担い手の育成\nz # 方針"
    matching = match_nodes(tree(base), tree(revised))

    assert [pair.revised for pair in matching.doubtful] == ["y"]
    assert all(pair.confidence < DOUBTFUL for pair in matching.doubtful)


def test_tables_and_kpis_are_found_by_their_cells_and_their_place() -> None:
    table = Table(
        id="t", columns=("地域", "人数"), rows=tuple(Row(key=f"k{at}", cells=(name, at)) for at, name in enumerate(("津軽", "下北", "南部")))
    )  # fmt: skip
    rows = (table.rows[0], Row(key="k9", cells=("沿岸", 7)), *table.rows[1:])
    other = Table(id="u", columns=table.columns, rows=tuple(replace(row, key=f"{at}") for at, row in enumerate(rows)))
    kpis = (Kpi(id="k"), Kpi(id="l", target=Measure(year=2028, value="80%")))
    base = (Section(id="c", title="産業", children=(table, kpis[0])),)
    revised = (Section(id="x", title="産業", children=(other, kpis[1])),)
    matching = match_nodes(base, revised)
    adopted = adopt_ids(revised, matching)

    assert found(matching) == {"c": "x", "t": "u", "k": "l"}
    (section,) = adopted
    assert isinstance(section.children[0], Table)
    assert [row.key for row in section.children[0].rows] == ["k0", "1", "k1", "k2"]
    assert [pair.how for pair in matching.pairs if pair.base == "k"] == [How.PLACE]


def renamed(nodes: tuple[AnyNode, ...], start: str = "x-") -> tuple[Section, ...]:
    """Return the tree with other ids, and references that follow."""
    ids = {node.id: start + node.id for node in walk(nodes)}

    def one(node: AnyNode) -> AnyNode:
        node = replace(node, id=ids[node.id], repeat_of=node.repeat_of and ids.get(node.repeat_of, node.repeat_of))
        if isinstance(node, Kpi):
            return replace(node, serves=tuple(ids.get(each, each) for each in node.serves))
        return replace(node, children=tuple(map(one, node.children))) if isinstance(node, Section) else node

    return tuple(node for node in map(one, nodes) if isinstance(node, Section))


@given(drafts())
@tries(1)
def test_a_draft_is_matched_with_itself_whatever_its_ids(draft: Draft) -> None:
    other = renamed(draft.chapters)
    matching = match_nodes(draft.chapters, other)

    assert found(matching) == {node.id: f"x-{node.id}" for node in draft.nodes()}
    assert (matching.gone, matching.new, matching.splits, matching.merges) == ((), (), (), ())
    assert adopt_ids(other, matching) == draft.chapters
    assert compare_drafts(draft, replace(draft, chapters=adopt_ids(other, matching))).all_changes == ()


@pytest.mark.parametrize("draft", PLAN.drafts, ids=lambda draft: draft.id)
def test_a_real_draft_is_matched_with_itself(draft: Draft) -> None:
    other = renamed(draft.chapters)

    assert adopt_ids(other, match_nodes(draft.chapters, other)) == draft.chapters


def test_the_real_drafts_are_matched_as_their_ids_say() -> None:
    base, revised = PLAN.drafts
    matching = match_nodes(base.chapters, renamed(revised.chapters))
    common = {node.id for node in base.nodes()} & {node.id for node in revised.nodes()}
    surely = {pair.base: pair.revised for pair in matching.pairs if pair.base in common or pair.revised[2:] in common}

    assert surely == {each: f"x-{each}" for each in common}


@given(draft_pairs())
@tries(1.5)
def test_no_id_is_in_two_pairs_and_none_is_forgotten(pair: tuple[Draft, Draft]) -> None:
    base, revised = pair
    matching = match_nodes(base.chapters, revised.chapters)
    old, new = [each.base for each in matching.pairs], [each.revised for each in matching.pairs]

    assert len(set(old)) == len(old)
    assert len(set(new)) == len(new)
    assert all(0 <= each.confidence <= 1 for each in matching.pairs)
    parts = [part for merge in matching.merges for part in merge.base]
    pieces = [part for split in matching.splits for part in split.revised]
    assert len(set(parts)) == len(parts)
    assert len(set(pieces)) == len(pieces)
    assert {split.base: True for split in matching.splits}.keys() <= set(old)
    assert {*old, *parts, *matching.gone} == {node.id for node in base.nodes()}
    assert {*new, *pieces, *matching.new} == {node.id for node in revised.nodes()}


@given(draft_pairs())
@tries(1)
def test_adopted_ids_are_unique_and_change_nothing_else(pair: tuple[Draft, Draft]) -> None:
    base, revised = pair
    matching = match_nodes(base.chapters, revised.chapters)
    adopted = adopt_ids(revised.chapters, matching)
    ids = [node.id for node in walk(adopted)]

    assert len(set(ids)) == len(ids)
    assert [words_of(node) for node in walk(adopted)] == [words_of(node) for node in revised.nodes()]
    assert dict(zip((node.id for node in revised.nodes()), ids, strict=True)).items() >= {
        (each.revised, each.base) for each in matching.pairs
    }
    compare_drafts(base, replace(revised, chapters=adopted))


def test_references_follow_and_ids_of_the_base_are_not_taken() -> None:
    base = tree("c # 産業\n a ・農産物の販路の開拓\n n1 ・専門家の派遣")
    revised = tree("n2 # 産業\n n1 ・農産物の販路の開拓\n n3 ・通学路における除雪の徹底\n c ・港の整備")
    section = revised[0]
    again = replace(section.children[1], repeat_of="n1")
    kpi = Kpi(id="k", serves=("n2", "n1", "elsewhere"))
    revised = (replace(section, children=(section.children[0], again, section.children[2], kpi)),)

    (adopted,) = adopt_ids(revised, match_nodes(base, revised))

    assert [node.id for node in walk((adopted,))] == ["c", "a", "n3", "c-2", "k"]
    assert adopted.children[1].repeat_of == "a"
    assert isinstance(adopted.children[3], Kpi)
    assert adopted.children[3].serves == ("c", "a", "elsewhere")


@st.composite
def distinct_drafts(draw: st.DrawFn, least: int = 4) -> Draft:
    """A draft whose texts are real ones, none twice."""
    lines = draw(st.lists(st.sampled_from(LINES), min_size=least, max_size=24, unique=True))
    waiting = list(enumerate(lines))
    chapters: list[Section] = []
    while waiting:
        parts: list[AnyNode] = []
        for _ in range(draw(st.integers(1, 3))):
            count = draw(st.integers(1, 4))
            leaves, waiting = waiting[:count], waiting[count:]
            children = tuple(Item(id=f"n{at}", text=text) for at, text in leaves)
            parts.append(Section(id=f"s{len(chapters)}-{len(parts)}", title="取組方針", children=children))
        parts = [each for each in parts if isinstance(each, Section) and each.children]
        chapters.append(Section(id=f"c{len(chapters)}", title=f"第{len(chapters) + 1}章", children=tuple(parts)))
    return Draft(id="a", label="a", chapters=tuple(chapters))


@given(distinct_drafts(), st.integers())
@tries(0.75)
def test_another_order_is_moves_and_nothing_else(draft: Draft, seed: int) -> None:
    revised = renamed(shuffled(draft.chapters, dice(seed)))
    matching = match_nodes(draft.chapters, revised)
    after = replace(draft, id="b", chapters=adopt_ids(revised, matching))

    assert found(matching) == {node.id: f"x-{node.id}" for node in draft.nodes()}
    assert {change.kind for change in compare_drafts(draft, after).changes} <= {ChangeKind.MOVE}


@given(distinct_drafts(), st.data())
@tries(0.75)
def test_the_other_way_round_gives_the_same_pairs(draft: Draft, data: st.DataObject) -> None:
    """Some texts are reworded, some are gone, some are new."""

    def edited(node: AnyNode) -> AnyNode | None:
        if isinstance(node, Section):
            return replace(node, children=tuple(each for child in node.children if (each := edited(child))))
        match data.draw(st.integers(0, 4)):
            case 0:
                return None
            case 1:
                return replace(node, text=f"関係機関と連携し、{words_of(node)}")  # type: ignore[call-arg]
            case 2:
                return replace(node, text=data.draw(st.sampled_from(OPINIONS)))  # type: ignore[call-arg]
            case _:
                return node

    revised = renamed(tuple(each for chapter in draft.chapters if (each := edited(chapter))))

    there, back = match_nodes(draft.chapters, revised), match_nodes(revised, draft.chapters)

    assert {(pair.base, pair.revised) for pair in there.pairs} == {(pair.revised, pair.base) for pair in back.pairs}


weights = st.dictionaries(
    st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(1, 20).map(lambda each: each / 20), max_size=10
)


def _sums(pairs: list[tuple[int, int]], scores: dict[tuple[int, int], float], *, rising: bool) -> list[float]:
    """Return the sums of all choices, in the plainest way there is."""
    sums = [0.0]
    for at, (row, column) in enumerate(pairs):
        rest = [(one, other) for one, other in pairs[at + 1 :] if one != row and other != column]
        if rising:
            rest = [(one, other) for one, other in rest if one > row and other > column]
        sums += [scores[row, column] + each for each in _sums(rest, scores, rising=rising)]
    return sums


@given(weights)
@tries(1)
def test_assignment_and_chain_are_the_best_there_are(scores: dict[tuple[int, int], float]) -> None:
    pairs = assign(scores)
    chain = heaviest_chain((old, new, weight) for (old, new), weight in scores.items())

    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)
    assert sum(scores[pair] for pair in pairs) == pytest.approx(max(_sums(sorted(scores), scores, rising=False)))
    assert sum(scores[pair] for pair in chain) == pytest.approx(max(_sums(sorted(scores), scores, rising=True)))


def test_very_long_texts_are_matched() -> None:
    chance = dice(1)
    long = "".join(chance.choices(OPINIONS[0], k=200_000))
    (base,), (revised,) = tree("c # 方針\n a 前\n b 後"), tree("x # 方針\n y 前\n z 後")
    base = replace(base, children=tuple(replace(each, text=words_of(each) + long) for each in base.children))  # type: ignore[call-arg]
    revised = replace(
        revised,
        children=tuple(
            replace(each, text=f"{words_of(each)}{long[:500]}次に{long[500:]}") for each in revised.children
        ),  # type: ignore[call-arg]
    )

    assert found(match_nodes((base,), (revised,))) == {"c": "x", "a": "y", "b": "z"}


def _long(count: int, *, flat: bool) -> tuple[tuple[Section, ...], tuple[Section, ...]]:
    """Return two drafts of so many texts, each third of them reworded, in sections of ten or in one."""
    chance = dice(count)
    words = [f"{first}{second}" for first in OPINIONS[0][:40] for second in OPINIONS[1][:40]]
    texts = ["".join(chance.choices(words, k=12)) for _ in range(count)]
    sides: list[tuple[Section, ...]] = []
    for side in "ab":
        items = [
            Item(id=f"{side}{at}", text=f"さらに{text}など" if side == "b" and at % 3 == 0 else text)
            for at, text in enumerate(texts)
        ]
        size = count if flat else 10
        sides.append(
            tuple(
                Section(id=f"{side}-{start}", title=f"第{start}節", children=tuple(items[start : start + size]))
                for start in range(0, count, size)
            )
        )
    return sides[0], sides[1]


@pytest.mark.parametrize("flat", [False, True], ids=["in sections", "in one section"])
def test_twice_as_many_nodes_take_about_twice_the_effort(flat: bool) -> None:
    drafts_of = {count: _long(count, flat=flat) for count in (400, 800)}
    assert not match_nodes(*drafts_of[400]).gone

    assert growth(lambda count: match_nodes(*drafts_of[count]), 400) < 2.6
