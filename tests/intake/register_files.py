"""Tables as files: made by xlsxwriter, or written part by part where no program would write them so."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

from xlsxwriter import Workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def excel(rows: Iterable[Sequence[Any]], dress: Callable[[Any, Any], None] | None = None) -> bytes:
    """Make an Excel file of rows; `dress` may do anything else to its book and sheet."""
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("回答")
        for number, row in enumerate(rows):
            for at, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(number, at, value)
                elif value is not None:
                    sheet.write(number, at, value)
        if dress is not None:
            dress(book, sheet)
    return out.getvalue()


def parts(sheet: str, **others: str) -> dict[str, str]:
    """Return the parts of an Excel file with one sheet, given as the inside of its `worksheet`."""
    relation = '<Relationship Id="{0}" Type="{1}/{2}" Target="{3}"/>'
    listed = "".join(
        relation.format(name, OFFICE, kind, target)
        for name, kind, target in (
            ("r1", "worksheet", "worksheets/sheet1.xml"),
            ("r2", "sharedStrings", "sharedStrings.xml"),
            ("r3", "styles", "styles.xml"),
        )
    )
    return {
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}">'
        + relation.format("r1", OFFICE, "officeDocument", "xl/workbook.xml")
        + "</Relationships>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELATIONS}">{listed}</Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="回答" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}">{sheet}</worksheet>',
        **{f"xl/{name}.xml": text for name, text in others.items()},
    }


def packed(files: dict[str, str | bytes]) -> bytes:
    """Zip parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def cells(*rows: Sequence[str]) -> str:
    """Write rows of inline texts."""
    return "<sheetData>" + "".join(
        f'<row r="{number}">' + "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in row) + "</row>"
        for number, row in enumerate(rows, start=1)
    ) + "</sheetData>"  # fmt: skip
