"""The plain text of a paper: complete, stable, readable."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxplan_cli.papers.blocks import (
    Bars,
    Cell,
    Contents,
    Entry,
    Frame,
    Heading,
    ImageFile,
    Organisation,
    PageBreak,
    PaperDocument,
    Paragraph,
    Picture,
    Revision,
    Row,
    Run,
    Stamp,
    Style,
    Table,
    Timeline,
    Tone,
    Tree,
    plain,
)
from dxplan_cli.render.plain import render_plain

if TYPE_CHECKING:
    from dxplan_cli.papers.blocks import (
        Block,
        Drawing,
    )


def paper(*blocks: Block, landscape: bool = False) -> PaperDocument:
    return PaperDocument(
        kind="見え消し版",
        title="青森県ＤＸ推進プラン",
        author="青森県○○課",
        stamp=Stamp("素案 → 事務局修正案", "２０２３．１０", "3fa9c1d2"),
        blocks=blocks,
        number="資料２",
        landscape=landscape,
        subtitle="第３回委員会",
        keywords=("ＤＸ", "計画"),
    )


def body(*blocks: Block) -> str:
    return render_plain(paper(*blocks)).split("\n\n", 1)[1]


def cell(text: str) -> Cell:
    return Cell((Paragraph(plain(text)),))


def test_head_names_the_paper_and_its_drafts() -> None:
    assert render_plain(paper(landscape=True)) == (
        "種別: 見え消し版\n資料番号: 資料２\n表題: 青森県ＤＸ推進プラン\n副題: 第３回委員会\n作成: 青森県○○課\n"
        "版: 素案 → 事務局修正案\n日付: ２０２３．１０\n照合番号: 3fa9c1d2\n用紙: A4横\nキーワード: ＤＸ、計画\n"
    )


def test_head_leaves_out_what_is_not_said() -> None:
    document = PaperDocument("溶け込み版", "プラン", "県", Stamp("素案", None, "00"), ())
    assert render_plain(document) == "種別: 溶け込み版\n表題: プラン\n作成: 県\n版: 素案\n照合番号: 00\n用紙: A4縦\n"


def test_headings_have_a_mark_a_level_and_their_node() -> None:
    assert (
        body(Heading(2, plain("商工業"), anchor="shoko"), Heading(3, plain("KPI"))) == "## 商工業 {#shoko}\n\n### KPI\n"
    )


def test_revisions_and_tones_can_be_told_apart() -> None:
    runs = (
        Run("県の"),
        Run("デジタル化", Revision.DELETED),
        Run("ＤＸ", Revision.INSERTED),
        Run("【修正①】", tone=Tone.MARK),
        Run("（略）", tone=Tone.QUIET),
        Run("強い", tone=Tone.STRONG),
        Run("下線", Revision.INSERTED, Tone.UNDERLINED),
        Run(""),
    )
    assert body(Paragraph(runs)) == "県の[-デジタル化-]{+ＤＸ+}【修正①】‹（略）›**強い**{+__下線__+}\n"


def test_paragraph_styles_are_named_and_lists_stay_together() -> None:
    text = body(
        Paragraph(plain("はじめに"), Style.LEAD),
        Paragraph(plain("一"), Style.BULLET, anchor="a"),
        Paragraph(plain("二\n続き"), Style.BULLET, level=1),
        Paragraph(plain("三"), Style.BULLET, level=1, number="（1）"),
        Paragraph(plain("※ 注"), Style.NOTE),
    )
    assert text == "[lead] はじめに\n\n・一 {#a}\n  ・二\n  \u3000続き\n  （1） 三\n\n[note] ※ 注\n"


def test_table_shows_header_spans_shade_and_breaks() -> None:
    wide = Cell((Paragraph(plain("分野")),), span=2, shaded=True)
    two = Cell((Paragraph(plain("上\n下")), Paragraph(plain("次"))), align="right")
    rows = (Row((cell("新"), cell("旧"))), Row((wide,)), Row((cell("a|b"), two)))
    assert body(Table((0.5, 0.5), rows, caption="表１", summary="新旧")) == (
        "[table] 表１ — 新旧\n| 新 | 旧 |\n|---|---|\n| {span=2 shaded} 分野 |\n| a\\|b | {right} 上 ⏎ 下 ¶ 次 |\n"
    )


def test_frame_and_page_break() -> None:
    frame = Frame((Paragraph(plain("一")), Paragraph(plain("二"), Style.BULLET)), "別案")
    assert body(frame, PageBreak()) == "┌ 別案\n│ 一\n│ ・二\n└\n\n----- 改ページ -----\n"


@pytest.mark.parametrize(
    ("drawing", "told"),
    [
        (
            Tree((Entry(0, "産業", "めざす姿"), Entry(1, "商工業")), (Entry(0, "基盤"),)),
            "[picture tree] 図\n- 産業 ‹めざす姿›\n  - 商工業\n^\n- 基盤\n",
        ),
        (Organisation((Entry(0, "本部"), Entry(1, "部会"))), "[picture organisation] 図\n- 本部\n  - 部会\n"),
        (Timeline((("令和３年", "庁の\n設置"),)), "[picture timeline] 図\n- 令和３年: 庁の ⏎ 設置\n"),
        (Bars(("反映", "参考"), (("観光", (2, 1)),)), "[picture bars] 図\n- 観光: 反映 2件、参考 1件\n"),
        (ImageFile("images/図.png"), "[picture image] 図\n- images/図.png\n"),
    ],
    ids=["tree", "organisation", "timeline", "bars", "image"],
)
def test_picture_is_told_with_all_its_words(drawing: Drawing, told: str) -> None:
    assert body(Picture(drawing, "図")) == told


def test_picture_that_came_or_went_says_so() -> None:
    went, came = (Picture(ImageFile(name), name, revision) for name, revision in (
        ("旧.png", Revision.DELETED), ("新.png", Revision.INSERTED),
    ))  # fmt: skip
    assert body(went, came) == "[-[picture image] 旧.png-]\n- 旧.png\n\n{+[picture image] 新.png+}\n- 新.png\n"


def test_contents_lists_headings_down_to_its_depth() -> None:
    text = body(Contents(2), Heading(1, plain("章")), Heading(2, plain("節")), Heading(3, plain("項")))
    assert text.startswith("[contents 2]\n  章\n    節\n\n# 章\n")


@given(st.text(), st.sampled_from(Revision), st.sampled_from(Tone))
def test_any_text_can_be_written_and_ends_with_a_newline(text: str, revision: Revision, tone: Tone) -> None:
    run = Run(text, revision, tone)
    blocks = (
        Paragraph((run,)),
        Heading(1, (run,)),
        Table((1,), (Row((Cell((Paragraph((run,)),)),)),)),
        Frame((), text),
    )
    drawn = render_plain(paper(*blocks))
    assert drawn.endswith("\n")
    assert drawn == render_plain(paper(*blocks))
    drawn.encode()
