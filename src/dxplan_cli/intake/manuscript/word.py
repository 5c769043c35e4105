"""`read_word`: a Word file as pieces, with its tracked changes accepted or rejected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from dxplan_cli.intake.manuscript.fields import counted_words
from dxplan_cli.intake.manuscript.numbering import read_numbering
from dxplan_cli.intake.manuscript.pictures import Gallery
from dxplan_cli.intake.manuscript.pieces import ENDNOTE, FOOTNOTE, Manuscript
from dxplan_cli.intake.manuscript.signs import leave_out_signs
from dxplan_cli.intake.manuscript.story import Surroundings, has_words, read_story
from dxplan_cli.intake.manuscript.stylesheet import read_stylesheet
from dxplan_cli.intake.word.names import value, w
from dxplan_cli.intake.word.package import open_word
from dxplan_cli.intake.word.revisions import accept_all, reject_all, revisions_left
from dxplan_cli.intake.word.text import paragraph_texts
from dxplan_cli.text.inferred import INFERRED
from dxplan_cli.value import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dxplan_cli.intake.manuscript.pieces import Piece
    from dxplan_cli.intake.word.names import Element
    from dxplan_cli.intake.word.package import WordPackage

    Settle: TypeAlias = Callable[[Element], Element]

_NOTES: Final = (("footnotes", "footnote", FOOTNOTE), ("endnotes", "endnote", ENDNOTE))
_MARGINS: Final = ("header", "footer")


def read_word(data: bytes, *, rejected: bool, is_shown: Callable[[bytes], bool]) -> Manuscript:
    """Read a Word file as it is with its tracked changes accepted, or as it was before them (`rejected`).

    `is_shown` tells whether a paper can show an image file.

    Raises:
        UnreadableFileError: no Word file, protected, damaged, or not safe to read.
    """
    package = open_word(data)
    view = _View(package, rejected=rejected)
    read = read_package(package, package.body, view.of, is_shown)
    return replace(read, remarks=(*view.remarks(), *_comments(package), *read.remarks))


def read_package(package: WordPackage, body: Element, settle: Settle, is_shown: Callable[[bytes], bool]) -> Manuscript:
    """Read a file that is open already; `body` is its body or a copy, `settle` leaves no revision in a tree.

    Raises:
        UnreadableFileError: a part is damaged.
    """
    gallery = Gallery(package, is_shown)
    notes = dict(_notes(package, settle))
    around = Surroundings(read_stylesheet(package), read_numbering(package), gallery, notes)
    read = leave_out_signs(read_story(settle(body), package.main, around))
    margins = _margins(package, settle, around)
    remarks = (*_remarks(package, around), *_signs_told(read.signs))
    return Manuscript(tuple(read.pieces), tuple(margins), remarks, gallery.images, frozenset(read.inferred))


def _signs_told(count: int) -> Iterator[str]:
    if count:
        yield f"推定した文言の印（{INFERRED}など）は、文言として読まず、印として扱います：{count}か所"


class _View:
    """The texts of a file as accepted or rejected; counts the revisions met."""

    def __init__(self, package: WordPackage, *, rejected: bool) -> None:
        self.package = package
        self._rejected = rejected
        self._is_revised = False

    def of(self, tree: Element) -> Element:
        if not revisions_left(tree):
            return tree
        self._is_revised = True
        return reject_all(tree) if self._rejected else accept_all(tree)

    def remarks(self) -> Iterator[str]:
        if self._is_revised and self._rejected:
            yield "変更履歴は、すべて元に戻した文言を読みました"
        elif self._is_revised:
            yield "変更履歴は、すべて承諾した文言を読みました（元の文言を読むには --view rejected）"


def _notes(package: WordPackage, settle: Settle) -> Iterator[tuple[tuple[str, str], str]]:
    for related, tag, kind in _NOTES:
        for part in package.related(related):
            for note in settle(package.tree(part)).iterchildren(w(tag)):
                words = "\n".join(text.strip() for text in paragraph_texts(note) if text.strip())
                yield (kind, value(note, "id") or ""), words


def _margins(package: WordPackage, settle: Settle, around: Surroundings) -> Iterator[Piece]:
    """Yield what headers and footers say, each once, without the numbers of pages."""
    met: set[Piece] = set()
    for kind in _MARGINS:
        for part in package.related(kind):
            tree = settle(package.tree(part))
            for piece in read_story(tree, part, around, counted_words(tree)):
                if has_words(piece) and piece not in met:
                    met.add(piece)
                    yield piece


def _comments(package: WordPackage) -> Iterator[str]:
    comments = sum(1 for part in package.related("comments") for _ in package.tree(part).iterchildren(w("comment")))
    if comments:
        yield f"コメント{comments}件は読みません（意見として取り込むには dxplan review）"


def _remarks(package: WordPackage, around: Surroundings) -> Iterator[str]:
    """Yield what the user should know that was not compared."""
    if package.has_macros:
        yield "マクロのあるファイルです。マクロは動かさず、文章だけを読みました"
    for told, count in around.remarks.items():
        yield told if count == 1 else f"{told}：{count}か所"
