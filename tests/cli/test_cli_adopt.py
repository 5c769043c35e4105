"""`dxplan opinions decide --adopt`: what members wrote in Word is done in the next draft, for all of them or none."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from cli_process import assert_refused, digest, replace_in

from dxplan_cli.model.node import words_of
from dxplan_cli.store.load import load_plan
from intake.member import Desk, text_of, w

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Call
    from dxplan_cli.model.node import AnyNode
    from dxplan_cli.model.opinion import Opinion

ADDED = "限られたデジタル人材を最適化して活用するための仕組みを構築する。"
ADOPT = ("opinions", "decide", "--adopt")
CHAPTER = "drafts/saishu/06-foundations.yaml"


@pytest.fixture
def sent(plan: Path, call: Call) -> Desk:
    """The tracked redline on a member's desk, while the office has begun the next draft."""
    (plan / "rounds/iinkai-3.yaml").write_text("kind: 委員会\ntitle: 第３回委員会\ndraft: shusei\n", encoding="utf-8")
    assert call("docx", "redline", "--tracked", "-o", "見え消し.docx").code == 0
    assert call("draft", "new", "saishu", "--label", "最終案").code == 0
    return Desk((plan.parent / "見え消し.docx").read_bytes())


@pytest.fixture
def back(plan: Path, sent: Desk, call: Call) -> Callable[[], list[Opinion]]:
    """Read back what is on the desk; the opinions of the round, in the order of the paper."""

    def read_back() -> list[Opinion]:
        (plan.parent / "返送.docx").write_bytes(sent.saved())
        done = call("review", "返送.docx")
        assert done.code == 0, done.err
        return opinions(plan)

    return read_back


def opinions(plan: Path) -> list[Opinion]:
    return [each for each in load_plan(plan).opinions if each.round == "iinkai-3"]


def nodes(plan: Path) -> list[AnyNode]:
    final = load_plan(plan).draft("saishu")
    assert final is not None
    return list(final.nodes())


def words(plan: Path, node_id: str) -> str:
    return next(words_of(each) for each in nodes(plan) if each.id == node_id)


def broken_promises(call: Call) -> list[tuple[str, str]]:
    """What `check` finds wrong between what was answered and what stands in the drafts."""
    rules = ("unexplained-change", "unfulfilled-opinion", "kind-mismatch", "quote-not-found", "suspect-link")
    done = call("check", "--format", "json", *(word for rule in rules for word in ("--only", rule)))
    return [(each["code"], each["message"]) for each in json.loads(done.out)["findings"]]


def paragraph(desk: Desk, said: str) -> Any:
    return next(each for each in desk.paragraphs() if said in text_of(each))


def test_an_edit_is_done_linked_and_holds_before_the_check(
    plan: Path, sent: Desk, back: Callable[[], list[Opinion]], call: Call
) -> None:
    here = paragraph(sent, ADDED)
    sent.insert(here, len(ADDED) - 1, "ことを検討")
    (opinion,) = back()
    before = broken_promises(call)
    done = call(*ADOPT, opinion.id, "--answer", "御意見のとおり修正します。")
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        f"{opinion.id}　反映：追加 jinzai-saiteki\n"
        "  限られたデジタル人材を最適化して活用するための仕組みを構築する{+ことを検討+}。\n"
    )
    (opinion,) = opinions(plan)
    (link,) = opinion.changes
    assert (opinion.disposition, opinion.answer) == ("反映", "御意見のとおり修正します。")
    assert (link.kind.value, link.node, link.quote, link.draft) == ("追加", "jinzai-saiteki", "ことを検討", None)
    assert words(plan, "jinzai-saiteki") == "限られたデジタル人材を最適化して活用するための仕組みを構築することを検討。"
    assert broken_promises(call) == before


def test_two_members_in_one_text_are_both_done(
    plan: Path, sent: Desk, back: Callable[[], list[Opinion]], call: Call
) -> None:
    here = paragraph(sent, ADDED)
    sent.insert(here, 0, "広域で、")
    sent.author = "津軽一郎"
    sent.insert(here, len(text_of(here)) - 1, "ことを検討")
    found = back()
    before = broken_promises(call)
    assert call(*ADOPT, *(each.id for each in found)).code == 0
    assert words(plan, "jinzai-saiteki").startswith("広域で、限られた")
    assert words(plan, "jinzai-saiteki").endswith("構築することを検討。")
    assert broken_promises(call) == before


def test_of_two_that_exclude_each_other_none_is_done_at_once(
    plan: Path, sent: Desk, back: Callable[[], list[Opinion]], call: Call
) -> None:
    original = sent.saved()
    here = paragraph(sent, ADDED)
    sent.delete(here, 0, 4)
    first = back()
    other = Desk(original, "津軽一郎")
    there = paragraph(other, ADDED)
    other.delete(there, 0, 8)
    other.insert(there, 0, "多くの")
    sent.tree, sent.author = other.tree, other.author
    both = back()
    assert len(both) == len(first) + 1
    before = digest(plan)
    done = call(*ADOPT, *(each.id for each in both))
    assert_refused(done, 2)
    assert "今の文言に当てはめられません" in done.err
    assert "今の文言：デジタル人材を" in done.err
    assert digest(plan) == before


