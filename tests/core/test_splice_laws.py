"""Laws of editing: what was meant is written, and nothing else of the user's file changes."""

from __future__ import annotations

from contextlib import suppress
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages import Page, Writer
from strategies import dice, sections, tries, words

from dxplan_cli.errors import DataError, DxplanError
from dxplan_cli.model.cells import MEASURES, cell_of, has_cell
from dxplan_cli.model.edit import insert_node, remove_node, set_cell, set_words
from dxplan_cli.model.node import AnyNode, Item, Paragraph, Section, Table, children_of, walk
from dxplan_cli.model.plan import Draft
from dxplan_cli.store import format as shapes
from dxplan_cli.store.draft_editor import DraftEditor
from dxplan_cli.store.shape import Reading
from dxplan_cli.store.yaml_tree import parse_tree

if TYPE_CHECKING:
    from collections.abc import Callable

    from dxplan_cli.model.node import Scalar

FILE = "drafts/a/01-x.yaml"
seeds = st.integers(0, 2**32)
line_ends = st.sampled_from(("\n", "\n", "\r\n"))
marks = st.sampled_from(("", "", "\ufeff"))
chapters = st.builds(lambda: count(1)).flatmap(sections)


class Desk:
    """A data folder with one draft of one chapter, being edited."""

    def __init__(self, root: Path, chapter: Section, raw: str) -> None:
        self.path = root / FILE
        self.path.parent.mkdir(parents=True)
        self.raw = raw.encode("utf-8")
        self.path.write_bytes(self.raw)
        self.draft = Draft(id="a", label="版", chapters=(chapter,), files=("01-x",))
        self.editor = DraftEditor(root, self.draft)

    def text(self) -> str:
        return self.path.read_bytes().decode("utf-8")

    def decoded(self) -> AnyNode:
        return decode(self.text().removeprefix("\ufeff"))


def decode(text: str) -> AnyNode:
    reading = Reading(FILE, text)
    value: AnyNode = shapes.CHAPTER.decode(parse_tree(text, FILE), reading, FILE)
    assert reading.faults == []
    return value


@st.composite
def pages(draw: st.DrawFn, *, plain_style: bool) -> tuple[Section, Page]:
    """A chapter and a file that says it."""
    chapter = draw(chapters)
    return chapter, Writer(dice(draw(seeds)), plain_style=plain_style).write(chapter)


@given(pages(plain_style=False), line_ends, marks)
@tries(0.75)
def test_a_chapter_reads_the_same_in_every_style(written: tuple[Section, Page], end: str, mark: str) -> None:
    chapter, page = written
    assert decode(page.text.replace("\n", end)) == chapter
    with TemporaryDirectory() as folder:
        desk = Desk(Path(folder), chapter, mark + page.text.replace("\n", end))
        desk.editor.save()
        assert desk.path.read_bytes() == desk.raw


def carry_out(
    written: tuple[Section, Page], end: str, mark: str, edit: Callable[[DraftEditor], None], meant: tuple[AnyNode, ...]
) -> list[str]:
    """Edit a file, hold the result against what was meant, and return its lines without their ends."""
    chapter, page = written
    with TemporaryDirectory() as folder:
        desk = Desk(Path(folder), chapter, mark + page.text.replace("\n", end))
        edit(desk.editor)
        assert desk.path.read_bytes() == desk.raw, "written before save"
        desk.editor.save()
        text = desk.text()
        assert (desk.decoded(),) == meant
        assert text.startswith(mark)
        assert text.count("\n") == text.count(end), "a line end of another kind"
        assert [each.name for each in desk.path.parent.iterdir()] == [desk.path.name]
        return text.removeprefix(mark).replace(end, "\n").split("\n")


def outside(lines: list[str], span: tuple[int, int]) -> tuple[list[str], list[str]]:
    """Return the lines of a page before and behind a span."""
    return lines[: span[0]], [*lines[span[1] :], ""]


def check_surroundings(page: Page, span: tuple[int, int], after: list[str]) -> list[str]:
    """Hold every line outside the span to be what it was; return the lines now in its place."""
    head, tail = outside(page.lines, span)
    assert after[: len(head)] == head
    assert after[len(after) - len(tail) :] == tail
    assert len(after) >= len(head) + len(tail)
    return after[len(head) : len(after) - len(tail)]


def spoken(chapter: Section) -> list[AnyNode]:
    return [node for node in walk((chapter,)) if isinstance(node, Section | Paragraph | Item)]


