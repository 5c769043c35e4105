"""What the rules look at: the parts of a Word file as trees, indexed once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeAlias

from dxplan_cli.errors import UnreadableFileError
from dxplan_cli.intake.word.names import CHOICE, FALLBACK, local, w
from dxplan_cli.intake.word.text import is_repeated
from dxplan_cli.value import Value, field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dxplan_cli.intake.word.names import Element
    from dxplan_cli.intake.word.package import WordPackage

_STORIES = ("header", "footer", "footnotes", "endnotes", "comments")


class Flaw(Value):
    """One place that has a defect: part, place within it, and what is wrong, in Japanese."""

    part: str
    what: str
    where: str = ""


Shape: TypeAlias = tuple[str, tuple[str, ...]]


class PartTree(Value):
    """A part: its elements by name and by shape, in document order, without those said again for old programs.

    A shape is the name of an element and the names of its children. A table of 10,000 rows has few of them, so what
    can be told from a shape is told once and not 10,000 times.
    """

    part: str
    root: Element
    index: Mapping[str, list[Element]]
    shapes: Mapping[Shape, list[Element]]
    repeated: frozenset[Element]
    _numbers: dict[Element, int] = field(default_factory=dict)

    def of(self, *names: str) -> list[Element]:
        """Return the elements of the main namespace with one of these names, in document order."""
        return self.tagged(*(w(name) for name in names))

    def tagged(self, *tags: str) -> list[Element]:
        """Return the elements with one of these full names, in document order."""
        present = [tag for tag in tags if tag in self.index]
        if len(present) <= 1:
            return self.index[present[0]] if present else []
        return [each for each in self.root.iter(*present) if each not in self.repeated]

    def flaw(self, element: Element, what: str) -> Flaw:
        """Return a flaw at an element, placed by the number of its paragraph or table."""
        return Flaw(self.part, what, self._place(element))

    def _place(self, element: Element) -> str:
        names = {w("p"): "段落", w("tbl"): "表"}
        if not self._numbers:
            for tag in names:
                self._numbers.update((each, number) for number, each in enumerate(self.index.get(tag, ()), start=1))
        owner: Element | None = element
        while owner is not None and owner not in self._numbers:
            owner = owner.getparent()
        if owner is None:
            return f"<{local(element.tag)}>"
        return f"{self._numbers[owner]}番目の{names[owner.tag]}"


class Inspection(Value):
    """A Word file under inspection. `stories` are its texts, the document first; the others are None when missing."""

    package: WordPackage
    stories: tuple[PartTree, ...]
    comments: PartTree | None
    threads: PartTree | None
    people: PartTree | None
    styles: PartTree | None
    numbering: PartTree | None
    broken: tuple[Flaw, ...]

    @property
    def document(self) -> PartTree:
        """The main part."""
        return self.stories[0]

    @property
    def drawn(self) -> tuple[PartTree, ...]:
        """Every part made of paragraphs and properties."""
        return (*self.stories, *(each for each in (self.styles, self.numbering) if each is not None))


Rule: TypeAlias = Callable[[Inspection], Iterable[Flaw]]


def inspect_package(package: WordPackage) -> Inspection:
    """Index the parts of a file; parts that cannot be read are told in `broken` and left out."""
    broken = []
    for part in package.entries:
        if part.endswith(".xml"):
            try:
                package.tree(part)
            except UnreadableFileError as error:
                broken.append(Flaw(part, error.message))
    unreadable = {flaw.part for flaw in broken}
    trees = {
        kind: tuple(_index(part, package.tree(part)) for part in package.related(kind) if part not in unreadable)
        for kind in (*_STORIES, "commentsExtended", "people", "styles", "numbering")
    }
    others = (tree for kind in _STORIES for tree in trees[kind])
    return Inspection(
        package=package,
        stories=(_index(package.main, package.tree(package.main)), *others),
        comments=_first(trees["comments"]),
        threads=_first(trees["commentsExtended"]),
        people=_first(trees["people"]),
        styles=_first(trees["styles"]),
        numbering=_first(trees["numbering"]),
        broken=tuple(broken),
    )


def _first(trees: tuple[PartTree, ...]) -> PartTree | None:
    return trees[0] if trees else None


def _index(part: str, root: Element) -> PartTree:
    index: dict[str, list[Element]] = defaultdict(list)
    shapes: dict[Shape, list[Element]] = defaultdict(list)
    repeated = frozenset(inner for each in root.iter(CHOICE, FALLBACK) if is_repeated(each) for inner in each.iter())
    children: dict[Element | None, list[str]] = {root.getparent(): []}
    for element in (each for each in root.iter() if each not in repeated) if repeated else root.iter():
        tag = element.tag
        index[tag].append(element)
        children[element.getparent()].append(tag)
        if len(element):
            children[element] = []
        else:
            shapes[tag, ()].append(element)
    for parent, tags in children.items():
        if parent is not None:
            shapes[parent.tag, tuple(tags)].append(parent)
    return PartTree(part, root, dict(index), dict(shapes), repeated)
