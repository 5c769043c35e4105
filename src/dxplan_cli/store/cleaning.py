"""Values as they will be read back: what somebody types, or what comes from another file, may hold unseen characters."""

from __future__ import annotations

from typing import Any, Final, TypeVar

from dxplan_cli.text.unseen import without_unseen
from dxplan_cli.value import Value, names_of, replace, values_of

_Read = TypeVar("_Read")
_CELLS: Final = frozenset({"cells", "columns", "rows", "value", "before", "after"})
"""Attributes whose texts keep the blank they begin with, see `text.unseen`."""


def as_read(value: _Read) -> _Read:
    """Return a value of the model as it will be once it is written and read."""
    return _cleaned(value, is_prose=True)  # type: ignore[no-any-return]


def _cleaned(value: Any, *, is_prose: bool) -> Any:
    if isinstance(value, str):
        return without_unseen(value, is_prose=is_prose)
    if type(value) is tuple:
        return tuple(_cleaned(each, is_prose=is_prose) for each in value)
    if not isinstance(value, Value):
        return value
    parts = zip(names_of(type(value)), values_of(value), strict=True)
    cleaned = {name: _cleaned(part, is_prose=name not in _CELLS) for name, part in parts}
    return replace(value, **cleaned)
