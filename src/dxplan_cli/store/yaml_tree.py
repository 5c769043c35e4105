"""YAML text → a tree that knows its places. The only home of ruamel.yaml.

The events of the C parser are assembled here instead of by ruamel's own
constructor: that keeps line and offset of everything (for messages and for
splice editing), keeps scalars as written (``2023.7`` stays text), stops at a
depth before the C stack does, and is three times faster (ADR 3).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.cyaml import CParser  # type: ignore[attr-defined]  # its stubs do not list it
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from dxplan_cli.errors import FaultyDataError
from dxplan_cli.model.finding import Fault
from dxplan_cli.model.place import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MAX_CHARACTERS = 8_000_000
MAX_DEPTH = 64
MAX_ALIASED_NODES = 10_000
"""How many nodes aliases may stand for together: the guard against a "billion laughs"."""


@dataclass(slots=True)
class Scalar:
    """A single value as written. `start` and `end` are offsets in the text, `line` counts from 1."""

    text: str
    is_plain: bool
    line: int
    start: int
    end: int
    size: int = 1

    @property
    def is_null(self) -> bool:
        """Tell whether it is YAML 1.2's null."""
        return self.is_plain and self.text in {"", "~", "null", "Null", "NULL"}


@dataclass(slots=True)
class Sequence:
    """A list."""

    line: int
    start: int
    end: int
    is_flow: bool = False
    items: list[Tree] = field(default_factory=list)
    size: int = 1


@dataclass(slots=True)
class Mapping:
    """Keys and values, in the order of the file; keys may repeat, the reader decides."""

    line: int
    start: int
    end: int
    is_flow: bool = False
    entries: list[tuple[Scalar, Tree]] = field(default_factory=list)
    size: int = 1

    def get(self, key: str) -> Tree | None:
        """Return the value of a key, or None."""
        return next((value for name, value in self.entries if name.text == key), None)


Tree: TypeAlias = Scalar | Sequence | Mapping


class _RefusedError(Exception):
    """The text is valid YAML but beyond what dxplan reads."""

    def __init__(self, line: int, message: str, hint: str) -> None:
        super().__init__(message)
        self.line, self.message, self.hint = line, message, hint


def parse_tree(text: str, file: str) -> Tree:
    """Parse one YAML document; `file` names it in messages.

    Raises:
        FaultyDataError: the text is no YAML, holds several documents, or is too large, too deep or too aliased.
    """
    try:
        _refuse_length(text)
        return _assemble(text)
    except _RefusedError as refused:
        fault = Fault(Place(file, refused.line), refused.message, refused.hint, excerpt_of(text, refused.line))
    except MarkedYAMLError as error:
        fault = _fault_of_syntax(error, text, file)
    except (YAMLError, UnicodeEncodeError) as error:
        fault = _fault_of_character(error, text, file)
    raise FaultyDataError([fault])


def _assemble(text: str) -> Tree:
    """Assemble the tree from the C parser's events.

    Its library knows YAML 1.1 only: inside brackets it refuses ``https://…`` and
    ``10:30``. What it refuses is therefore read once more by ruamel's own parser.
    """
    try:
        return _Assembler().assemble(_events(text))
    except MarkedYAMLError:
        try:
            return _Assembler().assemble(YAML(typ="safe", pure=True).parse(text))
        except (YAMLError, _RefusedError):
            pass
        raise


def _events(text: str) -> Iterator[Any]:
    parser = CParser(text)
    while (event := parser.get_event()) is not None:
        yield event


def _refuse_length(text: str) -> None:
    if len(text) > MAX_CHARACTERS:
        raise _RefusedError(
            0, f"ファイルが大きすぎます（{len(text):,}文字）", f"{MAX_CHARACTERS:,}文字までに分けてください"
        )


def excerpt_of(text: str, line: int) -> str:
    """Return a line of the text, cut to what fits a terminal."""
    lines = _lines(text)
    if not 1 <= line <= len(lines):
        return ""
    found = lines[line - 1].rstrip()
    return found if len(found) <= _EXCERPT else found[:_EXCERPT] + "…"


_EXCERPT = 100


@lru_cache(maxsize=1)
def _lines(text: str) -> tuple[str, ...]:
    """Return the lines of the file at hand: one with a thousand faults is cut up once."""
    return tuple(text.splitlines())


