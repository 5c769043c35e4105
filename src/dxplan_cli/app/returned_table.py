"""A paper that came back and is a table of opinions (意見対応表): told from a paper of the plan, and said as a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from dxplan_cli.app.import_judgement import differences
from dxplan_cli.app.manuscripts import View, read_bytes, read_pieces
from dxplan_cli.app.workspace import open_frame
from dxplan_cli.errors import UnreadableFileError
from dxplan_cli.intake.archive import is_word_file
from dxplan_cli.intake.manuscript.pieces import Entry, Text
from dxplan_cli.intake.register.paper import has_opinions
from dxplan_cli.intake.word.package import open_word
from dxplan_cli.model.node import words_of
from dxplan_cli.text.keys import fold

if TYPE_CHECKING:
    from pathlib import Path

    from dxplan_cli.app.opinions_import import Proposal

_TELLING: Final = 15
"""A text of so many characters is not in two papers by chance."""


def is_returned_table(root: Path, file: Path) -> bool:
    """Tell whether a Word file holds a table of opinions and, around its tables, no text of the plan.

    What cannot be read is no table, and left to those who read papers to refuse.

    Raises:
        UsageError: there is no such file.
        DataError: the system refuses to read it, or the plan cannot be read.
    """
    data = read_bytes(file)
    try:
        return is_word_file(data) and has_opinions(open_word(data)) and not _holds_plan(root, file)
    except UnreadableFileError:
        return False


def _holds_plan(root: Path, file: Path) -> bool:
    known = {fold(words) for draft in open_frame(root).drafts for node in draft.nodes() if (words := words_of(node))}
    said = (piece.text for piece in read_pieces(str(file), View.ACCEPTED).pieces if isinstance(piece, Text | Entry))
    return any(len(words) >= _TELLING and fold(words) in known for words in said)


def draw_json(proposal: Proposal, *, is_written: bool) -> dict[str, Any]:
    """Return ``dxplan.review-table/1``."""
    judgement = proposal.judgement
    return {
        "schema": "dxplan.review-table/1",
        "written": is_written,
        "new": [
            {"row": str(each.row), "round": each.opinion.round, "text": each.opinion.text} for each in judgement.new
        ],
        "changed": [
            {"row": str(each.row), "id": each.opinion.id, "differences": list(differences(each))}
            for each in judgement.changed
        ],
        "unchanged": judgement.unchanged,
        "faults": [{"row": str(each.row), "message": each.message, "hint": each.hint} for each in proposal.faults],
        "columns": list(proposal.mapping),
        "remarks": list(proposal.remarks),
    }
