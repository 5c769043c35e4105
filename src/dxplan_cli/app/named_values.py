"""Values of a KPI and cells of a table as the secretariat names them: 目標値=300, or 商工業,事業数=9."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dxplan_cli.app.typed_values import typed_like
from dxplan_cli.errors import UsageError
from dxplan_cli.model.cells import MEASURES, cell_of, has_cell
from dxplan_cli.model.node import Figure, Kpi, Section, Table, words_of
from dxplan_cli.model.opinion import ProposedValue
from dxplan_cli.text.keys import fold
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dxplan_cli.model.node import AnyNode, Row, Scalar

EMPTY: Final = "（空欄）"
"""How somebody says that a cell is to be emptied: nothing at all could be a slip."""
WORDS: Final = "words"
"""What the name of a KPI, or the title of a table or figure, is called among the values."""
_SPELLINGS: Final = {
    "baseline": ("baseline", "現状値", "現状"),
    "target": ("target", "目標値", "目標"),
}
_MANY: Final = 20


class NamedChange(Value):
    """Other values for a node: cells, each with what stood there, and other words for its name or title."""

    cells: tuple[ProposedValue, ...] = ()
    words: str | None = None


def holds_values(node: AnyNode) -> bool:
    """Tell whether a node is a KPI, a table or a figure: what it says is more than its name or title."""
    return isinstance(node, Kpi | Table | Figure)


def kind_named(node: AnyNode) -> str:
    """Name a node with its kind: 表「事業数」."""
    kind = {Kpi: "KPI", Table: "表", Figure: "図", Section: "節"}.get(type(node), "項目")
    words = words_of(node)
    return f"{kind}「{words}」" if words else f"{kind}（{node.id}）"


def read_values(node: AnyNode, values: Iterable[str], cells: Iterable[str]) -> NamedChange:
    """Read what was given as ``--value`` and ``--cell`` for a node.

    Raises:
        UsageError: a name means nothing in this node, or more than one thing, or nothing would change.
    """
    if not holds_values(node):
        message = f"{kind_named(node)}には、--value や --cell で変える値がありません"
        raise UsageError(message, "文言は --text で変えます")
    read: dict[tuple[str | None, str], ProposedValue] = {}
    words: str | None = None
    for given in values:
        name, after = _read_value(node, given)
        if name == WORDS:
            words = _other_words(node, after)
        else:
            _add(read, node, None, name, after)
    for given in cells:
        row, column, after = _read_cell(node, given)
        _add(read, node, row, column, after)
    return NamedChange(tuple(read.values()), words)


def named_cell(node: AnyNode, row: str | None, name: str) -> str:
    """Name a cell as papers do: 目標値, or the words of its row and its column."""
    if row is None:
        return _SPELLINGS[name][1]
    found = next((each for each in node.rows if each.key == row), None) if isinstance(node, Table) else None
    return f"{row_words(found) if found else row}の{name}"


def named_words(node: AnyNode, words: str) -> str:
    """Return the name of a KPI, or the title of a table or figure, with what it is."""
    return f"{'指標名' if isinstance(node, Kpi) else '題'}：{words or EMPTY}"


def row_words(row: Row) -> str:
    """Return the words of a row's first cell, or its key where that is empty."""
    first = row.cells[0] if row.cells else None
    return row.key if first in {None, ""} else str(first)


def shown(value: Scalar) -> str:
    """Return a value as it is told; an empty cell is said to be one."""
    return EMPTY if value is None else str(value)


def how_to_change(node: AnyNode) -> str:
    """Say how the values of a node are changed, and what they are called."""
    match node:
        case Kpi():
            now = "、".join(f"{_SPELLINGS[name][1]} {shown(cell_of(node, None, name))}" for name in MEASURES)
            return f"--value target=300（目標値）、--value baseline=…（現状値）、--value name=…（指標名）と書きます。今の値：{now}"
        case Table():
            rows = "、".join(_limited(f"{row.key}（{row_words(row)}）" for row in node.rows)) or "（なし）"
            columns = "、".join(name or "（見出しなし）" for name in node.columns)
            return f"--cell 行,列=値 と書きます。行：{rows}。列：{columns}。表の題は --value title=… です"
        case Figure():
            return (
                f"図の題は --value title=… です。図の中身は {node.place} を直してから、--node だけで結び付けてください"
            )
        case _:
            return "文言は --text で変えます"


