"""意見対応表 for the committee and for the public, and what no public paper may hold."""

from __future__ import annotations

import io
import zipfile

import pytest
from paper_plans import ALL_KINDS, Case, chapter, item, material, opinion, rows_of
from town_plan import TOWN

from dxplan_cli.model.opinion import Internal
from dxplan_cli.model.plan import DocumentSettings, ResponseSettings
from dxplan_cli.papers.catalogue import file_stem
from dxplan_cli.papers.edition import Edition
from dxplan_cli.papers.revisions import Manner
from dxplan_cli.render.word.document import render_docx
from dxplan_cli.value import replace

HEARD = TOWN.at(2)
INTERNAL = [
    words
    for each in HEARD.opinions
    if each.internal
    for words in (each.internal.member, each.internal.contact, each.internal.heard_by)
    if words
]


def heads(case: Case) -> list[str]:
    rows = rows_of(case.text("responses"))
    return next([cell.removeprefix("{center} ") for cell in row] for row in rows if row[0] == "{center} No.")


def parts(case: Case, kind: str, manner: Manner = Manner.MARKED) -> bytes:
    """Return everything a paper's file holds, as bytes."""
    with zipfile.ZipFile(io.BytesIO(render_docx(case.make(kind), manner))) as packed:
        return b"\n".join(packed.read(name) for name in packed.namelist())


def test_the_secrets_are_worth_looking_for() -> None:
    assert len(INTERNAL) == 4


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_nothing_internal_is_in_a_public_paper(kind: str) -> None:
    held = parts(HEARD.published(), kind)
    assert [words for words in INTERNAL if words.encode() in held] == []


@pytest.mark.parametrize("manner", Manner)
def test_nothing_internal_is_in_a_public_redline_however_it_shows_changes(manner: Manner) -> None:
    held = parts(HEARD.published(), "redline", manner)
    assert [words for words in (*INTERNAL, "理由の記載なし", "対象を確認中") if words.encode() in held] == []


def test_the_committee_reads_in_a_comment_that_a_change_has_no_reason() -> None:
    assert "理由の記載なし".encode() in parts(HEARD, "redline", Manner.TRACKED)


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_the_committee_learns_who_said_it_from_the_answers_alone(kind: str) -> None:
    held = parts(HEARD, kind)
    found = {words for words in INTERNAL if words.encode() in held}
    contact = {"0170-55-1234"}
    assert found == (set(INTERNAL) - contact if kind == "responses" else set())


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_a_public_paper_has_none_of_the_secretariats_remarks(kind: str) -> None:
    text = HEARD.published().text(kind)
    for remark in ("（未記入）", "（該当する修正なし）", "理由の記載なし", "別案", "対象を確認中"):
        assert remark not in text
    assert "学校図書館の本を増やす" in text or kind in {"agenda", "comparison", "changes", "responses"}


def test_the_editions_have_their_columns() -> None:
    assert heads(HEARD) == ["No.", "章・項目（頁）", "委員", "意見", "対応区分", "対応・考え方", "修正箇所"]
    assert heads(HEARD.published()) == ["No.", "項目（頁）", "意見の要旨", "対応区分", "町の考え方", "修正箇所"]


def test_without_a_name_there_is_no_column_of_names() -> None:
    nameless = replace(HEARD, opinions=tuple(replace(each, internal=None) for each in HEARD.opinions))
    only_contact = tuple(replace(each, internal=Internal(contact="a@example.jp")) for each in HEARD.opinions)
    for case in (nameless, replace(HEARD, opinions=only_contact)):
        assert "委員" not in heads(case)
        assert "a@example.jp" not in case.text("responses")


@pytest.mark.parametrize("edition", Edition)
def test_the_office_names_the_answers(edition: Edition) -> None:
    documents = DocumentSettings(responses=ResponseSettings(answer_heading="町の考え方"))
    case = replace(HEARD, edition=edition, settings=replace(HEARD.settings, documents=documents))
    assert "町の考え方" in heads(case)


