"""The Word file of a paper: blocks → .docx, byte for byte the same for the same blocks.

`document.render_docx` is the way in. Nothing heavy is imported but for pictures and
a house template.

    looks        every paragraph style as a value: the one source of styles.xml and of the page estimate
    page         A4, margins, text width, lengths
    xml          elements, made and written
    styles       looks → styles.xml; numbering, settings and the font table are in `settings`
    paragraphs   runs, paragraphs, headings, bookmarks
    tables       ruled tables; `frame` draws boxes with them
    pictures     drawings as PNG parts
    contents     the table of contents, with the page numbers `pages` estimates
    headerfooter 資料番号, title, footer
    package      parts and relations as values → a zip that does not know what time it is; `properties` of the file
    realpages    the same paper again, with the pages somebody found out by laying it out

A house template is put on when all is drawn: `house.dress`, a package → a package.

    safety       what a file from outside must not be
    template     the office's .docx as a value; `carriage` cuts its parts off from what stays behind
    markup       its parts as lxml reads them
    stylebook    its styles, found by name and resolved
    housestyles  its styles and ours in one part; `lists` its lists and ours
    fitting      what a paragraph has to say where the office's style takes the place of ours
"""
