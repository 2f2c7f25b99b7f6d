#!/usr/bin/env python3
"""Plays the month after the sample's with letters of every fate: next_month.py BINARY OFFICE WORK

In WORK/office: the workbook to fill in is filled in, letters are written between two reports, one is made void and
written again, dossiers are resolved, the clerk's office dates the register, and the next period is reported.
Needs openpyxl. recount.py then counts that period; what must not be zero there stands below.
"""
import json
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import openpyxl

BINARY, OFFICE, WORK = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
HERE = WORK / "office"
PERIOD = "2020-04"
CODE = "000.00.16.H59-"
NEVER_ZERO = ["da_phat_hanh", "chua_co_thu", "gui_kip", "gui_muon", "da_lap", "chi_co_ngay_hen_lai",
              "sau_do_dung_han", "tre_lan_hai", "tu_choi_hen_lan_hai", "thu_viec", "sap_den_han", "da_co_tu_truoc"]


def run(*arguments, codes=(0,)):
    ran = subprocess.run([BINARY, *arguments, "-C", str(HERE)], capture_output=True, text=True, check=False)
    if ran.returncode not in codes:
        sys.exit(f"next_month: exit code {ran.returncode} of {arguments}\n{ran.stderr}")


def columns(sheet, *names):
    """Last row of the header, and the column of each name in it or in the row above."""
    for row in range(1, 12):
        found = {cell.value: cell.column for above in (max(row - 1, 1), row) for cell in sheet[above]}
        if all(name in found for name in names):
            return row, [found[name] for name in names]
    sys.exit(f"next_month: no header with {names} in {sheet.title}")


def below(sheet, header, column):
    for row in range(header + 1, sheet.max_row + 1):
        value = sheet.cell(row, column).value
        if isinstance(value, str) and value.startswith(CODE):
            yield row, value.removeprefix(CODE)


def fill_in():
    """Reasons from the drop-down list and new dates; three lines stay as they are."""
    path = HERE / "phieu-nhap-thu-2020-03-16.xlsx"
    book = openpyxl.load_workbook(path)
    lines, matters, lists = book.worksheets
    header, (code, reason, new) = columns(lines, "Mã hồ sơ", "Lý do xin lỗi", "Ngày hẹn lại")
    words = [cell.value for cell in lists["A"] if cell.value and cell.value[1:3] == ") "]
    for at, (row, key) in enumerate(below(lines, header, code)):
        if key in ("191206-0004", "200203-0015", "200213-0008"):
            continue
        lines.cell(row, reason).value = words[at % len(words)]
        # The dossiers that are still open; those that are resolved are promised nothing.
        if "ngày hẹn lại" in lines.cell(row, new + 2).value:
            lines.cell(row, new).value = datetime(2020, 4, 1)
    header, (to, matter, why) = columns(matters, "Kính gửi", "Việc chưa giải quyết kịp thời", "Lý do xin lỗi")
    for column, value in ((to, "Trần Thị Ví Dụ"), (matter, "xác nhận thời gian công tác"), (why, "thiếu hồ sơ lưu")):
        matters.cell(header + 1, column).value = value
    book.save(HERE / "du-lieu" / path.name)
    path.unlink()


def resolve():
    """What becomes of dossiers since."""
    path = HERE / "du-lieu/ho-so-mot-cua.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    header, (code, due, end, again) = columns(sheet, "Mã hồ sơ", "Ngày hẹn trả", "Ngày kết thúc xử lý", "Ngày hẹn lại")
    changes = {
        "200305-0017": {end: datetime(2020, 3, 17)},  # put off ahead of its day, and kept after all
        "200302-0008": {end: datetime(2020, 3, 16)},  # the same, on the day of the letter
        "200213-0016": {end: datetime(2020, 4, 6)},  # after its new date as well
        # By its new date, which the one-stop system has written over the first one; the archive knows better.
        "200309-0016": {end: datetime(2020, 3, 31), due: datetime(2020, 4, 1)},
        "200227-0013": {again: datetime(2020, 4, 9)},  # put off without a letter
        "200304-0008": {again: datetime(2020, 4, 24)},  # a second new date, which the law refuses
    }
    for row, key in below(sheet, header, code):
        for column, day in changes.pop(key, {}).items():
            sheet.cell(row, column).value = day
    if changes:
        sys.exit(f"next_month: no dossiers {list(changes)}")
    book.save(path)


def date_register():
    """What the clerk's office writes; letters of other codes stay without a date."""
    path = HERE / "luu-tru/so-theo-doi-2020.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    header, (code, number, day) = columns(sheet, "Mã hồ sơ", "Số phiếu", "Ngày phiếu")
    days = {"200305-0017": 16, "200302-0008": 16, "200304-0008": 17, "200309-0016": 13, "200213-0016": 18}
    for row, key in below(sheet, header, code):
        if key in days:
            sheet.cell(row, number).value = f"{row}/PXL"
            sheet.cell(row, day).value = datetime(2020, 3, days[key])
    book.save(HERE / "du-lieu/so-theo-doi.xlsx")


def another_matter():
    """One more thư công, written in the month itself; the first one is not written again."""
    path = HERE / "du-lieu/phieu-nhap-thu-2020-03-16.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[1]
    header, (to, matter, why) = columns(sheet, "Kính gửi", "Việc chưa giải quyết kịp thời", "Lý do xin lỗi")
    for column, value in ((to, "Công ty Ví Dụ"), (matter, "trả lời kiến nghị"), (why, "chờ ý kiến của Bộ")):
        sheet.cell(header + 2, column).value = value
    book.save(path)


def main():
    shutil.copytree(OFFICE, HERE)
    with open(HERE / "congso.toml", "a", encoding="utf-8") as settings:
        settings.write('\n[danh_gia]\nchi_so_766 = "co"\n')
    # With these the year has every month, and the line of months its length.
    for month in ("2020-01", "2020-02"):
        run("bao-cao", "--ky", month, "--du-lieu-thieu", codes=(0, 3))
    run("thu-xin-loi", "--phieu-nhap", "--tinh-den", "2020-03-16")
    fill_in()
    run("thu-xin-loi", "--tinh-den", "2020-03-16")
    run("thu-xin-loi", "--huy", CODE + "200302-0018", "--ly-do", "ghi sai tên", "--tinh-den", "2020-03-17")
    run("thu-xin-loi", "--tinh-den", "2020-03-17")
    resolve()
    date_register()
    another_matter()
    run("bao-cao", "--ky", PERIOD, "--tinh-den", "2020-04-20", "--du-lieu-thieu", codes=(0, 3))
    figures = json.loads((HERE / f"luu-tru/{PERIOD}/data/so-lieu.json").read_text(encoding="utf-8"))
    total = figures["thu_xin_loi"] | figures["thu_xin_loi"]["doi_chieu"]
    if zero := [name for name in NEVER_ZERO if total[name] == 0]:
        sys.exit(f"next_month: {zero} are zero, so counting them again proves nothing: {total}")


main()
