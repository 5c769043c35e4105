"""Lists in a tracked paper: the numbers LibreOffice counts are those of either draft, whichever way it is settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from programs import dxplan, faults

if TYPE_CHECKING:
    from pathlib import Path

    from programs import LibreOffice, Revisions

pytestmark = pytest.mark.office

OLD = """# 取組

1. 人材の確保
   - 研修
2. 基盤の整備
   1. 回線
   2. 端末
3. 見直し
   - 毎年度

間の文。

4. 広報

# 別の章

1. 初め
2. 次
"""
NEW = (
    OLD.replace("2. 基盤", "2. 新しい項目\n3. 基盤")
    .replace("3. 見直し", "4. 見直し")
    .replace("4. 広報", "5. 広報")
    .replace("   1. 回線\n   2. 端末", "   1. 端末")
    .replace("1. 初め\n2. 次", "1. 次")
    .replace("   - 毎年度", "- 毎年度")
)
NUMBERS = {
    "accept": ["1.", "2.", "3.", "1.", "4.", "5.", "1."],
    "reject": ["1.", "2.", "1.", "2.", "3.", "4.", "1.", "2."],
}


@pytest.mark.parametrize("revisions", ["accept", "reject"])
def test_libreoffice_counts_what_the_drafts_say(libreoffice: LibreOffice, tmp_path: Path, revisions: Revisions) -> None:
    for name, text in (("旧.md", OLD), ("新.md", NEW)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    names = ("--base", tmp_path / "旧.md", "--revised", tmp_path / "新.md")
    dxplan("docx", "redline", "--tracked", *names, "-o", paper := tmp_path / "赤.docx")

    reading = libreoffice.read(paper, revisions)

    assert [each.label for each in reading.paragraphs if each.label[:1].isdecimal()] == NUMBERS[revisions]
    assert faults(paper) == []
