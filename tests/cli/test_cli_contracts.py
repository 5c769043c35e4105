"""The JSON contracts: schemas in files, and the laws that no schema can say."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from cli_process import PLAN_DATA, replace_in
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

if TYPE_CHECKING:
    from conftest import Run

SCHEMAS = Path(__file__).parent / "schemas"
FIELDS = "drafts/shusei/05-fields.yaml"


def validate(name: str, record: Any) -> None:
    contents = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in SCHEMAS.glob("*.json")}
    registry: Registry[Any] = Registry().with_resources(
        (key, Resource.from_contents(value)) for key, value in contents.items()
    )
    Draft202012Validator.check_schema(contents[f"{name}.json"])
    Draft202012Validator(contents[f"{name}.json"], registry=registry).validate(record)


CALLS = {
    "diff": ("diff",),
    "check": ("check",),
    "opinions": ("opinions", "list"),
    "opinion": ("opinions", "show", "2023-kikitori-12"),
    "similar": ("opinions", "similar"),
    "stats": ("opinions", "stats"),
    "drafts": ("draft", "list"),
    "show": ("show",),
}


@pytest.mark.parametrize("name", CALLS)
def test_every_reading_command_keeps_its_contract(name: str, read: Run) -> None:
    done = read(*CALLS[name], "--format", "json")

    assert done.code == (1 if name == "check" else 0)
    assert done.err == ""
    validate(name, json.loads(done.out))


def test_the_design_names_these_keys_in_this_order(read: Run) -> None:
    record = json.loads(read("diff", "--format", "json").out)

    assert list(record)[:5] == ["schema", "base", "revised", "changes", "counts"]
    assert list(record["changes"][0])[:9] == [
        "node", "kind", "scope", "path", "before", "after", "segments", "moved_from", "marks",
    ]  # fmt: skip
    added = next(change for change in record["changes"] if change["node"] == "shoko-policy-it")
    assert added == {
        "node": "shoko-policy-it",
        "kind": "追加",
        "scope": {"id": "shoko", "title": "商工業・サービス業"},
        "path": ["fields", "sangyo", "shoko", "shoko-policy"],
        "before": None,
        "after": "県内のIT事業者の強化",
        "segments": [["+", "県内のIT事業者の強化"]],
        "moved_from": None,
        "marks": [{"label": "追加②", "opinions": ["2023-kikitori-02"], "reason": None, "because_of": None}],
    }


def test_segments_give_back_both_texts(plan: Path, run: Run) -> None:
    replace_in(plan / FIELDS, "県内のIT事業者の強化", "県内のＩＴ事業者の*強化*と“育成”")
    changes = json.loads(run("diff", "--format", "json").out)["changes"]

    assert len(changes) > 30
    for change in changes:
        if change["segments"]:
            assert "".join(text for op, text in change["segments"] if op != "+") == (change["before"] or "")
            assert "".join(text for op, text in change["segments"] if op != "-") == (change["after"] or "")


def test_counts_are_the_changes_counted(read: Run) -> None:
    record = json.loads(read("diff", "--format", "json").out)
    counted = Counter(change["kind"] for change in record["changes"])

    assert record["counts"] == {kind: counted[kind] for kind in ("追加", "修正", "削除", "移動")}


def test_labels_of_opinions_are_the_labels_of_the_marks(read: Run) -> None:
    changes = json.loads(read("diff", "--format", "json").out)["changes"]
    opinions = json.loads(read("opinions", "list", "--format", "json").out)["opinions"]

    marked = Counter(
        (opinion, mark["label"]) for each in changes for mark in each["marks"] for opinion in mark["opinions"]
    )
    listed = Counter((opinion["id"], label) for opinion in opinions for label in opinion["labels"])
    assert listed == marked
    assert {opinion["id"] for opinion in opinions if opinion["labels"]} == {
        opinion["id"] for opinion in opinions if opinion["changes"]
    }


def test_check_finds_the_lines_it_quotes(read: Run) -> None:
    findings = json.loads(read("check", "--format", "json").out)["findings"]

    for finding in findings:
        if finding["file"]:
            lines = (PLAN_DATA / finding["file"]).read_text(encoding="utf-8").splitlines()
            assert finding["excerpt"] in lines[finding["line"] - 1]


def test_one_opinion_is_the_same_alone_and_in_the_list(read: Run) -> None:
    listed = json.loads(read("opinions", "list", "--format", "json").out)["opinions"]
    alone = json.loads(read("opinions", "show", "2023-kikitori-12", "--format", "json").out)

    assert alone in listed


def test_drafts_compared_with_themselves_have_no_change(read: Run) -> None:
    done = read("diff", "soan", "soan", "--format", "json", "--exit-code")

    record = json.loads(done.out)
    assert (done.code, record["changes"], sum(record["counts"].values())) == (0, [], 0)


@pytest.mark.parametrize(
    ("options", "code"), [((), 0), (("--exit-code",), 1), (("--exit-code", "--format", "json"), 1)]
)
def test_differences_change_the_exit_code_only_when_asked(options: tuple[str, ...], code: int, read: Run) -> None:
    assert read("diff", *options).code == code


def test_reading_backwards_mirrors_the_changes(read: Run) -> None:
    forwards = json.loads(read("diff", "soan", "shusei", "--format", "json").out)
    backwards = json.loads(read("diff", "shusei", "soan", "--format", "json").out)

    assert forwards["base"] == backwards["revised"]
    there = {change["node"]: (change["before"], change["after"]) for change in forwards["changes"]}
    back = {change["node"]: (change["after"], change["before"]) for change in backwards["changes"]}
    assert there == back


def test_the_same_data_gives_the_same_bytes(plan: Path, run: Run) -> None:
    for call in (("diff", "--format", "json"), ("check",), ("opinions", "list")):
        assert run(*call, env={"PYTHONHASHSEED": "1"}).raw_out == run(*call, env={"PYTHONHASHSEED": "2"}).raw_out
