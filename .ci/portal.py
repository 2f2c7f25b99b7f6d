#!/usr/bin/env python3
"""Makes an office that has saved the national portal's indices and list of dossiers, and has it report a period.

usage: portal.py CONGSO SAMPLE OFFICE PERIOD FROM TO       e.g. … samples/so-ldtbxh-tra-vinh DIR 2020-03 15/02/2020 14/3/2020
OFFICE is made. Needs openpyxl. What contradictions then holds against one another stands below OFFICE/luu-tru.
"""
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl

CONGSO, SAMPLE, OFFICE, PERIOD, FIRST, LAST = sys.argv[1:]
HEAD = [["Kết quả đánh giá trên Cổng Dịch vụ công quốc gia"], [f"Từ ngày {FIRST} đến ngày {LAST}"], []]
INDICES = [
    ["Mã chỉ số", "Tên chỉ số", "Tử số", "Mẫu số", "Tỷ lệ", "Điểm"],
    ["2.1", "Tỷ lệ hồ sơ xử lý đúng hạn", 437, 461, "94,79%", "18,96"],
    ["", "Tỷ lệ hồ sơ nộp trực tuyến", None, None, "45,5%", "5,46"],
    ["5.2", "Tỷ lệ phản ánh, kiến nghị xử lý đúng hạn", None, None, None, "1,50"],
]


def dossiers():
    """Every third dossier of the office's lists as the portal may have it, some judged otherwise, and one of nobody's."""
    rows = [["STT", "Mã hồ sơ", "Ngày tiếp nhận", "Ngày hẹn trả", "Đánh giá của Cổng"]]
    codes = []
    for path in sorted((OFFICE / "du-lieu").rglob("*.xlsx")):
        for sheet in openpyxl.load_workbook(path, read_only=True, data_only=True).worksheets:
            for line in sheet.iter_rows(values_only=True):
                codes += [cell for cell in line if isinstance(cell, str) and cell.startswith("000.") and cell not in codes]
    for at, code in enumerate(codes[::3] + ["000.00.00.H00-200220-9999"], 1):
        verdict = "Quá hạn" if at % 9 == 0 else "Đang xử lý trong hạn" if at % 5 == 0 else "Đúng hạn"
        rows.append([at, code, "20/02/2020", "02/03/2020", verdict])
    return rows


def main():
    book = openpyxl.Workbook()
    for name, rows in (("Chỉ số", INDICES), ("Hồ sơ", dossiers())):
        sheet = book.create_sheet(name)
        for row in HEAD + rows:
            sheet.append(row)
    del book["Sheet"]
    book.save(OFFICE / "du-lieu/cong-dvc.xlsx")
    done = subprocess.run([CONGSO, "bao-cao", "-C", str(OFFICE), "--ky", PERIOD], capture_output=True, text=True)
    if done.returncode not in (0, 3):
        sys.exit(done.stderr)


if __name__ == "__main__":
    OFFICE = Path(OFFICE)
    # Its archive has other inputs.
    shutil.copytree(SAMPLE, OFFICE, ignore=shutil.ignore_patterns("luu-tru", "can-sua"))
    with open(OFFICE / "congso.toml", "a", encoding="utf-8") as settings:
        settings.write('\n[danh_gia]\nchi_so_766 = "co"\n')
    main()
