"""Accepting and rejecting: case by case as Word does it, and laws on random texts."""

from __future__ import annotations

import pytest
from revision_cases import CASES, Case
from word_files import body, element, inside

from dxplan_cli.intake.word.revisions import accept_all, reject_all, revisions_left
from dxplan_cli.intake.word.text import paragraph_texts
from dxplan_cli.intake.word.views import accepted_texts, rejected_texts


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_word_leaves_this(case: Case) -> None:
    tree = body(case.body)
    accepted, rejected = accept_all(tree), reject_all(tree)
    assert inside(accepted) == inside(body(case.accepted))
    assert inside(rejected) == inside(body(case.rejected))
    assert (revisions_left(accepted), revisions_left(rejected)) == ((), ())
    assert accepted_texts(tree) == tuple(text for text in paragraph_texts(accepted) if text)
    assert rejected_texts(tree) == tuple(text for text in paragraph_texts(rejected) if text)
    assert inside(tree) == inside(body(case.body)), "the tree that was given is not touched"


def test_what_is_left_is_told_in_order() -> None:
    assert revisions_left(body("<p><ins>{甲}</ins><del>[乙]</del></p>")) == ("ins", "del", "delText")


@pytest.mark.parametrize("root", ["hdr", "ftr", "comments", "footnotes", "endnotes", "document"])
def test_every_story_is_settled(root: str) -> None:
    inner = {"comments": "comment", "footnotes": "footnote", "endnotes": "endnote", "document": "body"}.get(root)
    text = "<p>{甲}<ins>{乙}</ins></p>"
    story = element(f"<{root}><{inner}>{text}</{inner}></{root}>" if inner else f"<{root}>{text}</{root}>")
    assert "{甲}{乙}" in inside(accept_all(story))
    assert "乙" not in inside(reject_all(story))
