"""A member at work: edits of a Word file as Word tracks them, written by hand.

A member's own insertions are edited untracked; those of others are split by an insertion and hold a deletion inside.
"""

from __future__ import annotations

import io
import zipfile
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING

from lxml import etree

from intake.word_files import NAMES, W, zipped

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCUMENT, COMMENTS, THREADS = (f"word/{name}.xml" for name in ("document", "comments", "commentsExtended"))
_PARAGRAPH_ID = f"{{{NAMES['w14']}}}paraId"
_LEAST = 90_000
"""The first number of a member's change; each is made a minute after the one before."""
_FIRST = datetime(2023, 10, 5, 10, tzinfo=UTC)
_GONE = ("del", "moveFrom")
_WRAPPERS = ("ins", "del", "moveFrom", "moveTo")


def w(name: str) -> str:
    return f"{{{W}}}{name}"


def _thread(name: str) -> str:
    return f"{{{NAMES['w15']}}}{name}"


class Desk:
    """A file being edited; `at` names whoever sits there."""

    def __init__(self, data: bytes, author: str = "青森花子") -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            self._entries = {entry.filename: packed.read(entry) for entry in packed.infolist()}
        self.tree = etree.fromstring(self._entries[DOCUMENT])
        self.author = author
        self._numbers = count(_LEAST)

    def saved(self) -> bytes:
        written = etree.tostring(self.tree, xml_declaration=True, encoding="UTF-8", standalone=True)
        return zipped({**self._entries, DOCUMENT: written})

    @property
    def body(self) -> etree._Element:
        return self.tree.find(w("body"))

    def paragraphs(self) -> list[etree._Element]:
        """The paragraphs of the text that say something and still stand there."""
        return [each for each in self.body.iterchildren(w("p")) if text_of(each) and not _is_leaving(each)]

    def rows(self) -> list[etree._Element]:
        return [row for row in self.body.iter(w("tr")) if row.find(w("trPr")) is not None]

    def insert(self, paragraph: etree._Element, at: int, words: str) -> None:
        new = self._mark("ins")
        new.append(_run(words))
        before = self._run_before(paragraph, at)
        if before is None:
            properties = paragraph.find(w("pPr"))
            paragraph.insert(0 if properties is None else 1, new)
            return
        wrapper = before.getparent()
        if wrapper.tag == w("ins") and wrapper.get(w("author")) == self.author:
            before.addnext(new[0])
        elif wrapper.tag in map(w, _WRAPPERS):
            rest = deepcopy(wrapper)
            index = wrapper.index(before)
            for child in list(wrapper)[index + 1 :]:
                wrapper.remove(child)
            for child in list(rest)[: index + 1]:
                rest.remove(child)
            wrapper.addnext(new)
            if len(rest):
                new.addnext(rest)
        else:
            before.addnext(new)

    def delete(self, paragraph: etree._Element, start: int, end: int) -> None:
        self._run_before(paragraph, start)
        self._run_before(paragraph, end)
        at = 0
        for run, text in list(_live(paragraph)):
            if start <= at and at + len(text) <= end and text:
                self._strike(run)
            at += len(text)

    def delete_paragraph(self, paragraph: etree._Element) -> None:
        for run, _ in list(_live(paragraph)):
            self._strike(run)
        _fonts(paragraph).append(self._mark("del"))

    def add_paragraph(self, behind: etree._Element, words: str, *, by_enter: bool) -> None:
        """Write a paragraph: `by_enter` as when Enter is pressed at the end of the one before."""
        new = deepcopy(behind)
        for child in list(new):
            if child.tag != w("pPr"):
                new.remove(child)
        written = self._mark("ins")
        written.append(_run(words))
        new.append(written)
        behind.addnext(new)
        fresh = behind if by_enter else new
        fonts = _fonts(fresh)
        for child in list(fonts):
            if child.tag in map(w, _WRAPPERS):
                fonts.remove(child)
        fonts.insert(0, self._mark("ins"))

    def move(self, paragraph: etree._Element, behind: etree._Element) -> None:
        """Drag an unchanged paragraph elsewhere."""
        name = f"move{next(self._numbers)}"
        copy = deepcopy(paragraph)
        for tag in ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd"):
            for each in list(copy.iter(w(tag))):
                each.getparent().remove(each)
        for old, tag in ((paragraph, "moveFrom"), (copy, "moveTo")):
            _fonts(old).insert(0, self._mark(tag))
            for run in list(old.iterchildren(w("r"))):
                wrapper = self._mark(tag)
                run.addprevious(wrapper)
                wrapper.append(run)
        behind.addnext(copy)
        for old, tag in ((paragraph, "moveFrom"), (copy, "moveTo")):
            start, end = self._mark(f"{tag}RangeStart"), etree.Element(w(f"{tag}RangeEnd"))
            start.set(w("name"), name)
            end.set(w("id"), start.get(w("id")))
            old.addprevious(start)
            old.addnext(end)

    def delete_row(self, row: etree._Element) -> None:
        row.find(w("trPr")).append(self._mark("del"))
        for paragraph in row.iter(w("p")):
            for run, _ in list(_live(paragraph)):
                self._strike(run)

    def comment(self, paragraph: etree._Element, words: str, *, done: bool = False) -> None:
        """Remark on all words of a paragraph; the file must have comments already."""
        number = str(next(self._numbers))
        runs = [run for run, _ in _live(paragraph)]
        start, end, sign = (etree.Element(w(name)) for name in ("commentRangeStart", "commentRangeEnd", "r"))
        etree.SubElement(sign, w("commentReference")).set(w("id"), number)
        for each in (start, end):
            each.set(w("id"), number)
        _outermost(runs[0], paragraph).addprevious(start)
        for each in (sign, end):
            _outermost(runs[-1], paragraph).addnext(each)
        self._thread(self._remark(number, words), done=done)

    def answer(self, number: int, words: str, *, done: bool = False) -> None:
        """Answer the comment of that number in the file."""
        parts = etree.fromstring(self._entries[COMMENTS])
        asked = parts[number].findall(w("p"))[-1].get(_PARAGRAPH_ID)
        self._thread(self._remark(str(next(self._numbers)), words), asked, done=done)

    def _thread(self, own: str, asked: str | None = None, *, done: bool) -> None:
        threads = etree.fromstring(self._entries[THREADS])
        entry = etree.SubElement(threads, _thread("commentEx"))
        entry.set(_thread("paraId"), own)
        if asked is not None:
            entry.set(_thread("paraIdParent"), asked)
        entry.set(_thread("done"), str(int(done)))
        self._entries[THREADS] = etree.tostring(threads)

    def remarks(self) -> int:
        """Count the comments in the file."""
        return len(etree.fromstring(self._entries[COMMENTS]))

    def _remark(self, number: str, words: str) -> str:
        parts = etree.fromstring(self._entries[COMMENTS])
        comment = etree.SubElement(parts, w("comment"))
        comment.set(w("id"), number)
        comment.set(w("author"), self.author)
        paragraph = etree.SubElement(comment, w("p"))
        paragraph.append(_run(words))
        paragraph.set(_PARAGRAPH_ID, f"{int(number) + 0x100000:08X}")
        self._entries[COMMENTS] = etree.tostring(parts)
        return paragraph.get(_PARAGRAPH_ID) or ""

    def _mark(self, tag: str) -> etree._Element:
        mark = etree.Element(w(tag))
        number = next(self._numbers)
        mark.set(w("id"), str(number))
        mark.set(w("author"), self.author)
        mark.set(w("date"), f"{_FIRST + timedelta(minutes=number - _LEAST):%Y-%m-%dT%H:%M:%SZ}")
        return mark

    def _strike(self, run: etree._Element) -> None:
        parent = run.getparent()
        if parent.tag == w("ins") and parent.get(w("author")) == self.author:
            parent.remove(run)
            if not len(parent):
                parent.getparent().remove(parent)
            return
        gone = self._mark("del")
        run.addprevious(gone)
        gone.append(run)
        for text in run.iter(w("t")):
            text.tag = w("delText")

    def _run_before(self, paragraph: etree._Element, at: int) -> etree._Element | None:
        """Return the run that ends at a place, made so if need be; None at the beginning."""
        passed = 0
        for run, text in list(_live(paragraph)):
            if passed < at <= passed + len(text):
                if at < passed + len(text):
                    rest = deepcopy(run)
                    _set_text(run, text[: at - passed])
                    _set_text(rest, text[at - passed :])
                    run.addnext(rest)
                return run
            passed += len(text)
        return None