def test_the_numbers_are_the_same_in_both_editions() -> None:
    def numbered(case: Case) -> dict[str, str]:
        rows = [row for row in rows_of(case.text("responses")) if row[0].startswith("{center} ") and len(row) > 5]
        text = heads(case).index("意見の要旨" if case.edition.is_public else "意見")
        return {row[text]: row[0] for row in rows[1:] if row[0][9:10].isdigit()}

    assert numbered(HEARD) == numbered(HEARD.published())
    assert len(numbered(HEARD)) == 6


@pytest.mark.parametrize("kind", ALL_KINDS)
@pytest.mark.parametrize("meeting", [None, HEARD.meeting], ids=["without", "with"])
def test_editions_that_differ_cannot_be_mixed_up(kind: str, meeting: None) -> None:
    case = replace(HEARD, meeting=meeting)
    papers = [case.make(kind), case.published().make(kind)]
    names = [file_stem(kind, material(case.plan, kind, meeting, edition)) for edition in Edition]
    differs = papers[0].blocks != papers[1].blocks
    assert names[0] != names[1]
    assert "公表用" in names[1]
    if differs:
        assert "【公表用】" in (papers[1].subtitle or "")
        assert "公表用" in papers[1].keywords
        assert "公表用" not in names[0]
    if kind == "responses":
        assert "【委員会用】" in (papers[0].subtitle or "")
        assert "委員会用" in names[0]


def test_a_long_label_leaves_the_edition_in_the_file_name() -> None:
    drafts = tuple(replace(draft, label="長" * 200) for draft in HEARD.plan.drafts)
    named = material(replace(HEARD.plan, drafts=drafts), "responses", HEARD.meeting, Edition.PUBLIC)
    assert "公表用" in file_stem("responses", named)


def test_an_unfinished_answer_is_owed_to_the_committee_only() -> None:
    owed = Case(
        base=(chapter(item("a", "本を貸す")),),
        revised=(chapter(item("a", "本を貸す")),),
        opinions=(opinion(1, "甲", disposition="参考"), opinion(2, "乙", disposition="反映")),
    )
    assert "‹（未記入）›" in owed.text("responses")
    assert "‹（該当する修正なし）›" in owed.text("responses")
    answers = [row[-2:] for row in rows_of(owed.published().text("responses"))[-2:]]
    assert answers == [["", ""], ["", ""]]


def test_each_change_stands_on_its_line_with_the_page_it_is_found_on() -> None:
    changed = next(row[-1] for row in rows_of(HEARD.text("responses")) if "おはなし会の回数を増やしてほしい" in row)
    assert changed.split(" ¶ ") == [
        "【修正①】第２章 ＞ 子どもの読書 ⏎ （修正案p.5）",
        "【追加①】第２章 ＞ 子どもの読書 ⏎ （修正案p.5～）",
    ]


@pytest.mark.parametrize(
    ("base", "revised", "page"),
    [
        (4, None, "（素案p.4）"),
        (4, 4, "（素案p.4）"),
        (4, 5, "（修正案p.5）"),
        (None, 5, "（修正案p.5）"),
        (None, None, ""),
    ],
)
@pytest.mark.parametrize(
    ("labels", "stages"),
    [
        (("素案（案）（R5.7）", "修正案"), (None, None)),
        (("一号", "二号"), ("素案", "修正案")),
        (("素案", "修正案"), ("案", "案")),
    ],
)
def test_a_page_names_the_draft_it_is_of(
    base: int | None, revised: int | None, page: str, labels: tuple[str, str], stages: tuple[str | None, str | None]
) -> None:
    case = Case(
        base=(chapter(replace(item("a", "本を貸す"), draft_page=base)),),
        revised=(chapter(replace(item("a", "本を多く貸す"), draft_page=revised)),),
        opinions=(opinion(1, "もっと", ("追加", "a")),),
    )
    drafts = tuple(
        replace(draft, label=label, stage=stage)
        for draft, label, stage in zip(case.plan.drafts, labels, stages, strict=True)
    )
    atlas = material(replace(case.plan, drafts=drafts), "responses").atlas
    assert atlas.page_of_change("a") == page
    assert atlas.page_note("a") == (f"（p.{base}）" if base else "")
