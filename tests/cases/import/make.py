#!/usr/bin/env python3
"""Makes the files of this folder that programs write, each with the habits of its maker.

Needs python-docx, odfpy, pandoc and, for those named lo-*, LibreOffice (`soffice`). The files are kept
in the tree, since each version of a maker writes others; run this only to add one.
"""

import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).parent


def docx_leaflet():
    import docx

    document = docx.Document()
    document.core_properties.title = ""
    document.add_heading("Blood tests", 0)
    document.add_heading("Before the test", 1)
    document.add_paragraph("Drink water. Eat nothing for 8 hours.")
    for text in ["your letter", "a list of your medicines"]:
        document.add_paragraph(text, style="List Bullet")
    document.add_paragraph("sugar tablets", style="List Bullet 2")
    for text in ["Sit down.", "Roll up your sleeve."]:
        document.add_paragraph(text, style="List Number")
    document.add_heading("Afterwards", 1)
    paragraph = document.add_paragraph("Press ")
    paragraph.add_run("firmly").bold = True
    paragraph.add_run(" for ")
    paragraph.add_run("five").italic = True
    paragraph.add_run(" minutes.")
    document.add_heading("If it bleeds", 2)
    document.add_paragraph("Call us on 01632 960 001.")
    document.add_heading("Contact us", 1)
    document.add_paragraph("Ring 01632 960 001 or write to blood@example.org.")
    document.save(HERE / "python-docx-leaflet.docx")


def docx_tables():
    import docx

    document = docx.Document()
    document.add_heading("Your medicines", 1)
    table = document.add_table(rows=3, cols=3, style="Table Grid")
    for row, cells in enumerate(
        [["Medicine", "Morning", "Night"], ["Ramipril", "5 mg", ""], ["Aspirin", "", "75 mg"]]
    ):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    document.add_paragraph("Do not stop on your own.")
    merged = document.add_table(rows=3, cols=2)
    for row, cells in enumerate([["Day", "Food"], ["Monday", "soup"], ["", "bread"]]):
        for column, text in enumerate(cells):
            merged.cell(row, column).text = text
    merged.cell(1, 0).merge(merged.cell(2, 0))
    frame = document.add_table(rows=1, cols=1)
    frame.cell(0, 0).text = "Call 999 if you cannot breathe."
    document.save(HERE / "python-docx-tables.docx")


def docx_picture():
    import docx

    document = docx.Document()
    document.add_heading("Washing your hands", 0)
    document.add_paragraph("Use soap.", style="Intense Quote")
    document.add_picture(str(HERE / "hand.png"))
    document.add_paragraph("Figure 1: a hand", style="Caption")
    document.add_page_break()
    document.add_paragraph("Dry them well.")
    document.sections[0].header.paragraphs[0].text = "Draft 3"
    document.sections[0].footer.paragraphs[0].text = "Ward 7"
    document.save(HERE / "python-docx-picture.docx")


def docx_tabs():
    import docx

    document = docx.Document()
    document.add_heading("Opening hours", 1)
    for line in ["Monday\t9am\t5pm", "Tuesday\t9am\t5pm", "Friday\t10am\t1pm"]:
        document.add_paragraph(line)
    document.add_paragraph("Ramipril\t5 mg\tonce")
    document.add_paragraph("We are closed on holidays.")
    document.add_paragraph("Name:\t")
    document.save(HERE / "python-docx-tabs.docx")


PANDOC = {
    "pandoc-notes": """---
title: Sleeping well
author: A charity
lang: en-GB
---

# Before bed

Drink *nothing* with caffeine[^1]. Cells: 10^6^ a drop, H~2~O.

[^1]: Tea has some too.

1. Switch off the light.
2. Lie down.
   - on your side
   - or on your back

# In the night

> Get up if you cannot sleep.

  Hour   Do
  ------ ----------
  one    read
  two    walk

Term
:   what it means
""",
    "pandoc-links": """---
title: Where to get help
---

# Numbers

See [below](#online) or call **01632 960 002**.

# Online

Look at <https://www.example.org/a?b=c#d> or [the map](https://www.example.org/map#ward-7 "Map").

The share is $\\frac{1}{2}$ of $10^{6}$.
""",
}


