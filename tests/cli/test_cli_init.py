"""`dxplan init` and `dxplan schema`, and where the plan is looked for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from cli_process import assert_refused, digest
from jsonschema import Draft202012Validator

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Call, Run

READING = (
    ("show",),
    ("show", "introduction"),
    ("draft", "list"),
    ("opinions", "list"),
    ("check",),
    ("diff", "soan", "soan"),
    ("schema",),
)


def test_every_command_works_on_a_new_plan(run: Run, tmp_path: Path) -> None:
    done = run("init")
    assert (done.code, done.err) == (0, "")
    for line in done.out.splitlines()[:-1]:
        assert (tmp_path / "仕事" / line).is_file()

    for command in READING:
        for options in ((), ("--format", "json")):
            if command != ("schema",) or not options:
                answer = run(*command, *options)
                assert (answer.code, answer.err) == (0, ""), command


def test_a_new_plan_goes_through_a_whole_round(run: Run) -> None:
    run("init", "--title", "○○市総合計画: [案] # 1", "--office", "企画課　「計画係」")
    assert run("draft", "freeze", "soan").code == 0
    assert run("draft", "new", "an", "--label", "案").code == 0
    added = run("add-opinion", "目標も", "--outcome", "追加", "--after", "introduction", "--text", "目標を定めます。")
    assert added.code == 0, added.err
    assert run("check", "--severity", "error").code == 0
    assert "【追加】" in run("diff").out
    papers = run("docx", "all", "-o", "資料")
    assert papers.code == 0, papers.err
    assert "○○市総合計画: [案] # 1" in run("show").out


def test_a_plan_is_never_written_over(call: Call, tmp_path: Path) -> None:
    assert call("init").code == 0
    before = digest(tmp_path)

    assert_refused(call("init"), 2)
    assert digest(tmp_path) == before


@pytest.mark.parametrize("left", ["plan.yaml", "drafts/soan/draft.yaml", "meetings/01.yaml"])
def test_a_part_of_a_plan_is_not_written_over_either(left: str, call: Call, tmp_path: Path) -> None:
    file = tmp_path / "仕事" / "計画" / left
    file.parent.mkdir(parents=True)
    file.write_text("title: 残り\n", encoding="utf-8")
    before = digest(tmp_path)

    assert_refused(call("init", "計画"), 2)
    assert digest(tmp_path) == before


def test_files_of_the_repository_around_it_are_left_alone(call: Call, tmp_path: Path) -> None:
    home = tmp_path / "仕事"
    (home / ".gitignore").write_text("*.bak\n", encoding="utf-8")
    (home / ".vscode").mkdir()
    (home / ".vscode/settings.json").write_text("{}\n", encoding="utf-8")

    assert call("init", ".").code == 0

    assert (home / ".gitignore").read_text(encoding="utf-8") == "*.bak\n"
    assert (home / ".vscode/settings.json").read_text(encoding="utf-8") == "{}\n"
    assert call("show").code == 0


@pytest.mark.parametrize("options", [("--title", ""), ("--title", "　"), ("--office", " ")])
def test_a_plan_needs_its_names(options: tuple[str, str], call: Call, tmp_path: Path) -> None:
    assert_refused(call("init", *options), 2)
    assert not list((tmp_path / "仕事").iterdir())


def test_a_file_is_no_folder(call: Call, tmp_path: Path) -> None:
    (tmp_path / "仕事/計画").write_text("", encoding="utf-8")

    assert_refused(call("init", "計画"), 3)
    assert_refused(call("init", "計画/下"), 3)


def test_the_plan_is_found_from_below_by_name_and_by_variable(plan: Path, run: Run, tmp_path: Path) -> None:
    expected = run("draft", "list").out
    below = plan / "drafts/soan"
    away = tmp_path / "よそ"
    away.mkdir()

    assert run("draft", "list", cwd=below).out == expected
    assert run("draft", "list", cwd=plan).out == expected
    assert run("draft", "list", "--data", str(plan), cwd=away).out == expected
    assert run("draft", "list", "--data", "../仕事/plan-data", cwd=away).out == expected
    assert run("draft", "list", cwd=away, env={"DXPLAN_DATA": str(plan)}).out == expected
    assert run("draft", "list", "--data", str(plan), cwd=away, env={"DXPLAN_DATA": "なし"}).out == expected


@pytest.mark.parametrize("options", [(), ("--data", "なし"), ("--data", "."), ("--data", "/dev/null"), ("--data", "")])
def test_without_a_plan_the_message_says_how_to_get_one(options: tuple[str, ...], call: Call) -> None:
    for command in (
        ("diff",),
        ("check",),
        ("opinions", "list"),
        ("add-opinion", "x"),
        ("docx",),
        ("schema", "--write"),
    ):
        assert_refused(call(*command, *options), 2)


def test_schemas_are_schemas_and_one_can_be_asked_for(call: Call) -> None:
    everything = json.loads(call("schema").out)

    for name, schema in everything.items():
        Draft202012Validator.check_schema(schema)
        assert json.loads(call("schema", name).out) == schema
    done = call("schema", "opinoin")
    assert_refused(done, 2)
    assert "「opinion」のことですか" in done.err


def test_schemas_are_laid_beside_the_plan(plan: Path, run: Run) -> None:
    run("schema", "--write")
    before = digest(plan)
    (plan / ".schema/plan.json").write_text("古い", encoding="utf-8")

    done = run("schema", "--write")

    assert done.code == 0
    assert "plan-data/.schema/plan.json" in done.out
    assert json.loads((plan / ".schema/plan.json").read_text(encoding="utf-8"))
    assert digest(plan) == before
