"""The two sides of a change: old and new wording next to each other, what differs underlined on both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.diff.segment import Op
from dxplan_cli.model.node import Figure, Item, Kpi, Section, Table, words_of
from dxplan_cli.model.plan import ComparisonSettings
from dxplan_cli.papers import blocks
from dxplan_cli.papers.blocks import Run, Style, Tone, plain, quiet
from dxplan_cli.papers.places import kind_name, move_notes, number_part
from dxplan_cli.papers.values import contents_in_lines, field_lines
from dxplan_cli.text.inferred import INFERRED
from dxplan_cli.text.keys import fold
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dxplan_cli.diff.change import Change, Place
    from dxplan_cli.diff.segment import Segment
    from dxplan_cli.model.node import AnyNode
    from dxplan_cli.model.plan import UnderlineRule
    from dxplan_cli.papers.blocks import Runs
    from dxplan_cli.papers.places import Atlas

UNNAMED = "（名称未設定）"
USUAL = ComparisonSettings()
"""How papers without settings of their own show sides."""


class Sides(Value):
    """A change as two stacks of paragraphs."""

    old: tuple[blocks.Paragraph, ...]
    new: tuple[blocks.Paragraph, ...]


def sides_of(change: Change, atlas: Atlas, settings: ComparisonSettings = USUAL) -> Sides:
    """Return both sides of a change; the settings' words, by default （新設） and （削除）, stand where there is nothing."""
    came_from, went_to = move_notes(change, atlas) if change.moved else ("", "")
    words, rule = settings.words, settings.underline
    old = _side(change, change.before, atlas, rule, went_to) or aside(words.new)
    return Sides(old, _side(change, change.after, atlas, rule, came_from) or aside(words.gone))


def unchanged_sides(place: Place, atlas: Atlas) -> Sides:
    """Return both sides of a place whose wording is the same, each as written in its draft."""
    return Sides(
        _as_written(place.before, atlas, atlas.base_numbers), _as_written(place.after, atlas, atlas.revised_numbers)
    )


def aside(text: str) -> tuple[blocks.Paragraph, ...]:
    """Return words of the paper itself as a stack of one paragraph; it is empty when there are none."""
    return (blocks.Paragraph(quiet(text) if text else ()),)


def _side(
    change: Change, node: AnyNode | None, atlas: Atlas, rule: UnderlineRule, note: str
) -> tuple[blocks.Paragraph, ...]:
    if node is None:
        return ()
    words = _words(change, node, rule) or quiet(UNNAMED)
    head = (*_prefix(node), *_number(change, node, rule), *words, *(quiet(note) if note else ()), *_inferred(node))
    lines = (blocks.Paragraph(line) for line in _lines(change, node, atlas, rule))
    numbers = atlas.base_numbers if node is change.before else atlas.revised_numbers
    return (_first(head, node, numbers), *lines)


def _words(change: Change, node: AnyNode, rule: UnderlineRule) -> Runs:
    """Return the words of a side; an underline that is to run through is one run."""
    if rule == "whole":
        text = words_of(node)
        return (Run(text, tone=Tone.UNDERLINED),) if text else ()
    is_old = node is change.before
    return tuple(filter(None, (_run(segment, rule, is_old=is_old) for segment in change.segments)))


def _run(segment: Segment, rule: UnderlineRule, *, is_old: bool) -> Run | None:
    text = segment.before if is_old else segment.after
    if not text:
        return None
    return Run(text, tone=_tone(rule, differs=segment.op in {Op.DELETE, Op.INSERT}))


def _tone(rule: UnderlineRule, *, differs: bool) -> Tone:
    is_underlined = rule == "whole" or (rule == "changed" and differs)
    return Tone.UNDERLINED if is_underlined else Tone.PLAIN


def _number(change: Change, node: AnyNode, rule: UnderlineRule) -> Runs:
    """Return a section's number as printed, underlined where it is another one in the other draft."""
    number = number_part(node)
    if not number:
        return ()
    before, after = (fold(number_part(each)) if each is not None else "" for each in (change.before, change.after))
    space = Run("\u3000", tone=_tone(rule, differs=change.before is None or change.after is None))
    return Run(number, tone=_tone(rule, differs=before != after)), space


def _prefix(node: AnyNode) -> Runs:
    return quiet(f"（{kind_name(node)}）") if isinstance(node, Figure | Table | Kpi) else ()


def _inferred(node: AnyNode) -> Runs:
    return quiet(INFERRED) if node.reconstructed else ()


def _first(runs: Runs, node: AnyNode, numbers: Mapping[str, str]) -> blocks.Paragraph:
    """Return the paragraph of a node's words, an entry of a list as it is printed."""
    if not isinstance(node, Item):
        return blocks.Paragraph(runs)
    return blocks.Paragraph(runs, Style.BULLET, node.level, number=numbers.get(node.id))


def _lines(change: Change, node: AnyNode, atlas: Atlas, rule: UnderlineRule) -> Iterable[Runs]:
    """Return what differs besides the words: all there is of a node that came or went, else the attributes."""
    tone = _tone(rule, differs=True)
    if change.before is None or change.after is None:
        return [(Run(line, tone=tone),) for line in contents_in_lines(node, atlas)]
    is_old = node is change.before
    lines = field_lines(change, atlas, lambda field: not (isinstance(node, Section) and field.path[0] == "number"))
    return [(Run(f"{line.name}："), Run(line.before if is_old else line.after, tone=tone)) for line in lines]


def _as_written(node: AnyNode | None, atlas: Atlas, numbers: Mapping[str, str]) -> tuple[blocks.Paragraph, ...]:
    if node is None:
        return ()
    words = words_of(node)
    head = (*_prefix(node), *(plain(words) if words else quiet(UNNAMED)), *_inferred(node))
    lines = (blocks.Paragraph(plain(line)) for line in contents_in_lines(node, atlas))
    return (_first(head, node, numbers), *lines)
