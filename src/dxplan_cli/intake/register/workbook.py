"""An Excel file, opened without trust: its sheets one after the other, its programs never."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Final

from dxplan_cli.errors import UnreadableFileError
from dxplan_cli.intake.archive import FileKind, read_archive
from dxplan_cli.intake.register.cell_values import dated_styles
from dxplan_cli.intake.register.markup import broken, elements_of, read_part
from dxplan_cli.intake.register.sheet import SharedTexts, Surroundings, read_sheet
from dxplan_cli.intake.register.struck import struck_styles
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dxplan_cli.intake.register.grid import Grid

_SAVE_AS: Final = "Excelで開き、「名前を付けて保存」で「Excel ブック (*.xlsx)」を選んで保存し直してください"
EXCEL: Final = FileKind(
    program="Excel",
    suffix=".xlsx",
    old_suffix=".xls",
    save_as=_SAVE_AS,
    shrink="送り主に確かめてください。要らないシートや画像を消すか、CSVで保存し直すと小さくできます",
    max_bytes=200_000_000,  # 200,000 opinions have half of it
)
_OTHERS: Final = (
    ("word/document.xml", "Wordのファイルです"),
    ("ppt/presentation.xml", "PowerPointのファイルです"),
    ("xl/workbook.bin", "バイナリ形式のExcelのファイル（.xlsb）です"),
    ("content.xml", "OpenDocumentのファイル（.ods など）です"),
)


class Workbook(Value):
    """An Excel file: the names and parts of its sheets that can be seen, and of those that are hidden."""

    sheets: tuple[tuple[str, str], ...]
    hidden: tuple[str, ...]
    has_macros: bool
    _entries: Mapping[str, bytes]
    _surroundings: Surroundings

    def grids(self) -> Iterator[Grid]:
        """Yield the sheets that can be seen, each read when it is asked for.

        Raises:
            UnreadableFileError: a sheet is broken, or beyond the limits of a table.
        """
        for name, part in self.sheets:
            yield read_sheet(name, part, self._entries[part], self._surroundings)


def open_workbook(data: bytes) -> Workbook:
    """Open an Excel file.

    Raises:
        UnreadableFileError: no Excel file, protected, damaged, or not safe to read.
    """
    entries = read_archive(data, EXCEL).entries
    main = _main_part(entries)
    relations = _relations(entries, main)
    texts, styles = _related(relations, "sharedStrings"), _related(relations, "styles")
    described = elements_of(main, entries[main])
    sheets = [attributes for name, attributes in described if name == "sheet"]
    parts = {number: part for number, (kind, part) in relations.items() if kind == "worksheet" and part in entries}
    named = [(each, parts[each.get("id", "")]) for each in sheets if each.get("id", "") in parts]
    since_1904 = any(name == "workbookPr" and each.get("date1904") in {"1", "true"} for name, each in described)
    shared = SharedTexts()
    if texts in entries:
        read_part(texts, entries[texts], shared)
    looks = elements_of(styles, entries[styles]) if styles in entries else []
    return Workbook(
        tuple((each.get("name", ""), part) for each, part in named if not _is_hidden(each)),
        tuple(each.get("name", "") for each, _ in named if _is_hidden(each)),
        any(name.lower().endswith("vbaproject.bin") for name in entries),
        entries,
        Surroundings(shared.found, dated_styles(looks), struck_styles(looks), since_1904),
    )


def _is_hidden(sheet: dict[str, str]) -> bool:
    return sheet.get("state", "visible") != "visible"


def _main_part(entries: Mapping[str, bytes]) -> str:
    for name, what in _OTHERS:
        if name in entries:
            message = f"{EXCEL.name}ではなく、{what}"
            raise UnreadableFileError(message, _SAVE_AS)
    main = _related(_relations(entries, ""), "officeDocument")
    if main not in entries:
        message = f"{EXCEL.name}ではありません"
        raise UnreadableFileError(message, "Excelで作った .xlsx のファイルを指定してください")
    return main


def _relations(entries: Mapping[str, bytes], source: str) -> dict[str, tuple[str, str]]:
    """Return the kind and the part of each relationship of a part, or of the package, by its id."""
    folder, name = posixpath.split(source)
    part = posixpath.join(folder, "_rels", f"{name}.rels")
    if part not in entries:
        what = f"部品のつながり（{part}）がありません"
        raise broken(what)
    return {
        attributes.get("Id", ""): (attributes.get("Type", "").rpartition("/")[2], _target(folder, attributes))
        for name, attributes in elements_of(part, entries[part])
        if name == "Relationship" and attributes.get("TargetMode") != "External"
    }


def _target(folder: str, attributes: dict[str, str]) -> str:
    target = attributes.get("Target", "")
    return posixpath.normpath(target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target))


def _related(relations: dict[str, tuple[str, str]], wanted: str) -> str:
    return next((part for kind, part in relations.values() if kind == wanted), "")
