"""What an HTML page gives away: words across its markup, attributes, comments, and its author."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import fragments, tries, wild

from dxplan_cli.app.produced import check_papers
from dxplan_cli.checks.inspection import Inspection
from dxplan_cli.errors import UnreadableFileError
from dxplan_cli.intake.disclosure.page import disclose_page
from dxplan_cli.intake.disclosure.statement import Credit, Statement
from dxplan_cli.model.opinion import Internal, Opinion
from dxplan_cli.model.plan import Plan, Settings

CASES = {
    "a name across elements": ("<p>黒<ins>鼎</ins>一<b>郎</b>さん</p>", [("1行目", "黒鼎一郎さん")]),
    "blocks part words": ("<td>黒鼎</td>\n<td>一郎</td>", [("1行目", "黒鼎"), ("2行目", "一郎")]),
    "a line break parts words": ("<p>黒鼎<br>一郎</p>", [("1行目", "黒鼎"), ("1行目", "一郎")]),
    "words for screen readers": (
        '<p>黒<ins><span class="vh">［追加：</span>鼎<span class="vh">］</span></ins></p>',
        [("1行目", "黒鼎"), ("1行目", "黒［追加：鼎］")],
    ),
    "attributes": (
        '<p title="黒鼎" class="a" data-x="一郎">文</p>',
        [("1行目のpの属性", "黒鼎｜一郎"), ("1行目", "文")],
    ),
    "a comment": ("<p>文</p><!-- 黒鼎 -->", [("1行目", "文"), ("1行目のコメント", " 黒鼎 ")]),
    "references": ("<p>&#40658;&#x9f0e;&amp;</p>", [("1行目", "黒鼎&")]),
    "a script": ("<script>'黒鼎'</script>", [("1行目", "'黒鼎'")]),
    "an image is no text": ('<img src="data:image/png;base64,0172345678" alt="図">', [("1行目のimgの属性", "図")]),
    "broken markup": ("<p>黒鼎</b></td>", [("1行目", "黒鼎")]),
}


@pytest.mark.parametrize("name", CASES)
def test_a_page_tells(name: str) -> None:
    page, told = CASES[name]
    assert [(each.where, each.text) for each in disclose_page(page.encode()).statements] == told


def test_a_page_names_its_author() -> None:
    page = '<meta name="author" content="山田"><meta name="keywords" content="鼎">'
    disclosure = disclose_page(page.encode())
    assert disclosure.credits == (Credit("作成者", "山田"),)
    assert disclosure.statements == (Statement("1行目のmetaの属性", "keywords｜鼎", 1),)


def test_a_list_of_persons_is_known_by_its_heading() -> None:
    page = "<table><tr><th>氏名</th></tr><tr><td>黒鼎</td></tr></table><p>一郎</p>"
    assert [each.is_roster for each in disclose_page(page.encode()).statements] == [True, True, False]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp932", "utf-16"])
def test_any_encoding_of_an_office_is_read(encoding: str) -> None:
    assert disclose_page("<p>黒田</p>".encode(encoding)).statements[0].text == "黒田"


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(UnreadableFileError):
        disclose_page(b"<p>\x81\x00\xff</p>")


@given(st.text(wild | st.sampled_from("<>!-/\"'&;=[]?"), max_size=60))
@tries()
def test_no_page_makes_the_reader_crash(page: str) -> None:
    disclose_page(page.encode())


@given(
    st.text("鼎鼓鼠鼻黽黍黹", min_size=3, max_size=6),
    fragments.map(lambda text: text.translate(dict.fromkeys(map(ord, "<>&\n\"'")))),
    st.integers(1, 5),
    st.sampled_from(
        ("<p>{0}{1}</p>", "<p>{0}<ins>{1}</ins></p>", '<p title="{0}{1}">', "<!--{0}{1}-->", "<b>{0}</b>{1}")
    ),
)
@tries(0.5)
def test_whatever_is_internal_is_found(
    tmp_path_factory: pytest.TempPathFactory, said: str, around: str, cut: int, shape: str
) -> None:
    folder = tmp_path_factory.mktemp("pages")
    (folder / "頁.html").write_text(shape.format(f"{around}{said[:cut]}", f"{said[cut:]}{around}"), encoding="utf-8")
    opinion = Opinion(id="1", round="r", text="意見", internal=Internal(heard_by=said))
    plan = Plan(settings=Settings(title="計画", drafts=()), drafts=(), opinions=(opinion,))

    assert check_papers(folder, Inspection(plan, is_public=True), ()).findings
