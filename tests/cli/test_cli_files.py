"""Files of Word and Markdown as drafts: compared with one another without any plan, or with a draft of the plan."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cli_process import PLAN_DATA, assert_refused, digest, replace_in, run_program
from docx import Document

from dxplan_cli.intake.word.lint import lint
from dxplan_cli.intake.word.package import open_word
from dxplan_cli.intake.word.text import paragraph_texts

if TYPE_CHECKING:
    from cli_process import Done

    from conftest import Call

OLD = """# 第１章　総論

本県は、デジタル技術の活用を進める。

- 人材を育てる
- 企業を支援する

## 目標

|項目|件数|
|---|---|
|講座|10|
|相談|20|

![雪の道](a.png)
"""
NEW = (
    OLD.replace("進める", "加速させる")
    .replace("- 企業を支援する\n", "- 県内の企業を支援する\n- 県民とともに歩む\n")
    .replace("|相談|20|", "|相談|35|")
    .replace("a.png", "b.png")
)


def write_word(path: Path, text: str) -> None:
    """Write a Markdown text as python-docx would write it, in the styles Word has for it."""
    document = Document()
    rows: list[list[str]] = []
    for line in [*text.split("\n"), ""]:
        if line.startswith("|"):
            rows.append(line.strip("|").split("|"))
        elif rows:
            table = document.add_table(len(rows) - 1, len(rows[0]))
            for cells, values in zip(table.rows, [rows[0], *rows[2:]], strict=True):
                for cell, value in zip(cells.cells, values, strict=True):
                    cell.text = value
            rows = []
        if line.startswith("#"):
            document.add_heading(line.lstrip("# "), line.count("#"))
        elif line.startswith("- "):
            document.add_paragraph(line[2:], style="List Bullet")
        elif line and line[0] not in "|!":
            document.add_paragraph(line)
    document.save(str(path))


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with both texts as .md and .docx, far from any plan."""
    folder = tmp_path / "受領"
    folder.mkdir()
    for name, text in (("旧", OLD), ("新", NEW)):
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
        write_word(folder / f"{name}.docx", text)
    return folder


def diff(folder: Path, *arguments: str) -> Done:
    return run_program(["diff", *arguments], cwd=folder)


CHANGED = (
    "本県は、デジタル技術の活用を[-進める-]{+加速させる+}。",
    "{+県内の+}企業を支援する",
    "{+県民とともに歩む+}",
    "行・相談・件数：[-20-]{+35+}",
)


@pytest.mark.parametrize("old", ["旧.docx", "旧.md"])
@pytest.mark.parametrize("new", ["新.docx", "新.md"])
def test_any_two_files_are_compared(old: str, new: str, files: Path) -> None:
    done = diff(files, old, new)
    assert done.code == 0
    assert done.out.startswith("旧 → 新\n")
    assert [words for words in CHANGED if words not in done.out] == []
    assert "意見も理由もありません" not in done.out


def test_every_form_of_the_comparison_is_there(files: Path) -> None:
    record = json.loads(diff(files, "旧.docx", "新.docx", "--format", "json").out)
    assert (record["schema"], record["base"]["label"], record["revised"]["id"]) == ("dxplan.diff/1", "旧", "新.docx")
    assert record["counts"] == {"追加": 2, "修正": 2, "削除": 0, "移動": 0}
    assert [change["marks"] for change in record["changes"]] == [[]] * 4
    assert "<ins>加速させる</ins>" in diff(files, "旧.docx", "新.docx", "--format", "markdown").out


@pytest.mark.parametrize("name", ["旧.docx", "旧.md"])
def test_a_file_is_equal_to_itself_and_to_the_other_form(name: str, files: Path) -> None:
    done = diff(files, name, name, "--exit-code")
    assert done.code == 0
    assert "計 0か所" in done.out
    assert diff(files, "旧.docx", "新.docx", "--exit-code").code == 1


def test_files_of_one_name_are_told_apart_by_their_folders(files: Path) -> None:
    (files / "二").mkdir()
    (files / "新.docx").rename(files / "二" / "旧.docx")
    assert diff(files, "旧.docx", "二/旧.docx").out.startswith("旧.docx → 二/旧.docx\n")


