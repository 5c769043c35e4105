"""LibreOffice, to learn where the pages of a Word file end: the one module of `render` that runs a program.

It stands here and not in `app`, because what it returns is about a drawn file;
`app` hands it to `word.realpages`, which only knows that somebody lays out.
Every run has a profile and a folder of its own, so an open LibreOffice is
neither needed nor disturbed, and nothing is left behind.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from dxplan_cli.render.word.realpages import Layout, NoLayout

if TYPE_CHECKING:
    from collections.abc import Iterator

SECONDS: Final = 120.0
_NAMES: Final = ("soffice", "libreoffice")
_INSTALLED: Final = (
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
    Path("C:/Program Files/LibreOffice/program/soffice.exe"),
    Path("C:/Program Files (x86)/LibreOffice/program/soffice.exe"),
)


def find_office(named: str | None, search_path: str) -> Path | None:
    """Return the program: the one named (LIBREOFFICE), else the first on the search path (PATH), else where it is usually put."""
    if named:
        return next((path for path in (Path(named), *(Path(named) / each for each in _NAMES)) if path.is_file()), None)
    found = (shutil.which(name, path=search_path) for name in _NAMES if search_path)
    places = (*(Path(path) for path in found if path), *_INSTALLED)
    return next((path for path in places if path.is_file()), None)


def lay_out(office: Path, content: bytes, seconds: float = SECONDS) -> Layout | NoLayout:
    """Let LibreOffice lay out a .docx; whatever goes wrong is the reason why there is no layout."""
    with tempfile.TemporaryDirectory(prefix="dxplan-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source = folder / "paper.docx"
        try:
            source.write_bytes(content)
            code = _run(
                [str(office), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore",
                 "--convert-to", "pdf", "--outdir", name, str(source)],
                seconds,
            )  # fmt: skip
            if code is None:
                return NoLayout(f"LibreOffice が {seconds:.0f} 秒たっても終わりませんでした")
            pdf = source.with_suffix(".pdf")
            return (
                _read(pdf) if pdf.is_file() else NoLayout(f"LibreOffice が PDF を作れませんでした（終了コード {code}）")
            )
        except OSError as error:
            return NoLayout(f"LibreOffice を動かせませんでした（{error.strerror or error}）")


def _run(command: list[str], seconds: float) -> int | None:
    """Run a program to its end and return its exit code; None when it had to be stopped, with all it had started."""
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        return None
    finally:
        if process.poll() is None:
            _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    with suppress(OSError):
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
    process.kill()
    process.wait()


def _read(pdf: Path) -> Layout | NoLayout:
    from pypdf import PdfReader  # noqa: PLC0415 - 95 ms that only real page numbers cost
    from pypdf.errors import PyPdfError  # noqa: PLC0415 - as above

    try:
        reader = PdfReader(pdf)
        return Layout(tuple(_headings(reader, reader.outline)), len(reader.pages))
    except (PyPdfError, ValueError, KeyError) as error:
        return NoLayout(f"LibreOffice の PDF を読めませんでした（{error}）")


def _headings(reader: Any, outline: Any) -> Iterator[tuple[str, int]]:
    """Yield the bookmarks of an outline in order; pypdf gives those below one as a list behind it."""
    for entry in outline:
        if isinstance(entry, list):
            yield from _headings(reader, entry)
        else:
            page = reader.get_destination_page_number(entry)
            if page is not None:
                yield str(entry.title), page + 1
