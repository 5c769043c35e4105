"""The documents say what is so: their commands are run, their links, names and numbers are looked up."""

from __future__ import annotations

import re
import shutil
import tomllib
from pathlib import Path

import pytest
from returned import RETURNED, send_back
from transcript import Command, WrittenFile, agrees, run, steps_of

from dxplan_cli.checks.registry import CODES
from dxplan_cli.cli.commands import COMMANDS
from dxplan_cli.model.plan import ComparisonSettings, ResponseSettings
from dxplan_cli.papers.kinds import KINDS
from dxplan_cli.value import names_of

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "dxplan_cli"
RUN = ("README.md", "README.en.md", "docs/tutorial.md")
ALL = (
    *RUN,
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "docs/findings.md",
    *(f"docs/adr/{p.name}" for p in (ROOT / "docs/adr").glob("*.md")),
)

NOT_RUN = {
    "make demo": "makes its own environment; .ci/run runs it",
    "make test": "would run this test again; .ci/run runs it",
    "python3 -m pip install .": "installs software; make demo installs the same project",
    "py -m pip install .": "Windows",
    "py -m pip wheel -w wheels . colorama": "Windows; fetches software for another machine",
    "py -m pip install --no-index --find-links wheels dxplan-cli": "Windows; installs software",
    "uv run dxplan docx all": "uv installs the project first; the same command without uv is run",
    "dxplan site --serve": "serves until Ctrl+C; tests/cli/test_cli_site.py and tests/browser run it",
    "dxplan --install-completion": "changes the reader's shell; what the shell then asks is asked below",
}
"""Commands of the documents that no test runs, each with the reason."""


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", RUN)
def test_the_commands_print_what_the_document_shows(name: str, tmp_path: Path) -> None:
    if name != "docs/tutorial.md":
        shutil.copytree(ROOT / "plan-data", tmp_path / "plan-data", ignore=shutil.ignore_patterns(".dxplan"))
    commands = 0
    for step in steps_of(text_of(name)):
        if isinstance(step, WrittenFile):
            (tmp_path / step.path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / step.path).write_text(step.text, encoding="utf-8")
        elif step.text not in NOT_RUN:
            if RETURNED in step.text and not (tmp_path / RETURNED).exists():
                send_back(tmp_path)
            printed = run(step, tmp_path)
            assert agrees(step, printed), (
                f"{name}:{step.line}: $ {step.text}\n--- shown\n{step.shown}\n--- printed\n{printed}"
            )
            commands += 1
    assert commands > 3


def test_every_command_not_run_is_in_a_document() -> None:
    shown = {step.text for name in RUN for step in steps_of(text_of(name)) if isinstance(step, Command)}
    assert set(NOT_RUN) <= shown


@pytest.mark.parametrize("name", ALL)
def test_links_and_pictures_lead_somewhere(name: str) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", text_of(name)):
        assert not target.startswith("http"), f"{name}: a page outside can vanish: {target}"
        file, _, heading = target.partition("#")
        page = (ROOT / name).parent / file if file else ROOT / name
        assert page.exists(), f"{name}: {target}"
        assert not heading or f"\n## {heading}\n" in page.read_text(encoding="utf-8"), f"{name}: {target}"


def test_pictures_are_small_and_used() -> None:
    pictures = list((ROOT / "docs/images").iterdir())
    assert pictures
    for picture in pictures:
        assert picture.read_bytes().startswith(b"\x89PNG")
        assert picture.stat().st_size < 200_000
        assert any(picture.name in text_of(name) for name in ALL)


def test_the_readme_names_every_command_and_every_paper() -> None:
    readme = text_of("README.md")
    assert [name for name in COMMANDS if f"`dxplan {name}" not in readme] == []
    assert [each.kind for each in KINDS if f"`{each.kind}`" not in readme or each.title not in readme] == []


DOES = {
    "init": ("新しい計画のデータ", "init"),
    "show": ("計画の木", "show"),
    "draft": ("版を始め", "版を確定", "draft"),
    "diff": ("二つの版", "比べ", "compar"),
    "add-opinion": ("意見を記録", "record"),
    "opinions": ("Excel", "対応を決め", "意見をまとめ", "意見を一覧", "group"),
    "check": ("点検", "check"),
    "docx": ("見え消し", "新旧対照表", "変更履歴", "tracked"),
    "import": ("計画のデータにする", "取り込", "Word", "into plan-data"),
    "review": ("委員が", "手を入れた", "意見として受け取", "member"),
    "site": ("ページ", "ブラウザ", "browser"),
    "schema": ("書式", "schema"),
}
"""Words by which a document would speak of what each command does."""


@pytest.mark.parametrize(("name", "heading"), [("README.md", "まだないもの"), ("README.en.md", "Not there yet")])
def test_what_is_said_to_be_missing_is_not_there(name: str, heading: str) -> None:
    assert list(DOES) == list(COMMANDS)
    missing = text_of(name).partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    assert missing.strip()
    for command, words in DOES.items():
        assert [each for each in (f"`{command}`", f"dxplan {command}", *words) if each in missing] == []
    assert [each.title for each in KINDS if each.title in missing or f"`{each.kind}`" in missing] == []


def test_the_readme_names_every_setting_of_the_papers() -> None:
    readme = text_of("README.md")
    settings = {"comparison": ComparisonSettings, "responses": ResponseSettings}
    named = [f"{paper}.{each}" for paper, values in settings.items() for each in names_of(values)]
    assert [name for name in named if f"| `{name}` |" not in readme] == []


def test_the_readme_names_every_kind_of_finding() -> None:
    assert [code for code in CODES if f"`{code}`" not in text_of("README.md")] == []


def test_decisions_cited_are_written_down() -> None:
    cited = {
        int(number)
        for path in (*SOURCE.rglob("*.py"), ROOT / "pyproject.toml", *(ROOT / name for name in ALL))
        for number in re.findall(r"ADR (\d+)", path.read_text(encoding="utf-8"))
    }
    written = {int(path.name[:4]) for path in (ROOT / "docs/adr").glob("[0-9]*.md")}
    assert cited <= written
    assert {1, 2, 3, 4} <= written


def test_what_the_architecture_names_exists() -> None:
    named = re.findall(r"`((?:[\w.-]+/)+[\w.-]*|[\w-]+\.(?:py|toml|md))`", text_of("ARCHITECTURE.md"))
    assert named
    assert [path for path in named if not (SOURCE / path).exists() and not (ROOT / path).exists()] == []


def test_the_architecture_names_every_package() -> None:
    text = text_of("ARCHITECTURE.md")
    packages = [
        path.parent.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("__init__.py") if path.parent != SOURCE
    ]
    assert [package for package in packages if f"`{package}/`" not in text] == []


def test_the_architecture_names_every_import_contract_and_no_other() -> None:
    settings = tomllib.loads(text_of("pyproject.toml"))
    contracts = {each["name"] for each in settings["tool"]["importlinter"]["contracts"]}
    assert set(re.findall(r"contract “([^”]+)”", text_of("ARCHITECTURE.md"))) == contracts


@pytest.mark.parametrize(("typed", "completed"), [("dxplan opi", "opinions"), ("dxplan opinions dec", "decide")])
def test_the_shell_completes_commands(typed: str, completed: str, tmp_path: Path) -> None:
    words = {"COMP_WORDS": typed, "COMP_CWORD": str(typed.count(" ")), "_DXPLAN_COMPLETE": "complete_bash"}
    assert run(Command(0, "dxplan", None), tmp_path, words).split() == [completed]
