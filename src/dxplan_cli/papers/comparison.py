"""新旧対照表: new and old wording side by side, what differs underlined, with the opinion or reason beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.papers import blocks
from dxplan_cli.papers.blocks import Style, Table, plain
from dxplan_cli.papers.comparison_form import Form
from dxplan_cli.papers.comparison_rows import comparison_rows
from dxplan_cli.papers.front import inferred_note
from dxplan_cli.papers.material import dated_label, make_document
from dxplan_cli.papers.step_notes import step_notes
from dxplan_cli.value import replace

if TYPE_CHECKING:
    from dxplan_cli.model.plan import ComparisonSettings
    from dxplan_cli.papers.blocks import Block, PaperDocument
    from dxplan_cli.papers.material import Material

KIND = "comparison"


def make_comparison(material: Material) -> PaperDocument:
    """Make the comparison table in the form of the plan's settings, grouped under the plan's headings."""
    settings = _settings(material)
    revised, base = dated_label(material.comparison.revised), dated_label(material.comparison.base)
    body: list[Block] = [blocks.Paragraph(plain(f"{base}と{revised}の対照"), Style.LEAD)]
    if material.comparison.changes:
        form = Form(settings)
        rows = (form.head(material), *comparison_rows(form, material))
        body.append(Table(form.widths, rows, summary=form.summary))
        body += [blocks.Paragraph(plain(form.remark), Style.NOTE)] if form.remark else []
        body += inferred_note(*material.comparison.drafts)
        body += step_notes(material)
    else:
        body.append(blocks.Paragraph(plain("文言の違いはありません。")))
    return make_document(material, KIND, body, landscape=settings.page == "landscape")


def _settings(material: Material) -> ComparisonSettings:
    """Return the plan's settings; where nobody explains anything, the third column says the kind of change instead."""
    settings = material.plan.settings.documents.comparison
    if material.trace.marks or settings.third != "reasons":
        return settings
    return replace(settings, third="notes", third_heading=None)