def test_papers_are_made_of_two_files_alone(files: Path) -> None:
    order = ("--base", "旧.docx", "--revised", "新.docx")
    done = run_program(["docx", "comparison", *order, "-o", "新旧対照表.docx"], cwd=files)
    assert (done.code, done.out, done.err) == (0, "新旧対照表\t新旧対照表.docx\n", "")
    blob = (files / "新旧対照表.docx").read_bytes()
    texts = paragraph_texts(open_word(blob).body)
    assert lint(blob) == ()
    assert {"新\u3000新旧対照表", "旧と新の対照", "備考", "（変更）", "（新設）", "県民とともに歩む"} <= set(texts)
    assert not {"意見・理由", "【修正】"} & set(texts)
    assert "理由の記載なし" not in "".join(texts)

    done = run_program(["docx", *order, "-o", "資料"], cwd=files)
    names = {"新旧対照表_新.docx", "見え消し版_新.docx", "修正箇所一覧_新.docx"}
    assert done.code == 0
    assert {path.name for path in (files / "資料").iterdir()} == names
    for path in (files / "資料").iterdir():
        assert lint(path.read_bytes()) == ()
        said = "".join(paragraph_texts(open_word(path.read_bytes()).body))
        assert "加速させる" in said
        assert not [word for word in ("理由の記載なし", "【", "修正の印", "意見") if word in said]


@pytest.mark.parametrize("manner", ["tracked", "marked", "accepted", "rejected"])
def test_a_redline_of_two_files_in_every_manner(manner: str, files: Path) -> None:
    order = ("--base", "旧.docx", "--revised", "新.docx", "-o", "見え消し.docx", f"--{manner}")
    assert run_program(["docx", "redline", *order], cwd=files).code == 0
    assert lint((files / "見え消し.docx").read_bytes()) == ()


def test_a_redline_is_read_back_either_way(files: Path) -> None:
    order = ("--base", "旧.docx", "--revised", "新.docx", "-o", "履歴.docx", "--tracked")
    assert run_program(["docx", "redline", *order], cwd=files).code == 0
    accepted = diff(files, "旧.docx", "履歴.docx")
    assert [words for words in CHANGED if words not in accepted.out] == []
    assert "履歴.docx：変更履歴は、すべて承諾した文言を読みました" in accepted.err
    rejected = diff(files, "旧.docx", "履歴.docx", "--view", "rejected")
    assert "加速させる" not in rejected.out
    assert "すべて元に戻した文言" in rejected.err


def test_two_files_mind_no_plan_unless_it_is_named(plan: Path, files: Path) -> None:
    (plan / "plan.yaml").write_text("壊れた: [", encoding="utf-8")
    names = [str(files / name) for name in ("旧.docx", "新.docx")]
    assert run_program(["diff", *names], cwd=plan.parent).code == 0
    assert run_program(["diff", *names, "--data", str(plan)], cwd=plan.parent).code == 3


def test_a_named_plan_lends_its_settings(plan: Path, files: Path, call: Call) -> None:
    replace_in(plan / "plan.yaml", "headings: [修正案, 素案]", "headings: [改正案, 現行]")
    order = ("--base", str(files / "旧.docx"), "--revised", str(files / "新.docx"), "-o", "表.docx")
    done = call("docx", "comparison", *order, "--data", str(plan))
    assert done.code == 0, done.err
    assert {"改正案", "現行"} <= set(paragraph_texts(open_word(Path("表.docx").read_bytes()).body))


@pytest.fixture
def printed(plan: Path, call: Call) -> dict[str, str]:
    """Both drafts of the plan as clean Word papers, by what they are."""
    for manner in ("rejected", "accepted"):
        assert call("docx", "redline", f"--{manner}", "-o", f"{manner}.docx").code == 0
    return {"soan": "rejected.docx", "shusei": "accepted.docx"}


def changed(done: Done) -> list[str]:
    return [line for line in done.out.splitlines() if "{+" in line or "[-" in line]


