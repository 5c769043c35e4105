"""A draft out of a file somebody wrote: Word or Markdown."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dxplan_cli.errors import DataError, UnreadableFileError, UsageError
from dxplan_cli.model.plan import Draft
from dxplan_cli.store.cleaning import as_read
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dxplan_cli.intake.manuscript.pieces import Manuscript

_MARKDOWN: Final = (".md", ".markdown")
_WORD: Final = (".docx", ".docm", ".dotx", ".dotm")
_MOST_BYTES: Final = 500_000_000
_MOST_CHARACTERS: Final = 20_000_000


class View(StrEnum):
    """How tracked changes in a file are taken."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"


class WrittenDraft(Value):
    """A file as a draft, without a date: its ids are its own; remarks for the user, and image files by the names its figures use."""

    draft: Draft
    remarks: tuple[str, ...]
    images: Mapping[str, bytes]


def is_manuscript(name: str) -> bool:
    """Tell whether a name means a file and no draft of a plan."""
    return name.lower().endswith((*_WORD, *_MARKDOWN)) or Path(name).is_file()


def read_manuscript(name: str, view: View) -> WrittenDraft:
    """Read a file as a draft; its label is the file's name.

    Raises:
        UsageError: there is no such file.
        UnreadableFileError: it is of another kind, protected, damaged, not safe to read, or says nothing.
        DataError: the system refuses to read it.
    """
    return _written(Path(name), read_pieces(name, view))


def read_pieces(name: str, view: View) -> Manuscript:
    """Read a file as the pieces it is made of; what raises is as for `read_manuscript`."""
    path = Path(name)
    try:
        manuscript = as_read(_read(path, read_bytes(path), view))
    except UnreadableFileError as error:
        message = f"{path.as_posix()}：{error.message}"
        raise UnreadableFileError(message, error.hint) from error
    if not manuscript.pieces:
        message = f"{path.as_posix()}：文章がありません"
        raise UnreadableFileError(message, "ファイルを確かめてください")
    return manuscript


def _written(path: Path, manuscript: Manuscript) -> WrittenDraft:
    from dxplan_cli.intake.manuscript.signs import with_inferred  # noqa: PLC0415 - for files only
    from dxplan_cli.intake.manuscript.tree import grow  # noqa: PLC0415 - for files only

    grown = grow(manuscript)
    guessed = f"見出しのスタイルがないので、「第１章」などの番号から{grown.guessed}か所を見出しとしました"
    remarks = (*manuscript.remarks, *([guessed] if grown.guessed else []))
    chapters = with_inferred(grown.chapters, manuscript.inferred)
    draft = Draft(id=path.as_posix(), label=path.stem, date="", chapters=chapters)
    return WrittenDraft(draft, tuple(f"{path.name}：{remark}" for remark in remarks), manuscript.images)


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file somebody sent.

    Raises:
        UsageError: there is no such file.
        DataError: it is too large, or the system refuses to read it.
    """
    try:
        if not path.is_file():
            message = f"ファイル {path.as_posix()} がありません"
            raise UsageError(message, "名前と、いるフォルダを確かめてください")
        if path.stat().st_size > _MOST_BYTES:
            message = f"{path.as_posix()} は大きすぎます（約{path.stat().st_size // 1_000_000:,}MB）"
            raise DataError(message, "写真が多いときは、Wordの「図の圧縮」で小さくできます")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        message = f"{path.as_posix()} を読めません（{getattr(error, 'strerror', None) or error}）"
        raise DataError(
            message, "ファイルを読む権利があるか、ほかのプログラムで開いていないかを確かめてください"
        ) from error


def _read(path: Path, data: bytes, view: View) -> Manuscript:
    if path.suffix.lower() in _MARKDOWN:
        return _read_text(data)
    from dxplan_cli.intake.manuscript.word import read_word  # noqa: PLC0415 - lxml
    from dxplan_cli.render.picture.image_file import read_size  # noqa: PLC0415 - for Word files only

    return read_word(data, rejected=view is View.REJECTED, is_shown=lambda image: read_size(image) is not None)


def _read_text(data: bytes) -> Manuscript:
    from dxplan_cli.intake.encodings import decode  # noqa: PLC0415 - for Markdown only
    from dxplan_cli.intake.manuscript.markdown import read_markdown  # noqa: PLC0415 - for Markdown only
    from dxplan_cli.text.characters import clean  # noqa: PLC0415 - for Markdown only

    try:
        text, _ = decode(data)
    except UnreadableFileError as error:
        message = "文章として読めません：文字コードが分からないか、文字のファイルではありません"
        raise UnreadableFileError(message, "UTF-8 で保存し直してください") from error
    if len(text) > _MOST_CHARACTERS:
        message = f"ファイルが大きすぎます（{len(text):,}字）"
        raise UnreadableFileError(message, "ファイルをいくつかに分けてください")
    return read_markdown(clean(text))
