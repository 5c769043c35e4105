"""`dxplan opinions import --group`: a mass of raw comments becomes one opinion a group, and is counted as what it was."""

from __future__ import annotations

import csv
import json
import secrets
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from cli_process import assert_refused, digest, replace_in
from hypothesis import given
from hypothesis import strategies as st
from strategies import tries
from test_cli_contracts import validate
from xlsxwriter import Workbook

from dxplan_cli.app.add_opinion import Chance
from dxplan_cli.app.comment_groups import group_comments, write_groups
from dxplan_cli.app.opinions_import import ImportOrder, import_opinions
from dxplan_cli.checks.inspection import Inspection
from dxplan_cli.checks.rules import group_mismatch
from dxplan_cli.intake.comments import Columns
from dxplan_cli.model.opinion import Group, Opinion
from dxplan_cli.store.load import load_plan
from dxplan_cli.text.formulas import shield
from dxplan_cli.text.sameness import sameness_key
from dxplan_cli.trace.tally import heads_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cli_process import Done

    from conftest import Call, Run

ROUND = "2024-pubcom"
SNOW = "冬になると除雪が間に合わず、子どもが車道を歩いて通学しています。通学路の除雪を早めてください。"
GREETED = f"お世話になります。{SNOW}"
BUS = "路線バスの運行情報を、スマートフォンで見られるようにしてほしい。"
RAW_HEAD = ("受付番号", "氏名", "住所", "メール", "ご意見")
RAW = (
    ("P-1", "青森花子", "青森市長島一丁目1-1", "a@example.jp", SNOW),
    ("P-2", "津軽太郎", "弘前市下白銀町2-1", "b@example.jp", GREETED),
    ("P-3", "青森　花子", "青森市長島一丁目1-1", "c@example.jp", SNOW),
    ("P-4", "", "八戸市内丸1-1-1", "", SNOW),
    ("P-5", "青森花子", "むつ市中央1-1", "d@example.jp", BUS),
    ("P-6", "三沢次郎", "三沢市幸町1-1", "e@example.jp", "=1+1 のような式"),
)
SECRETS = {cell for row in RAW for cell in row[1:4] if cell}


@pytest.fixture
def clerk(plan: Path) -> Path:
    """The plan with a round for the public comment; raw comments lie beside it."""
    (plan / f"rounds/{ROUND}.yaml").write_text(
        "kind: パブリックコメント\ntitle: 素案への意見募集\ndraft: soan\n", encoding="utf-8"
    )
    return plan


def write_csv(file: Path, rows: Sequence[Sequence[str]], encoding: str = "utf-8-sig") -> Path:
    with file.open("w", encoding=encoding, newline="") as out:
        csv.writer(out).writerows(rows)
    return file


