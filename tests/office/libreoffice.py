"""LibreOffice as a reader of papers: started by `programs.py` with the system's Python, which has UNO.

A line of JSON on standard input is a task, a line on standard output its outcome:

    {"path": FILE, "revisions": "accept" | "reject" | null, "pdf": FILE | null, "edits": [[KIND, WORDS, NEW]], "author": NAME | null, "saved": FILE | null}
    {"paragraphs": [{"text", "style", "page", "table", "keeps", "label", "heading"}], "beside": ["..."], "pages": 3, "left": 0}
    or {"error": "..."}

`edits` are made as a member makes them, recorded as tracked changes by `author`, and the file is saved with them as Word's; NEW, where an edit needs words, may be left out; `label` is the number or bullet drawn before a paragraph, `beside` what notes and text boxes say.

LibreOffice runs as long as standard input is open, with the profile folder given as the first argument.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.text.ControlCharacter import PARAGRAPH_BREAK

START_SECONDS = 90
COMMANDS = {"accept": ".uno:AcceptAllTrackedChanges", "reject": ".uno:RejectAllTrackedChanges"}


def start(profile):
    """Start LibreOffice with a profile of its own and return the process."""
    switches = ["--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"]
    address = f"--accept=pipe,name={profile.name};urp;"
    return subprocess.Popen(
        ["soffice", f"-env:UserInstallation={profile.as_uri()}", *switches, address],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def connect(process, pipe):
    """Return the service manager's context as soon as LibreOffice listens."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    ends = time.monotonic() + START_SECONDS
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            if process.poll() is not None or time.monotonic() > ends:
                raise
            time.sleep(0.1)


def properties(**values):
    return tuple(PropertyValue(Name=name, Value=value) for name, value in values.items())


def carry_out(context, task):
    """Open the file, do what the task asks, and tell what stands in it."""
    services = context.ServiceManager
    desktop = services.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    url = Path(task["path"]).as_uri()
    document = desktop.loadComponentFromURL(url, "_blank", 0, properties(Hidden=True))
    if document is None:
        return {"error": "LibreOffice cannot open the file"}
    try:
        if task["revisions"]:
            dispatcher = services.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
            frame = document.CurrentController.Frame
            dispatcher.executeDispatch(frame, COMMANDS[task["revisions"]], "", 0, ())
        if task["edits"]:
            sign(services, context, task["author"])
            edit(document, task["edits"], task["author"])
            document.storeToURL(Path(task["saved"]).as_uri(), properties(FilterName="MS Word 2007 XML"))
        if task["pdf"]:
            document.storeToURL(Path(task["pdf"]).as_uri(), properties(FilterName="writer_pdf_Export"))
            lay_out_anew(document)
        cursor = document.CurrentController.ViewCursor
        return {
            "paragraphs": list(paragraphs(document.Text, cursor, table=False)),
            "beside": list(beside(document)),
            "left": sum(1 for _ in elements(document.Redlines)),
            "pages": document.CurrentController.PageCount,
        }
    finally:
        document.close(True)


def sign(services, context, author):
    """Name who edits; without a name LibreOffice's own stands."""
    provider = services.createInstanceWithContext("com.sun.star.configuration.ConfigurationProvider", context)
    settings = provider.createInstanceWithArguments(
        "com.sun.star.configuration.ConfigurationUpdateAccess",
        (PropertyValue(Name="nodepath", Value="/org.openoffice.UserProfile/Data"),),
    )
    settings.setPropertyValue("givenname", author or "")
    settings.commitChanges()


def edit(document, edits, author):
    """Carry out edits with changes recorded: each at the first place where the words stand."""
    document.RecordChanges = True
    for kind, words, *new in edits:
        search = document.createSearchDescriptor()
        search.SearchString = words
        found = document.findFirst(search)
        if found is None:
            continue
        cursor = found.Text.createTextCursorByRange(found)
        if kind in {"comment", "settled"}:
            remark = document.createInstance("com.sun.star.text.textfield.Annotation")
            remark.Author, remark.Content, remark.Resolved = author, new[0], kind == "settled"
            cursor.Text.insertTextContent(cursor, remark, True)
        else:
            write(cursor, kind, *new)


def write(cursor, kind, new=None):
    """Carry out one edit of the text where a cursor stands."""
    if kind == "delete":
        cursor.String = ""
    elif kind == "replace":
        cursor.String = new or "書き換え"
    elif kind == "insert":
        cursor.Text.insertString(cursor.End, new or "（加筆）", False)
    elif kind == "split":
        cursor.Text.insertControlCharacter(cursor.End, PARAGRAPH_BREAK, False)
    elif kind == "enter":
        cursor.gotoEndOfParagraph(False)
        cursor.Text.insertControlCharacter(cursor.End, PARAGRAPH_BREAK, False)
        cursor.Text.insertString(cursor.End, new, False)
    else:
        cursor.gotoStartOfParagraph(False)
        cursor.gotoNextParagraph(True)
        if kind == "join":
            cursor.collapseToEnd()
            cursor.goLeft(1, True)
        cursor.String = ""


def lay_out_anew(document):
    """Have the pages made once more: at loading, LibreOffice spreads a long file by guess and may part its headings."""
    styles = document.StyleFamilies.getByName("PageStyles")
    for style in (styles.getByName(name) for name in styles.ElementNames):
        if style.isInUse():
            margin = style.BottomMargin
            style.BottomMargin = margin + 3000
            assert document.CurrentController.PageCount > 0
            style.BottomMargin = margin


def elements(collection):
    listing = collection.createEnumeration()
    while listing.hasMoreElements():
        yield listing.nextElement()


def paragraphs(text, cursor, *, table):
    """Yield what every paragraph says and where it begins, tables cell by cell in reading order."""
    for element in elements(text):
        if element.supportsService("com.sun.star.text.TextTable"):
            for name in sorted(element.CellNames, key=place):
                yield from paragraphs(element.getCellByName(name), cursor, table=True)
        else:
            cursor.gotoRange(element.Start, False)
            yield {
                "text": element.String,
                "style": element.ParaStyleName,
                "page": cursor.Page,
                "table": table,
                "keeps": element.ParaKeepTogether,
                "label": element.ListLabelString,
                "heading": element.OutlineLevel,
            }


def beside(document):
    """Yield what every note and text box says."""
    for notes in (document.Footnotes, document.Endnotes):
        yield from (notes.getByIndex(at).String for at in range(notes.Count))
    boxes = document.TextFrames
    yield from (boxes.getByName(name).Text.String for name in boxes.ElementNames)
    page = document.DrawPage
    for shape in (page.getByIndex(at) for at in range(page.Count)):
        if shape.supportsService("com.sun.star.drawing.CustomShape"):
            yield shape.String


def place(name):
    """Order the names of cells (A1, B1, A2, and A1.1.2 in split cells) by row and column."""
    first, *rest = name.split(".")
    column = first.rstrip("0123456789")
    return int(first[len(column) :]), len(column), column, [int(part) for part in rest]


def main():
    profile = Path(sys.argv[1])
    process = start(profile)
    try:
        context = connect(process, profile.name)
        for line in sys.stdin:
            try:
                outcome = carry_out(context, json.loads(line))
            except Exception as error:  # noqa: BLE001 - whatever LibreOffice throws is the outcome of the task
                outcome = {"error": f"{type(error).__name__}: {error}"}
            sys.stdout.write(json.dumps(outcome) + "\n")
            sys.stdout.flush()
    finally:
        process.terminate()
        process.wait(30)


if __name__ == "__main__":
    main()
