"""A Word file as parts and trees: `open_word`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dxplan_cli.errors import UnreadableFileError
from dxplan_cli.intake.archive import FileKind, read_archive
from dxplan_cli.intake.word.markup import parse_part, refuse_excess
from dxplan_cli.intake.word.names import w
from dxplan_cli.intake.word.relations import (
    TYPES_PART,
    ContentTypes,
    Relationship,
    read_content_types,
    read_relationships,
    source_of,
)
from dxplan_cli.value import Value, field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dxplan_cli.intake.word.names import Element

WORD: Final = FileKind(
    program="Word",
    suffix=".docx",
    old_suffix=".doc",
    save_as="Wordで開き、「名前を付けて保存」で「Word 文書 (*.docx)」を選んで保存し直してください",
    shrink="送り主に確かめてください。写真が多いときは、Wordの「図の圧縮」で小さくできます",
    max_bytes=500_000_000,  # a paper with many photographs has a tenth of it
    max_ratio=200,
)
_STORIES: Final = ("header", "footer", "footnotes", "endnotes", "comments")
_NOT_DOCX: Final = "Wordで作った .docx のファイルを指定してください"
_OTHER_OFFICES: Final = (
    ("spreadsheetml", "Excelのファイルです"),
    ("presentationml", "PowerPointのファイルです"),
    ("ms-excel", "Excelのファイルです"),
    ("ms-powerpoint", "PowerPointのファイルです"),
    ("opendocument", "OpenDocumentのファイルです"),
)


class Story(Value):
    """One text of a file: the document, a header, a footer, the notes or the comments.

    `body` holds the paragraphs: `w:body` of the document, else the root of the part.
    """

    kind: str
    part: str
    body: Element


class WordPackage(Value):
    """A Word file. `relations` are by source part, those of the package under the empty name. Trees are not to be changed."""

    main: str
    entries: Mapping[str, bytes]
    duplicates: tuple[str, ...]
    content_types: ContentTypes
    relations: Mapping[str, tuple[Relationship, ...]]
    _trees: dict[str, Element] = field(default_factory=dict)
    _parsed: list[int] = field(default_factory=list)

    def tree(self, part: str) -> Element:
        """Return the root of a part.

        Raises:
            UnreadableFileError: it is missing or its XML is broken or not allowed, or there is too much of it.
        """
        if part not in self._trees:
            if part not in self.entries:
                message = f"Wordのファイルの中に、あるはずの部品がありません（{part}）"
                raise UnreadableFileError(message, "Wordで開いて保存し直してください")
            self._parsed.append(len(self.entries[part]))
            refuse_excess(part, sum(self._parsed))
            self._trees[part] = parse_part(part, self.entries[part])
        return self._trees[part]

    def related(self, kind: str) -> tuple[str, ...]:
        """Return the parts the document is related to in one way, such as "comments", in order, those that are there."""
        targets = (each.target for each in self.relations.get(self.main, ()) if each.kind == kind)
        return tuple(dict.fromkeys(target for target in targets if target in self.entries))

    @property
    def stories(self) -> tuple[Story, ...]:
        """Every text of the file: the document first, then headers, footers, footnotes, endnotes, comments.

        Raises:
            UnreadableFileError: a part is broken.
        """
        others = (Story(kind, part, self.tree(part)) for kind in _STORIES for part in self.related(kind))
        return (Story("document", self.main, self.body), *others)

    @property
    def body(self) -> Element:
        """The `w:body` of the document."""
        body = self.tree(self.main).find(w("body"))
        if body is None:
            message = f"Wordのファイルに本文がありません（{self.main}）"
            raise UnreadableFileError(message, _NOT_DOCX)
        return body

    @property
    def has_macros(self) -> bool:
        """Tell whether the file brings programs along."""
        declared = (*self.content_types.overrides.values(), *self.content_types.defaults.values())
        related = (each.kind for relations in self.relations.values() for each in relations)
        return any("macroEnabled" in each or "vbaProject" in each for each in (*declared, *related))


def open_word(data: bytes) -> WordPackage:
    """Open a Word file and find its document by the relationships, whatever its parts are called.

    Raises:
        UnreadableFileError: no Word file, protected, damaged, or not safe to read; the message is for the user.
    """
    archive = read_archive(data, WORD)
    names = {name.lower(): name for name in archive.entries}
    declared = names.get(TYPES_PART.lower())
    if declared is None:
        is_open_document = archive.entries.get("mimetype", b"").startswith(b"application/vnd.oasis")
        what = (
            "OpenDocumentのファイル（.odt など）です" if is_open_document else "Wordのファイル（.docx）ではありません"
        )
        raise UnreadableFileError(what, _NOT_DOCX)
    types = read_content_types(archive.entries[declared])
    relations = {
        source: read_relationships(source, blob, names)
        for name, blob in archive.entries.items()
        if (source := source_of(name)) is not None
    }
    main = _main_part(relations.get("", ()), types, archive.entries)
    package = WordPackage(main, archive.entries, archive.duplicates, types, relations)
    _ = package.body
    return package


def _main_part(relations: tuple[Relationship, ...], types: ContentTypes, entries: Mapping[str, bytes]) -> str:
    main = next((each.target for each in relations if each.kind == "officeDocument"), None)
    if main is None or main not in entries:
        message = "Wordのファイルに本文の部品がありません"
        raise UnreadableFileError(message, _NOT_DOCX)
    content_type = types.of(main) or ""
    for sign, what in _OTHER_OFFICES:
        if sign in content_type:
            message = f"Wordのファイルではなく、{what}"
            raise UnreadableFileError(message, _NOT_DOCX)
    return main
