"""Word files made to take all memory or time: refused in words, or read with an effort that grows as they do."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest
from cli_process import PLAN_DATA

from dxplan_cli.errors import UnreadableFileError
from dxplan_cli.intake.archive import MAX_ENTRIES, is_word_file
from dxplan_cli.intake.register.paper import open_paper
from dxplan_cli.intake.word.comments import read_comments
from dxplan_cli.intake.word.package import WORD, open_word
from effort import growth
from intake.manuscripts import of_word, outline
from intake.word_files import NAMES, W, word_file, zipped

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

MEGABYTE = b"\0" * 1_000_000
HEAD = f'<w:document xmlns:w="{W}"><w:body>'.encode()
TAIL = b"</w:body></w:document>"
WITHIN = """
import resource, sys
from pathlib import Path
limit = 700_000_000
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
from dxplan_cli.app.manuscripts import View, read_manuscript
from dxplan_cli.app.opinions_import import ImportOrder, propose_import
from dxplan_cli.app.returned_table import is_returned_table
from dxplan_cli.app.review import ReviewOrder, review
from dxplan_cli.errors import DxplanError
for task in (
    lambda: is_returned_table(Path(sys.argv[2]), Path(sys.argv[1])),
    lambda: review(Path(sys.argv[2]), ReviewOrder(file=Path(sys.argv[1]), round="2023-kikitori"), None, is_trial=True),
    lambda: read_manuscript(sys.argv[1], View.ACCEPTED),
    lambda: propose_import(Path(sys.argv[2]), ImportOrder(file=Path(sys.argv[1]), round="2023-kikitori")),
):
    try:
        task()
    except DxplanError as error:
        print(error.message)
