"""Chapter files as people write them: the same section in many styles of YAML, and where in the file each node stands."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from dxplan_cli.model.node import AnyNode, Measure, Section
from dxplan_cli.value import Mutable, Value, field, plain

if TYPE_CHECKING:
    from random import Random

_PLAIN = re.compile(
    r"[ぁ-ゖァ-ヺ一-龥ａ-ｚＡ-Ｚ０-９（「①-⑳][ぁ-ゖァ-ヺー一-龥ａ-ｚＡ-Ｚ０-９A-Za-z0-9（）「」、。・①-⑳〜％%.]*"
)
_ODD = re.compile("[\u0085\u2028\u2029\ufeff]")
_FLOW_ONLY = ("todo", "alternatives", "boxes", "events", "columns", "rows", "baseline", "target", "actuals", "for")


class Page(Mutable):
    """A chapter file: its text with ``\\n`` line ends, and the lines (from 0, last exclusive) of nodes and of their words.

    `owned` are the lines of a node with the comments that belong to it.
    """

    lines: list[str] = field(default_factory=list)
    nodes: dict[str, tuple[int, int]] = field(default_factory=dict)
    owned: dict[str, tuple[int, int]] = field(default_factory=dict)
    words: dict[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The whole file."""
        return "\n".join(self.lines) + "\n"


