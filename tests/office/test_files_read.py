"""Files LibreOffice wrote: what it saved anew is read as it was, and what it made itself as what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from programs import dxplan, run

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.office

PAGE = """<html><body><h1>第１章　総論</h1><p>本県は、<b>デジタル</b>技術を活用する。</p>
<ul><li>甲<ul><li>内側</li></ul></li><li>乙</li></ul><ol><li>一</li><li>二</li></ol>
<table border="1"><thead><tr><th>区分</th><th>値</th></tr></thead><tbody><tr><td rowspan="2">甲</td><td>1</td></tr>
<tr><td>2</td></tr></tbody></table><h2>目的</h2><p>文<br>改行</p></body></html>"""
TEXT = """# 第１章　総論

本県は、デジタル技術を活用する。

- 甲
- 内側
- 乙
- 一
- 二

|区分|値|
|---|---|
|甲|1|
||2|

## 目的

文\\
改行
"""


def save_anew(path: Path, form: str = "docx", *switches: str) -> Path:
    """Let LibreOffice open a file and save it in a folder beside it."""
    folder = path.parent / "libreoffice"
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    run("soffice", profile, "--headless", *switches, "--convert-to", form, "--outdir", folder, path)
    return folder / f"{path.stem}.{form}"


@pytest.mark.parametrize("manner", ["accepted", "rejected"])
def test_a_paper_saved_by_libreoffice_is_read_as_the_paper(manner: str, tmp_path: Path) -> None:
    dxplan("docx", "redline", f"--{manner}", "-o", tmp_path / "版.docx")
    saved = save_anew(tmp_path / "版.docx")
    assert "計 0か所" in dxplan("diff", tmp_path / "版.docx", saved, "--exit-code")


def test_a_file_libreoffice_made_is_read_as_what_it_shows(tmp_path: Path) -> None:
    (tmp_path / "頁.html").write_text(f'<meta charset="utf-8">{PAGE}', encoding="utf-8")
    (tmp_path / "文.md").write_text(TEXT, encoding="utf-8")
    text = save_anew(tmp_path / "頁.html", "odt", "--infilter=HTML (StarWriter)")
    made = save_anew(text)
    assert "計 0か所" in dxplan("diff", tmp_path / "文.md", made)
