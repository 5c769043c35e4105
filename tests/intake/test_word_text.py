"""What is read of a paragraph, and what is not."""

from __future__ import annotations

import pytest
from word_files import body

from dxplan_cli.intake.word.text import paragraph_texts
from dxplan_cli.intake.word.views import accepted_texts, rejected_texts

BOX = "<txbxContent><p>{箱}</p></txbxContent>"
CHOICE = f"<mc:Choice Requires='wp'>{BOX}</mc:Choice>"
BEGIN, SEPARATE, END = (f'<r><fldChar fldCharType="{kind}"/></r>' for kind in ("begin", "separate", "end"))


@pytest.mark.parametrize(
    ("short", "texts"),
    [
        ("", ()),
        ("<p/>", ("",)),
        ("<p>{甲}{乙}</p><p>{丙}</p>", ("甲乙", "丙")),
        ("<p><r><t>甲</t><br/><t>乙</t><cr/><tab/><noBreakHyphen/><softHyphen/></r></p>", ("甲\n乙\n\t-",)),
        ('<p><pPr><tabs><tab val="left"/></tabs></pPr>{甲}</p>', ("甲",)),
        ('<p><r><sym font="Wingdings" char="F0FC"/><sym char="x"/></r></p>', ("\uf0fc",)),
        ("<p><r><ruby><rt>{あおもり}</rt><rubyBase>{青森}</rubyBase></ruby></r>{県}</p>", ("青森県",)),
        ('<p><hyperlink anchor="a">{甲}</hyperlink><sdt><sdtContent>{乙}</sdtContent></sdt></p>', ("甲乙",)),
        ("<p><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath></p>", ("x",)),
        (f"<p>{BEGIN}<r><instrText>PAGE</instrText></r>{SEPARATE}{{3}}{END}{{頁}}</p>", ("3頁",)),
        (f"<p>{BEGIN}{BEGIN}{SEPARATE}{{条件}}{END}{SEPARATE}{{結果}}{END}</p>", ("結果",)),
        (f"<p>{BEGIN}{SEPARATE}{{目次}}</p><p>{{１章}}{END}</p><p>{{本文}}</p>", ("目次", "１章", "本文")),
        (
            "<tbl><tr><tc><p>{甲}</p></tc><tc><p>{乙}</p><p>{丙}</p></tc></tr></tbl><p>{丁}</p>",
            ("甲", "乙", "丙", "丁"),
        ),
        (f"<p>{{前}}<r><pict>{BOX}</pict></r>{{後}}</p>", ("前後", "箱")),
        (
            f"<p>{{前}}<r><mc:AlternateContent>{CHOICE}<mc:Fallback>{BOX}</mc:Fallback></mc:AlternateContent></r></p>",
            ("前", "箱"),
        ),
        (f"<p><r><mc:AlternateContent><mc:Fallback>{BOX}</mc:Fallback></mc:AlternateContent></r></p>", ("", "箱")),
        ("<p>{甲}<ins>{乙}</ins><del>[丙]</del><moveFrom>{丁}</moveFrom></p>", ("甲乙",)),
    ],
)
def test_paragraphs_say(short: str, texts: tuple[str, ...]) -> None:
    assert paragraph_texts(body(short)) == texts


def test_deleted_words_are_read_when_asked_for() -> None:
    short = "<p>{甲}<del>[乙]</del><moveFrom>{丙}</moveFrom></p>"
    assert paragraph_texts(body(short), deleted=True) == ("甲乙丙",)


@pytest.mark.parametrize(
    ("instruction", "printed"),
    [
        (r'EQ \* jc2 \* "Font:ＭＳ 明朝" \* hps10 \o\ad(\s\up 9(とうきょう),東京)', "東京"),
        (r"eq \o\ac(○,秘)", "秘"),
        (r"eq \o(\s\up 12(E　),\s\do 4(　x))", "Ex"),
        (r" EQ \f(1,2) ", "1/2"),
        (r"EQ \x(終)", "終"),
        (r"EQ 甲\(乙\)", "甲(乙)"),
        (r"EQ \o(甲", "甲"),
        (r"EQ )(,", ")(,"),
        ("EQ " + r"\o(" * 500, "(" * 480),
        (r"EQUATION \f(1,2)", ""),
        (" DATE ", ""),
        ("", ""),
    ],
)
def test_letters_composed_by_a_field_are_read_from_what_it_is_told(instruction: str, printed: str) -> None:
    half = len(instruction) // 2
    told = "".join(f"<r><instrText>{part}</instrText></r>" for part in (instruction[:half], instruction[half:]))
    assert paragraph_texts(body(f"<p>{{前}}{BEGIN}{told}{END}{{後}}</p>")) == (f"前{printed}後",)


def test_letters_composed_in_a_deleted_field_go_with_it() -> None:
    told = r"<r><delInstrText>eq \o\ac(○,秘)</delInstrText></r>"
    tree = body(f"<p>{{前}}<del>{BEGIN}{told}{END}</del></p>")
    assert (accepted_texts(tree), rejected_texts(tree)) == (("前",), ("前秘",))
