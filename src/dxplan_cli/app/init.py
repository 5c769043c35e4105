"""The task of `dxplan init`: a new data folder that can be checked and printed at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.app.schema import editor_files
from dxplan_cli.app.workspace import refuse_blank, refuse_unwritable
from dxplan_cli.errors import UsageError
from dxplan_cli.model.node import words_of
from dxplan_cli.store.cleaning import as_read
from dxplan_cli.store.draft_files import new_files
from dxplan_cli.store.emit import emit_file, emit_scalar
from dxplan_cli.store.load import PLAN_FILE
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from pathlib import Path

    from dxplan_cli.model.plan import Plan

_SAMPLE = "01-introduction"


class NewPlan(Value):
    """What is known of a plan at its beginning."""

    title: str
    office: str = "事務局"


def init(root: Path, new: NewPlan) -> tuple[str, ...]:
    """Create a data folder with one draft, one chapter, one round and one meeting; return the files written.

    Raises:
        UsageError: the folder has a plan, or a part of one, already.
        DataError: it cannot be written, or is a file.
    """
    refuse_blank({"--title": new.title, "--office": new.office})
    refuse_unwritable(root)
    files = _files(new)
    if any((root / name).exists() for name in files):
        message = f"{root} にはもう計画があります"
        raise UsageError(message, "別のフォルダを指定してください。何も書いていません")
    aids = {".gitignore": ".dxplan/\n", **editor_files()}
    files |= {name: text for name, text in aids.items() if not (root / name).exists()}
    with new_files(root, files) as names:
        return names


def is_sample(plan: Plan, draft_id: str) -> bool:
    """Tell whether a draft is still the sample `init` left, in a plan that has nothing else."""
    draft = plan.draft(draft_id)
    if draft is None or len(plan.drafts) > 1 or plan.opinions or draft.frozen:
        return False
    said = [(node.id, words_of(node)) for node in draft.nodes()]
    return draft.files == (_SAMPLE,) and said == [
        ("introduction", "はじめに"),
        ("introduction-aim", _aim(plan.settings.title)),
    ]


def _aim(title: str) -> str:
    return f"この計画は、「{title}」です。"


def _files(new: NewPlan) -> dict[str, str]:
    new = as_read(new)
    return {
        PLAN_FILE: emit_file({"title": new.title, "provisional": True, "office": new.office, "drafts": ["soan"]}),
        "drafts/soan/draft.yaml": emit_file(
            {
                "label": "素案",
                "stage": "素案",
                "date": None,
                "based_on": None,
                "chapters": [_SAMPLE],
                "frozen": None,
            }
        ),
        f"drafts/soan/{_SAMPLE}.yaml": _CHAPTER.format(text=emit_scalar(_aim(new.title))),
        "rounds/iinkai-1.yaml": emit_file(
            {"id": "iinkai-1", "kind": "第１回委員会", "title": "第１回委員会での意見", "date": None, "draft": "soan"}
        ),
        "meetings/01.yaml": emit_file(
            {
                "id": "01",
                "number": 1,
                "title": f"第１回「{new.title}」策定委員会",
                "draft": "soan",
                "rounds": ["iinkai-1"],
            }
        ),
    }


_CHAPTER = """\
# 章のファイル。一つのファイルが一つの節です。
# id は永続で、位置を表さず、使い回しません。
id: introduction
kind: section
number: "01"
title: はじめに
role: 章
children:
  - id: introduction-aim
    kind: paragraph
    text: {text}
"""