@given(pages(plain_style=True), line_ends, marks, st.data(), words)
@tries(1)
def test_other_words_change_only_their_lines(
    written: tuple[Section, Page], end: str, mark: str, data: st.DataObject, new: str
) -> None:
    chapter, page = written
    node = data.draw(st.sampled_from(spoken(chapter)))
    meant = set_words((chapter,), node.id, new)
    after = carry_out(written, end, mark, lambda editor: editor.set_words(node.id, new), meant)
    now = check_surroundings(page, page.words[node.id], after)
    assert len(now) == 1
    before = page.lines[page.words[node.id][0]]
    assert "  # 注" not in before or before.partition("  # 注")[2] in now[0]


@given(pages(plain_style=True), line_ends, marks, st.data(), words)
@tries(1)
def test_an_insertion_takes_no_line_away(
    written: tuple[Section, Page], end: str, mark: str, data: st.DataObject, new: str
) -> None:
    chapter, page = written
    parent = data.draw(st.sampled_from([node for node in walk((chapter,)) if isinstance(node, Section)]))
    index = data.draw(st.integers(0, len(parent.children)))
    node = Item(id="neu", text=new) if data.draw(st.booleans()) else Paragraph(id="neu", text=new)
    meant = insert_node((chapter,), parent.id, index, node)
    after = carry_out(written, end, mark, lambda editor: editor.insert(parent.id, index, node), meant)
    added = check_addition(page.lines, after, 3 if parent.children else 4)
    (at,) = [at for at, line in enumerate(added) if "neu" in line]
    place = after.index(added[at]) - at
    assert not any(first < place < last for first, last in (page.owned[child.id] for child in parent.children))


def check_addition(before: list[str], after: list[str], most: int) -> list[str]:
    """Hold the new lines to be the old ones with at most `most` in one place added; an empty list may be opened."""
    old = [*before, ""]
    head = next((at for at, (a, b) in enumerate(zip(old, after, strict=False)) if a != b), len(old) - 1)
    before_key, key, _ = old[head].partition("children")
    opened = key != "" and after[head].startswith(f"{before_key}{key}")
    tail = old[head + opened :]
    assert after[len(after) - len(tail) :] == tail
    added = after[head : len(after) - len(tail)]
    assert len(added) <= most
    return added


@given(pages(plain_style=True), line_ends, marks, st.data())
@tries(1)
def test_a_removal_takes_just_its_lines_and_its_comments(
    written: tuple[Section, Page], end: str, mark: str, data: st.DataObject
) -> None:
    chapter, page = written
    nodes = [node for node in walk((chapter,)) if node.id != chapter.id]
    if not nodes:
        return
    node = data.draw(st.sampled_from(nodes))
    meant = remove_node((chapter,), node.id)
    after = carry_out(written, end, mark, lambda editor: editor.remove(node.id), meant)
    siblings = next(children_of(each) for each in walk((chapter,)) if node in children_of(each))
    if len(siblings) > 1:
        assert check_surroundings(page, page.owned[node.id], after) == []
    else:
        first, last = page.owned[node.id]
        kept = [*page.lines[:first], *page.lines[last:], ""]
        (emptied,) = [at for at, (a, b) in enumerate(zip(kept, after, strict=True)) if a != b]
        assert after[emptied] == kept[emptied].replace("children:", "children: []")


@given(pages(plain_style=True), line_ends, marks, st.data())
@tries(1)
def test_a_move_keeps_every_line_and_the_comments_of_the_node(
    written: tuple[Section, Page], end: str, mark: str, data: st.DataObject
) -> None:
    chapter, page = written
    nodes = [
        child
        for each in walk((chapter,))
        for child in children_of(each)
        if len(children_of(each)) > 1
    ]  # fmt: skip
    if not nodes:
        return
    node = data.draw(st.sampled_from(nodes))
    rest = remove_node((chapter,), node.id)
    parent = data.draw(st.sampled_from([each for each in walk(rest) if children_of(each)]))
    index = data.draw(st.integers(0, len(children_of(parent))))
    meant = insert_node(rest, parent.id, index, node)
    after = carry_out(written, end, mark, lambda editor: editor.move(node.id, parent.id, index), meant)
    assert sorted(line.strip() for line in after) == sorted(line.strip() for line in [*page.lines, ""])
    first, last = page.owned[node.id]
    stay = [*page.lines[:first], *page.lines[last:], ""]
    assert _is_part(stay, after)
    assert _stands_in_one_piece(page, (first, last), after)
    for child in children_of(parent):
        span = page.owned[child.id]
        if not span[0] <= first < span[1]:
            assert _stands_in_one_piece(page, span, after)


