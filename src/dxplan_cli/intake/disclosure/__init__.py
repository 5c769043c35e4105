"""What a finished file gives away to whoever receives it: its words, and the names in its properties and comments.

statement   the values: `Statement`, `Credit`, `Disclosure`
properties  the properties all Office files have
word        a .docx
workbook    an .xlsx
page        an HTML page
lines       text files: .csv, .json, .txt
"""
