"""The pages in a real browser: switching, links, filters, the keyboard, narrow screens, print, and what axe says."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from cli_process import replace_in
from screens import AXE, SCREENS

from search_cases import CASES

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

FOLDER = ("index.html", "comparison.html", "comparison.html#marked", "opinions.html", "kpis.html", "findings.html")
EVERY = (*FOLDER, "all.html", "all.html#marked", "public/index.html", "public/opinions.html")
CHOSEN = "[...document.querySelectorAll('#rows > tr')].filter((row) => !row.hidden)"
FIRST_WORDS = """
[...document.querySelectorAll("main td, main li")].filter((each) => each.offsetParent).map((each) => {
  const copy = each.cloneNode(true);
  copy.querySelectorAll(".vh").forEach((own) => own.remove());
  return copy.textContent.trim().split("\\n")[0].slice(0, 8);
}).filter(Boolean)
"""
TOO_WIDE = "document.documentElement.scrollWidth - innerWidth"
TOO_HIGH = """
[...document.querySelectorAll("main td, main th, main p, main li")]
  .filter((each) => each.innerText && each.scrollHeight > each.clientHeight + 2).map((each) => each.innerText)
"""
WITHOUT = {"java_script_enabled": False}

Visit = "Callable[..., Page]"


def shown(page: Page) -> int:
    return page.evaluate(f"{CHOSEN}.length")


def is_visible(page: Page, name: str) -> bool:
    return page.locator(f"[id='{name}']").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", EVERY)
def test_axe_finds_nothing(visit: Visit, address: str, scheme: str) -> None:
    page = visit(address, color_scheme=scheme)
    page.evaluate(
        "for (const each of document.querySelectorAll('.opinions tr')) each.style.contentVisibility = 'visible'"
    )
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document)")["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []


@pytest.mark.parametrize("address", EVERY)
@pytest.mark.parametrize("screen", SCREENS)
def test_every_page_fits_its_screen_and_all_words_their_cell(visit: Visit, address: str, screen: str) -> None:
    page = visit(address, screen)
    assert page.evaluate(TOO_WIDE) <= 0
    assert page.evaluate(TOO_HIGH) == []


@pytest.mark.parametrize("address", EVERY)
def test_letters_of_twice_the_size_stay_on_the_screen(visit: Visit, address: str) -> None:
    page = visit(address)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(TOO_WIDE) <= 0


@pytest.mark.parametrize("options", [{}, WITHOUT], ids=["script", "no-script"])
@pytest.mark.parametrize("address", ["comparison.html", "all.html"])
def test_one_of_the_two_views_is_shown_and_they_are_switched(
    visit: Visit, address: str, options: dict[str, bool]
) -> None:
    page = visit(address, **options)
    assert (is_visible(page, "sides"), is_visible(page, "marked")) == (True, False)
    page.get_by_role("link", name="一つの欄で見る").click()
    assert (is_visible(page, "sides"), is_visible(page, "marked")) == (False, True)
    page.get_by_role("link", name="新旧を並べて見る").click()
    assert (is_visible(page, "sides"), is_visible(page, "marked")) == (True, False)
    page.go_back()
    assert (is_visible(page, "sides"), is_visible(page, "marked")) == (False, True)


@pytest.mark.parametrize("options", [{}, WITHOUT], ids=["script", "no-script"])
@pytest.mark.parametrize("address", ["opinions.html", "all.html"])
def test_an_opinion_leads_to_its_mark_and_the_mark_back(visit: Visit, address: str, options: dict[str, bool]) -> None:
    page = visit(address, **options)
    row = page.locator("#o-2023-kikitori-02")
    assert row.is_visible()
    row.get_by_role("link", name="【追加②】").click()
    mark = page.locator(":target")
    assert mark.inner_text() == "【追加②】"
    assert mark.is_visible()
    mark.get_by_role("link").first.click()
    assert page.locator(":target").get_attribute("id") == "o-2023-kikitori-02"
    assert page.locator(":target").is_visible()


def test_every_link_of_the_folder_leads_to_something_visible(visit: Visit) -> None:
    page = visit("opinions.html")
    links = page.evaluate("[...new Set([...document.querySelectorAll('#rows a')].map((each) => each.href))]")
    assert len(links) > 20
    for link in links:
        page.goto(link)
        assert page.locator(":target").is_visible(), link


def test_filters_leave_what_was_asked_for(visit: Visit) -> None:
    page = visit("opinions.html")
    every = shown(page)
    page.get_by_label("テーマ・章").select_option(label="農林水産業")
    theme = shown(page)
    page.get_by_label("対応区分").select_option(label="反映")
    both = shown(page)
    assert every > theme > both > 0
    assert page.locator("#shown").inner_text() == f"{every}件のうち{both}件を表示"
    assert set(page.evaluate(f"{CHOSEN}.map((row) => row.cells[3].textContent)")) == {"反映"}
    page.get_by_role("button", name="絞り込みをやめる").click()
    page.wait_for_function(f"{CHOSEN}.length === {every}")
    page.get_by_label("修正の印").select_option(label="削除")
    assert all("【削除" in text for text in page.evaluate(f"{CHOSEN}.map((row) => row.textContent)"))


def test_words_are_found_in_any_width(visit: Visit) -> None:
    page = visit("opinions.html")
    counts = []
    for words in ("ＩＴ企業", "it企業", "ＩＴ 企業"):
        page.get_by_label("語句").fill(words)
        counts.append(shown(page))
    assert counts[0] == counts[1] > 0
    assert counts[2] >= counts[0]
    page.get_by_label("語句").fill("どこにもない語句")
    assert shown(page) == 0
    assert page.get_by_text("当てはまる意見はありません").is_visible()


@pytest.mark.parametrize("name", CASES)
def test_the_page_finds_what_the_list_finds(visit: Visit, name: str) -> None:
    text, asked, is_found = CASES[name]
    page = visit("opinions.html")
    page.evaluate("(text) => { document.querySelector('#rows > tr').cells[2].textContent = text }", text)
    page.get_by_label("語句").fill(asked)
    assert page.locator("#rows > tr").first.is_visible() is is_found


def test_a_link_to_an_opinion_that_is_filtered_out_shows_it(visit: Visit) -> None:
    page = visit("all.html")
    page.get_by_label("語句").fill("どこにもない語句")
    assert not page.locator("#o-2023-kikitori-02").is_visible()
    page.goto(f"{page.url.partition('#')[0]}#o-2023-kikitori-02")
    page.locator("#o-2023-kikitori-02").wait_for(state="visible")


def test_without_script_every_opinion_is_shown_and_no_filter(visit: Visit) -> None:
    page = visit("opinions.html", **WITHOUT)
    assert page.locator("#rows > tr").count() == 40
    assert not page.locator("#filters").is_visible()


def test_the_keyboard_reaches_everything_and_shows_where_it_is(visit: Visit) -> None:
    page = visit("opinions.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "facet-0"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    for _ in range(5):
        page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "A"


def test_on_a_phone_every_cell_says_its_column(visit: Visit) -> None:
    page = visit("opinions.html", "phone")
    cell = page.locator("#rows > tr:first-child > td:nth-child(3)")
    assert page.evaluate("(each) => getComputedStyle(each, '::before').content", cell.element_handle()) == '"意見："'
    assert page.locator("#rows > tr:first-child").bounding_box()["width"] <= 360
    overview = visit("index.html", "phone")
    assert overview.locator(".picture .narrow svg").first.is_visible()
    assert not overview.locator(".picture .wide svg").first.is_visible()


def test_what_came_and_went_is_told_without_colour(visit: Visit) -> None:
    page = visit("comparison.html#marked", forced_colors="active")
    look = "(each) => getComputedStyle(each).textDecorationLine"
    assert page.locator("#marked ins").first.evaluate(look) == "underline"
    assert page.locator("#marked del").first.evaluate(look) == "line-through"
    assert page.locator("#marked ins .vh").first.inner_text() == "［追加："


@pytest.mark.parametrize("address", ["index.html", "comparison.html", "comparison.html#marked", "opinions.html"])
def test_print_gives_pages_of_a4_with_all_words(visit: Visit, address: str, tmp_path: Path) -> None:
    page = visit(address)
    file = tmp_path / "page.pdf"
    page.pdf(path=file, prefer_css_page_size=True)
    sizes = subprocess.run(["pdfinfo", "-l", "99", file], capture_output=True, text=True, check=True).stdout
    words, first = (
        subprocess.run(["pdftotext", *some, file, "-"], capture_output=True, text=True, check=True).stdout
        for some in ((), ("-l", "1"))
    )
    assert len(first) > 300, "a title alone on its page"
    printed = [
        line.partition(":")[2].split("pts")[0].strip()
        for line in sizes.splitlines()
        if line.startswith("Page ") and " size:" in line
    ]
    assert set(printed) <= {"594.96 x 841.92", "841.92 x 594.96"}
    assert "絞り込み" not in words
    assert "一つの欄で見る" not in words
    wanted = page.evaluate(FIRST_WORDS)
    missing = [each for each in wanted if "".join(each.split()) not in "".join(words.split())]
    assert len(missing) <= len(wanted) // 50, missing


def test_a_long_opinion_list_opens_at_a_linked_one(visit: Visit) -> None:
    page = visit("opinions.html#o-2023-kikitori-40")
    box = page.locator("#o-2023-kikitori-40").bounding_box()
    assert -1 <= box["y"] < 900


def test_the_preview_shows_what_was_just_saved(preview: tuple[Page, Path]) -> None:
    page, plan = preview
    opinion = plan / "opinions" / "2023-kikitori" / "2023-kikitori-01.yaml"
    page.get_by_role("link", name="意見と対応").click()
    assert page.get_by_text("好奇心を高める必要").is_visible()
    replace_in(opinion, "好奇心を高める必要", "探究心を高める必要")
    page.get_by_text("探究心を高める必要").wait_for()
    text = opinion.read_text(encoding="utf-8")
    opinion.write_text(f"{text}\ntext: [", encoding="utf-8")
    page.get_by_role("alert").wait_for()
    assert "2023-kikitori-01.yaml" in page.get_by_role("alert").inner_text()
    opinion.write_text(text, encoding="utf-8")
    page.get_by_role("alert").wait_for(state="detached")
