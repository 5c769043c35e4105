"""Plain text: the same blocks as words alone, complete and stable, for golden files and for reading in a diff.

- `# 見出し {#id}`: a heading, with the node it stands for
- `[lead]`, `[note]` …: paragraph styles; a bullet is ・ or its number, two blanks a level
- `{+new+}`, `[-gone-]`, `{>moved here<}`, `[<moved away>]`: revisions
- `**strong**`, `__picked out__`, `‹remark›`: tones; marks such as 【追加①】 stand as they are
- `[picture tree] words`: a picture and what it shows, a line a box, event or bar; `^` what the rest stands on
- `| a | b |`: a table row; ⏎ is a line break, ¶ a new paragraph, `{span=2}` what a cell is besides its words
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from dxplan_cli.papers.blocks import (
    Bars,
    Contents,
    Frame,
    Heading,
    ImageFile,
    Organisation,
    PageBreak,
    Paragraph,
    Picture,
    Revision,
    Style,
    Table,
    Timeline,
    Tone,
    Tree,
)
from dxplan_cli.text.characters import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dxplan_cli.papers.blocks import (
        Block,
        Cell,
        Drawing,
        Entry,
        PaperDocument,
        Row,
        Run,
        Runs,
    )

_REVISIONS = {
    Revision.SAME: ("", ""), Revision.INSERTED: ("{+", "+}"), Revision.DELETED: ("[-", "-]"),
    Revision.MOVED_HERE: ("{>", "<}"), Revision.MOVED_AWAY: ("[<", ">]"),
}  # fmt: skip
_TONES = {
    Tone.PLAIN: ("", ""), Tone.MARK: ("", ""), Tone.STRONG: ("**", "**"), Tone.UNDERLINED: ("__", "__"),
    Tone.QUIET: ("‹", "›"), Tone.REMARK: ("‹", "›"),
}  # fmt: skip


def render_plain(document: PaperDocument) -> str:
    """Return a paper as text that ends with a newline; every word of its blocks is in it."""
    sections = ["\n".join(_head(document))]
    previous: Block | None = None
    for block in document.blocks:
        text = "\n".join(_lines(block, document))
        if sections and _is_bullet(block) and _is_bullet(previous):
            sections[-1] += "\n" + text
        else:
            sections.append(text)
        previous = block
    return "\n\n".join(sections) + "\n"


def _head(document: PaperDocument) -> Iterator[str]:
    stamp = document.stamp
    named = (
        ("種別", document.kind),
        ("資料番号", document.number),
        ("表題", document.title),
        ("副題", document.subtitle),
        ("作成", document.author),
        ("版", stamp.label),
        ("日付", stamp.date),
        ("照合番号", stamp.digest),
        ("用紙", "A4横" if document.landscape else "A4縦"),
        ("キーワード", "、".join(document.keywords)),
    )
    for name, value in named:
        if value:
            yield f"{name}: {_one_line(value)}"


def _lines(block: Block, document: PaperDocument) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * block.level} {_one_line(_words(block.runs))}{_anchor(block.anchor)}"
        case Paragraph():
            yield _paragraph(block)
        case Table():
            yield from _table(block)
        case Frame():
            yield from _frame(block)
        case Picture():
            yield from _picture(block)
        case Contents():
            yield from _contents(block, document)
        case PageBreak():
            yield "----- 改ページ -----"


def _table(table: Table) -> Iterator[str]:
    yield _titled("table", table.caption, table.summary)
    for number, row in enumerate(table.rows, start=1):
        yield _row(row)
        if number == table.header_rows:
            yield "|" + "---|" * len(table.widths)


def _frame(frame: Frame) -> Iterator[str]:
    yield f"┌ {_one_line(frame.title)}" if frame.title is not None else "┌"
    for block in frame.blocks:
        yield from (f"│ {line}".rstrip() for line in _paragraph(block).split("\n"))
    yield "└"


def _picture(picture: Picture) -> Iterator[str]:
    came, went = _REVISIONS[picture.revision]
    kind, lines = _shown(picture.drawing)
    yield f"{came}{_titled(f'picture {kind}', None, picture.alt)}{went}"
    yield from lines


def _shown(drawing: Drawing) -> tuple[str, Iterator[str]]:
    """Return what kind of drawing it is, and its words."""
    match drawing:
        case Tree(entries, base):
            return "tree", chain(_outline(entries), ("^",) if base else (), _outline(base))
        case Organisation(entries):
            return "organisation", _outline(entries)
        case Timeline(events):
            return "timeline", (f"- {_one_line(when)}: {_one_line(what)}" for when, what in events)
        case Bars(series, rows, unit):
            return "bars", _counts(series, rows, unit)
        case ImageFile(path):
            return "image", iter((f"- {_one_line(path)}",))


def _outline(entries: Iterable[Entry]) -> Iterator[str]:
    for each in entries:
        yield f"{'  ' * each.depth}- {_one_line(each.text)}" + (f" ‹{_one_line(each.remark)}›" if each.remark else "")


def _counts(series: Sequence[str], rows: Iterable[tuple[str, tuple[int, ...]]], unit: str) -> Iterator[str]:
    for label, counts in rows:
        parts = (f"{_one_line(name)} {count}{unit}" for name, count in zip(series, counts, strict=True))
        yield f"- {_one_line(label)}: {'、'.join(parts)}"


def _contents(contents: Contents, document: PaperDocument) -> Iterator[str]:
    yield f"[contents {contents.depth}]"
    for block in document.blocks:
        if isinstance(block, Heading) and block.level <= contents.depth:
            yield f"{'  ' * block.level}{_one_line(_words(block.runs))}"


def _row(row: Row) -> str:
    return "| " + " | ".join(_cell(cell) for cell in row.cells) + " |"


def _cell(cell: Cell) -> str:
    notes = [f"span={cell.span}"] if cell.span > 1 else []
    notes += ["shaded"] if cell.shaded else []
    notes += [cell.align] if cell.align != "left" else []
    words = " ¶ ".join(_one_line(_paragraph(block)) for block in cell.blocks).replace("|", "\\|")
    return " ".join([*(["{" + " ".join(notes) + "}"] if notes else []), words])


def _paragraph(block: Paragraph) -> str:
    indent = "  " * block.level
    bullet = f"{block.number} " if block.number is not None else "・"
    sign = {Style.BODY: "", Style.BULLET: bullet}.get(block.style, f"[{block.style}] ")
    words = _words(block.runs).replace("\n", "\n" + indent + ("\u3000" if block.style is Style.BULLET else ""))
    return f"{indent}{sign}{words}{_anchor(block.anchor)}"


def _words(runs: Runs) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    if not run.text:
        return ""
    revision, tone = _REVISIONS[run.revision], _TONES[run.tone]
    return f"{revision[0]}{tone[0]}{clean(run.text)}{tone[1]}{revision[1]}"


def _titled(kind: str, title: str | None, description: str) -> str:
    words = " — ".join(_one_line(part) for part in (title, description) if part)
    return f"[{kind}] {words}".rstrip()


def _anchor(node: str | None) -> str:
    return f" {{#{_one_line(node)}}}" if node is not None else ""


def _one_line(text: str) -> str:
    return " ⏎ ".join(clean(text).split("\n"))


def _is_bullet(block: Block | None) -> bool:
    return isinstance(block, Paragraph) and block.style is Style.BULLET
