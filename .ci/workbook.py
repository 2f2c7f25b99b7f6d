#!/usr/bin/env python3
"""LibreOffice recalculates every formula to the value that the program wrote: workbook.py WRITTEN RECALCULATED"""
import sys

import openpyxl


def main():
    formulas = openpyxl.load_workbook(sys.argv[1])
    written = openpyxl.load_workbook(sys.argv[1], data_only=True)
    again = openpyxl.load_workbook(sys.argv[2], data_only=True)
    checked, wrong = 0, []
    for sheet in formulas.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                a, b = written[sheet.title][cell.coordinate].value, again[sheet.title][cell.coordinate].value
                if cell.data_type == "f":
                    checked += 1
                same = abs(a - b) < 1e-9 if isinstance(a, (int, float)) and isinstance(b, (int, float)) else a == b
                if not same and not (a in (None, "") and b in (None, "")):
                    wrong.append(f"{sheet.title}!{cell.coordinate}: {a!r}, recalculated {b!r}")
    print(f"workbook: {len(formulas.worksheets)} sheets, {checked} formulas, {len(wrong)} differ")
    for line in wrong[:20]:
        print(line)
    sys.exit(bool(wrong) or checked == 0)


main()
