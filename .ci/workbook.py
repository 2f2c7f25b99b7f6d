#!/usr/bin/env python3
"""A workbook recalculated by LibreOffice gives the values that the program wrote: workbook.py WRITTEN RECALCULATED

Every cell is compared, formulas or not. No formula may give an error, none may reach outside the workbook, every
identity must say that it holds, and the workbook must open on its first sheet at A1.
"""
import re
import sys

import openpyxl


def main():
    formulas = openpyxl.load_workbook(sys.argv[1])
    written = openpyxl.load_workbook(sys.argv[1], data_only=True)
    again = openpyxl.load_workbook(sys.argv[2], data_only=True)
    checked, identities, wrong = 0, 0, []
    for sheet in formulas.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                place = f"{sheet.title}!{cell.coordinate}"
                a, b = written[sheet.title][cell.coordinate].value, again[sheet.title][cell.coordinate].value
                if cell.data_type == "f":
                    checked += 1
                    if a is None:
                        wrong.append(f"{place}: no cached value")
                    # Other sheets are named as 'Name'!A1; a bracket would be another workbook.
                    if re.search(r"\[|HYPERLINK|WEBSERVICE|DDE|INDIRECT|\|", cell.value):
                        wrong.append(f"{place}: {cell.value}")
                if isinstance(b, str) and re.match(r"#|Err:", b):
                    wrong.append(f"{place}: {b}")
                same = abs(a - b) < 1e-9 if isinstance(a, (int, float)) and isinstance(b, (int, float)) else a == b
                if not same and not (a in (None, "") and b in (None, "")):
                    wrong.append(f"{place}: {a!r}, recalculated {b!r}")
    # The annex of a department with nothing in the month is one sheet that says so.
    alone = len(formulas.worksheets) == 1
    if alone and not any("không phát sinh" in str(value) for row in written.worksheets[0].values for value in row):
        wrong.append("one sheet, which does not say that nothing happened")
    for row in [] if alone else written["Đối chiếu"].iter_rows(values_only=True):
        if row[0] is not None and row[5] in ("khớp", "lệch"):
            identities += 1
            if row[5] != "khớp":
                wrong.append(f"Đối chiếu: {row[1]}: {row[2]} ≠ {row[3]}")
    if formulas.active != formulas.worksheets[0]:
        wrong.append(f"opens on {formulas.active.title}")
    charts = sum(len(sheet._charts) for sheet in formulas.worksheets)
    print(
        f"workbook: {len(formulas.worksheets)} sheets, {checked} formulas, {identities} identities, "
        f"{charts} charts, {len(wrong)} faults"
    )
    for line in wrong[:20]:
        print(line)
    sys.exit(bool(wrong) or checked == 0 and not alone)


main()
