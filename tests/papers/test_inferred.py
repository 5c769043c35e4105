"""Words that are inferred say so in every paper, to everybody, and never become words of the plan."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paper_plans import Case, chapter, item, material, opinion, paragraph, section
from strategies import draft_pairs, tries
from test_revisions import alone
from test_revisions import shown as pieces_shown

from dxplan_cli.intake.manuscript.word import read_word
from dxplan_cli.model.node import Figure, Kpi, Measure, Row, Section, Table
from dxplan_cli.model.plan import Draft, Plan, Settings
from dxplan_cli.papers.edition import Edition
from dxplan_cli.papers.material import Material
from dxplan_cli.papers.redline import make_redline
from dxplan_cli.papers.revisions import Manner, show
from dxplan_cli.papers.site.site import make_site
from dxplan_cli.render.html.pages import render_single
from dxplan_cli.render.plain import render_plain
from dxplan_cli.render.word.document import render_docx
from dxplan_cli.text.inferred import INFERRED, OLD_INFERRED, is_note_of_inferred, without_signs
from dxplan_cli.value import replace

if TYPE_CHECKING:
    from dxplan_cli.model.node import AnyNode

NOTE = "※〔文言は推定〕〔旧文言は推定〕と示した文言は、もとの文書で確かめられず、推定したものです（素案 2か所）。"


def inferred(node: AnyNode) -> AnyNode:
    return replace(node, reconstructed=True)


OLD = chapter(inferred(item("a", "支援")), inferred(item("b", "強化")), item("c", "連携"))
CASE = Case(
    base=(OLD,),
    revised=(chapter(item("a", "支援の充実"), item("c", "連携と共同")),),
    opinions=(opinion(1, "支援を手厚く", ("追加", "a"), about=("a",)),),
)


@pytest.mark.parametrize("edition", Edition)
@pytest.mark.parametrize(
    ("kind", "signed"),
    [
        ("packet", ("【追加】支援{+の充実+}‹〔旧文言は推定〕›", "【削除】[-強化-]‹〔文言は推定〕›")),
        ("redline", ("【追加】支援{+の充実+}‹〔旧文言は推定〕›", "【削除】[-強化-]‹〔文言は推定〕›")),
        ("comparison", ("支援‹〔文言は推定〕›", "__強化__‹〔文言は推定〕›")),
        ("changes", ("支援‹〔文言は推定〕›", "__強化__‹〔文言は推定〕›")),
        ("responses", ("第１章 本文‹〔旧文言は推定〕›",)),
    ],
)
def test_every_paper_says_so_at_the_place_and_in_a_note(edition: Edition, kind: str, signed: tuple[str, ...]) -> None:
    text = replace(CASE, edition=edition).text(kind)
    for words in signed:
        assert words in text, text
    assert text.count(NOTE) == 1
    assert "連携‹" not in text


@pytest.mark.parametrize("edition", Edition)
def test_the_revised_draft_alone_has_no_sign_and_the_base_alone_has_all(edition: Edition) -> None:
    plan = CASE.plan
    revised = replace(CASE, edition=edition).text("clean")
    assert "推定" not in revised
    base = Case(base=(OLD,), revised=(OLD,), edition=edition).text("clean")
    assert "・支援‹〔文言は推定〕›" in base
    assert base.count("もとの文書で確かめられず") == 1
    assert plan.drafts


def test_a_page_says_so_too() -> None:
    for edition in Edition:
        page = render_single(make_site(_material(edition), ()), {}).decode()
        assert page.count("もとの文書で確かめられず") == 3  # side by side, in one column, with the opinions
        assert "〔旧文言は推定〕" in page
        assert "〔文言は推定〕" in page


def _material(edition: Edition) -> Material:
    return material(CASE.plan, "redline", None, edition)


EVERY_KIND = (
    section("s", "節の題", item("s1", "中")),
    paragraph("p", "地の文"),
    item("i", "項目の文"),
    Table(id="t", title="表の題", columns=("名", "数"), rows=(Row(key="r", cells=("甲", 1)),)),
    Figure(id="f", title="図の題", drawn_from="image"),
    Kpi(id="k", name="指標の名", unit="％", target=Measure(year=2028, value=5)),
)


@pytest.mark.parametrize("node", EVERY_KIND, ids=lambda node: type(node).__name__)
def test_whatever_kind_of_node_it_is(node: AnyNode) -> None:
    before, after = (chapter(inferred(node)),), (chapter(item("x", "別の項目")),)
    for base, revised in ((before, before), (before, after), (after, before)):
        for kind in ("redline", "packet"):
            assert INFERRED in Case(base=base, revised=revised).text(kind)
    assert INFERRED in Case(base=before, revised=after).text("comparison")


def test_a_framed_section_that_did_not_change_says_so() -> None:
    framed = inferred(section("v", "めざす姿", item("v1", "姿"), role="めざす姿"))
    assert isinstance(framed, Section)
    assert f"めざす姿‹{INFERRED}›" in Case(base=(chapter(framed),), revised=(chapter(framed),)).text("packet")


@given(draft_pairs(), st.sets(st.integers(0, 12)), st.sets(st.integers(0, 12)))
@tries()
def test_signs_go_with_the_words_and_are_no_words(pair: tuple[Draft, Draft], old: set[int], new: set[int]) -> None:
    """A file accepted or rejected reads as if nothing had been inferred, and each sign is where its words are."""
    base, revised = _flagged(pair[0], old), _flagged(pair[1], new)
    signed, plain = _redline(base, revised), _redline(_flagged(pair[0], set()), _flagged(pair[1], set()))
    for manner, draft in ((Manner.ACCEPTED, revised), (Manner.REJECTED, base)):
        shown = render_plain(show(signed, manner))
        assert (INFERRED in shown) is any(node.reconstructed for node in draft.nodes())
        assert OLD_INFERRED not in shown.replace("※〔文言は推定〕〔旧文言は推定〕", "")
        assert pieces_shown(base, revised, manner) == alone(draft)
    for rejected in (False, True):
        assert _read(signed, rejected=rejected) == _read(plain, rejected=rejected)


def _flagged(draft: Draft, numbers: set[int]) -> Draft:
    ids = [node.id for at, node in enumerate(draft.nodes()) if at in numbers]

    def flag(node: AnyNode) -> AnyNode:
        node = replace(node, reconstructed=node.id in ids)
        return replace(node, children=tuple(map(flag, node.children))) if isinstance(node, Section) else node

    return replace(draft, chapters=tuple(map(flag, draft.chapters)))


def _redline(base: Draft, revised: Draft):
    drafts = (replace(base, id="a"), replace(revised, id="b", based_on="a"))
    plan = Plan(settings=Settings(title="計画", drafts=("a", "b"), office="企画課"), drafts=drafts)
    return make_redline(material(plan, "redline"))


def _read(document, *, rejected: bool) -> tuple[object, ...]:
    return read_word(render_docx(document, Manner.TRACKED), rejected=rejected, is_shown=bool).pieces


def test_what_was_left_out_of_a_file_is_told() -> None:
    manuscript = read_word(render_docx(CASE.make("redline"), Manner.TRACKED), rejected=True, is_shown=bool)
    assert "推定した文言の印（〔文言は推定〕など）は、文言として読まず、印として扱います：2か所" in manuscript.remarks


def test_only_our_signs_are_taken_off() -> None:
    for words in ("人口〔推定〕", "推定した文言", "〔文言〕は推定", "※〔推定〕人口"):
        assert without_signs(words) == words
        assert not is_note_of_inferred(words)
    assert without_signs(f"支援{INFERRED}と連携{OLD_INFERRED}") == "支援と連携"


def test_a_memo_is_in_no_paper_and_no_page() -> None:
    memo = "鼎鼓鼠鼻黽黍黹"
    noted = replace(
        CASE,
        base=(chapter(*(replace(node, memo=memo) for node in OLD.children)),),
        revised=(chapter(replace(item("a", "支援の充実"), memo=memo), item("c", "連携と共同")),),
        opinions=tuple(replace(each, memo=memo) for each in CASE.opinions),
    )
    for kind in ("packet", "redline", "comparison", "changes", "responses", "clean"):
        for manner in Manner:
            with zipfile.ZipFile(io.BytesIO(render_docx(noted.make(kind), manner))) as packed:
                held = b"".join(packed.read(name) for name in packed.namelist())
            assert memo.encode() not in held
