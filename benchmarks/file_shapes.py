"""Word files of extreme shapes, each of one thing very often: what reads them must not look at everything for each of it.

Written by hand and not by dxplan, as small as Word accepts; `seed` 0 is the old
file, 1 the new one, in which every tenth thing is reworded.
"""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_WML: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CHANGED: Final = 10


def write_shape(path: Path, shape: str, count: int, seed: int) -> None:
    """Write a file of one of `SHAPES` with so many of what it is made of."""
    body, notes, comments = SHAPES[shape]([_words(at, seed) for at in range(count)])
    relations = ("officeDocument", "word/document.xml"), ("footnotes", "footnotes.xml"), ("comments", "comments.xml")
    related = [
        f'<Relationship Id="r{at}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(relations)
    ]
    types = (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WML}.document.main+xml"/></Types>'
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("_rels/.rels", _relations(related[:1]))
        archive.writestr("word/_rels/document.xml.rels", _relations(related[1:]))
        for name, content in (("document", f"<w:body>{body}</w:body>"), ("footnotes", notes), ("comments", comments)):
            archive.writestr(f"word/{name}.xml", f'<w:{name} xmlns:w="{_WORD}">{content}</w:{name}>')


def _relations(related: Iterable[str]) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(related)}</Relationships>'


def _words(at: int, seed: int) -> str:
    return f"{at}番の施策を{'着実に' if seed and at % _CHANGED == 3 else ''}進める。"


def _run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def _paragraph(inner: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def _table(rows: Iterable[Iterable[str]]) -> str:
    cells = ("".join(f"<w:tc>{_paragraph(_run(text))}</w:tc>" for text in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>{_paragraph('')}"


def _revised(at: int, text: str) -> str:
    """Return words with an insertion and a deletion behind them."""
    new, old = "<w:t>新</w:t>", "<w:delText>古</w:delText>"
    return (
        f"{_run(text)}<w:ins w:id='{2 * at}' w:author='a'><w:r>{new}</w:r></w:ins>"
        f"<w:del w:id='{2 * at + 1}' w:author='a'><w:r>{old}</w:r></w:del>"
    )


def _notes(texts: list[str]) -> tuple[str, str, str]:
    marks = (f"<w:r><w:footnoteReference w:id='{at}'/></w:r>" for at in range(len(texts)))
    body = "".join(_paragraph(_run(text) + mark) for text, mark in zip(texts, marks, strict=True))
    notes = (f"<w:footnote w:id='{at}'>{_paragraph(_run(text * 2))}</w:footnote>" for at, text in enumerate(texts))
    return body, "".join(notes), ""


def _comments(texts: list[str]) -> tuple[str, str, str]:
    body = (
        _paragraph(f"<w:commentRangeStart w:id='{at}'/>{_run(text)}<w:commentRangeEnd w:id='{at}'/>")
        for at, text in enumerate(texts)
    )
    told = (f"<w:comment w:id='{at}' w:author='a'>{_paragraph(_run('意見'))}</w:comment>" for at in range(len(texts)))
    return "".join(body), "", "".join(told)


def _alone(body: str) -> tuple[str, str, str]:
    return body, "", ""


SHAPES: Final[dict[str, Callable[[list[str]], tuple[str, str, str]]]] = {
    "一つの表の行": lambda texts: _alone(_table([["施策", "値"], *([text, "1"] for text in texts)])),
    "同じ言葉で始まる行": lambda texts: _alone(_table([["区分", "施策"], *(["県", text] for text in texts)])),
    "表": lambda texts: _alone("".join(_table([["施策", "値"], [text, "1"]]) for text in texts)),
    "見出し": lambda texts: _alone(
        "".join(_paragraph(_run(text), f"<w:outlineLvl w:val='{at % 9}'/>") for at, text in enumerate(texts))
    ),
    "同じ段落": lambda texts: _alone("".join(_paragraph(_run(text.partition("番の")[2])) for text in texts)),
    "一つの段落の文字列": lambda texts: _alone(_paragraph(_run("始め")) + _paragraph("".join(map(_run, texts)))),
    "一つの段落の変更履歴": lambda texts: _alone(
        _paragraph(_run("始め")) + _paragraph("".join(_revised(at, text) for at, text in enumerate(texts)))
    ),
    "段落ごとの変更履歴": lambda texts: _alone(
        "".join(_paragraph(_revised(at, text)) for at, text in enumerate(texts))
    ),
    "脚注": _notes,
    "コメント": _comments,
}
"""What a file is made of: the body, the footnotes and the comments of so many texts."""
