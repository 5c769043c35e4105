"""The preview: what counts as a change of the plan, and that a bug ends the server instead of hiding in it."""

from __future__ import annotations

import shutil
from http.client import BadStatusLine, HTTPConnection
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from cli_process import PLAN_DATA

from dxplan_cli.app.preview import Preview, state_of, told_lines
from dxplan_cli.app.preview_server import PreviewServer
from dxplan_cli.app.site import Wish
from dxplan_cli.errors import DataError, FaultyDataError
from dxplan_cli.model.finding import Fault
from dxplan_cli.model.place import Place

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    copied = tmp_path / "plan-data"
    shutil.copytree(PLAN_DATA, copied, ignore=shutil.ignore_patterns(".dxplan"))
    return copied


def test_any_change_of_a_file_is_a_new_state(plan: Path) -> None:
    seen = [state_of(plan)]
    file = plan / "opinions" / "2023-kikitori" / "new.yaml"
    for change in (
        lambda: file.write_text("a", encoding="utf-8"),
        lambda: file.write_text("bc", encoding="utf-8"),
        lambda: file.rename(file.with_name("renamed.yaml")),
        lambda: (plan / "図.png").write_bytes(b"x"),
        lambda: (plan / "opinions" / "empty").mkdir() or (plan / "opinions" / "empty" / "a.yaml").touch(),
    ):
        change()
        seen.append(state_of(plan))
    assert len(set(seen)) == len(seen)


def test_what_dxplan_keeps_for_itself_is_no_change(plan: Path) -> None:
    before = state_of(plan)
    (plan / ".dxplan").mkdir()
    (plan / ".dxplan" / "index.sqlite").write_bytes(b"x")
    assert state_of(plan) == before


def test_a_failure_is_told_in_lines() -> None:
    fault = Fault(Place("plan.yaml", 3), "閉じていません", "閉じてください", "title: [")
    assert list(told_lines(FaultyDataError([fault]))) == [
        "データに誤りがあります（1件）",
        "plan.yaml:3: 閉じていません",
        "| title: [",
        "→ 閉じてください",
    ]
    assert list(told_lines(DataError("図がありません", "置いてください"))) == ["図がありません", "→ 置いてください"]


class Broken(Preview):
    """A preview with a bug."""

    def refresh(self) -> None:
        message = "a bug"
        raise RuntimeError(message)


def test_a_bug_ends_the_server_and_is_told_to_who_started_it(plan: Path) -> None:
    server = PreviewServer(Broken(plan, Wish()), 0)
    caught: list[BaseException] = []

    def run() -> None:
        try:
            server.run()
        except RuntimeError as error:
            caught.append(error)

    thread = Thread(target=run)
    thread.start()
    connection = HTTPConnection("127.0.0.1", server.server_port, timeout=30)
    connection.request("GET", "/")
    with pytest.raises((BadStatusLine, ConnectionError)):
        connection.getresponse()
    thread.join(timeout=30)
    assert [str(error) for error in caught] == ["a bug"]
