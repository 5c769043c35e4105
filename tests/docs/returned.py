"""The paper a member sends back in the documents: our tracked redline as it is then, with edits and a comment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transcript import Command, run

from intake.member import Desk, text_of

if TYPE_CHECKING:
    from pathlib import Path

    from lxml import etree

RETURNED = "返送.docx"


def send_back(folder: Path) -> None:
    """Write the paper a member returned."""
    run(Command(0, f"dxplan docx redline --tracked -o {RETURNED}", None), folder)
    desk = Desk((folder / RETURNED).read_bytes(), "Ａ委員")
    needed, talent = _paragraph(desk, "働く人すべてが"), _paragraph(desk, "限られたデジタル人材を")
    at = text_of(needed).index("積極的に")
    desk.delete(needed, at, at + len("積極的に"))
    desk.insert(needed, at, "安心して")
    desk.insert(talent, text_of(talent).index("限られた"), "市町村とともに、")
    desk.comment(_paragraph(desk, "安定した情報通信基盤"), "費用はだれが負担しますか")
    (folder / RETURNED).write_bytes(desk.saved())


def _paragraph(desk: Desk, words: str) -> etree._Element:
    return next(each for each in desk.paragraphs() if words in text_of(each))
