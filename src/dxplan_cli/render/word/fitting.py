"""Fitting paragraphs to the template's styles: what our own styles said and the office's may not say.

Our drawing counts on its styles: that a bullet has its sign, that the right end
of a tab stands at the margin, that a caption stays with its table, that no
heading counts itself. Where the office's style takes the place of ours, the
paragraph has to say so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.render.word import looks
from dxplan_cli.render.word.lists import levels_of
from dxplan_cli.render.word.markup import child, qualified
from dxplan_cli.render.word.stylebook import NAMES
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from dxplan_cli.render.word.housestyles import Wardrobe
    from dxplan_cli.render.word.looks import Look
    from dxplan_cli.render.word.markup import Element
    from dxplan_cli.render.word.stylebook import StyleBook
    from dxplan_cli.render.word.template import Template

_ORDER = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers",
    "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE",
    "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing",
)  # fmt: skip
_VALUE = qualified("val")
_ZEROS = ("leftChars", "hangingChars", "firstLineChars")


class Fit(Value):
    """What a paragraph of one look needs: `tabs` of the style that are in the way.

    `signs` is the list the style takes its signs from and `levels` how many it has; deeper ones are ours. `counts`: the
    style numbers itself.
    """

    look: Look
    real: Look
    is_adopted: bool
    tabs: tuple[str, ...] = ()
    signs: str | None = None
    levels: int = 0
    counts: bool = False

    @property
    def share(self) -> float:
        """How much larger a character is than ours."""
        return self.real.size / self.look.size


def fits_of(book: StyleBook, lists: Element, template: Template, wardrobe: Wardrobe) -> dict[str, Fit]:
    """Return the fit of each of our looks, under its own id."""
    fits = {}
    for look in looks.ALL:
        style = book.of_look(look) if look.id in wardrobe.adopted else None
        if style is None:
            fits[look.id] = Fit(look, template.look(look), is_adopted=False)
            continue
        number = book.attributes(style, "w:pPr/w:numPr/w:numId").get("val", "0")
        levels = levels_of(lists, number)
        positions = [
            tab.get(qualified("pos"), "")
            for each in book.lineage(style)
            for tab in each.iterfind("w:pPr/w:tabs/w:tab", NAMES)
        ]
        fits[look.id] = Fit(
            look, template.look(look), is_adopted=True, tabs=tuple(dict.fromkeys(filter(None, positions))),
            signs=number if levels else None, levels=levels, counts=number != "0",
        )  # fmt: skip
    return fits


def fit_paragraph(paragraph: Element, fit: Fit, offset: int, text_width: int) -> None:
    """Let a paragraph drawn for our style stand in the template's."""
    properties = paragraph[0]
    _fit_indent(properties, fit)
    numbering = properties.find("w:numPr", NAMES)
    if fit.look in looks.NUMBERED:
        _fit_list(properties, numbering, fit, offset)
    if not fit.is_adopted:
        return
    if fit.look.outline is not None and fit.counts:
        child(_put(properties, "numPr"), "numId", val=0)  # the number of a heading is part of the plan
    _fit_spacing(paragraph, fit)
    if fit.look.keep_next and properties.find("w:keepNext", NAMES) is None:
        _put(properties, "keepNext")
    if fit.look is looks.FOOTER or fit.look in looks.CONTENTS:
        _fit_tabs(properties, fit, text_width)


def _fit_indent(properties: Element, fit: Fit) -> None:
    """Scale what is indented by characters; an indent that only repeats our style's is the template's business."""
    indent = properties.find("w:ind", NAMES)
    if indent is None:
        return
    left, hanging = (int(indent.get(qualified(key), "0")) for key in ("left", "hanging"))
    more, hanging = round((left - fit.look.left) * fit.share), round(hanging * fit.share)
    if fit.is_adopted and not more and not hanging:
        properties.remove(indent)
        return
    indent.set(qualified("left"), str(more + (fit.real.left if fit.is_adopted else fit.look.left)))
    indent.set(qualified("hanging"), str(hanging))
    for key in _ZEROS if fit.is_adopted else ():
        indent.set(qualified(key), "0")


def _above(paragraph: Element) -> Element | None:
    """Return what stands above a paragraph, not counting a gap."""
    above = paragraph.getprevious()
    is_gap = above is not None and above.tag == qualified("p") and above.find("w:r", NAMES) is None
    return above.getprevious() if above is not None and is_gap else above


def _fit_spacing(paragraph: Element, fit: Fit) -> None:
    """Keep what stands below a box off it; what is given in points is not overruled by what the style gives in lines."""
    above, properties = _above(paragraph), paragraph[0]
    spacing = properties.find("w:spacing", NAMES)
    is_below_box = above is not None and above.tag == qualified("tbl") and fit.real.before < looks.BOX_GAP
    if spacing is None and is_below_box:
        spacing = _put(properties, "spacing")
        spacing.set(qualified("before"), str(looks.BOX_GAP))
    for edge in ("before", "after"):
        if spacing is not None and spacing.get(qualified(edge)) is not None:
            spacing.set(qualified(f"{edge}Lines"), "0")
            spacing.set(qualified(f"{edge}Autospacing"), "0")


def _fit_list(properties: Element, numbering: Element | None, fit: Fit, offset: int) -> None:
    """Give a bullet the template's sign where its list has that level, else ours; what counts keeps the list it has."""
    list_ = numbering.find("w:numId", NAMES) if numbering is not None else None
    if list_ is not None and int(list_.get(_VALUE, "0")) > max(looks.NUMBERED.values()) + offset:
        return
    level = numbering.find("w:ilvl", NAMES) if numbering is not None else None
    depth = int(level.get(_VALUE, "0")) if level is not None else 0
    has_level = fit.is_adopted and depth < fit.levels
    if numbering is None and (has_level or not fit.is_adopted):
        return
    number = fit.signs if has_level else looks.NUMBERED[fit.look] + offset
    if numbering is not None:
        properties.remove(numbering)
    element = _put(properties, "numPr")
    child(element, "ilvl", val=depth)
    child(element, "numId", val=str(number))


def _fit_tabs(properties: Element, fit: Fit, text_width: int) -> None:
    tabs = _put(properties, "tabs")
    stops = {int(position): "clear" for position in fit.tabs if position.lstrip("-").isdecimal()}
    stops[text_width] = "right"
    for position, kind in sorted(stops.items()):
        tab = child(tabs, "tab", val=kind)
        if kind == "right":
            tab.set(qualified("leader"), "none" if fit.look is looks.FOOTER else "dot")
        tab.set(qualified("pos"), str(position))


def _put(properties: Element, tag: str) -> Element:
    """Put a property where the schema wants it, in the place of one that is there."""
    for old in properties.findall(f"w:{tag}", NAMES):
        properties.remove(old)
    element = child(properties, tag)
    before = {qualified(name) for name in _ORDER[: _ORDER.index(tag)]}
    at = sum(1 for each in properties if each.tag in before)
    properties.insert(at, element)
    return element