"""
TOO_LARGE = "大きすぎます"


def packed(pieces: Mapping[str, tuple[bytes, bytes, int, bytes]]) -> bytes:
    """Return a Word file with parts made of a head, a piece so many times, and a tail; never whole in memory."""
    stream = io.BytesIO(word_file("<p>{文}</p>"))
    with zipfile.ZipFile(stream) as sound:
        entries = {name: sound.read(name) for name in sound.namelist() if name not in pieces}
    with zipfile.ZipFile(stream := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as out:
        for name, blob in entries.items():
            out.writestr(name, blob)
        for name, (head, piece, times, tail) in pieces.items():
            with out.open(name, "w") as part:
                part.write(head)
                for _ in range(times):
                    part.write(piece)
                part.write(tail)
    return stream.getvalue()


def many(count: int) -> bytes:
    return zipped({**{f"a{number}": b"" for number in range(count)}, "word/document.xml": b""})


def nested(depth: int) -> bytes:
    blob = word_file("<p>{文}</p>")
    for _ in range(depth):
        blob = word_file("<p>{文}</p>", {}, {"word/embeddings/inner.docx": blob})
    return blob


BOMBS: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "a document of 100 MB out of 100 KB": (
        lambda: packed({"word/document.xml": (HEAD, b"<w:p/>" * 100_000, 170, TAIL)}), TOO_LARGE,
    ),
    "tags without end": (lambda: packed({"word/document.xml": (HEAD, b"<b/>" * 10_000, 401, TAIL)}), TOO_LARGE),
    "a picture of 600 MB": (lambda: packed({"word/media/a.png": (b"", MEGABYTE, 600, b"")}), TOO_LARGE),
    "a text without end": (
        lambda: packed({"word/document.xml": (HEAD + b"<w:p><w:r><w:t>", b"a" * 1_000_000, 19, b"</w:t></w:r></w:p>" + TAIL)}),
        "XMLが壊れています",
    ),
    "100,000 entries": (lambda: many(100_000), TOO_LARGE),
    "a file in a file in a file": (lambda: nested(60), ""),
}  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_does_not_go_off(name: str, tmp_path: Path) -> None:
    make, words = BOMBS[name]
    file = tmp_path / "爆弾.docx"
    file.write_bytes(make())
    assert file.stat().st_size < 20_000_000
    done = subprocess.run(
        [sys.executable, "-c", WITHIN, str(file), str(PLAN_DATA)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert words in done.stdout


def test_parts_that_are_large_together_are_refused() -> None:
    relation = f'<Relationship Id="r{{0}}" Type="{NAMES["r"]}/header" Target="header{{0}}.xml"/>'
    header = b"<hdr>" + b"<a>" + b"b" * 9_000_000 + b"</a></hdr>"
    entries = {f"word/header{number}.xml": header for number in range(14)}
    relations = "".join(relation.format(number) for number in range(14))
    entries["word/_rels/document.xml.rels"] = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>'
    ).encode()
    package = open_word(word_file("<p>{文}</p>", {}, entries))
    with pytest.raises(UnreadableFileError, match=TOO_LARGE):
        _ = package.stories


def test_sizes_that_lie_are_not_believed() -> None:
    data = word_file("<p>{文}</p>")
    at = data.index(b"PK\x01\x02")
    for size in (0, 1, WORD.max_bytes + 1, 0xFFFFFFFF):
        lying = data[: at + 24] + struct.pack("<I", size) + data[at + 28 :]
        with pytest.raises(UnreadableFileError):
            open_word(lying)


def test_a_directory_without_end_is_not_read() -> None:
    crowded = b"PK\x01\x02" * (MAX_ENTRIES + 1) + word_file("<p>{文}</p>")
    assert not is_word_file(crowded)
    with pytest.raises(UnreadableFileError, match=TOO_LARGE):
        open_word(crowded)


def repeated(short: str, around: str = "{}") -> Callable[[int], object]:
    return lambda size: outline(of_word(word_file(around.format(short * size))))


def styled(size: int) -> object:
    styles = "".join(
        f'<style type="paragraph" styleId="s{each}"><name val="n{each}"/><basedOn val="s{each + 1}"/></style>'
        for each in range(size)
    )
    body = "".join(f'<p><pPr><pStyle val="s{each}"/></pPr>{{文}}</p>' for each in range(size))
    return outline(of_word(word_file(body, {"word/styles.xml": f"<styles>{styles}</styles>"})))


def noted(size: int) -> object:
    notes = f"<footnotes><footnote id='1'><p>{{{'注' * size}}}</p></footnote></footnotes>"
    body = "<p>{文}" + "<r><footnoteReference id='1'/></r>" * size + "</p>"
    return outline(of_word(word_file(body, {"word/footnotes.xml": notes})))


def commented(size: int) -> object:
    starts = "".join(f"<commentRangeStart id='{each}'/>" for each in range(size))
    comments = "".join(f"<comment id='{each}'><p>{{か}}</p></comment>" for each in range(size))
    body = f"<p>{starts}{'{文}' * size}</p>"
    return read_comments(open_word(word_file(body, {"word/comments.xml": f"<comments>{comments}</comments>"})))


def opinions(*cells: str) -> str:
    return "<tr>" + "".join(f"<tc><p>{{{cell}}}</p></tc>" for cell in cells) + "</tr>"


def of_opinions(row: str) -> Callable[[int], object]:
    head = opinions("No.", "意見", "区分")
    return lambda size: open_paper(word_file(f"<tbl>{head}{row * size}</tbl>"), {})


FIELD = "<r><fldChar fldCharType='begin'/></r><r><fldChar fldCharType='separate'/></r>"
SIZES: Mapping[str, Callable[[int], object]] = {
    "rows that begin alike": repeated("<tr><tc><p>{〃}</p></tc><tc><p>{文}</p></tc></tr>", "<tbl>{}</tbl>"),
    "styles each based on the next": styled,
    "one note referred to again and again": noted,
    "comments on everything": commented,
    "fields in fields": lambda size: outline(of_word(word_file(f"<p>{FIELD * size}{'{文}' * size}</p>"))),
    "tables": repeated(f"<tbl>{opinions('No.', '意見', '区分')}{opinions('1', '甲', '乙')}</tbl>"),
    "paragraphs deep down": repeated("<p>{文}</p>", "<sdt><sdtContent>" * 80 + "{}" + "</sdtContent></sdt>" * 80),
    "marks deleted": repeated("<p><pPr><rPr><del id='1'/></rPr></pPr>{文}</p><bookmarkStart id='1' name='a'/>"),
    "other programs' choices": repeated("<mc:Fallback><t>b</t></mc:Fallback>", "<p><r><mc:AlternateContent>{}</mc:AlternateContent></r></p>"),
    "opinions that say the same": of_opinions(opinions("1", "同じ意見", "参考")),
    "opinions merged down": of_opinions("<tr><tc><tcPr><vMerge/></tcPr><p/></tc><tc><p>{甲}</p></tc><tc><p>{〃}</p></tc></tr>"),
    "headings again and again": of_opinions(opinions("No.", "意見", "区分")),
}  # fmt: skip


@pytest.mark.parametrize("name", SIZES)
def test_effort_grows_as_the_file(name: str) -> None:
    assert growth(SIZES[name], 150) < 2.4
