"""`dxplan docx --paginate` with the real LibreOffice: the contents say what its own layout says."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader

PLAN_DATA = Path(__file__).parents[2] / "plan-data"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def contents_of(path: Path) -> list[tuple[str, int]]:
    """Return the entries of the contents: words without white, and page."""
    entries = []
    for link in docx.Document(str(path)).element.body.iter(f"{W}hyperlink"):
        words, number = re.fullmatch(r"(.*?)(\d+)", "".join(link.itertext(f"{W}t")), re.DOTALL).groups()
        entries.append(("".join(words.split()), int(number)))
    return entries


@pytest.mark.office
@pytest.mark.parametrize("kind", ["packet", "clean"])
def test_every_entry_names_the_page_its_heading_is_on(kind: str, tmp_path: Path) -> None:
    paper = tmp_path / f"{kind}.docx"
    done = subprocess.run(
        [sys.executable, "-m", "dxplan_cli", "docx", kind, "-o", str(paper), "--paginate", "--data", str(PLAN_DATA)],
        capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert "見積もり" not in done.stderr, "LibreOffice is missing: run `make test-office`"
    soffice = shutil.which("soffice")
    assert soffice is not None
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(paper)],
        capture_output=True, check=True,
    )  # fmt: skip

    pages = ["".join((page.extract_text() or "").split()) for page in PdfReader(paper.with_suffix(".pdf")).pages]

    entries = contents_of(paper)
    assert len(entries) > 40
    assert [(words, page) for words, page in entries if words not in pages[page - 1]] == []
    assert [page for _, page in entries] == sorted(page for _, page in entries)
    footers = docx.Document(str(paper)).sections[0].footer.paragraphs[0].text
    assert footers.endswith(f"/ {len(pages)}")
