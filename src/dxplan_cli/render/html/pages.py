"""The pages of a site: which parts stand on which, in one file or in a folder, each complete in itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dxplan_cli.render.html.environment import as_written, draw, read_asset
from dxplan_cli.render.html.links import Part, View, make_map
from dxplan_cli.render.html.pictures import Gallery
from dxplan_cli.render.html.policy import policy_of
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dxplan_cli.papers.site.site import Site

INDEX: Final = "index.html"
GENERATOR: Final = '<meta name="generator" content="dxplan site">'
"""How a page says that this program made it."""


class Page(Value):
    """A page: the name of its file, what it is called, and its parts."""

    file: str
    title: str
    parts: tuple[Part, ...]


_PAGES: Final = (
    Page(INDEX, "概要", (Part.OVERVIEW,)),
    Page("comparison.html", "新旧の比較", (Part.SIDES, Part.MARKED)),
    Page("opinions.html", "意見と対応", (Part.OPINIONS,)),
    Page("kpis.html", "KPI", (Part.KPIS,)),
    Page("findings.html", "点検", (Part.FINDINGS,)),
)
_WIDTHS: Final = "".join(f".w{share}{{width:{share}%;flex:{share} {share} 0%}}\n" for share in range(1, 101))
"""Columns by their share of the width: an attribute of style would be against the policy."""
FILES: Final = tuple(page.file for page in _PAGES)
"""Every name a page of a folder may have."""


class Live(Value):
    """A page that is served while the plan is edited: which state it shows, and what is wrong with a newer one."""

    state: str
    trouble: tuple[str, ...] = ()


def render_folder(site: Site, images: Mapping[str, bytes], live: Live | None = None) -> dict[str, bytes]:
    """Return the pages of a folder by their file names."""
    pages = _pages_of(site)
    return {page.file: _render(site, page, pages, images, live) for page in pages}


def render_single(site: Site, images: Mapping[str, bytes]) -> bytes:
    """Return the whole site as one page."""
    pages = _pages_of(site)
    return _render(site, Page("", "", tuple(part for page in pages for part in page.parts)), pages, images, None)


def _pages_of(site: Site) -> tuple[Page, ...]:
    empty = {Part.KPIS} if not site.kpis else set()
    empty |= {Part.FINDINGS} if site.findings is None else set()
    return tuple(page for page in _PAGES if not empty.issuperset(page.parts))


def _render(site: Site, page: Page, pages: tuple[Page, ...], images: Mapping[str, bytes], live: Live | None) -> bytes:
    is_single = not page.file
    places = {part: "" if is_single else each.file for each in pages for part in each.parts}
    known = make_map(site, places)
    style = read_asset("site.css") + _WIDTHS
    scripts = [read_asset(name) for name in (("site.js", "live.js") if live else ("site.js",))]
    values = {
        "site": site,
        "page": page,
        "pages": pages,
        "is_single": is_single,
        "views": {part.value: View(part, known) for part in Part},
        "parts": [part.value for part in page.parts],
        "gallery": Gallery(images),
        "style": as_written(style),
        "scripts": [as_written(each) for each in scripts],
        "policy": policy_of([style], scripts, is_live=live is not None),
        "generator": as_written(GENERATOR),
        "live": live,
    }
    return draw("page.html", values).encode("utf-8")
