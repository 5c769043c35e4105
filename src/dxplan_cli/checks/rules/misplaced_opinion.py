"""misplaced-opinion: an opinion says one round, and its file lies in the folder of another, or of none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.checks.wording import told
from dxplan_cli.model.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.checks.inspection import Inspection
    from dxplan_cli.model.opinion import Opinion
    from dxplan_cli.model.plan import Plan

CODE = "misplaced-opinion"
_ROOT = "opinions"


def find(inspection: Inspection) -> Iterator[Finding]:
    """Hold the round of every opinion against the folder it lies in; a folder within the round's own is no other.

    A round that does not exist is dangling-id's to tell.
    """
    for opinion in inspection.plan.opinions:
        root, *folders = opinion.place.file.split("/")[:-1] or [""]
        if root != _ROOT or opinion.round in folders:
            continue
        if not folders or inspection.plan.round(opinion.round) is not None:
            yield _misplaced(inspection.plan, opinion, folders[-1] if folders else "")


def _misplaced(plan: Plan, opinion: Opinion, folder: str) -> Finding:
    meant, other = _name(plan, opinion.round), plan.round(folder)
    if other is not None:
        where = f"聴取の機会 {folder}（{other.title}）のフォルダにあります"
        remedy = (
            f"{meant}の意見なら {_ROOT}/{opinion.round}/ に移し、{folder} の意見なら round を {folder} に直してください"
        )
    elif folder:
        where = f"フォルダ {_ROOT}/{folder}/ にあります（そういう聴取の機会はありません）"
        remedy = f"{_ROOT}/{opinion.round}/ に移すか、round を直してください"
    else:
        where = f" {_ROOT} のすぐ下にあります"
        remedy = f"{_ROOT} の下の、聴取の機会の id の名のフォルダに移してください"
    return Finding(
        code=CODE,
        severity=Severity.ERROR if other is not None else Severity.WARNING,
        message=f"意見{told(opinion)}の round は {meant}ですが、ファイルは{where}",
        hint=remedy,
        place=opinion.place,
        opinion=opinion.id,
    )


def _name(plan: Plan, round_id: str) -> str:
    heard = plan.round(round_id)
    return f"{round_id}（{heard.title}）" if heard is not None else round_id