class _Assembler:
    """Builds the tree from events with a stack of its own, never by recursion."""

    def __init__(self) -> None:
        self._open: list[Sequence | Mapping] = []
        self._keys: list[Scalar | None] = []
        self._anchors: dict[str, Tree] = {}
        self._anchored: list[str | None] = []
        self._aliased = 0
        self._root: Tree | None = None
        self._documents = 0

    def assemble(self, events: Iterator[Any]) -> Tree:
        handlers: dict[str, Callable[[Any], None]] = {
            "ScalarEvent": self._scalar,
            "MappingStartEvent": self._start,
            "SequenceStartEvent": self._start,
            "MappingEndEvent": self._finish,
            "SequenceEndEvent": self._finish,
            "AliasEvent": self._alias,
            "DocumentStartEvent": self._document,
        }
        for event in events:
            handler = handlers.get(type(event).__name__)
            if handler:
                handler(event)
        return self._root if self._root is not None else Scalar("", is_plain=True, line=1, start=0, end=0)

    def _document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            raise _RefusedError(
                event.start_mark.line + 1,
                "一つのファイルに複数の文書（---）があります",
                "「---」の行を消すか、ファイルを分けてください",
            )

    def _scalar(self, event: Any) -> None:
        mark = event.start_mark
        scalar = Scalar(event.value, event.implicit[0], mark.line + 1, mark.index, event.end_mark.index)
        if event.tag:
            self._no_tag(event)
        self._place(scalar, event.anchor)

    def _no_tag(self, event: Any) -> None:
        if event.tag not in {None, "!"}:
            raise _RefusedError(
                event.start_mark.line + 1, f"タグ「{event.tag}」は使えません", "「!」で始まる指定を消してください"
            )

    def _start(self, event: Any) -> None:
        self._no_tag(event)
        if len(self._open) >= MAX_DEPTH:
            raise _RefusedError(
                event.start_mark.line + 1, f"入れ子が深すぎます（{MAX_DEPTH}段まで）", "括弧や字下げを確かめてください"
            )
        cls = Mapping if type(event).__name__ == "MappingStartEvent" else Sequence
        mark = event.start_mark
        self._open.append(cls(mark.line + 1, mark.index, mark.index, is_flow=bool(event.flow_style)))
        self._keys.append(None)
        self._anchored.append(event.anchor)

    def _finish(self, event: Any) -> None:
        done = self._open.pop()
        self._keys.pop()
        done.end = event.end_mark.index
        self._place(done, self._anchored.pop())

    def _alias(self, event: Any) -> None:
        line = event.start_mark.line + 1
        target = self._anchors.get(event.anchor)
        if target is None:
            raise _RefusedError(line, f"「*{event.anchor}」の元がありません", "文字としての * は引用符で囲んでください")
        self._aliased += target.size
        if self._aliased > MAX_ALIASED_NODES:
            raise _RefusedError(line, "別名（*）で広げる量が多すぎます", "別名を使わず、そのまま書いてください")
        start, end = event.start_mark.index, event.end_mark.index
        here = replace(target, line=line, start=start, end=end)
        if not isinstance(here, Scalar):
            here.is_flow = True  # it stands in one piece: nothing can be put into it at this place
        self._place(here, None)

    def _place(self, tree: Tree, anchor: str | None) -> None:
        if anchor:
            self._anchors[anchor] = tree
        if not self._open:
            self._root = tree
            return
        parent = self._open[-1]
        parent.size += tree.size
        if isinstance(parent, Sequence):
            parent.items.append(tree)
            return
        key = self._keys[-1]
        if key is not None:
            parent.entries.append((key, tree))
            self._keys[-1] = None
        elif isinstance(tree, Scalar):
            self._keys[-1] = tree
        else:
            raise _RefusedError(tree.line, "キーには文字だけが使えます", "「名前: 値」の形にしてください")


