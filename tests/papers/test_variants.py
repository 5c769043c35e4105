"""The tables in each of their forms, word for word.

After a wanted change: ``DXPLAN_UPDATE_GOLDEN=1 pytest tests/papers/test_variants.py``, then read the diff.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from town_plan import VARIANTS

from dxplan_cli.render.plain import render_plain

GOLDEN = Path(__file__).parent / "golden" / "variants"


@pytest.mark.parametrize("name", VARIANTS)
def test_variant_is_as_agreed(name: str) -> None:
    kind, case = VARIANTS[name]
    text = render_plain(case.make(kind))
    golden = GOLDEN / f"{name}.txt"
    if os.environ.get("DXPLAN_UPDATE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, encoding="utf-8", newline="\n")
    assert text == golden.read_text(encoding="utf-8")
