"""The office's own image files, read for the papers that show them."""

from __future__ import annotations

from contextlib import suppress
from pathlib import PurePosixPath, PureWindowsPath
from types import MappingProxyType
from typing import TYPE_CHECKING

from dxplan_cli.errors import DataError
from dxplan_cli.papers.blocks import ImageFile, Picture

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from dxplan_cli.papers.blocks import PaperDocument

_MOST_BYTES = 32_000_000
_REMEDY = (
    "figure の image には、計画のデータのフォルダの中にあるPNGかJPEGの画像を、images/図.png のように書いてください"
)


def read_images(
    root: Path | None, papers: Iterable[PaperDocument], known: Mapping[str, bytes] = MappingProxyType({})
) -> dict[str, bytes]:
    """Return the bytes of every image file the papers show, by its path from the data folder on.

    `known` are those that came in a file. One that only the older draft shows may be gone since; it is then left out.

    Raises:
        DataError: a path leads out of the folder, or what is there is no image.
    """
    pictures = [block for paper in papers for block in paper.blocks if isinstance(block, Picture)]
    wanted = {block.drawing.path: True for block in pictures if isinstance(block.drawing, ImageFile)}
    for block in pictures:
        if isinstance(block.drawing, ImageFile) and not block.revision.is_old:
            wanted[block.drawing.path] = False
    read = {name: known.get(name) or _from_folder(root, name, may_miss=only_old) for name, only_old in wanted.items()}
    return {name: data for name, data in read.items() if data is not None}


def digests_of(root: Path, names: Iterable[str]) -> dict[str, str]:
    """Return the digest of every image file that is there, by its path; what cannot be read has none."""
    from dxplan_cli.intake.manuscript.pictures import picture_digest  # noqa: PLC0415 - for imports only

    found: dict[str, str] = {}
    for name in names:
        with suppress(DataError):
            data = _read(root, name, may_miss=True)
            if data is not None:
                found[name] = picture_digest(data)
    return found


def _from_folder(root: Path | None, name: str, *, may_miss: bool) -> bytes | None:
    return None if root is None else _read(root, name, may_miss=may_miss)


def _read(root: Path, name: str, *, may_miss: bool) -> bytes | None:
    path = _inside(root, name)
    try:
        if not path.is_file():
            if may_miss:
                return None
            message = f"図の画像 {name} がありません"
            raise DataError(message, _REMEDY)
        if path.stat().st_size > _MOST_BYTES:
            message = f"図の画像 {name} が大きすぎます（{path.stat().st_size:,}バイト）"
            raise DataError(message, f"{_MOST_BYTES:,}バイトまでに縮めてください")
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        message = f"図の画像 {name} を読めません（{getattr(error, 'strerror', None) or error}）"
        raise DataError(message, "ファイルを読む権利があるかを確かめてください") from error
    from dxplan_cli.render.picture.image_file import read_size  # noqa: PLC0415 - for papers with images only

    if read_size(data) is None:
        message = f"図の画像 {name} は、PNGでもJPEGでもないか、壊れています"
        raise DataError(message, "画像を開けるか確かめ、PNGかJPEGで保存し直してください")
    return data


def _inside(root: Path, name: str) -> Path:
    """Return the path of a name below the data folder, the same on every system.

    Raises:
        DataError: it is absolute, climbs out, or a link leads out.
    """
    parts = PurePosixPath(name.replace("\\", "/")).parts
    windows = PureWindowsPath(name)
    is_within = bool(parts) and not windows.drive and not windows.root and ".." not in parts
    try:
        path = (root / PurePosixPath(*parts)).resolve()
        is_within = is_within and path.is_relative_to(root.resolve())
    except (OSError, ValueError, RuntimeError):
        is_within, path = False, root
    if not is_within:
        message = f"図の画像 {name} は、計画のデータのフォルダの外を指しています"
        raise DataError(message, _REMEDY)
    return path