def _stands_in_one_piece(page: Page, span: tuple[int, int], after: list[str]) -> bool:
    """Tell whether lines of a page stand together in other lines, however they are indented."""
    lines = [line.strip() for line in page.lines[slice(*span)]]
    now = [line.strip() for line in after]
    return any(now[at : at + len(lines)] == lines for at in range(len(now)))


def _is_part(few: list[str], many: list[str]) -> bool:
    rest = iter(many)
    return all(line in rest for line in few)


cell_values = (
    st.none() | st.integers(-9, 2028) | st.sampled_from((5.5, 0.1, "18", "5.50", "約３割", "null", "a, b")) | words
)


def cells(node: AnyNode) -> list[tuple[str | None, str]]:
    """The cells of a node that have names."""
    rows = [(row.key, name) for row in node.rows for name in node.columns] if isinstance(node, Table) else []
    named: list[tuple[str | None, str]] = [*rows, *((None, name) for name in MEASURES)]
    return [each for each in named if has_cell(node, *each)]


@given(pages(plain_style=True), line_ends, marks, st.data(), cell_values)
@tries(0.5)
def test_another_value_changes_only_its_node(
    written: tuple[Section, Page], end: str, mark: str, data: st.DataObject, value: Scalar
) -> None:
    chapter, page = written
    nodes = [node for node in walk((chapter,)) if cells(node)]
    if not nodes:
        return
    node = data.draw(st.sampled_from(nodes))
    row, name = data.draw(st.sampled_from(cells(node)))
    meant = set_cell((chapter,), node.id, row, name, value)
    after = carry_out(written, end, mark, lambda editor: editor.set_cell(node.id, row, name, value), meant)
    assert cell_of(next(each for each in walk(meant) if each.id == node.id), row, name) == value
    first, last = page.nodes[node.id]
    now = check_surroundings(page, (first, last), after)
    before = page.lines[first:last]
    assert len([line for line in now if line]) - len([line for line in before if line]) in {0, 1}
    assert sum(line not in now for line in before) <= 1


@st.composite
def _edits(draw: st.DrawFn, chapter: Section) -> list[tuple[str, tuple[object, ...], tuple[AnyNode, ...]]]:
    """A run of edits: the method of the editor, its arguments, and what the chapter says then."""
    nodes: tuple[AnyNode, ...] = (chapter,)
    ids = count(1)
    edits: list[tuple[str, tuple[object, ...], tuple[AnyNode, ...]]] = []
    for _ in range(draw(st.integers(1, 6))):
        every = [*walk(nodes)]
        node = draw(st.sampled_from(every))
        match draw(st.sampled_from(("words", "cell", "insert", "remove", "move"))):
            case "cell" if cells(node):
                (row, name), value = draw(st.sampled_from(cells(node))), draw(cell_values)
                nodes = set_cell(nodes, node.id, row, name, value)
                edits.append(("set_cell", (node.id, row, name, value), nodes))
            case "words" if isinstance(node, Section | Paragraph | Item):
                new = draw(words)
                nodes = set_words(nodes, node.id, new)
                edits.append(("set_words", (node.id, new), nodes))
            case "insert" if isinstance(node, Section):
                index = draw(st.integers(0, len(node.children)))
                item = Item(id=f"neu{next(ids)}", text=draw(words))
                nodes = insert_node(nodes, node.id, index, item)
                edits.append(("insert", (node.id, index, item), nodes))
            case "remove" if node is not nodes[0]:
                nodes = remove_node(nodes, node.id)
                edits.append(("remove", (node.id,), nodes))
            case "move" if node is not nodes[0]:
                rest = remove_node(nodes, node.id)
                parent = draw(st.sampled_from([each for each in walk(rest) if isinstance(each, Section)]))
                index = draw(st.integers(0, len(parent.children)))
                nodes = insert_node(rest, parent.id, index, node)
                edits.append(("move", (node.id, parent.id, index), nodes))
    return edits


@given(pages(plain_style=False), line_ends, marks, st.data())
@tries(1)
def test_any_run_of_edits_is_written_as_meant_or_refused_untouched(
    written: tuple[Section, Page], end: str, mark: str, data: st.DataObject
) -> None:
    chapter, page = written
    with TemporaryDirectory() as folder:
        desk = Desk(Path(folder), chapter, mark + page.text.replace("\n", end))
        meant: AnyNode = chapter
        is_saved = False
        with suppress(DxplanError):
            for method, arguments, nodes in data.draw(_edits(chapter)):
                getattr(desk.editor, method)(*arguments)
                meant = nodes[0]
            desk.editor.save()
            is_saved = True
        if is_saved:
            assert desk.decoded() == meant
        else:
            assert desk.path.read_bytes() == desk.raw


