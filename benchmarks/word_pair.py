"""A generated plan of two drafts whose differences are known: what a redline of it has to show, and no more.

Sentences are put together from the words below by a seeded generator, no two
alike, so that a paragraph can be told from every other. About 21 paragraphs
fill a page.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from random import Random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

CHAPTERS, SECTIONS, PARAGRAPHS = 12, 5, 10
"""For each time the plan is to be as large: 600 paragraphs."""
MOVES, EDITED_MOVES, REPLACED, LENGTHENED, SHORTENED, ADDED, REMOVED = 16, 5, 40, 20, 16, 14, 12
"""118 edits; some of the moves are edited as well."""
EDITS = MOVES + REPLACED + LENGTHENED + SHORTENED + ADDED + REMOVED
_SEED = 20231005

_WHO = (
    "県",
    "市町村",
    "民間の事業者",
    "教育の現場",
    "医療の機関",
    "地域の団体",
    "農家や漁家",
    "観光の担い手",
    "若い世代",
    "子育て世帯",
)
_WHERE = (
    "窓口",
    "学校",
    "病院",
    "港",
    "畑",
    "山あいの集落",
    "商店街",
    "駅前",
    "役場",
    "工場",
    "離れた島",
    "雪の多い地域",
)
_MEANS = (
    "データの連携",
    "遠隔での相談",
    "人工知能",
    "衛星の画像",
    "電子申請",
    "無人の機械",
    "共通の台帳",
    "見守りの端末",
    "地図の情報",
)
_WHAT = ("手続", "診療", "授業", "出荷", "除雪", "防災", "交通", "相談", "検査", "研修", "販売", "点検", "案内", "記録")
_AIM = ("効率", "品質", "安全", "満足度", "速さ", "公平さ", "継続性", "正確さ", "使いやすさ", "広がり")
_DO = ("高める", "確かめる", "支える", "広げる", "見直す", "育てる", "整える", "示す")
_ADVERBS = ("着実に", "段階を踏んで", "関係者とともに", "年度ごとに", "利用者の声を聞きながら", "無理なく")
_MORE = "今後の見通しを踏まえて、"
_OTHER_WORDS = {"高める": "向上させる", "確かめる": "検証する", "支える": "後押しする", "広げる": "展開する",
                "見直す": "刷新する", "育てる": "養成する", "整える": "構築する", "示す": "公表する"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Move:
    """A paragraph that stands elsewhere in the revised draft, perhaps in other words."""

    before: str
    after: str


@dataclass(slots=True)
class Truth:
    """What was done: the moves, the edits with them, and how many characters in whole words they took and brought."""

    moves: list[Move] = field(default_factory=list)
    edits: int = 0
    characters: int = 0


@dataclass(slots=True)
class _Paragraph:
    id: str
    text: str


_Draft = list[list[list[_Paragraph]]]


def write_pair(folder: Path, times: int = 1) -> Truth:
    """Write the plan as a data folder, `times` as large, and return what differs between its drafts."""
    random = Random(_SEED + times)  # noqa: S311 - the same pair each time is wanted
    sentences = _sentences(random)
    base = [
        [[_Paragraph(f"p-{c}-{s}-{p}", next(sentences)) for p in range(PARAGRAPHS)] for s in range(SECTIONS)]
        for c in range(CHAPTERS * times)
    ]
    editor = _Editor([[[replace(each) for each in part] for part in chapter] for chapter in base], sentences, random)
    for how, number in (
        (editor.move_edited, EDITED_MOVES),
        (editor.move, MOVES - EDITED_MOVES),
        (_replace, REPLACED),
        (_lengthen, LENGTHENED),
        (_shorten, SHORTENED),
        (editor.add, ADDED),
        (_remove, REMOVED),
    ):
        editor.edit(how, number * times)
    _write_plan(folder, base, editor.draft, editor.changed)
    return editor.truth


def _sentences(random: Random) -> Iterator[str]:
    seen: set[str] = set()
    while True:
        choose = random.choice
        text = (
            f"{choose(_WHO)}は、{choose(_WHERE)}での{choose(_WHAT)}に{choose(_MEANS)}を取り入れ、"
            f"{choose(_WHAT)}の{choose(_AIM)}を{choose(_ADVERBS)}{choose(_DO)}。"
        )
        if text not in seen:
            seen.add(text)
            yield text


class _Editor:
    """Makes the edits of a draft, each to a paragraph of its own, and takes note of them."""

    def __init__(self, draft: _Draft, sentences: Iterator[str], random: Random) -> None:
        self.draft = draft
        self.sentences = sentences
        self.random = random
        self.truth = Truth()
        self.changed: list[str] = []
        self.homes = {
            each.id: (chapter, part)
            for chapter, parts in enumerate(draft)
            for part, paragraphs in enumerate(parts)
            for each in paragraphs
        }
        everything = [each for parts in draft for paragraphs in parts for each in paragraphs]
        self.chosen = iter(random.sample(everything, len(everything)))

    def edit(self, how: Callable[[_Paragraph, list[_Paragraph]], int], number: int) -> None:
        """Edit the next paragraphs; `how` gets one and its section and returns how many characters it changed."""
        for _ in range(number):
            each = next(self.chosen)
            chapter, part = self.homes[each.id]
            self.changed.append(each.id)
            self.truth.edits += 1
            self.truth.characters += how(each, self.draft[chapter][part])

    def move(self, paragraph: _Paragraph, home: list[_Paragraph]) -> int:
        """Carry to a chapter far away."""
        self.truth.moves.append(Move(paragraph.text, paragraph.text))
        home.remove(paragraph)
        chapter, part = self.homes[paragraph.id]
        away = self.draft[(chapter + len(self.draft) // 2) % len(self.draft)][part]
        away.insert(self.random.randrange(5), paragraph)
        return 0

    def move_edited(self, paragraph: _Paragraph, home: list[_Paragraph]) -> int:
        """Carry away in other words."""
        before = paragraph.text
        self.move(paragraph, home)
        characters = _replace(paragraph, home)
        self.truth.moves[-1] = Move(before, paragraph.text)
        return characters

    def add(self, paragraph: _Paragraph, home: list[_Paragraph]) -> int:
        """Put a new paragraph behind one."""
        new = _Paragraph(f"new-{paragraph.id}", next(self.sentences))
        self.changed[-1] = new.id
        home.insert(home.index(paragraph) + 1, new)
        return len(new.text)


def _remove(paragraph: _Paragraph, home: list[_Paragraph]) -> int:
    home.remove(paragraph)
    return len(paragraph.text)


def _lengthen(paragraph: _Paragraph, _: list[_Paragraph]) -> int:
    paragraph.text = paragraph.text.replace("、", f"、{_MORE}", 1)
    return len(_MORE)


def _shorten(paragraph: _Paragraph, _: list[_Paragraph]) -> int:
    gone = next(word for word in _ADVERBS if word in paragraph.text)
    paragraph.text = paragraph.text.replace(gone, "")
    return len(gone)


def _replace(paragraph: _Paragraph, _: list[_Paragraph]) -> int:
    """Put another verb at the end of a sentence; return the length of both."""
    old = next(word for word in _DO if paragraph.text.endswith(f"{word}。"))
    new = _OTHER_WORDS[old]
    paragraph.text = f"{paragraph.text.removesuffix(f'{old}。')}{new}。"
    return len(old) + len(new)


def write_opinions(folder: Path, number: int) -> None:
    """Write a plan with that many opinions, each with an answer."""
    write_pair(folder)
    sentences = _sentences(Random(_SEED))  # noqa: S311 - the same opinions each time are wanted
    heard = {"id": "boshu", "kind": "パブリックコメント", "title": "意見の募集", "draft": "soan"}
    _write(folder / "rounds" / "boshu.yaml", heard)
    for each in range(number):
        node = f"p-{each % CHAPTERS}-{each % SECTIONS}-{each % PARAGRAPHS}"
        opinion = {
            "id": f"boshu-{each:05}",
            "round": "boshu",
            "text": next(sentences),
            "about": [node],
            "disposition": "実施段階検討",
            "answer": next(sentences),
        }
        _write(folder / "opinions" / "boshu" / f"{each:05}.yaml", opinion)


def _write_plan(folder: Path, base: _Draft, revised: _Draft, reasons: list[str]) -> None:
    _write(folder / "plan.yaml", {"title": "測る計画", "office": "事務局", "drafts": ["soan", "shusei"]})
    for name, draft in (("soan", base), ("shusei", revised)):
        files = [f"{number:03}" for number in range(1, len(draft) + 1)]
        about = {"label": name, "date": "２０２３．１０", "chapters": files}
        _write(folder / "drafts" / name / "draft.yaml", about if draft is base else {**about, "based_on": "soan"})
        for number, (file, chapter) in enumerate(zip(files, draft, strict=True)):
            _write(folder / "drafts" / name / f"{file}.yaml", _chapter(number, chapter))
    known = [{"node": node, "reason": "庁内の検討による"} for node in reasons]
    _write(folder / "drafts" / "shusei" / "reasons.yaml", known)


def _chapter(number: int, parts: list[list[_Paragraph]]) -> dict[str, Any]:
    sections = [
        {
            "id": f"s-{number}-{part}",
            "kind": "section",
            "title": f"第{number + 1}章の第{part + 1}節",
            "children": [{"id": each.id, "kind": "paragraph", "text": each.text} for each in paragraphs],
        }
        for part, paragraphs in enumerate(parts)
    ]
    if number % 4 == 0:
        sections[-1]["children"].append(_table(number))
    return {"id": f"c-{number}", "kind": "section", "title": f"第{number + 1}章", "children": sections}


def _table(number: int) -> dict[str, Any]:
    rows = [{"key": f"r{row}", "cells": [f"{_WHAT[row]}（{number}）", row * 7 + number]} for row in range(12)]
    return {"id": f"t-{number}", "kind": "table", "columns": ["項目", "件数"], "rows": rows}


def _write(path: Path, content: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
