#!/usr/bin/env python3
"""Whether each sheet of a workbook is printed one page wide: columns.py PDF-FOLDER WORKBOOK…

Each workbook was converted to PDF of the same name in the folder. A page names its sheet at its foot and repeats the
header of the table, so a page without the first cell of that header holds columns that did not fit beside the others.
What is printed smaller than 5 points is too small to be read, and is named as well. Needs pdftotext and openpyxl.
"""
import re
import subprocess
import sys
import unicodedata
import xml.etree.ElementTree as ET
from pathlib import Path

import openpyxl

SMALLEST = 5.0
XHTML = "{http://www.w3.org/1999/xhtml}"


def tidy(text):
    return "".join(unicodedata.normalize("NFC", str(text)).split())


def heads(path):
    """First cell of the header that each sheet repeats; nothing of a sheet that repeats none."""
    book = openpyxl.load_workbook(path)
    out = {}
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        rows = [int(n) for n in re.findall(r"\d+", sheet.print_title_rows or "")]
        first = next((sheet.cell(row, 1).value for row in range(rows[0], rows[-1] + 1) if sheet.cell(row, 1).value), None) if rows else None
        out[sheet.title] = tidy(first) if first is not None else None
    return out


def pages(pdf):
    """Text without spaces, and the height of most of its words."""
    raw = subprocess.run(["pdftotext", "-bbox", "-enc", "UTF-8", str(pdf), "-"], capture_output=True, check=True).stdout
    for page in ET.fromstring(re.sub(rb"&#\d+;|[\x00-\x08\x0b-\x1f]", b"", raw)).iter(XHTML + "page"):
        words = [(w.text or "", float(w.get("yMax")) - float(w.get("yMin"))) for w in page.iter(XHTML + "word")]
        heights = sorted(height for _, height in words)
        yield tidy("".join(text for text, _ in words)), heights[len(heights) // 2] if heights else 0.0


def main():
    folder, wrong, seen = Path(sys.argv[1]), [], 0
    for path in map(Path, sys.argv[2:]):
        known = heads(path)
        # Of names that begin alike the longer is meant.
        names = sorted(known, key=len, reverse=True)
        for number, (text, height) in enumerate(pages(folder / f"{path.stem}.pdf"), 1):
            seen += 1
            name = next((name for name in names if text.endswith(tidy(name))), None)
            if name is None:
                wrong.append(f"{path.name}: page {number} does not name its sheet: …{text[-60:]}")
            elif known[name] and known[name] not in text:
                wrong.append(f"{path.name}, {name}: page {number} holds columns without the first: {text[:80]}…")
            elif 0 < height / 1.15 < SMALLEST:
                wrong.append(f"{path.name}, {name}: page {number} is printed at {height / 1.15:.1f} points")
    for line in wrong:
        print(line)
    print(f"printed workbooks: {len(wrong)} faults on {seen} pages")
    sys.exit(bool(wrong) or not seen)


main()
