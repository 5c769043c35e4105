"""`dxplan opinions export` and `import`: opinions go out as a table and the answers come back, without loss."""

from __future__ import annotations

import csv
import io
import secrets
import subprocess
import sys
import tempfile
import threading
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from cli_process import CTRL_D, Done, digest, environment, replace_in, run_on_terminal
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from strategies import tries
from xlsxwriter import Workbook

from dxplan_cli.app.add_opinion import Chance
from dxplan_cli.app.opinions_export import ENCODINGS, ExportOrder, export_opinions
from dxplan_cli.app.opinions_import import ImportOrder, import_opinions, propose_import
from dxplan_cli.model.opinion import Internal, Opinion
from dxplan_cli.store.load import load_plan
from dxplan_cli.store.opinion_files import create_opinion

if TYPE_CHECKING:
    from collections.abc import Sequence

    from conftest import Call, Run

FOLDER = "opinions/2023-kikitori"
SAME = "変わりはありません"
Rows = list[list[str]]


def rows_of(file: Path) -> Rows:
    """Read a table with readers that are not dxplan's own."""
    if file.suffix == ".csv":
        return list(csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig"), newline="")))
    return [[str(cell) for cell in row] for row in CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()]


def write_rows(file: Path, rows: Sequence[Sequence[str]]) -> Path:
    """Write a table as a department does, with a program that is not dxplan."""
    if file.suffix == ".csv":
        with file.open("w", encoding="cp932", newline="") as out:
            csv.writer(out).writerows(rows)
        return file
    with Workbook(file) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            for at, text in enumerate(row):
                sheet.write_string(number, at, text)
    return file


def table(plan: Path, *rows: Sequence[str], name: str = "表.xlsx") -> str:
    return str(write_rows(plan.parent / name, rows))


def texts(plan: Path) -> list[str]:
    return [opinion.text for opinion in load_plan(plan).opinions]


def newest(plan: Path) -> list[Opinion]:
    return list(load_plan(plan).opinions[40:])


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
@pytest.mark.parametrize("edition", ["committee", "public", "公表用"])
def test_what_goes_out_comes_back_unchanged(name: str, edition: str, plan: Path, call: Call) -> None:
    before = digest(plan)
    done = call("opinions", "export", "-o", name, "--edition", edition)
    assert done.code == 0
    assert done.out.startswith("40件\t")

    done = call("opinions", "import", name)

    assert (done.code, done.out.splitlines()[-1]) == (0, SAME)
    assert "変わりなし 40件" in done.out
    assert digest(plan) == before


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_csv_goes_out_and_comes_back_in_every_encoding(encoding: str, plan: Path, call: Call) -> None:
    for file in (plan / FOLDER).iterdir():
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("〜", "～").replace("−", "－"), encoding="utf-8")
    assert call("opinions", "export", "-o", "a.csv", "--encoding", encoding).code == 0

    assert call("opinions", "import", "a.csv").out.splitlines()[-1] == SAME


def test_the_same_register_gives_the_same_bytes(plan: Path, call: Call) -> None:
    for name in ("a.xlsx", "a.csv"):
        written = []
        for _ in range(2):
            call("opinions", "export", "-o", name)
            written.append((plan.parent / name).read_bytes())
        assert written[0] == written[1]


HOSTILE = (
    "=1+1", "＝１", "-", "@a", "\t", "'=1", "''", "'", '"', ",", ";", "\n", "\r\n", "\r", "_x000D_", "_x0041_", "\x07", "\x85", "\ufffe",
    "\u2028", "　", " ", "<", "&", "]]>", "0123", "1E5", "2023-09-01", "〜", "𠮷", "葛\U000e0100", "e\u0301", "意見", "#", ": ", "TRUE",
)  # fmt: skip
hostile = st.lists(st.sampled_from(HOSTILE) | st.characters(exclude_categories=("Cs",)), min_size=1, max_size=8).map(
    "".join
)
filled = hostile.filter(lambda text: bool(text.strip()))


