"""The comments of a tracked paper: comments.xml, which of them are settled, and who wrote them.

Forms: ECMA-376 part 1 §17.13.4; [MS-DOCX] commentsEx and people, which Word
itself writes since 2013.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dxplan_cli.render.word import looks
from dxplan_cli.render.word.package import WORD_TYPE, PackagePart, Relation, relation_type
from dxplan_cli.render.word.paragraphs import begin_paragraph
from dxplan_cli.render.word.settings import settings_part
from dxplan_cli.render.word.xml import WORD, child, plant, root, serialize, write_text
from dxplan_cli.value import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dxplan_cli.papers.blocks import Comment
    from dxplan_cli.render.word.ledger import Ledger, Reviser
    from dxplan_cli.render.word.package import Package
    from dxplan_cli.render.word.xml import Element

_WORD_2010: Final = "http://schemas.microsoft.com/office/word/2010/wordml"
_WORD_2012: Final = "http://schemas.microsoft.com/office/word/2012/wordml"
_COMPATIBILITY: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_NAMES: Final = {"w": WORD, "w14": _WORD_2010, "w15": _WORD_2012, "mc": _COMPATIBILITY}
_RELATIONS_2011: Final = "http://schemas.microsoft.com/office/2011/relationships"
_SETTINGS: Final = "word/settings.xml"
_INITIALS: Final = 3


def with_comments(package: Package, ledger: Ledger) -> Package:
    """Return the package of a tracked paper with its comments; without any, or untracked, as it is but for the settings."""
    if ledger.reviser is None:
        return package
    settings = replace(package.part(_SETTINGS), blob=settings_part(is_tracked=True))
    if not ledger.comments:
        return package.with_parts([settings])
    drawn = (
        ("rIdComments", relation_type("comments"), "comments", comments_part(ledger.comments, ledger.reviser)),
        (
            "rIdCommentsExtended",
            f"{_RELATIONS_2011}/commentsExtended",
            "commentsExtended",
            extended_part(ledger.comments),
        ),
        ("rIdPeople", f"{_RELATIONS_2011}/people", "people", people_part(ledger.reviser)),
    )
    parts = [PackagePart(f"word/{name}.xml", f"{WORD_TYPE}{name}+xml", blob) for _, _, name, blob in drawn]
    relations = [Relation(identifier, kind, f"word/{name}.xml") for identifier, kind, name, _ in drawn]
    return package.with_parts([settings, *parts], relations)


def comments_part(comments: Sequence[Comment], reviser: Reviser) -> bytes:
    """Return comments.xml: a paragraph a line, the last of them known to commentsExtended.xml by its number."""
    part = _root("w:comments")
    for number, comment in enumerate(comments):
        element = child(part, "comment", id=number, **reviser.attributes, initials=reviser.author[-_INITIALS:])
        lines = comment.lines or ("",)
        for at, line in enumerate(lines, start=1):
            paragraph = begin_paragraph(element, looks.COMMENT)
            if at == 1:
                sign = child(paragraph, "r")
                child(child(sign, "rPr"), "rStyle", val="CommentReference")
                child(sign, "annotationRef")
            if at == len(lines):
                paragraph.set("w14:paraId", _paragraph_id(number))
            write_text(child(paragraph, "r"), line)
    return serialize(part)


def extended_part(comments: Sequence[Comment]) -> bytes:
    """Return commentsExtended.xml: which comments are resolved."""
    part = _root("w15:commentsEx")
    for number, comment in enumerate(comments):
        entry = plant(part, "w15:commentEx")
        entry.set("w15:paraId", _paragraph_id(number))
        entry.set("w15:done", str(int(comment.is_resolved)))
    return serialize(part)


def people_part(reviser: Reviser) -> bytes:
    """Return people.xml: the office, which has no account anywhere."""
    part = _root("w15:people")
    person = plant(part, "w15:person", **{"w15:author": reviser.author})
    plant(person, "w15:presenceInfo", **{"w15:providerId": "None", "w15:userId": reviser.author})
    return serialize(part)


def _root(name: str) -> Element:
    part = root(name, _NAMES)
    part.set("mc:Ignorable", "w14 w15")
    return part


def _paragraph_id(number: int) -> str:
    """Return the number of a comment's last paragraph: eight hexadecimal digits, never zero."""
    return f"{number + 1:08X}"
