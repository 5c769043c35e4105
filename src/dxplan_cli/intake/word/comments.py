"""Comments of a Word file: who said what about which words, what answers what, and what is settled."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from dxplan_cli.intake.word.names import WORD_2010, WORD_2012, value, w
from dxplan_cli.intake.word.text import Sign, paragraph_texts, walk
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.intake.word.names import Element
    from dxplan_cli.intake.word.package import WordPackage

_PARAGRAPH_ID: Final = f"{{{WORD_2010}}}paraId"
_LONGEST: Final = 20_000
"""Characters of what a comment is about; nobody means more than a chapter."""
_TRUE: Final = frozenset({"1", "true", "on"})


class Comment(Value):
    """One comment. `date` as written (ISO 8601), `parent` the id of the comment it replies to.

    `anchor` are the words it is about, deleted ones included and paragraphs separated by newlines; empty when it
    stands at a point. `is_resolved` is None when the file does not say: only Word since 2013 does.
    """

    identifier: str
    author: str
    initials: str
    date: str | None
    lines: tuple[str, ...]
    anchor: str
    is_resolved: bool | None = None
    parent: str | None = None


def read_comments(package: WordPackage) -> tuple[Comment, ...]:
    """Return the comments in the order of the file.

    Raises:
        UnreadableFileError: a part is broken.
    """
    found = [each for part in package.related("comments") for each in package.tree(part).iter(w("comment"))]
    threads = _threads(package)
    owners = {identifier: value(each, "id") for each in found for identifier in _paragraph_ids(each)}
    anchors = _anchors(package)
    return tuple(_comment(each, anchors, threads, owners) for each in found)


def _comment(
    element: Element,
    anchors: dict[str, str],
    threads: dict[str, tuple[bool, str | None]],
    owners: dict[str, str | None],
) -> Comment:
    """Word names a comment in `commentsExtended` by the id of its last paragraph."""
    identifier = value(element, "id") or ""
    thread = next((threads[each] for each in reversed(_paragraph_ids(element)) if each in threads), None)
    parent = None if thread is None or thread[1] is None else owners.get(thread[1])
    return Comment(
        identifier=identifier,
        author=value(element, "author") or "",
        initials=value(element, "initials") or "",
        date=value(element, "date"),
        lines=paragraph_texts(element),
        anchor=anchors.get(identifier, ""),
        is_resolved=None if thread is None else thread[0],
        parent=parent,
    )


def _paragraph_ids(comment: Element) -> list[str]:
    return [identifier.upper() for each in comment.iter(w("p")) if (identifier := each.get(_PARAGRAPH_ID))]


def _threads(package: WordPackage) -> dict[str, tuple[bool, str | None]]:
    """Return, by the id of a paragraph, whether its comment is settled and the paragraph of the one it answers."""
    return {
        (each.get(f"{{{WORD_2012}}}paraId") or "").upper(): (
            each.get(f"{{{WORD_2012}}}done") in _TRUE,
            parent.upper() if (parent := each.get(f"{{{WORD_2012}}}paraIdParent")) else None,
        )
        for each in _extended(package)
    }


def _extended(package: WordPackage) -> Iterator[Element]:
    for part in package.related("commentsExtended"):
        yield from package.tree(part).iter(f"{{{WORD_2012}}}commentEx")


def _anchors(package: WordPackage) -> dict[str, str]:
    """Return the words of every comment; of the one text of a story, so that ranges over all of it cost no more."""
    anchors: dict[str, str] = defaultdict(str)
    for story in package.stories:
        said: list[str] = []
        opened: dict[str, int] = {}
        spans: list[tuple[str, int, int]] = []
        length = 0
        for step in walk(story.body, deleted=True):
            if step.sign is Sign.COMMENT:
                opened.setdefault(step.text, length)
            elif step.sign is Sign.COMMENT_END and step.text in opened:
                spans.append((step.text, opened.pop(step.text), length))
            elif step.sign in {Sign.WORDS, Sign.PARAGRAPH_END}:
                said.append(step.text if step.sign is Sign.WORDS else "\n")
                length += len(said[-1])
        spans += ((identifier, start, length) for identifier, start in opened.items())
        text = "".join(said)
        for identifier, start, end in spans:
            anchors[identifier] += text[start : min(end, start + _LONGEST)]
    return {identifier: words.removesuffix("\n") for identifier, words in anchors.items()}
