"""The XML of a paper: `child(parent, "spacing", before=120)` and no more.

An element is a name, attributes, and text or children, kept as they will be
written: a paper has tens of thousands, and lxml takes four times as long to
make them. Every text and attribute passes through `characters.clean` and is
escaped here, so nothing a user wrote can make a file that does not open.
"""

from __future__ import annotations

import re
from typing import Final

from dxplan_cli.text.characters import clean
from dxplan_cli.value import Mutable, field

WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PLACED: Final = "wp"
DRAWING: Final = "a"
PICTURE: Final = "pic"
PICTURE_SPACE: Final = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_SPACES: Final = {
    PLACED: "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    DRAWING: "http://schemas.openxmlformats.org/drawingml/2006/main",
    PICTURE: PICTURE_SPACE,
}
_HEAD: Final = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_SIGNS = re.compile("([\n\t])")
_PRESERVED: Final = ' xml:space="preserve"'


class Element(Mutable):
    """An element under construction. `name` has its prefix; `attributes` and `text` are escaped already."""

    name: str
    attributes: str = ""
    text: str = ""
    children: list[Element] = field(default_factory=list)

    def set(self, name: str, value: str) -> None:
        """Add an attribute under its name with the prefix; the caller knows that it is new."""
        self.attributes += f' {name}="{_attribute(value)}"'

    def say(self, text: str) -> None:
        """Set the text, which may be anything a user wrote."""
        self.text = _escaped(clean(text))


def root(name: str, spaces: dict[str, str] | None = None) -> Element:
    """Begin a part; `name` has no prefix, or one of `spaces`, the namespaces by prefix, which are Word's by default."""
    if spaces is None:
        name, spaces = f"w:{name}", {"w": WORD, "r": RELATIONSHIPS}
    element = Element(name)
    for prefix, space in spaces.items():
        element.set(f"xmlns:{prefix}" if prefix else "xmlns", space)
    return element


def loose(tag: str) -> Element:
    """Begin an element that is appended later."""
    return Element(f"w:{tag}")


def child(parent: Element, tag: str, /, **attributes: str | int) -> Element:
    """Append an element with attributes of the main namespace."""
    written = "".join([
        f' w:{key}="{value if isinstance(value, int) else _attribute(value)}"' for key, value in attributes.items()
    ])  # fmt: skip
    element = Element(f"w:{tag}", written)
    parent.children.append(element)
    return element


def graft(parent: Element, prefix: str, tag: str, /, **attributes: str) -> Element:
    """Append an element of a drawing; its attributes have no namespace."""
    element = Element(f"{prefix}:{tag}")
    if not parent.name.startswith(f"{prefix}:"):
        element.set(f"xmlns:{prefix}", _SPACES[prefix])
    for key, value in attributes.items():
        element.set(key, value)
    parent.children.append(element)
    return element


def plant(parent: Element, name: str, /, **attributes: str) -> Element:
    """Append an element of any other namespace under its name with the prefix; so are its attributes named."""
    element = Element(name)
    for key, value in attributes.items():
        element.set(key, value)
    parent.children.append(element)
    return element


def begun(prototype: Element) -> Element:
    """Return an element that begins like another; what is in it so far belongs to both and stays as it is."""
    return Element(prototype.name, prototype.attributes, children=prototype.children[:])


def properties_of(element: Element) -> Element:
    """Return the properties an element begins with, its own from now on."""
    element.children[0] = begun(element.children[0])
    return element.children[0]


def write_text(run: Element, text: str, *, is_gone: bool = False) -> None:
    """Append text to a `w:r`: newlines become `w:br`, tabs `w:tab`; what `is_gone` is deleted text."""
    for piece in _SIGNS.split(clean(text)):
        if piece == "\n":
            child(run, "br")
        elif piece == "\t":
            child(run, "tab")
        elif piece:
            run.children.append(Element("w:delText" if is_gone else "w:t", _PRESERVED, _escaped(piece)))


def write_field(parent: Element, instruction: str, result: str) -> None:
    """Append a complex field that already shows `result`."""
    begin_field(parent, instruction)
    write_text(child(parent, "r"), result)
    end_field(parent)


def begin_field(parent: Element, instruction: str) -> None:
    """Append the beginning of a complex field; its result follows."""
    child(child(parent, "r"), "fldChar", fldCharType="begin")
    code = Element("w:instrText", _PRESERVED)
    code.say(f" {instruction} ")
    child(parent, "r").children.append(code)
    child(child(parent, "r"), "fldChar", fldCharType="separate")


def end_field(parent: Element) -> None:
    """Append the end of a complex field."""
    child(child(parent, "r"), "fldChar", fldCharType="end")


def serialize(element: Element) -> bytes:
    """Return a part as bytes."""
    written = [_HEAD]
    _write([element], written)
    return "".join(written).encode("utf-8")


def _write(elements: list[Element], written: list[str]) -> None:
    for each in elements:
        if each.children:
            written.append(f"<{each.name}{each.attributes}>")
            _write(each.children, written)
            written.append(f"</{each.name}>")
        elif each.text:
            written.append(f"<{each.name}{each.attributes}>{each.text}</{each.name}>")
        else:
            written.append(f"<{each.name}{each.attributes}/>")


def _attribute(value: str) -> str:
    """Return an attribute as it is written; a reader would take a newline in it for a blank."""
    if value.isalnum():
        return value
    return _escaped(clean(value)).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
