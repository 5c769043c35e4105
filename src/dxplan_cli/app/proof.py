"""The proof of a tracked paper before it is written: no defect Word would repair, and revisions that give both drafts.

What is read back here is the file itself, by a reader that shares nothing with
the writer. A proof that fails is a fault of this program, never of the data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.intake.word.lint import lint_package
from dxplan_cli.intake.word.package import open_word
from dxplan_cli.intake.word.views import accepted_texts, rejected_texts
from dxplan_cli.model.node import words_of
from dxplan_cli.text.characters import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dxplan_cli.diff.change import Comparison
    from dxplan_cli.intake.word.package import WordPackage
    from dxplan_cli.model.plan import Draft


_OFFICE_HEADERS = "word/header"
"""Headers come from the house template as they are; the papers have none of their own."""


class DisprovedError(Exception):
    """A file that was drawn is not what it has to be; it is not written."""


def prove(content: bytes, comparison: Comparison) -> None:
    """Hold a tracked paper against all known defects and against both drafts.

    Raises:
        DisprovedError: names the first thing that is wrong.
    """
    package = open_word(content)
    prove_sound(package)
    prove_revisions(package, comparison)


def prove_sound(package: WordPackage) -> None:
    """Hold a file against every defect known to make Word repair it; the office's own headers are its own affair.

    Raises:
        DisprovedError: names the first defect.
    """
    defects = [defect for defect in lint_package(package) if not defect.part.startswith(_OFFICE_HEADERS)]
    if defects:
        raise DisprovedError(str(defects[0]))


def prove_revisions(package: WordPackage, comparison: Comparison) -> None:
    """Read a tracked file as accepted and as rejected; every word of either draft must stand there, in order.

    Raises:
        DisprovedError: names the first words that are missing.
    """
    _find_words(comparison.revised, accepted_texts(package.body))
    _find_words(comparison.base, rejected_texts(package.body))


def _find_words(draft: Draft, texts: Iterable[str]) -> None:
    following = iter(texts)
    for node in draft.nodes():
        words = clean(words_of(node))
        if words and not any(words in text for text in following):
            message = f"the words of {node.id} are not where they should be: {words[:40]}"
            raise DisprovedError(message)
