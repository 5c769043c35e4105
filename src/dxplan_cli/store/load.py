"""Loading a data folder into a `Plan`. All faults of all files are told in one go."""

from __future__ import annotations

import gc
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from dxplan_cli.errors import DataError, FaultyDataError
from dxplan_cli.model.finding import Fault
from dxplan_cli.model.place import Place
from dxplan_cli.model.plan import Draft, Plan, Settings
from dxplan_cli.store.consistency import complaints_of
from dxplan_cli.store.index import open_index
from dxplan_cli.store.listing import list_file, list_files
from dxplan_cli.value import replace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dxplan_cli.model.node import Section
    from dxplan_cli.model.opinion import Round
    from dxplan_cli.store.index import Index
    from dxplan_cli.store.listing import Listed
    from dxplan_cli.store.pointing import Pointer
    from dxplan_cli.store.values import DraftFile, FileKind

PLAN_FILE = "plan.yaml"
_DIGITS = re.compile("([0-9]+)")
DRAFT_FILE = "draft.yaml"
REASONS_FILE = "reasons.yaml"


def load_plan(root: Path) -> Plan:
    """Load the whole data folder.

    Raises:
        FaultyDataError: files that cannot be understood, with every fault found.
        DataError: the folder is no data folder, or the system refuses to read.
    """
    if not (root / PLAN_FILE).is_file():
        message = f"{root} に plan.yaml がありません"
        raise DataError(message, "--data で計画のフォルダ（plan-data）を指すか、dxplan init で作ってください")
    with _collector_paused():
        return _Loader(root, open_index(root)).load()


def load_draft_folder(folder: Path, settings: Settings) -> Draft:
    """Load one draft from any folder that holds a draft.yaml; its id is the folder's name."""
    folder = folder.resolve()
    with _collector_paused():
        loader = _Loader(folder.parent)
        draft = loader.draft(folder.name, folder.name)
        loader.refuse_faults()
    if draft is None:
        message = f"{folder} に draft.yaml がありません"
        raise DataError(message)
    return replace(draft, based_on=draft.based_on if draft.based_on in settings.drafts else None)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Pause the cyclic collector: many small values are born and none dies, so it only costs."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


