"""Starting is fast: the help loads nothing, and no command loads what it does not use."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from cli_process import environment, replace_in
from docx import Document

from dxplan_cli.cli.main import HELP_FILE
from dxplan_cli.cli.program import top_level_help

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run

PROBE = """
import json, sys
from dxplan_cli.cli.main import main
main(sys.argv[1:])
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})), file=sys.stderr)
"""


def loaded_by(*arguments: str, cwd: Path) -> set[str]:
    """Return the top names of everything that is loaded when a command has done its work."""
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *arguments],
        cwd=cwd,
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    return set(json.loads(done.stderr.splitlines()[-1]))


def test_the_quick_help_is_the_real_help(run: Run) -> None:
    assert HELP_FILE.read_text(encoding="utf-8") == top_level_help()
    for call in ((), ("--help",), ("-h",), ("help",)):
        done = run(*call)
        assert (done.code, done.out, done.err) == (0, top_level_help(), "")


@pytest.mark.parametrize("call", [(), ("--help",), ("-h",), ("help",)])
def test_the_quick_help_loads_next_to_nothing(call: tuple[str, ...], tmp_path: Path) -> None:
    loaded = loaded_by(*call, cwd=tmp_path)

    assert not loaded & {"typer", "rich", "ruamel", "docx", "deepdiff", "lxml", "pydantic", "sudachipy", "filelock"}
    assert "dxplan_cli" in loaded


HEAVY = {"docx", "deepdiff", "lxml", "pydantic", "rich", "openpyxl"}


@pytest.mark.parametrize(
    "call",
    [
        ("diff",),
        ("diff", "--format", "json"),
        ("diff", "--format", "markdown"),
        ("check",),
        ("opinions", "list", "--format", "json"),
        ("show", "--format", "json"),
        ("draft", "list", "--format", "json"),
        ("opinions", "show", "2023-kikitori-01"),
    ],
)
def test_a_reading_command_loads_nothing_heavy(call: tuple[str, ...], plan: Path) -> None:
    assert not loaded_by(*call, cwd=plan.parent) & HEAVY


def test_commands_without_a_comparison_load_no_dictionary(plan: Path) -> None:
    for call in (("show", "--format", "json"), ("draft", "list", "--format", "json"), ("schema",)):
        assert not loaded_by(*call, cwd=plan.parent) & {"sudachipy", "filelock", *HEAVY}


def test_writing_loads_the_lock_and_nothing_heavy(plan: Path) -> None:
    loaded = loaded_by("add-opinion", "意見", cwd=plan.parent)

    assert "filelock" in loaded
    assert not loaded & HEAVY


def test_only_excel_loads_its_writer(plan: Path) -> None:
    for call in (("opinions", "list"), ("opinions", "export", "-o", "a.csv"), ("opinions", "import", "a.csv")):
        assert not loaded_by(*call, cwd=plan.parent) & {"xlsxwriter", "docx", "lxml", "openpyxl"}
    assert "xlsxwriter" in loaded_by("opinions", "export", "-o", "a.xlsx", cwd=plan.parent)


def test_only_a_proof_and_a_template_load_what_reads_word(plan: Path) -> None:
    assert not loaded_by("docx", "packet", "-o", "out", cwd=plan.parent) & {"lxml", "docx"}
    tracked = loaded_by("docx", "redline", "--tracked", "-o", "out", cwd=plan.parent)
    assert "lxml" in tracked
    assert "docx" not in tracked
    Document().save(str(plan / "様式.docx"))
    replace_in(plan / "plan.yaml", "template: null", "template: 様式.docx")
    assert "docx" in loaded_by("docx", "packet", "-o", "out", cwd=plan.parent)


def test_only_pages_load_their_templates_and_only_a_preview_its_server(plan: Path) -> None:
    loaded = loaded_by("site", cwd=plan.parent)
    assert "jinja2" in loaded
    assert not loaded & {"docx", "lxml", "xlsxwriter", "socketserver", *HEAVY}
    assert not loaded_by("docx", "packet", "-o", "out", cwd=plan.parent) & {"jinja2", "markupsafe"}


def test_changed_lists_load_deepdiff_and_are_shown(plan: Path, run: Run) -> None:
    draft = plan / "drafts/shusei/05-fields.yaml"
    text = draft.read_text(encoding="utf-8")
    at = text.index("id: shoko-kpi")
    kpi = text[at:].replace("name: null", "name: デジタル化率", 1).replace("value: null", "value: 42.5", 1)
    draft.write_text(text[:at] + kpi, encoding="utf-8")
    replace_in(plan / "drafts/shusei/08-projects.yaml", "cells: [", "cells: [新しい行の名　")

    assert "deepdiff" not in loaded_by("diff", cwd=plan.parent)
    replace_in(draft, "for: [shoko]", "for: [norin]")
    assert "deepdiff" in loaded_by("diff", cwd=plan.parent)
    done = run("diff")
    assert "デジタル化率" in done.out
    assert "{+42.5+}" in done.out
    record = json.loads(run("diff", "--format", "json").out)
    fields = [field for change in record["changes"] for field in change.get("fields", ())]
    assert {"before": None, "after": 42.5} in [{key: field[key] for key in ("before", "after")} for field in fields]
    assert any("新しい行の名" in str(field["after"]) for field in fields)
    markdown = run("diff", "--format", "markdown").out
    assert "<ins>42.5</ins>" in markdown
    assert "deepdiff" not in done.out
