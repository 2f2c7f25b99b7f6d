#!/usr/bin/env python3
"""Looks for people where nobody may stand: people.py BINARY FOLDER

Makes an office in whose sheets 300 invented people stand in columns of their own and in all sorts of others: names,
telephones, numbers of identity, e-mails and addresses in comments, contents of petitions, notes and reasons, and in the
cells of a department, a procedure, a field, a code, a day, a status or an answer. Two months are run, and every file of
the archive is read as text: PDF, HTML, DOCX, XLSX, JSON, XML and what lies packed within them, with what `--json` puts
out. People belong in letters, their register, noi-bo, can-sua and the inputs, and nowhere else. Needs pdftotext.
"""
import csv
import io
import re
import subprocess
import sys
import unicodedata
import zipfile
from datetime import date, timedelta
from html import unescape
from pathlib import Path

SURNAMES = ["Nguyễn", "Trần", "Thạch", "Lâm", "Hồ", "Đỗ", "Kim", "Phạm", "Sơn", "Lý"]
MIDDLES = ["Vờ", "Thị Giả", "Ngọc Ảo", "Hoàng Nháp", "Thị Mỹ Vịt", "Quốc Bịa"]
GIVEN = ["Mẫu", "Rằm", "Vẹt", "Ngẫu", "Nhằng"]
# Where people belong.
INSIDE = re.compile(r"/(?:thu-xin-loi|noi-bo|nguon)/|/so-theo-doi-\d+\.xlsx$")
DEPARTMENTS = ["Phòng A", "Phòng B", "Phòng C"]


class Person:
    def __init__(self, at):
        self.name = f"{SURNAMES[at % 10]} {MIDDLES[at // 10 % 6]} {GIVEN[at // 60 % 5]}"
        self.telephone = f"0987{at * 7919 % 1000000:06d}"
        self.identity = f"084{at * 104729 % 10**9:09d}"
        self.mail = f"hop.thu{at}@bia-dat.vn"
        self.address = f"số {at + 1} đường Lê Bịa Đặt, phường {at % 9 + 1}"

    def ways(self, at):
        """As people are written in cells; each in turn."""
        spaced = f"{self.telephone[:4]} {self.telephone[4:7]} {self.telephone[7:]}"
        dotted = f"+84.{self.telephone[1:4]}.{self.telephone[4:7]}.{self.telephone[7:]}"
        every = [self.name, self.telephone, self.identity, self.mail, self.address, f"Ông {self.name}", f"bà {self.name} ({spaced})",
                 self.name.upper(), plain(self.name), f"{self.name} - {dotted}", f"CCCD {self.identity}", f"chờ anh {self.name} bổ sung"]
        return every[at % len(every)]