class _Loader:
    """Reads files one after the other and gathers their faults; what the index knows is not read again."""

    def __init__(self, root: Path, index: Index | None = None) -> None:
        self._root = root
        self._index = index
        self._names: list[str] = []
        self._faults: list[Fault] = []
        self._pointer: Pointer | None = None

    def load(self) -> Plan:
        settings = self.read(list_file(self._root, PLAN_FILE), "plan")
        self.refuse_faults()
        drafts = _based([self.draft(draft_id, f"drafts/{draft_id}") for draft_id in settings.drafts])
        rounds = self._read_all("rounds", "round")
        opinions = self._read_all("opinions", "opinion")
        meetings = self._read_all("meetings", "meeting")
        plan = Plan(
            settings=settings,
            drafts=drafts,
            rounds=tuple(_heard_on(each, drafts) for each in rounds),
            opinions=_in_order_of_receipt(opinions, [each.id for each in rounds]),
            meetings=tuple(sorted(meetings, key=lambda meeting: meeting.number)),
            projects=self._read_if_there("projects.yaml", "projects"),
        )
        if self._index:
            self._index.save(self._names)
        self.refuse_faults()
        self._faults += [self._point(fault, key) for key, fault in complaints_of(plan)]
        self.refuse_faults()
        return plan

    def refuse_faults(self) -> None:
        if self._faults:
            raise FaultyDataError(self._faults)

    def draft(self, draft_id: str, folder: str) -> Draft | None:
        name = f"{folder}/{DRAFT_FILE}"
        if not (self._root / name).is_file():
            message = f"版「{draft_id}」の {name} がありません"
            hint = "plan.yaml の drafts を直すか、dxplan draft new で版を作ってください"
            self._faults.append(self._point(Fault(Place(PLAN_FILE, 0), message, hint), "drafts", draft_id))
            return None
        head: DraftFile | None = self.read(list_file(self._root, name), "draft")
        if head is None:
            return None
        chapters = [self._chapter(head, folder, chapter) for chapter in head.chapters]
        reasons = self._read_if_there(f"{folder}/{REASONS_FILE}", "reasons")
        return Draft(
            id=draft_id,
            label=head.label,
            chapters=tuple(chapter for chapter in chapters if chapter is not None),
            files=head.chapters,
            stage=head.stage,
            date=head.date,
            based_on=head.based_on,
            frozen=head.frozen,
            reasons=tuple(each for each in reasons or () if each is not None),
            place=head.place,
        )

    def _chapter(self, head: DraftFile, folder: str, chapter: str) -> Section | None:
        name = f"{folder}/{chapter}.yaml"
        section: Section | None = self._read_if_there(name, "chapter")
        if section is None and not (self._root / name).is_file():
            message = f"章のファイル {name} がありません"
            fault = Fault(head.place, message, "draft.yaml の chapters を直すか、ファイルを置いてください")
            self._faults.append(self._point(fault, "chapters", chapter))
        return section

    def _point(self, fault: Fault, key: str, word: str = "") -> Fault:
        if self._pointer is None:
            from dxplan_cli.store.pointing import Pointer  # noqa: PLC0415 - the parser of YAML, for faults only

            self._pointer = Pointer(self._root)
        return self._pointer.point(fault, key, word)

    def _read_all(self, folder: str, kind: FileKind) -> tuple[Any, ...]:
        values = (self.read(each, kind) for each in self._list(folder))
        return tuple(value for value in values if value is not None)

    def _read_if_there(self, name: str, kind: FileKind) -> Any:
        return self.read(list_file(self._root, name), kind) if (self._root / name).is_file() else None

    def _list(self, folder: str) -> tuple[Listed, ...]:
        """Return the YAML files below a folder; those that only look like it are told."""
        listed = list_files(self._root, folder)
        self._faults += [
            Fault(
                Place(each.name, 0),
                "拡張子が .yml のファイルは読みません",
                "名前の終わりを .yaml に変えてください",
            )
            for each in listed
            if each.name.lower().endswith(".yml")
        ]
        return tuple(each for each in listed if each.name.endswith(".yaml"))

    def read(self, listed: Listed, kind: FileKind) -> Any:
        """Return the value of a file; a file with faults gives None, or lacks something in a list."""
        self._names.append(listed.name)
        known = self._index.get(listed, kind) if self._index else None
        if known is not None:
            return known
        from dxplan_cli.store.reading import read_value  # noqa: PLC0415 - 20 ms that known files do not need

        value, faults = read_value(self._root, listed.name, kind)
        self._faults += faults
        if self._index and value is not None and not faults:
            self._index.enter(listed, value)
        return value


def _heard_on(heard: Round, drafts: tuple[Draft, ...]) -> Round:
    """Let a round that does not say so be heard on the draft the latest one is based on."""
    if heard.draft is not None or not drafts:
        return heard
    return replace(heard, draft=drafts[-1].based_on or drafts[-1].id)


def _based(drafts: list[Draft | None]) -> tuple[Draft, ...]:
    """Base every later draft that does not say on what on the one before it."""
    found = [draft for draft in drafts if draft is not None]
    pairs = zip(found, [None, *found], strict=False)
    return tuple(
        replace(draft, based_on=before.id) if before and draft.based_on is None else draft for draft, before in pairs
    )


def _in_order_of_receipt(opinions: tuple[Any, ...], rounds: list[str]) -> tuple[Any, ...]:
    """Sort by round, then by id, digits as numbers: ids made by the tool are ordered in time."""
    rank = {round_id: at for at, round_id in enumerate(rounds)}
    return tuple(sorted(opinions, key=lambda each: (rank.get(each.round, len(rank)), each.round, _natural(each.id))))


def _natural(text: str) -> list[tuple[int, str]]:
    parts = [(part.lstrip("0"), part[0].isdecimal()) for part in _DIGITS.split(text) if part]
    return [(len(part), part) if is_number else (-1, part) for part, is_number in parts]
