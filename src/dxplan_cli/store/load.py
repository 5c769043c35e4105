"""Loading a data folder into a `Plan`. All faults of all files are told in one go."""

from __future__ import annotations

import gc
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeAlias

from dxplan_cli.errors import DataError, FaultyDataError
from dxplan_cli.model.finding import Fault
from dxplan_cli.model.place import Place
from dxplan_cli.model.plan import Draft, Plan, Settings
from dxplan_cli.store.consistency import complaints_of
from dxplan_cli.store.index import open_index
from dxplan_cli.store.listing import list_file, list_files
from dxplan_cli.store.rounds import in_order_held
from dxplan_cli.text.dates import iso_date
from dxplan_cli.value import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from dxplan_cli.model.finding import ReadingNote
    from dxplan_cli.model.meeting import Meeting
    from dxplan_cli.model.node import Section
    from dxplan_cli.model.opinion import Opinion, Round
    from dxplan_cli.store.index import Index
    from dxplan_cli.store.listing import Key
    from dxplan_cli.store.pointing import Pointer
    from dxplan_cli.store.values import DraftFile, FileKind

PLAN_FILE = "plan.yaml"
_DIGITS = re.compile("([0-9]+)")
_YAML_ENDINGS = (".yaml", ".yml")
DRAFT_FILE = "draft.yaml"
REASONS_FILE = "reasons.yaml"
OPINIONS = "opinions"
Receipt: TypeAlias = tuple[int, str, list[tuple[int, str]]]


def load_plan(root: Path, opinions: Mapping[str, Key] | None = None, index: Index | None = None) -> Plan:
    """Load the whole data folder.

    `opinions` are the opinions' files, where somebody has listed them already, `index` what is to be used and added to.

    Raises:
        FaultyDataError: files that cannot be understood, with every fault found.
        DataError: the folder is no data folder, or the system refuses to read.
    """
    _refuse_other(root)
    with _collector_paused():
        index = index or open_index(root)
        if index is not None:
            index.read()
        return _Loader(root, index).load(list_files(root, OPINIONS) if opinions is None else opinions)


def load_frame(root: Path) -> Plan:
    """Load all of the data folder but its opinions; what raises is as for `load_plan`."""
    _refuse_other(root)
    index = open_index(root)
    if index is not None:
        index.read_besides(OPINIONS)
    with _collector_paused():
        return _Loader(root, index).load({})


def load_opinions(root: Path, files: Mapping[str, Key], index: Index) -> tuple[Opinion, ...]:
    """Load the opinions of some files, what the index knows from there.

    Raises:
        FaultyDataError: a file has faults.
    """
    loader = _Loader(root, index)
    opinions = tuple(loader.read(name, key, "opinion") for name, key in files.items())
    loader.refuse_faults()
    return opinions


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


def _refuse_other(root: Path) -> None:
    if not (root / PLAN_FILE).is_file():
        message = f"{root} に plan.yaml がありません"
        raise DataError(message, "--data で計画のフォルダ（plan-data）を指すか、dxplan init で作ってください")


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


def is_misnamed(name: str) -> bool:
    """Tell whether a file looks like YAML and is not read, because of its ending: .yml, .YAML."""
    return name.lower().endswith(_YAML_ENDINGS) and not name.endswith(".yaml")


def _names_in(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir()) if folder.is_dir() else []


