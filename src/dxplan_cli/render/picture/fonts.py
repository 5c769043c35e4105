"""The Japanese font of the pictures: the one that is installed with dxplan, else one that is known to be on the machine.

A font counts only if it holds the letters of Japanese; a picture of empty boxes is never made.
"""

from __future__ import annotations

import os
import struct
from bisect import bisect_right
from functools import cache
from importlib.util import find_spec
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias
from unicodedata import normalize

from dxplan_cli.errors import DataError
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SHIPPED: Final = ("noto_cjk_sans_jp_regular", "NotoSansCJKjp-Regular.otf")
"""A package this one depends on, and the file in it."""
FACES: Final = (
    "NotoSansCJKjp-Regular.otf", "BIZ-UDGothicR.ttc", "BIZUDGothic-Regular.ttf", "YuGothR.ttc", "YuGothM.ttc",
    "meiryo.ttc", "msgothic.ttc", "ヒラギノ角ゴシック W3.ttc", "NotoSansCJK-Regular.ttc", "NotoSansJP-Regular.ttf",
    "NotoSansJP-Regular.otf", "NotoSansJP[wght].ttf", "ipaexg.ttf", "ipag.ttf", "TakaoGothic.ttf", "VL-Gothic-Regular.ttf",
    "SourceHanSansJP-Regular.otf",
)  # fmt: skip
"""Files of sans-serif Japanese faces on Windows, macOS and Linux, the best first."""
_PROBE: Final = "青森県あア"
_COLLECTION, _TABLE_RECORD, _SEGMENTED, _GROUPED = b"ttcf", 16, 4, 12
_FAMILY_NAMES: Final = (16, 1)
_WINDOWS, _ENGLISH = 3, 0x409
_MOST_DEPTH: Final = 4
_HIGHEST: Final = 0x10FFFF


Span: TypeAlias = tuple[int, int, int]
"""Code points a font holds, first and last, and the number of the first one's shape; 0 is the shape of what is missing."""


class Font(Value):
    """A font file and the family it is asked for by; `spans` are in order."""

    path: Path
    family: str
    spans: tuple[Span, ...]

    def holds(self, letter: str) -> bool:
        """Tell whether the font has a shape for a letter."""
        code = ord(letter)
        at = bisect_right(self.spans, (code, _HIGHEST, 0)) - 1
        if at < 0:
            return False
        first, last, shape = self.spans[at]
        return code <= last and (shape > 0 or code > first)


@cache
def find_font() -> Font:
    """Return the font pictures are drawn with, the same on every call.

    Raises:
        DataError: there is none that holds Japanese.
    """
    for path in _candidates():
        font = read_font(path)
        if font is not None:
            return font
    message = "図を描くための日本語フォントが見つかりません"
    hint = (
        "dxplanを入れ直す（pip install --force-reinstall dxplan-cli）か、"
        "BIZ UDゴシックなどの日本語フォントをこのパソコンに入れてから、もう一度実行してください"
    )
    raise DataError(message, hint)


def read_font(path: Path) -> Font | None:
    """Return the font in a file, the first of a collection; None for one without Japanese, or no font at all."""
    try:
        with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
            tables = _tables(data)
            spans = _spans(data, tables[b"cmap"])
            family = _family(data, tables[b"name"])
    except (OSError, struct.error, KeyError, ValueError, IndexError):
        return None
    font = Font(path, family, spans)
    return font if family and all(map(font.holds, _PROBE)) else None


def _candidates() -> Iterator[Path]:
    package, name = SHIPPED
    found = find_spec(package)
    if found is not None and found.origin is not None:
        yield Path(found.origin).with_name(name)
    on_machine = {_key(path.name): path for folder in reversed(font_folders()) for path in _files(folder)}
    yield from (on_machine[_key(face)] for face in FACES if _key(face) in on_machine)


def _key(name: str) -> str:
    """Return a file name as it is compared: without case, and composed, as macOS may take kana apart."""
    return normalize("NFC", name).lower()


def font_folders() -> tuple[Path, ...]:
    """Return where fonts lie on Windows, macOS and Linux, a user's own first."""
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 - Path.home() fails for a user without a home
    windows = Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts"
    own = os.environ.get("LOCALAPPDATA")
    return (
        *((Path(own) / "Microsoft" / "Windows" / "Fonts",) if own else ()),
        windows,
        home / "Library" / "Fonts",
        Path("/Library/Fonts"),
        Path("/System/Library/Fonts"),
        home / ".local" / "share" / "fonts",
        home / ".fonts",
        Path("/usr/local/share/fonts"),
        Path("/usr/share/fonts"),
    )


def _files(folder: Path, depth: int = 0) -> Iterator[Path]:
    """Yield the files below a folder, in the order of their names; what cannot be read is not there."""
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        return
    for entry in entries:
        if entry.is_dir():
            yield from _files(entry, depth + 1) if depth < _MOST_DEPTH else ()
        else:
            yield entry


def _tables(data: mmap) -> dict[bytes, int]:
    """Return where each table of the first face begins."""
    start = struct.unpack_from(">L", data, 12)[0] if data[:4] == _COLLECTION else 0
    (count,) = struct.unpack_from(">H", data, start + 4)
    records = (struct.unpack_from(">4sLL", data, start + 12 + number * _TABLE_RECORD) for number in range(count))
    return {tag: offset for tag, _, offset in records}


def _spans(data: mmap, at: int) -> tuple[Span, ...]:
    """Read which code points a `cmap` holds: its table of all planes if there is one, else that of the first."""
    (count,) = struct.unpack_from(">H", data, at + 2)
    offsets = (struct.unpack_from(">HHL", data, at + 4 + 8 * number)[2] for number in range(count))
    by_format = {struct.unpack_from(">H", data, at + offset)[0]: at + offset for offset in offsets}
    if _GROUPED in by_format:
        return tuple(_grouped(data, by_format[_GROUPED]))
    return tuple(_segmented(data, by_format[_SEGMENTED]))


def _grouped(data: mmap, at: int) -> Iterator[Span]:
    (count,) = struct.unpack_from(">L", data, at + 12)
    yield from struct.iter_unpack(">LLL", data[at + 16 : at + 16 + 12 * count])


def _segmented(data: mmap, at: int) -> Iterator[Span]:
    count = struct.unpack_from(">H", data, at + 6)[0] // 2
    lasts = struct.unpack_from(f">{count}H", data, at + 14)
    firsts = struct.unpack_from(f">{count}H", data, at + 16 + 2 * count)
    yield from ((first, last, 1) for first, last in zip(firsts, lasts, strict=True) if first != 0xFFFF)


def _family(data: mmap, at: int) -> str:
    """Read the English name of the family, as a picture asks for it."""
    _, count, strings = struct.unpack_from(">HHH", data, at)
    records: Sequence[tuple[int, ...]] = [struct.unpack_from(">6H", data, at + 6 + 12 * each) for each in range(count)]
    for wanted in _FAMILY_NAMES:
        for platform, _, language, name, length, offset in records:
            if (platform, language, name) == (_WINDOWS, _ENGLISH, wanted):
                start = at + strings + offset
                return data[start : start + length].decode("utf-16-be")
    return ""
