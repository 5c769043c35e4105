"""The two drafts to compare, each a draft of the plan or a file, and what explains their changes."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

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
from dxplan_cli.model.node import words_of
from dxplan_cli.model.plan import Plan, Settings
from dxplan_cli.papers.explanations import shortened
from dxplan_cli.trace.trace import compare_only, trace_changes
from dxplan_cli.value import Value, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dxplan_cli.diff.matching import Matching
    from dxplan_cli.model.plan import Draft
    from dxplan_cli.trace.trace import Trace

_EXCERPT: Final = 20


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
    given = {
        name: read_manuscript(name, names.view)
        for name in dict.fromkeys((names.base, names.revised))
        if name is not None and is_manuscript(name) and (plan is None or plan.draft(name) is None)
    }
    if plan is not None and root is not None and not given:
        return Compared(trace_changes(plan, *choose_pair(plan, root, names.base, names.revised, alone=alone)))
    known = plan or Plan(settings=Settings(title="", drafts=()), drafts=())
    drafts = [
        given[name].draft if name in given else _known_draft(known, root, name) for name in (names.base, names.revised)
    ]
    base, revised = _told_apart(*drafts)
    matched = _with_common_ids(
        base, revised, is_base_given=names.base in given, is_revised_given=names.revised in given
    )
    images = {name: image for each in given.values() for name, image in each.images.items()}
    remarks = (*(remark for each in given.values() for remark in each.remarks), *matched.remarks)
    settings = known.settings if plan else replace(known.settings, title=revised.label)
    trace = compare_only if names.revised in given else trace_changes
    return Compared(trace(replace(known, settings=settings), matched.base, matched.revised), remarks, images)


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


class _Matched(Value):
    """Both drafts with the same ids for what is the same, and a remark on pairs that are not sure."""

    base: Draft
    revised: Draft
    remarks: tuple[str, ...]


def _with_common_ids(base: Draft, revised: Draft, *, is_base_given: bool, is_revised_given: bool) -> _Matched:
    """Match two drafts; a file takes the ids of a draft of the plan, of two files the later one those of the earlier."""
    from dxplan_cli.diff.adopt import adopt_ids  # noqa: PLC0415 - for files only
    from dxplan_cli.diff.match import match_nodes  # noqa: PLC0415 - for files only

    if is_base_given and not is_revised_given:
        matching = match_nodes(revised.chapters, base.chapters)
        base = replace(base, chapters=adopt_ids(base.chapters, matching))
    else:
        matching = match_nodes(base.chapters, revised.chapters)
        revised = replace(revised, chapters=adopt_ids(revised.chapters, matching))
    return _Matched(base, revised, tuple(_doubts(base, matching)))


def _doubts(base: Draft, matching: Matching) -> Iterator[str]:
    """Yield a remark on the pairs that are not sure, with the words of the first."""
    doubtful = frozenset(pair.base for pair in matching.doubtful)
    words = [words_of(node) for node in base.nodes() if node.id in doubtful]
    if words:
        yield (
            f"同じ項目かどうか確かでないものが{len(matching.doubtful)}組あります（「{shortened(words[0], _EXCERPT)}」など）。"
            "組にしなければ、削除と追加になるものです"
        )
