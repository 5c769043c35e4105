"""Plans whose texts are hard on a word processor, written as YAML files for the real command."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

READABLE = {
    "emoji": "家族👨‍👩‍👧‍👦と旗🇯🇵と指👍🏽と数1️⃣",
    "ruby": "｜青森《あおもり》と<ruby>弘前<rt>ひろさき</rt></ruby>と\ufff9漢字\ufffaかんじ\ufffb",
    "private-use": "外字\ue000と\uf8ffと\U000f0000",
    "variants": "葛\U000e0100城と𠮷田と\u304b\u3099と\u200bと\u202e逆\u202c",
    "markup": "<w:p/>と&amp;と]]>と<!--と{{名}}と%s",
}
"""Texts that must come out as they went in."""
FORBIDDEN = {
    "control": "鐘\x07と縦\x0bと色\x1b[31mと\x7fと\ufffeと\uffff",
    "surrogates": "片割れ\ud83dと\udc00",
    "blank": " 　前後に空き\t　 \n\n三行目\r\n",
}
"""Texts with characters that no Word file can hold as they are."""
LONG = {"paragraph": "長い段落は途中で終わらない。" * 357, "word": "x" * 3000}
"""Texts that do not end with a page, also in cells."""
VERY_LONG = "長い段落は途中で終わらない。" * 7143
"""100,002 characters; LibreOffice cannot break a table's row of this length over pages in any time one would wait."""

_ESCAPED = re.compile("[\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def write_plan(folder: Path, texts: Mapping[str, str]) -> Path:
    """Write a plan in which every text is added, put into a sentence, taken away, heard as an opinion and in a table."""
    _write_plan(folder, *(_chapter(texts, revised=revised) for revised in (False, True)))
    _write(
        folder / "rounds" / "kikitori.yaml",
        {"id": "kikitori", "kind": "聞き取り", "title": "聞き取り", "draft": "soan"},
    )
    for name, text in texts.items():
        _write(folder / "opinions" / "kikitori" / f"{name}.yaml", _opinion(name, text))
    return folder


def write_long_plan(folder: Path) -> Path:
    """Write a plan with a very long paragraph in which a few words are changed."""
    texts = (VERY_LONG, VERY_LONG.replace("途中", "なかなか", 3) + "終わり。")
    _write_plan(folder, *(_section("shigoto", {"id": "long", "kind": "paragraph", "text": text}) for text in texts))
    return folder


def _write_plan(folder: Path, base: dict[str, Any], revised: dict[str, Any]) -> None:
    _write(
        folder / "plan.yaml",
        {
            "title": "計画",
            "office": "事務局",
            "drafts": ["soan", "shusei"],
            "roles": ["章"],
            "labels": {"scope": ["章"]},
        },
    )
    _write(folder / "drafts" / "soan" / "draft.yaml", {"label": "素案", "chapters": ["01"]})
    _write(folder / "drafts" / "soan" / "01.yaml", base)
    about = {"label": "修正案", "chapters": ["01"], "based_on": "soan", "date": "２０２３．１０"}
    _write(folder / "drafts" / "shusei" / "draft.yaml", about)
    _write(folder / "drafts" / "shusei" / "01.yaml", revised)


def _section(name: str, *children: dict[str, Any]) -> dict[str, Any]:
    return {"id": name, "kind": "section", "title": f"節 {name}", "children": list(children)}


def _chapter(texts: Mapping[str, str], *, revised: bool) -> dict[str, Any]:
    sections = (
        _section(
            name,
            {"id": f"{name}-added", "kind": "item", "text": text if revised else "はじめの文言"},
            {"id": f"{name}-within", "kind": "paragraph", "text": f"県は{text if revised else ''}進める。"},
            {"id": f"{name}-{'new' if revised else 'old'}", "kind": "item", "text": text, "note": text},
            {
                "id": f"{name}-table",
                "kind": "table",
                "columns": [f"列 {text[:20]}", "量"],
                "rows": [{"key": "row", "cells": [text, 2 if revised else 1]}],
            },
        )
        for name, text in texts.items()
    )
    return {**_section("shigoto", *sections), "role": "章"}


def _opinion(name: str, text: str) -> dict[str, Any]:
    return {
        "id": f"kikitori-{name}",
        "round": "kikitori",
        "text": text,
        "about": [name],
        "disposition": "反映",
        "changes": [{"kind": "修正", "node": f"{name}-added"}],
        "answer": text,
    }


def _write(path: Path, content: dict[str, Any]) -> None:
    """Write YAML that is JSON; what may not stand in a YAML file stands there as an escape."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(content, ensure_ascii=False)
    path.write_text(_ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text), encoding="utf-8", newline="")