@pytest.mark.parametrize("draft", ["soan", "shusei"])
def test_a_paper_of_a_draft_differs_from_it_by_its_title_alone(draft: str, printed: dict[str, str], call: Call) -> None:
    title = [
        "（冒頭）",
        "資料３",
        "（仮称）青森県ＤＸ推進プラン　見え消し版",
        "第３回「（仮称）青森県ＤＸ推進プラン」策定委員会",
    ]
    assert changed(call("diff", draft, printed[draft])) == [f"    {{+{line}+}}" for line in title]
    assert changed(call("diff", printed[draft], draft)) == [f"    [-{line}-]" for line in title]


def test_a_draft_and_a_file_show_what_the_drafts_show(printed: dict[str, str], call: Call) -> None:
    own = changed(call("diff"))
    file = changed(call("diff", "soan", printed["shusei"]))
    assert len(set(own) - set(file)) <= 3
    assert "    新しい時代を生き[-抜く-]{+抜いていける+}ための教育の推進" in file


def test_a_revised_draft_of_the_plan_keeps_its_reasons_beside_a_file(printed: dict[str, str], call: Call) -> None:
    done = call("diff", printed["soan"], "shusei")
    assert "★" in done.out
    assert "意見も理由もありません" in done.out


def test_all_papers_of_a_plan_are_made_from_a_file(printed: dict[str, str], call: Call) -> None:
    done = call("docx", "all", "--base", "soan", "--revised", printed["shusei"], "-o", "資料")
    assert done.code == 0, done.err
    assert "点検：" in done.err
    for path in Path("資料").iterdir():
        assert lint(path.read_bytes()) == ()


def test_a_drafts_folder_and_a_file_need_no_plan(files: Path) -> None:
    folder = files / "soan"
    folder.mkdir()
    for path in (PLAN_DATA / "drafts/soan").iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    done = diff(files, "soan", "新.docx")
    assert done.code == 0
    assert done.out.startswith("素案（案） → 新\n")


def with_entry(name: str, entry: str, content: bytes, source: Path) -> Path:
    """Copy a Word file with one entry put in or exchanged."""
    path = source.with_name(name)
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.infolist():
            if each.filename != entry:
                new.writestr(each, old.read(each))
        new.writestr(entry, content)
    return path


