"""The columns of the 意見対応表: what stands in each for one opinion, in the edition for the committee or the public."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

from dxplan_cli.model.disposition import UNDECIDED, Promise
from dxplan_cli.papers.blocks import Cell, Paragraph, Reference, Run, plain, quiet
from dxplan_cli.papers.cells import opinion_cell, stacked_cell, text_cell
from dxplan_cli.papers.labels import SAME_AS_ABOVE, kind_shown, mark_run
from dxplan_cli.papers.marked_text import inferred_sign
from dxplan_cli.papers.row_sign import anchor_of_row
from dxplan_cli.text.offices import kind_of_office
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Callable

    from dxplan_cli.model.opinion import Internal, Opinion
    from dxplan_cli.papers.blocks import Runs
    from dxplan_cli.papers.material import Material
    from dxplan_cli.papers.places import Atlas
    from dxplan_cli.trace.mark import Mark

CARRIED = "（継続）"
_ANSWER, _PUBLIC_ANSWER = "対応・考え方", "考え方"
_OWED = Cell((Paragraph(quiet("（未記入）")),))
_UNCHANGED = Cell((Paragraph(quiet("（該当する修正なし）")),))
_NOTHING = Cell(())


class Column(Value):
    """A column: its title, its part of the width, which counts against the others', and its cell for an opinion."""

    title: str
    share: float
    cell: Callable[[Opinion, Material], Cell]


def columns_of(material: Material) -> tuple[Column, ...]:
    """Return the columns of the material's edition; members have one only in the committee's, if any is known.

    Thousands of opinions speak of a few places and have a few dispositions: such a cell is made once.
    """
    is_public, register = material.edition.is_public, material.register
    heading = material.plan.settings.documents.responses.answer_heading
    places = cache(partial(_places, material.atlas))
    dispositions = cache(partial(text_cell, align="center"))
    members = cache(_member)
    answers = cache(text_cell)
    number = Column("No.", 0.08 if register.carried else 0.05, _number)
    place = Column("項目（頁）" if is_public else "章・項目（頁）", 0.18, lambda opinion, _: places(opinion.about))
    member = Column("委員", 0.11, lambda opinion, _: members(opinion.internal))
    text = Column("意見の要旨" if is_public else "意見", 0.28, lambda opinion, _: opinion_cell(opinion))
    disposition = Column("対応区分", 0.1, lambda opinion, _: dispositions(opinion.disposition))
    answer = Column(heading or _answer_heading(material), 0.15, partial(_answer, answers))
    changes = Column("修正箇所", 0.24, _changes)
    has_members = not is_public and any(_heard_from(opinion.internal) for opinion in register.opinions)
    return (number, place, *([member] if has_members else []), text, disposition, answer, changes)


def _answer_heading(material: Material) -> str:
    """Return the heading over the answers: for the public, whose they are as far as the office's name tells (県の考え方)."""
    if not material.edition.is_public:
        return _ANSWER
    kind = kind_of_office(material.plan.settings.office)
    return f"{kind}の{_PUBLIC_ANSWER}" if kind else _PUBLIC_ANSWER


def answer_text(opinion: Opinion, material: Material) -> str:
    """Return the answer: as written, by reference to the opinion it shares, else from what was changed."""
    same = material.register.number_of(opinion.same_as) if opinion.same_as else ""
    if opinion.answer:
        return f"{opinion.answer}（{same}と同じ）" if same else opinion.answer
    if same:
        return f"{SAME_AS_ABOVE}（{same}と同じ）"
    marks = material.trace.marks_by_opinion.get(opinion.id, ())
    if marks:
        kinds = "・".join(dict.fromkeys(kind_shown(mark).value for mark in marks))
        return f"右欄のとおり{kinds}"
    original = material.opinions.get(opinion.same_as or "")
    return (original.answer or "") if original is not None else ""


def changes_text(opinion: Opinion, material: Material) -> str:
    """Return the words of the cell that tells where the text was changed."""
    cell = _changes(opinion, material)
    return "\n".join("".join(run.text for run in block.runs) for block in cell.blocks)


def _number(opinion: Opinion, material: Material) -> Cell:
    register = material.register
    carried = [Paragraph(quiet(CARRIED))] if opinion.id in register.carried else []
    number = Paragraph(plain(str(register.numbers[opinion.id])), anchor=anchor_of_row(opinion))
    return Cell((number, *carried), align="center")


def _places(atlas: Atlas, about: tuple[str, ...]) -> Cell:
    """Return the places an opinion speaks of, each with its page in the printed draft."""
    known = [node for node in about if node in atlas.nodes]
    lines = [(Run(line, refers=refers),) for node in known for line, refers in _place_lines(node, atlas) if line]
    return stacked_cell([Paragraph(line) for line in lines] or [Paragraph(quiet("（全般）"))])


def _place_lines(node: str, atlas: Atlas) -> tuple[tuple[str, tuple[Reference, ...]], ...]:
    """Return the name of a place, its page in the printed draft, and by which draft it went if it did."""
    refers = (Reference(node),) if atlas.stands(node) else ()
    return (atlas.name_of(node), refers), (atlas.page_note(node), ()), (atlas.fate_note(node), ())


def _member(internal: Internal | None) -> Cell:
    return stacked_cell(_heard_from(internal) or (Paragraph(()),))


def _heard_from(internal: Internal | None) -> tuple[Paragraph, ...]:
    """Return who said it and who heard it, as far as either is known."""
    if internal is None:
        return ()
    member = [Paragraph(plain(internal.member))] if internal.member else []
    heard_by = [Paragraph(quiet(f"（聞き取り：{internal.heard_by}）"))] if internal.heard_by else []
    return (*member, *heard_by)


def _answer(written: Callable[[str], Cell], opinion: Opinion, material: Material) -> Cell:
    answer = answer_text(opinion, material)
    promise = material.plan.settings.promise_of(opinion.disposition)
    is_decided = opinion.disposition != UNDECIDED and promise is not Promise.WITHDRAWN
    is_owed = not answer and is_decided and not material.edition.is_public
    return _OWED if is_owed else written(answer)


def _changes(opinion: Opinion, material: Material) -> Cell:
    """Return where the text was changed, a paragraph a mark: its label, the place, and below the page of the draft."""
    marks = material.trace.marks_by_opinion.get(opinion.id, ())
    promises_change = material.plan.settings.promise_of(opinion.disposition) is Promise.CHANGE
    if not marks and promises_change and not material.edition.is_public:
        return _UNCHANGED
    if not marks:
        return _NOTHING
    return stacked_cell(Paragraph((mark_run(mark), *_changed_place(mark, material))) for mark in marks)


def _changed_place(mark: Mark, material: Material) -> Runs:
    """Return where a mark stands, below it the page, and whether what stood there before is inferred."""
    atlas, change = material.atlas, material.comparison.by_node.get(mark.node)
    place = "\n".join(filter(None, (atlas.name_of(mark.node), atlas.page_of_change(mark.node))))
    sign = inferred_sign(change.before, change.after) if change is not None else ()
    return (Run(place), *sign)
