"""The notes of papers on the step from one draft to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.papers import blocks
from dxplan_cli.papers.blocks import Style, quiet
from dxplan_cli.trace.step_lines import step_lines

if TYPE_CHECKING:
    from dxplan_cli.papers.blocks import Block
    from dxplan_cli.papers.material import Material


def step_notes(material: Material) -> list[Block]:
    """Return the notes of a paper, a line each: sweeps (一括の改め), numbers that follow, and that no reasons are asked."""
    lines = list(step_lines(material.trace))
    return [blocks.Paragraph(quiet(f"※\u3000{line}"), Style.NOTE, aside=True) for line in lines]
