"""`read_markdown`: a Markdown file as pieces.

Read are headings, paragraphs, lists, tables with pipes, pictures and footnotes,
as offices and their converters write them. Marks of emphasis and the targets of
links are looks; code stays as it stands. Numbers of lists are counted from the
first one on, as a browser does.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from dxplan_cli.intake.manuscript.pieces import FOOTNOTE, Entry, Grid, Heading, Image, Manuscript, Text
from dxplan_cli.value import Mutable, Value, field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.intake.manuscript.pieces import Piece

_HEADING: Final = re.compile(r" {0,3}(#{1,6})(?:[ \t\u3000]+(.*?))?(?:[ \t]+#+)?[ \t]*")
_UNDERLINE: Final = re.compile(r" {0,3}(=+|-{2,})[ \t]*")
_RULE: Final = re.compile(r" {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*")
_ENTRY: Final = re.compile(
    r"(?P<indent>[ \t\u3000]*)(?:(?:[-*+]|(?P<count>[0-9]{1,9})(?P<end>[.)]))[ \t]+|[・●○](?=[^・●○])[ \t\u3000]*)(?P<words>\S.*)"
)
_TAB: Final = 4
_FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})")
_NOTE: Final = re.compile(r"\[\^[^\]]+\]:[ \t]*(.*)")
_TABLE_RULE: Final = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_BORDER: Final = re.compile(r"(?<!\\)\|")
_PICTURE: Final = re.compile(r"!\[([^\]]*)\]\(([^()\s]*)[^()]*\)")
_LINK: Final = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")
_REFERENCE: Final = re.compile(r"\[\^[^\]]+\]")
_EMPHASIS: Final = re.compile(r"(?<!\\)(\*\*|__|~~|\*|`)(?=\S)(.+?)(?<=\S)\1")
_ESCAPE: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_BREAK: Final = re.compile(r"(?: {2,}|\\)$|<br ?/?>$")
_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)
_FRONT: Final = "---"
_LONGEST: Final = 20_000
"""Looking for the other end of a mark takes a time that grows with the square of the length."""


def read_markdown(text: str) -> Manuscript:
    """Read a Markdown file; a picture is known by the name it is referred to by, its file is not opened."""
    lines = _COMMENT.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    reader = _Reader()
    for line in _behind_front_matter(lines, reader.remarks):
        reader.take(line)
    reader.flush()
    if reader.has_pictures:
        reader.remarks["図は、ファイル名だけを読みました"] += 1
    return Manuscript(tuple(reader.pieces), remarks=tuple(reader.remarks))


class _List(Value):
    """A list that is open: how far its entries are indented, what stands behind their numbers, and how far it has counted."""

    indent: int
    end: str | None
    count: int


class _Reader(Mutable):
    """What is read so far; `open` are the lines of the paragraph, entry or note not ended yet, `lists` those that may go on."""

    pieces: list[Piece] = field(default_factory=list)
    remarks: Counter[str] = field(default_factory=Counter)
    open: list[str] = field(default_factory=list)
    opening: str = ""
    is_entry: bool = False
    lists: list[_List] = field(default_factory=list)
    rows: list[tuple[str, ...]] = field(default_factory=list)
    fence: str = ""
    has_pictures: bool = False

    def take(self, line: str) -> None:
        """Take one line."""
        if self._is_in_code(line):
            return
        if self.rows and "|" in line:
            self.rows.append(_cells(line))
        elif not line.strip():
            self.flush()
        elif self.open and not self.is_entry and (level := _underlined(line)):
            words = _joined(self.open)
            self.open = []
            self._add_heading(level, words)
        elif self.open and "|" in self.open[-1] and "-" in line and _TABLE_RULE.fullmatch(line):
            head = self.open.pop()
            self.flush()
            self.rows = [_cells(head)]
        else:
            self._take_text(line)

    def flush(self) -> None:
        """End what is open."""
        if self.rows:
            self.pieces.append(Grid(tuple(self.rows), 1))
            self.rows = []
        if self.open:
            words = _joined(self.open)
            pictures = list(_PICTURE.finditer(words))
            shown = _plain(_PICTURE.sub("", words)).strip()
            if shown:
                self.pieces.append(self._entry(shown) if self.is_entry else Text(f"{self.opening}{shown}"))
            self.pieces += [Image(each[2], _plain(each[1]) or None) for each in pictures]
            self.has_pictures = self.has_pictures or bool(pictures)
        self.open, self.opening, self.is_entry = [], "", False

    def _take_text(self, line: str) -> None:
        heading, entry, note = _HEADING.fullmatch(line), _ENTRY.fullmatch(line), _NOTE.fullmatch(line)
        if self.rows or heading or entry or note:
            self.flush()
        if not entry and not self.open and not line[0].isspace():
            self.lists = []
        if heading:
            self._add_heading(len(heading[1]), heading[2] or "")
        elif _RULE.fullmatch(line):
            self.flush()
        elif entry:
            self.open, self.is_entry = [entry["words"]], True
            self._count(_width(entry["indent"]), entry["end"], int(entry["count"] or 0))
        elif note:
            self.open, self.opening = [note[1]], FOOTNOTE
        else:
            self.open.append(line)

    def _count(self, indent: int, end: str | None, typed: int) -> None:
        """Find the list an entry belongs to, and count it."""
        while self.lists and self.lists[-1].indent > indent + 1:
            self.lists.pop()
        is_deeper = not self.lists or indent > self.lists[-1].indent + 1
        last = None if is_deeper else self.lists.pop()
        goes_on = last is not None and last.end == end
        self.lists.append(_List(last.indent if last else indent, end, last.count + 1 if last and goes_on else typed))

    def _entry(self, words: str) -> Entry:
        place = self.lists[-1]
        return Entry(words, level=len(self.lists) - 1, number=f"{place.count}{place.end}" if place.end else None)

    def _add_heading(self, level: int, words: str) -> None:
        shown = _plain(words).strip()
        if shown:
            self.pieces.append(Heading(level, shown))

    def _is_in_code(self, line: str) -> bool:
        mark = _FENCE.match(line)
        if self.fence:
            if mark and line.strip().startswith(self.fence) and not line.strip().strip(self.fence[0]):
                self.fence = ""
                self._end_code()
            else:
                self.open.append(line)
            return True
        if mark:
            self.flush()
            self.fence = mark[1]
        return mark is not None

    def _end_code(self) -> None:
        words = "\n".join(self.open).strip("\n")
        self.open = []
        if words.strip():
            self.pieces.append(Text(words))


def _width(indent: str) -> int:
    return len(indent.replace("\u3000", "  ").expandtabs(_TAB))


def _behind_front_matter(lines: list[str], remarks: Counter[str]) -> Iterator[str]:
    if lines and lines[0].strip() == _FRONT and _FRONT in (line.strip() for line in lines[1:]):
        remarks["初めの設定（--- で囲んだ部分）は読みません"] += 1
        lines = lines[[line.strip() for line in lines].index(_FRONT, 1) + 1 :]
    yield from lines


def _underlined(line: str) -> int:
    """Return the level of the heading a line of = or - makes of the paragraph above it; 0 for other lines."""
    found = _UNDERLINE.fullmatch(line)
    return 0 if found is None else 1 if found[1].startswith("=") else 2


def _joined(lines: list[str]) -> str:
    """Join the lines of a paragraph: Japanese runs on, words of Latin letters keep a blank between them."""
    whole = ""
    for line in lines:
        words = line.strip() if not _BREAK.search(line) else _BREAK.sub("", line).strip() + "\n"
        is_parted = whole[-1:].isascii() and words[:1].isascii() and whole and not whole.endswith("\n")
        whole += f" {words}" if is_parted else words
    return whole.strip()


def _cells(line: str) -> tuple[str, ...]:
    stripped = line.strip().removeprefix("|")
    inner = stripped[:-1] if stripped.endswith("|") and not stripped.endswith("\\|") else stripped
    return tuple(_plain(cell.strip()) for cell in _BORDER.split(inner))


def _plain(words: str) -> str:
    """Return words without the marks of Markdown; a text of inhuman length keeps them."""
    if len(words) > _LONGEST:
        return words
    words = _LINK.sub(r"\1", _REFERENCE.sub("", words))
    for _ in range(3):
        words = _EMPHASIS.sub(r"\2", words)
    return _ESCAPE.sub(r"\1", words)
