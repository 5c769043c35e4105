"""The digest of a draft (版のダイジェスト): the same wording gives the same digest, wherever it stands on disk."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, TypeAlias, cast

from dxplan_cli.model.node import Measure, Node, texts_of
from dxplan_cli.value import names_of, values_of

if TYPE_CHECKING:
    from dxplan_cli.model.node import AnyNode
    from dxplan_cli.model.plan import Draft
    from dxplan_cli.value import Value

Canonical: TypeAlias = "str | int | float | bool | list[Canonical] | dict[str, Canonical] | None"

_NO_MEASURE = Measure()
_UNCOUNTED = frozenset({"memo", "place"})
"""What is no content: where a value stands in a file, and what no paper prints."""
_OUTERMOST = ("level", 0)


def digest_of_draft(draft: Draft) -> str:
    """Return the SHA-256, as 64 hex digits, of the draft's chapters in document order.

    Everything a node holds counts; its memo, its place in a file, the chapters'
    file names and the draft's own label do not. What is unset is left out, so that
    a key the format gains later does not change the digest of an old draft.
    """
    return digest_of(draft.chapters)


def digest_of_words(node: AnyNode) -> str:
    """Return 12 hex digits that change when any text of a node does, its children's aside."""
    return digest_of(texts_of(node))[:12]


def digest_of(values: tuple[object, ...]) -> str:
    """Return the SHA-256, as 64 hex digits, of values of the model."""
    text = json.dumps(_canonical(values), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _canonical(value: object) -> Canonical:
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, tuple):
        return [_canonical(each) for each in value]
    return _record(cast("Value", value))


def _record(value: Value) -> dict[str, Canonical]:
    record: dict[str, Canonical] = {"kind": type(value).__name__.lower()} if isinstance(value, Node) else {}
    for name, held in zip(names_of(type(value)), values_of(value), strict=True):
        if name in _UNCOUNTED:
            continue
        if type(held) is str:
            record[name] = held
        elif not (held is None or held is False or held in ((), _NO_MEASURE) or (name, held) == _OUTERMOST):
            record[name] = _canonical(held)
    return record