def test_what_the_office_had_changed_meanwhile_stays(
    plan: Path, sent: Desk, back: Callable[[], list[Opinion]], call: Call
) -> None:
    sent.insert(paragraph(sent, ADDED), 0, "広域で、")
    replace_in(plan / CHAPTER, "仕組みを構築する。", "仕組みをつくる。")
    call(*ADOPT, back()[0].id)
    assert words(plan, "jinzai-saiteki") == "広域で、限られたデジタル人材を最適化して活用するための仕組みをつくる。"


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_texts_at_one_place_stand_as_in_the_paper_whichever_is_adopted_first(
    plan: Path, sent: Desk, back: Callable[[], list[Opinion]], call: Call, order: tuple[int, ...]
) -> None:
    here = paragraph(sent, ADDED)
    for said in ("三つ目。", "二つ目。", "一つ目。"):
        sent.add_paragraph(here, said, by_enter=False)
    found = back()
    for index in order:
        assert call(*ADOPT, found[index].id).code == 0
    said = [words_of(each) for each in nodes(plan)]
    at = said.index(ADDED)
    assert said[at + 1 : at + 4] == ["一つ目。", "二つ目。", "三つ目。"]


def test_a_deletion_and_a_move(plan: Path, sent: Desk, back: Callable[[], list[Opinion]], call: Call) -> None:
    sent.delete_paragraph(paragraph(sent, "IT関連事業者とのマッチング"))
    sent.move(paragraph(sent, "物流サービスの維持向上"), paragraph(sent, "中小企業のデジタル化による"))
    found = back()
    before = broken_promises(call)
    done = call(*ADOPT, *(each.id for each in found))
    assert done.code == 0, done.err
    ids = [each.id for each in nodes(plan)]
    assert ids.index("shoko-policy-5") == ids.index("shoko-policy-2") + 1
    assert not any("IT関連事業者とのマッチング" in words_of(each) for each in nodes(plan))
    assert {link.kind.value for each in opinions(plan) for link in each.changes} == {"移動", "削除"}
    assert broken_promises(call) == before


def test_what_somebody_did_by_hand_is_only_linked(
    plan: Path, sent: Desk, back: Callable[[], list[Opinion]], call: Call
) -> None:
    sent.insert(paragraph(sent, ADDED), 0, "広域で、")
    replace_in(plan / CHAPTER, ADDED, f"広域で、{ADDED}")
    before = digest(plan / "drafts")
    done = call(*ADOPT, back()[0].id)
    assert "もうこのとおりになっています" in done.out
    assert digest(plan / "drafts") == before
    assert opinions(plan)[0].changes[0].node == "jinzai-saiteki"


def test_an_addition_whose_neighbour_is_gone_comes_behind_the_one_before(
    plan: Path, sent: Desk, back: Callable[[], list[Opinion]], call: Call
) -> None:
    sent.add_paragraph(paragraph(sent, ADDED), "人材を分かち合う。", by_enter=False)
    (found,) = back()
    call("add-opinion", "不要", "--outcome", "削除", "--node", "jinzai-saiteki", "--draft", "saishu")
    assert call(*ADOPT, found.id).code == 0
    ids = [each.id for each in nodes(plan)]
    assert ids[ids.index("jinzai-1") + 1] == opinions(plan)[0].changes[0].node


def test_refusals_write_nothing(plan: Path, sent: Desk, back: Callable[[], list[Opinion]], call: Call) -> None:
    here = paragraph(sent, ADDED)
    sent.insert(here, 0, "広域で、")
    sent.comment(paragraph(sent, "中小企業のデジタル化による"), "主語はだれですか")
    edit, remark = sorted(back(), key=lambda each: each.proposal is None)
    before = digest(plan)
    for arguments, told in {
        (remark.id,): "そのまま採り入れられる文言（proposal）がありません",
        (edit.id, remark.id): "そのまま採り入れられる文言（proposal）がありません",
        ("2023-kikitori-01",): "もう反映先（",
        (edit.id, "ない"): "意見「ない」がありません",
        (edit.id, "--answer", " "): "--answer",
        (edit.id, "-d", "参考"): "--adopt は反映の決定です",
        (edit.id, "--link", "修正:infra-policy-2"): "--adopt は反映の決定です",
        (edit.id, "--confirm"): "--adopt は反映の決定です",
    }.items():
        done = call(*ADOPT, *arguments)
        assert_refused(done, 2)
        assert told in done.err, arguments
    assert digest(plan) == before
    replace_in(plan / CHAPTER, "id: jinzai-saiteki", "id: jinzai-betsu")
    assert "「jinzai-saiteki」は、最終案にもうありません" in call(*ADOPT, edit.id).err
    assert call("draft", "freeze", "saishu").code == 0
    assert_refused(call(*ADOPT, edit.id), 2)


