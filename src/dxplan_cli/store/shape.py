"""Shapes: what a value in a YAML file may look like, and how it becomes a value of the model.

One table of shapes (`store.format`) is the validator, the decoder and the
source of the JSON Schemas, so that the three cannot disagree. A shape never
raises: it notes a fault and returns a stand-in, so that all faults of a file
are told at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Protocol

from dxplan_cli.model.finding import Fault, ReadingNote
from dxplan_cli.model.place import Place
from dxplan_cli.store.cut_text import CUT, lost_parts
from dxplan_cli.store.excerpt import excerpt_of
from dxplan_cli.store.tree import Mapping, Scalar, Sequence, Tree
from dxplan_cli.text.guess import near_hint
from dxplan_cli.text.unseen import name_unseen, without_unseen
from dxplan_cli.value import Mutable, Value, field

if TYPE_CHECKING:
    from collections.abc import Callable

UNSEEN: Final = "unseen-characters"
"""The rule of `check` that tells what was taken out of a value where it was read."""


class Reading(Mutable):
    """One file being decoded, and what was found in it so far: faults, and notes for `check`."""

    file: str
    text: str
    faults: list[Fault] = field(default_factory=list)
    notes: list[ReadingNote] = field(default_factory=list)

    def fault(self, line: int, message: str, hint: str = "") -> None:
        """Note a fault at a line."""
        self.faults.append(Fault(Place(self.file, line), message, hint, excerpt_of(self.text, line)))

    def note(self, code: str, line: int, name: str, words: str) -> None:
        """Note what the rule `code` shall tell of the value called `name`; see `ReadingNote`."""
        place = Place(self.file, line)
        self.notes.append(
            ReadingNote(code=code, place=place, name=name, words=words, excerpt=excerpt_of(self.text, line))
        )

    def read(self, scalar: Scalar, name: str, *, is_prose: bool) -> str:
        """Return the text of a value without what nobody sees in it, which is noted for `check`."""
        text = without_unseen(scalar.text, is_prose=is_prose)
        if text == scalar.text and scalar.wrapped is None:
            return text
        taken = name_unseen(scalar.text, is_prose=is_prose)
        if scalar.wrapped is not None:
            taken = (*taken, f"折り返しの空白{len(scalar.wrapped) - len(scalar.text)}字")
        self.notes.append(
            ReadingNote(
                code=UNSEEN,
                place=Place(self.file, scalar.line),
                name=name,
                words="、".join(taken),
                excerpt=excerpt_of(self.text, scalar.line),
                written=scalar.wrapped or scalar.text,
                read=text,
            )
        )
        return text

    def note_loss(self, scalar: Scalar, name: str) -> None:
        """Note what a value lost on its way: a sign before its words, or words behind a ``#``."""
        for lost in lost_parts(self.text, scalar):
            self.note(CUT, scalar.line, name, lost)


