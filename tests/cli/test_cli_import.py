"""`dxplan import`: a file becomes a draft, all of it or nothing; a paper of ours comes back as the draft it is of."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from pathlib import Path

import pytest
from cli_process import PLAN_DATA, Done, assert_refused, run_program

TEXT = "# 第１章　総論\n\n本県は、⾼い技術の活用を進める。\n\n- 人材を育てる\n\n|項目|件数|\n|---|---|\n|講座|10|\n"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    shutil.copytree(PLAN_DATA, tmp_path / "plan-data")
    (tmp_path / "案.md").write_text(TEXT, encoding="utf-8")
    return tmp_path


def run(folder: Path, *arguments: str) -> Done:
    return run_program([*arguments], cwd=folder)


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted((folder / "plan-data").rglob("*"))
        if path.is_file() and ".dxplan" not in path.parts
    }


@pytest.mark.parametrize("draft", ["soan", "shusei"])
def test_the_clean_paper_of_a_draft_is_that_draft(draft: str, plan: Path) -> None:
    assert run(plan, "docx", "clean", "--base", "soan", "--revised", draft, "-o", "溶け込み版.docx").code == 0
    done = run(plan, "import", "溶け込み版.docx", "--as", "an", "--match", draft, "--label", "案")
    assert done.code == 0
    assert "新しい項目0　なくなった項目0" in done.out
    assert "計 0か所" in run(plan, "diff", draft, "an").out
    assert run(plan, "docx", "all", "--base", draft, "--revised", "an", "-o", "out").code == 0


def test_a_tracked_redline_is_read_in_both_views(plan: Path) -> None:
    assert run(plan, "docx", "redline", "--tracked", "-o", "見え消し版.docx").code == 0
    run(plan, "import", "見え消し版.docx", "--as", "moto", "--match", "soan", "--view", "rejected")
    run(plan, "import", "見え消し版.docx", "--as", "an", "--match", "shusei")
    assert "計 0か所" in run(plan, "diff", "soan", "moto").out
    assert "計 0か所" in run(plan, "diff", "shusei", "an").out


def test_doubtful_pairs_are_told_with_their_lines_and_can_be_parted(plan: Path) -> None:
    run(plan, "docx", "clean", "-o", "溶け込み版.docx")
    command = ("import", "溶け込み版.docx", "--as", "an", "--match", "soan", "--format", "json", "--dry-run")
    record = json.loads(run(plan, *command).out)
    assert record["doubts"]
    assert all(each["confidence"] < 0.6 and each["line"] for each in record["doubts"])
    parted = json.loads(run(plan, *command, "--new-id-below", "0.6").out)
    assert parted["doubts"] == []
    assert parted["counts"]["new"] == record["counts"]["new"] + len(record["doubts"])


def test_a_foreign_file_becomes_a_draft_with_ids_of_its_own(plan: Path) -> None:
    done = run(plan, "import", "案.md", "--as", "an", "--date", "２０２４．１")
    assert done.code == 0
    assert "部首の文字" in done.err
    record = json.loads(run(plan, "draft", "list", "--format", "json").out)
    assert [each["id"] for each in record["drafts"]] == ["soan", "shusei", "an"]
    (chapter,) = [path for path in (plan / "plan-data/drafts/an").iterdir() if path.name != "draft.yaml"]
    assert "本県は、高い技術の活用を進める。" in chapter.read_text(encoding="utf-8")
    assert run(plan, "show").code == 0


def test_the_sample_of_a_new_plan_gives_way(tmp_path: Path) -> None:
    (tmp_path / "案.md").write_text(TEXT, encoding="utf-8")
    assert run(tmp_path, "init").code == 0
    assert run(tmp_path, "import", "案.md", "--as", "soan").code == 0
    assert not (tmp_path / "plan-data/drafts/soan/01-introduction.yaml").exists()
    assert "総論" in run(tmp_path, "show").out
    assert_refused(run(tmp_path, "import", "案.md", "--as", "soan"), 2)


def test_a_trial_writes_nothing(plan: Path) -> None:
    before = files(plan)
    done = run(plan, "import", "案.md", "--as", "an", "--dry-run")
    assert "まだ何も書いていません" in done.out
    assert files(plan) == before


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("案.md", "--as", "soan"), 2, "すでにあります"),
        (("案.md", "--as", "案"), 2, "使えない文字"),
        (("案.md", "--as", "an", "--match", "なし"), 2, "なし"),
        (("案.md", "--as", "an", "--new-id-below", "6"), 2, "0から1"),
        (("ない.docx", "--as", "an"), 2, "ありません"),
        (("偽.docx", "--as", "an"), 3, "偽.docx"),
        (("空.md", "--as", "an"), 3, "文章がありません"),
    ],
)
def test_what_cannot_be_taken_in_is_refused_and_nothing_written(
    arguments: tuple[str, ...], code: int, words: str, plan: Path
) -> None:
    (plan / "偽.docx").write_bytes(b"%PDF-1.7 no Word file")
    (plan / "空.md").write_text("", encoding="utf-8")
    before = files(plan)
    done = run(plan, "import", *arguments)
    assert_refused(done, code)
    assert words in done.err
    assert files(plan) == before


def test_without_headings_it_is_one_chapter_and_said(plan: Path) -> None:
    (plan / "文.md").write_text("本文だけの文書。\n\n二つ目の段落。\n", encoding="utf-8")
    done = run(plan, "import", "文.md", "--as", "an")
    assert done.code == 0
    assert "見出しが一つもない" in done.err


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def open_document() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", "<office/>")
    return content.getvalue()


FOREIGN = {
    "古い.doc": (OLE, "古い形式のWord"),
    "鍵付き.docx": (OLE + "EncryptedPackage".encode("utf-16-le"), "パスワード"),
    "案.pdf": (b"%PDF-1.7\n", "PDFです"),
    "案.odt": (open_document(), "OpenDocument"),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_files_of_other_kinds_are_refused_by_their_kind(name: str, plan: Path) -> None:
    content, words = FOREIGN[name]
    (plan / name).write_bytes(content)
    before = files(plan)
    done = run(plan, "import", name, "--as", "an", "--match", "soan")
    assert_refused(done, 3)
    assert f"{name}：" in done.err
    assert words in done.err
    assert files(plan) == before


def test_a_paragraph_that_is_an_entry_now_keeps_its_id(plan: Path) -> None:
    words = "人材を分かち合う。"
    (plan / "前.md").write_text(f"# 章\n\n{words}\n", encoding="utf-8")
    (plan / "後.md").write_text(f"# 章\n\n- {words}\n", encoding="utf-8")
    assert run(plan, "import", "前.md", "--as", "mae").code == 0
    assert run(plan, "import", "後.md", "--as", "ato", "--match", "mae").code == 0
    record = json.loads(run(plan, "diff", "mae", "ato", "--format", "json").out)
    assert [change["kind"] for change in record["changes"]] == ["修正"]