def plain(text):
    return "".join(c for c in unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D")) if not unicodedata.combining(c))


def tidy(text):
    return " ".join(unicodedata.normalize("NFC", text.replace("\u00a0", " ")).split()).lower()


def write(path, header, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out).writerows([header, *rows])


def dossiers(people, first):
    """A row for each person; every other row holds somebody else in one of its cells as well."""
    rows = []
    for at, person in enumerate(people):
        received = first + timedelta(at % 14)
        due, end = received + timedelta(7), received + timedelta(12 if at % 9 == 0 else 4)
        row = [f"H-{first:%m}-{at:04d}", person.name, person.identity, person.telephone, person.mail, person.address, "Cấp giấy phép", "Lĩnh vực A",
               DEPARTMENTS[at % 3], f"{received:%d/%m/%Y}", f"{due:%d/%m/%Y}", f"{end:%d/%m/%Y}", "Đã trả kết quả", "Trực tiếp", "0", "b" if at % 18 == 0 else "", ""]
        if at % 2 == 0:
            slid = [0, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16][at // 2 % 12]
            row[slid] = people[(at + 7) % len(people)].ways(at // 24 + at)
        rows.append(row)
    return rows


def comments(person, at):
    return [f"Tôi là {person.name}, thời gian chờ còn lâu", f"Gọi lại số {person.telephone}, không có người nghe", f"CCCD {person.identity}: hướng dẫn nhiệt tình",
            f"Nhà ở {person.address}, cảm ơn cơ quan", f"Trả lời về {person.mail} giúp bà {person.name}"][at % 5]


def office(root, people):
    named = "".join(f'\n[[don_vi]]\nten = "{name}"\n' for name in DEPARTMENTS)
    root.mkdir(parents=True)
    (root / "congso.toml").write_text(f"""[co_quan]
ten = "Sở Ví Dụ"
chu_quan = "Ủy ban nhân dân tỉnh Ví Dụ"
dia_danh = "Ví Dụ"
ky_hieu = "SVD"
don_vi_soan_thao = "VP"

[nguoi_ky]
quyen_han = ["GIÁM ĐỐC"]
ho_ten = "Người Ký Ví Dụ"
{named}""", encoding="utf-8")
    data = root / "du-lieu"
    header = ["Mã hồ sơ", "Họ và tên", "Số CCCD", "Số điện thoại", "Email", "Địa chỉ", "Tên thủ tục", "Lĩnh vực", "Phòng ban", "Ngày tiếp nhận", "Ngày hẹn trả",
              "Ngày kết thúc xử lý", "Trạng thái", "Hình thức nộp", "Số lần bổ sung", "Lý do trễ hạn", "Ghi chú"]
    write(data / "ho-so.csv", header, dossiers(people, date(2020, 2, 15)) + dossiers(people, date(2020, 3, 16)))
    sheets, petitions = [], []
    for month, day in (("03", "02/03/2020"), ("04", "02/04/2020")):
        for at, person in enumerate(people):
            row = [f"P{month}-{at}", day, DEPARTMENTS[at % 3], person.name, person.telephone, "Hài lòng", "Rất hài lòng", comments(person, at)]
            # As more would be no scale, an answer holds somebody in one row of fifteen.
            if at % 15 == 0:
                row[[0, 2, 5, 6][at // 15 % 4]] = person.ways(at)
            sheets.append(row)
        for at, person in enumerate(people[:120]):
            petitions.append([f"D{month}-{at}", ["Kiến nghị", "Phản ánh", "Khiếu nại"][at % 3], person.name, person.ways(at) if at % 10 == 0 else DEPARTMENTS[at % 3],
                              f"20/{'02' if month == '03' else '03'}/2020", day, f"28/{'02' if month == '03' else '03'}/2020", comments(person, at + 1)])
    write(data / "phieu.csv", ["Số phiếu", "Ngày trả lời", "Đơn vị", "Họ và tên", "Số điện thoại", "Câu 1", "Câu 2", "Ý kiến góp ý"], sheets)
    write(data / "don.csv", ["Số đơn", "Loại đơn", "Người gửi", "Đơn vị", "Ngày tiếp nhận", "Hạn giải quyết", "Ngày giải quyết", "Nội dung"], petitions)
    for month in ("2020-03", "2020-04"):
        write(data / month / "tu-danh-gia.csv", ["Nội dung", "Tự đánh giá", "Ghi chú"],
              [[f"1.{n}", "Tốt", f"Đã xin lỗi {people[n].name}, điện thoại {people[n].telephone}" if n < 3 else people[n].ways(n)] for n in range(1, 6)])
        write(data / month / "luot-phuc-vu.csv", ["Đơn vị", "Số lượt", "Số phiếu phát ra"], [[name, "400", "300"] for name in DEPARTMENTS])


def texts(name, content):
    """All texts of a file, and of the files within it."""
    end = name.rsplit(".", 1)[-1]
    if end == "pdf":
        yield subprocess.run(["pdftotext", "-enc", "UTF-8", "-", "-"], input=content, capture_output=True, check=True).stdout.decode()
        # What stands in its description as well.
        yield subprocess.run(["pdfinfo", "-enc", "UTF-8", "-"], input=content, capture_output=True, check=True).stdout.decode()
    elif end in ("docx", "xlsx", "zip"):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for member in package.namelist():
                yield from texts(member, package.read(member))
    elif end in ("xml", "html", "rels"):
        text = unescape(content.decode("utf-8", "replace"))
        yield text
        # Words that are parted by tags.
        yield re.sub(r"<[^>]*>", "", text)
    else:
        yield content.decode("utf-8", "replace")


def wanted(people):
    """What may be found, and the form in which it is looked for."""
    for person in people:
        given = person.name.split(" ", 1)[1]
        for form in {person.name, given, plain(person.name)}:
            yield form.lower()
        for form in (person.mail, person.address):
            yield form.lower()


def main():
    binary, root = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
    people = [Person(at) for at in range(300)]
    assert len({p.name for p in people}) == len({p.telephone for p in people}) == len({p.identity for p in people}) == 300
    office(root, people)
    told = []
    for month in ("2020-03", "2020-04"):
        run = subprocess.run([binary, "bao-cao", "--json", "-C", root, "--ky", month, "--du-lieu-thieu"], capture_output=True, text=True)
        if run.returncode not in (0, 3):
            sys.exit(f"no report of {month}: {run.returncode}\n{run.stderr[-3000:]}")
        told.append((f"bao-cao --json, {month}", run.stdout))
    forms = list(wanted(people))
    numbers = {number for p in people for number in (p.telephone[1:], p.identity)}
    hits, seen, inside = [], 0, 0

    def look(name, text):
        nonlocal seen
        seen += 1
        text = tidy(text)
        digits = re.sub(r"(?<=\d)[ .\-](?=\d)", "", text)
        found = [form for form in forms if form in text] + [n for n in numbers if n in digits]
        hits.extend(f"{name}: “{form}”" for form in found[:5])
        return bool(found)

    for path in sorted(p for p in (root / "luu-tru").rglob("*") if p.is_file()):
        name = "/" + path.relative_to(root / "luu-tru").as_posix()
        if INSIDE.search(name):
            inside += 1
            continue
        for text in texts(name, path.read_bytes()):
            look(name, text)
    for name, text in told:
        look(name, text)
    # A search that finds nobody in the inputs would find nobody anywhere.
    kept = len(hits)
    source = next((root / "luu-tru").rglob("nguon/**/ho-so.csv"))
    assert look("", source.read_text(encoding="utf-8-sig")), "nobody is found in the inputs either"
    del hits[kept:]
    for hit in hits:
        print(hit)
    print(f"people: {len(hits)} of 300 people's data in {seen} texts ({inside} files where they belong passed over)")
    sys.exit(bool(hits) or inside < 10)


main()