class Shape(Protocol):
    """A form a value can take."""

    def decode(self, tree: Tree, reading: Reading, name: str) -> Any:
        """Return the model's value; `name` is what messages call it."""

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema (draft 2020-12) of the form."""


_KIND = {Scalar: "値", Sequence: "一覧（- で始まる行）", Mapping: "項目の組（名前: 値）"}


def _scalar(tree: Tree, reading: Reading, name: str, wanted: str) -> Scalar | None:
    if isinstance(tree, Scalar) and not tree.is_null:
        return tree
    if isinstance(tree, Scalar):
        reading.fault(tree.line, f"「{name}」に空の値があります", f"{wanted}を書くか、行ごと消してください")
        return None
    reading.fault(
        tree.line,
        f"「{name}」には{wanted}を書きます（{_KIND[type(tree)]}が書かれています）",
        f"「{name}: {wanted}」の形にしてください{_brackets_hint(tree)}",
    )
    return None


class Text(Value):
    """Words, as written: a number or a date needs no quotes to stay what it is."""

    allows_blank: bool = False

    def decode(self, tree: Tree, reading: Reading, name: str) -> str:
        """Return the words."""
        scalar = _scalar(tree, reading, name, "文字")
        if scalar is None:
            return ""
        text = reading.read(scalar, name, is_prose=not self.allows_blank)
        if not text.strip() and not self.allows_blank:
            reading.fault(scalar.line, f"「{name}」が空です", "文字を書くか、行ごと消してください")
        reading.note_loss(scalar, name)
        return text

    def schema(self) -> dict[str, Any]:
        """Return the schema; numbers are let through because they are read as written."""
        return {"type": ["string", "number"]}


class Identifier(Value):
    """A permanent id: ASCII letters, digits, ``-``, ``_`` and ``.``, not beginning with a dot."""

    def decode(self, tree: Tree, reading: Reading, name: str) -> str:
        """Return the id."""
        scalar = _scalar(tree, reading, name, "id")
        if scalar is None:
            return ""
        if not is_identifier(scalar.text):
            reading.fault(
                scalar.line,
                f"「{name}」のid「{scalar.text}」に使えない文字があります",
                "半角の英数字と - _ . だけを使ってください",
            )
        return scalar.text

    def schema(self) -> dict[str, Any]:
        """Return the schema."""
        return {"type": "string", "pattern": _ID_PATTERN}


_ID_PATTERN = r"^[A-Za-z0-9_][A-Za-z0-9_.-]*$"
_ID_CHARACTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-")


def is_identifier(text: str) -> bool:
    """Tell whether a text can be an id, and so a file name: no path, no blank, no wide letter."""
    return bool(text) and text[0] not in ".-" and ".." not in text and _ID_CHARACTERS.issuperset(text)


REWRITTEN = "rewritten-number"
"""The rule of `check` that tells a number that is not printed as it is written."""


class Number(Value):
    """A number, not below `least` or above `most`; `whole` asks for an integer, `or_text` lets other text (検討中) and an empty cell through."""

    whole: bool = False
    or_text: bool = False
    least: int | None = None
    most: int | None = None

    def decode(self, tree: Tree, reading: Reading, name: str) -> str | int | float | None:
        """Return the number, or the text where that is allowed."""
        if self.or_text and isinstance(tree, Scalar) and tree.is_null:
            return None
        scalar = _scalar(tree, reading, name, "数")
        if scalar is None:
            return None
        text = reading.read(scalar, name, is_prose=False)
        number = _number(text) if scalar.is_plain or not self.or_text else None
        if number is not None and not self.whole and str(number) != text:
            reading.note(REWRITTEN, scalar.line, name, f"「{text}」を数 {number} と")
        if number is not None and (fault := self._outside(number)):
            reading.fault(scalar.line, f"「{name}」の「{scalar.text}」は{fault[0]}すぎます", fault[1])
            return None
        if number is not None and not (self.whole and isinstance(number, float)):
            return number
        if self.or_text:
            reading.note_loss(scalar, name)
            return text
        kind = "整数" if self.whole else "数"
        reading.fault(
            scalar.line,
            f"「{name}」には{kind}を書きます（「{scalar.text}」は{kind}ではありません）",
            "半角の数字で書いてください",
        )
        return None

    def _outside(self, number: float) -> tuple[str, str] | None:
        """Return what a number outside the bounds is, and what to do; None for others."""
        if self.least is not None and number < self.least:
            return "小さ", f"{self.least}以上の数を書いてください"
        if self.most is not None and number > self.most:
            return "大き", f"{self.most}以下の数を書いてください"
        return None

    def schema(self) -> dict[str, Any]:
        """Return the schema."""
        number = "integer" if self.whole else "number"
        least = {} if self.least is None else {"minimum": self.least}
        most = {} if self.most is None else {"maximum": self.most}
        return {"type": [number, "string", "null"] if self.or_text else number, **least, **most}


def _number(text: str) -> int | float | None:
    if not text.isascii() or "_" in text:
        return None
    for convert in (int, float):
        try:
            number = convert(text)
        except ValueError:
            continue
        return number if number == number and abs(number) != float("inf") else None  # noqa: PLR0124 - the test for NaN
    return None


class Flag(Value):
    """true or false."""

    def decode(self, tree: Tree, reading: Reading, name: str) -> bool:
        """Return the truth value."""
        scalar = _scalar(tree, reading, name, "true か false")
        if scalar is None:
            return False
        if scalar.text.lower() not in {"true", "false"}:
            reading.fault(
                scalar.line,
                f"「{name}」には true か false を書きます（「{scalar.text}」）",
                "true か false に直してください",
            )
        return scalar.text.lower() == "true"

    def schema(self) -> dict[str, Any]:
        """Return the schema."""
        return {"type": "boolean"}


class Choice(Value):
    """One of a few words; `make` turns the word into the model's value."""

    words: tuple[str, ...]
    make: Callable[[str], Any] = str

    def decode(self, tree: Tree, reading: Reading, name: str) -> Any:
        """Return the value chosen, or the first one after noting the fault."""
        scalar = _scalar(tree, reading, name, "・".join(self.words))
        if scalar is None:
            return self.make(self.words[0])
        if scalar.text not in self.words:
            reading.fault(
                scalar.line,
                f"「{name}」の「{scalar.text}」は使えません",
                f"{near_hint(scalar.text, self.words)}使える語：{'、'.join(self.words)}",
            )
            return self.make(self.words[0])
        return self.make(scalar.text)

    def schema(self) -> dict[str, Any]:
        """Return the schema."""
        return {"enum": list(self.words)}


