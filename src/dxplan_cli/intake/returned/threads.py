"""Comments as threads: who said what, in answer to whom, on which words, and whether it is settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.intake.returned.anchors import Anchor
from dxplan_cli.intake.returned.people import person_of
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from dxplan_cli.intake.word.comments import Comment


class Remark(Value):
    """What one member says in one thread, in the order it was said; `answers` is what the thread began with, said by another.

    `author` is as written, `is_settled` as the file says (解決済み).
    """

    author: str
    text: str
    anchor: Anchor
    answers: str | None = None
    is_settled: bool = False


def remarks_of(
    comments: Sequence[Comment], anchors: Mapping[str, Anchor], is_office: Callable[[str], bool]
) -> Iterator[Remark]:
    """Yield what members say, thread by thread; what the office itself says only begins threads."""
    known = {comment.identifier: comment for comment in comments}
    threads: dict[str, list[Comment]] = {}
    for comment in comments:
        threads.setdefault(_root(comment, known).identifier, []).append(comment)
    for identifier, said in threads.items():
        root = known[identifier]
        voices: dict[str, list[Comment]] = {}
        for comment in said:
            if not is_office(comment.author) and _text(comment):
                voices.setdefault(person_of(comment.author), []).append(comment)
        anchor = anchors.get(identifier) or next(
            (anchors[each.identifier] for each in said if each.identifier in anchors), Anchor()
        )
        for person, own in voices.items():
            is_foreign = person_of(root.author) != person
            yield Remark(
                author=own[0].author,
                text="\n".join(map(_text, own)),
                anchor=anchor,
                answers=_text(root) if is_foreign else None,
                is_settled=_is_settled(root, own, is_office),
            )


def _root(comment: Comment, known: Mapping[str, Comment]) -> Comment:
    """Return what a thread began with; a ring of answers begins anywhere."""
    passed = {comment.identifier}
    while comment.parent is not None and comment.parent in known and comment.parent not in passed:
        passed.add(comment.parent)
        comment = known[comment.parent]
    return comment


def _is_settled(root: Comment, own: Sequence[Comment], is_office: Callable[[str], bool]) -> bool:
    """Tell whether somebody ticked a thread off; the office's own are, where the opinion is dealt with, and may be answered."""
    return all(each.is_resolved for each in own) or (bool(root.is_resolved) and not is_office(root.author))


def _text(comment: Comment) -> str:
    return "\n".join(line.strip() for line in comment.lines if line.strip())