def _limited(words: Iterable[str]) -> Iterator[str]:
    every = tuple(words)
    yield from every[:_MANY]
    if len(every) > _MANY:
        yield f"ほか{len(every) - _MANY}行"


def _add(
    read: dict[tuple[str | None, str], ProposedValue], node: AnyNode, row: str | None, name: str, words: str
) -> None:
    """Note another value for a cell.

    Raises:
        UsageError: it is the value of now, or the cell was named before.
    """
    before = cell_of(node, row, name)
    after = None if words == EMPTY else typed_like(words, before)
    called = named_cell(node, row, name)
    if (row, name) in read:
        message = f"{called}が二度書かれています"
        raise UsageError(message, "一つの値は一度だけ書いてください")
    if after == before and type(after) is type(before):
        message = f"{called}は、もう「{shown(before)}」です"
        raise UsageError(message, "--value・--cell を外すと、済んでいる修正に意見を結び付けます")
    read[row, name] = ProposedValue(row=row, name=name, before=before, after=after)


def _other_words(node: AnyNode, words: str) -> str:
    if words == EMPTY and not isinstance(node, Figure):
        return ""
    if words == words_of(node):
        message = f"{kind_named(node)}は、もうその名前です"
        raise UsageError(message, "--value を外すと、済んでいる修正に意見を結び付けます")
    return words


def _read_value(node: AnyNode, given: str) -> tuple[str, str]:
    """Read ``target=300``; the name of a KPI, or the title of a table or figure, is `WORDS`."""
    spellings = {WORDS: ("name", "指標名"), **_SPELLINGS} if isinstance(node, Kpi) else {WORDS: ("title", "題", "表題")}
    names = {_key(spelling): name for name, each in spellings.items() for spelling in each}
    for name, after in _parted(given, "=＝"):
        if _key(name) in names:
            return names[_key(name)], _said(given, after)
    message = f"--value の「{given}」が、{kind_named(node)}のどの値か分かりません"
    raise UsageError(message, how_to_change(node))


def _read_cell(node: AnyNode, given: str) -> tuple[str, str, str]:
    """Read ``行,列=値``; a row is known by its key or by the words of its first cell, a column by its heading.

    Words of rows and headings may have commas and equals signs in them: every way to part the text is tried.
    """
    if not isinstance(node, Table):
        message = f"{kind_named(node)}には表の欄がないので、--cell は使えません"
        raise UsageError(message, how_to_change(node))
    found = {
        (row.key, column): after
        for place, after in _parted(given, "=＝")
        for row_name, column_name in _parted(place, ",，、")
        for row in _rows_called(node, row_name)
        for column in _columns_called(node, column_name)
    }
    if not found:
        message = f"--cell の「{given}」が、{kind_named(node)}のどの欄か分かりません"
        raise UsageError(message, how_to_change(node))
    if len(found) > 1:
        places = "、".join(f"{row}・{column}" for row, column in found)
        message = f"--cell の「{given}」に当たる欄が、いくつもあります（{places}）"
        raise UsageError(message, "行は key で書いてください。" + how_to_change(node))
    ((row, column), after) = next(iter(found.items()))
    if not has_cell(node, row, column):
        message = f"列「{column}」は、{kind_named(node)}にいくつもあるか、見出しがありません"
        raise UsageError(message, f"{node.place} を直してから、--node だけで結び付けてください")
    return row, column, _said(given, after)


def _rows_called(table: Table, name: str) -> list[Row]:
    keyed = [row for row in table.rows if _key(row.key) == _key(name)]
    return keyed or [row for row in table.rows if _key(row_words(row)) == _key(name)]


def _columns_called(table: Table, name: str) -> list[str]:
    return list(dict.fromkeys(column for column in table.columns if column and _key(column) == _key(name)))


def _parted(text: str, signs: str) -> Iterator[tuple[str, str]]:
    """Yield the text before and behind each of some signs in it."""
    for at, character in enumerate(text):
        if character in signs:
            yield text[:at], text[at + 1 :]


def _key(name: str) -> str:
    return "".join(fold(name).split()).lower()


def _said(given: str, after: str) -> str:
    """Return the value given, without blanks around it.

    Raises:
        UsageError: there is none.
    """
    if not after.strip():
        message = f"「{given}」に値がありません"
        raise UsageError(message, f"「=」の後に値を書いてください。空欄にするときは {EMPTY} と書きます")
    return after.strip()
