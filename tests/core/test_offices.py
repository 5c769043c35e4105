"""Whose office it is: read off its name, and not guessed."""

from __future__ import annotations

import pytest

from dxplan_cli.text.offices import kind_of_office

KINDS = {
    "青森県ＤＸ推進プラン策定委員会事務局": "県", "みなと町企画課": "町", "青森県みなと町": "町", "横浜市都市整備局": "市",
    "四日市市役所": "市", "十日町市": "市", "町田市": "市", "京都府庁": "府", "北海道庁": "道", "東京都港湾局": "都", "大川村": "村",
    "事務局": "", "企画課": "", "市民課": "", "都市計画課": "", "総務部市町村課": "", "": "",
}  # fmt: skip


@pytest.mark.parametrize("name", KINDS)
def test_the_kind_of_an_office(name: str) -> None:
    assert kind_of_office(name) == KINDS[name]
