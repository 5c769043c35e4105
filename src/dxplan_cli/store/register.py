"""The register of opinions as it was last derived, kept in the index: in the order of receipt, with states and labels.

What it was derived of is kept with it: the keys of all files of the plan, those
of the program's own files and of its dictionary. While they are what they were,
a list is made of this alone, and only the opinions shown are read (ADR 11).
"""

from __future__ import annotations

import sys
import time
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from dxplan_cli.model.disposition import Promise
from dxplan_cli.store.index import known_index
from dxplan_cli.store.listing import Key, list_file, list_files, settled
from dxplan_cli.store.load import OPINIONS, load_opinions
from dxplan_cli.value import Value, pack, replace, unpacker

if TYPE_CHECKING:
    from collections.abc import Container

    from dxplan_cli.model.opinion import Opinion
    from dxplan_cli.store.index import Index

_FRAME_FILES = ("plan.yaml", "projects.yaml")
_FRAME_FOLDERS = ("drafts", "rounds", "meetings")
_DERIVING = ("model", "text", "diff", "trace", "store")
"""The parts of the program that an entry of the register depends on."""
_DICTIONARY = "sudachidict_small"


class Survey(Value):
    """What files there are now: `frame` stands for all but the opinions, and for the program itself."""

    frame: bytes
    frame_files: dict[str, Key]
    files: dict[str, Key]
    """The opinions' files."""
    packed: bytes
    """The same as bytes."""
    time: int

    def trusted(self, index: Index) -> dict[str, Key]:
        """Return the opinions' files whose keys tell every change: read long enough after the last, or not to be read."""
        foreign = {name: key for name, key in self.files.items() if not name.endswith(".yaml")}
        return index.holds(self.files) | settled(foreign, self.time)


class Sort(Value):
    """What opinions of one sort have in common."""

    round: str
    about: tuple[str, ...]
    disposition: str
    state: str


class Register(Value, kw_only=True):
    """The opinions in the order of receipt, column by column: `names` of their files, `ids`, numbers of their sorts."""

    frame: bytes
    rounds: tuple[str, ...]
    promises: dict[str, Promise | None]
    """What each disposition of plan.yaml promises, in its order."""
    nodes: frozenset[str]
    """The ids of all nodes of all drafts."""
    names: list[str]
    ids: list[str]
    sorts: list[Sort]
    sort_of: list[int]
    labels: dict[str, tuple[str, ...]]
    """The labels of the marks an opinion led to, by its id; of those that led to any."""
    tied: frozenset[str]
    """The files of opinions on which, or by which, others depend: by a link, as the same as another, by an id used twice."""
    awaited: frozenset[str]
    """The ids that opinions call themselves the same as."""
    fates: dict[str, str]
    """By which draft a node went that the last draft has not, by its id: 事務局修正案で削除."""
    is_whole: bool = False
    """The key of every file was trusted when it was kept."""


class Kept(Value):
    """A register as it was kept, and the keys its opinions' files had, packed."""

    register: Register
    files: bytes

    def holds(self, seen: Survey) -> bool:
        """Tell at once whether the files are the same, where all were trusted and the system names them in the same order."""
        return self.register.is_whole and self.files == seen.packed

    def keys(self) -> dict[str, Key]:
        """Return the keys by the files' names; a file that had been written just before is not among them."""
        keys: dict[str, Key] = _unpack_files(self.files)
        return keys


_unpack_register = unpacker(Register)
_unpack_files = unpacker(dict[str, Key])


def survey(root: Path) -> Survey:
    """Look what files there are and which have changed, without reading any.

    Raises:
        DataError: the system refuses to list a folder.
    """
    now = time.time_ns()
    files = list_files(root, OPINIONS)
    frame = {name: list_file(root, name) for name in _FRAME_FILES}
    for folder in _FRAME_FOLDERS:
        frame |= list_files(root, folder)
    there = {name: key for name, key in frame.items() if key[0]}
    try:
        packed_frame, packed = pack((_program(), sorted(there.items()))), pack(files)
    except UnicodeEncodeError:  # a name that is no text: such a folder is read anew each time
        return Survey(b"", there, files, b"", now)
    return Survey(packed_frame, there, files, packed, now)


def _program() -> object:
    """Return what tells that the program derives as it did: its files, its dictionary, its Python."""
    package = Path(__file__).parent.parent
    own = [sorted(each for each in list_files(package, part).items() if each[0].endswith(".py")) for part in _DERIVING]
    words = find_spec(_DICTIONARY)
    return sys.version, own, list_file(Path(words.origin), "") if words and words.origin else None


def kept_register(root: Path) -> Kept | None:
    """Return the register that was kept last, if there is one that can be read."""
    found = known_index(root).register()
    try:
        return Kept(_unpack_register(found[0]), found[1]) if found else None
    except ValueError:
        return None


def keep_register(index: Index, register: Register, seen: Survey, trusted: Container[str]) -> None:
    """Keep a register that was derived of the files seen; of those not trusted, what was derived will not be believed."""
    frame = settled(seen.frame_files, seen.time) | index.holds(seen.frame_files)
    if seen.frame and frame.keys() == seen.frame_files.keys():
        files = {name: key for name, key in seen.files.items() if name in trusted}
        with suppress(UnicodeEncodeError):  # half of a character cannot be packed
            whole = replace(register, is_whole=len(files) == len(seen.files))
            index.keep_register(pack(whole), pack(files))


def load_listed(root: Path, files: dict[str, Key], index: Index) -> tuple[Opinion, ...]:
    """Return the opinions of some files, what the index knows from there.

    Raises:
        FaultyDataError: a file has faults.
    """
    index.read_some(files)
    opinions = load_opinions(root, files, index)
    index.save()
    return opinions