def text_of(paragraph: etree._Element) -> str:
    """What a paragraph says with everything accepted so far."""
    return "".join(text for _, text in _live(paragraph))


def is_plain(paragraph: etree._Element) -> bool:
    """Tell whether nobody changed anything in a paragraph yet."""
    return not any(True for _ in paragraph.iter(*map(w, _WRAPPERS)))


def _live(paragraph: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    for run in paragraph.iter(w("r")):
        text = "".join(each.text or "" for each in run.iter(w("t")))
        if text and not any(True for _ in run.iterancestors(*map(w, _GONE))) and run.find(w("tab")) is None:
            yield run, text


def _is_leaving(paragraph: etree._Element) -> bool:
    properties = paragraph.find(f"{w('pPr')}/{w('rPr')}")
    return properties is not None and any(properties.find(w(tag)) is not None for tag in _GONE)


def _outermost(run: etree._Element, paragraph: etree._Element) -> etree._Element:
    """Return what holds a run right below its paragraph."""
    return next(each for each in (run, *run.iterancestors()) if each.getparent() is paragraph)


def _fonts(paragraph: etree._Element) -> etree._Element:
    """Return the properties of a paragraph's mark."""
    properties = paragraph.find(w("pPr"))
    if properties is None:
        properties = etree.Element(w("pPr"))
        paragraph.insert(0, properties)
    fonts = properties.find(w("rPr"))
    if fonts is None:
        fonts = etree.SubElement(properties, w("rPr"))
    return fonts


def _run(words: str) -> etree._Element:
    run = etree.Element(w("r"))
    _set_text(run, words)
    return run


def _set_text(run: etree._Element, words: str) -> None:
    for text in list(run.iter(w("t"))):
        run.remove(text)
    text = etree.SubElement(run, w("t"))
    text.text = words
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
