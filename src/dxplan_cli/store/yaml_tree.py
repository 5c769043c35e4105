"""YAML text → a tree that knows its places. The only home of ruamel.yaml.

The events of the C parser are assembled here instead of by ruamel's own
constructor: that keeps line and offset of everything (for messages and for
splice editing), keeps scalars as written (``2023.7`` stays text), stops at a
depth before the C stack does, and is three times faster (ADR 3).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML
from ruamel.yaml.cyaml import CParser  # type: ignore[attr-defined]  # its stubs do not list it
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from dxplan_cli.errors import FaultyDataError
from dxplan_cli.model.finding import Fault
from dxplan_cli.model.place import Place
from dxplan_cli.store.excerpt import excerpt_of
from dxplan_cli.store.merge_marks import faults_of_merge
from dxplan_cli.store.tree import Mapping, Scalar, Sequence
from dxplan_cli.store.wrapping import mark_wraps, with_wraps, without_wraps
from dxplan_cli.store.yaml_faults import fault_of_character, fault_of_syntax
from dxplan_cli.value import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dxplan_cli.store.tree import Tree

MAX_CHARACTERS = 8_000_000
MAX_DEPTH = 64
MAX_ALIASED_NODES = 10_000
"""How many nodes aliases may stand for together: the guard against a "billion laughs"."""


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
    undecided = faults_of_merge(text, file)
    if undecided:
        raise FaultyDataError(undecided)
    try:
        _refuse_length(text)
        return _assemble(text)
    except _RefusedError as refused:
        fault = Fault(Place(file, refused.line), refused.message, refused.hint, excerpt_of(text, refused.line))
    except MarkedYAMLError as error:
        fault = fault_of_syntax(error, text, file)
    except (YAMLError, UnicodeEncodeError) as error:
        fault = fault_of_character(error, text, file)
    raise FaultyDataError([fault])


def _assemble(text: str) -> Tree:
    """Assemble the tree from the C parser's events.

    Its library knows YAML 1.1 only: inside brackets it refuses ``https://…`` and
    ``10:30``. What it refuses is therefore read once more by ruamel's own parser.
    """
    try:
        return _Assembler(text).assemble(_events(text))
    except MarkedYAMLError:
        try:
            return _Assembler(text).assemble(YAML(typ="safe", pure=True).parse(text))
        except (YAMLError, _RefusedError):
            pass
        raise


def _events(text: str) -> Iterator[Any]:
    return iter(CParser(text).get_event, None)


def _refuse_length(text: str) -> None:
    if len(text) > MAX_CHARACTERS:
        raise _RefusedError(
            0, f"ファイルが大きすぎます（{len(text):,}文字）", f"{MAX_CHARACTERS:,}文字までに分けてください"
        )


def _unwrap(scalar: Scalar, written: str) -> None:
    """Take the blanks at wraps inside Japanese out of a value: its lines are read once more with marks at the wraps."""
    marked = mark_wraps(written)
    if marked == written:
        return
    value = _value_alone(marked)
    if value is None or with_wraps(value) != scalar.text:
        return  # within brackets, or with an indent of its own, it reads otherwise alone
    unwrapped = without_wraps(value)
    if unwrapped != scalar.text:
        scalar.wrapped, scalar.text = scalar.text, unwrapped


def _value_alone(written: str) -> str | None:
    """Return the value of a scalar that is written over several lines, read by itself; None where it cannot be."""
    try:
        scalars = [event for event in _events(f"key: {written}") if isinstance(event, ScalarEvent)]
    except YAMLError:
        return None
    return scalars[1].value if len(scalars) == len(("key", "value")) else None


class _Assembler:
    """Builds the tree from events with a stack of its own, never by recursion."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._open: list[Sequence | Mapping] = []
        self._keys: list[Scalar | None] = []
        self._anchors: dict[str, Tree] = {}
        self._anchored: list[str | None] = []
        self._aliased = 0
        self._root: Tree | None = None
        self._documents = 0

    def assemble(self, events: Iterator[Any]) -> Tree:
        handlers: dict[type, Callable[[Any], None]] = {
            ScalarEvent: self._scalar,
            MappingStartEvent: self._start,
            SequenceStartEvent: self._start,
            MappingEndEvent: self._finish,
            SequenceEndEvent: self._finish,
            AliasEvent: self._alias,
            DocumentStartEvent: self._document,
        }
        for event in events:
            handler = handlers.get(type(event))
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
        if event.tag:
            self._no_tag(event)
        mark = event.start_mark
        scalar = Scalar(event.value, event.implicit[0], mark.line + 1, mark.index, event.end_mark.index)
        if event.end_mark.line > mark.line and event.style != "|":
            _unwrap(scalar, self._text[scalar.start : scalar.end])
        self._place(scalar, event.anchor)

    def _no_tag(self, event: Any) -> None:
        if event.tag not in {None, "!"}:
            raise _RefusedError(
                event.start_mark.line + 1,
                f"タグ「{event.tag}」は使えません",
                "「!」で始まる指定を消してください。文字としての ! は引用符で囲みます",
            )

    def _start(self, event: Any) -> None:
        self._no_tag(event)
        if len(self._open) >= MAX_DEPTH:
            raise _RefusedError(
                event.start_mark.line + 1, f"入れ子が深すぎます（{MAX_DEPTH}段まで）", "括弧や字下げを確かめてください"
            )
        cls = Mapping if isinstance(event, MappingStartEvent) else Sequence
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
