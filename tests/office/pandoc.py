"""pandoc: makes Word files of its own documents, and tells what it reads in a Word file, as lines.

Lines are those of `manuscript_lines`: what kind of thing stands there, and its words; the depth of an entry is its
indent, its number or ・ stands before it.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from programs import SECONDS

from dxplan_cli.intake.manuscript.pieces import Caption, Entry, Grid, Heading, Image, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from readings import Track

    from dxplan_cli.intake.manuscript.pieces import Manuscript

PROGRAM = Path(sys.prefix) / "office" / "pandoc" / "pypandoc" / "files" / "pandoc"
Ast = dict[str, Any]
_SIGN = re.compile(r" *(?:・|\(?[0-9a-zA-Z]{1,4}[.)])")
_INDENT = "  "
_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_LETTERS = " abcdefghijklmnopqrstuvwxyz"
_TITLES = ("title", "subtitle", "author", "date", "abstract")
"""What pandoc takes for the document's properties because of its style; it stands before all else."""


def pandoc(*arguments: str | Path, given: str = "", folder: Path | None = None) -> str:
    """Run pandoc and return what it prints; fail with a remedy where it is missing."""
    assert PROGRAM.exists(), "pandoc is not there: run `make test-office`, which installs it"
    done = subprocess.run(
        [PROGRAM, *arguments],
        input=given,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=SECONDS,
        check=False,
        cwd=folder,
    )
    assert done.returncode == 0, f"pandoc ended with {done.returncode}: {done.stderr}"
    return done.stdout


def write_word(document: Ast, path: Path) -> None:
    """Make a Word file of a document of pandoc's."""
    pandoc("-f", "json", "-t", "docx", "-o", path, given=json.dumps(document), folder=path.parent)


def pandoc_lines(path: Path, track: Track) -> list[str]:
    """Return what pandoc reads in a Word file, its tracked changes accepted or rejected."""
    document = _read(path, track)
    front = (document["meta"][name] for name in _TITLES if name in document["meta"])
    return [*(line for each in front for line in _front(each)), *_blocks(document["blocks"])]


def pandoc_letters(path: Path, track: Track) -> str:
    """Return what pandoc reads in the body alone, without blanks: no notes, no comments."""
    return "".join("".join(_letters(_read(path, track)["blocks"])).split())


def _letters(node: Any) -> Iterator[str]:
    match node:
        case {"t": "Str", "c": said}:
            yield said
        case {"t": "Code" | "CodeBlock", "c": [_, said]}:
            yield said
        case {"t": "Note" | "Image"}:
            pass
        case {"t": "Span", "c": [[_, ["comment-start"], _], _]}:
            pass
        case {"c": content}:
            yield from _letters(content)
        case list():
            for each in node:
                yield from _letters(each)


def _read(path: Path, track: Track) -> Ast:
    return json.loads(pandoc("-f", "docx", "-t", "json", f"--track-changes={track}", path))


def manuscript_lines(manuscript: Manuscript) -> list[str]:
    """Return what dxplan reads as the same kind of lines."""
    return [line for piece in manuscript.pieces for line in _piece(piece)]


def _piece(piece: object) -> Iterator[str]:
    match piece:
        case Heading(level, text):
            yield f"{'#' * level} {_said(text)}"
        case Grid(rows):
            yield from (_row(row) for row in rows)
        case Image(_, alt):
            yield f"図 {alt or ''}"
        case Entry(text, _, level, number):
            yield f"{_INDENT * level}{number or '・'}{_said(text)}"
        case Text(text) | Caption(text):
            yield _said(text)


def _front(value: Ast) -> Iterator[str]:
    match value["t"]:
        case "MetaInlines":
            yield from _paragraph(value["c"])
        case "MetaBlocks":
            yield from _blocks(value["c"])
        case "MetaList":
            yield from (line for each in value["c"] for line in _front(each))


def _blocks(blocks: Iterable[Ast], depth: int = 0) -> Iterator[str]:
    for block in blocks:
        yield from _block(block["t"], block.get("c"), depth)


def _block(kind: str, content: Any, depth: int = 0) -> Iterator[str]:
    assert kind in _BLOCKS, kind
    yield from _BLOCKS[kind](content, depth)


def _verse(content: Any) -> Iterator[str]:
    lines = [each for line in content for each in (*line, {"t": "LineBreak"})]
    yield from _paragraph(lines[:-1])


def _definitions(content: Any) -> Iterator[str]:
    for term, texts in content:
        yield from _paragraph(term)
        yield from (line for text in texts for line in _blocks(text))