class Writer:
    """Writes a section as a chapter file in a style drawn at random."""

    def __init__(self, random: Random, *, plain_style: bool) -> None:
        """Take the source of style; `plain_style` leaves out the forms dxplan cannot edit in place."""
        self._random = random
        self._plain_style = plain_style
        self._page = Page()
        self._dash = random.choice((0, 2, 2, 4))
        self._gap = random.choice((1, 1, 3))
        self._comments = 0
        self._chatty = random.random() < 0.5

    def write(self, chapter: Section) -> Page:
        """Write the file."""
        self._remark(0)
        self._record(chapter, 0, "")
        self._remark(0)
        return self._page

    def _remark(self, column: int) -> None:
        if self._chatty and self._random.random() < 0.3:
            self._comments += 1
            self._page.lines.append(
                self._random.choice(("", " " * column + f"# 注{self._comments}：ここに - や : や 「id: x」 もある"))
            )

    def _comment(self, column: int) -> None:
        self._comments += 1
        self._page.lines.append(" " * column + f"# 注{self._comments}：ここに - や : や 「id: x」 もある")

    def _remarks_above(self, dash: int) -> int:
        """Write what may stand above an entry; return how many lines of it belong to the entry."""
        if not self._chatty or self._random.random() < 0.4:
            return 0
        if self._random.random() < 0.3:
            self._comment(dash)
            self._page.lines.append("")
            column = dash + self._random.choice((0, 2))
        elif self._random.random() < 0.5:
            self._page.lines.append("")
            column = dash + self._random.choice((0, 2))
        else:
            column = dash
        own = self._random.choice((0, 1, 1, 2))
        for _ in range(own):
            self._comment(column)
        return own

    def _remarks_below(self, column: int) -> None:
        """Write comments that belong to the entry above: they are indented as its keys are."""
        if self._chatty and self._random.random() < 0.2:
            for _ in range(self._random.choice((1, 2))):
                self._comment(column)

    def _tail(self) -> str:
        if not self._chatty or self._random.random() > 0.3:
            return ""
        self._comments += 1
        return f"  # 注{self._comments}"

    def _record(self, node: AnyNode, column: int, lead: str) -> None:
        """Write a node whose keys stand in `column`; `lead` is the dash before the first."""
        first = len(self._page.lines)
        values = self._values(node)
        if lead and not self._plain_style and not isinstance(node, Section) and self._random.random() < 0.3:
            flow = ", ".join(f"{key}: {_json(value)}" for key, value in values)
            self._page.lines.append(f"{lead}{{{flow}}}{self._tail()}")
        else:
            self._entries(node, values, column, lead)
        self._page.nodes[node.id] = (first, len(self._page.lines))

    def _entries(self, node: AnyNode, values: list[tuple[str, Any]], column: int, lead: str) -> None:
        for at, (key, value) in enumerate(values):
            if at:
                self._remark(column)
            start = len(self._page.lines)
            self._entry(key, value, column, lead if at == 0 else " " * column)
            if key in {"text", "title"}:
                self._page.words[node.id] = (start, len(self._page.lines))

    def _values(self, node: AnyNode) -> list[tuple[str, Any]]:
        values: dict[str, Any] = {"id": node.id, "kind": type(node).__name__.lower()}
        for name in (
            "title",
            "text",
            "name",
            "number",
            "role",
            "unit",
            "alt",
            "note",
            "source",
            "repeat_of",
            "draft_page",
            "level",
            "start",
        ):
            if getattr(node, name, None) is not None:
                values[name] = getattr(node, name)
        values |= _inner_values(node)
        if isinstance(node, Section) and (node.children or self._random.random() < 0.5):
            values["children"] = node.children
        pairs = list(values.items())
        if self._random.random() < 0.3:
            self._random.shuffle(pairs)
        return pairs

    def _entry(self, key: str, value: Any, column: int, lead: str) -> None:
        colon = ":" if self._plain_style else self._random.choice((":", ":", ":", " :"))
        name = key if self._plain_style else self._random.choice((key, key, key, f'"{key}"'))
        if key == "children":
            self._children(value, column, f"{lead}{name}{colon}")
        elif key in _FLOW_ONLY:
            self._page.lines.append(f"{lead}{name}{colon} {_json(value)}{self._tail()}")
        else:
            text = str(value)
            first, *more = self._scalar(text, column, quotes=isinstance(value, str))
            self._page.lines.append(f"{lead}{name}{colon} {first}")
            self._page.lines += more

    def _children(self, children: tuple[AnyNode, ...], column: int, lead: str) -> None:
        if not children:
            self._page.lines.append(lead + self._random.choice(("", " []", " null", " ~")) + self._tail())
            return
        self._page.lines.append(lead + self._tail())
        dash = column + self._dash
        for child in children:
            above = self._remarks_above(dash)
            first = len(self._page.lines) - above
            self._record(child, dash + 1 + self._gap, " " * dash + "-" + " " * self._gap)
            self._remarks_below(dash + 1 + self._gap)
            self._page.owned[child.id] = (first, len(self._page.lines))

    def _scalar(self, text: str, column: int, *, quotes: bool) -> list[str]:
        """Write a text in one of the styles that can hold it: first what follows the colon, then whole lines."""
        styles = ['"', '"']
        if not quotes or _PLAIN.fullmatch(text):
            styles += ["plain"] * 4
        if quotes and "\n" not in text and not _ODD.search(text):
            styles.append("'")
            if not text.startswith((" ", "#")) and not text.endswith(" "):
                styles.append(">-")
        if quotes and not _ODD.search(text) and text.strip(" ") == text.strip("\n ") == text:
            styles.append("|-")
        match self._random.choice(styles):
            case "plain":
                return [text + self._tail()]
            case "'":
                return ["'" + text.replace("'", "''") + "'" + self._tail()]
            case '"':
                return [_json(text) + self._tail()]
            case block:
                indent = " " * (column + 2)
                return [block + self._tail(), *(indent + line if line else "" for line in text.split("\n"))]


def _inner_values(node: AnyNode) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name in ("todo", "alternatives", "boxes", "events", "columns", "rows", "baseline", "target", "actuals"):
        held = getattr(node, name, None)
        if held not in {None, (), Measure()} or (held is not None and name == "columns"):
            values[name] = [_record_of(each) for each in held] if isinstance(held, tuple) else _record_of(held)
    if node.reconstructed:
        values["reconstructed"] = True
    return values


def _record_of(value: Any) -> Any:
    return plain(value) if isinstance(value, Value) else value


def _json(value: object) -> str:
    """Write a value as JSON, which is YAML once the few characters are escaped that YAML takes for line ends."""
    return _ODD.sub(lambda found: f"\\u{ord(found.group()):04x}", json.dumps(value, ensure_ascii=False))
