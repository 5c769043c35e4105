"""The tasks of `dxplan draft`: list, new and freeze."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dxplan_cli.app.manuscripts import is_manuscript
from dxplan_cli.app.workspace import choose_draft, latest_draft, open_plan, refuse_blank, refuse_repeated_ids
from dxplan_cli.errors import UsageError
from dxplan_cli.model.digest import digest_of_draft
from dxplan_cli.model.disposition import UNDECIDED, Promise
from dxplan_cli.model.state import State
from dxplan_cli.model.written import is_as_frozen
from dxplan_cli.render.records import drafts_record
from dxplan_cli.render.text_table import draw_table
from dxplan_cli.store.cleaning import as_read
from dxplan_cli.store.draft_files import create_draft, set_draft_value
from dxplan_cli.store.emit import emit_file
from dxplan_cli.store.files import read_source
from dxplan_cli.store.shape import is_identifier
from dxplan_cli.store.write import locked
from dxplan_cli.trace.decisions import settle_plan
from dxplan_cli.trace.state import states_of, trace_neighbours
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dxplan_cli.model.node import AnyNode
    from dxplan_cli.model.opinion import Opinion
    from dxplan_cli.model.plan import Draft, Plan
    from dxplan_cli.render.lines import Screen

_SHOWN = 5


class NewDraft(Value):
    """What a new draft is called; `base` is the draft it begins as a copy of, by default the latest."""

    id: str
    label: str
    base: str | None = None
    stage: str | None = None
    date: str | None = None


class Begun(Value):
    """A new draft: its files, and what it takes over unfinished from before."""

    files: tuple[str, ...]
    undecided: tuple[Opinion, ...]
    deferred: tuple[Opinion, ...]
    unreflected: tuple[Opinion, ...]
    alternatives: tuple[AnyNode, ...]


def list_drafts(root: Path) -> tuple[Draft, ...]:
    """Return the drafts, oldest first."""
    return open_plan(root).drafts


def new_draft(root: Path, new: NewDraft) -> Begun:
    """Begin a new draft as a copy of another, file by file, comments included; tell what is still open in it.

    Raises:
        UsageError: the id is taken or no id.
    """
    refuse_blank({"--label": new.label, "--stage": new.stage, "--date": new.date})
    if new.base is not None and is_manuscript(new.base):
        message = f"ファイル（{new.base}）はもとにできません"
        raise UsageError(message, f"dxplan import {new.base} --as {new.id} で、ファイルから版を作れます")
    with locked(root):
        plan = open_plan(root)
        refuse_draft_id(plan, root, new.id)
        base = choose_base(plan, root, new.base) if new.base else latest_draft(plan)
        files: dict[str, str | bytes] = {
            f"drafts/{new.id}/{name}.yaml": _chapter_text(root, base, name) for name in base.files
        }
        files[f"drafts/{new.id}/draft.yaml"] = draft_text(new, base.id, base.files)
        return _begun(plan, base, create_draft(root, new.id, files))


def draft_text(new: NewDraft, based_on: str | None, chapters: tuple[str, ...]) -> str:
    """Return the draft.yaml of a new draft."""
    new = as_read(new)
    return emit_file(
        {
            "label": new.label,
            "stage": new.stage,
            "date": new.date,
            "based_on": based_on,
            "chapters": list(chapters),
            "frozen": None,
        }
    )


def _begun(plan: Plan, base: Draft, files: tuple[str, ...]) -> Begun:
    plan = settle_plan(plan)
    states = states_of(plan, trace_neighbours(plan))
    unreflected = (State.DECIDED, State.TAKEN_BACK)
    return Begun(
        files,
        undecided=tuple(each for each in plan.opinions if each.disposition == UNDECIDED),
        deferred=tuple(each for each in plan.opinions if plan.settings.promise_of(each.disposition) is Promise.LATER),
        unreflected=tuple(each for each in plan.opinions if each.changes and states[each.id] in unreflected),
        alternatives=tuple(
            node for node in base.nodes() if any(each.status == "proposed" for each in node.alternatives)
        ),
    )


def remarks_on(begun: Begun) -> Iterator[str]:
    """Yield what happens to everything that is still open."""
    told = (
        (begun.undecided, "未対応の意見", "件", "残ります。次の会議の資料に【継続】として出ます"),
        (begun.deferred, "後で取り上げると答えた意見", "件", "次の会議の資料に【継続】として出ます"),
        (begun.unreflected, "反映すると答えて、まだ反映していない意見", "件", "もとの版の約束のままです（dxplan check が知らせます）"),
        (begun.alternatives, "決まっていない別案", "か所", "そのまま写しました。採るか採らないかを決めてください"),
    )  # fmt: skip
    for open_things, name, counter, outcome in told:
        if open_things:
            shown = "、".join(each.id for each in open_things[:_SHOWN])
            more = " ほか" if len(open_things) > _SHOWN else ""
            yield f"{name} {len(open_things)}{counter}は{outcome}：{shown}{more}"


def choose_base(plan: Plan, root: Path, name: str) -> Draft:
    """Return the draft another is to be based on.

    Raises:
        UsageError: the name means none, or none of the plan's own.
    """
    base = choose_draft(plan, root, name)
    if base.id not in plan.settings.drafts:
        message = f"「{base.id}」は plan.yaml の drafts にない版なので、もとにできません"
        raise UsageError(message, f"もとにできる版：{'、'.join(plan.settings.drafts)}")
    return base


def refuse_draft_id(plan: Plan, root: Path, draft_id: str) -> None:
    """Refuse the id of a new draft.

    Raises:
        UsageError: it is taken or no id.
    """
    if not is_identifier(draft_id):
        message = f"版のid「{draft_id}」に使えない文字があります"
        raise UsageError(message, "半角の英数字と - _ . だけを使ってください")
    if draft_id in plan.settings.drafts or (root / "drafts" / draft_id).exists():
        message = f"版「{draft_id}」はすでにあります"
        raise UsageError(message, "別のidにしてください")


def _chapter_text(root: Path, base: Draft, name: str) -> str:
    path = f"drafts/{base.id}/{name}.yaml"
    source = read_source(root / path, path)
    return source.raw.decode("utf-8")


class Frozen(Value):
    """A draft frozen now, or found frozen before."""

    draft: Draft
    digest: str
    was_frozen: bool


def freeze_draft(root: Path, draft_id: str) -> Frozen:
    """Write the draft's digest into its draft.yaml, so that `check` notices any later change.

    Raises:
        UsageError: it is frozen already, with other words than it has now.
    """
    with locked(root):
        plan = open_plan(root)
        draft = plan.draft(draft_id)
        if draft is None:
            draft = choose_draft(plan, root, draft_id)
        refuse_repeated_ids(draft, root)
        if draft.frozen and not is_as_frozen(draft, plan.notes):
            message = f"版「{draft.id}」は確定した後に書き換えられています"
            raise UsageError(message, "元に戻すか、draft.yaml の frozen を null にしてから確定し直してください")
        digest = draft.frozen or digest_of_draft(draft)
        if not draft.frozen:
            set_draft_value(root, draft, "frozen", digest)
        return Frozen(draft, digest, was_frozen=bool(draft.frozen))


def draw_json(drafts: tuple[Draft, ...]) -> dict[str, Any]:
    """Return the drafts as ``dxplan.drafts/1``."""
    return drafts_record(drafts)


def draw_text(drafts: tuple[Draft, ...], screen: Screen) -> str:
    """Return the drafts as a table."""
    rows = [
        (
            draft.id,
            draft.label,
            draft.date or "",
            draft.based_on or "",
            str(sum(1 for _ in draft.nodes())),
            "確定" if draft.frozen else "作業中",
        )
        for draft in drafts
    ]
    return draw_table(("id", "版", "日付", "もと", "項目", "状態"), rows, screen, wide=1)
