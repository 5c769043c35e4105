"""The 意見対応表 in Word, filled in by a department: what was filled in comes back, and nothing else."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cli_process import PLAN_DATA, digest, replace_in
from filled_papers import Sheet, edited, forget_signs
from hypothesis import given
from hypothesis import strategies as st
from strategies import texts, tries
from test_cli_exchange import SAME, chance, small_plan

from dxplan_cli.app.documents import KINDS, Order, make_documents
from dxplan_cli.app.opinions_import import ImportOrder, import_opinions, propose_import
from dxplan_cli.app.response_table import is_response_table
from dxplan_cli.intake.word.package import open_word
from dxplan_cli.model.opinion import Group, Internal, Opinion
from dxplan_cli.store.load import load_plan
from dxplan_cli.store.opinion_files import create_opinion
from dxplan_cli.text.unseen import without_unseen
from intake.word_files import word_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml import etree

    from conftest import Call, Run

ID = "2023-kikitori-{:02}"


def fill(file: Path, edit: Callable[[Sheet], object], *others: Callable[[etree._Element], None]) -> str:
    """Fill in the paper and take it back under the same name."""

    def all_edits(root: etree._Element) -> None:
        edit(Sheet(root))
        for other in others:
            other(root)

    file.write_bytes(edited(file.read_bytes(), all_edits))
    return str(file)


@pytest.fixture
def paper(plan: Path, call: Call) -> Path:
    """The paper that went out."""
    file = plan.parent / "意見対応表.docx"
    assert call("docx", "responses", "-o", str(file)).code == 0
    return file


@pytest.fixture
def read(paper: Path, call: Call) -> Callable[..., object]:
    """Fill in the paper and take it in."""

    def fill_and_read(edit: Callable[[Sheet], object], *others: Callable[[etree._Element], None]) -> object:
        return call("opinions", "import", fill(paper, edit, *others))

    return fill_and_read


def nothing(_: object) -> None:
    """Leave it as it is."""


def decided(plan: Path) -> dict[str, tuple[str, str | None, str | None]]:
    return {each.id: (each.disposition, each.answer, each.same_as) for each in load_plan(plan).opinions}


@pytest.mark.parametrize("edition", ["委員会用", "公表用"])
@pytest.mark.parametrize("others", [(), (forget_signs,)], ids=["signs", "no signs"])
def test_the_unfilled_paper_changes_nothing(
    edition: str, others: tuple[Callable[..., None], ...], plan: Path, paper: Path, call: Call
) -> None:
    call("docx", "responses", "--edition", edition, "-o", str(paper))
    before = digest(plan)
    done = call("opinions", "import", fill(paper, nothing, *others))
    assert (done.code, done.out.splitlines()[-1]) == (0, SAME)
    assert "変わりなし 40件" in done.out
    assert digest(plan) == before


def test_the_shipped_kinds_of_papers_that_can_be_taken_in(tmp_path: Path) -> None:
    make_documents(PLAN_DATA, Order(kind="all", out=tmp_path))
    found = [file for file in tmp_path.iterdir() if is_response_table(open_word(file.read_bytes()))]
    assert len(list(tmp_path.iterdir())) == len(KINDS)
    assert [file for file in found if "意見対応表" not in file.name] == []
    assert len(found) == 1


@pytest.mark.parametrize("tracked", [False, True])
def test_answers_come_back_into_their_files_and_no_others(tracked: bool, plan: Path, paper: Path, run: Run) -> None:
    folder = plan / "opinions/2023-kikitori"
    replace_in(folder / "2023-kikitori-07.yaml", "disposition: 未対応", "# 課で相談中\ndisposition: 未対応")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    file = fill(
        paper,
        lambda sheet: sheet.write(7, {"対応区分": "参考", "対応・考え方": "今後の参考と\nします"}, tracked=tracked),
    )

    done = run("opinions", "import", file, "--round", "2023-kikitori")

    assert done.code == 0, done.err
    assert "表2の8行目 2023-kikitori-07：対応区分 未対応 → 参考、対応・考え方" in done.out
    assert "新しい意見 0件　書き換え 1件　変わりなし 39件　取り込めない行 0行" in done.out
    assert ("変更をすべて承諾した文言を読みました" in done.err) is tracked
    after = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert [each for each in after if after[each] != before[each]] == ["2023-kikitori-07.yaml"]
    assert "# 課で相談中\ndisposition: 参考" in after["2023-kikitori-07.yaml"].decode()
    assert decided(plan)[ID.format(7)] == ("参考", "今後の参考と\nします", None)
    assert run("opinions", "import", file).out.splitlines()[-1] == SAME


def test_a_dry_run_writes_nothing(plan: Path, paper: Path, call: Call) -> None:
    file = fill(paper, lambda sheet: sheet.write(7, {"対応区分": "参考", "対応・考え方": "参考とします"}))
    before = digest(plan)
    done = call("opinions", "import", file, "--dry-run")
    assert done.code == 0
    assert "書き換え 1件" in done.out
    assert digest(plan) == before


SAID_AGAIN = {
    "the number of a row": ("No.5と同じ", None, 5),
    "full width": ("意見Ｎｏ．５に同じ。", None, 5),
    "as we print it": ("〃（No.5と同じ）", None, 5),
    "words of its own as well": ("これも反映（No.5と同じ）", "これも反映", 5),
    "the row above": ("〃", None, 6),
    "in words": ("同上", None, 6),
    "words that only mention it": ("No.5と同じではない", "No.5と同じではない", None),
}


@pytest.mark.parametrize(("written", "answer", "same"), SAID_AGAIN.values(), ids=SAID_AGAIN)
def test_an_answer_may_be_said_by_another_row(
    written: str, answer: str | None, same: int | None, plan: Path, read: Callable[..., object]
) -> None:
    read(lambda sheet: sheet.write(7, {"対応区分": "〃", "対応・考え方": written}))
    assert decided(plan)[ID.format(7)] == ("反映", answer, same and ID.format(same))


def test_new_rows_become_opinions_of_the_round(plan: Path, paper: Path, call: Call) -> None:
    def edit(sheet: Sheet) -> None:
        sheet.add(
            {
                "No.": "41",
                "意見": "冬の除雪も書いてほしい",
                "章・項目（頁）": "観光業\n（素案p.3～）",
                "対応区分": "参考",
            }
        )
        sheet.add({"意見": "農家の声を聴いてほしい", "章・項目（頁）": "農林水産業", "修正箇所": "３章"}, after=7)

    file = fill(paper, edit, forget_signs)
    done = call("opinions", "import", file)
    assert done.code == 3
    assert "対応区分「参考」には「対応・考え方」が要ります" in done.err

    file = fill(paper, lambda sheet: sheet.write(42, {"対応・考え方": "検討します"}))
    done = call("opinions", "import", file)
    assert done.code == 0, done.err
    assert "新しい意見 2件　書き換え 0件　変わりなし 40件" in done.out
    assert "「修正箇所」の書き込みは取り込みません：表2の9行目" in done.err
    new = load_plan(plan).opinions[40:]
    assert [(each.text, each.about, each.key, each.disposition, each.answer) for each in new] == [
        ("農家の声を聴いてほしい", ("norin",), None, "未対応", None),
        ("冬の除雪も書いてほしい", ("kanko",), None, "参考", "検討します"),
    ]
    assert call("opinions", "import", file).out.splitlines()[-1] == SAME


EDITED = {
    "a word": (nothing, "青森県の気候や環境にあった優位性のある次の作物を選択し、集中する"),
    "other words in a signed row": (nothing, "りんごの話"),
    "other words under its number": (forget_signs, "りんごの話"),
}


@pytest.mark.parametrize(("other", "text"), EDITED.values(), ids=EDITED)
def test_the_words_of_an_opinion_are_not_rewritten_by_a_paper(
    other: Callable[..., None], text: str, plan: Path, paper: Path, call: Call
) -> None:
    before = digest(plan)
    file = fill(paper, lambda sheet: sheet.write(8, {"意見": text, "対応区分": "参考", "対応・考え方": "a"}), other)
    done = call("opinions", "import", file)
    assert done.code == 3
    assert "表2の9行目: 本文が、登録されている意見「2023-kikitori-08」と違います" in done.err
    assert f"    | {text[:20]}" in done.err
    assert digest(plan) == before


def test_blanks_and_line_breaks_in_the_words_do_not_count(plan: Path, read: Callable[..., object]) -> None:
    text = load_plan(plan).opinions[7].text
    read(lambda sheet: sheet.write(8, {"意見": f"{text[:9]}\n　{text[9:]}", "対応区分": "参考", "対応・考え方": "a"}))
    assert decided(plan)[ID.format(8)] == ("参考", "a", None)
    assert len(load_plan(plan).opinions) == 40


def test_rows_in_another_order_and_rows_left_out(plan: Path, read: Callable[..., object]) -> None:
    def edit(sheet: Sheet) -> None:
        sheet.write(7, {"対応区分": "参考", "対応・考え方": "a"})
        sheet.remove(2)
        sheet.table.append(sheet.rows[6])

    read(edit, forget_signs)
    assert decided(plan)[ID.format(7)] == ("参考", "a", None)
    assert len(load_plan(plan).opinions) == 40


@pytest.mark.parametrize("heading", [True, False])
def test_a_table_parted_over_pages_is_one(heading: bool, plan: Path, paper: Path, call: Call) -> None:
    def edit(sheet: Sheet) -> None:
        sheet.write(39, {"対応区分": "参考", "対応・考え方": "a"})
        sheet.split(20, heading=heading)

    done = call("opinions", "import", fill(paper, edit))
    assert "書き換え 1件　変わりなし 39件" in done.out
    assert ("前の表の続きとして読みました：表3" in done.err) is not heading
    assert decided(plan)[ID.format(39)] == ("参考", "a", None)


def test_two_papers_do_not_undo_one_another(plan: Path, paper: Path, call: Call) -> None:
    other = paper.with_name("乙課.docx")
    other.write_bytes(paper.read_bytes())
    fill(paper, lambda sheet: sheet.write(7, {"対応区分": "参考", "対応・考え方": "甲課"}))
    fill(other, lambda sheet: sheet.write(8, {"対応区分": "反映困難", "対応・考え方": "乙課"}))
    assert call("opinions", "import", str(paper)).code == 0

    done = call("opinions", "import", str(other))

    assert done.code == 0
    assert "書き出した後に登録のほうで変わった意見は、そのまま残しました：表2の8行目" in done.err
    assert decided(plan)[ID.format(7)] == ("参考", "甲課", None)
    assert decided(plan)[ID.format(8)] == ("反映困難", "乙課", None)


def test_two_answers_to_one_opinion_are_a_fault_until_somebody_decides(plan: Path, paper: Path, call: Call) -> None:
    fill(paper, lambda sheet: sheet.write(7, {"対応区分": "参考", "対応・考え方": "甲課"}))
    call("opinions", "decide", ID.format(7), "-d", "反映困難", "--answer", "乙課")
    before = digest(plan)

    done = call("opinions", "import", str(paper))

    assert done.code == 3
    assert "表2の8行目: 表を書き出した後に、意見「2023-kikitori-07」は登録のほうでも変わりました" in done.err
    assert digest(plan) == before


def test_a_decision_is_taken_back_on_purpose_only(plan: Path, paper: Path, call: Call) -> None:
    call("opinions", "decide", ID.format(7), "-d", "参考", "--answer", "a")
    fill(paper, nothing)
    assert "書き出した後に登録のほうで変わった意見は、そのまま残しました" in call("opinions", "import", str(paper)).err
    assert decided(plan)[ID.format(7)] == ("参考", "a", None)

    call("docx", "responses", "-o", str(paper))
    call("opinions", "import", fill(paper, lambda sheet: sheet.write(7, {"対応区分": "未対応"})))
    assert decided(plan)[ID.format(7)] == ("未対応", "a", None)


def cells(*texts: str, down: str = "") -> str:
    merge = f'<tcPr><vMerge val="{down}"/></tcPr>' if down else ""
    return "".join(f"<tc>{merge if at == 0 else ''}<p>{{{text}}}</p></tc>" for at, text in enumerate(texts))


def across(text: str, columns: int) -> str:
    return f'<tc><tcPr><gridSpan val="{columns}"/></tcPr><p>{{{text}}}</p></tc>'


def house(*rows: str) -> str:
    return f"<tbl>{''.join(f'<tr>{row}</tr>' for row in rows)}</tbl>"


def write_house(plan: Path, body: str, name: str = "照会.docx") -> str:
    file = plan.parent / name
    file.write_bytes(word_file(body))
    return str(file)


HOUSE_HEAD = cells("番号", "該当箇所", "ご意見", "お名前", "区分", "県の考え方", "備考")


def test_a_table_of_the_office_itself(plan: Path, call: Call) -> None:
    body = "<p>{各課からの意見}</p>" + house(
        HOUSE_HEAD,
        across("農林水産業", 7),
        cells("1", "", "農家の声を聴いてほしい", "甲", "実施段階検討", "検討します", ""),
        cells("2", "〃", "産直の決済も", "〃", "〃", "No.1と同じ", "急ぎ"),
        across("観光業", 7),
        cells("3", "", "夜の観光も", "乙", "", "", ""),
    )
    file = write_house(plan, body)
    assert "聴取の機会が分かりません" in call("opinions", "import", file).err

    done = call("opinions", "import", file, "--round", "2023-kikitori")

    assert done.code == 0, done.err
    assert "1列目「番号」→ 整理番号" in done.err
    assert "取り込まない列：「備考」" in done.err
    new = load_plan(plan).opinions[40:]
    assert [(each.key, each.text, each.about, each.disposition, each.answer) for each in new] == [
        ("1", "農家の声を聴いてほしい", ("norin",), "実施段階検討", "検討します"),
        ("2", "産直の決済も", ("norin",), "実施段階検討", "検討します"),
        ("3", "夜の観光も", ("kanko",), "未対応", None),
    ]
    assert [each.internal.member if each.internal else None for each in new] == ["甲", "甲", "乙"]
    assert call("opinions", "import", file, "--round", "2023-kikitori").out.splitlines()[-1] == SAME


def test_keys_of_two_tables_are_kept_apart_by_a_prefix(plan: Path, call: Call) -> None:
    rows = [cells("No.", "意見", "区分"), cells("1", "甲の意見", ""), cells("2", "甲の意見", "")]
    options = ("--round", "2023-kikitori", "--key-prefix", "農林-")
    file = write_house(plan, house(*rows))
    for _ in range(2):
        done = call("opinions", "import", file, *options)
        assert [each.key for each in load_plan(plan).opinions[40:]] == ["農林-1", "農林-2"]
    assert done.out.splitlines()[-1] == SAME
    rows[2] = cells("2", "甲の意見", "反映")
    call("opinions", "import", write_house(plan, house(rows[0], rows[2], rows[1])), *options)
    assert [each.disposition for each in load_plan(plan).opinions[40:]] == ["未対応", "反映"]


def test_cells_merged_over_rows_and_headings_of_two_rows(plan: Path, call: Call) -> None:
    rows = (
        '<tc><tcPr><vMerge val="restart"/></tcPr><p>{該当箇所}</p></tc><tc><tcPr><vMerge val="restart"/></tcPr><p>{意見}</p></tc>'
        + across("対応", 2),
        "<tc><tcPr><vMerge/></tcPr><p/></tc><tc><tcPr><vMerge/></tcPr><p/></tc>" + cells("区分", "考え方"),
        cells("農林水産業", "農家の声を", "参考", "検討します", down="restart"),
        cells("", "産直の決済も", "反映", "", down="continue"),
    )
    done = call("opinions", "import", write_house(plan, house(*rows)), "--round", "2023-kikitori")
    assert done.code == 0, done.err
    assert "結合された「章・項目」を各行の値として読みました：表1の4行目" in done.err
    new = load_plan(plan).opinions[40:]
    assert [(each.text, each.about, each.disposition, each.answer) for each in new] == [
        ("農家の声を", ("norin",), "参考", "検討します"),
        ("産直の決済も", ("norin",), "反映", None),
    ]


def test_the_round_is_named_above_the_rows(plan: Path, call: Call) -> None:
    (plan / "rounds/bukyoku.yaml").write_text("kind: 部局照会\ntitle: 部局への照会\n", encoding="utf-8")
    body = (
        "<p>{１　部局への照会（令和５年10月）}</p>"
        + house(cells("No.", "意見", "区分"), cells("1", "甲の意見", ""))
        + "<p>{２　事務局が聞き取りしたもの}</p>"
        + house(cells("No.", "意見", "区分"), cells("1", "乙の意見", ""))
    )
    assert call("opinions", "import", write_house(plan, body)).code == 0
    heard = {each.text: each.round for each in load_plan(plan).opinions}
    assert (heard["甲の意見"], heard["乙の意見"]) == ("bukyoku", "2023-kikitori")


def test_a_row_that_stands_for_a_group_is_known_and_its_count_told(plan: Path, paper: Path, call: Call) -> None:
    group = Group(comments=214, people=200, keys=())
    create_opinion(
        plan,
        Opinion(
            id=ID.format(99),
            round="2023-kikitori",
            text="除雪を早く",
            group=group,
            internal=Internal(member="甲", heard_by="乙"),
        ),
    )
    call("docx", "responses", "-o", str(paper))
    assert call("opinions", "import", str(paper)).out.splitlines()[-1] == SAME

    def edit(sheet: Sheet) -> None:
        sheet.write(41, {"意見": "除雪を早く\n（同趣旨の意見 ほか300件）", "対応区分": "参考", "対応・考え方": "a"})

    done = call("opinions", "import", fill(paper, edit))
    assert "「件数」の違いは取り込みません：表2の42行目" in done.err
    assert decided(plan)[ID.format(99)] == ("参考", "a", None)


def test_a_heading_of_the_offices_own_is_known(plan: Path, call: Call, paper: Path) -> None:
    replace_in(plan / "plan.yaml", "documents:\n", "documents:\n  responses:\n    answer_heading: 知事部局の見解\n")
    call("docx", "responses", "-o", str(paper))
    file = fill(paper, lambda sheet: sheet.write(7, {"対応区分": "参考", "知事部局の見解": "a"}))
    assert call("opinions", "import", file).code == 0
    assert decided(plan)[ID.format(7)] == ("参考", "a", None)


REFUSED = {
    "no table": ("<p>{文}</p>", "意見の表が見つかりません"),
    "another table": (house(cells("年度", "件数"), cells("2023", "12")), "意見の表が見つかりません"),
    "a single column": (house(cells("意見"), cells("甲")), "意見の表が見つかりません"),
    "a reference to nowhere": (
        house(cells("No.", "意見", "区分", "考え方"), cells("1", "甲", "参考", "No.9と同じ")), "No.9 が、この表にない",
    ),
    "an unknown disposition": (house(cells("意見", "区分"), cells("甲", "参考にする")), "対応区分「参考にする」は使えません"),
    "one key for two": (
        house(cells("No.", "意見"), cells("1", "甲"), cells("1", "乙")), "整理番号「1」が表1の3行目にもあります",
    ),
    "words merged over rows": (
        house(cells("意見", "区分"), cells("甲", "参考", down="restart"), cells("", "反映", down="continue")),
        "「意見」のセルが表1の2行目と結合されています",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("body", "told"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_taken_in_is_said(body: str, told: str, plan: Path, call: Call) -> None:
    before = digest(plan)
    done = call("opinions", "import", write_house(plan, body), "--round", "2023-kikitori")
    assert done.code == 3
    assert told in done.err
    assert digest(plan) == before


def test_groups_are_not_taken_from_word(paper: Path, call: Call) -> None:
    done = call("opinions", "import", str(paper), "--group")
    assert done.code == 2
    assert "Wordの表は --group では取り込めません" in done.err


filled = texts.map(without_unseen).filter(lambda text: bool(text.strip()))
dispositions = st.sampled_from(["反映", "記述済み", "参考", "反映困難", "未対応"])
alike = st.sampled_from(["除雪を早く", "除雪を早く。", "除雪を\n早く", "（同趣旨の意見 ほか9件）", "1"])
opinions = st.lists(
    st.tuples(
        filled | alike,
        dispositions,
        st.none() | filled,
        st.none() | filled,
        st.integers(1, 3),
        st.sampled_from(["r", "s"]),
    ),
    min_size=1,
    max_size=5,
)
answers = st.lists(st.none() | st.tuples(dispositions, filled), min_size=5, max_size=5)


def generated(folder: Path, drawn: list[tuple[str, str, str | None, str | None, int, str]]) -> Path:
    """Write a plan of two drafts with the opinions drawn, each the same as the one before now and then."""
    root = small_plan(folder)
    (root / "plan.yaml").write_text("title: 計画\ndrafts: [a, b]\n", encoding="utf-8")
    (root / "rounds/s.yaml").write_text("title: 別の会\n", encoding="utf-8")
    for draft in "ab":
        (root / "drafts" / draft).mkdir(parents=True)
        (root / "drafts" / draft / "draft.yaml").write_text(f"label: {draft}版\nchapters: [c]\n", encoding="utf-8")
        (root / "drafts" / draft / "c.yaml").write_text("id: c\nkind: section\ntitle: 章\n", encoding="utf-8")
    for heard in (root / "rounds").iterdir():
        heard.write_text(f"{heard.read_text(encoding='utf-8')}draft: a\n", encoding="utf-8")
    for number, (text, disposition, answer, member, comments, round_id) in enumerate(drawn):
        create_opinion(
            root,
            Opinion(
                id=f"{round_id}{number}",
                round=round_id,
                text=text,
                disposition=disposition,
                answer=answer,
                about=("c",) if number % 2 else (),
                same_as=f"{drawn[number - 1][5]}{number - 1}" if number and comments == 2 else None,
                group=Group(comments=comments) if comments > 1 else None,
                internal=Internal(member=member, heard_by="係") if member else None,
            ),
        )
    return root


@tries(0.3)
@given(opinions, st.sampled_from(["委員会用", "公表用"]), st.booleans())
def test_no_unfilled_paper_changes_anything(
    drawn: list[tuple[str, str, str | None, str | None, int, str]], edition: str, is_signed: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = generated(Path(folder), drawn)
        file = Path(folder) / "a.docx"
        make_documents(root, Order(kind="responses", out=file, edition=edition))
        if not is_signed:
            file.write_bytes(edited(file.read_bytes(), forget_signs))
        before = digest(root)

        proposal = propose_import(root, ImportOrder(file=file))

        assert (proposal.faults, proposal.judgement.new, proposal.judgement.changed) == ((), (), ())
        assert proposal.judgement.unchanged == len(drawn)
        assert not [remark for remark in proposal.remarks if "違い" in remark or "書き込み" in remark]
        assert digest(root) == before


@tries(0.3)
@given(opinions, answers, st.booleans())
def test_what_is_filled_in_is_what_comes_back(
    drawn: list[tuple[str, str, str | None, str | None, int, str]],
    given_: list[tuple[str, str] | None],
    tracked: bool,
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = generated(Path(folder), drawn)
        file = Path(folder) / "a.docx"
        make_documents(root, Order(kind="responses", out=file))
        before = decided(root)

        def edit(sheet: Sheet) -> None:
            at = 0
            for row in range(1, len(sheet.rows)):
                if len(sheet.cells(row)) > 1:
                    if given_[at] is not None:
                        sheet.write(
                            row, dict(zip(("対応区分", "対応・考え方"), given_[at], strict=True)), tracked=tracked
                        )
                    at += 1

        fill(file, edit)
        done = import_opinions(root, ImportOrder(file=file), chance())
        assert done.proposal.faults == ()
        after = decided(root)
        printed = [each for round_id in "rs" for each in before if each.startswith(round_id)]
        for opinion_id, filled_in in zip(printed, given_, strict=False):
            if filled_in is None:
                assert after[opinion_id] == before[opinion_id]
            else:
                disposition, answer = filled_in
                assert after[opinion_id][0] == disposition
                assert "".join((after[opinion_id][1] or "").split()) == "".join(answer.split())
        assert not import_opinions(root, ImportOrder(file=file), chance()).is_written


def test_words_struck_out_by_hand_are_not_taken_in_and_said(plan: Path, call: Call) -> None:
    """A look, no tracked change: the clerk crossed them out in the table itself."""
    struck = "<r><rPr><strike/></rPr><t>来年度に行います。</t></r>"
    plain = '<r><rPr><strike val="0"/></rPr><t>検討します。</t></r>'
    answer = f"<tc><p>{plain}{struck}</p></tc>"
    row = cells("1", "", "農家の声を聴いてほしい", "甲", "参考", "ここ", "").replace(cells("ここ"), answer)
    file = write_house(plan, house(HOUSE_HEAD, row))

    done = call("opinions", "import", file, "--round", "2023-kikitori")

    assert done.code == 0, done.err
    assert "取消線で消された文言を除きました：表1の2行目「来年度に行います。」（対応・考え方）" in done.err
    assert load_plan(plan).opinions[-1].answer == "検討します。"
