"""Files pandoc wrote: both views of them say what pandoc itself reads there."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from pandoc import manuscript_lines, pandoc, pandoc_letters, pandoc_lines, write_word
from pandoc_documents import documents
from programs import ROOT
from readings import Track, letters_of_body, manuscript_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pandoc import Ast

pytestmark = pytest.mark.office

EITHER_WAY: tuple[Track, ...] = ("accept", "reject")
SOURCE = ROOT / "tests" / "office" / "written" / "rich.md"
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
BY_DESIGN: Mapping[str, str] = {
    # a paragraph that goes on in a list prints no bullet, though it is in a list of its own
    "  ・続きの段落": "続きの段落",
    "・続きの段落。": "続きの段落。",
    # a quotation in a list too
    "・引用": "引用",
    # pandoc reads a formula as TeX, we read the letters that are printed
    "脚注とリンクと数式x^{2} + \\frac{a}{b}。": "脚注とリンクと数式x2+ab。",
}
"""What pandoc says otherwise, line by line, and what we read."""


@pytest.mark.parametrize("track", EITHER_WAY)
def test_a_file_with_everything_is_read_as_pandoc_reads_it(track: Track, tmp_path: Path) -> None:
    pandoc(SOURCE, "-o", file := tmp_path / "rich.docx")

    told = [BY_DESIGN.get(line, line) for line in pandoc_lines(file, track)]

    assert manuscript_lines(manuscript_of(file, track)) == told


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(document=documents())
def test_whatever_pandoc_writes_is_read_as_pandoc_reads_it(document: Ast, tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(PICTURE)
    write_word(document, file := tmp_path / "drawn.docx")

    for track in EITHER_WAY:
        assert manuscript_lines(manuscript_of(file, track)) == pandoc_lines(file, track)
        assert letters_of_body(file, track) == pandoc_letters(file, track)
