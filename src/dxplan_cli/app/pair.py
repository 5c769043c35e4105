"""The two drafts to compare, each a draft of the plan or a file, and what explains their changes."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from dxplan_cli.app.manuscripts import View, is_manuscript, read_manuscript
from dxplan_cli.app.workspace import (
    choose_draft,
    choose_pair,
    find_data,
    is_draft_folder,
    latest_draft,
    refuse_repeated_ids,
)
from dxplan_cli.errors import UsageError
from dxplan_cli.model.plan import Plan, Settings
from dxplan_cli.trace.trace import compare_only, trace_changes
from dxplan_cli.value import Value, replace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dxplan_cli.app.manuscripts import WrittenDraft
    from dxplan_cli.model.plan import Draft
    from dxplan_cli.trace.trace import Trace


class Names(Value, kw_only=True):
    """What the user calls the two drafts, and how tracked changes in files are taken."""

    base: str | None = None
    revised: str | None = None
    view: View = View.ACCEPTED


class Compared(Value):
    """Two drafts compared: the trace, remarks for the user, and image files that do not lie in a plan's folder."""

    trace: Trace
    remarks: tuple[str, ...] = ()
    images: Mapping[str, bytes] = MappingProxyType({})


def find_data_for(
    option: str | None, environment: str | None, start: Path, names: tuple[str | None, ...]
) -> Path | None:
    """Find the data folder as `find_data`; None where the names need none: files alone, or files and drafts folders.

    Two files are compared by themselves, wherever that is done, unless ``--data`` says whose settings count.

    Raises:
        UsageError: there is none, and it is needed.
    """
    files = [name is not None and is_manuscript(name) for name in names]
    if option is None and all(files):
        return None
    stands_alone = any(files) and all(
        is_file or (name is not None and is_draft_folder(name)) for name, is_file in zip(names, files, strict=True)
    )
    try:
        return find_data(option, environment, start)
    except UsageError:
        if option is None and stands_alone:
            return None
        raise


def compare_pair(plan: Plan | None, root: Path | None, names: Names, *, alone: bool = False) -> Compared:
    """Compare two drafts; one that comes in a file is matched by what it says, and takes the other's ids.

    Beside a file, the other one is by default the plan's latest draft. Where the revised draft is a file, nobody has
    explained the changes: there are no marks. With `alone`, a first draft is compared with itself.

    Raises:
        UsageError: a name means nothing, or there is nothing to compare with.
        FaultyDataError: a draft uses an id twice.
        DataError: a file cannot be read.
    """
    given: dict[str | None, WrittenDraft] = {
        name: read_manuscript(name, names.view)
        for name in dict.fromkeys((names.base, names.revised))
        if name is not None and is_manuscript(name) and (plan is None or plan.draft(name) is None)
    }
    if plan is not None and root is not None and not given:
        return Compared(trace_changes(plan, *choose_pair(plan, root, names.base, names.revised, alone=alone)))
    known = plan or Plan(settings=Settings(title="", drafts=()), drafts=())
    compared = _compare_files(known, root, names, given)
    if plan is not None:
        return compared
    titled = replace(known, settings=replace(known.settings, title=compared.trace.comparison.revised.label))
    return replace(compared, trace=replace(compared.trace, plan=titled))


def _compare_files(plan: Plan, root: Path | None, names: Names, given: Mapping[str | None, WrittenDraft]) -> Compared:
    from dxplan_cli.app.common_ids import match_files, match_with_plan  # noqa: PLC0415 - for files only

    drafts = [
        given[name].draft if name in given else _known_draft(plan, root, name) for name in (names.base, names.revised)
    ]
    base, revised = _told_apart(*drafts)
    if names.base in given and names.revised in given:
        matched = match_files(base, revised)
        base, revised = matched.known, matched.given
    elif names.revised in given:
        matched = match_with_plan(plan, base, revised)
        base, revised = matched.known, matched.given
    else:
        matched = match_with_plan(plan, revised, base)
        base, revised = matched.given, matched.known
        matched = replace(matched, parts=tuple(each.turned() for each in matched.parts))
    trace = compare_only if names.revised in given else trace_changes
    images = {name: image for each in given.values() for name, image in each.images.items()}
    remarks = (remark for each in given.values() for remark in each.remarks)
    traced = trace(plan, base, revised)
    traced = replace(traced, comparison=replace(traced.comparison, parts=matched.parts))
    return Compared(traced, (*remarks, *matched.remarks), images)


def _known_draft(plan: Plan, root: Path | None, name: str | None) -> Draft:
    if name is None:
        return latest_draft(plan)
    folder = root or Path(name).resolve().parent
    draft = choose_draft(plan, folder, name)
    refuse_repeated_ids(draft, folder)
    return draft


def _told_apart(base: Draft, revised: Draft) -> tuple[Draft, Draft]:
    """Call two files of one name in two folders by their folders as well."""
    if base.label != revised.label or base.id == revised.id:
        return base, revised
    return replace(base, label=base.id), replace(revised, label=revised.id)
