"""A text somebody wrote as a Word or Markdown file, read as the chapters of a draft.

pieces      what a text is made of, in reading order, whatever file it came in
numbers     numbers at the head of headings
tree        `grow`: pieces → chapters
word        `read_word`; below it `stylesheet`, `numbering`, `grid`, `pictures`, `fields`, `story`
markdown    `read_markdown`
"""
