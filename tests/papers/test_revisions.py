"""The laws of the redline: accepting everything gives the revised draft, rejecting everything the base."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from paper_plans import material
from strategies import draft_pairs, tries

from dxplan_cli.model.plan import Draft, Plan, Settings
from dxplan_cli.papers.blocks import Frame, Heading, Paragraph, Picture, Style, Table
from dxplan_cli.papers.redline import make_redline
from dxplan_cli.papers.revisions import Manner, show
from dxplan_cli.value import replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.papers.blocks import PaperDocument


def redline(base: Draft, revised: Draft) -> PaperDocument:
    drafts = (replace(base, id="a"), replace(revised, id="b", based_on="a"))
    plan = Plan(settings=Settings(title="計画", drafts=("a", "b")), drafts=drafts)
    return make_redline(material(plan, "redline"))


def pieces(document: PaperDocument) -> Iterator[object]:
    """Yield everything a reader can see, with empty paragraphs left out: how a table is cut does not count."""
    for block in document.blocks:
        match block:
            case Heading() if block.runs:
                yield ("heading", words(block))
            case Paragraph() if words(block):
                yield (block.style, words(block))
            case Table():
                yield from (((Style.CAPTION, block.caption),) if block.caption else ())
                yield from (tuple(words(part) for cell in row.cells for part in cell.blocks) for row in block.rows)
            case Frame():
                yield (block.title, *map(words, block.blocks))
            case Picture():
                yield block.drawing
            case _:
                pass


def words(block: Heading | Paragraph) -> str:
    return "".join(run.text for run in block.runs)


def shown(base: Draft, revised: Draft, manner: Manner) -> list[object]:
    return list(pieces(show(redline(base, revised), manner)))


def alone(draft: Draft) -> list[object]:
    return shown(draft, draft, Manner.TRACKED)


@given(draft_pairs())
@tries()
def test_accepting_gives_the_revised_draft_and_rejecting_the_base(pair: tuple[Draft, Draft]) -> None:
    base, revised = pair
    assert shown(base, revised, Manner.ACCEPTED) == alone(revised)
    assert shown(base, revised, Manner.REJECTED) == alone(base)
