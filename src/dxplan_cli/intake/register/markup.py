"""XML of an Excel part, read as a stream: the only home of expat. Nothing is built that the caller does not keep."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol
from xml.parsers import expat

from dxplan_cli.errors import UnreadableFileError

if TYPE_CHECKING:
    from collections.abc import Callable

_SAVE_AGAIN: Final = "Excelで開いて保存し直すか、元のファイルをもう一度受け取ってください"


class Reader(Protocol):
    """What listens to a part; names come without their prefix."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Hear an element begin."""

    def end(self, name: str) -> None:
        """Hear an element end."""

    def text(self, text: str) -> None:
        """Hear characters."""


def read_part(part: str, blob: bytes, reader: Reader) -> None:
    """Let a reader hear a part from beginning to end.

    Raises:
        UnreadableFileError: not well-formed, or with a DOCTYPE, through which entities could grow without bound.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refusing(part)
    parser.StartElementHandler = lambda name, attributes: reader.start(name.rpartition(":")[2], attributes)
    parser.EndElementHandler = lambda name: reader.end(name.rpartition(":")[2])
    parser.CharacterDataHandler = reader.text
    try:
        parser.Parse(blob, True)  # noqa: FBT003 - expat knows no keywords
    except (expat.ExpatError, ValueError, LookupError) as error:  # the latter two: encodings expat does not know
        message = f"Excelのファイルの中のXMLが壊れています（{part}：{parser.CurrentLineNumber}行）"
        raise UnreadableFileError(message, _SAVE_AGAIN) from error


def _refusing(part: str) -> Callable[..., None]:
    def refuse(*_: object) -> None:
        message = f"Excelのファイルに、許されない宣言（DOCTYPE）があります（{part}）"
        raise UnreadableFileError(message, "Excelが作ったファイルではありません。送り主に確かめてください")

    return refuse


def broken(what: str) -> UnreadableFileError:
    """Return the refusal of a workbook whose parts do not fit together."""
    return UnreadableFileError(f"Excelのファイルが壊れています：{what}", _SAVE_AGAIN)


class Elements:
    """A reader that keeps the names and attributes of all elements, for the small parts of a file."""

    def __init__(self) -> None:
        """Begin with none."""
        self.found: list[tuple[str, dict[str, str]]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Keep an element."""
        self.found.append((name, {key.rpartition(":")[2]: value for key, value in attributes.items()}))

    def end(self, name: str) -> None:
        """Let it pass."""

    def text(self, text: str) -> None:
        """Let it pass."""


def elements_of(part: str, blob: bytes) -> list[tuple[str, dict[str, str]]]:
    """Return the names and attributes of all elements of a part, in document order, without their prefixes."""
    reader = Elements()
    read_part(part, blob, reader)
    return reader.found
