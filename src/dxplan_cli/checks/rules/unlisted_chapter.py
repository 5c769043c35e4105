"""unlisted-chapter: a file of a chapter, or a whole draft, that no list names, so that nobody reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.model.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.checks.inspection import Inspection
    from dxplan_cli.model.place import Place
    from dxplan_cli.model.plan import Draft

CODE = "unlisted-chapter"
_ENDING = ".yaml"


def find(inspection: Inspection) -> Iterator[Finding]:
    """Look at what the loader saw lying beside what it read."""
    plan = inspection.plan
    for place in plan.unlisted:
        draft = place.file.split("/")[-2]
        yield _finding(
            place,
            f"版「{draft}」は plan.yaml の drafts になく、読まれていません",
            f"使う版なら plan.yaml の drafts に {draft} を書き、使わないなら plan-data の外に移してください",
        )
    for each in plan.drafts:
        for place in each.unlisted:
            yield _of_chapter(each, place)


def _of_chapter(draft: Draft, place: Place) -> Finding:
    folder, _, name = place.file.rpartition("/")
    told = f"章のファイル {name} は、{draft.label}の draft.yaml の chapters になく、どの資料にも載りません"
    if not name.endswith(_ENDING):
        return _finding(place, told, "名前の終わりを .yaml に変えてから、chapters に書いてください")
    listed = f"{folder}/draft.yaml の chapters に「{name.removesuffix(_ENDING)}」を書いてください"
    return _finding(place, told, f"載せる章なら {listed}。載せないなら plan-data の外に移してください")


def _finding(place: Place, message: str, hint: str) -> Finding:
    return Finding(code=CODE, severity=Severity.WARNING, message=message, hint=hint, place=place)
