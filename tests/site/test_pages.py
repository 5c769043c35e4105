"""The pages of a site: the words of the papers, links that lead somewhere, and nothing from outside."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paper_plans import Case, chapter, item, opinion, paragraph, theme
from site_pages import Page, digest, folder, read, said, single, site_of, site_of_plan, squeezed
from strategies import draft_pairs, fragments, tries
from town_plan import TOWN

from dxplan_cli.app.produced import check_pages
from dxplan_cli.checks.inspection import Inspection
from dxplan_cli.model.finding import Finding, Severity
from dxplan_cli.model.node import Alternative, Item, Section
from dxplan_cli.model.opinion import Internal
from dxplan_cli.model.place import Place
from dxplan_cli.model.plan import Draft, Plan, Settings
from dxplan_cli.papers.blocks import (
    Block,
    Frame,
    Heading,
    ImageFile,
    PaperDocument,
    Paragraph,
    Picture,
    Revision,
    Table,
)  # fmt: skip
from dxplan_cli.papers.edition import Edition
from dxplan_cli.render.html.pages import FILES, GENERATOR, Live, render_folder, render_single
from dxplan_cli.value import replace

HEARD = TOWN.at(3)
FINDING = Finding("kpi-unset", Severity.INFO, "値がありません", "書いてください", Place("drafts/a.yaml", 3), node="aim")
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154"
    "78da63f8ffff3f0005fe02fea735812d0000000049454e44ae426082"
)
TWICE = Case(
    base=(chapter(theme("t", "題", item("a", "窓口を開く"), item("b", "相談を受ける"))),),
    revised=(
        chapter(theme("t", "題", item("a", "窓口を広く開く"), item("b", "相談を受ける"), item("c", "時間を延ばす"))),
    ),
    opinions=(
        opinion(1, "広く", ("修正", "a"), about=("t",)),
        opinion(2, "もっと広く", ("修正", "a"), about=("t",)),
        opinion(3, "時間も", ("追加", "c"), about=("t",)),
        opinion(4, "分からない"),
    ),
)


def words_in(blocks: tuple[Block, ...]) -> str:
    """Return every word of blocks in order."""
    return squeezed("".join(_words(block) for block in blocks))


def _words(block: Block) -> str:
    match block:
        case Paragraph():
            return (block.number or "") + "".join(run.text for run in block.runs)
        case Heading():
            return "".join(run.text for run in block.runs)
        case Table():
            cells = [cell for row in block.rows for cell in row.cells]
            return (block.caption or "") + "".join(_words(each) for cell in cells for each in cell.blocks)
        case Frame():
            return (block.title or "") + "".join(map(_words, block.blocks))
        case _:
            return ""


def words_of_view(page: Page, name: str, shown: PaperDocument) -> str:
    """Return the words of a view without its own heading, switch and table of contents, and without pictures."""
    view = page.by_name(name)
    for each in [each for each in view if _is_of_the_page(each, shown)]:
        view.remove(each)
    for parent in list(view.iter()):
        for each in [each for each in parent if each.tag == "figure"]:
            parent.remove(each)
    return squeezed(said(view).replace("本文の案", ""))


def _is_of_the_page(element: object, shown: PaperDocument) -> bool:
    return getattr(element, "tag", "") in {"h2", "details"} or "switch" in (
        getattr(element, "get", dict.get)("class") or ""
    )


@pytest.mark.parametrize("edition", Edition)
@pytest.mark.parametrize("view", ["sides", "marked"])
def test_a_view_says_what_the_paper_says(edition: Edition, view: str) -> None:
    case = replace(HEARD, edition=edition)
    shown = getattr(site_of(case), view)
    assert words_of_view(single(case), view, shown) == words_in(shown.blocks)


def test_a_numbered_entry_with_another_wording_keeps_its_number() -> None:
    item = Item(id="i", text="甲を進める。", number="（1）", alternatives=(Alternative(text="乙を進める。"),))
    base = Draft(id="a", label="a", chapters=(Section(id="s", title="章", children=(item,)),))
    drafts = base, replace(base, id="b", label="b", based_on="a")
    site = site_of_plan(Plan(settings=Settings(title="計画", drafts=("a", "b")), drafts=drafts))
    assert "（1）甲を進める。" in words_of_view(read(render_single(site, {})), "marked", site.marked)


@given(draft_pairs())
@tries(0.5)
def test_any_two_drafts_are_shown_word_by_word(pair: tuple[Draft, Draft]) -> None:
    plan = Plan(settings=Settings(title="計画", drafts=("a", "b")), drafts=pair)
    site = site_of_plan(plan)
    content = render_single(site, {})
    for view in ("sides", "marked"):
        shown = getattr(site, view)
        assert words_of_view(read(content), view, shown) == words_in(shown.blocks)
    names = read(content).names()
    assert len(names) == len(set(names))


def test_revisions_are_elements_and_told_in_words() -> None:
    page = single(TWICE)
    item_a = page.by_name("n-a")
    assert [each.tag for each in item_a.iter() if each.tag in {"ins", "del"}] == ["ins"]
    assert "".join(item_a.itertext()).endswith("窓口を［追加：広く］開く")
    assert said(item_a) == "【修正①】窓口を広く開く"


def test_every_mark_leads_to_its_opinions_and_back() -> None:
    page = single(TWICE)
    mark = page.by_name("m-a.modify")
    assert [each.get("href") for each in mark.iter("a")] == ["#o-op-1", "#o-op-1", "#o-op-2"]
    for name in ("o-op-1", "o-op-2"):
        assert "#m-a.modify" in [each.get("href") for each in page.by_name(name).iter("a")]
    assert [each.get("href") for each in page.by_name("m-c.add").iter("a")] == ["#o-op-3"]
    assert [each.get("href") for each in page.by_name("s-c.add").iter("a")] == ["#m-c.add"]


@pytest.mark.parametrize("case", [HEARD, HEARD.published(), TWICE], ids=["committee", "public", "twice"])
def test_every_link_leads_somewhere(case: Case) -> None:
    one = single(case, (FINDING,))
    assert {link.removeprefix("#") for link in one.links()} <= set(one.names())

    pages = folder(case, (FINDING,))
    for name, page in pages.items():
        for link in page.links():
            file, _, place = link.partition("#")
            assert not place or place in pages[file or name].names(), (name, link)
            assert not file or file in pages


def test_every_mark_of_the_text_leads_to_an_opinion_or_to_its_reason() -> None:
    page = single(HEARD)
    marks = [each for each in page.by_name("marked").iter() if (each.get("id") or "").startswith("m-")]
    assert len(marks) > 5
    assert all(list(each.iter("a")) for each in marks)


def test_names_are_given_once_in_a_page() -> None:
    for page in (single(HEARD, (FINDING,)), *folder(HEARD, (FINDING,)).values()):
        names = page.names()
        assert len(names) == len(set(names))


def test_the_public_has_no_findings_and_no_choices() -> None:
    committee, public = folder(HEARD, (FINDING,)), folder(HEARD.published(), (FINDING,))
    assert set(committee) - set(public) == {"findings.html"}
    assert set(committee) == set(FILES)
    words = "".join("".join(page.tree.itertext()) for page in public.values())
    for secret in ("別案", "値がありません", "理由の記載なし"):
        assert secret not in words


def test_another_wording_stands_beside_the_drafts_own() -> None:
    offered = replace(item("a", "窓口を広く開く"), alternatives=(Alternative(text="窓口を増やす"),))
    case = replace(TWICE, revised=(chapter(theme("t", "題", offered)),))
    page = single(case)
    choices = [each for each in page.elements("div") if each.get("class") == "choice"]
    assert len(choices) == 2
    for choice in choices:
        assert [squeezed(said(each)) for each in choice][1] == "（別案）窓口を増やす"
        assert squeezed(said(choice[0])).startswith("本文の案")
        assert "窓口を広く開く" in said(choice[0])


def test_a_page_loads_nothing_and_runs_only_what_is_in_it() -> None:
    for page in (single(HEARD), *folder(HEARD).values()):
        policy = next(each.get("content") for each in page.elements("meta") if each.get("http-equiv"))
        assert policy.startswith("default-src 'none'; ")
        assert "unsafe" not in policy
        assert "http" not in policy
        own = [*page.elements("style"), *page.elements("script")]
        assert own
        assert all(f"'{digest(each.text)}'" in policy for each in own)
        loading = [each for each in page.elements() if each.get("src") or (each.tag == "link")]
        assert loading == []
        assert not [
            each for each in page.elements() if any(key.startswith("on") or key == "style" for key in each.attrib)
        ]


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert render_folder(site_of(HEARD), {}) == render_folder(site_of(HEARD), {})
    assert render_single(site_of(HEARD), {}) == render_single(site_of(HEARD), {})


def test_tables_have_headings_with_scope_and_a_caption() -> None:
    for page in folder(HEARD, (FINDING,)).values():
        for table in page.elements("table"):
            assert table.find("caption") is not None or not list(table.iter("th"))
            assert all(each.get("scope") in {"col", "row", "rowgroup", "colgroup"} for each in table.iter("th"))


def test_headings_go_down_one_level_at_a_time() -> None:
    for page in folder(HEARD, (FINDING,)).values():
        levels = [int(each.tag[1]) for each in page.elements() if re.fullmatch("h[1-6]", each.tag)]
        assert levels[0] == 1
        assert all(next_ <= level + 1 for level, next_ in itertools.pairwise(levels))


def test_a_picture_of_the_office_is_in_the_page_and_a_lost_one_is_said_to_be_elsewhere() -> None:
    picture = Picture(ImageFile("images/図.png"), "役場の写真")
    site = site_of(HEARD)
    shown = replace(site, overview=(picture,))
    page = read(render_single(shown, {"images/図.png": PNG}))
    image = page.elements("img")[0]
    assert image.get("src", "").startswith("data:image/png;base64,")
    assert image.get("alt") == "役場の写真"
    lost = read(render_single(shown, {}))
    assert lost.elements("img") == []
    assert "（図は別途）" in said(lost.by_name("overview"))
    assert "役場の写真" not in said(lost.by_name("overview"))


def test_a_new_picture_says_so() -> None:
    site = site_of(HEARD)
    drawn = next(block for block in site.overview if isinstance(block, Picture))
    page = read(render_single(replace(site, overview=(replace(drawn, revision=Revision.INSERTED),)), {}))
    assert "追加した図" in "".join(page.by_name("overview").itertext())


def test_every_drawing_is_told_in_words() -> None:
    page = single(HEARD)
    for drawing in page.elements("svg"):
        title = page.by_name(drawing.get("aria-labelledby"))
        assert drawing.get("role") == "img"
        assert title.text


def test_the_edition_is_on_every_page() -> None:
    for edition in Edition:
        for page in folder(replace(HEARD, edition=edition)).values():
            assert f"【{edition.value}】" in page.elements("title")[0].text
            assert f"【{edition.value}】" in said(page.elements("header")[0])
    robots = [each for each in single(HEARD).elements("meta") if each.get("name") == "robots"]
    assert [each.get("content") for each in robots] == ["noindex, nofollow"]


def test_a_live_page_asks_its_own_server_and_tells_what_is_wrong() -> None:
    page = render_folder(site_of(HEARD), {}, Live("7f", ("plan.yaml:3: 閉じていません", "→ <b>閉じる</b>")))[
        "index.html"
    ]
    assert b"connect-src &#39;self&#39;" in page
    read_page = read(page)
    alert = next(each for each in read_page.elements("div") if each.get("role") == "alert")
    assert "→ <b>閉じる</b>" in "".join(alert.itertext())
    assert [each.get("data-state") for each in read_page.elements("script")] == ["7f", "7f"]
    assert b"connect-src" not in render_folder(site_of(HEARD), {})["index.html"]


def test_a_page_says_who_made_it() -> None:
    assert all(GENERATOR.encode() in page for page in render_folder(site_of(HEARD), {}).values())


def test_a_plan_without_opinions_or_changes_has_its_pages_too() -> None:
    still = Case(base=(chapter(paragraph("a", "同じ")),), revised=(chapter(paragraph("a", "同じ")),))
    pages = folder(still)
    assert set(pages) == {"index.html", "comparison.html", "opinions.html", "findings.html"}
    assert "意見はありません" in said(pages["opinions.html"].by_name("opinions"))
    assert "文言の違いはありません" in said(pages["comparison.html"].by_name("sides"))


def test_nothing_internal_is_in_a_public_page() -> None:
    noted = [each.internal for each in HEARD.opinions if each.internal]
    secrets = [words for each in noted for words in (each.member, each.contact, each.heard_by) if words]
    assert len(secrets) == 4
    for content in (
        *render_folder(site_of(HEARD.published()), {}).values(),
        render_single(site_of(HEARD.published()), {}),
    ):
        assert [words for words in secrets if words.encode() in content] == []
    inspection = Inspection(HEARD.plan, is_public=True)
    pages = {Path(name): page for name, page in render_folder(site_of(HEARD.published()), {}).items()}
    assert check_pages(pages, inspection, ()) == ()
    committee = {Path(name): page for name, page in render_folder(site_of(HEARD), {}).items()}
    assert check_pages(committee, inspection, ())


@given(st.lists(st.text("鼎鼓鼠鼻黽黍黹", min_size=3, max_size=6), min_size=3, max_size=3), fragments)
@tries(0.2)
def test_whatever_is_internal_is_in_no_public_page(values: list[str], around: str) -> None:
    noted = Internal(
        **{name: f"{around}{value}" for name, value in zip(("member", "contact", "heard_by"), values, strict=True)}
    )
    case = replace(HEARD, opinions=tuple(replace(each, internal=noted) for each in HEARD.opinions)).published()
    content = render_single(site_of(case), {})
    assert [value for value in values if value.encode() in content] == []
