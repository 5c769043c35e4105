"""Files LibreOffice wrote: what it saved anew is read as it was, and what it made itself as what it shows."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pandoc import manuscript_lines, pandoc
from programs import ROOT, dxplan, run
from readings import letters_of_body, manuscript_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from programs import LibreOffice, Read, Reading
    from readings import Track

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

1. 一
2. 二

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


WRITTEN = sorted((ROOT / "tests" / "office" / "written").glob("*.fodt"))
BY_DESIGN: Mapping[str, str | None] = {
    # a table of contents follows from the headings
    "目次": None,
    "いろいろな部分\t1": None,
    # LibreOffice reads the number of a note as a part of the text
    "脚注のある文1と文末脚注のある文i。": "脚注のある文と文末脚注のある文。",
}
"""What LibreOffice says otherwise, line by line, and what we read; None is nothing."""


def libreoffice_lines(reading: Reading) -> list[str]:
    """Return the lines of the body; cells of tables one by one."""
    lines = (line for each in reading.paragraphs if each.text.strip() for line in _lines(each))
    return [line for each in lines if (line := BY_DESIGN.get(each, each)) is not None]


def _lines(read: Read) -> Iterator[str]:
    sign = f"{'#' * read.heading} " if read.heading else read.label.strip()
    yield from f"{sign}{read.text.strip()}".split("\n")


def our_lines(path: Path, track: Track, beside: tuple[str, ...]) -> list[str]:
    """Return what is read but notes and boxes, each of which must be among it; depths and bullets LibreOffice does not tell."""
    lines: list[str] = []
    for whole in manuscript_lines(manuscript_of(path, track)):
        cells = whole.strip("|").split("|") if whole.startswith("|") else [whole]
        said = (line.strip(" ").removeprefix("・") for cell in cells for line in cell.split("\n"))
        lines += [line for line in said if line and not line.startswith("図 ")]
    for text in beside:
        first, *more = text.split("\n")
        at = next(
            at for at, line in enumerate(lines) if line.endswith(first) and lines[at + 1 : at + 1 + len(more)] == more
        )
        del lines[at : at + 1 + len(more)]
    return lines


@pytest.mark.parametrize("track", ["accept", "reject"])
@pytest.mark.parametrize("source", WRITTEN, ids=lambda path: path.stem)
def test_a_file_of_libreoffice_is_read_as_libreoffice_reads_it(
    libreoffice: LibreOffice, source: Path, track: Track, tmp_path: Path
) -> None:
    copy = tmp_path / source.name
    copy.write_bytes(source.read_bytes())
    saved = save_anew(copy)

    reading = libreoffice.read(saved, track)

    assert our_lines(saved, track, reading.beside) == libreoffice_lines(reading)
    assert letters_of_body(saved, track).count("の") >= 1


@pytest.mark.parametrize("track", ["accept", "reject"])
def test_what_pandoc_wrote_and_libreoffice_saved_is_read_alike(track: Track, tmp_path: Path) -> None:
    pandoc(ROOT / "tests" / "office" / "written" / "rich.md", "-o", file := tmp_path / "rich.docx")
    assert manuscript_lines(manuscript_of(save_anew(file), track)) == manuscript_lines(manuscript_of(file, track))


KINDS = ("delete", "replace", "insert", "split", "join", "paragraph")
# no place whose entry goes while one below it stays: LibreOffice counts an entry nobody sees then
PLACES = (
    "外の一",
    "中の二",
    "内の",
    "続き",
    "甲のア",
    "丸の二",
    "乙",
    "間の文。",
    "丁",
    "新しい",
    "八",
    "一の一",
    "いろは",
    "手で打った",
)
COUNTED_UNSEEN = ("join", "八")
"""The next entry joins another list while one below it stays: LibreOffice counts it on where nobody sees it."""
edits = st.lists(
    st.sampled_from([edit for edit in product(KINDS, PLACES) if edit != COUNTED_UNSEEN]), min_size=1, max_size=5
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(edits=edits)
def test_what_a_member_edits_in_libreoffice_is_read_as_libreoffice_reads_it(
    libreoffice: LibreOffice, tmp_path: Path, edits: list[tuple[str, str]]
) -> None:
    libreoffice.edit(ROOT / "tests" / "office" / "written" / "lists.fodt", edits, saved := tmp_path / "edited.docx")

    for track in ("accept", "reject"):
        reading = libreoffice.read(saved, track)
        assert our_lines(saved, track, reading.beside) == libreoffice_lines(reading)