class _Loader:
    """Reads files one after the other and gathers their faults; what the index knows is not read again."""

    def __init__(self, root: Path, index: Index | None = None) -> None:
        self._root = root
        self._index = index
        self._names: list[str] = []
        self._faults: list[Fault] = []
        self._notes: list[ReadingNote] = []
        self._pointer: Pointer | None = None

    def load(self, opinions: Mapping[str, Key]) -> Plan:
        settings = self.read(PLAN_FILE, list_file(self._root, PLAN_FILE), "plan")
        self.refuse_faults()
        drafts = _based([self.draft(draft_id, f"drafts/{draft_id}") for draft_id in settings.drafts])
        rounds = self._rounds(drafts)
        heard = self._read_all(opinions, "opinion")
        meetings = self._read_all(list_files(self._root, "meetings"), "meeting")
        plan = Plan(
            settings=settings,
            drafts=drafts,
            rounds=rounds,
            opinions=_in_order_of_receipt(heard, [each.id for each in rounds]),
            meetings=tuple(sorted(meetings, key=_turn)),
            projects=self._read_if_there("projects.yaml", "projects"),
            notes=tuple(self._notes),
            unlisted=tuple(self._unlisted_drafts(settings.drafts)),
        )
        if self._index:
            self._index.save(self._names)
        self.refuse_faults()
        self._faults += [self._point(fault, key) for key, fault in complaints_of(plan)]
        self.refuse_faults()
        return plan

    def _rounds(self, drafts: tuple[Draft, ...]) -> tuple[Round, ...]:
        found = self._read_all(list_files(self._root, "rounds"), "round")
        return in_order_held((_heard_on(each, drafts) for each in found), drafts)

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
        head: DraftFile | None = self.read(name, list_file(self._root, name), "draft")
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
            explains=head.explain,
            reasons=tuple(each for each in reasons or () if each is not None),
            unlisted=tuple(self._unlisted_chapters(folder, head.chapters)),
            place=head.place,
        )

    def _unlisted_chapters(self, folder: str, chapters: tuple[str, ...]) -> Iterator[Place]:
        """Yield the YAML files of a draft's folder that are neither chapters nor anything else that is read."""
        read = {DRAFT_FILE, REASONS_FILE, *(f"{each}.yaml" for each in chapters)}
        for name in _names_in(self._root / folder):
            if name.lower().endswith(_YAML_ENDINGS) and name not in read and not name.startswith("."):
                yield Place(f"{folder}/{name}", 1)

    def _unlisted_drafts(self, drafts: tuple[str, ...]) -> Iterator[Place]:
        """Yield the draft.yaml of every folder of drafts that no list names."""
        folder = self._root / "drafts"
        for name in _names_in(folder):
            if name not in drafts and (folder / name / DRAFT_FILE).is_file():
                yield Place(f"drafts/{name}/{DRAFT_FILE}", 1)

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

    def _read_all(self, files: Mapping[str, Key], kind: FileKind) -> tuple[Any, ...]:
        """Read the YAML files among some, by name; those that only look like it are told."""
        self._faults += [
            Fault(
                Place(name, 0),
                f"拡張子が {name[name.rindex('.') :]} のファイルは読みません",
                "名前の終わりを .yaml に変えてください",
            )
            for name in sorted(files)
            if is_misnamed(name)
        ]
        values = (self.read(name, files[name], kind) for name in sorted(files) if name.endswith(".yaml"))
        return tuple(value for value in values if value is not None)

    def _read_if_there(self, name: str, kind: FileKind) -> Any:
        is_there = (self._root / name).is_file()
        return self.read(name, list_file(self._root, name), kind) if is_there else None

    def read(self, name: str, key: Key, kind: FileKind) -> Any:
        """Return the value of a file; a file with faults gives None, or lacks something in a list."""
        self._names.append(name)
        known = self._index.get(name, key, kind) if self._index else None
        if known is not None:
            self._notes += known[1]
            return known[0]
        from dxplan_cli.store.reading import read_value  # noqa: PLC0415 - 20 ms that known files do not need

        value, faults, notes = read_value(self._root, name, kind)
        self._faults += faults
        self._notes += notes
        if self._index and value is not None and not faults:
            self._index.enter(name, key, value, notes)
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


def _turn(meeting: Meeting) -> tuple[int, str]:
    """Return what meetings are sorted by: the number, and the printed date where two boards count for themselves."""
    return meeting.number, iso_date(meeting.date or "") or ""


def _in_order_of_receipt(opinions: tuple[Any, ...], rounds: list[str]) -> tuple[Any, ...]:
    receipt = receipts(rounds)
    return tuple(sorted(opinions, key=lambda each: receipt(each.round, each.id)))


def receipts(rounds: Iterable[str]) -> Callable[[str, str], Receipt]:
    """Return what opinions are sorted by, given their round and id.

    By round, then by id, digits as numbers: ids made by the tool are ordered in time.
    """
    rank = {round_id: at for at, round_id in enumerate(rounds)}
    return lambda round_id, opinion_id: (rank.get(round_id, len(rank)), round_id, _natural(opinion_id))


def _natural(text: str) -> list[tuple[int, str]]:
    parts = [(part.lstrip("0"), part[0].isdecimal()) for part in _DIGITS.split(text) if part]
    return [(len(part), part) if is_number else (-1, part) for part, is_number in parts]
