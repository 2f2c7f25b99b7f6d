#!/usr/bin/env python3
"""DOCX against its PDF, both read by other programs: docx.py DATA LIBREOFFICE NAME...

NAME is a path in DATA without its extension; LIBREOFFICE holds LibreOffice's PDF of each DOCX.
"""
import html
import pathlib
import re
import subprocess
import sys
import unicodedata
from collections import Counter

from openxml_audit import OpenXmlValidator


def text(pdf):
    done = subprocess.run(["pdftotext", "-enc", "UTF-8", pdf, "-"], capture_output=True, check=True)
    return unicodedata.normalize("NFC", done.stdout.decode("utf-8"))


def labels(page):
    """Words in the charts of the HTML, if there is one."""
    if not page.exists():
        return set()
    drawn = re.findall(r"<text[^>]*>(.*?)</text>", page.read_text(encoding="utf-8"), re.S)
    return set(re.findall(r"\w+", unicodedata.normalize("NFC", html.unescape(" ".join(drawn)))))


def pages(pdf):
    done = subprocess.run(["pdfinfo", pdf], capture_output=True, check=True, text=True)
    return int(re.search(r"^Pages:\s+(\d+)", done.stdout, re.M)[1])


def main():
    data, other, names = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3:]
    for name in names:
        docx, pdf = data / f"{name}.docx", data / f"{name}.pdf"
        printed = other / f"{docx.stem}.pdf"
        faults = OpenXmlValidator().validate(docx).errors
        assert not faults, (name, faults)
        want, have = (Counter(re.findall(r"\w+", text(path))) for path in (pdf, printed))
        # Labels of charts are text in the PDF and a picture in the DOCX; headers repeat where pages break.
        drawn = labels(data / f"{name}.html")
        alien = sorted(word for word in have if word not in want)
        lost = sorted(word for word in want if word not in have and word not in drawn)
        # A word divided in a narrow cell may be divided elsewhere.
        spare = len(want) // 100 if drawn else 0
        assert len(alien) <= spare and len(lost) <= spare, (name, alien, lost)
        # A letter keeps its sheet: its signature must not go over to another.
        spare = 0 if name.startswith("thu-xin-loi/") else 1 + pages(pdf) // 8
        assert abs(pages(pdf) - pages(printed)) <= spare, (name, pages(pdf), pages(printed))
    print(f"docx: {len(names)} files opened by LibreOffice and held to the schema; words as in the PDF")


main()
