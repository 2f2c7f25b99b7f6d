#!/usr/bin/env python3
"""Makes an office whose exports overlap, has it reported, and leaves it to recount.py.

usage: overlap.py CONGSO OFFICE SEED        OFFICE is made; then: recount.py OFFICE 2020-03 2020-02-15 2020-03-14
Needs openpyxl. Rows stand in an older and a newer export, twice in one, in any order, with departments left blank or
unknown, codes typed otherwise, and dossiers that nobody took in; numbers of complaints begin anew with their kind.
"""
import random
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import openpyxl

CONGSO, OFFICE, RANDOM = sys.argv[1], Path(sys.argv[2]), random.Random(int(sys.argv[3]))
HEADER = ["Mã hồ sơ", "Tên thủ tục hành chính", "Lĩnh vực", "Phòng ban", "Ngày tiếp nhận", "Ngày hẹn trả",
          "Ngày kết thúc xử lý", "Hình thức nộp", "Trạng thái hồ sơ", "Số lần bổ sung", "Ngày hẹn lại"]
SETTINGS = """[co_quan]
ten = "Sở Ví Dụ"
[danh_gia]
chi_so_766 = "co"
[[don_vi]]
ten = "Phòng A"
[[don_vi]]
ten = "Phòng B"
[[cau_hoi]]
khoa = "c1"
noi_dung = "Thái độ phục vụ"
yeu_to = "Thái độ"
"""


def day(first, last):
    return date(2020, 1, 1) + timedelta(RANDOM.randint(first, last))


def dossier(number):
    received = day(20, 74)
    due = received + timedelta(RANDOM.randint(3, 20))
    end = due + timedelta(RANDOM.randint(-3, 4)) if RANDOM.random() < .7 else None
    end = end and max(end, received)
    status = RANDOM.choice(["Đã trả kết quả"] * 4 + ["Trả lại"]) if end else \
        RANDOM.choice(["Đang xử lý"] * 3 + ["Yêu cầu bổ sung giấy tờ"])
    return [f"HS-{number:04}", "Khai sinh", "Hộ tịch", RANDOM.choice(["Phòng A", "Phòng B"]), received, due, end,
            RANDOM.choice(["Trực tiếp", "Trực tuyến"]), status, RANDOM.randint(0, 2), None]


def other(row):
    """The same dossier as another export has it."""
    row = list(row)
    for _ in range(RANDOM.randint(0, 3)):
        match RANDOM.randint(0, 9):
            case 0: row[0] = RANDOM.choice([row[0].lower(), "'" + row[0], row[0].replace("-", "–"), row[0] + "\u200b"])
            case 1: row[3] = RANDOM.choice([None, None, "Ban Lạ", "Phòng A"])
            case 2: row[5] = RANDOM.choice([None, row[5] and row[5] + timedelta(2)])
            case 3 | 4: row[6], row[8] = None, RANDOM.choice(["Đang xử lý", "Yêu cầu bổ sung giấy tờ"])
            case 5: row[7] = RANDOM.choice([None, "Trực tuyến"])
            case 6: row[9] = None
            case 7: row[6], row[8] = None, RANDOM.choice(["Không được tiếp nhận", "Mới đăng ký"])
            case 8: row[1] = row[2] = None
            case 9: row[10] = row[4] + timedelta(30)
    return row


def write(name, title, header, rows):
    book = openpyxl.Workbook()
    sheet = book.active
    for row in [[title]] * bool(title) + [header] + rows:
        sheet.append(row)
    (OFFICE / "du-lieu").mkdir(parents=True, exist_ok=True)
    book.save(OFFICE / "du-lieu" / name)


def main():
    every = [dossier(number) for number in range(1, 120)]
    never = [[f"HS-9{n:03}", None, None, None, None, None, None, None, "Mới đăng ký", None, None] for n in range(5)]
    old = [other(row) for row in every if RANDOM.random() < .6] + never
    new = [other(row) for row in every if RANDOM.random() < .8] + [list(row) for row in every if RANDOM.random() < .1]
    for rows in (old, new):
        RANDOM.shuffle(rows)
    titles = RANDOM.choice([("", ""), ("Từ ngày 15/01/2020 đến ngày 14/02/2020", "Từ ngày 15/02/2020 đến ngày 14/03/2020")])
    names = RANDOM.choice([("a.xlsx", "b.xlsx"), ("b.xlsx", "a.xlsx")])
    for name, title, rows in zip(names, titles, (old, new)):
        write(name, title, HEADER, rows)
    complaints = [[number, kind, received, received + timedelta(20), received + timedelta(RANDOM.randint(1, 30))]
                  for kind in ("Khiếu nại", "Tố cáo", "Kiến nghị", "Phản ánh") for number in range(1, 9) for received in [day(20, 70)]]
    complaints += [row[:4] + [None] for row in complaints if RANDOM.random() < .3]
    RANDOM.shuffle(complaints)
    write("don.xlsx", "", ["Số đơn", "Loại đơn", "Ngày tiếp nhận", "Hạn giải quyết", "Ngày giải quyết"], complaints)
    sheets = [[day(45, 73), RANDOM.choice(["Phòng A", "Phòng B"]), RANDOM.choice(["Hài lòng", "Rất hài lòng", "Bình thường", None, "Không hài lòng"])]
              for _ in range(40)]
    write("phieu.xlsx", "", ["Ngày trả lời", "Đơn vị", "Thái độ phục vụ"], sheets)
    (OFFICE / "congso.toml").write_text(SETTINGS, encoding="utf-8")
    done = subprocess.run([CONGSO, "bao-cao", "-C", OFFICE, "--ky", "2020-03"], capture_output=True, text=True)
    if done.returncode not in (0, 3):
        sys.exit(f"no report of {OFFICE}: {done.stderr}")


main()
