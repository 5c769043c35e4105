"""References by number: only what is certain to be this plan's is read."""

from __future__ import annotations

import pytest

from dxplan_cli.text.references import references_in

READ = {
    "第３章第１節を参照": ["章3 節1"],
    "第一章の第二節で述べた": ["章1 節2"],
    "図２と表1-1に示す": ["図2"],
    "本計画の第２章": ["章2"],
    "第３回の会議で": [],
    "条例第３章、「県総合計画」第２章、同第１節": [],
    "地図３枚を配る。公表２回": [],
    "第２期の第３四半期": [],
}


@pytest.mark.parametrize("text", READ)
def test_what_is_read_as_a_reference(text: str) -> None:
    found = [" ".join(f"{part.unit}{part.count}" for part in each.path) for each in references_in(text)]
    assert found == READ[text]