def test_without_a_next_draft_it_says_how_to_begin_one(
    plan: Path, sent: Desk, back: Callable[[], list[Opinion]], call: Call
) -> None:
    sent.insert(paragraph(sent, ADDED), 0, "広域で、")
    (found,) = back()
    replace_in(plan / "drafts/saishu/draft.yaml", "based_on: shusei", "based_on: soan")
    done = call(*ADOPT, found.id)
    assert_refused(done, 2)
    assert "dxplan draft new" in done.err


def row(desk: Desk, words: str) -> Any:
    return next(each for each in desk.rows() if words in "".join(text_of(inner) for inner in each.iter(w("p"))))


def fill(desk: Desk, words: str, value: str) -> None:
    cell = next(list(row(desk, words).iter(w("tc")))[-1].iter(w("p")))
    desk.delete(cell, 0, len(text_of(cell)))
    desk.insert(cell, 0, value)


def test_cells_are_filled_in_where_they_stand(
    plan: Path, sent: Desk, back: Callable[[], list[Opinion]], call: Call
) -> None:
    fill(sent, "農林水産業17", "18")
    for cell, words in zip(row(sent, "KPI2023").getnext().iter(w("tc")), ("開業率", "5.1", "6"), strict=True):
        sent.insert(next(cell.iter(w("p"))), 0, words)
    found = back()
    before = broken_promises(call)
    done = call(*ADOPT, *(each.id for each in found))
    assert (done.code, done.err) == (0, "")
    assert "  {+開業率+}　現状値：[-（空欄）-]{+5.1+}、目標値：[-（空欄）-]{+6+}" in done.out
    assert "  norin・事業数：[-17-]{+18+}" in done.out
    chapter = (plan / "drafts/saishu/05-fields.yaml").read_text(encoding="utf-8")
    assert "name: 開業率" in chapter
    assert "target: {year: 2028, value: 6}" in chapter
    assert "cells: [農林水産業, 18]" in (plan / "drafts/saishu/08-projects.yaml").read_text(encoding="utf-8")
    assert broken_promises(call) == before
    told = call("opinions", "show", found[-1].id)
    assert "提案：修正 projects-sangyo-table norin・事業数「17」→「18」" in told.out
    assert "「農林水産業」の事業数が違います：表は18、projects.yaml は17" in call("check", "--only", "sum-mismatch").out


def test_a_value_that_is_another_one_by_now_is_refused(
    plan: Path, sent: Desk, back: Callable[[], list[Opinion]], call: Call
) -> None:
    fill(sent, "農林水産業17", "18")
    (found,) = back()
    replace_in(plan / "drafts/saishu/08-projects.yaml", "[農林水産業, 17]", "[農林水産業, 19]")
    before = digest(plan)
    done = call(*ADOPT, found.id)
    assert_refused(done, 2)
    assert "norin・事業数の今の値：19" in done.err
    assert "提案：17 → 18" in done.err
    assert digest(plan) == before
    replace_in(plan / "drafts/saishu/08-projects.yaml", "[農林水産業, 19]", "[農林水産業, 18]")
    assert "もうこのとおり" in call(*ADOPT, found.id).out


def propose_to_delete(plan: Path, node: str) -> None:
    folder = plan / "opinions/iinkai-3"
    folder.mkdir()
    (folder / "iinkai-3-01.yaml").write_text(
        f"text: 要らない\n\ndisposition: 未対応\n\nproposal: {{kind: 削除, node: {node}}}\n", encoding="utf-8"
    )


@pytest.mark.usefixtures("sent")
def test_a_section_proposed_to_go_is_said_to_go_with_its_items(plan: Path, call: Call) -> None:
    propose_to_delete(plan, "norin-policy")

    done = call(*ADOPT, "iinkai-3-01")

    assert done.code == 0
    assert "[-取組方針（中の項目5件とも）-]" in done.out
    assert not any(each.id.startswith("norin-policy") for each in nodes(plan))


@pytest.mark.usefixtures("sent")
def test_what_came_into_a_section_later_does_not_go_with_it(plan: Path, call: Call) -> None:
    propose_to_delete(plan, "norin-policy")
    added = ("--outcome", "追加", "--after", "norin-policy", "--text", "後から足した方針", "--id", "norin-new")
    assert call("add-opinion", "足す", "--round", "iinkai-3", *added).code == 0
    before = digest(plan)

    done = call(*ADOPT, "iinkai-3-01")

    assert_refused(done, 2)
    assert "norin-new（後から足した方針）" in done.err
    assert digest(plan) == before
