"""Word files damaged or made to harm, each from a number alone: the same number gives the same file everywhere."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from copy import deepcopy
from random import Random
from typing import TYPE_CHECKING, Final

from lxml import etree

from intake.word_files import NAMES, W, zipped

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

R: Final = NAMES["r"]
MC: Final = NAMES["mc"]
JUNK: Final = (
    "", "0", "-1", "１", "9" * 9, "9" * 30, "1000000000", "1e9", "NaN", "rId1", "rId99", "continue", "restart", "true", "off", "a",
    "x" * 5000, "../../etc/passwd", "file:///etc/passwd", "http://192.0.2.1/a", "%00", "意見", "\u202e", "ffff", "10FFFF", "D800",
)  # fmt: skip
WRAPS: Final = ("w:sdt/w:sdtContent", "w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:customXml", "w:smartTag", "w:fldSimple", "w:hyperlink",
    "mc:AlternateContent/mc:Choice", "mc:AlternateContent/mc:Fallback", "w:r/w:pict/w:txbxContent", "w:tbl/w:tr/w:tc", "w:p", "w:rPr", "w:pPr", "w:trPr", "w:tcPr")  # fmt: skip
LOOSE: Final = ("w:altChunk", "w:subDoc", "w:object", "w:tbl", "w:tr", "w:tc", "w:p", "w:r", "w:t", "w:br", "w:del", "w:ins", "w:vMerge", "w:gridSpan",
    "w:commentRangeStart", "w:commentRangeEnd", "w:commentReference", "w:footnoteReference", "w:bookmarkStart", "w:fldChar", "w:sectPr", "w:numPr",
    "w:moveFromRangeStart", "w:cellMerge", "w:tblHeader", "w:basedOn", "w:sym", "w:unknown")  # fmt: skip
ATTRIBUTES: Final = ("val", "id", "author", "name", "fldCharType", "type", "styleId", "numId", "ilvl", "vMerge", "char")


def mutate(data: bytes, random: Random) -> tuple[str, bytes]:
    """Return a file with one to four things done to it, and what they are."""
    entries = _entries(data)
    told: list[str] = []
    for _ in range(random.choice((1, 1, 2, 4))):
        if random.random() < 0.8:
            told.append(_mutate_part(entries, random))
        else:
            name = random.choice(sorted(PACKAGE))
            PACKAGE[name](entries, random)
            told.append(name)
    blob = zipped(entries)
    if random.random() < 0.25:
        name = random.choice(sorted(CONTAINER))
        blob = CONTAINER[name](blob, random)
        told.append(name)
    return "、".join(told), blob


def _entries(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def _mutate_part(entries: dict[str, bytes], random: Random) -> str:
    names = [name for name in sorted(entries) if name.endswith((".xml", ".rels"))]
    heavy = [name for name in names if name.startswith("word/")]
    part = random.choice(heavy if heavy and random.random() < 0.85 else names or ["word/document.xml"])
    try:
        tree = etree.fromstring(entries.get(part, b""))
    except etree.XMLSyntaxError:
        return f"{part}：読めない"
    name = random.choice(sorted(MARKUP))
    for _ in range(random.choice((1, 1, 3, 10))):
        MARKUP[name](tree, random)
    blob = etree.tostring(tree, xml_declaration=True, encoding="UTF-8")
    text = random.choice(sorted(TEXT)) if random.random() < 0.1 else None
    entries[part] = TEXT[text](blob, random) if text else blob
    return f"{part}：{name}{f'・{text}' if text else ''}"


def _one(tree: etree._Element, random: Random) -> etree._Element:
    return random.choice(list(tree.iter("*"))[1:] or [tree])


def _named(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{MC if prefix == 'mc' else W}}}{local}"


def _drop(tree: etree._Element, random: Random) -> None:
    one = _one(tree, random)
    if one.getparent() is not None:
        one.getparent().remove(one)


def _double(tree: etree._Element, random: Random) -> None:
    one = _one(tree, random)
    if one.getparent() is not None and len(list(one.iter())) < 2000:
        one.addnext(deepcopy(one))


def _move(tree: etree._Element, random: Random) -> None:
    one, other = _one(tree, random), _one(tree, random)
    if one not in (other, *other.iterancestors()):
        other.insert(random.randint(0, len(other)), one)


def _rename(tree: etree._Element, random: Random) -> None:
    _one(tree, random).tag = random.choice((_one(tree, random).tag, _named(random.choice(LOOSE))))


def _spoil(tree: etree._Element, random: Random) -> None:
    one = _one(tree, random)
    for name in one.attrib:
        one.set(name, random.choice(JUNK))


def _add_attribute(tree: etree._Element, random: Random) -> None:
    _one(tree, random).set(f"{{{W}}}{random.choice(ATTRIBUTES)}", random.choice(JUNK))


def _insert(tree: etree._Element, random: Random) -> None:
    new = etree.Element(_named(random.choice(LOOSE)))
    new.set(f"{{{W}}}{random.choice(ATTRIBUTES)}", random.choice(JUNK))
    new.set(f"{{{R}}}id", random.choice(("rId1", "rId99")))
    one = _one(tree, random)
    one.insert(random.randint(0, len(one)), new)


def _wrap(tree: etree._Element, random: Random) -> None:
    one = _one(tree, random)
    parent = one.getparent()
    if parent is None:
        return
    outer = inner = etree.Element(_named((names := random.choice(WRAPS).split("/"))[0]))
    for name in names[1:]:
        inner = etree.SubElement(inner, _named(name))
    parent.replace(one, outer)
    inner.append(one)


def _bury(tree: etree._Element, random: Random) -> None:
    """Nest one element in many of a kind."""
    one = _one(tree, random)
    parent = one.getparent()
    names = random.choice(WRAPS).split("/")
    if parent is None:
        return
    outer = inner = etree.Element(_named(names[0]))
    for at in range(1, random.choice((20, 100, 250, 300))):
        inner = etree.SubElement(inner, _named(names[at % len(names)]))
    parent.replace(one, outer)
    inner.append(one)


def _shuffle(tree: etree._Element, random: Random) -> None:
    one = _one(tree, random)
    children = list(one)
    random.shuffle(children)
    one[:] = children


def _cross(tree: etree._Element, random: Random) -> None:
    """Let what is named refer to itself or in a ring: styles, numberings, comments, relationships."""
    names = [f"{{{W}}}{name}" for name in ("styleId", "abstractNumId", "numId", "id", "val")] + ["Target", "Id"]
    values = [one.get(name) for one in tree.iter("*") for name in names if one.get(name)]
    for one in random.sample(list(tree.iter("*")), min(5, len(list(tree.iter("*"))))):
        for name in names:
            if one.get(name) and values:
                one.set(name, str(random.choice(values)))


def _say(tree: etree._Element, random: Random) -> None:
    _one(tree, random).text = random.choice(
        (
            "\u202e",
            "第１章　",
            "\t",
            "（同趣旨の意見 ほか9999999件）",
            "No.999999と同じ",
            "〃",
            "あ" * 20_000,
            "\u0085",
            " ",
        )
    )


MARKUP: Final[Mapping[str, Callable[[etree._Element, Random], None]]] = {
    "消す": _drop, "二つにする": _double, "移す": _move, "名を変える": _rename, "属性を壊す": _spoil, "属性を足す": _add_attribute,
    "足す": _insert, "包む": _wrap, "深く包む": _bury, "並べ替える": _shuffle, "輪にする": _cross, "言わせる": _say,
}  # fmt: skip


def _doctype(blob: bytes, random: Random) -> bytes:
    body = blob.partition(b"?>")[2]
    entity = random.choice(('"x"', 'SYSTEM "file:///etc/passwd"', 'SYSTEM "http://192.0.2.1/a"'))
    return f"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b {entity}>]>".encode() + body


def _wide(blob: bytes, random: Random) -> bytes:
    text = (_doctype(blob, random) if random.random() < 0.5 else blob).decode("utf-8", "replace")
    return text.replace("UTF-8", "UTF-16").encode(
        random.choice(("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7")), "replace"
    )


def _cut(blob: bytes, random: Random) -> bytes:
    return blob[: random.randint(0, len(blob))]


def _flip(blob: bytes, random: Random) -> bytes:
    flipped = bytearray(blob)
    for _ in range(random.randint(1, 30)) if blob else ():
        flipped[random.randrange(len(flipped))] = random.randrange(256)
    return bytes(flipped)


def _strict(blob: bytes, _: Random) -> bytes:
    return blob.replace(W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")


TEXT: Final[Mapping[str, Callable[[bytes, Random], bytes]]] = {
    "DOCTYPE": _doctype, "ほかの符号": _wide, "途中まで": _cut, "バイトを変える": _flip, "strict": _strict,
}  # fmt: skip


def _remove_entry(entries: dict[str, bytes], random: Random) -> None:
    entries.pop(random.choice(sorted(entries)), None)


def _swap_entries(entries: dict[str, bytes], random: Random) -> None:
    one, other = random.choice(sorted(entries)), random.choice(sorted(entries))
    entries[one], entries[other] = entries[other], entries[one]


def _misplace(entries: dict[str, bytes], random: Random) -> None:
    name = random.choice(sorted(entries))
    entries[random.choice((f"/{name}", f"../{name}", f"C:\\{name}", name.upper(), f"{name}/", "/etc/passwd"))] = (
        entries.pop(name)
    )


def _crowd(entries: dict[str, bytes], random: Random) -> None:
    for number in range(random.choice((10, 2000))):
        entries[f"word/extra{number}.xml"] = b"<a/>"


def _bring_programs(entries: dict[str, bytes], _: Random) -> None:
    entries["word/vbaProject.bin"] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000
    _relate(entries, "http://schemas.microsoft.com/office/2006/relationships/vbaProject", "vbaProject.bin", "")


def _bring_chunk(entries: dict[str, bytes], random: Random) -> None:
    entries["word/chunk.docx"] = zipped(dict(list(entries.items())[:5]))
    _relate(entries, f"{R}/{random.choice(('aFChunk', 'subDocument', 'oleObject', 'package'))}", "chunk.docx", "")


def _refer_outside(entries: dict[str, bytes], random: Random) -> None:
    kind = random.choice(
        ("image", "styles", "numbering", "comments", "header", "footnotes", "attachedTemplate", "officeDocument")
    )
    target = random.choice(
        ("file:///etc/passwd", "http://192.0.2.1/a", "\\\\192.0.2.1\\a", "../../../etc/passwd", "document.xml", "")
    )
    _relate(entries, f"{R}/{kind}", target, random.choice(("", ' TargetMode="External"')))


def _relate(entries: dict[str, bytes], kind: str, target: str, mode: str) -> None:
    name = "word/_rels/document.xml.rels"
    added = f'<Relationship Id="rIdX" Type="{kind}" Target="{target}"{mode}/></Relationships>'.encode()
    entries[name] = entries.get(name, b"").replace(b"</Relationships>", added)


def _retype(entries: dict[str, bytes], random: Random) -> None:
    name = "[Content_Types].xml"
    entries[name] = entries.get(name, b"").replace(
        b"wordprocessingml", random.choice((b"spreadsheetml", b"macroEnabled", b""))
    )


PACKAGE: Final[Mapping[str, Callable[[dict[str, bytes], Random], None]]] = {
    "部品を消す": _remove_entry, "部品を入れ替える": _swap_entries, "部品の名": _misplace, "部品を増やす": _crowd, "マクロ": _bring_programs,
    "埋め込み": _bring_chunk, "外を指す": _refer_outside, "種類を変える": _retype,
}  # fmt: skip

_DIRECTORY, _LOCAL = b"PK\x01\x02", b"PK\x03\x04"


def _patch(blob: bytes, random: Random, mark: bytes, offset: int, form: str) -> bytes:
    """Write something else into a field of an entry's header."""
    places = [at for at in range(len(blob)) if blob.startswith(mark, at)] if len(blob) < 100_000 else [blob.find(mark)]
    if not places or places[0] < 0:
        return blob
    at = random.choice(places) + offset
    limit = 1 << (8 * struct.calcsize(form))
    value = random.choice((0, 1, 8, 99, limit - 1, limit // 2, random.randrange(limit))) % limit
    return blob[:at] + struct.pack(form, value) + blob[at + struct.calcsize(form) :]


def _duplicate_names(blob: bytes, random: Random) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(blob)) as packed, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as out:
        names = packed.namelist()
        for name in (*names, *random.sample(names, min(3, len(names)))):
            with warnings.catch_warnings(action="ignore"):
                out.writestr(zipfile.ZipInfo(name), packed.read(random.choice((name, random.choice(names)))))
    return stream.getvalue()


def _other_packing(blob: bytes, random: Random) -> bytes:
    stream = io.BytesIO()
    packing = random.choice((zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA))
    with zipfile.ZipFile(io.BytesIO(blob)) as packed, zipfile.ZipFile(stream, "w", packing) as out:
        for name in packed.namelist():
            with out.open(zipfile.ZipInfo(name), "w", force_zip64=random.random() < 0.5) as entry:
                entry.write(packed.read(name))
    return stream.getvalue()


CONTAINER: Final[Mapping[str, Callable[[bytes, Random], bytes]]] = {
    "zipを切る": _cut,
    "zipのバイトを変える": _flip,
    "zipの前に文字": lambda blob, random: random.choice((b"MZ", b"\0" * 100, b"%PDF", b"PK\x03\x04")) + blob,
    "zipの後に文字": lambda blob, random: blob + b"\0" * random.choice((1, 70_000)),
    "同じ名が二つ": _duplicate_names,
    "ほかの圧縮": _other_packing,
    "大きさの嘘": lambda blob, random: _patch(blob, random, _DIRECTORY, 24, "<I"),
    "圧縮後の大きさの嘘": lambda blob, random: _patch(blob, random, _DIRECTORY, 20, "<I"),
    "目印の嘘": lambda blob, random: _patch(blob, random, _DIRECTORY, 8, "<H"),
    "圧縮の嘘": lambda blob, random: _patch(blob, random, _DIRECTORY, 10, "<H"),
    "場所の嘘": lambda blob, random: _patch(blob, random, _DIRECTORY, 42, "<I"),
    "名の長さの嘘": lambda blob, random: _patch(blob, random, _DIRECTORY, 28, "<H"),
    "追加欄の嘘": lambda blob, random: _patch(blob, random, _DIRECTORY, 30, "<H"),
    "先頭の嘘": lambda blob, random: _patch(blob, random, _LOCAL, 26, "<H"),
    "数の嘘": lambda blob, random: _patch(blob, random, b"PK\x05\x06", 10, "<H"),
    "目次の場所の嘘": lambda blob, random: _patch(blob, random, b"PK\x05\x06", 16, "<I"),
}  # fmt: skip