def hostile(folder: Path) -> dict[str, int]:
    """Write files that cannot be compared; return the exit code of each."""
    source = folder / "旧.docx"
    Document().save(str(folder / "空.docx"))
    (folder / "空.md").write_text("\n \n", encoding="utf-8")
    (folder / "ない中身.docx").write_bytes(b"")
    (folder / "半分.docx").write_bytes(source.read_bytes()[: source.stat().st_size // 2])
    (folder / "様式.pdf").write_bytes(b"%PDF-1.7\n")
    (folder / "古い.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    (folder / "守り.docx").write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    )
    with zipfile.ZipFile(with_entry("爆弾.docx", "word/media/bomb.png", b"", source), "a") as bomb:
        for at in range(20_001):
            bomb.writestr(f"word/media/{at}.png", b"")
    with_entry("宣言.docx", "word/document.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><document>&b;</document>', source)
    (folder / "文字.md").write_bytes(b"\x81\x01" * 50)
    refused = (
        "空.docx",
        "空.md",
        "ない中身.docx",
        "半分.docx",
        "様式.pdf",
        "古い.doc",
        "守り.docx",
        "爆弾.docx",
        "宣言.docx",
        "文字.md",
    )
    return {**dict.fromkeys(refused, 3), "ない.docx": 2, "ない.md": 2}


def test_files_that_cannot_be_read_are_refused_and_nothing_is_written(files: Path) -> None:
    cases = hostile(files)
    before = digest(files)
    for name, code in cases.items():
        done = diff(files, name, "新.docx")
        assert_refused(done, code)
        assert name in done.err
        papers = run_program(["docx", "comparison", "--base", "旧.docx", "--revised", name, "-o", "表.docx"], cwd=files)
        assert_refused(papers, code)
    assert digest(files) == before


def test_a_table_with_more_columns_than_word_has_is_no_paper_and_still_compared(files: Path) -> None:
    for name, last in (("広い旧.md", "旧"), ("広い新.md", "新")):
        rows = ("|".join(f"列{at}" for at in range(70)), "|".join(["-"] * 70), "|".join(["値"] * 69 + [last]))
        (files / name).write_text("\n".join(f"|{row}|" for row in rows), encoding="utf-8")
    pair = ("--base", "広い旧.md", "--revised", "広い新.md", "-o", "見え消し.docx")
    for manner in ("--marked", "--tracked"):
        done = run_program(("docx", "redline", manner, *pair), cwd=files)
        assert_refused(done, 3)
        assert "「列0、列1、列2…」で始まる表は、列が70あって" in done.err
    assert not (files / "見え消し.docx").exists()
    assert "{+新+}" in diff(files, "広い旧.md", "広い新.md").out


def test_macros_are_not_run_and_are_told(files: Path) -> None:
    types = (zipfile.ZipFile(files / "旧.docx").read("[Content_Types].xml")).replace(
        b"wordprocessingml.document.main+xml", b"wordprocessingml.document.macroEnabled.main+xml"
    )
    with_entry("マクロ.docm", "[Content_Types].xml", types, files / "旧.docx")
    done = diff(files, "マクロ.docm", "旧.docx", "--exit-code")
    assert done.code == 0
    assert "マクロ.docm：マクロのあるファイルです" in done.err


def test_calls_that_do_not_fit_together(files: Path, plan: Path, call: Call) -> None:
    pair = ("--base", "旧.docx", "--revised", "新.docx")
    for arguments in (
        ("docx", "packet", *pair),
        ("docx", "packt", *pair),
        ("docx", "comparison", *pair, "--meeting", "03"),
        ("diff", "旧.docx"),
        ("diff", "旧.docx", "shusei"),
        ("diff", "旧.docx", "新.docx", "--view", "両方"),
    ):
        done = run_program(arguments, cwd=files)
        assert_refused(done, 2)
    assert_refused(call("show", "--draft", "新.docx"), 2)
    assert_refused(call("draft", "new", "an", "--label", "案", "--from", "新.docx"), 2)


def test_one_file_is_compared_with_the_latest_draft(printed: dict[str, str], call: Call) -> None:
    assert call("diff", printed["soan"]).out.startswith("rejected → 事務局修正案\n")


WHOLE = "県は、県内のすべての市町村と連携し、行政手続のオンライン化を進める。"
PART = "あわせて、窓口に来る人が迷わないように、書かない窓口の導入を支援する。"


def test_splits_and_merges_are_told(tmp_path: Path) -> None:
    (tmp_path / "旧.md").write_text(f"# 章\n\n{WHOLE}{PART}\n", encoding="utf-8")
    (tmp_path / "新.md").write_text(f"# 章\n\n{WHOLE}\n\n{PART}\n", encoding="utf-8")
    assert "（２つに分割" in run_program(("diff", "旧.md", "新.md"), cwd=tmp_path).out
    assert "（２つに分割" in run_program(("diff", "旧.md", "新.md", "--format", "markdown"), cwd=tmp_path).out
    merged = run_program(("diff", "新.md", "旧.md"), cwd=tmp_path).out
    assert "（２項目を統合）" in merged
    assert "の項目と統合）" in merged
    told = json.loads(run_program(("diff", "旧.md", "新.md", "--format", "json"), cwd=tmp_path).out)
    assert {len(change["parts"]["revised"]) for change in told["changes"]} == {2}
    for kind in ("comparison", "changes"):
        paper = tmp_path / f"{kind}.docx"
        run_program(("docx", kind, "--base", "旧.md", "--revised", "新.md", "-o", paper.name), cwd=tmp_path)
        assert "（２つに分割" in "".join(paragraph_texts(open_word(paper.read_bytes()).body))


def test_a_heading_without_its_style_is_compared_as_one(tmp_path: Path) -> None:
    (tmp_path / "旧.md").write_text("# 章\n\n## １　現状\n\n甲の文。\n\n乙の文。\n", encoding="utf-8")
    (tmp_path / "新.md").write_text("# 章\n\n１　現状\n\n甲の文。\n\n乙の文。\n", encoding="utf-8")
    for pair in (("旧.md", "新.md"), ("新.md", "旧.md")):
        done = run_program(("diff", *pair), cwd=tmp_path)
        assert "計 0か所" in done.out
        assert "見出しとして比べます（1か所）" in done.err


def test_an_entry_more_is_one_change_and_numbers_are_printed(tmp_path: Path) -> None:
    (tmp_path / "旧.md").write_text("# 章\n\n1. 甲\n2. 乙\n   - 丙\n3. 丁\n", encoding="utf-8")
    (tmp_path / "新.md").write_text("# 章\n\n1. 甲\n2. 新\n3. 乙\n   - 丙\n4. 丁\n", encoding="utf-8")
    assert "追加 1　修正 0　削除 0　移動 0" in run_program(("diff", "旧.md", "新.md"), cwd=tmp_path).out
    run_program(
        ("docx", "redline", "--tracked", "--base", "旧.md", "--revised", "新.md", "-o", "赤.docx"), cwd=tmp_path
    )
    assert lint((tmp_path / "赤.docx").read_bytes()) == ()
    for draft, view in (("新.md", "accepted"), ("旧.md", "rejected")):  # the title and the margins are the paper's own
        said = run_program(("diff", draft, "赤.docx", "--view", view), cwd=tmp_path).out
        assert "修正 0　削除 0　移動 0" in said
        assert "item" not in said


def test_a_table_without_a_title_is_called_by_what_stands_in_it(tmp_path: Path) -> None:
    for name, count in (("旧.md", "10"), ("新.md", "12")):
        (tmp_path / name).write_text(f"# 章\n\n|項目|件数|\n|---|---|\n|講座|{count}|\n", encoding="utf-8")
    assert "（項目｜件数｜講座｜12）" in run_program(("diff", "旧.md", "新.md"), cwd=tmp_path).out


def test_a_file_is_shown_as_it_is_read(files: Path) -> None:
    shown = run_program(("show", "旧.docx"), cwd=files).out
    assert "第１章 総論" in shown
    assert "人材を育てる" in shown
    assert "人材を育てる" in run_program(("show", "item-1", "--draft", "旧.docx"), cwd=files).out
    assert_refused(run_program(("show", "item-99", "--draft", "旧.docx"), cwd=files), 2)
    assert_refused(run_program(("show", "ない.docx"), cwd=files), 2)


def test_no_draft_begins_as_a_copy_of_a_file(files: Path) -> None:
    done = run_program(
        ("draft", "new", "an", "--label", "案", "--from", "新.docx", "--data", str(PLAN_DATA)), cwd=files
    )
    assert_refused(done, 2)
    assert "dxplan import" in done.err


@pytest.mark.parametrize(("base", "revised"), [("旧.docx", "新.docx"), ("soan", "新.docx"), ("旧.docx", "shusei")])
def test_inferred_words_of_a_paper_stay_so_in_what_is_made_of_its_file(
    base: str, revised: str, plan: Path, call: Call
) -> None:
    call("docx", "clean", "--base", "soan", "--revised", "soan", "-o", "旧.docx")
    call("docx", "clean", "-o", "新.docx")
    call("docx", "comparison", "--base", base, "--revised", revised, "-o", "新旧.docx")
    texts = "\n".join(paragraph_texts(open_word((plan.parent / "新旧.docx").read_bytes()).body))
    assert texts.count("〔文言は推定〕") == 17 + 1, "at each place, and in the note"
    assert "17か所" in texts
    assert "推定" not in call("diff", base, revised).out


def test_inferred_words_come_into_the_plan_as_inferred(plan: Path, call: Call) -> None:
    call("docx", "clean", "--base", "soan", "--revised", "soan", "-o", "旧.docx")
    call("import", "旧.docx", "--as", "kyu", "--label", "旧")
    call("import", "旧.docx", "--as", "onaji", "--match", "soan", "--label", "同")
    for draft in ("kyu", "onaji"):
        chapters = "\n".join(path.read_text(encoding="utf-8") for path in (plan / "drafts" / draft).glob("[0-9]*"))
        assert chapters.count("reconstructed: true") == 17
        assert "推定〕" not in chapters
