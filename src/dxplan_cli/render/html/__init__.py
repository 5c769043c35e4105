"""The page in a browser, drawn from a `Site`: one file, or a folder of pages that need nothing but themselves.

pages        `render_site`, the way in: which parts stand on which page
environment  the templates and what they call; the only home of jinja2
links        where opinions, marks and nodes are found, and by which safe names
flow         flat blocks as what HTML nests: lists, choices, heads and bodies of tables
pictures     drawings as SVG in the page, images as data
policy       what a page may load: nothing but what is in it
"""
