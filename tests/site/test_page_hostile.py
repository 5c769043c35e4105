"""What a user wrote is never markup, wherever it was written."""

from __future__ import annotations

import pytest
from hostile_words import HOSTILE, hostile_plan, rewritten
from hypothesis import given
from hypothesis import strategies as st
from paper_plans import material
from site_pages import Page, digest, read, said, squeezed
from strategies import tries, wild
from town_plan import TOWN

from dxplan_cli.model.finding import Finding, Severity
from dxplan_cli.model.place import Place
from dxplan_cli.papers.edition import Edition
from dxplan_cli.papers.site.site import make_site
from dxplan_cli.render.html.links import name_of
from dxplan_cli.render.html.pages import FILES, Live, render_folder, render_single

PLAN = TOWN.at(3).plan
FINDING = Finding(
    "kpi-unset", Severity.INFO, "値がない", "書く", Place("drafts/a.yaml", 3), node="aim", opinion="op-1", excerpt="id"
)
DRAWN = {"svg", "g", "rect", "polyline", "polygon", "circle", "path", "text", "title", "defs", "pattern", "line"}
OURS = DRAWN | {
    "html", "head", "meta", "title", "style", "body", "a", "div", "p", "strong", "header", "h1", "h2", "h3", "h4", "h5",
    "h6", "nav", "ul", "li", "main", "section", "span", "table", "caption", "colgroup", "col", "thead", "tbody", "tr",
    "th", "td", "ins", "del", "u", "br", "details", "summary", "figure", "figcaption", "img", "form", "label", "select",
    "option", "input", "button", "output", "footer", "script",
}  # fmt: skip
NAMED = {
    "lang", "charset", "http-equiv", "content", "name", "class", "id", "href", "role", "tabindex", "aria-label",
    "aria-labelledby", "aria-current", "aria-live", "scope", "colspan", "hidden", "for", "type", "autocomplete", "value",
    "alt", "src", "data-facet", "data-facets", "data-label", "data-state",
}  # fmt: skip
SHAPES = {
    "width", "height", "viewBox", "font-family", "x", "y", "rx", "cx", "cy", "r", "d", "fill", "stroke",
    "stroke-width", "points", "font-size", "text-anchor", "patternUnits", "patternTransform",
}  # fmt: skip


def assert_is_ours(page: Page) -> None:
    """Every element, attribute and address is one this program makes, and style and script are untouched."""
    for each in page.elements():
        assert each.tag in OURS, each.tag
        allowed = NAMED | SHAPES if each.tag in DRAWN else NAMED
        assert set(each.keys()) <= allowed, (each.tag, each.keys())
    comments = [each for each in page.tree.iter() if not isinstance(each.tag, str)]
    assert comments == []
    assert all(link.partition("#")[0] in {"", *FILES} for link in page.links())
    assert all(
        set(name) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._") for name in page.names()
    )
    policy = next(each.get("content") for each in page.elements("meta") if each.get("http-equiv"))
    own = [*page.elements("style"), *page.elements("script")]
    assert len(page.elements("style")) == 1
    assert all(f"'{digest(each.text)}'" in policy for each in own)


@pytest.mark.parametrize("edition", Edition)
@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_in_every_field_stay_words(words: str, edition: Edition) -> None:
    plan = hostile_plan(PLAN, words)
    finding = rewritten(FINDING, lambda text: text + words)
    site = make_site(material(plan, "comparison", plan.meetings[-1], edition), (finding,))
    pages = {**render_folder(site, {}, Live("7f", (words,))), "": render_single(site, {})}
    for content in pages.values():
        assert_is_ours(read(content))


@given(st.text(wild | st.sampled_from("<>&\"'`=/ \n"), max_size=30))
@tries(0.3)
def test_any_words_in_every_field_stay_words(words: str) -> None:
    plan = hostile_plan(PLAN, words)
    site = make_site(material(plan, "comparison", plan.meetings[-1]), ())
    assert_is_ours(read(render_single(site, {})))


@pytest.mark.parametrize("words", [each for each in HOSTILE if each.isprintable()])
def test_hostile_words_are_shown_as_they_are(words: str) -> None:
    plan = hostile_plan(PLAN, words)
    page = read(render_single(make_site(material(plan, "comparison", plan.meetings[-1]), ()), {}))
    assert squeezed(words) in squeezed(said(page.by_name("opinions")))
    assert squeezed(words) in squeezed(said(page.elements("h1")[0]))


@given(st.text(wild), st.text(wild))
def test_different_ids_have_different_names(one: str, other: str) -> None:
    assert (name_of("n", one) == name_of("n", other)) is (one == other)
