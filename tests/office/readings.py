"""What dxplan reads in a Word file whose tracked changes are accepted or rejected, by its two readers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from dxplan_cli.intake.manuscript.word import read_word
from dxplan_cli.intake.word.package import open_word
from dxplan_cli.intake.word.views import accepted_texts, rejected_texts

if TYPE_CHECKING:
    from pathlib import Path

    from dxplan_cli.intake.manuscript.pieces import Manuscript

Track = Literal["accept", "reject"]


def manuscript_of(path: Path, track: Track) -> Manuscript:
    """Read a file as `dxplan diff` does."""
    return read_word(path.read_bytes(), rejected=track == "reject", is_shown=lambda _: True)


def letters_of_body(path: Path, track: Track) -> str:
    """Return what all paragraphs of the body say, without blanks."""
    texts = (accepted_texts if track == "accept" else rejected_texts)(open_word(path.read_bytes()).body)
    return "".join("".join(texts).split())
