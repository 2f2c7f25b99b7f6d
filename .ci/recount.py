#!/usr/bin/env python3
"""Counts every figure of so-lieu.json again from the sample's spreadsheets; shares no code with the program.

usage: recount.py OFFICE PERIOD FROM TO     e.g. samples/so-ldtbxh-tra-vinh 2020-03 2020-02-15 2020-03-14
Needs openpyxl. Exit code 1 and a line for each figure that differs.
"""
import csv
import hashlib
import json
import re
import sys
import tomllib
import unicodedata
import xml.etree.ElementTree as ET
import zipfile
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from fractions import Fraction
from math import isqrt
from pathlib import Path

import openpyxl

OFFICE, PERIOD = Path(sys.argv[1]), sys.argv[2]
FROM, TO = date.fromisoformat(sys.argv[3]), date.fromisoformat(sys.argv[4])
SETTINGS = tomllib.loads((OFFICE / "congso.toml").read_text(encoding="utf-8"))
WITHOUT_DEPARTMENT, WITHOUT_FIELD, WITHOUT_PROCEDURE = "Chưa rõ đơn vị", "Chưa rõ lĩnh vực", "Chưa rõ thủ tục"


# ---- words ------------------------------------------------------------------------------------

def plain(text):
    """Lower case, no accents, one kind of dash, one space."""
    text = unicodedata.normalize("NFD", str(text)).replace("đ", "d").replace("Đ", "d")
    text = "".join(c for c in text if not unicodedata.combining(c)).lower()
    return " ".join(re.sub(r"[‐‑‒–—−]", "-", text).split()).strip(" :*.")


def same_name(text):
    """Accents kept: case, dashes and spaces do not matter."""
    text = unicodedata.normalize("NFC", str(text)).lower()
    return " ".join(re.sub(r"[‐‑‒–—−-]", " - ", text).split())


def percent(part, whole):
    if whole == 0:
        return None
    hundredths = (Fraction(part * 10000, whole) + Fraction(1, 2)).__floor__()
    return f"{hundredths // 100},{hundredths % 100:02d}%"


def ratio(part, whole):
    return {"tu": part, "mau": whole, "phan_tram": percent(part, whole)}


def mean(total, count):
    return percent(total, count * 100)[:-1] if count else None


# ---- sheets -----------------------------------------------------------------------------------

def as_day(value):
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value).strip()
    found = re.match(r"(\d{1,2})/(\d{1,2})/(\d{4})", text)
    if found:
        day, month, year = map(int, found.groups())
        return date(year, month, day)
    return date.fromisoformat(text[:10])


def xlsx_sheets(path):
    book = openpyxl.load_workbook(path, data_only=True)
    # A row that the file does not have is no blank line.
    present = [sorted({row for row, _ in sheet._cells}) for sheet in book.worksheets]
    return [[[cell.value for cell in sheet[row]] for row in rows] for sheet, rows in zip(book.worksheets, present)]


def ods_sheets(path):
    office = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
    table = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
    text = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
    with zipfile.ZipFile(path) as package:
        root = ET.fromstring(package.read("content.xml"))
    rows = []
    for row in root.iter(table + "table-row"):
        cells = []
        for cell in row:
            kind = cell.get(office + "value-type")
            if kind == "date":
                value = date.fromisoformat(cell.get(office + "date-value")[:10])
            elif kind == "float":
                value = float(cell.get(office + "value"))
            else:
                value = "\n".join("".join(p.itertext()) for p in cell.iter(text + "p")) or None
            cells += [value] * int(cell.get(table + "number-columns-repeated", "1"))
        rows.append(cells)
    return [rows]


