"""Word files made to harm, or damaged on the way: read, or refused in Japanese; never a crash."""

from __future__ import annotations

import re
from copy import deepcopy
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from manuscripts import of_word, outline
from strategies import tries
from test_manuscript_word import CASES, ENTRIES, PARTS, file, table
from word_files import W, body, part, word_file, zipped

from dxplan_cli.errors import UnreadableFileError

WHOLE = (
    "".join(short for short, _ in CASES.values())
    + "<p><ins id='1' author='a'>{新}</ins><del id='2' author='a'>[古]</del></p>"
)
ODD = ("", "0", "-1", "１", "9" * 30, "1e9", "rId9", "rId99", "continue", "a", "x" * 300)


@cache
def whole() -> etree._Element:
    return body(WHOLE)


def read_or_refuse(data: bytes) -> None:
    """Read a file; a refusal is in Japanese."""
    told = ""
    try:
        outline(of_word(data))
    except UnreadableFileError as error:
        told = error.message
    assert not told or re.search("[ぁ-ん]", told)


@given(st.data())
@tries()
def test_a_file_whose_parts_are_out_of_place_is_read_or_refused(data: st.DataObject) -> None:
    tree = deepcopy(whole())
    for _ in range(data.draw(st.integers(1, 8))):
        elements = list(tree.iter())[1:]
        one, other = (data.draw(st.sampled_from(elements)) for _ in range(2))
        match data.draw(st.sampled_from(("drop", "double", "move", "rename", "odd"))):
            case "drop":
                one.getparent().remove(one)
            case "double":
                one.addnext(deepcopy(one))
            case "move" if one not in (other, *other.iterancestors()):
                other.append(one)
            case "rename":
                one.tag = other.tag
            case "odd":
                for name in one.attrib:
                    one.set(name, data.draw(st.sampled_from(ODD)))
            case _:
                pass
    document = etree.tostring(tree).replace(b"<body", f'<w:document xmlns:w="{W}"><body'.encode(), 1) + b"</w:document>"
    read_or_refuse(word_file("", PARTS, {**ENTRIES, "word/document.xml": document}))


@given(
    st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(0, 255)), min_size=1, max_size=20), st.integers(0, 1 << 20)
)
@tries()
def test_a_file_with_other_bytes_is_read_or_refused(others: list[tuple[int, int]], end: int) -> None:
    blob = bytearray(file(WHOLE))
    for at, byte in others:
        blob[at % len(blob)] = byte
    read_or_refuse(bytes(blob[: len(blob) - end % 3 * (end % len(blob)) // 2]))


def test_tables_in_tables_to_the_depth_xml_may_have() -> None:
    inside = "<p>{中}</p>"
    for _ in range(60):
        inside = table(f"<tc>{inside}<p>{{外}}</p></tc><tc><p/></tc>")
    assert "中" in "".join(outline(of_word(file(inside))))


def test_a_merge_over_a_million_columns_takes_no_room() -> None:
    wide = "<tc><tcPr><gridSpan val='999999999'/></tcPr><p>{甲}</p></tc><tc><p>{乙}</p></tc>"
    assert max(map(len, outline(of_word(file(table(wide, wide)))))) < 1000


@pytest.mark.parametrize(
    "entries",
    [
        {"word/document.xml": b"<document/>"},
        {"word/styles.xml": b"<broken"},
        {"word/numbering.xml": part("numbering", "<numbering/>")[:-5]},
        {"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><document>&b;</document>'},
    ],
)
def test_a_broken_part_is_refused(entries: dict[str, bytes]) -> None:
    with pytest.raises(UnreadableFileError):
        of_word(word_file("<p>{文}</p>", PARTS, {**ENTRIES, **entries}))


def test_what_is_no_word_file_is_refused() -> None:
    for data in (b"", b"%PDF-1.7", b"PK", zipped({"a.txt": b"a"})):
        with pytest.raises(UnreadableFileError):
            of_word(data)
