"""意見対応表: every opinion with its disposition, the answer, and where the text was changed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from dxplan_cli.model.opinion import REFLECTED, UNDECIDED
from dxplan_cli.papers import blocks
from dxplan_cli.papers.blocks import Paragraph, Row, Run, Style, Table, plain, quiet
from dxplan_cli.papers.cells import banner, heading_row, stacked_cell, text_cell
from dxplan_cli.papers.labels import SAME_AS_ABOVE, kind_shown, mark_run
from dxplan_cli.papers.material import dated_label, make_document
from dxplan_cli.papers.opinion_chart import draw_opinion_chart

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dxplan_cli.model.opinion import Opinion
    from dxplan_cli.papers.blocks import Cell, PaperDocument
    from dxplan_cli.papers.material import Material
    from dxplan_cli.papers.register import Hearing

KIND = "responses"
_TITLES = ("No.", "章・項目（頁）", "意見", "対応区分", "対応・考え方", "修正箇所")
_WIDTHS = (0.05, 0.18, 0.28, 0.1, 0.15, 0.24)
_FIRST_SHARE = 0.2


def make_responses(material: Material) -> PaperDocument:
    """Make the table of opinions and answers, with the counts of each disposition on top."""
    hearings = material.register.hearings
    lead = blocks.Paragraph(plain(f"{dated_label(material.comparison.base)}に対する意見と対応"), Style.LEAD)
    if not hearings:
        nothing = blocks.Paragraph(plain("意見はありません。"))
        return make_document(material, KIND, [lead, nothing], landscape=True)
    rows = [heading_row(*_TITLES)]
    for hearing in hearings:
        if len(hearings) > 1:
            rows.append(banner(plain(_name(hearing)), len(_WIDTHS)))
        rows += [_row(opinion, material) for opinion in hearing.opinions]
    table = Table(_WIDTHS, tuple(rows), summary="意見ごとの対応区分、対応の考え方、修正箇所")
    return make_document(
        material, KIND, [lead, _counts(material), *draw_opinion_chart(material), table], landscape=True
    )


def answer_text(opinion: Opinion, material: Material) -> str:
    """Return the answer: as written, by reference to the opinion it shares, else from what was changed."""
    same = _shared(opinion, material)
    if opinion.answer:
        return f"{opinion.answer}（{same}と同じ）" if same else opinion.answer
    if same:
        return f"{SAME_AS_ABOVE}（{same}と同じ）"
    marks = material.trace.marks_by_opinion.get(opinion.id, ())
    if marks:
        kinds = "・".join(dict.fromkeys(kind_shown(mark).value for mark in marks))
        return f"右欄のとおり{kinds}"
    original = next((each for each in material.plan.opinions if each.id == opinion.same_as), None)
    return (original.answer or "") if original is not None else ""


def _shared(opinion: Opinion, material: Material) -> str:
    return material.register.number_of(opinion.same_as) if opinion.same_as else ""


def _row(opinion: Opinion, material: Material) -> Row:
    answer = answer_text(opinion, material)
    is_owed = not answer and opinion.disposition != UNDECIDED
    return Row(
        (
            text_cell(str(material.register.numbers[opinion.id]), "center"),
            stacked_cell(_places(opinion, material)),
            text_cell(opinion.text),
            text_cell(opinion.disposition, "center"),
            stacked_cell((Paragraph(quiet("（未記入）")),)) if is_owed else text_cell(answer),
            stacked_cell(_changes(opinion, material)),
        )
    )


def _places(opinion: Opinion, material: Material) -> Iterable[Paragraph]:
    """Return the places an opinion speaks of, each with its page in the printed draft."""
    atlas = material.atlas
    known = [node for node in opinion.about if node in atlas.nodes]
    lines = [line for node in known for line in (atlas.name_of(node), atlas.page_note(node)) if line]
    return [Paragraph(plain(line)) for line in lines] or [Paragraph(quiet("（全般）"))]


def _changes(opinion: Opinion, material: Material) -> Iterable[Paragraph]:
    marks = material.trace.marks_by_opinion.get(opinion.id, ())
    if not marks and opinion.disposition == REFLECTED:
        return (Paragraph(quiet("（該当する修正なし）")),)
    return [Paragraph((mark_run(mark), Run(material.atlas.name_of(mark.node)))) for mark in marks]


def _name(hearing: Hearing) -> str:
    if hearing.round is None:
        return hearing.title
    date = f"（{hearing.round.date}）" if hearing.round.date else ""
    kind = "" if hearing.round.kind in hearing.title else f"{hearing.round.kind}\u3000"
    return f"{kind}{hearing.title}{date}"


def _counts(material: Material) -> Table:
    """Return the number of opinions by disposition, a row a round and their sum."""
    hearings = material.register.hearings
    used = [opinion.disposition for opinion in material.register.opinions]
    columns = tuple(dict.fromkeys([*material.plan.settings.dispositions, *used]))
    rows = [_count_row(hearing.title, hearing.opinions, columns) for hearing in hearings]
    if len(hearings) > 1:
        rows.append(_count_row("計", material.register.opinions, columns))
    share = (1 - _FIRST_SHARE) / (len(columns) + 1)
    widths = (_FIRST_SHARE, *[share] * (len(columns) + 1))
    head = heading_row("聴取の機会", *columns, "計")
    return Table(widths, (head, *rows), caption="対応区分ごとの件数", summary="対応区分ごとの意見の件数")


def _count_row(title: str, opinions: Sequence[Opinion], columns: tuple[str, ...]) -> Row:
    counts = Counter(opinion.disposition for opinion in opinions)
    numbers: tuple[Cell, ...] = tuple(text_cell(str(counts[column]), "center") for column in columns)
    return Row((text_cell(title), *numbers, text_cell(str(len(opinions)), "center")))