def csv_sheets(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return [list(csv.reader(file, delimiter=";"))]


READERS = {".xlsx": xlsx_sheets, ".ods": ods_sheets, ".csv": csv_sheets}

HEADERS = {
    "ma ho so": "code", "so ho so": "code", "ten thu tuc hanh chinh": "procedure", "ten tthc": "procedure",
    "ma tthc": "procedure_code", "linh vuc": "field", "ten linh vuc": "field", "phong ban": "department",
    "don vi": "department", "ngay tiep nhan": "received", "ngay nhan": "received", "ngay hen tra": "due",
    "han tra": "due", "ngay ket thuc xu ly": "finished", "ngay hoan thanh": "finished",
    "ngay tra ket qua": "collected", "ngay tra": "collected", "hinh thuc nop": "channel",
    "hinh thuc tiep nhan": "channel", "trang thai ho so": "status", "tinh trang": "status",
    "so lan bo sung": "supplements", "ly do tre han": "reason", "nguyen nhan qua han": "reason",
    "ngay hen lai": "reappointed", "gia han den ngay": "reappointed", "chu ho so": "applicant",
    "ho ten": "applicant", "dia chi": "address", "so phieu": "number", "ma phieu": "number",
    "ngay tra loi": "date", "thoi gian gui": "date", "y kien gop y": "comment", "so don": "code",
    "loai don": "kind", "han giai quyet": "deadline", "ngay giai quyet": "resolved", "noi dung": "content",
    "tu danh gia": "verdict", "ghi chu": "note", "so luot": "served", "so phieu phat ra": "issued",
    "thu tu": "order", "loai van ban": "letter_kind", "ngay phieu": "letter_date", "ly do xin loi": "apology",
    "danh gia cua cong": "portal", "ma chi so": "index", "tu so": "part", "mau so": "whole",
    "kinh gui": "to", "viec chua giai quyet kip thoi": "matter", "xung ho": "address_form",
}
QUESTIONS = SETTINGS.get("cau_hoi", [])
for question in QUESTIONS:
    for name in [question["noi_dung"], *question.get("ten_khac", [])]:
        HEADERS[plain(name)] = ("question", question["khoa"])


# What a line must say to count; where none of it stands, nobody has filled the line in.
FILLED_IN = {"phiếu nhập thư xin lỗi": ["apology", "reappointed", "address_form"],
             "việc không có giấy tiếp nhận": ["to", "matter", "apology"],
             "sổ theo dõi thư xin lỗi": ["number", "letter_date"]}


def tables_of(path):
    """Sheets without a header, such as lists to choose from, are none."""
    def first(rows):
        return next((i for i, row in enumerate(rows) if sum(plain(c or "") in HEADERS for c in row) >= 2), None)
    return [Table(path, rows, first(rows)) for rows in READERS[path.suffix](path) if first(rows) is not None]


class Table:
    """A sheet below its header; rows that hold no record are counted apart."""

    def __init__(self, path, rows, first):
        self.path = path
        names = [HEADERS.get(plain(c or "")) for c in rows[first]]
        start = first + 1
        below = rows[start]
        # The second row of a header fills the columns that the first one groups.
        if sum(plain(c or "") in HEADERS for c in below) >= 2:
            found = [HEADERS.get(plain(c or "")) for c in below]
            names = [b or a for a, b in zip(names, found)]
            start += 1
        self.names, self.records, self.skipped, self.blank = names, [], 0, 0
        titles = " ".join(str(c) for row in rows[:first] for c in row if c)
        days = [as_day(found) for found in re.findall(r"\d{1,2}/\d{1,2}/\d{4}", titles)]
        # A sheet without dates belongs to the days of its titles.
        self.days = days
        self.in_period = len(days) == 2 and FROM <= days[0] and days[1] <= TO
        needed = FILLED_IN.get(self.kind())
        for row in rows[start:]:
            texts = [str(c) for c in row if c not in (None, "")]
            if not texts:
                self.blank += 1
            elif all(re.fullmatch(r"\(\d+\)", t) for t in texts) or plain(texts[0]).startswith("tong cong"):
                self.skipped += 1
            elif needed and len(texts) == 1 and not texts[0].isdigit():
                self.skipped += 1  # a note below the table
            else:
                record = {}
                for name, value in zip(names, row):
                    if name and value not in (None, "") and name not in record:
                        record[name] = unicodedata.normalize("NFC", value).strip() if isinstance(value, str) else value
                if needed and not any(name in record for name in needed):
                    self.blank += 1
                else:
                    self.records.append(record)

    def kind(self):
        names = set(self.names)
        # What the national portal says is set beside, and never counted.
        if "portal" in names:
            return "danh sách hồ sơ trên Cổng"
        if {"index", "part", "whole"} <= names:
            return "chỉ số trên Cổng"
        if "matter" in names:
            return "việc không có giấy tiếp nhận"
        if "apology" in names:
            return "phiếu nhập thư xin lỗi"
        if "letter_date" in names:
            return "sổ theo dõi thư xin lỗi"
        if {"received", "due"} <= names:
            return "hồ sơ"
        if "kind" in names:
            return "đơn thư"
        if "verdict" in names:
            return "tự đánh giá"
        if "served" in names:
            return "lượt phục vụ"
        return "phiếu khảo sát"


# ---- law --------------------------------------------------------------------------------------

HOLIDAYS = {date(2019, 1, 1)} | {date(2020, *d) for d in [
    (1, 1), (1, 23), (1, 24), (1, 27), (1, 28), (1, 29), (4, 2), (4, 30), (5, 1), (9, 2)]}


def works(day):
    return day.weekday() < 5 and day not in HOLIDAYS


def working_days(start, end):
    """In (start, end]."""
    return sum(works(start + timedelta(n)) for n in range(1, (end - start).days + 1))


def deadline(received, limit):
    found = re.fullmatch(r"(\d+) ngày( làm việc)?", limit)
    if not found:
        return None
    count, day = int(found[1]), received
    if found[2]:
        while count:
            day += timedelta(1)
            count -= works(day)
        return day
    day += timedelta(count)
    while not works(day):
        day += timedelta(1)
    return day


def procedure_of(record):
    listed = SETTINGS.get("thu_tuc", [])
    code = record.get("procedure_code")
    for procedure in listed:
        if code and procedure.get("ma") == code:
            return procedure
    for procedure in listed:
        if plain(procedure["ten"]) == plain(record.get("procedure", "")):
            return procedure
    return None


CONTENTS = SETTINGS.get("noi_dung", {})


def content(number):
    """The name of a content of the plan, where the sheet gives its number alone."""
    return f"{number}. {CONTENTS[number]}" if number in CONTENTS else number


DEPARTMENTS = [d["ten"] for d in SETTINGS.get("don_vi", [])]
KNOWN = {same_name(n): d["ten"] for d in SETTINGS.get("don_vi", []) for n in [d["ten"], *d.get("ten_khac", [])]}


def department_of(record):
    given = record.get("department")
    if given:
        return KNOWN.get(same_name(given), WITHOUT_DEPARTMENT)
    owners = {d["ten"] for d in SETTINGS["don_vi"] for t in d.get("thu_tuc", [])
              if plain(t) in (plain(record.get("procedure", "")), plain(record.get("procedure_code", "-")))}
    owners = owners or {d["ten"] for d in SETTINGS["don_vi"] for f in d.get("linh_vuc", [])
                        if plain(f) == plain(record.get("field", ""))}
    return owners.pop() if len(owners) == 1 else WITHOUT_DEPARTMENT


# ---- one code is one matter ---------------------------------------------------------------------

NEVER_TAKEN = {"khong duoc tiep nhan", "tu choi tiep nhan", "tu choi tiep nhan ho so", "moi dang ky", "1", "3"}
FURTHER = {"da tra ket qua", "da xu ly xong", "cong dan yeu cau rut ho so", "tra lai", "dung xu ly"}


def bare(code):
    """A code without what typing and programs add to it."""
    code = unicodedata.normalize("NFKC", str(code or ""))
    code = "".join("-" if unicodedata.category(c) == "Pd" else c for c in code
                   if not c.isspace() and unicodedata.category(c) not in ("Cc", "Cf"))
    return re.sub(r"^[\W_]+|[\W_]+$", "", code.upper())


class Row:
    """A row of a table, and what becomes of it: counted, wrong, or old (a later row says what it says)."""

    def __init__(self, table, number, record, kind):
        self.table, self.at, self.record, self.kind, self.fate = table, number, dict(record), kind, "counted"
        try:
            self.received, self.due, self.moved, self.finished, self.collected, self.resolved = (
                as_day(record.get(k)) for k in ("received", "due" if kind == "hồ sơ" else "deadline", "reappointed",
                                                "finished", "collected", "resolved"))
        except ValueError:
            self.received = None
        self.never = kind == "hồ sơ" and plain(record.get("status", "")) in NEVER_TAKEN
        if self.received is None:
            assert self.never, f"the recount does not know rows with bad dates: {record}"
            self.fate = "old"
            return
        self.end = self.finished or self.collected or self.resolved
        code = bare(record.get("code"))
        self.key = code and (code, *((self.received.year, record["kind"]) if kind == "đơn thư" else ()))
        given = record.get("department")
        self.home = department_of(record)
        self.nameless = not given and self.home == WITHOUT_DEPARTMENT

    def content(self):
        return {k: same_name(v) if k == "department" else v for k, v in self.record.items() if k != "code"}

    def rank(self):
        """Closed after open, then the further status, the later promise, the later table; then whoever is at work."""
        status = plain(self.record.get("status", ""))
        promise = max(filter(None, [self.due, self.moved]), default=date.min)
        return [not self.never, self.end is not None, status in FURTHER, promise, self.table.age, not status.startswith("yeu cau bo sung")]


def settle(rows):
    """Marks what is old or wrong, and completes the rows that count."""
    for table in {id(row.table): row.table for row in rows}.values():
        own = [row for row in rows if row.table is table and row.fate == "counted"]
        latest = max((max(row.received, row.end or row.received) for row in own), default=date.min)
        named = table.days if len(table.days) == 2 and (table.days[1] - table.days[0]).days <= 100 else None
        table.age = (named[1] if named else latest, latest)
    groups = defaultdict(list)
    for row in rows:
        if row.fate == "counted" and row.key:
            groups[row.key].append(row)
    for group in groups.values():
        one_of(group)


def one_of(group):
    if any(not row.never for row in group):
        for row in group:
            if row.never:
                row.fate = "old"
        alive = []
        for row in (row for row in group if not row.never):
            # The same again in one table is a row too many.
            if any(row.table is other.table and row.content() == other.content() for other in alive):
                row.fate = "wrong"
            else:
                alive.append(row)
        homes = {row.home for row in alive if not row.nameless}
        if len({row.received for row in alive}) > 1 or len({row.end for row in alive if row.end}) > 1 or len(homes) > 1:
            for row in alive:
                row.fate = "wrong"
            return
    else:
        alive = group
    alive = sorted(alive, key=lambda row: row.at)
    alive = sorted(alive, key=Row.rank, reverse=True)
    kept, others = alive[0], alive[1:]
    for row in others:
        older = row.rank()[:-1] < kept.rank()[:-1]
        # A blank department says nothing; two that differ were found above.
        said = [{k: v for k, v in one.content().items() if k != "department"} for one in (row, kept)]
        again = said[0] == said[1] and row.table is not kept.table
        moved = row.due and kept.due and row.due != kept.due
        row.fate = "old" if older or again or moved or kept.never else "wrong"
    if kept.never:
        return
    for row in others:
        for name, value in row.record.items():
            if name not in ("received", "due", "deadline", "finished", "collected", "resolved", "status", "reappointed"):
                kept.record.setdefault(name, value)
    dues = [row.due for row in alive if row.due]
    # Whatever lists write later, the first re-appointment is the one that was promised: only one is allowed.
    moves = [day for row in alive for day in (row.due, row.moved) if day and (not dues or day > min(dues))]
    if dues:
        kept.record["due" if kept.kind == "hồ sơ" else "deadline"] = min(dues)
    if moves:
        kept.record["reappointed"] = min(moves)


# ---- letters of the archive ---------------------------------------------------------------------

class Letter:
    def __init__(self, given):
        self.id, self.kind, self.code = (given["nam"], given["thu_tu"]), given["loai"], given["ma_ho_so"]
        self.department, self.whom, self.what = given["don_vi"], given["nguoi_nhan"], given["thu_tuc"]
        self.due, self.new = as_day(given["han"]), as_day(given["hen_lai"])


def archived_letters():
    """Those that stand, of bags that end before the period does; a bag that ends later is of no account."""
    letters, void = [], set()
    for path in (OFFICE / "luu-tru").glob("*/data/thu-xin-loi/danh-sach.json"):
        bag, listed = path.parents[2], json.loads(path.read_text(encoding="utf-8"))
        figures = bag / "data/so-lieu.json"
        end = json.loads(figures.read_text(encoding="utf-8"))["ky"]["den"] if figures.exists() else listed["ngay"]
        if bag.name == PERIOD or "-cu-" in bag.name or as_day(end) > TO:
            continue
        assert as_day(end) < TO, "the recount does not know a month from its quarter"
        letters += map(Letter, listed["thu"])
        void |= {(one["nam"], one["thu_tu"]) for one in listed["huy"]}
    return sorted((one for one in letters if one.id not in void), key=lambda one: one.id)


ARCHIVED = archived_letters()
LETTERED = {letter.code for letter in ARCHIVED}
PUT_OFF = {letter.code: letter for letter in ARCHIVED if letter.kind == "phieu_hen_lai"}

# ---- dossiers ---------------------------------------------------------------------------------

class Dossier:
    def __init__(self, record, entry):
        self.code = record.get("code")
        self.department = department_of(record)
        self.field = record.get("field", WITHOUT_FIELD)
        self.procedure = record.get("procedure", WITHOUT_PROCEDURE)
        self.received = as_day(record["received"])
        self.due = as_day(record.get("due"))
        procedure = procedure_of(record)
        self.computed = False
        if self.due is None and procedure:
            self.due = deadline(self.received, procedure["thoi_han"])
            self.computed = self.due is not None
        self.finished = as_day(record.get("finished"))
        self.end = self.finished or as_day(record.get("collected"))
        self.status = plain(record.get("status", ""))
        self.waiting = self.status == "yeu cau bo sung giay to"
        self.withdrawn = self.status in ("cong dan yeu cau rut ho so", "tra lai")
        self.online = plain(record.get("channel", "")).startswith("truc tuyen")
        supplements = record.get("supplements")
        self.supplements = None if supplements is None else int(supplements)
        self.reason = entry.get("apology") or record.get("reason")
        self.reappointed = as_day(record.get("reappointed"))
        self.entered = as_day(entry.get("reappointed"))
        letter = PUT_OFF.get(self.code)
        if letter and self.due == letter.new > letter.due >= self.received:
            # The new date has been written over the first one.
            self.due, self.reappointed = letter.due, max(filter(None, [self.reappointed, letter.new]))
        self.moved = self.reappointed is not None and self.due is not None and self.reappointed > self.due

    def resolved(self):
        return self.end is not None and FROM <= self.end <= TO

    def open(self):
        return self.end is None or self.end > TO

    def column(self):
        """8, 9 or 10 if resolved in the period, 12 or 13 if open at its end; none if it is outside."""
        if self.received > TO:
            return None
        if self.resolved():
            if self.withdrawn or self.due is None or self.end == self.due:
                return 9
            return 8 if self.end < self.due else 10
        if self.open():
            return 13 if self.due is not None and self.due < TO and not self.waiting else 12
        return None

    def late(self):
        return self.column() in (10, 13)

    def near(self):
        """Open, not waiting, and due within two working days."""
        return self.column() == 12 and not self.waiting and self.due is not None and self.due >= TO \
            and working_days(TO, self.due) <= 2

    def refused(self):
        """A second new date for what is open: after the one that a letter promised."""
        promised = [one.new for one in ARCHIVED if one.code == self.code and one.kind == "phieu_hen_lai"][:1]
        asked = [day for day in (self.entered, self.reappointed) if day]
        return bool(promised and asked) and max(asked) > promised[0] and self.column() != 10

    def letter(self):
        """The letter that this run writes for it, or none."""
        if self.code in LETTERED or not self.reason or reason_of(self.reason) == VAGUE:
            return None
        new = None
        if self.column() != 10:
            new = self.entered or self.reappointed
            # A new date that can be kept: after the first one, not yet past, a working day.
            if not new or new <= max(self.due, TO) or not works(new):
                return None
        return {"code": self.code, "department": self.department, "due": self.due, "new": new}

    def has_letter(self):
        """From before, or of this run."""
        return self.code in LETTERED or self.letter() is not None


def line(name, dossiers):
    columns = Counter()
    for d in dossiers:
        place = d.column()
        if place is None:
            continue
        columns[place] += 1
        columns[7 if place < 11 else 11] += 1
        columns[6 if d.received < FROM else 4 if d.online else 5] += 1
        columns[3] += 1
    c = {f"c{n}": columns[n] for n in range(3, 14)}
    assert c["c3"] == c["c4"] + c["c5"] + c["c6"] == c["c7"] + c["c11"]
    assert c["c7"] == c["c8"] + c["c9"] + c["c10"] and c["c11"] == c["c12"] + c["c13"]
    c["c8_9"] = c["c8"] + c["c9"]
    done = [d for d in dossiers if d.column() in (8, 9, 10)]
    still = [d for d in dossiers if d.column() in (12, 13)]
    late = [d for d in dossiers if d.column() in (10, 13)]
    asked = [d.supplements for d in done if d.supplements is not None]
    timed = [d for d in done if d.due is not None and not d.withdrawn]
    used = sum(working_days(d.received, d.end) for d in timed)
    allowed = sum(working_days(d.received, d.due) for d in timed)
    return {
        "ten": name, "cot": c,
        "ty_le_dung_han": ratio(c["c8"] + c["c9"], c["c7"]), "ty_le_truoc_han": ratio(c["c8"], c["c7"]),
        "ty_le_qua_han": ratio(c["c10"], c["c7"]),
        "ty_le_dung_han_ke_ca_dang_giai_quyet": ratio(c["c8"] + c["c9"] + c["c12"], c["c3"]),
        "rut_tra_lai": sum(d.withdrawn for d in done),
        "khong_co_han_da_giai_quyet": sum(d.due is None for d in done),
        "khong_co_han_dang_giai_quyet": sum(d.due is None for d in still),
        "han_tinh_toan": sum(d.computed for d in done + still),
        "qua_han_co_thu": sum(d.has_letter() for d in late),
        "qua_han_chi_co_ngay_hen_lai": sum(not d.has_letter() and d.moved for d in late),
        "qua_han_chua_co_thu": sum(not d.has_letter() and not d.moved for d in late),
        "cho_bo_sung": sum(d.waiting for d in still),
        "bo_sung": {"so_ho_so": len(asked), "so_lan": sum(asked), "trung_binh": mean(sum(asked), len(asked)),
                    "tren_mot_lan": sum(n > 1 for n in asked)},
        "ngay_su_dung": {"so_ho_so": len(timed), "tong_su_dung": used, "tong_thoi_han": allowed,
                         "trung_binh_su_dung": mean(used, len(timed)), "trung_binh_thoi_han": mean(allowed, len(timed))},
        "tu_bang_tong_hop": 0, "co_so_nho": c["c7"] < 30,
    }


def grouped(dossiers, key, always=()):
    groups = defaultdict(list)
    for name in always:
        groups[name]
    for d in dossiers:
        if d.column() is not None:
            groups[getattr(d, key)].append(d)
    return {name: line(name, members) for name, members in groups.items()}


DAYS = [(0, 0, "Chưa quá 1 ngày làm việc"), (1, 2, "1–2 ngày làm việc"), (3, 5, "3–5 ngày làm việc"),
        (6, 10, "6–10 ngày làm việc"), (11, 20, "11–20 ngày làm việc"), (21, None, "Trên 20 ngày làm việc")]
REASONS = {"a": "Do quy định hành chính chồng chéo, vướng mắc", "b": "Do phối hợp giữa các cơ quan, đơn vị chậm",
           "c": "Do cán bộ, công chức, viên chức xử lý chậm",
           "d": "Do hồ sơ phức tạp, phải xác minh, thẩm tra nhiều lần", "đ": "Do hệ thống phần mềm, lỗi kỹ thuật",
           "e": "Do tổ chức, cá nhân chậm bổ sung, thực hiện nghĩa vụ tài chính", "g": "Nguyên nhân khác"}
VAGUE = REASONS["g"]
OWN_WORDS, NO_REASON = "Lý do ghi bằng lời khác", "Chưa ghi lý do"


def reason_of(text):
    if not text:
        return NO_REASON
    for code, words in REASONS.items():
        if text.lower().rstrip(".") in (code, words.lower(), words.lower().removeprefix("do ")) \
                or re.match(rf"\(?{code}\s*[).:-]", text.lower()):
            return words
    return OWN_WORDS


def delays(dossiers):
    late = [(d, d.column() == 13) for d in dossiers if d.column() in (10, 13)]

    def both(chosen):
        return {"da_giai_quyet": sum(not is_open for _, is_open in chosen),
                "dang_giai_quyet": sum(is_open for _, is_open in chosen)}

    def days(d):
        return working_days(d.due, min(d.end or TO, TO))

    by_days = {name: {"tu": low, "den": high} | both([x for x in late if low <= days(x[0]) <= (9999 if high is None else high)])
               for low, high, name in DAYS}
    by_days["Không tính được"] = {"tu": None, "den": None, "da_giai_quyet": 0, "dang_giai_quyet": 0}
    codes = {words: code for code, words in REASONS.items()} | {OWN_WORDS: None, NO_REASON: None}
    by_reason = {words: {"ma": code} | both([x for x in late if reason_of(x[0].reason) == words])
                 for words, code in codes.items()}
    return {"so_ho_so": len(late), "theo_so_ngay": by_days, "theo_ly_do": by_reason}


# ---- surveys ----------------------------------------------------------------------------------

LEVELS = {"rat khong hai long": 1, "khong hai long": 2, "binh thuong": 3, "hai long": 4, "rat hai long": 5}


def level(value):
    """1 to 5, "none" or "invalid"."""
    if value is None:
        return "none"
    text = plain(value)
    if text in LEVELS:
        return LEVELS[text]
    if re.fullmatch(r"[1-5]", text):
        return int(text)
    return "none" if text == "khong y kien" else "invalid"


def wilson(part, whole, n):
    """Tenths of a percent; p from the answers, n from the sheets. Exact: no floating point."""
    if n == 0 or whole == 0:
        return None
    z2, p = Fraction(196 ** 2, 100 ** 2), Fraction(part, whole)
    below = 1 + z2 / n
    middle = (p + z2 / (2 * n)) / below
    under = p * (1 - p) / n + z2 / (4 * n * n)
    scale = 10 ** 12
    half = Fraction(isqrt(int(under * z2 * scale * scale)), scale) / below
    bounds = [max(middle - half, 0), min(middle + half, 1)]
    return [int(b * 1000 + Fraction(1, 2)) for b in bounds]


def opinion(name, sheets, keys):
    counts = Counter(sheet[k] for sheet in sheets for k in keys if k in sheet)
    n = sum(any(isinstance(sheet.get(k), int) for k in keys) for sheet in sheets)
    whole = sum(counts[i] for i in range(1, 6))
    part = counts[4] + counts[5]
    bounds = wilson(part, whole, n)
    return {
        "ten": name, "n": n,
        "tra_loi": {"muc": [counts[i] for i in range(1, 6)], "khong_tra_loi": counts["none"], "khong_hop_le": counts["invalid"]},
        "ty_le": ratio(part, whole), "khoang_tin_cay": bounds,
        "khoang_tin_cay_chu": "–" if bounds is None else "–".join(f"{b // 10},{b % 10}%" for b in bounds),
        "co_mau_nho": 0 < n < 30,
    }


def satisfaction(tables, resolved):
    rows = [r for t in tables if t.kind() == "phiếu khảo sát" for r in t.records]
    rows = [r for r in rows if FROM <= as_day(r["date"]) <= TO]
    keys = [q["khoa"] for q in QUESTIONS]
    sheets = [{"department": department_of(r)} | {k: level(r.get(("question", k))) for k in keys} for r in rows]
    valid = [s for s in sheets if any(isinstance(s[k], int) for k in keys)]
    by = {d: [s for s in valid if s["department"] == d] for d in DEPARTMENTS}
    factors = list(dict.fromkeys(q["yeu_to"] for q in QUESTIONS))
    # What was served in one month of a quarter does not stand for the quarter.
    served = [t for t in tables if t.kind() == "lượt phục vụ" and t.in_period]
    covered = {FROM + timedelta(n) for t in served for n in range((t.days[0] - FROM).days, (t.days[1] - FROM).days + 1)}
    served = served if len(covered) == (TO - FROM).days + 1 else []
    counted = [r for t in served for r in t.records]
    issued = sum(int(r["issued"]) for r in counted if "issued" in r) if counted else None
    population = sum(int(r["served"]) for r in counted) if counted else resolved
    needed = -(-Fraction(population) // (1 + Fraction(population * 25, 10000))) if population else None
    needed = None if needed is None else int(needed)
    return {
        "co_du_lieu": bool(rows), "phat_ra": issued, "thu_ve": len(rows), "hop_le": len(valid),
        "ty_le_thu_ve": ratio(len(rows), issued) if issued else ratio(0, 0),
        "tong": {k: v for k, v in opinion("", valid, keys).items() if k != "ten"},
        "theo_don_vi": {d: opinion(d, by[d], keys) for d in DEPARTMENTS},
        "theo_yeu_to": {f: opinion(f, valid, [q["khoa"] for q in QUESTIONS if q["yeu_to"] == f]) for f in factors},
        "theo_cau_hoi": {q["noi_dung"]: opinion(q["noi_dung"], valid, [q["khoa"]])
                         | {"so": i, "yeu_to": q["yeu_to"], "theo_don_vi": {d: opinion(d, by[d], [q["khoa"]]) for d in DEPARTMENTS}}
                         for i, q in enumerate(QUESTIONS, 1)},
        "tong_the": population, "nguon_tong_the": "luot_phuc_vu" if counted else "da_giai_quyet",
        "co_mau_can": needed, "co_mau_thieu": max(0, (needed or 0) - len(valid)),
    }


# ---- the rest ---------------------------------------------------------------------------------

def complaint_line(kind, rows):
    received = [r for r in rows if FROM <= r["received"] <= TO]
    carried = [r for r in rows if r["received"] < FROM and (r["resolved"] is None or r["resolved"] >= FROM)]
    done = [r for r in received + carried if r["resolved"] and r["resolved"] <= TO]
    still = [r for r in received + carried if not r["resolved"] or r["resolved"] > TO]
    timed = [r for r in done if r["due"]]
    good = sum(r["resolved"] <= r["due"] for r in timed)
    return {
        "ky_truoc_chuyen_sang": len(carried), "tiep_nhan": len(received), "da_giai_quyet": len(done),
        "dung_han": good, "qua_han": len(timed) - good, "khong_co_han": len(done) - len(timed),
        "dang_giai_quyet": len(still), "dang_qua_han": sum(bool(r["due"]) and r["due"] < TO for r in still),
        "tam_dinh_chi": 0,  # the registers of the sample have no such column
        "ty_le_dung_han": ratio(good, len(timed)),
    }


def complaints(records):
    rows = [{"kind": r["kind"], "received": as_day(r["received"]), "due": as_day(r.get("deadline")),
             "resolved": as_day(r.get("resolved"))} for r in records]
    kinds = ["Khiếu nại", "Tố cáo", "Kiến nghị", "Phản ánh"]
    return {"theo_loai": {k: complaint_line(k, [r for r in rows if r["kind"] == k]) for k in kinds},
            "tong": complaint_line("", rows)}


def quality(dossiers, records):
    """The indices of QĐ 766/QĐ-TTg, where the settings ask for them."""
    if SETTINGS.get("danh_gia", {}).get("chi_so_766") != "co":
        return {}

    def in_time(d):
        if d.received > TO or d.end and d.end < FROM:
            return None
        if d.resolved():
            return d.due is None or d.end <= d.due
        if (d.end is None or d.end > TO) and d.supplements is not None and d.supplements > 1:
            return False
        return d.end is None and d.waiting or d.due is None or d.due >= TO

    judged = [verdict for verdict in map(in_time, dossiers) if verdict is not None]
    came = [d for d in dossiers if FROM <= d.received <= TO and d.column()]
    petitions = [(as_day(r["received"]), as_day(r.get("deadline")), as_day(r.get("resolved")))
                 for r in records if r["kind"] in ("Kiến nghị", "Phản ánh")]
    petitions = [(due, end) for received, due, end in petitions
                 if due and received <= TO and not (end and end < FROM)]
    good = sum(end <= due if end and end <= TO else due >= TO for due, end in petitions)
    return {"chi_so_766": {"chi_so": {
        "Hồ sơ xử lý đúng hạn": {"ma": "2.1", "ty_le": ratio(sum(judged), len(judged))},
        "Hồ sơ nộp trực tuyến": {"ma": None, "ty_le": ratio(sum(d.online for d in came), len(came))},
        "Phản ánh, kiến nghị xử lý đúng hạn": {"ma": "5.2", "ty_le": ratio(good, len(petitions))},
    }}}


def reconciled(name, dossiers, written, dated):
    """Late dossiers beside their letters; the first letter of a dossier counts."""
    known = [{"code": one.code, "department": one.department, "due": one.due, "new": one.new, "id": one.id}
             for one in ARCHIVED if one.kind != "thu_viec"] + written
    late = [d for d in dossiers if d.late() and name in (None, d.department)]
    counts = Counter()
    for d in late:
        letter = next((one for one in known if one["code"] == d.code), None)
        moved = d.reappointed if d.reappointed and d.reappointed > d.due else None
        promised = letter["new"] if letter and letter["new"] else moved
        counts["tre_lan_hai"] += promised is not None and (d.end if d.resolved() else TO) > promised
        if letter is None:
            counts["chi_co_ngay_hen_lai" if moved else "chua_co_thu"] += 1
            continue
        day = dated(letter)
        # NĐ 61/2018/NĐ-CP Điều 19 khoản 9: at the latest one day before.
        counts["da_lap" if day is None else "gui_kip" if day <= d.due - timedelta(1) else "gui_muon"] += 1
    by_code = {d.code: d for d in dossiers}
    for letter in known:
        d = by_code.get(letter["code"])
        if name in (None, letter["department"]) and d and d.resolved() and not d.withdrawn and letter["due"]:
            counts["sau_do_dung_han"] += d.end <= letter["due"]
    issued = counts["gui_kip"] + counts["gui_muon"]
    return {"qua_han": len(late), "da_phat_hanh": issued, "ty_le_da_phat_hanh": ratio(issued, len(late))} | {
        kind: counts[kind] for kind in ("chua_co_thu", "gui_kip", "gui_muon", "da_lap", "chi_co_ngay_hen_lai",
                                        "sau_do_dung_han", "tre_lan_hai")}


def letters(dossiers, tables):
    every = [d for d in dossiers if d.late()]
    refused = [d for d in every if d.refused()]
    owed = [d for d in every if d.code not in LETTERED]
    written = [letter for d in owed if (letter := d.letter())]
    near = [d for d in dossiers if d.near() and d.code not in LETTERED and not (d.end and d.end <= d.due)]
    ahead = [letter for d in near if (letter := d.letter())]
    sheets = [t for t in tables if t.kind() == "sổ theo dõi thư xin lỗi"]

    def dated(letter):
        """What the clerk's office wrote beside the letter in the register."""
        days = {as_day(r.get("letter_date")) for t in sheets for r in t.records if r["code"] == letter["code"]
                and r.get("order", letter.get("id", [0, 0])[1]) == letter.get("id", [0, 0])[1]}
        assert len(days) <= 1, "the recount does not settle registers that differ"
        return days.pop() if days else None

    known = {(one.whom, one.what) for one in ARCHIVED if one.kind == "thu_viec"}
    matters = [r for t in tables if t.kind() == "việc không có giấy tiếp nhận" for r in t.records]
    names = {d.department for d in every} | {one.department for one in ARCHIVED}
    by_department = {name: reconciled(name, dossiers, written + ahead, dated) for name in names}
    return {
        "phieu_hen_lai": sum(letter["new"] is not None for letter in written),
        "thu_xin_loi": sum(letter["new"] is None for letter in written),
        "da_co_tu_truoc": len(every) - len(owed), "tu_choi_hen_lan_hai": len(refused),
        "chua_du_thong_tin": len(owed) - len(written), "da_co_sau_ky": 0, "phai_xin_loi": len(every),
        "phieu_truoc_han": len(ahead),
        "sap_den_han": len(near) - len(ahead) + sum(d.near() and d.refused() for d in dossiers),
        "thu_viec": sum((r["to"], r["matter"]) not in known for r in matters),
        "doi_chieu": reconciled(None, dossiers, written + ahead, dated),
        "doi_chieu_don_vi": {name: line for name, line in by_department.items()
                             if line["qua_han"] + line["sau_do_dung_han"]},
    }


def line_codes(names):
    """Short codes of lines: initials, two digits behind long ones, more digits where two names share one."""
    def code(name, digits):
        words = re.findall(r"[a-z0-9]+", plain(name).replace("–", " "))
        one = len(words) == 1 and len(words[0]) <= 6
        letters = words[0].upper() if one else "".join(w if w.isdigit() else w[0] for w in words).upper()
        if not digits and 0 < len(letters) <= 6:
            return letters
        mixed = 2166136261
        for byte in name.lower().encode():
            mixed = (mixed ^ byte) * 16777619 % 2 ** 32
        return letters[:4] + f"{mixed:010}"[-(digits or 2):]

    given = {}
    for digits in (0, 3, 6, 10):
        tried = {name: code(name, digits) for name in set(names) - set(given)}
        shared = Counter(tried.values()) + Counter(given.values())
        given |= {name: own for name, own in tried.items() if shared[own] == 1}
    return {name: {"ma": own} for name, own in given.items()}


def expected():
    paths = sorted(p for p in (OFFICE / "du-lieu").rglob("*") if p.suffix in READERS)
    tables = [table for path in paths for table in tables_of(path)]
    rows = {kind: [Row(t, (order, number), r, kind) for order, t in enumerate(tables) if t.kind() == kind
                   for number, r in enumerate(t.records)] for kind in ("hồ sơ", "đơn thư")}
    for of_kind in rows.values():
        settle(of_kind)
    counted = {kind: [row for row in of_kind if row.fate == "counted"] for kind, of_kind in rows.items()}
    fates = Counter((id(row.table), row.fate) for of_kind in rows.values() for row in of_kind)
    entries = {r["code"]: r for t in tables if t.kind() == "phiếu nhập thư xin lỗi" for r in t.records}
    taken = [row.record for row in counted["hồ sơ"] if not row.never]
    dossiers = [Dossier(r, entries.get(r.get("code"), {})) for r in taken]
    total = line("", dossiers)
    files = {}
    for table in tables:
        name = table.path.relative_to(OFFICE / "du-lieu").as_posix()
        if table.kind() == "phiếu khảo sát":
            # A questionnaire without any valid answer came back, but does not count.
            fates[id(table), "wrong"] = sum(not any(isinstance(level(r.get(("question", q["khoa"]))), int) for q in QUESTIONS)
                                            for r in table.records)
        old, wrong = (fates[id(table), fate] for fate in ("old", "wrong"))
        n = len(table.records) - old - wrong
        file = files.setdefault(name, {"sha256": hashlib.sha256(table.path.read_bytes()).hexdigest(), "trang": []})
        file["trang"].append({"loai": table.kind(), "dong_da_doc": len(table.records) + table.skipped + table.blank,
                              "dong_duoc_tinh": n, "dong_khong_tinh": wrong, "dong_bo_qua": table.skipped + old,
                              "dong_trong": table.blank})
    old, wrong = (sum(count for (_, fate), count in fates.items() if fate == of) for of in ("old", "wrong"))
    records = sum(len(t.records) for t in tables)
    by = {key: grouped(dossiers, key, DEPARTMENTS if key == "department" else ()) for key in ("department", "field", "procedure")}
    return {
        "ma_so": {"linh_vuc": line_codes(by["field"]), "thu_tuc": line_codes(by["procedure"]),
                  "yeu_to": line_codes([q["yeu_to"] for q in QUESTIONS])},
        "ky": {"ma": PERIOD, "tu": FROM.isoformat(), "den": TO.isoformat()},
        "ho_so": {"co_du_lieu": True, "tong": {k: v for k, v in total.items() if k != "ten"},
                  "theo_don_vi": by["department"], "theo_linh_vuc": by["field"],
                  "theo_thu_tuc": by["procedure"], "qua_han": delays(dossiers), "lech_chuyen_ky": 0, "sai_dang_thuc": []},
        "hai_long": satisfaction(tables, total["cot"]["c7"]),
        "don_thu": complaints([row.record for row in counted["đơn thư"]]),
        **quality(dossiers, [row.record for row in counted["đơn thư"]]),
        "tu_danh_gia": [{"noi_dung": content(r["content"]), "tu_danh_gia": r["verdict"], "ghi_chu": r.get("note")}
                        for t in tables if t.kind() == "tự đánh giá" and t.in_period for r in t.records],
        "thu_xin_loi": letters(dossiers, tables),
        "du_lieu": {"tep": files, "dong_khong_tinh": wrong, "dong_duoc_tinh": records - old - wrong,
                    "dong_bo_qua": sum(t.skipped for t in tables) + old, "dong_trong": sum(t.blank for t in tables),
                    "dong_da_doc": records + sum(t.skipped + t.blank for t in tables)},
    }


def over_time(own):
    """Of a month: what the months before it reported, and what is counted here of its own."""
    before = {path.parts[-3]: path for path in (OFFICE / "luu-tru").glob("[0-9]*/data/so-lieu.json")}
    months = sorted(code for code in before if re.fullmatch(r"\d{4}-\d\d", code) and code < PERIOD)
    told = {code: json.loads(before[code].read_text(encoding="utf-8")) for code in months} | {PERIOD: own}
    counts = {code: (one["ho_so"]["tong"], one["hai_long"]["tong"]) for code, one in told.items()}
    letters = {code: one["thu_xin_loi"] for code, one in told.items()}

    def shared(code):
        dossiers, said = counts[code]
        return {"ma": code, "qua_han": dossiers["cot"]["c10"], "ty_le_dung_han": dossiers["ty_le_dung_han"], "n": said["n"],
                "ty_le_hai_long": said["ty_le"], "khoang_tin_cay": said["khoang_tin_cay"]}

    def summed(code):
        columns = counts[code][0]["cot"]
        return shared(code) | {"tiep_nhan": columns["c3"] - columns["c6"], "da_giai_quyet": columns["c7"]}

    def trend(code):
        written = letters[code]["doi_chieu"]
        return shared(code) | {"dang_qua_han": counts[code][0]["cot"]["c13"], "phai_xin_loi": letters[code]["phai_xin_loi"],
                               "da_phat_hanh": written["da_phat_hanh"],
                               "da_co_thu": written["da_phat_hanh"] + written["da_lap"]}

    year, month = map(int, PERIOD.split("-"))
    wanted = [f"{year}-{one:02}" for one in range(1, month + 1)]
    missing = [f"tháng {int(code[5:])} năm {year}" for code in wanted if code not in told]
    lines = [] if missing else [summed(code) for code in wanted]
    total = {key: sum(one[key] for one in lines) for key in ("qua_han", "n", "tiep_nhan", "da_giai_quyet")}
    for rate in ("ty_le_dung_han", "ty_le_hai_long"):
        total[rate] = ratio(sum(one[rate]["tu"] for one in lines), sum(one[rate]["mau"] for one in lines))
    columns = counts[PERIOD][0]["cot"]
    return {
        "xu_huong": {"loai_ky": "tháng", "so_ky": len(told), "ky": [trend(code) for code in told] if len(told) > 2 else []},
        "luy_ke": None if month == 1 else {"thieu": missing, "ky": lines, "tong": total if lines else {},
                                           "dang_giai_quyet": columns["c11"],
                                           "dau_nam_chuyen_sang": counts[wanted[0]][0]["cot"]["c6"] if lines else None},
        "doi_chieu_ky": None,
    }


def compare(want, have, path, wrong):
    """Everything that is expected must be there; a dict of names stands for a list of named lines."""
    if isinstance(want, dict) and isinstance(have, list):
        name = "loai" if path.endswith("theo_loai") else "ten"
        have = {item[name]: item for item in have}
        if set(want) != set(have):
            wrong.append(f"{path}: lines {sorted(set(want) ^ set(have), key=str)} on one side only")
    if isinstance(want, dict):
        return sum(compare(w, have.get(k, "(absent)") if isinstance(have, dict) else "(absent)", f"{path}.{k}", wrong)
                   for k, w in want.items() if not isinstance(have, dict) or k in have or not isinstance(w, dict)
                   or wrong.append(f"{path}.{k}: absent"))
    if isinstance(want, list) and isinstance(have, list) and len(want) == len(have):
        return sum(compare(w, h, f"{path}[{i}]", wrong) for i, (w, h) in enumerate(zip(want, have)))
    if want != have:
        wrong.append(f"{path}: {have!r}, counted again: {want!r}")
    return 1


def main():
    want = expected()
    want |= over_time(want)
    if "--print" in sys.argv:
        print(json.dumps(want, ensure_ascii=False, indent=1))
        return
    have = json.loads((OFFICE / "luu-tru" / PERIOD / "data" / "so-lieu.json").read_text(encoding="utf-8"))
    wrong = []
    count = compare(want, have, "", wrong)
    for text in wrong:
        print(text)
    print(f"recount: {count - len(wrong)} of {count} figures agree")
    sys.exit(bool(wrong))


main()
