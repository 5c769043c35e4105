"""`dxplan opinions similar`: groups of the register and of raw comments, and one answer for a group."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from cli_process import assert_refused, digest, replace_in, run_on_terminal
from rich.cells import cell_len
from test_cli_contracts import validate

if TYPE_CHECKING:
    from pathlib import Path

    from cli_process import Done

    from conftest import Call, Run

FOLDER = "opinions/2023-kikitori"
WORDS = "冬になると除雪が間に合わず、子どもが車道を歩いて通学しています。通学路の除雪を早めてください。"
WIDE = "冬になると除雪が間に合わず，子どもが車道を歩いて通学しています．通学路の除雪を早めてください．"
GREETED = f"お世話になります。{WORDS}"


def write_opinion(plan: Path, number: int, text: str, rest: str = "") -> Path:
    file = plan / FOLDER / f"2023-kikitori-{number}.yaml"
    file.write_text(
        f"id: 2023-kikitori-{number}\n\ntext: {text}  # 受付順\n\ndisposition: 未対応\n{rest}", encoding="utf-8"
    )
    return file


@pytest.fixture
def alike(plan: Path) -> Path:
    """The plan with three more opinions that say the same, the second of them decided."""
    write_opinion(plan, 50, WORDS)
    decided = write_opinion(plan, 51, WIDE, "\nanswer: 除雪計画の中で扱います\n")
    replace_in(decided, "disposition: 未対応", "disposition: 参考")
    write_opinion(plan, 52, GREETED, "\ninternal:\n  member: 青森花子\n")
    return plan


def groups(ask: Run | Call, *options: str) -> list[dict[str, Any]]:
    done = ask("opinions", "similar", "--format", "json", *options)
    assert done.code == 0, done.err
    record = json.loads(done.out)
    validate("similar", record)
    return record["groups"]


def ids(group: dict[str, Any]) -> list[str]:
    return [each["id"].removeprefix("2023-kikitori-") for each in group["opinions"]]


def test_the_groups_of_the_register(alike: Path, call: Call) -> None:
    first, second = groups(call)

    assert ids(first) == ["26", "28", "31"]
    assert ids(second) == ["51", "50", "52"]
    assert second["count"] == {"opinions": 3, "letters": None, "people": 1, "unnamed": 2, "withdrawn": 0}
    assert [each["same"] for each in second["opinions"]] == [True, True, False]
    out = call("opinions", "similar").out
    assert "群2　3件・1人（ほか記名なし2件）" in out
    assert "  同文　2023-kikitori-50　未対応　冬になると" in out
    assert "  ほぼ同文 91％　2023-kikitori-52　未対応　お世話に" in out
    assert "    違う語：「お世話になります」を追加" in out.splitlines()
    assert "    違う語：「いれ」→「入れ」" in out.splitlines()
    assert second["opinions"][2]["differs"] == [{"representative": "", "here": "お世話になります"}]
    assert first["opinions"][1]["differs"] == [{"representative": "いれ", "here": "入れ"}]
    assert out.splitlines()[-1] == "2群・6件（全43件）"


def test_a_higher_threshold_finds_fewer(alike: Path, call: Call) -> None:
    assert [ids(group) for group in groups(call, "--threshold", "0.92")] == [["26", "28", "31"], ["51", "50"]]
    assert [ids(group) for group in groups(call, "--threshold", "1")] == [["28", "31"], ["51", "50"]]


def test_only_one_round_is_looked_at(alike: Path, call: Call) -> None:
    assert len(groups(call, "--round", "2023-kikitori")) == 2
    refused = call("opinions", "similar", "--round", "2023-kikitor")
    assert_refused(refused, 2)
    assert "2023-kikitori" in refused.err


@pytest.mark.parametrize("count", [0, 1, 2])
def test_a_register_of_none_one_or_two(count: int, plan: Path, call: Call) -> None:
    for file in (plan / FOLDER).glob("*.yaml"):
        file.unlink()
    for number in range(count):
        write_opinion(plan, 50 + number, WORDS)

    assert [ids(group) for group in groups(call)] == ([["50", "51"]] if count == 2 else [])
    last = f"1群・2件（全{count}件）" if count == 2 else f"似た意見はありません（全{count}件）"
    assert call("opinions", "similar").out.splitlines()[-1] == last


def test_one_answer_is_set_by_splicing_two_lines(alike: Path, run: Run, call: Call) -> None:
    files = {number: alike / FOLDER / f"2023-kikitori-{number}.yaml" for number in (50, 51, 52)}
    before = {number: file.read_text(encoding="utf-8") for number, file in files.items()}
    rest = digest(alike / "drafts")

    done = run("opinions", "similar", "--set", "--yes")

    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[-3:] == [
        "2023-kikitori-50　→　same_as: 2023-kikitori-51　対応区分: 参考",
        "2023-kikitori-52　→　same_as: 2023-kikitori-51　対応区分: 参考",
        "2件に same_as を書きました（plan-data）",
    ]
    for number in (50, 52):
        after = files[number].read_text(encoding="utf-8")
        assert after.replace("\nsame_as: 2023-kikitori-51\n", "") == before[number].replace("未対応", "参考")
    assert files[51].read_text(encoding="utf-8") == before[51]
    assert digest(alike / "drafts") == rest
    again = call("opinions", "similar", "--set")
    assert again.out.splitlines()[-1] == "変わりはありません"
    assert "2023-kikitori-5" not in call("check", "--format", "json").out


def test_what_is_decided_otherwise_stays(alike: Path, run: Run) -> None:
    other = alike / FOLDER / "2023-kikitori-52.yaml"
    replace_in(other, "disposition: 未対応", "disposition: 反映困難\n\nanswer: 所管が違います")
    before = other.read_text(encoding="utf-8")

    assert run("opinions", "similar", "--set", "--yes").code == 0

    assert other.read_text(encoding="utf-8") == before


def test_nothing_is_set_without_consent(alike: Path, run: Run) -> None:
    before = digest(alike)

    refused = run("opinions", "similar", "--set")
    assert refused.code == 2
    assert "→ 上の一覧を確かめてから、--yes を付けて実行してください。何も書いていません" in refused.err
    declined = run_on_terminal(("opinions", "similar", "--set"), cwd=alike.parent, typed=["いいえ"])
    assert declined.code == 130
    assert digest(alike) == before

    agreed = run_on_terminal(("opinions", "similar", "--set"), cwd=alike.parent, typed=["はい"])
    assert agreed.code == 0
    assert "2件に same_as を書きました" in agreed.out


OPPOSED = (
    "駅前の駐車場を有料にすることに賛成です。買い物のたびに空きがなく、いつも困っています。",
    "駅前の駐車場を有料にすることに反対です。買い物のたびに空きがなく、いつも困っています。",
    "駅前の駐車場を有料にすることに賛成しません。買い物のたびに空きがなく、いつも困っています。",
    "駅前の駐車場を無料にすることに賛成です。買い物のたびに空きがなく、いつも困っています。",
    "駅裏の駐車場を有料にすることに賛成です。買い物のたびに空きがなく、いつも困っています。",
    "駅前の駐車場を100円にすることに賛成です。買い物のたびに空きがなく、いつも困っています。",
    "駅前の駐車場を1,000円にすることに賛成です。買い物のたびに空きがなく、いつも困っています。",
)


def test_no_answer_is_lent_to_an_opposite(plan: Path, run: Run, call: Call) -> None:
    files = [write_opinion(plan, 50 + at, text) for at, text in enumerate(OPPOSED)]
    replace_in(files[0], "disposition: 未対応", "disposition: 参考\n\nanswer: 料金の見直しで扱います")
    greeted = write_opinion(plan, 60, f"県民の一人として意見を申し上げます。{OPPOSED[0]}")

    assert [ids(group) for group in groups(call)] == [["26", "28", "31"], ["50", "60"]]
    assert run("opinions", "similar", "--set", "--yes").code == 0
    assert "same_as: 2023-kikitori-50" in greeted.read_text(encoding="utf-8")
    assert all("same_as" not in each.read_text(encoding="utf-8") for each in files)


def test_opinions_that_changed_meanwhile_are_not_written(
    alike: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    def agree_late(question: str) -> None:
        del question
        write_opinion(alike, 53, WORDS)

    monkeypatch.setattr("dxplan_cli.cli.console.is_conversation", lambda: True)
    monkeypatch.setattr("dxplan_cli.cli.dialogue.consent", agree_late)

    done = call("opinions", "similar", "--set")

    assert done.code == 3
    assert "書き換えられました" in done.err
    assert "same_as" not in (alike / FOLDER / "2023-kikitori-50.yaml").read_text(encoding="utf-8")


RAW = (
    ("受付番号", "氏名", "電話", "ご意見"),
    ("A-1", "青森花子", "017-000-0001", WORDS),
    ("A-2", "津軽太郎", "017-000-0002", WIDE),
    ("A-3", "青森 花子", "017-000-0003", GREETED),
    ("A-4", "", "017-000-0004", WORDS),
    ("A-5", "下北次郎", "017-000-0005", "=HYPERLINK(1)"),
    ("A-6", "南部三郎", "017-000-0006", "　"),
)


def write_raw(folder: Path, encoding: str = "utf-8", rows: tuple[tuple[str, ...], ...] = RAW) -> Path:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    path = folder / "意見.csv"
    path.write_bytes(out.getvalue().encode(encoding))
    return path


def table(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def group_raw(run: Run, folder: Path, *options: str, **settings: Any) -> Done:
    return run("opinions", "similar", "--from", "意見.csv", *options, cwd=folder, **settings)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932"])
def test_raw_comments_become_a_table_of_groups(encoding: str, tmp_path: Path, run: Run) -> None:
    write_raw(tmp_path, encoding)

    done = group_raw(run, tmp_path, "-o", "群.csv", "--person", "氏名", "--key", "受付番号")

    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[-3:] == [
        "全6件を2群にまとめました（二件以上の群 1）",
        "意見のない行 1行：7行目",
        "群.csv",
    ]
    large, small = table(tmp_path / "群.csv")
    assert large | {"整理番号": ""} == {
        "整理番号": "", "代表の意見": WORDS, "件数": "4", "人数": "2", "記名なし": "1", "同文": "3", "近さの下限": "91",
        "違う語": "「お世話になります」を追加 1件", "行": "2～5", "もとの番号": "A-1;A-2;A-3;A-4",
    }  # fmt: skip
    assert small["代表の意見"] == "'=HYPERLINK(1)"


def test_nothing_personal_gets_into_the_table(tmp_path: Path, run: Run) -> None:
    write_raw(tmp_path)

    group_raw(run, tmp_path, "-o", "群.csv", "--person", "氏名")

    written = (tmp_path / "群.csv").read_text(encoding="utf-8-sig")
    for row in RAW[1:]:
        assert row[2] not in written
        assert not row[1] or row[1] not in written


def test_the_same_comments_make_the_same_bytes_whatever_the_hash_seed(tmp_path: Path, run: Run) -> None:
    many = [(f"B-{at}", "", "", f"{WORDS}{at % 7}区の{'道' * (at % 5)}です") for at in range(60)]
    write_raw(tmp_path, rows=(*RAW, *many))

    for seed in ("0", "1"):
        group_raw(run, tmp_path, "-o", f"{seed}.csv", env={"PYTHONHASHSEED": seed})

    assert (tmp_path / "0.csv").read_bytes() == (tmp_path / "1.csv").read_bytes()


def test_people_are_unknown_without_their_column(tmp_path: Path, run: Run) -> None:
    write_raw(tmp_path)

    assert "4件・人数不明（同文3件・ほぼ同文 91％以上）" in group_raw(run, tmp_path, "-o", "群.csv").out
    assert {(row["人数"], row["記名なし"], row["もとの番号"]) for row in table(tmp_path / "群.csv")} == {("", "", "")}


def test_opposites_are_rows_of_their_own(tmp_path: Path, run: Run) -> None:
    courteous = OPPOSED[0].replace("賛成です。", "賛成いたします。")
    write_raw(tmp_path, rows=(("番号", "ご意見"), *enumerate([*OPPOSED, courteous, OPPOSED[0]])))  # type: ignore[arg-type]

    group_raw(run, tmp_path, "-o", "群.csv", "--rows", "行.csv", "--key", "番号")

    first, *others = table(tmp_path / "群.csv")
    assert (first["もとの番号"], first["違う語"]) == ("0;7;8", "「です」→「いたします」 1件")
    assert [(row["もとの番号"], row["違う語"]) for row in others] == [(str(at), "") for at in range(1, 7)]
    assert [row["もとの番号"] for row in table(tmp_path / "行.csv") if row["違う語"]] == ["7"]


def test_raw_comments_as_json(tmp_path: Path, run: Run) -> None:
    write_raw(tmp_path)

    record = json.loads(group_raw(run, tmp_path, "--format", "json", "--key", "受付番号").out)

    validate("comments", record)
    assert (record["rows"], record["blank"]) == (6, [7])
    assert record["groups"][0]["keys"] == ["A-1", "A-2", "A-3", "A-4"]
    assert record["groups"][0]["variants"] == [
        {"rows": [4], "differs": [{"representative": "", "here": "お世話になります"}]}
    ]


def test_a_group_keeps_its_key_when_more_comments_come_in(tmp_path: Path, run: Run) -> None:
    keys = []
    for rows in (RAW, (*RAW, ("A-9", "", "", WORDS))):
        write_raw(tmp_path, rows=rows)
        group_raw(run, tmp_path, "-o", "群.csv")
        keys.append([row["整理番号"] for row in table(tmp_path / "群.csv")])

    assert keys[0] == keys[1]


def test_every_row_is_told_its_group(tmp_path: Path, run: Run) -> None:
    write_raw(tmp_path)

    done = group_raw(run, tmp_path, "-o", "群.csv", "--rows", "行.csv", "--key", "受付番号")

    assert done.out.splitlines()[-2:] == ["群.csv", "行.csv"]
    large, small = (row["整理番号"] for row in table(tmp_path / "群.csv"))
    assert [tuple(row.values()) for row in table(tmp_path / "行.csv")] == [
        ("2", "A-1", large, ""), ("3", "A-2", large, ""), ("4", "A-3", large, "「お世話になります」を追加"),
        ("5", "A-4", large, ""), ("6", "A-5", small, ""),
    ]  # fmt: skip


def test_a_list_too_long_for_a_cell_is_cut_between_rows_and_said(tmp_path: Path, run: Run) -> None:
    others = [("", "", "", f"{number}番目だけの意見です") for number in range(6000)]
    rows = [row for other in others for row in (("", "", "", WORDS), other)]
    write_raw(tmp_path, rows=(RAW[0], *rows))

    done = group_raw(run, tmp_path, "-o", "群.csv", "--threshold", "1")

    assert done.err.startswith("注意: 行が多くて欄に書き切れない群があります（…）。--rows で")
    cell = table(tmp_path / "群.csv")[0]["行"]
    assert len(cell) < 32_767
    assert cell.startswith("2;4;6;")
    listed = cell.removesuffix(";…").split(";")
    assert [int(row) for row in listed] == list(range(2, 2 * len(listed) + 1, 2))
    assert group_raw(run, tmp_path, "-o", "群.csv", "--threshold", "1", "--rows", "行.csv").err == ""
    assert len(table(tmp_path / "行.csv")) == 12_000


REFUSED = {
    "both tables in one place": (("--from", "意見.csv", "-o", "群.csv", "--rows", "群.csv"), 2),
    "rows of the register": (("--rows", "行.csv"), 2),
    "no such file": (("--from", "nai.csv"), 3),
    "no such column": (("--from", "意見.csv", "--column", "本文"), 2),
    "no such person column": (("--from", "意見.csv", "--person", "名前"), 2),
    "names as keys": (("--from", "意見.csv", "--person", "氏名", "--key", "氏名"), 2),
    "onto the raw file": (("--from", "意見.csv", "-o", "./意見.csv"), 2),
    "into the plan's data": (("--from", "意見.csv", "-o", "仕事/plan-data/群.csv"), 2),
    "into a folder that is a file": (("--from", "意見.csv", "-o", "意見.csv/群.csv"), 3),
    "setting raw comments": (("--from", "意見.csv", "--set"), 2),
    "a table of the register": (("-o", "群.csv"), 2),
    "a column of the register": (("--column", "意見"), 2),
    "setting and JSON": (("--set", "--format", "json"), 2),
    "a threshold that finds nothing": (("--threshold", "0.2"), 2),
    "no table": (("--from", "図.csv"), 3),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str, plan: Path, tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    options, code = REFUSED[name]
    monkeypatch.chdir(tmp_path)
    write_raw(tmp_path)
    (tmp_path / "図.csv").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\xff\xfe")
    before = digest(tmp_path)

    assert_refused(call("opinions", "similar", *options), code)
    assert digest(tmp_path) == before


def test_an_old_table_stays_when_the_new_one_cannot_be_made(tmp_path: Path, run: Run) -> None:
    write_raw(tmp_path)
    (tmp_path / "群.csv").write_text("前の表", encoding="utf-8")

    assert group_raw(run, tmp_path, "-o", "群.csv", "--person", "名前").code == 2
    assert (tmp_path / "群.csv").read_text(encoding="utf-8") == "前の表"


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_groups_keep_to_the_terminal(columns: int, alike: Path) -> None:
    write_raw(alike.parent)
    env = {"COLUMNS": str(columns), "NO_COLOR": "1"}
    for call in (("opinions", "similar"), ("opinions", "similar", "--from", "意見.csv")):
        done = run_on_terminal(call, cwd=alike.parent, env=env)
        assert max(cell_len(line) for line in done.out.splitlines() if "冬になると" in line) <= columns
        assert "\x1b" not in done.out


def test_a_japanese_console_shows_every_sign(alike: Path, run: Run) -> None:
    done = run("opinions", "similar", env={"PYTHONIOENCODING": "cp932:strict"}, encoding="cp932")

    assert (done.code, done.err) == (0, "")
    assert "?" not in done.out
