"""Sites of small plans, and their pages read as the standard says a browser reads them."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING

import html5lib
from paper_plans import material

from dxplan_cli.papers.edition import Edition
from dxplan_cli.papers.site.site import make_site
from dxplan_cli.render.html.pages import render_folder, render_single
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from paper_plans import Case

    from dxplan_cli.model.finding import Finding
    from dxplan_cli.model.plan import Plan
    from dxplan_cli.papers.site.site import Site

BESIDE = frozenset({"vh", "to"})
"""Classes of words that are the page's own: for screen readers, and ways to opinions."""


class Page(Value, dict=True):
    """A page as a tree without namespaces."""

    tree: Element

    def elements(self, tag: str | None = None) -> list[Element]:
        return [each for each in self.tree.iter() if isinstance(each.tag, str) and tag in {None, each.tag}]

    def names(self) -> list[str]:
        return [each.get("id") for each in self.elements() if each.get("id")]

    def by_name(self, name: str) -> Element:
        return next(each for each in self.elements() if each.get("id") == name)

    def links(self) -> list[str]:
        return [each.get("href") for each in self.elements("a")]

    def words(self, name: str) -> str:
        return squeezed(said(self.by_name(name)))


def read(content: bytes) -> Page:
    tree = html5lib.parse(content, transport_encoding="utf-8", namespaceHTMLElements=False)
    for each in tree.iter():
        if isinstance(each.tag, str):
            each.tag = each.tag.removeprefix("{http://www.w3.org/2000/svg}")
    return Page(tree)


def site_of(case: Case, findings: tuple[Finding, ...] = ()) -> Site:
    return site_of_plan(case.plan, case, findings)


def site_of_plan(plan: Plan, case: Case | None = None, findings: tuple[Finding, ...] = ()) -> Site:
    meeting = case.meeting if case else None
    edition = case.edition if case else Edition.COMMITTEE
    return make_site(material(plan, "comparison", meeting, edition), findings)


def single(case: Case, findings: tuple[Finding, ...] = ()) -> Page:
    return read(render_single(site_of(case, findings), {}))


def folder(case: Case, findings: tuple[Finding, ...] = ()) -> dict[str, Page]:
    return {name: read(page) for name, page in render_folder(site_of(case, findings), {}).items()}


def said(element: Element) -> str:
    """Return the words of an element as a sighted reader has them, without those the page has of its own."""
    return "".join(_said(element))


def _said(element: Element) -> Iterator[str]:
    if BESIDE & set((element.get("class") or "").split()):
        return
    yield element.text or ""
    for each in element:
        if isinstance(each.tag, str):
            yield from _said(each)
        yield each.tail or ""


def squeezed(text: str) -> str:
    """Return a text without blanks: line breaks are elements in a page, and markup stands on lines of its own."""
    return "".join(text.split())


def digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