def read_csv(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8-sig", newline="") as rows:
        return list(csv.reader(rows))


def group_raw(clerk: Path, call: Call, rows: Sequence[Sequence[str]] = RAW, *options: str) -> Path:
    write_csv(clerk.parent / "意見.csv", (RAW_HEAD, *rows), "cp932")
    done = call(
        "opinions", "similar", "--from", "意見.csv", "--person", "氏名", "--key", "受付番号", "-o", "群.csv", *options
    )
    assert done.code == 0, done.err
    return clerk.parent / "群.csv"


def take_in(call: Call, *options: str, file: str = "群.csv") -> Done:
    return call("opinions", "import", "--group", file, "--round", ROUND, *options)


def grouped(clerk: Path) -> list[Opinion]:
    return [each for each in load_plan(clerk).opinions if each.round == ROUND]


def test_one_opinion_a_group_with_its_counts_and_raw_keys(clerk: Path, call: Call) -> None:
    group_raw(clerk, call)

    done = take_in(call)

    assert done.code == 0, done.err
    assert "新しい意見 3件　書き換え 0件　変わりなし 0件　取り込めない行 0行\nまとめたもとの意見 6件\n" in done.out
    assert "取り込まない列：F列「同文」、G列「近さの下限」、H列「違う語」" in done.err
    assert [(each.text, each.group) for each in grouped(clerk)] == [
        (SNOW, Group(comments=4, people=2, unnamed=1, keys=("P-1", "P-2", "P-3", "P-4"))),
        (BUS, Group(comments=1, people=1, keys=("P-5",))),
        ("=1+1 のような式", Group(comments=1, people=1, keys=("P-6",))),
    ]
    assert all(each.verbatim and each.key and each.internal is None for each in grouped(clerk))


def test_the_file_reads_well(clerk: Path, call: Call) -> None:
    group_raw(clerk, call)
    take_in(call)

    written = (clerk / grouped(clerk)[0].place.file).read_text(encoding="utf-8")

    assert (
        "\n\nverbatim: true\n\n"
        "group:\n  comments: 4\n  people: 2\n  unnamed: 1\n  keys: [P-1, P-2, P-3, P-4]\n\n"
        "disposition: 未対応\n\nkey: g"
    ) in written


def test_no_name_address_or_mail_gets_into_the_plan(clerk: Path, run: Run, call: Call) -> None:
    """The raw file has them all; what is written into the plan's folder by real processes has none."""
    group_raw(clerk, call)
    assert run("opinions", "import", "--group", "群.csv", "--round", ROUND).code == 0

    everything = "".join(file.read_bytes().decode("utf-8", "replace") for file in clerk.rglob("*") if file.is_file())
    assert {secret for secret in SECRETS if secret in everything} == set()


def test_the_same_table_again_changes_nothing(clerk: Path, call: Call) -> None:
    group_raw(clerk, call)
    take_in(call)
    before = digest(clerk)

    done = take_in(call)

    assert (done.code, done.out.splitlines()[-1]) == (0, "変わりはありません")
    assert "変わりなし 3件" in done.out
    assert digest(clerk) == before


def test_more_comments_update_the_same_opinions_and_keep_what_was_decided(clerk: Path, call: Call) -> None:
    group_raw(clerk, call)
    take_in(call)
    first = grouped(clerk)[0]
    assert call("opinions", "decide", first.id, "-d", "参考", "--answer", "除雪計画で扱います").code == 0
    file = clerk / first.place.file
    replace_in(file, "  people: 2\n", "  people: 2  # 窓口で確かめた\n")
    group_raw(clerk, call, (*RAW, ("P-7", "十和田三郎", "", "", SNOW), ("P-8", "", "", "", "県の広報紙を続けてほしい")))

    done = take_in(call)

    assert done.code == 0, done.err
    assert "新しい意見 1件　書き換え 1件　変わりなし 2件　取り込めない行 0行\nまとめたもとの意見 8件\n" in done.out
    assert f"2行目 {first.id}：件数 4 → 5" in done.out
    again = grouped(clerk)[0]
    assert (again.id, again.disposition, again.answer) == (first.id, "参考", "除雪計画で扱います")
    assert again.group == Group(comments=5, people=3, unnamed=1, keys=("P-1", "P-2", "P-3", "P-4", "P-7"))
    assert "  people: 3  # 窓口で確かめた\n" in file.read_text(encoding="utf-8")
    assert len(grouped(clerk)) == 4


def test_words_the_clerk_edited_in_the_register_stay(clerk: Path, call: Call) -> None:
    group_raw(clerk, call)
    take_in(call)
    file = clerk / grouped(clerk)[1].place.file
    replace_in(file, BUS, "バスの運行情報を見たい。")

    done = take_in(call)

    assert (done.code, done.out.splitlines()[-1]) == (0, "変わりはありません")
    assert "本文は、登録の文のまま残しました：3行目" in done.err


def test_words_the_clerk_edited_in_the_table_are_taken(clerk: Path, call: Call) -> None:
    file = group_raw(clerk, call)
    rows = read_csv(file)
    rows[2][1] = "バスの運行情報を見たい。"
    write_csv(file, rows)

    done = take_in(call)

    assert "「代表の意見」が書き直されています。書き直した文で取り込みます：3行目" in done.err
    assert [(each.text, each.verbatim) for each in grouped(clerk)][1] == ("バスの運行情報を見たい。", False)
    assert take_in(call).out.splitlines()[-1] == "変わりはありません"


@pytest.mark.parametrize("encoding", ["utf-8", "cp932", "utf-16"])
def test_a_table_saved_by_another_program_is_the_same(encoding: str, clerk: Path, call: Call) -> None:
    file = group_raw(clerk, call)
    rows = read_csv(file)
    take_in(call)
    with Workbook(clerk.parent / "群.xlsx", {"strings_to_numbers": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    write_csv(file, rows, encoding)

    for name in ("群.csv", "群.xlsx"):
        assert take_in(call, file=name).out.splitlines()[-1] == "変わりはありません"


def test_without_a_column_of_keys_the_rows_of_the_raw_file_are_kept(clerk: Path, call: Call) -> None:
    write_csv(clerk.parent / "意見.csv", (RAW_HEAD, *RAW))
    call("opinions", "similar", "--from", "意見.csv", "-o", "群.csv")

    assert take_in(call).code == 0
    assert grouped(clerk)[0].group == Group(comments=4, keys=("2行目", "3行目", "4行目", "5行目"))


def test_groups_an_office_counted_by_hand_have_no_raw_keys(clerk: Path, call: Call) -> None:
    rows = (
        ("No.", "意見の要旨", "件数", "人数"),
        ("1", "除雪を早めてほしい", "１２", "9"),
        ("2", "バスを増やす", "1", ""),
    )
    write_csv(clerk.parent / "群.csv", rows)

    done = take_in(call)

    assert "「行」も「もとの番号」もないので、件数だけを取り込みます：2、3行目" in done.err
    assert "書き直されています" not in done.err
    assert [each.group for each in grouped(clerk)] == [Group(comments=12, people=9), Group(comments=1)]
    write_csv(clerk.parent / "群.csv", (*rows[:1], (*rows[1][:2], "13", "10"), *rows[2:]))
    assert "2行目 " in take_in(call).out
    assert [each.group for each in grouped(clerk)] == [Group(comments=13, people=10), Group(comments=1)]


def test_a_group_written_in_braces_is_updated_too(clerk: Path, call: Call) -> None:
    group_raw(clerk, call)
    take_in(call)
    file = clerk / grouped(clerk)[1].place.file
    replace_in(
        file,
        "group:\n  comments: 1\n  people: 1\n  keys: [P-5]",
        "group: {comments: 1, people: 1, keys: [P-5]}  # 一件",
    )
    group_raw(clerk, call, [*RAW, ("P-7", "", "", "", BUS)])

    assert take_in(call).code == 0
    assert grouped(clerk)[1].group == Group(comments=2, people=1, unnamed=1, keys=("P-5", "P-7"))
    assert "# 一件" in file.read_text(encoding="utf-8")


def test_the_table_of_rows_gives_what_the_cell_cannot_hold(clerk: Path, call: Call) -> None:
    others = [("", "", "", "", f"{number}番目だけの意見です") for number in range(4)]
    many = [(f"{'P' * 40}-{number}", "", "", "", SNOW) for number in range(800)]
    group_raw(clerk, call, (*many, *others), "--threshold", "1", "--rows", "行.csv")

    refused = take_in(call)
    assert refused.code == 3
    assert "2行目: もとの意見が多くて、「行」「もとの番号」の欄に書き切れていません（…）" in refused.err
    assert "→ similar の --rows で書いた表を、import でも --rows で指定してください" in refused.err
    assert grouped(clerk) == []

    assert take_in(call, "--rows", "行.csv").code == 0
    first = grouped(clerk)[0].group
    assert first is not None
    assert (first.comments, len(first.keys), first.keys[-1]) == (800, 800, f"{'P' * 40}-799")
    assert grouped(clerk)[1].group == Group(comments=1, keys=("802行目",))


HEAD = ("整理番号", "代表の意見", "件数", "人数", "記名なし", "行", "もとの番号")
GOOD = ("g-ok", "よい意見です", "2", "", "", "2～3", "A-1;A-2")
FAULTS = {
    "no key": (("", "a", "1", "", "", "9", "B-1"), "「整理番号」がありません"),
    "no words": (("g1", "", "1", "", "", "9", "B-1"), "意見の本文がありません"),
    "no round": (("g1", "a", "1", "", "", "9", "B-1", "", "ない会"), "聴取の機会「ない会」がありません"),
    "no count": (("g1", "a", "", "", "", "9", "B-1"), "「件数」がありません"),
    "an empty group": (("g1", "a", "0", "", "", "", ""), "「件数」が0です"),
    "a count that is none": (("g1", "a", "=1+1", "", "", "9", "B-1"), "「件数」の「=1+1」は数として読めません"),
    "a negative count": (("g1", "a", "-1", "", "", "9", "B-1"), "数として読めません"),
    "a count that is too large": (("g1", "a", "9" * 30, "", "", "9", ""), "数として読めません"),
    "more rows than the count": (("g1", "a", "1", "", "", "8～9", ""), "「行」の行はそれより多くなっています"),
    "rows without end": (("g1", "a", "2", "", "", "1～9999999", ""), "「行」の行はそれより多くなっています"),
    "fewer rows than the count": (("g1", "a", "3", "", "", "8～9", ""), "「件数」が3で、もとの意見が2個です"),
    "more keys than rows": (("g1", "a", "2", "", "", "8～9", "B-1;B-2;B-3"), "「もとの番号」が3個で、「行」が2行です"),
    "a row that reads as nothing": (("g1", "a", "2", "", "", "8..9", ""), "「行」の「8..9」が読めません"),
    "rows backwards": (("g1", "a", "2", "", "", "9～8", ""), "「行」の「9～8」が読めません"),
    "a key twice in a group": (("g1", "a", "2", "", "", "8～9", "B-1;B-1"), "もとの番号「B-1」が二度あります"),
    "a row twice in a group": (("g1", "a", "2", "", "", "8;8", ""), "もとの番号「8行目」が二度あります"),
    "a key of another group": (("g1", "a", "2", "", "", "8～9", "B-1;A-2"), "もとの番号「A-2」が、2行目の群にもあります"),
    "more people than comments": (("g1", "a", "1", "2", "", "9", "B-1"), "「人数」2と「記名なし」0の合計が、「件数」1より多く"),
    "a mail address as a key": (("g1", "a", "1", "", "", "9", "hanako@example.jp"), "連絡先のように見えます"),
    "a telephone number as a key": (("g1", "a", "1", "", "", "9", "017-722-0000"), "連絡先のように見えます"),
    "a telephone number in the words": (("g1", "電話は017-722-0000です", "1", "", "", "9", "B-1"), "本文に電話番号「017-722-0000」があります"),
    "an address in the words": (("g1", "青森市長島一丁目1-1の者です", "1", "", "", "9", "B-1"), "本文に住所「"),
    "an unknown disposition": (("g1", "a", "1", "", "", "9", "B-1", "ない区分"), "対応区分「ない区分」は使えません"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_group_with_a_fault_is_named_and_nothing_is_written(name: str, clerk: Path, call: Call) -> None:
    row, words = FAULTS[name]
    write_csv(clerk.parent / "群.csv", ((*HEAD, "対応区分", "聴取の機会"), GOOD, row))
    before = digest(clerk)

    done = take_in(call)

    assert done.code == 3
    assert "群.csv 3行目: " in done.err
    assert words in done.err
    assert "Traceback" not in done.err
    assert digest(clerk) == before


@pytest.mark.parametrize("name", sorted(FAULTS.keys() - {"a key of another group"}))
def test_the_good_groups_alone_can_be_written(name: str, clerk: Path, call: Call) -> None:
    write_csv(clerk.parent / "群.csv", ((*HEAD, "対応区分", "聴取の機会"), GOOD, FAULTS[name][0]))

    done = take_in(call, "--good-rows")

    assert done.code == 0
    assert "まとめたもとの意見 2件\n" in done.out
    assert [each.group for each in grouped(clerk)] == [Group(comments=2, keys=("A-1", "A-2"))]


def test_a_group_twice_is_a_fault_of_both_rows(clerk: Path, call: Call) -> None:
    write_csv(clerk.parent / "群.csv", (HEAD, GOOD, (*GOOD[:5], "8～9", "B-1;B-2")))

    done = take_in(call)

    assert done.code == 3
    assert "2行目: 整理番号「g-ok」が3行目にもあります" in done.err
    assert "3行目: 整理番号「g-ok」が2行目にもあります" in done.err


def test_a_raw_comment_is_never_counted_in_two_opinions(clerk: Path, call: Call) -> None:
    """The mass was grouped anew with other groups: the old opinion still holds the comment."""
    write_csv(clerk.parent / "群.csv", (HEAD, GOOD))
    take_in(call)
    (first,) = grouped(clerk)
    write_csv(clerk.parent / "群.csv", (HEAD, ("g-new", "別の代表です", "2", "", "", "2～3", "A-2;A-9")))
    before = digest(clerk)

    done = take_in(call)

    assert done.code == 3
    assert f"2行目: もとの番号「A-2」が、登録されている意見「{first.id}」にもあります" in done.err
    assert digest(clerk) == before


def test_a_comment_may_go_over_to_another_group_of_the_same_table(clerk: Path, call: Call) -> None:
    other = ("g-two", "ほかの意見です", "1", "", "", "4", "A-3")
    write_csv(clerk.parent / "群.csv", (HEAD, GOOD, other))
    take_in(call)
    moved = ((*GOOD[:2], "1", "", "", "2", "A-1"), (*other[:2], "2", "", "", "3～4", "A-2;A-3"))
    write_csv(clerk.parent / "群.csv", (HEAD, *moved))

    assert take_in(call).code == 0
    assert [each.group and each.group.keys for each in grouped(clerk)] == [("A-1",), ("A-2", "A-3")]


def test_what_one_group_keeps_no_other_gets(clerk: Path, call: Call) -> None:
    """The third row cannot be taken: its opinion keeps its comment, so does the second therefore, and the first."""

    def row(name: str, keys: str, count: str = "2") -> tuple[str, ...]:
        return (f"g-{name}", f"{name}の意見です", count, "", "", "", keys)

    write_csv(clerk.parent / "群.csv", (HEAD, row("一", "A1;A2"), row("二", "B1;B2"), row("三", "C1;C2")))
    take_in(call)
    write_csv(clerk.parent / "群.csv", (HEAD, row("一", "A1;B2"), row("二", "B1;C2"), row("三", "C1", "0")))
    before = digest(clerk)

    done = take_in(call, "--good-rows")

    assert done.code == 3
    for number in (2, 3, 4):
        assert f"群.csv {number}行目: " in done.err
    assert digest(clerk) == before


def test_another_mass_of_the_same_round_is_told_apart_by_a_prefix(clerk: Path, call: Call) -> None:
    group_raw(clerk, call)
    take_in(call)
    group_raw(clerk, call, [(f"Y-{number}", "", "", "", SNOW) for number in range(3)])

    refused = take_in(call)
    assert refused.code == 3
    assert "のものと一つも合いません" in refused.err
    assert "--key-prefix" in refused.err

    assert take_in(call, "--key-prefix", "郵送-").code == 0
    last = grouped(clerk)[-1]
    assert last.group == Group(comments=3, keys=("郵送-Y-0", "郵送-Y-1", "郵送-Y-2"))
    assert (last.key or "").startswith("郵送-g")
    assert sum(each.comments for each in grouped(clerk)) == 9
    assert call("check", "--only", "group-mismatch").code == 0


LAW_TEXTS = (SNOW, GREETED, BUS, BUS.replace("、", ","), "", "　", "=1", "'=1", "…", "一;二", "短い", "みじかい")
comments = st.lists(
    st.tuples(st.sampled_from(LAW_TEXTS), st.sampled_from(("", "甲", "乙 丙", "乙丙"))), min_size=1, max_size=12
)


@tries(0.3)
@given(comments, comments, st.booleans())
def test_every_comment_is_counted_once_and_never_again(
    first: list[tuple[str, str]], more: list[tuple[str, str]], has_keys: bool
) -> None:
    """Whatever comes in, and comes in again with more: the register counts every row that has words, each in one opinion."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        root = small_plan(folder)
        for rows in (first, [*first, *more]):
            raw = write_csv(
                folder / "意見.csv",
                (("番号", "氏名", "意見"), *((f"P;{at}", who, shield(text)) for at, (text, who) in enumerate(rows))),
            )
            found = group_comments(raw, Columns(person="氏名", key="番号" if has_keys else None), 0.8)
            write_groups(found, folder / "群.csv")
            order = ImportOrder(file=folder / "群.csv", round="r", is_grouped=True)
            done = import_opinions(root, order, chance())

            assert done.proposal.faults == () or rows is not first
            if done.proposal.faults:  # the group that held a comment is gone from the table
                assert not done.is_written
                return
            opinions = load_plan(root).opinions
            keys = [key for opinion in opinions for key in (opinion.group.keys if opinion.group else ())]
            assert len(keys) == len(set(keys)) == heads_of(opinions).opinions
            assert heads_of(opinions).opinions == sum(1 for text, _ in rows if sameness_key(text))
            before = digest(root)
            assert not import_opinions(root, order, chance()).is_written
            assert digest(root) == before


CELLS = {
    "整理番号": ("", "g1", "g2", "g3", "=g4"),
    "代表の意見": ("", "本文", "=2", "別の本文", "…", "\x07"),
    "件数": ("", "0", "1", "2", "3", "１", "二"),
    "人数": ("", "0", "1", "2"),
    "記名なし": ("", "0", "1"),
    "行": ("", "2", "2～3", "3;4", "４", "4～2", "2;…"),
    "もとの番号": ("", "A", "A;B", "B;C", "A;A", ";", "D;E;F", "a@example.jp"),
    "聴取の機会": ("", "r", "s", "ない会"),
}
anything = st.tuples(*(st.sampled_from(choices) for choices in CELLS.values()))
sound = st.builds(
    lambda group, keys: (group, f"{group}の本文", str(len(keys)), "", "", "", ";".join(sorted(keys)), "r"),
    st.sampled_from(("g1", "g2", "g3", "g4")),
    st.sets(st.sampled_from("ABCDE"), min_size=1, max_size=3),
)
tables = st.lists(sound, min_size=1, max_size=3) | st.lists(anything | sound, min_size=1, max_size=5)


@tries()
@given(tables, tables, st.booleans(), st.sampled_from(["", "郵送-"]))
def test_whatever_stands_in_tables_of_groups_no_comment_is_counted_twice(
    first: list[tuple[str, ...]], second: list[tuple[str, ...]], good_rows: bool, prefix: str
) -> None:
    """Two tables one after the other: the register stays readable and free of contradictions, the same table is idle."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        root = small_plan(folder)
        for rows in (first, second):
            file = write_csv(folder / "群.csv", (tuple(CELLS), *rows))
            order = ImportOrder(file=file, round="r", key_prefix=prefix, good_rows=good_rows, is_grouped=True)
            before = digest(root)
            done = import_opinions(root, order, chance())
            after = digest(root)

            assert (after != before) is done.is_written
            assert not (done.is_written and done.proposal.faults and not good_rows)
            plan = load_plan(root)
            assert not list(group_mismatch.find(Inspection(plan)))
            assert len({(each.round, each.key) for each in plan.opinions}) == len(plan.opinions)
            again = import_opinions(root, order, chance())
            assert not (done.is_written and again.is_written)
            assert digest(root) == after


def small_plan(folder: Path) -> Path:
    root = folder / "plan-data"
    (root / "rounds").mkdir(parents=True)
    (root / "plan.yaml").write_text("title: 計画\ndrafts: []\n", encoding="utf-8")
    for name in "rs":
        (root / f"rounds/{name}.yaml").write_text(f"title: 意見の募集{name}\n", encoding="utf-8")
    return root


def chance() -> Chance:
    return Chance(datetime(2024, 1, 1, tzinfo=UTC), secrets.choice)


def test_a_group_whose_most_common_words_changed_is_the_same_opinion(clerk: Path, call: Call) -> None:
    """More of the copies with a greeting came in: they represent the group now, under another key."""
    group_raw(clerk, call)
    take_in(call)
    first = grouped(clerk)[0]
    call("opinions", "decide", first.id, "-d", "参考", "--answer", "除雪計画で扱います")
    group_raw(clerk, call, [*RAW, *((f"P-{number}", "", "", "", GREETED) for number in range(7, 12))])

    done = take_in(call)

    assert done.code == 0, done.err
    assert "引き継ぎ、本文は登録の文のまま残しました：2行目" in done.err
    again = grouped(clerk)[0]
    assert (again.id, again.text, again.answer, again.comments) == (first.id, SNOW, "除雪計画で扱います", 9)
    assert again.key != first.key
    assert len(grouped(clerk)) == 3
    assert take_in(call).out.splitlines()[-1] == "変わりはありません"


def test_two_opinions_that_became_one_group_are_left_to_the_clerk(clerk: Path, call: Call) -> None:
    other = ("g-two", "ほかの意見です", "1", "", "", "4", "A-3")
    write_csv(clerk.parent / "群.csv", (HEAD, GOOD, other))
    take_in(call)
    write_csv(clerk.parent / "群.csv", (HEAD, ("g-all", "まとめた意見です", "3", "", "", "2～4", "A-1;A-2;A-3")))
    before = digest(clerk)
    first, second = (each.id for each in grouped(clerk))

    done = take_in(call)

    assert done.code == 3
    assert f"2行目: もとの番号「A-1、A-2、A-3」が、登録されている意見「{first}」「{second}」にもあります" in done.err
    assert digest(clerk) == before


def test_comments_that_are_gone_are_said(clerk: Path, call: Call) -> None:
    group_raw(clerk, call)
    take_in(call)
    group_raw(clerk, call, RAW[1:])

    done = take_in(call)

    assert "登録にあった「もとの番号」の一部が、この表のどの群にもありません：2行目" in done.err
    assert [each.comments for each in grouped(clerk)] == [3, 1, 1]


MISTAKES = {
    "a table of groups without --group": (("群.csv", "--round", ROUND), 2, "--group を付けてください"),
    "the raw file with --group": (("--group", "意見.csv", "--round", ROUND), 2, "群の表に「件数」の列がありません"),
    "the raw file's names mapped": (("--group", "群.csv", "--map", "委員=氏名"), 2, "左に書ける語"),
    "rows without --group": (("群.csv", "--rows", "行.csv"), 2, "--rows は --group と一緒に"),
    "rows that are not there": (("--group", "群.csv", "--rows", "ない.csv", "--round", ROUND), 3, "ない.csv がありません"),
    "rows that are none": (("--group", "群.csv", "--rows", "意見.csv", "--round", ROUND), 2, "列「行」がありません"),
    "an unknown round": (("--group", "群.csv", "--round", "nai"), 2, "聴取の機会「nai」がありません"),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_refused_with_the_remedy(name: str, clerk: Path, call: Call) -> None:
    group_raw(clerk, call)
    arguments, code, words = MISTAKES[name]
    before = digest(clerk)

    done = call("opinions", "import", *arguments)

    assert_refused(done, code)
    assert words in done.err
    assert digest(clerk) == before


def test_a_dry_run_tells_and_writes_nothing(clerk: Path, call: Call) -> None:
    group_raw(clerk, call)
    before = digest(clerk)

    done = take_in(call, "--dry-run")

    assert "新しい意見 3件" in done.out
    assert "何も書いていません" in done.err
    assert digest(clerk) == before


def ask(call: Call, *words: str) -> Any:
    done = call(*words, "--format", "json")
    assert done.code in {0, 1}, done.err
    return json.loads(done.out)


def test_every_count_is_that_of_the_comments(clerk: Path, call: Call) -> None:
    group_raw(clerk, call)
    take_in(call)

    stats = ask(call, "opinions", "stats", "--by", "round")
    validate("stats", stats)
    assert {key: stats["rows"][-1][key] for key in ("opinions", "people", "unnamed")} == {
        "opinions": 6, "people": 4, "unnamed": 1,
    }  # fmt: skip
    assert stats["rows"][-1]["may_repeat"] is True
    assert stats["total"]["opinions"] == 46
    assert "のべ4人（ほか記名なし1件）" in call("opinions", "stats", "--by", "round").out
    summary = ask(call, "check")["summary"]
    assert (summary["opinions"], summary["entries"]) == (46, 43)
    assert call("check").out.startswith("意見 46件（43にまとめたもの）　")
    similar = ask(call, "opinions", "similar")
    assert similar["opinions"] == 46
    assert call("opinions", "list").out.splitlines()[-1] == "43件（全43件）　もとの意見 46件"
    assert "（4件）冬になると" in call("opinions", "list", "--round", ROUND).out


def test_one_opinion_shows_what_it_stands_for(clerk: Path, call: Call) -> None:
    group_raw(clerk, call)
    take_in(call)
    first = grouped(clerk)[0].id

    record = ask(call, "opinions", "show", first)
    validate("opinion", record)
    assert record["group"] == {"comments": 4, "people": 2, "unnamed": 1, "keys": ["P-1", "P-2", "P-3", "P-4"]}
    out = call("opinions", "show", first).out
    assert "件数・人数：4件・4通・2人（ほか記名なし1件）\n" in out
    assert "もとの番号：P-1、P-2、P-3、P-4\n" in out


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
def test_the_register_goes_out_with_its_counts_and_comes_back_unchanged(name: str, clerk: Path, call: Call) -> None:
    group_raw(clerk, call)
    take_in(call)
    before = digest(clerk)

    assert call("opinions", "export", "-o", name).out.startswith("43件（もとの意見46件）\t")
    assert call("opinions", "import", name).out.splitlines()[-1] == "変わりはありません"
    assert digest(clerk) == before

    call("opinions", "export", "-o", "b.csv", "--edition", "公表用", "--round", ROUND)
    heading, *rows = read_csv(clerk.parent / "b.csv")
    at = heading.index("件数")
    assert [row[at : at + 2] for row in rows] == [["4", "2"], ["1", "1"], ["1", "1"]]
    rows[0][at] = "5"
    write_csv(clerk.parent / "b.csv", (heading, *rows))
    assert "「件数」の違いは取り込みません：2行目" in call("opinions", "import", "b.csv").err
    assert digest(clerk) == before


def test_counts_of_a_single_new_opinion_are_not_taken_in_silence(clerk: Path, call: Call) -> None:
    write_csv(clerk.parent / "表.csv", (("番号", "意見", "件数"), ("1", "新しい意見", "12")))

    done = call("opinions", "import", "表.csv", "--round", ROUND)

    assert (
        "新しい意見の「件数」「人数」は取り込みません（まとめた意見の表は --group で取り込みます）：2行目" in done.err
    )
    assert grouped(clerk)[0].group is None


def test_a_grouped_opinion_is_traced_both_ways(clerk: Path, call: Call) -> None:
    """Promised and not done it is told; done it has its mark, in the paper with the others who said so."""
    group_raw(clerk, call)
    take_in(call)
    bus = grouped(clerk)[0].id
    assert call("opinions", "decide", bus, "--link", "修正:daredemo-2").code == 0
    assert [each for each in ask(call, "check")["findings"] if each["code"] == "unfulfilled-opinion"] == []
    assert ask(call, "opinions", "show", bus)["labels"] != []

    assert call("opinions", "decide", bus, "--link", "追加:norin-policy-1").code == 0
    broken = [each for each in ask(call, "check")["findings"] if each["code"] == "unfulfilled-opinion"]
    assert [each["opinion"] for each in broken] == [bus]
