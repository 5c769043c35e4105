"""The table of contents: a field that already shows what it would show, so Word has nothing to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.papers.blocks import Paragraph, Revision, Run, Tone, plain
from dxplan_cli.render.word import looks
from dxplan_cli.render.word.paragraphs import begin_paragraph, draw_paragraph, write_run
from dxplan_cli.render.word.xml import begin_field, child, end_field, write_field
from dxplan_cli.text.characters import clean
from dxplan_cli.value import Value, replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dxplan_cli.papers.blocks import Heading, Runs
    from dxplan_cli.render.word.ledger import Ledger
    from dxplan_cli.render.word.paragraphs import Place
    from dxplan_cli.render.word.xml import Element

TITLE = "目次"


class Entry(Value):
    """A heading as the contents show it: the bookmark to jump to and the page it is likely to be on."""

    heading: Heading
    target: str
    page: int


def target_name(number: int) -> str:
    """Return the bookmark of the `number`th heading; Word hides and rebuilds names that begin like this."""
    return f"_Toc{number:08d}"


def depth_of(depth: int) -> int:
    """Return a depth that headings have: 1 to 4."""
    return min(max(depth, 1), len(looks.CONTENTS))


def entry_runs(heading: Heading) -> Runs:
    """Return a heading as one line, keeping what is new and what is gone but no other look."""
    return tuple(replace(run, text=" ".join(clean(run.text).split("\n")), tone=Tone.PLAIN) for run in heading.runs)


def draw_contents(body: Element, depth: int, entries: Sequence[Entry], place: Place, ledger: Ledger) -> None:
    """Append 目次 and its entries down to `depth`; the field ends in a paragraph of no height, as Word writes it."""
    draw_paragraph(body, Paragraph(plain(TITLE)), looks.CONTENTS_TITLE, place, ledger)
    depth = depth_of(depth)
    listed = [entry for entry in entries if entry.heading.level <= depth]
    instruction = f'TOC \\o "1-{depth}" \\h \\z \\u'
    for number, entry in enumerate(listed):
        paragraph = begin_paragraph(body, looks.CONTENTS[max(entry.heading.level, 1) - 1])
        if number == 0:
            begin_field(paragraph, instruction)
        _write_entry(paragraph, entry)
    end = begin_paragraph(body, looks.GAP)
    if not listed:
        begin_field(end, instruction)
    end_field(end)


def _write_entry(paragraph: Element, entry: Entry) -> None:
    link = child(paragraph, "hyperlink", anchor=entry.target, history=1)
    for run in entry_runs(entry.heading):
        if run.text:
            write_run(link, run)
    write_run(link, Run("\t", Revision.SAME))
    write_field(link, f"PAGEREF {entry.target} \\h", str(entry.page))
