"""What a text is made of, in reading order: the same for every kind of file it came in.

Every piece may have the `id` of the node it is to become; files have none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias

from dxplan_cli.value import Value, field

if TYPE_CHECKING:
    from collections.abc import Mapping

TYPED_BULLET: Final = re.compile(r"(?P<sign>[・･●○◆◇■□▪•►▶])(?!(?P=sign))[\s\u3000]*(?=\S)")
"""A bullet typed at the head of a paragraph."""
FOOTNOTE: Final = "（脚注）"
ENDNOTE: Final = "（文末脚注）"


class Heading(Value):
    """A heading of level 1 or deeper; `number` is what the program that wrote the file counts by itself."""

    level: int
    text: str
    number: str | None = None
    id: str | None = None


class Text(Value):
    """A paragraph."""

    text: str
    id: str | None = None


class Entry(Value):
    """An entry of a list, without its bullet or number: how deep it stands, from 0, and the number as printed."""

    text: str
    id: str | None = None
    level: int = 0
    number: str | None = None


class Caption(Value):
    """The title of the table or picture beside it, which takes its id."""

    text: str
    id: str | None = None


class Grid(Value):
    """A table; the first `heads` rows are its heading. A merged cell has its text where it begins.

    `keys` are names of its rows, one for each, if they have any.
    """

    rows: tuple[tuple[str, ...], ...]
    heads: int
    id: str | None = None
    keys: tuple[str | None, ...] = ()


class Image(Value):
    """A picture: the digest of its file, what it is called for who cannot see it, and its file's name if it can be shown."""

    digest: str
    alt: str | None = None
    name: str | None = None
    id: str | None = None


Piece: TypeAlias = Heading | Text | Entry | Caption | Grid | Image


class Manuscript(Value):
    """A text as it was read: its pieces, those of headers and footers, remarks for the user, image files by name.

    `inferred` are the words at which the file says that they are inferred.
    """

    pieces: tuple[Piece, ...]
    margins: tuple[Piece, ...] = ()
    remarks: tuple[str, ...] = ()
    images: Mapping[str, bytes] = field(default_factory=dict)
    inferred: frozenset[str] = frozenset()
