"""Two drafts with the same ids for what is the same, where at least one of them comes in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dxplan_cli.app.printed import figures_of, print_draft, with_unprinted
from dxplan_cli.app.readback.figures import UNTITLED
from dxplan_cli.diff.adopt import adopt_ids, new_ids
from dxplan_cli.diff.lost_headings import restore_headings
from dxplan_cli.diff.match import match_nodes
from dxplan_cli.diff.parts import parts_of
from dxplan_cli.intake.manuscript.tree import MARGINS
from dxplan_cli.model.node import Figure, Paragraph, Section, children_of, words_of
from dxplan_cli.papers.explanations import shortened
from dxplan_cli.papers.labels import ELSEWHERE
from dxplan_cli.value import Value, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.diff.matching import Matching
    from dxplan_cli.diff.parts import Parts
    from dxplan_cli.model.node import AnyNode
    from dxplan_cli.model.plan import Draft, Plan

_EXCERPT: Final = 20


class Matched(Value):
    """A draft, another that took its ids, what the user should know of it, and what was split or merged on the way."""

    known: Draft
    given: Draft
    remarks: tuple[str, ...]
    parts: tuple[Parts, ...] = ()


def match_files(earlier: Draft, later: Draft) -> Matched:
    """Give the nodes of a later file the ids they have in the earlier one."""
    earlier, later, remarks = _with_headings(earlier, later)
    matching = match_nodes(earlier.chapters, later.chapters)
    later = replace(later, chapters=adopt_ids(later.chapters, matching))
    return Matched(earlier, later, (*remarks, *_doubts(earlier, matching)), parts_of(matching, new_ids(matching)))


def match_with_plan(plan: Plan, known: Draft, given: Draft) -> Matched:
    """Give the nodes of a file the ids they have in a draft of the plan, which is taken as it would be printed."""
    printed, margins = print_draft(plan, known), [each for each in given.chapters if each.title == MARGINS]
    given = replace(given, chapters=tuple(each for each in given.chapters if each not in margins))
    is_called = any(isinstance(node, Figure) and node.title == UNTITLED for node in known.nodes())
    printed = replace(printed, chapters=_with_pictures(printed.chapters, is_called=is_called))
    given = replace(given, chapters=_with_pictures(given.chapters, is_called=is_called))
    printed = with_unprinted(printed, known)
    printed, given, lost = _with_headings(printed, given)
    matching = match_nodes(printed.chapters, given.chapters)
    given = with_unprinted(replace(given, chapters=adopt_ids(given.chapters, matching)), known)
    remarks = (*lost, *_left_aside(figures_of(given, known), len(margins)), *_doubts(printed, matching))
    return Matched(printed, given, remarks, parts_of(matching, new_ids(matching)))


def _with_headings(one: Draft, other: Draft) -> tuple[Draft, Draft, tuple[str, ...]]:
    """Return both drafts with the headings that are paragraphs in the other one, and what the user should know of it."""
    ours, theirs = restore_headings(one.chapters, other.chapters), restore_headings(other.chapters, one.chapters)
    count = ours.count + theirs.count
    told = f"一方で見出し、もう一方で段落になっているものは、見出しとして比べます（{count}か所）"
    drafts = replace(one, chapters=ours.chapters), replace(other, chapters=theirs.chapters)
    return (*drafts, (told,) if count else ())


def _with_pictures(chapters: tuple[Section, ...], *, is_called: bool) -> tuple[Section, ...]:
    """Return chapters with a figure for every picture that is only said to be elsewhere; `is_called` names those without a caption."""

    def renewed(section: Section) -> Section:
        children: list[AnyNode] = []
        for node in children_of(section):
            match node:
                case Section():
                    children.append(renewed(node))
                case Paragraph(text=words) if words == ELSEWHERE and children and isinstance(children[-1], Paragraph):
                    caption = children.pop()
                    children.append(Figure(id=caption.id, title=words_of(caption)))
                case Figure(title="") if is_called:
                    children.append(replace(node, title=UNTITLED))
                case _:
                    children.append(node)
        return replace(section, children=tuple(children))

    return tuple(map(renewed, chapters))


def _left_aside(figures: int, margins: int) -> Iterator[str]:
    if figures:
        yield f"計画のデータから描く図は、ファイルの図とは題だけを比べます（{figures}か所）"
    if margins:
        yield "ヘッダーとフッターは、計画のデータにないので比べません"


def _doubts(known: Draft, matching: Matching) -> Iterator[str]:
    """Yield a remark on the pairs that are not sure, with the words of the first."""
    doubtful = frozenset(pair.base for pair in matching.doubtful)
    words = [words_of(node) for node in known.nodes() if node.id in doubtful]
    if words:
        yield (
            f"同じ項目かどうか確かでないものが{len(doubtful)}組あります（「{shortened(words[0], _EXCERPT)}」など）。"
            "組にしなければ、削除と追加になるものです"
        )
