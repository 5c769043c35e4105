"""What an .xlsx gives away: every cell on every sheet, hidden ones too, notes, shapes, headers and properties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dxplan_cli.errors import UnreadableFileError
from dxplan_cli.intake.archive import read_archive
from dxplan_cli.intake.disclosure.properties import read_properties, readable_parts
from dxplan_cli.intake.disclosure.statement import Credit, Disclosure, Statement
from dxplan_cli.intake.register.workbook import EXCEL
from dxplan_cli.intake.word.markup import parse_part
from dxplan_cli.intake.word.names import RELATIONSHIPS, local
from dxplan_cli.intake.word.relations import read_relationships, relations_part

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dxplan_cli.intake.word.names import Element
    from dxplan_cli.intake.word.relations import Relationship

_EDGES: Final = frozenset({"oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"})
_BESIDE: Final = frozenset({"comments", "threadedComment", "drawing"})


def disclose_workbook(data: bytes) -> Disclosure:
    """Read an .xlsx.

    Raises:
        UnreadableFileError: it is not one, is protected or damaged.
    """
    entries = read_archive(data, EXCEL).entries
    package = _relations("", entries)
    book = next((each.target for each in package if each.kind == "officeDocument"), "")
    if book not in entries:
        message = "Excelのファイル（.xlsx）ではありません"
        raise UnreadableFileError(message, "Excelで開き、「Excel ブック (*.xlsx)」で保存し直してください")
    statements, credits_ = read_properties(entries, package)
    related = _relations(book, entries)
    shared = _shared_texts(related, entries)
    sheets = tuple(_sheets(book, related, entries))
    persons = (each.target for each in related if each.kind == "person" and each.target in entries)
    return Disclosure(
        (*(each for name, part in sheets for each in _on_sheet(name, part, shared, entries)), *statements),
        (
            *credits_,
            *(each for _, part in sheets for each in _note_authors(part, entries)),
            *(
                Credit("コメントの作成者", person.get("displayName", ""))
                for part in persons
                for person in parse_part(part, entries[part])
                if person.get("displayName")
            ),
        ),
        tuple(readable_parts(entries)),
    )


def _relations(source: str, entries: Mapping[str, bytes]) -> tuple[Relationship, ...]:
    part = relations_part(source)
    names = {name.lower(): name for name in entries}
    return read_relationships(source, entries[part], names) if part in entries else ()


def _shared_texts(related: tuple[Relationship, ...], entries: Mapping[str, bytes]) -> tuple[str, ...]:
    parts = [each.target for each in related if each.kind == "sharedStrings" and each.target in entries]
    return tuple(_words(entry) for part in parts for entry in parse_part(part, entries[part]))


def _sheets(book: str, related: tuple[Relationship, ...], entries: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Yield the name and the part of every sheet."""
    targets = {each.identifier: each.target for each in related}
    for sheet in parse_part(book, entries[book]).iter():
        part = targets.get(sheet.get(f"{{{RELATIONSHIPS}}}id") or "", "")
        if local(sheet.tag) == "sheet" and part in entries:
            yield sheet.get("name", ""), part


def _on_sheet(name: str, part: str, shared: tuple[str, ...], entries: Mapping[str, bytes]) -> Iterator[Statement]:
    where = f"シート「{name}」の"
    yield Statement("シートの名", name)
    for found in parse_part(part, entries[part]).iter():
        if local(found.tag) == "c":
            yield Statement(f"{where}{found.get('r', '')}", _cell(found, shared))
        elif local(found.tag) in _EDGES:
            yield Statement(f"{where}ヘッダー・フッター", found.text or "")
    for kind, tree in _beside(part, entries):
        if kind == "drawing":
            yield Statement(f"{where}図形", _words(tree))
        else:
            for note in tree.iter():
                if local(note.tag) in {"comment", "threadedComment"}:
                    yield Statement(f"{where}{note.get('ref', '')}のコメント", _words(note))


def _beside(part: str, entries: Mapping[str, bytes]) -> Iterator[tuple[str, Element]]:
    """Yield the notes and drawings of a sheet."""
    for each in _relations(part, entries):
        if each.kind in _BESIDE and each.target in entries:
            yield each.kind, parse_part(each.target, entries[each.target])


def _cell(cell: Element, shared: tuple[str, ...]) -> str:
    """Return the words of a cell; a number or the result of a formula as it is stored."""
    kept = "".join(each.text or "" for each in cell if local(each.tag) == "v")
    if cell.get("t") == "s":
        return shared[int(kept)] if kept.isdecimal() and int(kept) < len(shared) else ""
    return kept or _words(cell)


def _note_authors(part: str, entries: Mapping[str, bytes]) -> Iterator[Credit]:
    for kind, tree in _beside(part, entries):
        if kind == "comments":
            for author in tree.iter():
                if local(author.tag) == "author" and author.text:
                    yield Credit("コメントの作成者", author.text)


def _words(element: Element) -> str:
    """Return the words in an element, without the readings of kanji."""
    pieces = (
        each.text or ""
        for each in element.iter()
        if local(each.tag) in {"t", "text"} and not any(local(above.tag) == "rPh" for above in each.iterancestors())
    )
    return "".join(pieces).strip()
