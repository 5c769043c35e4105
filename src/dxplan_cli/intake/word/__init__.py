"""Word files read back, by ECMA-376 and by nothing the writer in `render.word` knows.

The two share no code, so that a paper read here proves what was written there.
Files come from Word, LibreOffice, Google Docs and other tools as well.

    names       the namespaces
    archive     bytes → entries of a zip that is safe to open
    relations   content types and relationships: which part is what
    package     `open_word`: the parts, found by their relationships, as trees
    text        `paragraph_texts`: what stands in the paragraphs
    revisions   `accept_all`, `reject_all`, `revisions_left`; below it `properties`, `rows`, `content`, `joining`, `removal`
    comments    comments with author, anchor, replies and resolved state
    lint        `lint`: what makes Word repair a file, or show something else than was meant; one function a defect
"""
