"""Image files the office has made: what the header of a PNG or JPEG says."""

from __future__ import annotations

import struct
from typing import NamedTuple

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""The markers of a JPEG behind which its size stands."""
_FILL, _ALONE = 0xFF, frozenset({0x01, *range(0xD0, 0xD8)})


class ImageSize(NamedTuple):
    """Which format an image file has, `png` or `jpeg`, and how many pixels."""

    format: str
    width: int
    height: int


def read_size(data: bytes) -> ImageSize | None:
    """Return format and size; None for what is no PNG or JPEG, is cut off before its size, or has none."""
    try:
        size = _png_size(data) if data.startswith(_PNG) else _jpeg_size(data) if data.startswith(_JPEG) else None
    except (struct.error, IndexError):
        return None
    return size if size is not None and size.width > 0 and size.height > 0 else None


def _png_size(data: bytes) -> ImageSize | None:
    name, width, height = struct.unpack_from(">4sLL", data, 12)
    return ImageSize("png", width, height) if name == b"IHDR" else None


def _jpeg_size(data: bytes) -> ImageSize | None:
    at = 2
    while data[at] == _FILL:
        marker = data[at + 1]
        if marker == _FILL:
            at += 1
            continue
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", data, at + 5)
            return ImageSize("jpeg", width, height)
        at += 2 if marker in _ALONE else 2 + struct.unpack_from(">H", data, at + 2)[0]
    return None
