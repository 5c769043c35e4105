"""Finding the data folder and naming drafts: where every task begins."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dxplan_cli.app.lookup import find_draft
from dxplan_cli.errors import DataError, FaultyDataError, UsageError
from dxplan_cli.model.finding import Fault
from dxplan_cli.store.load import DRAFT_FILE, PLAN_FILE, load_draft_folder, load_frame, load_plan
from dxplan_cli.text.guess import near_hint
from dxplan_cli.trace.claim import draft_after
from dxplan_cli.trace.decisions import settle_plan

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dxplan_cli.model.opinion import Round
    from dxplan_cli.model.place import Place
    from dxplan_cli.model.plan import Draft, Plan
    from dxplan_cli.store.index import Index
    from dxplan_cli.store.listing import Key

DATA_FOLDER = "plan-data"


def find_data(option: str | None, environment: str | None, start: Path) -> Path:
    """Find the data folder: ``--data``, else ``DXPLAN_DATA``, else the nearest ``plan-data/`` upward from `start`.

    Raises:
        UsageError: there is none.
    """
    named = option or environment
    if named:
        folder = start / named
        if not (folder / PLAN_FILE).is_file():
            message = f"{named} に plan.yaml がありません"
            raise UsageError(message, "--data には plan.yaml のあるフォルダを指定してください")
        return folder
    for above in (start, *start.parents):
        for folder in (above / DATA_FOLDER, above):
            if (folder / PLAN_FILE).is_file():
                return folder
    message = "計画のデータ（plan-data/plan.yaml）が見つかりません"
    raise UsageError(message, "計画のフォルダの中で実行するか、--data で指すか、dxplan init で作ってください")


def open_plan(root: Path, opinions: Mapping[str, Key] | None = None, index: Index | None = None) -> Plan:
    """Load the plan; for `opinions` and `index` see `load_plan`.

    Raises:
        FaultyDataError: its faults name their places from `root` on.
    """
    try:
        return load_plan(root, opinions, index)
    except FaultyDataError as error:
        raise FaultyDataError(error.faults, str(root)) from error


def read_plan(root: Path) -> Plan:
    """Load the plan for reading: an opinion that is the same as another has its disposition; raises as `open_plan`."""
    return settle_plan(open_plan(root))


def open_frame(root: Path) -> Plan:
    """Load the plan without its opinions; what raises is as for `open_plan`."""
    try:
        return load_frame(root)
    except FaultyDataError as error:
        raise FaultyDataError(error.faults, str(root)) from error


def unfinished_files(root: Path) -> tuple[str, ...]:
    """Return the files of a write that was interrupted and not finished yet."""
    from dxplan_cli.store.recovery import unfinished_names  # noqa: PLC0415 - writing's modules, for checks and papers only

    return unfinished_names(root)


def choose_pair(
    plan: Plan, root: Path, base: str | None, revised: str | None, *, alone: bool = False
) -> tuple[Draft, Draft]:
    """Return the drafts to compare: by default the last one and what it is based on.

    With `alone`, a first draft is compared with itself: its papers show no change.

    Raises:
        UsageError: a name means nothing, or there is nothing to compare with.
        FaultyDataError: a draft uses an id twice.
    """
    old, new = named_pair(plan, root, base, revised, alone=alone)
    for draft in (old, new):
        refuse_repeated_ids(draft, root)
    return old, new


def named_pair(
    plan: Plan, root: Path, base: str | None, revised: str | None, *, alone: bool = False
) -> tuple[Draft, Draft]:
    """Return the drafts as `choose_pair`, whatever is wrong with their ids: that is for `check` to tell."""
    new = choose_draft(plan, root, revised) if revised else latest_draft(plan)
    old = choose_draft(plan, root, base) if base else plan.draft(new.based_on or "")
    if old is None:
        if not alone:
            message = f"版「{new.label}」には比べる元の版がありません"
            raise UsageError(message, "draft.yaml に based_on を書くか、比べる版を二つ指定してください")
        old = new
    return old, new


def latest_draft(plan: Plan) -> Draft:
    """Return the newest draft.

    Raises:
        UsageError: there is none.
    """
    if not plan.drafts:
        message = "版が一つもありません"
        raise UsageError(message, "drafts/ に版のフォルダを置き、plan.yaml の drafts に書いてください")
    return plan.drafts[-1]


def choose_draft(plan: Plan, root: Path, name: str) -> Draft:
    """Return the draft of a name: an id, ``id@git-revision``, the path of a drafts folder, or a label as printed.

    Raises:
        UsageError: the name means none of these.
    """
    draft = plan.draft(name)
    if draft is not None:
        return draft
    draft_id, at, revision = name.partition("@")
    if at and revision and not is_draft_folder(name):
        meant = find_draft(plan, draft_id)
        if meant is not None:
            from dxplan_cli.store.revisions import load_draft_at  # noqa: PLC0415 - subprocess and tar only for git

            return load_draft_at(root, meant.id, revision, plan.settings)
    if is_draft_folder(name):
        return _draft_elsewhere(Path(name), plan)
    if name.lower().endswith(".docx"):
        message = f"ここではWordファイル（{name}）を指定できません"
        raise UsageError(message, "plan-data の版のid、id@gitの版、版のフォルダを指定してください")
    draft = find_draft(plan, name)
    if draft is not None:
        return draft
    known = [each.id for each in plan.drafts]
    shown = "、".join(f"{each.label}（{each.id}）" for each in plan.drafts)
    message = f"版「{name}」がありません"
    raise UsageError(message, f"{near_hint(name, known)}使える版：{shown}")


def working_draft(plan: Plan, root: Path, heard: Round, name: str | None = None) -> Draft:
    """Return the draft that is written for a round: the one named, else the one that answers it.

    Raises:
        UsageError: there is none yet, or the one named is not in this plan's own files.
        FaultyDataError: it uses an id twice.
    """
    name = name or draft_after(plan, heard.id)
    if name is None:
        message = f"「{heard.title}」の意見を反映する版がまだありません"
        raise UsageError(message, "dxplan draft new で次の版を作るか、--draft で指定してください")
    draft = choose_draft(plan, root, name)
    if draft.id not in plan.settings.drafts:
        message = f"「{name}」は書き換えられる版ではありません"
        raise UsageError(message, f"使える版：{'、'.join(plan.settings.drafts)}")
    refuse_repeated_ids(draft, root)
    return draft


def is_draft_folder(name: str) -> bool:
    """Tell whether a name is the path of a drafts folder."""
    return (Path(name) / DRAFT_FILE).is_file()


def _draft_elsewhere(folder: Path, plan: Plan) -> Draft:
    try:
        return load_draft_folder(folder, plan.settings)
    except FaultyDataError as error:
        raise FaultyDataError(error.faults, str(folder.parent)) from error


def refuse_repeated_ids(draft: Draft, root: Path) -> None:
    """Refuse a draft that uses an id twice: which of the two would be compared?

    Raises:
        FaultyDataError: with both places of every repeated id.
    """
    first: dict[str, Place] = {}
    faults: list[Fault] = []
    for node in draft.nodes():
        if node.id in first:
            faults.append(
                Fault(
                    node.place,
                    f"id「{node.id}」が二度使われています（最初は {first[node.id]}）",
                    "idは永続で一つだけです。後のほうを新しいidにしてください",
                )
            )
        first.setdefault(node.id, node.place)
    if faults:
        raise FaultyDataError(faults, str(root) if (root / faults[0].place.file).is_file() else "")


def refuse_blank(values: Mapping[str, str | None]) -> None:
    """Refuse options that were given without a word in them: what they would write could not be read again.

    Raises:
        UsageError: names the first such option.
    """
    for option, value in values.items():
        if value is not None and not value.strip():
            message = f"{option} が空です"
            raise UsageError(message, f"文字を書くか、{option} を外してください")


def refuse_unwritable(path: Path) -> None:
    """Refuse a folder name that is a file.

    Raises:
        DataError: it is a file.
    """
    if path.is_file():
        message = f"{path} はフォルダではなくファイルです"
        raise DataError(message, "別の名前のフォルダを指定してください")


def refuse_data_folder(path: Path) -> None:
    """Refuse to write a file of passing use into a plan's data, which git keeps and others get.

    Raises:
        UsageError: the path lies in a data folder.
    """
    for folder in path.resolve().parents:
        if (folder / PLAN_FILE).is_file():
            message = f"{path} は計画のデータのフォルダの中です"
            raise UsageError(message, "gitに入らないように、plan-data の外の場所を指定してください")
