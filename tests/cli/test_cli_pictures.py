"""Pictures through the real entry point: the office's own images, and a machine without a Japanese font."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from dxplan_cli.papers.blocks import Timeline
from dxplan_cli.render.picture import fonts
from dxplan_cli.render.picture.draw import Room, draw_picture
from dxplan_cli.render.picture.png import to_png

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Call

PICTURE = to_png(draw_picture(Timeline((("４月", "開始"),)), Room(300, 300)))
FIGURE = "            drawn_from: image\n"


def show_image(plan: Path, name: str, *, drafts: tuple[str, ...] = ("soan", "shusei")) -> None:
    """Let the figure of the present chapter name an image file."""
    for draft in drafts:
        chapter = plan / f"drafts/{draft}/03-present.yaml"
        text = chapter.read_text(encoding="utf-8")
        assert FIGURE in text
        chapter.write_text(text.replace(FIGURE, f"{FIGURE}            image: '{name}'\n"), encoding="utf-8")


@pytest.fixture
def fontless(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Hide the shipped font and all fonts of the machine."""
    monkeypatch.setattr(fonts, "SHIPPED", ("no_such_font_package", "font.otf"))
    monkeypatch.setattr(fonts, "font_folders", tuple)
    for cached in (fonts.find_font, to_png):
        cached.cache_clear()
    yield
    for cached in (fonts.find_font, to_png):
        cached.cache_clear()


def test_an_image_of_the_office_is_in_the_paper_as_it_is(plan: Path, call: Call) -> None:
    (plan / "images").mkdir()
    (plan / "images/近未来.png").write_bytes(PICTURE)
    show_image(plan, "images/近未来.png")
    done = call("docx", "clean", "--data", str(plan), "-o", str(plan / "out/a.docx"))
    assert done.code == 0
    with zipfile.ZipFile(plan / "out/a.docx") as archive:
        assert PICTURE in [archive.read(name) for name in archive.namelist() if "media" in name]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("images/無い.png", None, "ありません"),
        ("../外.png", PICTURE, "フォルダの外"),
        ("/etc/hostname", None, "フォルダの外"),
        ("C:\\写真.png", None, "フォルダの外"),
        ("..\\外.png", PICTURE, "フォルダの外"),
        ("図.png", b"GIF89a", "PNGでもJPEGでもない"),
        ("図.png", b"", "PNGでもJPEGでもない"),
        ("drafts", None, "ありません"),
    ],
)
def test_an_image_that_cannot_be_shown_is_named_and_nothing_written(
    name: str, content: bytes | None, told: str, plan: Path, call: Call
) -> None:
    if content is not None:
        (plan / name.replace("\\", "/")).write_bytes(content)
    show_image(plan, name)
    done = call("docx", "all", "--data", str(plan), "-o", str(plan / "out"))
    assert done.code == 3
    assert name in done.err
    assert told in done.err
    assert not list(plan.glob("out/*"))


def test_a_link_out_of_the_folder_is_refused(plan: Path, call: Call) -> None:
    (plan.parent / "よそ.png").write_bytes(PICTURE)
    (plan / "図.png").symlink_to(plan.parent / "よそ.png")
    show_image(plan, "図.png")
    assert "フォルダの外" in call("docx", "clean", "--data", str(plan), "-o", str(plan / "out")).err


def test_an_image_only_the_older_draft_shows_may_be_gone(plan: Path, call: Call) -> None:
    show_image(plan, "images/昔.png", drafts=("soan",))
    assert call("docx", "redline", "--data", str(plan), "-o", str(plan / "out")).code == 0


@pytest.mark.usefixtures("fontless")
def test_without_a_japanese_font_nothing_is_written_and_the_remedy_is_told(plan: Path, call: Call) -> None:
    done = call("docx", "all", "--data", str(plan), "-o", str(plan / "out"))
    assert done.code == 3
    assert "日本語フォントが見つかりません" in done.err
    assert "BIZ UDゴシック" in done.err
    assert "Traceback" not in done.err
    assert not list(plan.glob("out/*"))


@pytest.mark.usefixtures("fontless")
def test_papers_without_pictures_need_no_font(plan: Path, call: Call) -> None:
    assert call("docx", "changes", "--data", str(plan), "-o", str(plan / "out")).code == 0
