"""What `check` has to say of the plan, as a table; the committee's alone."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from dxplan_cli.model.finding import Severity
from dxplan_cli.papers.blocks import Paragraph, Reference, Row, Run, Style, Table, Tone, plain, quiet
from dxplan_cli.papers.cells import heading_row, stacked_cell, text_cell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.model.finding import Finding
    from dxplan_cli.papers.blocks import Block, Runs
    from dxplan_cli.papers.material import Material

_TITLES = ("重さ", "指摘", "関わるところ", "直し方")
_WIDTHS = (0.08, 0.4, 0.26, 0.26)


def tell_findings(findings: tuple[Finding, ...], material: Material) -> Iterator[Block]:
    """Yield how many findings there are, and each with its place and remedy."""
    if not findings:
        yield Paragraph(plain("指摘はありません。"))
        return
    counts = Counter(finding.severity for finding in findings)
    told = "\u3000".join(f"{severity.japanese} {counts[severity]}" for severity in Severity)
    yield Paragraph(plain(f"dxplan check の指摘 {len(findings)}件（{told}）"), Style.LEAD)
    rows = (_row(finding, material) for finding in findings)
    yield Table(_WIDTHS, (heading_row(*_TITLES), *rows), summary="点検の指摘と、その場所、直し方")


def _row(finding: Finding, material: Material) -> Row:
    told = [Paragraph(plain(finding.message))]
    told += [Paragraph(quiet(f"「{finding.excerpt}」"))] if finding.excerpt else []
    told.append(Paragraph(quiet(f"{finding.code}\u3000{finding.place}" if finding.place.file else finding.code)))
    return Row(
        (
            text_cell(finding.severity.japanese, "center"),
            stacked_cell(told),
            stacked_cell(Paragraph(runs) for runs in _concerned(finding, material)),
            text_cell(finding.hint),
        )
    )


def _concerned(finding: Finding, material: Material) -> Iterator[Runs]:
    """Yield the place and the opinion a finding is about, as far as the page shows them."""
    if finding.node is not None and material.atlas.stands(finding.node):
        yield (Run(material.atlas.name_of(finding.node), refers=(Reference(finding.node),)),)
    if finding.opinion is not None and finding.opinion in material.register.numbers:
        number = f"意見{material.register.number_of(finding.opinion)}"
        yield (Run(number, refers=(Reference(finding.opinion, is_opinion=True),), tone=Tone.PLAIN),)