def pandoc(name, text, kind):
    command = [PANDOC_PATH, "-f", "markdown", "-s", "-o", str(HERE / f"{name}.{kind}")]
    subprocess.run(command, input=text, text=True, check=True)


def odf():
    from odf import style, table, text
    from odf.opendocument import OpenDocumentText

    document = OpenDocumentText()
    bold = style.Style(name="Bold", family="text")
    bold.addElement(style.TextProperties(fontweight="bold"))
    document.automaticstyles.addElement(bold)
    raised = style.Style(name="Raised", family="text")
    raised.addElement(style.TextProperties(textposition="super 58%"))
    document.automaticstyles.addElement(raised)
    numbered = text.ListStyle(name="Steps")
    numbered.addElement(text.ListLevelStyleNumber(level=1, numformat="1", startvalue=3))
    document.automaticstyles.addElement(numbered)
    body = document.text
    body.addElement(text.H(outlinelevel=1, text="Going home"))
    paragraph = text.P(text="Rest for ")
    paragraph.addElement(text.Span(stylename=bold, text="two"))
    paragraph.addText(" days. Count 10")
    paragraph.addElement(text.Span(stylename=raised, text="6"))
    paragraph.addText(" cells.")
    body.addElement(paragraph)
    steps = text.List(stylename=numbered)
    for words in ["Take the tablets.", "Drink."]:
        item = text.ListItem()
        item.addElement(text.P(text=words))
        steps.addElement(item)
    body.addElement(steps)
    body.addElement(text.H(outlinelevel=1, text="Doses"))
    grid = table.Table(name="Doses")
    grid.addElement(table.TableColumn(numbercolumnsrepeated=2))
    for cells in [["Medicine", "Dose"], ["Ramipril", "5 mg"], ["Aspirin", "75 mg"]]:
        row = table.TableRow()
        for words in cells:
            cell = table.TableCell()
            cell.addElement(text.P(text=words))
            row.addElement(cell)
        grid.addElement(row)
    body.addElement(grid)
    link = text.P(text="See ")
    link.addElement(text.A(href="https://www.example.org/", text="our page"))
    link.addText(".")
    body.addElement(link)
    document.save(HERE / "odfpy-home.odt")


def odf_tabs():
    from odf import text
    from odf.opendocument import OpenDocumentText

    document = OpenDocumentText()
    document.text.addElement(text.H(outlinelevel=1, text="Clinics"))
    for cells in [["Monday", "heart", "9am"], ["Tuesday", "lung", "10am"], ["Friday", "eye", "1pm"]]:
        paragraph = text.P(text=cells[0])
        for cell in cells[1:]:
            paragraph.addElement(text.Tab())
            paragraph.addText(cell)
        document.text.addElement(paragraph)
    note = text.P(text="Come early")
    body = text.NoteBody()
    body.addElement(text.P(text="The car park fills up."))
    call = text.Note(noteclass="footnote")
    call.addElement(text.NoteCitation(text="1"))
    call.addElement(body)
    note.addElement(call)
    note.addText(".")
    document.text.addElement(note)
    document.save(HERE / "odfpy-clinics.odt")


def libreoffice():
    for name, kind in [
        ("python-docx-leaflet.docx", "odt"),
        ("pandoc-notes.docx", "odt"),
        ("odfpy-home.odt", "docx"),
        ("pandoc-notes.html", "docx"),
        ("pandoc-links.odt", "docx"),
        ("python-docx-tables.docx", "html"),
    ]:
        source = HERE / name
        command = ["soffice", "--headless", "--convert-to", kind, "--outdir", "/tmp/lo-out", str(source)]
        if name.endswith(".html"):
            command.insert(1, "--infilter=HTML (StarWriter)")
        subprocess.run(command, check=True)
        stem = name.rsplit(".", 1)[0]
        shutil.move(f"/tmp/lo-out/{stem}.{kind}", HERE / f"lo-{stem}.{kind}")


if __name__ == "__main__":
    PANDOC_PATH = shutil.which("pandoc") or sys.argv[1]
    docx_leaflet()
    docx_tables()
    docx_picture()
    docx_tabs()
    odf()
    odf_tabs()
    for name, text in PANDOC.items():
        for kind in ["docx", "odt", "html"]:
            pandoc(name, text, kind)
    if shutil.which("soffice"):
        libreoffice()
