"""unseen-characters: what nobody sees in a text and was taken out where it was read, told once for every file."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from dxplan_cli.model.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dxplan_cli.checks.inspection import Inspection
    from dxplan_cli.model.finding import ReadingNote

CODE = "unseen-characters"
_MOST = 5
"""So many values are told one by one."""


def find(inspection: Inspection) -> Iterator[Finding]:
    """Look at what was noted while the files were read."""
    notes = [note for note in inspection.plan.notes if note.code == CODE]
    for _, of_file in groupby(notes, key=lambda note: note.place.file):
        noted = tuple(of_file)
        yield Finding(
            code=CODE,
            severity=Severity.INFO,
            message=f"紙面に見えない文字などを、取り除いて読みました：{_told(noted)}",
            hint="文言の違いには数えません。その値を一行に打ち直すと消えます（段落の字下げは様式の設定で付きます）",
            place=noted[0].place,
            excerpt=noted[0].excerpt,
        )


def _told(notes: Sequence[ReadingNote]) -> str:
    """Say for each value where it stands and what was taken out of it."""
    told = [f"{note.place.line}行の {note.name}（{note.words}）" for note in notes[:_MOST]]
    rest = len(notes) - len(told)
    return "、".join(told) + (f" ほか{rest}か所" if rest else "")