@tries(0.3)
@given(
    st.lists(st.tuples(filled, st.none() | filled, st.none() | filled), min_size=1, max_size=4),
    st.sampled_from(["a.xlsx", "a.csv"]),
)
def test_no_text_changes_on_its_way_out_and_back(opinions: list[tuple[str, str | None, str | None]], name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = small_plan(Path(folder))
        for number, (text, answer, member) in enumerate(opinions):
            internal = Internal(member=member) if member else None
            create_opinion(root, Opinion(id=f"o{number}", round="r", text=text, answer=answer, internal=internal))
        before = digest(root)
        export_opinions(root, ExportOrder(out=Path(folder) / name))
        proposal = propose_import(root, ImportOrder(file=Path(folder) / name))

        assert (proposal.faults, proposal.judgement.new, proposal.judgement.changed) == ((), (), ())
        assert proposal.judgement.unchanged == len(opinions)
        assert not [remark for remark in proposal.remarks if "違い" in remark]
        assert not import_opinions(root, ImportOrder(file=Path(folder) / name), chance()).is_written
        assert digest(root) == before


CELLS = {
    "id": ("", "o1", "o2", "nai", "../o1"),
    "整理番号": ("", "1", "2", "=3"),
    "意見": ("", "本文", "=2", "別の本文", "\x07"),
    "対応区分": ("", "反映", "参考", "未対応", "ない区分"),
    "対応・考え方": ("", "考え", "＝考え", "\r\n考え\n"),
    "同じ意見": ("", "o1", "o2", "nai"),
    "聴取の機会": ("", "r", "意見の募集", "ない会"),
}
cells = st.lists(st.tuples(*(st.sampled_from(choices) for choices in CELLS.values())), min_size=1, max_size=6)


@tries()
@given(cells, st.sampled_from(["a.xlsx", "a.csv"]), st.booleans())
def test_what_was_taken_in_is_not_taken_in_again(rows: list[tuple[str, ...]], name: str, good_rows: bool) -> None:
    """Whatever stands in a table: the register stays readable, and the same table changes nothing the second time."""
    with tempfile.TemporaryDirectory() as folder:
        root = small_plan(Path(folder))
        create_opinion(root, Opinion(id="o1", round="r", text="本文"))
        create_opinion(root, Opinion(id="o2", round="r", text="=2", disposition="参考", answer="考え"))
        before = digest(root)
        file = write_rows(Path(folder) / name, [tuple(CELLS), *rows])
        order = ImportOrder(file=file, round="r", good_rows=good_rows)
        done = import_opinions(root, order, chance())
        after = digest(root)

        assert (after != before) is done.is_written
        assert not (done.is_written and done.proposal.faults and not good_rows)
        expected = 2 + (len(done.proposal.judgement.new) if done.is_written else 0)
        assert len(load_plan(root).opinions) == expected
        again = import_opinions(root, order, chance())
        assert not (done.is_written and again.is_written)
        assert digest(root) == after


def small_plan(folder: Path) -> Path:
    root = folder / "plan-data"
    (root / "rounds").mkdir(parents=True)
    (root / "plan.yaml").write_text("title: 計画\ndrafts: []\n", encoding="utf-8")
    (root / "rounds/r.yaml").write_text("title: 意見の募集\n", encoding="utf-8")
    return root


def chance() -> Chance:
    return Chance(datetime(2024, 1, 1, tzinfo=UTC), secrets.choice)


@pytest.mark.parametrize("name", ["戻り.xlsx", "戻り.csv"])
def test_answers_come_back_into_their_files_and_no_others(name: str, plan: Path, run: Run, call: Call) -> None:
    call("opinions", "export", "-o", "照会.xlsx", "--edition", "public")
    rows = rows_of(plan.parent / "照会.xlsx")
    disposition, answer = rows[0].index("対応区分"), rows[0].index("対応・考え方")
    file = plan / FOLDER / "2023-kikitori-07.yaml"
    replace_in(file, "disposition: 未対応", "# 課で相談中\ndisposition: 未対応  # まだ")
    before = {path.name: path.read_bytes() for path in file.parent.iterdir()}
    rows[7][disposition], rows[7][answer] = "参考", "=今後の、参考とします"
    rows[1:] = rows[:0:-1]

    done = run("opinions", "import", str(write_rows(plan.parent / name, rows)))

    assert done.code == 0, done.err
    assert "35行目 2023-kikitori-07：対応区分 未対応 → 参考、対応・考え方" in done.out
    assert "新しい意見 0件　書き換え 1件　変わりなし 39件　取り込めない行 0行" in done.out
    after = {path.name: path.read_bytes() for path in file.parent.iterdir()}
    assert [each for each in after if after[each] != before[each]] == [file.name]
    assert "# 課で相談中\ndisposition: 参考  # まだ\n" in after[file.name].decode()
    assert 'answer: "=今後の、参考とします"\n' in after[file.name].decode()
    assert run("opinions", "import", name).out.splitlines()[-1] == SAME


def answered(plan: Path, call: Call, name: str, number: int, disposition: str, answer: str) -> str:
    """Fill in one row of a table that went out; return the file that comes back."""
    rows = rows_of(plan.parent / "照会.csv")
    rows[number][rows[0].index("対応区分")], rows[number][rows[0].index("対応・考え方")] = disposition, answer
    return str(write_rows(plan.parent / name, rows))


def test_the_tables_of_two_departments_do_not_undo_one_another(plan: Path, call: Call) -> None:
    """Both got the whole table; each answered its own row and left the other's as it went out."""
    call("opinions", "export", "-o", "照会.csv", "--edition", "public")
    first = answered(plan, call, "甲課.xlsx", 7, "参考", "甲課の答え")
    second = answered(plan, call, "乙課.csv", 8, "反映困難", "乙課の答え")

    assert call("opinions", "import", first).code == 0
    done = call("opinions", "import", second)

    assert done.code == 0
    assert "書き換え 1件　変わりなし 39件" in done.out
    assert "書き出した後に登録のほうで変わった意見は、そのまま残しました：8行目" in done.err
    decided = {each.id: (each.disposition, each.answer) for each in load_plan(plan).opinions}
    assert decided[ID.format(7)] == ("参考", "甲課の答え")
    assert decided[ID.format(8)] == ("反映困難", "乙課の答え")


def test_two_answers_to_one_opinion_are_a_fault_until_somebody_decides(plan: Path, call: Call) -> None:
    call("opinions", "export", "-o", "照会.csv", "--edition", "public")
    first = answered(plan, call, "甲課.xlsx", 7, "参考", "甲課の答え")
    second = answered(plan, call, "乙課.csv", 7, "反映困難", "乙課の答え")
    call("opinions", "import", first)
    before = digest(plan)

    assert call("opinions", "import", first).out.splitlines()[-1] == SAME
    done = call("opinions", "import", second)

    assert done.code == 3
    assert (
        "8行目: 表を書き出した後に、意見「2023-kikitori-07」は登録のほうでも変わりました（今の対応区分：参考）"
        in done.err
    )
    assert digest(plan) == before


def test_a_decision_is_taken_back_on_purpose_only(plan: Path, call: Call) -> None:
    call("opinions", "decide", ID.format(7), "-d", "参考", "--answer", "a")
    done = call("opinions", "import", table(plan, ("id", "対応区分"), (ID.format(7), "未対応")))
    assert done.out.splitlines()[-1] == SAME
    assert "「未対応」は取り込まず、前の対応区分を残しました：2行目" in done.err
    assert "空の" not in done.err

    call("opinions", "export", "-o", "照会.csv")
    call("opinions", "import", answered(plan, call, "戻り.csv", 7, "未対応", "a"))
    assert load_plan(plan).opinions[6].disposition == "未対応"


NEW = (
    ("No.", "ご意見", "お名前", "該当箇所", "回答", "区分", "備考"),
    ("1", "農家の声を聴いてほしい", "甲", "農林水産業", "検討します", "実施段階検討", ""),
    ("2", "＝分かりやすく", "乙", "どこか", "", "", "急ぎ"),
    ("3", "農家の声を聴いてほしい", "", "", "", "", ""),
)


def test_new_rows_become_opinions_in_their_order(plan: Path, run: Run) -> None:
    file = table(plan, *NEW)

    done = run("opinions", "import", file, "--round", "2023-kikitori")

    assert done.code == 0, done.err
    assert "A列「No.」→ 整理番号" in done.err
    assert "取り込まない列：G列「備考」" in done.err
    found = newest(plan)
    assert [each.text for each in found] == [row[1] for row in NEW[1:]]
    assert [each.key for each in found] == ["1", "2", "3"]
    assert [(each.disposition, each.answer) for each in found] == [
        ("実施段階検討", "検討します"),
        ("未対応", None),
        ("未対応", None),
    ]
    assert [each.about for each in found] == [("norin",), (), ()]
    assert "項目なしで取り込みます：3行目" in done.err
    assert [each.internal.member if each.internal else None for each in found] == ["甲", "乙", None]
    assert run("check").code == 1


@pytest.mark.parametrize("with_keys", [True, False])
def test_importing_again_never_duplicates(with_keys: bool, plan: Path, call: Call) -> None:
    rows = [row if with_keys else row[1:] for row in NEW]
    file = table(plan, *rows)
    call("opinions", "import", file, "--round", "2023-kikitori")
    before = digest(plan)
    assert len(newest(plan)) == 3

    done = call("opinions", "import", file, "--round", "2023-kikitori")
    assert (done.code, done.out.splitlines()[-1]) == (0, SAME)
    assert digest(plan) == before

    rows[2] = (*rows[2][:-3], "書き直しました", "参考", "")
    done = call("opinions", "import", table(plan, *rows), "--round", "2023-kikitori")
    assert "新しい意見 0件　書き換え 1件　変わりなし 2件" in done.out
    assert [each.answer for each in newest(plan)] == ["検討します", "書き直しました", None]


def test_keys_of_two_tables_are_kept_apart_by_a_prefix(plan: Path, call: Call) -> None:
    call("opinions", "import", table(plan, *NEW), "--round", "2023-kikitori")
    other = table(plan, ("番号", "意見"), ("1", "別の課の意見"), name="別.xlsx")
    before = digest(plan)

    done = call("opinions", "import", other, "--round", "2023-kikitori")
    assert done.code == 3
    assert "2行目: 本文が、登録されている意見「" in done.err
    assert "--key-prefix" in done.err
    assert digest(plan) == before

    assert call("opinions", "import", other, "--round", "2023-kikitori", "--key-prefix", "農林-").code == 0
    assert newest(plan)[-1].key == "農林-1"


def test_columns_are_named_by_hand(plan: Path, call: Call) -> None:
    file = table(plan, ("受付", "意見", "自由記述"), ("い", "だれか", "こちらが本文"))

    done = call("opinions", "import", file, "--round", "2023-kikitori", "--map", "意見=自由記述", "--key", "受付")

    assert done.code == 0, done.err
    assert [(each.text, each.key) for each in newest(plan)] == [("こちらが本文", "い")]


def test_the_round_stands_in_a_column_by_id_or_title(plan: Path, call: Call) -> None:
    (plan / "rounds/bukyoku.yaml").write_text("kind: 部局照会\ntitle: 部局への照会\n", encoding="utf-8")
    file = table(plan, ("聴取の機会", "意見"), ("部局への照会", "a"), ("bukyoku", "b"), ("", "c"))

    call("opinions", "import", file, "--round", "2023-kikitori")

    heard = {each.text: each.round for each in load_plan(plan).opinions}
    assert [heard[text] for text in "abc"] == ["bukyoku", "bukyoku", "2023-kikitori"]


HEAD = ("id", "意見", "対応区分", "対応・考え方", "同じ意見", "聴取の機会", "項目id", "整理番号")
ID = "2023-kikitori-{:02}"
GOOD = (ID.format(7), "", "参考", "参考とします", "", "", "", "")
FAULTS = {
    "unknown disposition": ((ID.format(8), "", "参考にする", "a", "", "", "", ""), "対応区分「参考にする」は使えません"),
    "unknown id": (("2023-kikitori-99", "", "参考", "a", "", "", "", ""), "id「2023-kikitori-99」の意見はありません"),
    "id with a path": (("../../../etc/passwd", "", "参考", "a", "", "", "", ""), "使えない文字があります"),
    "id with another folder": (("2023-kikitori/2023-kikitori-08", "", "", "", "", "", "", ""), "使えない文字があります"),
    "another text": ((ID.format(8), "入れ替わった本文", "参考", "a", "", "", "", ""), "本文が、登録されている意見「2023-kikitori-08」と違います"),
    "no text": (("", "", "参考", "a", "", ID[:13], "", ""), "意見の本文がありません"),
    "no answer": ((ID.format(8), "", "参考", "", "", "", "", ""), "対応区分「参考」には「対応・考え方」が要ります"),
    "no answer to a new one": (("", "新しい", "反映困難", "", "", ID[:13], "", ""), "「反映困難」には「対応・考え方」が要ります"),
    "same as nothing": ((ID.format(8), "", "", "", "nai", "", "", ""), "「同じ意見」の「nai」はありません"),
    "same as itself": ((ID.format(8), "", "", "", ID.format(8), "", "", ""), "この意見自身です"),
    "no round": (("", "新しい", "", "", "", "", "", ""), "聴取の機会が分かりません"),
    "unknown round": (("", "新しい", "", "", "", "どこかの会", "", ""), "聴取の機会「どこかの会」がありません"),
    "unknown node": (("", "新しい", "", "", "", ID[:13], "nai", ""), "項目「nai」がありません"),
    "control character": ((ID.format(8), "", "参考", "a\x07", "", "", "", ""), "目に見えない制御文字"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_row_with_a_fault_is_named_and_nothing_is_written(name: str, plan: Path, call: Call) -> None:
    row, words = FAULTS[name]
    file = table(plan, HEAD, GOOD, row)
    before = digest(plan)

    done = call("opinions", "import", file)

    assert done.code == 3
    assert "表.xlsx（シート「Sheet1」） 3行目: " in done.err
    assert words in done.err
    assert "取り込めない行が1行あるので、何も書いていません" in done.err
    assert "Traceback" not in done.err
    assert digest(plan) == before


@pytest.mark.parametrize("name", FAULTS)
def test_the_good_rows_alone_can_be_written(name: str, plan: Path, call: Call) -> None:
    done = call("opinions", "import", table(plan, HEAD, GOOD, FAULTS[name][0]), "--good-rows")

    assert done.code == 0
    assert FAULTS[name][1] in done.err
    assert "書き換え 1件　変わりなし 0件　取り込めない行 1行" in done.out
    assert load_plan(plan).opinions[6].answer == "参考とします"
    assert len(texts(plan)) == 40


def test_without_a_good_row_nothing_is_written(plan: Path, call: Call) -> None:
    before = digest(plan)
    done = call("opinions", "import", table(plan, HEAD, FAULTS["no answer"][0]), "--good-rows")

    assert done.code == 3
    assert digest(plan) == before


REPEATS = {
    "id": ((ID.format(8), "", "参考", "a", "", "", "", ""), (ID.format(8), "", "参考", "b", "", "", "", "")),
    "key": (("", "新しい", "", "", "", ID[:13], "", "1"), ("", "別の", "", "", "", ID[:13], "", "1")),
}


@pytest.mark.parametrize("name", REPEATS)
def test_what_stands_twice_is_a_fault_of_both_rows(name: str, plan: Path, call: Call) -> None:
    done = call("opinions", "import", table(plan, HEAD, *REPEATS[name], GOOD), "--good-rows")

    assert "2行目: " in done.err
    assert "3行目にもあります" in done.err
    assert "2行目にもあります" in done.err
    assert "書き換え 1件　変わりなし 0件　取り込めない行 2行" in done.out


def test_rows_cannot_make_opinions_the_same_in_a_ring(plan: Path, call: Call) -> None:
    ring = (
        (ID.format(8), "", "参考", "", ID.format(9), "", "", ""),
        (ID.format(9), "", "参考", "", ID.format(8), "", "", ""),
    )
    before = digest(plan)

    done = call("opinions", "import", table(plan, HEAD, GOOD, *ring))

    assert done.code == 3
    assert "3行目: 「同じ意見」をたどると" in done.err
    assert digest(plan) == before


def test_what_is_not_taken_in_is_said(plan: Path, call: Call) -> None:
    call("opinions", "decide", ID.format(7), "-d", "参考", "--answer", "前の答え")
    head = ("id", "項目id", "委員", "聴取の機会", "対応・考え方")
    before = digest(plan)

    done = call("opinions", "import", table(plan, head, (ID.format(7), "norin,shoko", "甲", "別の会", "")))

    assert done.code == 0
    assert digest(plan) == before
    for words in (
        "「項目id」の違いは取り込みません：2行目",
        "「委員」の違い",
        "「聴取の機会」の違い",
        "空の「対応・考え方」は取り込まず",
    ):
        assert words in done.err


SECRETS = ("六戸花子", "0172-00-0000", "係長の笹川")


def test_nothing_internal_is_in_the_public_edition(plan: Path, call: Call) -> None:
    file = plan / FOLDER / "2023-kikitori-07.yaml"
    member, contact, heard_by = SECRETS
    file.write_text(
        f"{file.read_text(encoding='utf-8')}\ninternal: {{member: {member}, contact: {contact}, heard_by: {heard_by}}}\n",
        encoding="utf-8",
    )
    for name in ("a.xlsx", "a.csv"):
        for edition, wanted in (("committee", set(SECRETS)), ("public", set())):
            call("opinions", "export", "-o", name, "--edition", edition)
            assert {words for words in SECRETS if words in everything_in(plan.parent / name)} == wanted
            assert ("連絡先" in everything_in(plan.parent / name)) is (edition == "committee")
    assert "外に渡すときは" in call("opinions", "export", "-o", "a.csv").err
    assert call("opinions", "export", "-o", "a.csv", "--edition", "public").err == ""


def everything_in(file: Path) -> str:
    if file.suffix == ".csv":
        return file.read_text(encoding="utf-8-sig")
    with zipfile.ZipFile(file) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist())


def test_the_export_of_a_round(plan: Path, call: Call) -> None:
    (plan / "rounds/iinkai.yaml").write_text("title: 第３回委員会\ndraft: shusei\n", encoding="utf-8")
    call("add-opinion", "委員会での意見", "--round", "iinkai", "--about", "shoko")

    assert call("opinions", "export", "-o", "a.csv", "--round", "iinkai").out.startswith("1件")
    heading, row = rows_of(plan.parent / "a.csv")
    found = dict(zip(heading, row, strict=True))
    assert (found["聴取の機会"], found["意見"], found["項目id"]) == ("第３回委員会", "委員会での意見", "shoko")
    assert found["章・項目"].endswith("商工業・サービス業")


WRONG = {
    "no ending": ("export", "-o", "a"),
    "another ending": ("export", "-o", "a.ods"),
    "encoding of Excel": ("export", "-o", "a.xlsx", "--encoding", "cp932"),
    "unknown encoding": ("export", "-o", "a.csv", "--encoding", "ebcdic"),
    "unknown edition": ("export", "-o", "a.csv", "--edition", "だれか用"),
    "unknown round": ("export", "-o", "a.csv", "--round", "nai"),
    "import of an unknown round": ("import", "{}", "--round", "nai"),
    "unknown column": ("import", "{}", "--map", "意見=ない列"),
    "mapping of nothing": ("import", "{}", "--map", "意見"),
    "key twice": ("import", "{}", "--key", "id", "--map", "整理番号=id"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_call_that_cannot_be_understood_is_refused(name: str, plan: Path, call: Call) -> None:
    file = table(plan, HEAD, GOOD)
    before = digest(plan.parent)

    done = call("opinions", *(part.replace("{}", file) for part in WRONG[name]))

    assert done.code == 2
    assert "→ " in done.err
    assert digest(plan.parent) == before


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"a,b\n1,2\n"])
def test_a_file_that_is_no_table_is_refused(content: bytes | None, plan: Path, run: Run) -> None:
    if content is not None:
        (plan.parent / "表.xlsx").write_bytes(content)

    done = run("opinions", "import", "表.xlsx")

    assert done.code == 3
    assert done.err.startswith("エラー: ")
    assert "→ " in done.err


def test_a_character_the_encoding_lacks_leaves_no_file(plan: Path, call: Call) -> None:
    replace_in(plan / FOLDER / "2023-kikitori-03.yaml", "text: ", "text: 𠮷野さんが〜")

    done = call("opinions", "export", "-o", "a.csv", "--encoding", "cp932")

    assert done.code == 3
    assert "4行目「𠮷」（U+20BB7）、4行目「〜」（U+301C）" in done.err
    assert not (plan.parent / "a.csv").exists()


def test_a_dry_run_writes_nothing(plan: Path, call: Call) -> None:
    before = digest(plan)
    done = call("opinions", "import", table(plan, HEAD, GOOD), "--dry-run")

    assert done.code == 0
    assert "2行目 2023-kikitori-07：対応区分 未対応 → 参考、対応・考え方" in done.out
    assert "何も書いていません" in done.err
    assert digest(plan) == before
    assert call("opinions", "import", table(plan, HEAD, FAULTS["no answer"][0]), "--dry-run").code == 3


def typed(plan: Path, *lines: str, options: tuple[str, ...] = ()) -> Done:
    return run_on_terminal(("opinions", "import", table(plan, HEAD, GOOD), *options), cwd=plan.parent, typed=lines)


def test_a_clerk_is_asked_before_anything_is_written(plan: Path) -> None:
    before = digest(plan)
    for answer in ("いいえ", CTRL_D):
        done = typed(plan, answer)
        assert done.code == 130
        assert "取り込みますか" in done.out
        assert digest(plan) == before

    assert typed(plan, "はい").code == 0
    assert load_plan(plan).opinions[6].answer == "参考とします"


def test_a_clerk_is_not_asked_what_is_answered_already(plan: Path) -> None:
    assert "取り込みますか" not in typed(plan, options=("--yes",)).out
    assert load_plan(plan).opinions[6].answer == "参考とします"
    assert "取り込みますか" not in typed(plan).out


def test_two_clerks_with_the_same_table_make_no_duplicates(plan: Path, run: Run) -> None:
    file = table(plan, *NEW)
    clerks = [
        threading.Thread(target=run, args=("opinions", "import", file, "--round", "2023-kikitori")) for _ in range(2)
    ]
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join()

    assert [each.key for each in newest(plan)] == ["1", "2", "3"]


LONG = "長い意見" * 2000


def test_a_disk_that_takes_no_more_in_the_middle_leaves_everything_as_it_was(plan: Path) -> None:
    """The system itself refuses, by the limit on a file's size: after two new opinions, before the third."""
    file = table(plan, HEAD, GOOD, *(("", text, "", "", "", ID[:13], "", "") for text in ("短い", "みじかい", LONG)))
    before = digest(plan)

    done = subprocess.run(
        ["/bin/sh", "-c", f'ulimit -f 16; "$0" -m dxplan_cli opinions import {file}', sys.executable],
        cwd=plan.parent, env=environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 3, done.stderr
    assert "書けません" in done.stderr
    assert "Traceback" not in done.stderr
    assert digest(plan) == before
    assert not [path for path in (plan / ".dxplan").iterdir() if path.name.startswith("kept-")]


def test_a_folder_that_cannot_be_made_leaves_everything_as_it_was(plan: Path, run: Run) -> None:
    (plan / "rounds/bukyoku.yaml").write_text("title: 部局照会\n", encoding="utf-8")
    (plan / "opinions/bukyoku").write_text("フォルダではない", encoding="utf-8")
    before = digest(plan)

    done = run(
        "opinions",
        "import",
        table(plan, HEAD, GOOD, *(("", "新しい", "", "", "", name, "", "") for name in (ID[:13], "bukyoku"))),
    )

    assert done.code == 3
    assert "→ " in done.err
    assert digest(plan) == before


def test_a_file_nobody_can_edit_in_place_stops_all(plan: Path, run: Run) -> None:
    file = plan / FOLDER / "2023-kikitori-08.yaml"
    file.write_text("{text: 一行で書いた意見, disposition: 未対応}\n", encoding="utf-8")
    before = digest(plan)

    done = run("opinions", "import", table(plan, HEAD, GOOD, (ID.format(8), "", "参考", "a", "", "", "", "")))

    assert done.code == 3
    assert "2023-kikitori-08.yaml" in done.err
    assert digest(plan) == before


def test_the_table_of_ten_thousand_letters_is_read_whole(plan: Path, call: Call) -> None:
    rows: list[Any] = [("意見",), (LONG,)]
    call("opinions", "import", table(plan, *rows), "--round", "2023-kikitori")

    assert newest(plan)[0].text == LONG


GARBLED = "騾壼ｭｦ霍ｯ縺ｮ髯､髮ｪ"


@pytest.mark.parametrize("name", ["表.xlsx", "表.csv"])
def test_a_garbled_row_is_named_and_not_taken_in(name: str, plan: Path, call: Call) -> None:
    file = plan.parent / name
    if name.endswith("csv"):
        file.write_text(f"整理番号,意見\n1,よい\n2,{GARBLED}\n3,\ufffd\ufffd\n", encoding="utf-8")
    else:
        write_rows(file, [("整理番号", "意見"), ("1", "よい"), ("2", GARBLED), ("3", "\ufffd\ufffd")])
    before = digest(plan)

    done = call("opinions", "import", str(file), "--round", "2023-kikitori")

    assert done.code == 3
    assert "3行目: 「意見」が文字化けしています" in done.err
    assert "4行目: 「意見」が文字化けしています" in done.err
    assert digest(plan) == before


def test_a_garbled_answer_is_not_taken_in(plan: Path, call: Call) -> None:
    done = call("opinions", "import", table(plan, HEAD, (ID.format(7), "", "参考", GARBLED, "", "", "", "")))

    assert done.code == 3
    assert "2行目: 「対応・考え方」が文字化けしています" in done.err


def test_garbled_comments_are_not_grouped(plan: Path, call: Call) -> None:
    (plan.parent / "意見.csv").write_text(f"意見\nよい\n{GARBLED}\n", encoding="utf-8")

    done = call("opinions", "similar", "--from", "意見.csv")

    assert done.code == 3
    assert "意見が文字化けしています：3行目" in done.err


def test_letters_struck_out_one_by_one_are_not_taken_in(plan: Path, call: Call) -> None:
    """Texts without looks are struck out by a stroke laid over every letter."""
    done = call("opinions", "import", table(plan, HEAD, (ID.format(7), "", "参考", "検討します予̶算̶", "", "", "", "")))

    assert done.code == 3
    assert "2行目: 「対応・考え方」に、取消線の付いた文字があります" in done.err