def _entries(entries: Iterable[list[Ast]], depth: int, form: Any = None) -> Iterator[str]:
    for count, entry in enumerate(entries, start=form[0] if form else 0):
        sign = _number(count, form[1]["t"], form[2]["t"]) if form else "・"
        for at, block in enumerate(entry):
            if block["t"] in {"Para", "Plain"}:
                yield from _paragraph(block["c"], f"{_INDENT * depth}{sign}" if at == 0 else "")
            else:
                yield from _block(block["t"], block.get("c"), depth + 1)


def _number(count: int, form: str, signs: str) -> str:
    before, behind = {"OneParen": ("", ")"), "TwoParens": ("(", ")")}.get(signs, ("", "."))
    return f"{before}{_written(count, form)}{behind}"


def _written(count: int, form: str) -> str:
    written = _ROMAN[count] if "Roman" in form else _LETTERS[count] if "Alpha" in form else str(count)
    return written.upper() if form.startswith("Upper") else written


def _table(content: Any) -> Iterator[str]:
    bodies = (row for body in content[4] for part in body[2:4] for row in part)
    notes: list[str] = []
    for row in (*content[3][1], *bodies, *content[5][1]):
        cells: list[str] = []
        for cell in row[1]:
            words, beside = _apart(cell[4])
            cells += [words, *[""] * (cell[3] - 1)]
            notes += beside
        if any(cells) or notes:
            yield _row(cells)
    yield from notes


def _apart(blocks: list[Ast]) -> tuple[str, list[str]]:
    lines = list(_blocks(blocks))
    beside = [line for line in lines if line.startswith(("（脚注）", "図 "))]
    return "\n".join(_SIGN.sub("", line) for line in lines if line not in beside), beside


def _row(cells: Iterable[str]) -> str:
    return f"|{'|'.join(map(_said, cells))}|"


def _paragraph(inlines: list[Ast], sign: str = "") -> Iterator[str]:
    beside: list[str] = []
    words = _said(_inlines(inlines, beside))
    if words:
        yield f"{sign}{words}"
    yield from beside


def _inlines(inlines: Iterable[Ast], beside: list[str]) -> str:
    return "".join(_inline(each["t"], each.get("c"), beside) for each in inlines)


def _inline(kind: str, content: Any, beside: list[str]) -> str:
    held = _HELD.get(kind)
    if held is not None:
        said = held(content)
        beside += [said] if said else []
        return ""
    words = _INLINES.get(kind)
    if words is not None:
        return words(content)
    return _inlines(content[1] if kind in _WITH_ATTRIBUTES else content, beside) if not _is_comment(content) else ""


def _is_comment(content: Any) -> bool:
    match content:
        case [[_, [("comment-start" | "comment-end"), *_], _], _]:
            return True
        case _:
            return False


def _note(content: Any) -> str:
    said = "\n".join(_blocks(content))
    return f"（脚注）{said}" if said else ""


_INLINES: dict[str, Callable[[Any], str]] = {
    "Str": str,
    "Space": lambda _: " ",
    "SoftBreak": lambda _: " ",
    "LineBreak": lambda _: "\n",
    "Code": lambda content: content[1],
    "Math": lambda content: content[1],
    "RawInline": lambda _: "",
}
_WITH_ATTRIBUTES = frozenset({"Quoted", "Cite", "Link", "Span"})
_HELD: dict[str, Callable[[Any], str]] = {"Image": lambda content: f"図 {_inlines(content[1], [])}", "Note": _note}


def _said(words: str) -> str:
    """Return words without the blanks at the ends of lines, which are looks."""
    return "\n".join(" ".join(line.split(" ")).strip(" \u3000") for line in words.split("\n")).strip()


_BLOCKS: dict[str, Callable[[Any, int], Iterable[str]]] = {
    "Para": lambda content, _: _paragraph(content),
    "Plain": lambda content, _: _paragraph(content),
    "Header": lambda content, _: _paragraph(content[2], f"{'#' * content[0]} "),
    "LineBlock": lambda content, _: _verse(content),
    "CodeBlock": lambda content, _: [_said(content[1])],
    "BlockQuote": lambda content, _: _blocks(content),
    "Div": lambda content, _: _blocks(content[1]),
    "BulletList": _entries,
    "OrderedList": lambda content, depth: _entries(content[1], depth, content[0]),
    "DefinitionList": lambda content, _: _definitions(content),
    "Figure": lambda content, _: [*_blocks(content[2]), *_blocks(content[1][1])],
    "Table": lambda content, _: [*_blocks(content[1][1]), *_table(content)],
    "HorizontalRule": lambda *_: [],
    "RawBlock": lambda *_: [],
}
