"""What a .docx gives away: every text with deleted words and descriptions of pictures, authors, properties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dxplan_cli.intake.disclosure.properties import read_properties, readable_parts
from dxplan_cli.intake.disclosure.statement import Credit, Disclosure, Statement
from dxplan_cli.intake.word.names import local, value, w
from dxplan_cli.intake.word.package import open_word
from dxplan_cli.intake.word.text import paragraph_texts, read_pieces, unread_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.intake.word.names import Element
    from dxplan_cli.intake.word.package import Story, WordPackage

_STORIES: Final = {
    "document": "本文",
    "header": "ヘッダー",
    "footer": "フッター",
    "footnotes": "脚注",
    "endnotes": "文末脚注",
    "comments": "コメント",
}
_DESCRIBED: Final = ("descr", "title")
_PERSON_HEADING: Final = "氏名"


def disclose_word(data: bytes) -> Disclosure:
    """Read a .docx.

    Raises:
        UnreadableFileError: it is not one, is protected or damaged.
    """
    package = open_word(data)
    statements, credits_ = read_properties(package.entries, package.relations.get("", ()))
    stories = package.stories
    return Disclosure(
        (*(each for story in stories for each in _statements(story)), *statements),
        tuple(dict.fromkeys((*credits_, *(each for story in stories for each in _authors(story)), *_people(package)))),
        tuple(readable_parts(package.entries)),
    )


def _statements(story: Story) -> Iterator[Statement]:
    name = _STORIES[story.kind]
    rosters = {table for table in story.body.iter(w("tbl")) if _is_roster(table)}
    texts = read_pieces(story.body, unread_of(story.body, deleted=True))
    for at, (paragraph, pieces) in enumerate(texts.items(), start=1):
        text = "".join(pieces)
        if text.strip():
            is_roster = any(table in rosters for table in paragraph.iterancestors(w("tbl")))
            yield Statement(f"{name}の{at}番目の段落", text, is_roster=is_roster)
    for drawing in story.body.iter():
        if local(drawing.tag) == "docPr":
            for described in filter(None, (drawing.get(attribute) for attribute in _DESCRIBED)):
                yield Statement(f"{name}の図の説明", described)


def _is_roster(table: Element) -> bool:
    row = table.find(w("tr"))
    return row is not None and _PERSON_HEADING in {text.strip() for text in paragraph_texts(row)}


def _authors(story: Story) -> Iterator[Credit]:
    for marked in story.body.iter():
        author = value(marked, "author")
        if author:
            is_comment = marked.tag == w("comment")
            yield Credit("コメントの作成者" if is_comment else "変更履歴の作成者", author)


def _people(package: WordPackage) -> Iterator[Credit]:
    for part in package.related("people"):
        for person in package.tree(part):
            author = next((name for key, name in person.attrib.items() if local(str(key)) == "author"), "")
            if author:
                yield Credit("コメントや変更履歴の作成者", str(author))
