"""What a text file gives away: its lines."""

from __future__ import annotations

import codecs

from dxplan_cli.errors import UnreadableFileError
from dxplan_cli.intake.disclosure.statement import Disclosure, Statement


def disclose_lines(data: bytes) -> Disclosure:
    """Read a text file as UTF-8, as UTF-16 with a byte order mark, else as Shift_JIS (cp932).

    Raises:
        UnreadableFileError: it is none of these.
    """
    lines = enumerate(decode_text(data).splitlines(), start=1)
    return Disclosure(tuple(Statement(f"{at}行目", line, at) for at, line in lines if line.strip()))


def decode_text(data: bytes) -> str:
    """Return the text of a file in one of these encodings.

    Raises:
        UnreadableFileError: it is in none of them.
    """
    is_wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if is_wide else ("utf-8-sig", "cp932"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    message = "文字コードが分かりません"
    raise UnreadableFileError(message, "UTF-8 で保存し直してください")
