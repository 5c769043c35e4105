"""The pages of the shipped plan in Chromium, which may go nowhere and complain of nothing."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from cli_process import PLAN_DATA, TIMEOUT, environment, run_program
from screens import SCREENS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only make test-browser installs it

    program = shutil.which("chromium") or shutil.which("google-chrome")
    assert program, "make test-browser が Chromium を入れます"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of pages, with the whole site as `all.html` and the public's pages in `public/`."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(PLAN_DATA, folder / "plan-data", ignore=shutil.ignore_patterns(".dxplan"))
    for arguments in (("-o", "."), ("-o", "all.html", "--single-file"), ("-o", "public", "--edition", "公表用")):
        done = run_program(("site", *arguments), cwd=folder)
        assert done.code == 0, done
    return folder


class Visitor:
    """Opens pages and keeps what goes wrong there: complaints of the browser, and requests to anywhere."""

    def __init__(self, browser: Browser, folder: Path) -> None:
        self.browser, self.folder = browser, folder
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.contexts: list[Any] = []

    def open(self, address: str, screen: str = "desktop", **options: Any) -> Page:
        width, height = SCREENS[screen]
        context = self.browser.new_context(viewport={"width": width, "height": height}, **options)
        self.contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))
        page.goto(address if address.startswith("http") else f"{self.folder.as_uri()}/{address}")
        return page

    def outside(self) -> list[str]:
        return [url for url in self.requests if not url.startswith((self.folder.as_uri(), "data:"))]


@pytest.fixture
def visit(browser: Browser, pages: Path) -> Iterator[Callable[..., Page]]:
    """Open a page; when the test is over, nothing may have been complained of and nothing asked for outside."""
    visitor = Visitor(browser, pages)
    yield visitor.open
    for context in visitor.contexts:
        context.close()
    assert visitor.complaints == []
    assert visitor.outside() == []


@pytest.fixture
def preview(tmp_path: Path, browser: Browser) -> Iterator[tuple[Page, Path]]:
    """A page of `dxplan site --serve`, and the plan it is made from."""
    plan = tmp_path / "plan-data"
    shutil.copytree(PLAN_DATA, plan, ignore=shutil.ignore_patterns(".dxplan"))
    process = subprocess.Popen(
        [sys.executable, "-m", "dxplan_cli", "site", "--serve", "--port", "0", "--data", str(plan)],
        env=environment({"PYTHONUNBUFFERED": "1"}),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    context = browser.new_context()
    page = context.new_page()
    page.goto(process.stdout.readline().strip() if process.stdout else "")
    yield page, plan
    context.close()
    process.terminate()
    process.communicate(timeout=TIMEOUT)
