"""What the papers put around words, taken off again: numbers, sources, notes, （再掲）."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.intake.manuscript.numbers import split_number
from dxplan_cli.model.node import Section, words_of
from dxplan_cli.papers.labels import REPEATED
from dxplan_cli.papers.places import numbered_title
from dxplan_cli.text.characters import clean
from dxplan_cli.text.keys import unify_radicals
from dxplan_cli.value import replace

if TYPE_CHECKING:
    from dxplan_cli.intake.manuscript.pieces import Heading
    from dxplan_cli.model.node import AnyNode

_SOURCE = "（出典：", "）"
_NOTE = "※"


def as_printed(words: str) -> str:
    """Return words as they are read off the paper."""
    return unify_radicals(clean(words).strip())[0]


def source_in(text: str) -> str | None:
    """Return the source that a line names; None where it is no such line."""
    start, end = _SOURCE
    inner = text.removeprefix(start).removesuffix(end)
    return inner if f"{start}{inner}{end}" == text and inner.strip() else None


def note_in(text: str) -> str | None:
    """Return the note that a line with ※ is; None where it is no such line."""
    inner = text.removeprefix(_NOTE)
    return inner if inner != text and inner.strip() else None


def renewed_words(node: AnyNode, text: str) -> tuple[str, str | None]:
    """Return the words of a node and what it repeats, now that it is printed as `text`."""
    if node.repeat_of is None:
        return (words_of(node) if as_printed(words_of(node)) == text else text), None
    words = text.removesuffix(REPEATED)
    if words == text:
        return text, None
    return (words_of(node) if as_printed(words_of(node)) == words.strip() else words), node.repeat_of


def titled(known: Section, heading: Heading) -> Section:
    """Return a section under the heading it has now; a number it had stays where the heading still begins with it."""
    printed, text = as_printed(numbered_title(known)), numbered(heading)
    if printed == text:
        return known
    start = f"{known.number}\u3000" if known.number else ""
    if start and text.startswith(start) and text != start:
        return replace(known, title=text.removeprefix(start))
    number, title = number_and_title(heading, is_ours=True)
    return replace(known, number=number, title=title)


def numbered(heading: Heading) -> str:
    """Return a heading with the number Word counts, if it does, as the papers print it."""
    return "\u3000".join(filter(None, (heading.number, heading.text)))


def number_and_title(heading: Heading, *, is_ours: bool) -> tuple[str | None, str]:
    """Part a heading in its number and its words; in papers of ours only where both would be printed as they stand."""
    if heading.number:
        return heading.number, heading.text
    typed = split_number(heading.text)
    if is_ours and typed.number and f"{typed.number}\u3000{typed.title}" != heading.text:
        return None, heading.text
    return typed.number, typed.title