@given(pages(plain_style=False), st.data(), words)
@tries(1)
def test_other_words_can_be_given_in_every_style(written: tuple[Section, Page], data: st.DataObject, new: str) -> None:
    chapter, page = written
    node = data.draw(st.sampled_from(spoken(chapter)))
    meant = set_words((chapter,), node.id, new)
    after = carry_out(written, "\n", "", lambda editor: editor.set_words(node.id, new), meant)
    if node.id in page.words:
        check_surroundings(page, page.words[node.id], after)
    else:
        check_surroundings(page, page.nodes[node.id], after)


BRACKETED = {
    "a list in brackets": "id: c\ntitle: 章\nchildren: [{id: a, kind: item, text: あ}, {id: b, kind: item, text: い}]\n",
    "a chapter in braces": "{id: c, title: 章, children: [{id: a, kind: item, text: あ}, {id: b, kind: item, text: い}]}\n",
}
KPI = "id: c\ntitle: 章\nchildren:\n  - id: k\n    kind: kpi\n    name: 率\n    target: "
MEASURED = {
    "in braces": ("{year: 2028, value: null}\n", "{year: 2028, value: 5.5}\n"),
    "in braces, a text": ('{value: "約３割"}\n', "{value: 5.5}\n"),
    "on lines": ("\n      year: 2028\n      value: 3  # 仮\n", "\n      year: 2028\n      value: 5.5  # 仮\n"),
    "not written": ("{year: 2028}\n", "{year: 2028, value: 5.5}\n"),
    "not written, on lines": (
        "\n      # 県の統計\n      year: 2028  # 仮\n",
        "\n      # 県の統計\n      year: 2028  # 仮\n      value: 5.5\n",
    ),
    "empty": ("\n      value:\n      year: 2028\n", "\n      value: 5.5\n      year: 2028\n"),
}


@pytest.mark.parametrize("name", MEASURED)
def test_the_value_of_a_kpi_is_set_where_it_stands(tmp_path: Path, name: str) -> None:
    old, new = MEASURED[name]
    desk = Desk(tmp_path, decode(KPI + old), KPI + old)
    desk.editor.set_cell("k", None, "target", 5.5)
    desk.editor.save()
    assert desk.path.read_text(encoding="utf-8") == KPI + new


A_AND_B = "id: c\ntitle: 章\nchildren:\n{above}  - id: a\n    kind: item\n    text: {words}\n{between}  - id: b\n    kind: item\n    text: い\n"
REMOVALS = {
    "its own": ("a", ("  # aの注\n", "あ", ""), ("", "", "")),
    "two lines of its own": ("a", ("  # 一\n  # 二\n", "あ", ""), ("", "", "")),
    "at the margin": ("b", ("", "あ", "# bの注\n"), ("", "あ", "")),
    "set apart": ("a", ("  # 見出しの注\n\n", "あ", ""), ("  # 見出しの注\n\n", "", "")),
    "some set apart": ("b", ("", "あ", "\n  # 両方の注\n\n  # bの注\n"), ("", "あ", "\n  # 両方の注\n\n")),
    "of the one above": ("b", ("", "あ", "    # aの注\n"), ("", "あ", "    # aの注\n")),
    "of both": ("b", ("", "あ", "    # aの注\n  # bの注\n"), ("", "あ", "    # aの注\n")),
    "no comment but words": ("b", ("", "|\n      あ\n      # 本文", ""), ("", "|\n      あ\n      # 本文", "")),
    "of the one below": ("a", ("", "あ  # 行の注", "  # bの注\n"), ("", "", "  # bの注\n")),
    "below, farther in": ("a", ("", "あ", "    # aの注\n  # bの注\n"), ("", "", "  # bの注\n")),
}


@pytest.mark.parametrize("name", REMOVALS)
def test_an_entry_goes_with_the_comments_about_it(tmp_path: Path, name: str) -> None:
    node, before, after = REMOVALS[name]
    text = A_AND_B.format(above=before[0], words=before[1], between=before[2])
    lines = A_AND_B.format(above=after[0], words=after[1], between=after[2]).splitlines(keepends=True)
    at = lines.index(f"  - id: {node}\n")
    del lines[at : at + 3]
    desk = Desk(tmp_path, decode(text), text)
    desk.editor.remove(node)
    desk.editor.save()
    assert desk.text() == "".join(lines)