class ListOf(Value):
    """A list of one shape; becomes a tuple. `length` asks for exactly so many entries."""

    shape: Shape
    length: int | None = None

    def decode(self, tree: Tree, reading: Reading, name: str) -> tuple[Any, ...]:
        """Return the values in order."""
        if not isinstance(tree, Sequence):
            reading.fault(
                tree.line,
                f"「{name}」には一覧を書きます",
                f"「{name}:」の下に「- 」で始まる行を並べるか、[ ] で囲んでください",
            )
            return ()
        if self.length not in {None, len(tree.items)}:
            reading.fault(
                tree.line,
                f"「{name}」には{self.length}つを書きます（{len(tree.items)}つ書かれています）",
                f"「{name}: [{', '.join('…' * (self.length or 0))}]」の形にするか、行ごと消してください",
            )
        return tuple(self.shape.decode(item, reading, name) for item in tree.items)

    def schema(self) -> dict[str, Any]:
        """Return the schema."""
        bounds = {} if self.length is None else {"minItems": self.length, "maxItems": self.length}
        return {"type": "array", "items": self.shape.schema(), **bounds}


class Field(Value):
    """A key of a record. `attribute` is the model's name where Python forbids the key's."""

    key: str
    shape: Shape
    doc: str
    required: bool = False
    attribute: str = ""


class Record(Value):
    """Keys and values that become a value of the model. `name` is Japanese, for messages; `title` names the schema.

    Of the keys in `one_of` exactly one is to be given.
    """

    title: str
    name: str
    make: Callable[..., Any]
    fields: tuple[Field, ...]
    doc: str = ""
    has_place: bool = True
    one_of: tuple[str, ...] = ()

    def decode(self, tree: Tree, reading: Reading, name: str) -> Any:  # noqa: ARG002 - every shape is decoded alike
        """Return the value made from the keys given; None when a required key is missing."""
        if not isinstance(tree, Mapping):
            reading.fault(tree.line, f"{self.name}には「名前: 値」の組を書きます", _mapping_hint(tree))
            return None
        faults = len(reading.faults)
        values = self._values(tree, reading)
        for each in self.fields:
            if each.required and (each.attribute or each.key) not in values:
                self._missing(each, tree, reading)
        given = [each.key for each in self.fields if each.key in self.one_of and (each.attribute or each.key) in values]
        if self.one_of and len(given) != 1:
            keys = "か".join(f"「{key}」" for key in self.one_of)
            reading.fault(
                tree.line,
                f"{self.name}には、{keys}のどれか一つを書きます",
                f"{keys}の一つだけを残してください" if given else f"{keys}のどちらか一つを書いてください",
            )
        if len(reading.faults) > faults:
            return None
        if self.has_place:
            values["place"] = Place(reading.file, tree.line)
        return self.make(**values)

    def _missing(self, wanted: Field, tree: Mapping, reading: Reading) -> None:
        """Note that a required key has no value; where a comment stands in its place, how to write it."""
        written = tree.get(wanted.key)
        lost = lost_parts(reading.text, written) if isinstance(written, Scalar) else ()
        if written is not None and lost:
            hint = f'「{lost[0]}」は文字として読まれません。値の全体を引用符（"…"）で囲んでください'
        else:
            hint = f"「{wanted.key}: …」を書いてください"
        line = written.line if written is not None and lost else tree.line
        reading.fault(line, f"{self.name}に「{wanted.key}」（{wanted.doc}）がありません", hint)

    def _values(self, tree: Mapping, reading: Reading) -> dict[str, Any]:
        known = {each.key: each for each in self.fields}
        values: dict[str, Any] = {}
        first_line: dict[str, int] = {}
        for key, value in tree.entries:
            if key.text in first_line:
                reading.fault(
                    key.line,
                    f"「{key.text}」が二度書かれています（最初は{first_line[key.text]}行）",
                    "どちらかを消してください",
                )
                continue
            first_line[key.text] = key.line
            each = known.get(key.text)
            if each is None:
                is_rest = (
                    tree.is_flow and len(first_line) > 1 and isinstance(value, Scalar) and value.start == value.end
                )
                self._unknown_key(key, reading, tuple(known), is_rest=is_rest)
            elif isinstance(value, Scalar) and value.is_null:
                reading.note_loss(value, each.key)
            else:
                values[each.attribute or each.key] = each.shape.decode(value, reading, each.key)
        return values

    def _unknown_key(self, key: Scalar, reading: Reading, known: tuple[str, ...], *, is_rest: bool) -> None:
        """Note a key nobody knows; `is_rest` says that it stands alone behind a comma, as the rest of a text does."""
        if "\u3000" in key.text:
            reading.fault(key.line, "全角の空白が使われています", "字下げと区切りの空白は半角にしてください")
            return
        if "：" in key.text:
            reading.fault(
                key.line, "全角のコロン「：」が使われています", "半角の「: 」（コロンと空白）に直してください"
            )
            return
        if key.text.partition(":")[0] in known:
            reading.fault(
                key.line, f"「{key.text}」の「:」の後に空白がありません", "「名前: 値」と空白を入れてください"
            )
            return
        if is_rest:
            message = f"{{ }} の中の値が「,」で切れています（「{key.text}」）"
            reading.fault(key.line, message, '「,」を含む値は、全体を引用符（"…"）で囲んでください')
            return
        reading.fault(
            key.line,
            f"{self.name}に「{key.text}」という項目はありません",
            f"{near_hint(key.text, known)}使える項目：{'、'.join(known)}",
        )

    def schema(self) -> dict[str, Any]:
        """Return a reference; the record itself stands under ``$defs``, see `store.json_schema`."""
        return {"$ref": f"#/$defs/{self.title}"}


