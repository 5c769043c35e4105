"""見え消し版: the whole revised draft with what came underlined, what went struck through, and the marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.papers.front import inferred_note, legend
from dxplan_cli.papers.material import make_document
from dxplan_cli.papers.sections import Drawing, draw_places
from dxplan_cli.papers.step_notes import step_notes

if TYPE_CHECKING:
    from dxplan_cli.papers.blocks import PaperDocument
    from dxplan_cli.papers.material import Material

KIND = "redline"


def make_redline(material: Material) -> PaperDocument:
    """Make the redline: legend, then every node of both drafts in document order."""
    body = draw_places(material.comparison.places, Drawing(material, is_published=material.edition.is_public))
    return make_document(
        material, KIND, [legend(material), *body, *inferred_note(*material.comparison.drafts), *step_notes(material)]
    )
