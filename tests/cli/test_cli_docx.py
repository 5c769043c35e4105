"""`dxplan docx` as a user meets it: what it writes where, what it says, what it refuses."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest
from cli_process import digest, replace_in

from dxplan_cli.app.documents import KINDS
from dxplan_cli.intake.word.lint import lint

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Call, Run


def papers(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*.docx"))


def test_every_paper_is_written_and_told_on_a_line(plan: Path, run: Run) -> None:
    before = digest(plan)

    done = run("docx", "all", "-o", "資料")

    assert done.code == 0
    told = [line.split("\t")[1] for line in done.out.splitlines()]
    assert len(told) == len(KINDS)
    assert sorted(name.removeprefix("資料/") for name in told) == papers(plan.parent / "資料")
    assert "点検：" in done.err
    assert digest(plan) == before
    for name in told:
        with zipfile.ZipFile(plan.parent / name) as packed:
            assert packed.testzip() is None


def test_the_same_plan_gives_the_same_bytes(plan: Path, run: Run) -> None:
    run("docx", "all", "-o", "一", env={"PYTHONHASHSEED": "1"})
    run("docx", "all", "-o", "二", env={"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo"})

    assert digest(plan.parent / "一") == digest(plan.parent / "二")


def test_writing_again_replaces_and_leaves_other_files_alone(plan: Path, call: Call) -> None:
    call("docx", "all", "-o", "資料")
    before = digest(plan.parent / "資料")
    (plan.parent / "資料/メモ.txt").write_text("大事", encoding="utf-8")

    assert call("docx", "all", "-o", "資料").code == 0
    (plan.parent / "資料/メモ.txt").unlink()
    assert digest(plan.parent / "資料") == before


@pytest.mark.parametrize("kind", KINDS)
def test_one_paper_alone_under_a_name_of_ones_own(kind: str, plan: Path, call: Call) -> None:
    done = call("docx", kind, "-o", "会議/私の 資料.docx")

    assert done.code == 0
    assert papers(plan.parent / "会議") == ["私の 資料.docx"]


def test_a_call_refused_writes_nothing(plan: Path, call: Call) -> None:
    for arguments in (
        ("packt",), ("all", "-o", "x.docx"), ("--edition", "公開用"), ("--edition", ""), ("--meeting", "99"), ("--base", "nai"), ("--revised", "nai"),
    ):  # fmt: skip
        before = digest(plan.parent)
        done = call("docx", *arguments)
        assert (done.code, done.out) == (2, "")
        assert digest(plan.parent) == before


@pytest.mark.parametrize(
    ("named", "edition"),
    [
        ("公表用", "公表用"),
        ("public", "公表用"),
        ("Public", "公表用"),
        ("委員会用", "委員会用"),
        ("committee", "委員会用"),
        (None, "委員会用"),
    ],
)
def test_the_edition_is_in_the_name_of_the_answers(named: str | None, edition: str, plan: Path, call: Call) -> None:
    assert call("docx", "responses", "-o", "資料", *(["--edition", named] if named else [])).code == 0
    assert papers(plan.parent / "資料") == [f"資料５_意見対応表_{edition}_事務局修正案.docx"]


def test_the_public_edition_of_all_papers_holds_nothing_internal(plan: Path, call: Call) -> None:
    opinion = plan / "opinions/2023-kikitori/2023-kikitori-01.yaml"
    internal = "internal: {member: 秘密の委員, contact: 0170-55-1234, heard_by: 秘密の職員}"
    opinion.write_text(opinion.read_text(encoding="utf-8") + f"\n{internal}\n", encoding="utf-8")

    assert call("docx", "all", "-o", "公表", "--edition", "公表用").code == 0
    assert call("docx", "all", "-o", "内部").code == 0

    held = {
        folder: b"".join(part for path in (plan.parent / folder).iterdir() for part in parts(path))
        for folder in ("公表", "内部")
    }
    for words in ("秘密の委員", "0170-55-1234", "秘密の職員"):
        assert words.encode() not in held["公表"]
    assert "秘密の委員".encode() in held["内部"]
    assert not set(papers(plan.parent / "公表")) & set(papers(plan.parent / "内部")) - {
        "次第_事務局修正案.docx", "資料４_溶け込み版_事務局修正案.docx",
    }  # fmt: skip


def parts(path: Path) -> Iterator[bytes]:
    with zipfile.ZipFile(path) as packed:
        for name in packed.namelist():
            yield packed.read(name)


def test_the_settings_of_the_comparison_reach_the_paper(plan: Path, call: Call) -> None:
    replace_in(
        plan / "plan.yaml", "new: left", 'third: notes\n    page: portrait\n    words: {new: ＜新＞}\n    remark: ""'
    )
    assert call("docx", "comparison", "-o", "対照.docx").code == 0
    body = next(part for part in parts(plan.parent / "対照.docx") if b"<w:body>" in part).decode()
    assert "＜新＞" in body
    assert "備考" in body
    assert "下線を引いた" not in body
    assert 'w:orient="landscape"' not in body


def test_strict_refuses_a_plan_with_errors(plan: Path, call: Call) -> None:
    done = call("docx", "all", "--strict", "-o", "資料")

    assert done.code == 3
    assert "--strict" in done.err
    assert not (plan.parent / "資料").exists()


def test_drafts_can_be_named(plan: Path, call: Call) -> None:
    assert call("docx", "comparison", "--base", "soan", "--revised", "soan", "-o", "同じ.docx").code == 0
    assert call("docx", "comparison", "--base", "shusei", "--revised", "soan", "-o", "逆.docx").code == 0
    assert (plan.parent / "同じ.docx").read_bytes() != (plan.parent / "逆.docx").read_bytes()


def test_labels_that_no_file_name_can_hold(plan: Path, call: Call) -> None:
    replace_in(
        plan / "drafts/shusei/draft.yaml", "label: 事務局修正案", 'label: "案/その*1: <公表> CON ' + "長" * 200 + '"'
    )

    done = call("docx", "all", "-o", "資料")

    assert done.code == 0
    names = papers(plan.parent / "資料")
    assert len(names) == len(KINDS)
    for name in names:
        assert not set(name) & set('<>:"/\\|?*')
        assert len(name.encode()) <= 255


def test_control_characters_in_texts_do_not_stop_a_paper(plan: Path, call: Call) -> None:
    replace_in(plan / "drafts/shusei/05-fields.yaml", "text: 県内のIT事業者の強化", r'text: "強\x1b化\x07\x0b\uFFFE"')

    assert call("docx", "all", "-o", "資料").code == 0
    assert call("check", "--only", "not-encodable").code == 1


def test_a_plan_without_meetings_or_opinions(plan: Path, call: Call) -> None:
    for path in (*plan.glob("meetings/*"), *plan.glob("opinions/*/*")):
        path.unlink()
    (plan / "drafts/shusei/reasons.yaml").unlink()

    done = call("docx", "all", "-o", "資料")
    assert done.code == 0, done.err


def _chapter(items: int, words: str) -> str:
    lines = [
        f"  - {{id: i{number}, kind: item, text: {number}番目を{words if number % 10 == 0 else ''}進める}}"
        for number in range(items)
    ]
    return "\n".join(["id: sho", "title: 章", *(["children:"] if lines else []), *lines, ""])


SIZES = {"no chapters": None, "a chapter of nothing": 0, "10,000 items": 10_000}


@pytest.mark.parametrize("size", SIZES)
def test_a_draft_of_any_size_has_papers_without_a_defect(size: str, tmp_path: Path, run: Run) -> None:
    items, root = SIZES[size], tmp_path / "仕事" / "plan-data"
    root.mkdir(parents=True)
    (root / "plan.yaml").write_text("title: 計画\ndrafts: [soan, shusei]\n", encoding="utf-8")
    for name, base, words in (("soan", "", ""), ("shusei", "based_on: soan\n", "着実に")):
        folder = root / "drafts" / name
        folder.mkdir(parents=True)
        chapters = "[]" if items is None else '["01"]'
        (folder / "draft.yaml").write_text(f"label: {name}\nchapters: {chapters}\n{base}", encoding="utf-8")
        if items is not None:
            (folder / "01.yaml").write_text(_chapter(items, words), encoding="utf-8")

    assert run("docx", "all", "-o", "out").code == 0
    assert run("docx", "redline", "--tracked", "-o", "out/tracked.docx").code == 0

    written = sorted((root.parent / "out").glob("*.docx"))
    assert len(written) == len(KINDS) + 1
    assert {paper.name: lint(paper.read_bytes()) for paper in written} == {paper.name: () for paper in written}
