"""Where comments stand: on which spots, on which words that went out, and on whose changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.intake.manuscript.spots import spots_around
from dxplan_cli.intake.returned.people import person_of
from dxplan_cli.intake.word.authors import author_of
from dxplan_cli.intake.word.content import OLD, WRAPPERS
from dxplan_cli.intake.word.names import value, w
from dxplan_cli.intake.word.text import Sign, walk
from dxplan_cli.value import Mutable, Value, field

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from dxplan_cli.intake.word.names import Element


class Anchor(Value):
    """What a comment stands on: paragraphs, each as the names of the spots around it, the nearest first.

    `words` are those that stood there when the paper went out, a line a paragraph; `touched` are the people who
    changed something in it.
    """

    spots: tuple[tuple[str, ...], ...] = ()
    words: str = ""
    touched: frozenset[str] = frozenset()


class _Open(Mutable):
    """An anchor being filled: words by paragraph."""

    words: dict[Element, list[str]] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)

    def take(self, paragraph: Element) -> list[str]:
        return self.words.setdefault(paragraph, [])

    def close(self) -> Anchor:
        lines = ("".join(pieces).strip() for pieces in self.words.values())
        spots = tuple(tuple(spots_around(paragraph)) for paragraph in self.words)
        return Anchor(spots, "\n".join(filter(None, lines)), frozenset(self.touched))


def read_anchors(body: Element, is_office: Callable[[str], bool]) -> Mapping[str, Anchor]:
    """Return the anchors of all comments by their ids; one without a range stands where its sign stands."""
    found: dict[str, _Open] = {}
    opened: dict[str, None] = {}
    for step in walk(body, deleted=True):
        paragraph = next(step.element.iterancestors(w("p")), None)
        if step.sign is Sign.COMMENT:
            opened[step.text] = None
            found.setdefault(step.text, _Open())
        elif step.sign is Sign.COMMENT_END:
            opened.pop(step.text, None)
        elif step.sign is Sign.WORDS and paragraph is not None:
            makers = [(each.tag in OLD, author_of(each)) for each in step.element.iterancestors(*WRAPPERS)]
            for identifier in opened:
                found[identifier].touched.update(person_of(who) for _, who in makers if not is_office(who))
                pieces = found[identifier].take(paragraph)
                if all(is_office(who) is not is_old for is_old, who in makers):
                    pieces.append(step.text)
    for sign in body.iter(w("commentReference")):
        anchor = found.setdefault(value(sign, "id") or "", _Open())
        paragraph = next(sign.iterancestors(w("p")), None)
        if not anchor.words and paragraph is not None:
            anchor.take(paragraph)
    return {identifier: anchor.close() for identifier, anchor in found.items()}