_PROBLEMS = (
    ("behind a quote", "閉じた引用符の後に文字があります", "値の全体を引用符で囲むか、引用符を消してください"),
    ("mapping values are not allowed", "「: 」の位置か、字下げが正しくありません", "前の行と字下げをそろえ、値に「: 」を含むときは引用符で囲んでください"),
    ("unexpected end of stream", "引用符（\" または '）が閉じていません", "閉じる引用符を補ってください"),
    ("cannot start any token", "行の始まりに使えない文字（タブ、@、` など）があります", "タブは空白に直し、記号で始まる値は引用符で囲んでください"),
    ("could not find expected ':'", "「名前: 値」の「: 」がありません", "半角のコロンと空白を入れてください"),
    ("did not find expected key", "字下げがそろっていません", "同じ段の項目の字下げをそろえてください"),
    ("did not find expected '-'", "一覧（- ）の字下げがそろっていません", "「- 」の位置と、その下の項目の字下げをそろえてください"),
    ("did not find expected ',' or", "角括弧・波括弧が閉じていないか、区切りの「,」がありません", "括弧の対応を確かめてください"),
    ("found unexpected ':'", "括弧の中の「:」の後に空白がありません", "「名前: 値」と空白を入れてください"),
    ("did not find expected node content", "値のあるべき所に記号があります", "記号を消すか、値を引用符で囲んでください"),
    ("unknown escape character", '" の中の \\ の使い方が正しくありません', "\\ を \\\\ と書くか、' で囲んでください"),
    ("tab character", "字下げにタブが使われています", "タブを空白に直してください"),
    ("did not find expected comment or line break", "| や > の後に文字があります", "本文は次の行から、字下げして書いてください"),
    ("expected alphabetic or numeric", "「*」か「&」で始まる値があります", "値の全体を引用符で囲んでください"),
)  # fmt: skip
_BEHIND_QUOTE = re.compile(r"""^\s*(?:- )?[A-Za-z_]+:\s+(?:"[^"]*"|'[^']*')\s*[^\s#]""")
_OPEN_QUOTE = re.compile(r"""^\s*(?:- )?[A-Za-z_]+:\s+(?P<quote>["'])(?:(?!(?P=quote)).)*$""")
_FULL_WIDTH_COLON = re.compile(r"^\s*(?:- )?\s*[A-Za-z_]+\s*：")


def full_width_colon_line(text: str, line: int, reach: int = 3) -> int | None:
    """Return the line, at or shortly before `line`, whose key ends in a full-width colon, or None."""
    lines = text.splitlines()
    candidates = range(min(line, len(lines)), max(0, line - reach - 1), -1)
    return next((number for number in candidates if _FULL_WIDTH_COLON.match(lines[number - 1])), None)


def _fault_of_syntax(error: MarkedYAMLError, text: str, file: str) -> Fault:
    # the parser notices a quote, a bracket or a key without end far behind its beginning
    begun = re.search("quoted scalar|simple key|flow", str(error.context or ""))
    mark = (error.context_mark if begun else None) or error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 0
    wide = full_width_colon_line(text, line)
    if wide:
        return Fault(
            Place(file, wide),
            "全角のコロン「：」が使われています",
            "半角の「: 」（コロンと空白）に直してください",
            excerpt_of(text, wide),
        )
    problem = str(error.problem or "")
    if "expected key" in problem and _BEHIND_QUOTE.match(excerpt_of(text, line)):
        problem = "behind a quote"
    elif "expected key" in problem and (open_line := _open_quote_line(text, line)):
        line, problem = open_line, "unexpected end of stream"
    message, hint = next(
        ((message, hint) for sign, message, hint in _PROBLEMS if sign in problem),
        (f"YAMLの書式が正しくありません（{problem}）", "この行と前の行の書き方を確かめてください"),
    )
    shown = _last_written_line(text, line)
    return Fault(Place(file, shown), message, hint, excerpt_of(text, shown))


def _open_quote_line(text: str, line: int) -> int | None:
    """Return the line where the quote was opened that the quote in this line has closed by mistake, or None."""
    lines = text.splitlines()[:line]
    for number in range(len(lines) - 1, 0, -1):
        found = _OPEN_QUOTE.match(lines[number - 1])
        if found:
            return number if found["quote"] in lines[-1] else None
    return None


def _last_written_line(text: str, line: int) -> int:
    """Return the line itself, or the last written one where the parser stopped at the end of the file."""
    lines = text.splitlines()
    line = min(line, len(lines))
    while line > 1 and not lines[line - 1].strip():
        line -= 1
    return line


_NOT_ALLOWED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def _fault_of_character(error: Exception, text: str, file: str) -> Fault:
    found = _NOT_ALLOWED.search(text)
    line = text.count("\n", 0, found.start()) + 1 if found else 0
    what = f"U+{ord(found.group()):04X}" if found else str(error).partition("\n")[0]
    return Fault(
        Place(file, line), f"使えない制御文字があります（{what}）", "その文字を消してください", excerpt_of(text, line)
    )


def walk_tree(tree: Tree) -> Iterator[Tree]:
    """Yield a tree and everything in it."""
    yield tree
    match tree:
        case Sequence():
            for item in tree.items:
                yield from walk_tree(item)
        case Mapping():
            for _, value in tree.entries:
                yield from walk_tree(value)
        case _:
            return
