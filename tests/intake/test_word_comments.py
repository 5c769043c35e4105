"""Comments: about which words, by whom, answering what, settled or not."""

from __future__ import annotations

from word_files import word_file

from dxplan_cli.intake.word.comments import Comment, read_comments
from dxplan_cli.intake.word.package import open_word

DATE = "2023-10-01T00:00:00Z"
BODY = (
    '<p>{前}<commentRangeStart id="0"/>{甲}<del>[乙]</del></p><p>{丙}<commentRangeEnd id="0"/>'
    '<r><commentReference id="0"/></r>{後}<r><commentReference id="1"/></r></p>'
)
COMMENTS = (
    f'<comments><comment id="0" author="県" initials="県" date="{DATE}">'
    '<p w14:paraId="0000000A">{一行目}</p><p w14:paraId="0000000B">{二行目}</p></comment>'
    '<comment id="1" author="委員"><p w14:paraId="0000000C">{返事}</p></comment></comments>'
)
THREADS = (
    '<w15:commentsEx><w15:commentEx w15:paraId="0000000B" w15:done="1"/>'
    '<w15:commentEx w15:paraId="0000000c" w15:paraIdParent="0000000B" w15:done="0"/></w15:commentsEx>'
)


def test_a_thread_is_read_whole() -> None:
    file = word_file(BODY, {"word/comments.xml": COMMENTS, "word/commentsExtended.xml": THREADS})
    assert read_comments(open_word(file)) == (
        Comment("0", "県", "県", DATE, ("一行目", "二行目"), "甲乙\n丙", is_resolved=True),
        Comment("1", "委員", "", None, ("返事",), "", is_resolved=False, parent="0"),
    )


def test_old_files_do_not_say_what_is_settled() -> None:
    file = word_file(BODY, {"word/comments.xml": COMMENTS})
    assert [(each.is_resolved, each.parent) for each in read_comments(open_word(file))] == [(None, None)] * 2


def test_a_file_without_comments_has_none() -> None:
    assert read_comments(open_word(word_file("<p/>"))) == ()