def _brackets_hint(tree: Tree) -> str:
    is_flow = not isinstance(tree, Scalar) and tree.is_flow
    return "。[ ] や { } を文字として書くときは、値の全体を引用符で囲みます" if is_flow else ""


def _mapping_hint(tree: Tree) -> str:
    if isinstance(tree, Scalar) and "：" in tree.text:
        return "全角のコロン「：」を半角の「: 」（コロンと空白）に直してください"
    return "「名前: 値」の形にしてください"


class WordOrRecord(Value):
    """A word alone, or a record that says more of it; the word alone is the record's field `key`."""

    key: str
    record: Record

    def decode(self, tree: Tree, reading: Reading, name: str) -> Any:
        """Return the record's value."""
        if isinstance(tree, Mapping):
            return self.record.decode(tree, reading, name)
        return self.record.make(**{self.key: Text().decode(tree, reading, name)})

    def schema(self) -> dict[str, Any]:
        """Return the choice between the two."""
        return {"anyOf": [Text().schema(), self.record.schema()]}


class Tagged(Value):
    """One of several records, told apart by the word under `key`."""

    key: str
    name: str
    variants: tuple[tuple[str, Record], ...]
    doc: str

    def decode(self, tree: Tree, reading: Reading, name: str) -> Any:
        """Return the value of the variant named."""
        if not isinstance(tree, Mapping):
            reading.fault(tree.line, f"{self.name}には「名前: 値」の組を書きます", _mapping_hint(tree))
            return None
        tag = tree.get(self.key)
        records = dict(self.variants)
        if not isinstance(tag, Scalar):
            reading.fault(tree.line, f"{self.name}に「{self.key}」がありません", f"使える語：{'、'.join(records)}")
            return None
        if tag.text not in records:
            reading.fault(
                tag.line,
                f"「{self.key}」の「{tag.text}」は使えません",
                f"{near_hint(tag.text, tuple(records))}使える語：{'、'.join(records)}",
            )
            return None
        rest = [(key, value) for key, value in tree.entries if key.text != self.key]
        tags = [key for key, _ in tree.entries if key.text == self.key]
        if len(tags) > 1:
            reading.fault(tags[1].line, f"「{self.key}」が二度書かれています", "どちらかを消してください")
        return records[tag.text].decode(Mapping(tree.line, tree.start, tree.end, tree.is_flow, rest), reading, name)

    def schema(self) -> dict[str, Any]:
        """Return the choice between the variants."""
        return {"oneOf": [record.schema() for _, record in self.variants]}