@st.composite
def bracketed(draw: st.DrawFn) -> tuple[str, dict[str, list[str]]]:
    """A chapter with a list in brackets on lines of its own, and the lines of each entry with its comments."""
    names = [f"n{number}" for number in range(draw(st.integers(1, 4)))]
    owned: dict[str, list[str]] = {}
    lines = ["id: c", "title: 章", "children: ["]
    ends_with_comma = draw(st.booleans())
    for name in names:
        if draw(st.booleans()):
            lines += ["  # だれのものでもない注", ""]
        comma = "," if name != names[-1] or ends_with_comma else ""
        behind = f"  # {name} の後の注、" if draw(st.booleans()) else ""
        owned[name] = [f"  # {name} の上の注" for _ in range(draw(st.integers(0, 2)))]
        owned[name].append(f'  {{id: {name}, kind: item, text: "文 # {name}"}}{comma}{behind}')
        lines += owned[name]
    return "\n".join([*lines, "]", ""]), owned


@given(bracketed(), st.sampled_from(("insert", "remove", "move")), line_ends, st.data())
@tries(1)
def test_comments_in_brackets_stay_with_their_entries(
    written: tuple[str, dict[str, list[str]]], method: str, end: str, data: st.DataObject
) -> None:
    text, owned = written
    name, index = data.draw(st.sampled_from(sorted(owned))), data.draw(st.integers(0, len(owned) - 1))
    arguments = {"insert": ("c", index, Item(id="neu", text="う")), "remove": (name,), "move": (name, "c", index)}[
        method
    ]
    with TemporaryDirectory() as folder:
        desk = Desk(Path(folder), decode(text), text.replace("\n", end))
        try:
            getattr(desk.editor, method)(*arguments)
        except DxplanError:
            assert method == "move"
            assert len(owned) == 1
            return
        desk.editor.save()
        after = desk.text().split(end)
    kept = {each: lines for each, lines in owned.items() if method != "remove" or each != name}
    for lines in kept.values():
        bare = [line.replace("}, ", "} ").removesuffix(",") for line in lines]
        now = [line.replace("}, ", "} ").removesuffix(",") for line in after]
        assert any(now[at : at + len(bare)] == bare for at in range(len(now)))
    assert sum("#" in line for line in after) == text.count("\n  # だれ") + sum(
        "#" in line for each in kept.values() for line in each
    )


SPLIT_DASH = "id: c\ntitle: 章\nchildren:\n  -\n    id: a\n    kind: item\n    text: あ\n  - id: b\n    kind: item\n    text: い\n"
EDITS = {"insert": ("c", 0, Item(id="neu", text="う")), "remove": ("a",), "move": ("a", "c", 1)}
LEFT = {"insert": ["neu", "a", "b"], "remove": ["b"], "move": ["b", "a"]}


@pytest.mark.parametrize("text", BRACKETED.values(), ids=BRACKETED)
@pytest.mark.parametrize("method", EDITS)
def test_brackets_are_edited_where_they_stand(tmp_path: Path, text: str, method: str) -> None:
    desk = Desk(tmp_path, decode(text), text)
    getattr(desk.editor, method)(*EDITS[method])
    desk.editor.save()
    written = desk.path.read_text(encoding="utf-8")
    assert [node.id for node in decode(written).children] == LEFT[method]
    assert written.count("\n") == text.count("\n")


@pytest.mark.parametrize("method", EDITS)
def test_a_form_that_cannot_be_spliced_is_refused_with_a_remedy(tmp_path: Path, method: str) -> None:
    desk = Desk(tmp_path, decode(SPLIT_DASH), SPLIT_DASH)
    with pytest.raises(DxplanError) as caught:
        getattr(desk.editor, method)(*EDITS[method])
    assert FILE in caught.value.message or "項目" in caught.value.message
    assert caught.value.hint
    assert desk.path.read_bytes() == desk.raw


def test_a_save_that_fails_half_way_leaves_both_chapters_as_they_were(tmp_path: Path) -> None:
    folder = tmp_path / "drafts/a"
    folder.mkdir(parents=True)
    texts = {
        name: f"id: {name}\ntitle: 章\nchildren:\n  - id: {name}1\n    kind: item\n    text: あ\n"
        f"  - id: {name}2\n    kind: item\n    text: い\n"
        for name in ("p", "q")
    }
    for name, text in texts.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    chapters = tuple(node for node in map(decode, texts.values()) if isinstance(node, Section))
    editor = DraftEditor(tmp_path, Draft(id="a", label="版", chapters=chapters, files=("p", "q")))
    editor.move("p1", "q", 0)
    (folder / "q.yaml").write_text(texts["q"] + "# ほかの人\n", encoding="utf-8")
    with pytest.raises(DataError):
        editor.save()
    assert (folder / "p.yaml").read_text(encoding="utf-8") == texts["p"]
    assert (folder / "q.yaml").read_text(encoding="utf-8") == texts["q"] + "# ほかの人\n"
