#!/usr/bin/env python3
"""What a superior office adds up, against rows that were never in the program: above.py BINARY WORK UNITS

Makes so many offices with random dossiers and answers, lets each archive March 2020, hands all bags to a superior
office, and holds `tong-hop` against counts made here from the rows, with no code of the program. Some units are
tampered with, doubled, missing or of another period, and must be named.
"""
import json
import pathlib
import random
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

binary, work, units = sys.argv[1], pathlib.Path(sys.argv[2]), int(sys.argv[3])
FIRST, LAST = date(2020, 2, 15), date(2020, 3, 14)
FIELDS = ["Người có công", "Việc làm", "Bảo trợ xã hội", "Giáo dục nghề nghiệp"]
LEVELS = ["Rất không hài lòng", "Không hài lòng", "Bình thường", "Hài lòng", "Rất hài lòng"]
QUESTIONS = ["Nơi ngồi chờ có đủ chỗ ngồi", "Công chức có thái độ giao tiếp lịch sự"]
shutil.rmtree(work, ignore_errors=True)


def fail(words):
    sys.exit(f"FAILED: {words}")


def run(*arguments, may=(0, 3)):
    done = subprocess.run([binary, *map(str, arguments)], capture_output=True, text=True, env={"NO_COLOR": "1"})
    if done.returncode not in may:
        fail(f"{arguments}: {done.returncode}\n{done.stderr}")
    return done


def dossiers(chance):
    """Code, field, received, due, end, channel."""
    rows = []
    for number in range(chance.randint(5, 60)):
        received = FIRST - timedelta(days=20) + timedelta(days=chance.randint(0, 47))
        due = received + timedelta(days=chance.randint(1, 20))
        end = received + timedelta(days=chance.randint(0, 30)) if chance.random() < 0.8 else None
        rows.append((f"HS{number}", chance.choice(FIELDS), received, due, end, chance.choice(["Trực tuyến", "Trực tiếp"])))
    return rows


def columns(rows):
    """(3) to (13) by their definitions."""
    count = [0] * 11
    for _, _, received, due, end, channel in rows:
        if received > LAST or (end and end < FIRST):
            continue
        count[0] += 1
        count[3 if received < FIRST else 1 if channel == "Trực tuyến" else 2] += 1
        if end and end <= LAST:
            count[4] += 1
            count[5 if end < due else 6 if end == due else 7] += 1
        else:
            count[8] += 1
            count[9 if due >= LAST else 10] += 1
    return count


def printed(line):
    return [line["cot"][f"c{number}"] for number in range(3, 14)]


def day(value):
    return value.strftime("%d/%m/%Y") if value else ""


def office(number):
    chance = random.Random(number)
    name = f"Sở Thứ {number}"
    folder = work / "lam" / str(number)
    (folder / "du-lieu").mkdir(parents=True)
    (folder / "congso.toml").write_text(
        f'[co_quan]\nten = "{name}"\nchu_quan = "Ủy ban Ví Dụ"\ndia_danh = "Ví Dụ"\nky_hieu = "S{number}"\n[[don_vi]]\nten = "Phòng A"\n',
        encoding="utf-8",
    )
    rows = dossiers(chance)
    lines = ["Mã hồ sơ,Phòng ban,Lĩnh vực,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý,Hình thức nộp"]
    lines += [f"{code},Phòng A,{field},{day(received)},{day(due)},{day(end)},{channel}" for code, field, received, due, end, channel in rows]
    (folder / "du-lieu" / "ho-so.csv").write_text("\n".join(lines), encoding="utf-8")
    sheets = []
    for _ in range(chance.randint(3, 40)):
        answered = FIRST + timedelta(days=chance.randint(0, 28))
        sheets.append((answered, [chance.choice([0, 1, 2, 3, 4, 4, 5, 5, 5]) for _ in QUESTIONS]))
    lines = ["Số phiếu,Ngày trả lời,Phòng ban," + ",".join(QUESTIONS)]
    for at, (answered, answers) in enumerate(sheets):
        words = [LEVELS[level - 1] if level else "" for level in answers]
        lines.append(f"{at + 1:03},{day(answered)},Phòng A," + ",".join(words))
    (folder / "du-lieu" / "phieu.csv").write_text("\n".join(lines), encoding="utf-8")
    run("bao-cao", "-C", folder, "--ky", "2020-03", "--du-lieu-thieu", "--tinh-den", "2020-03-17")
    return name, folder / "luu-tru" / "2020-03", rows, sheets


began = time.monotonic()
with ThreadPoolExecutor(4) as pool:
    made = list(pool.map(office, range(1, units + 1)))
print(f"{units} units archived in {time.monotonic() - began:.0f} s")

received = work / "nhan"
touched, doubled, bare, away = made[0], made[1], made[2], made[3]
for name, bag, *_ in made:
    if name == away[0]:
        continue
    shutil.copytree(bag, received / bag.parent.parent.name)
(received / "ban-sao").mkdir()
shutil.copytree(doubled[1], received / "ban-sao" / "2020-03")
victim = received / touched[1].parent.parent.name / "data" / "so-lieu.json"
victim.write_bytes(victim.read_bytes().replace(b'"c3": ', b'"c3": 1', 1))
alone = received / bare[1].parent.parent.name
text = (alone / "data" / "so-lieu.json").read_bytes()
shutil.rmtree(alone)
alone.mkdir()
(alone / "so-lieu.json").write_bytes(text)

above = work / "tren"
(above / "du-lieu").mkdir(parents=True)
names = ", ".join(f'"{name}"' for name, *_ in made)
(above / "congso.toml").write_text(
    f'[co_quan]\nten = "Ủy ban Ví Dụ"\ndia_danh = "Ví Dụ"\nky_hieu = "UBVD"\n[tong_hop]\ndon_vi = [{names}]\n', encoding="utf-8"
)
# Words of the office for each of its headings: without them Word alone asks for some.
(above / "noi-dung").mkdir()
headings = ["Chỉ đạo", "Ưu điểm", "Tồn tại", "Nguyên nhân", "Nhiệm vụ", "Kiến nghị"]
prose = "\n\n".join(f"# {heading}\n\n- Ví dụ của mục này." for heading in headings)
(above / "noi-dung" / "tong-hop-2020-03.md").write_text(prose + "\n", encoding="utf-8")
began = time.monotonic()
done = run("tong-hop", "-C", above, "--ky", "2020-03", "--tinh-den", "2020-03-20", "--json", received, may=(3,))
took = time.monotonic() - began
figures = json.loads(done.stdout)

counted = [unit for unit in made if unit[0] not in (touched[0], away[0])]
lines = {line["ten"]: printed(line) for line in figures["ho_so"]["theo_don_vi"]}
want = {name: columns(rows) for name, _, rows, _ in counted}
for name, own in want.items():
    if lines.get(name) != own:
        fail(f"{name}: {lines.get(name)}, counted here {own}")
if set(lines) != set(want):
    fail(f"rows of units: {set(lines) ^ set(want)}")
total = [sum(column) for column in zip(*want.values())]
if printed(figures["ho_so"]["tong"]) != total:
    fail(f"total {printed(figures['ho_so']['tong'])}, counted here {total}")
by_field = {line["ten"]: printed(line) for line in figures["ho_so"]["theo_linh_vuc"]}
for field in FIELDS:
    own = [sum(column) for column in zip(*(columns([row for row in rows if row[1] == field]) for _, _, rows, _ in counted))]
    if by_field.get(field, [0] * 11) != own:
        fail(f"{field}: {by_field.get(field)}, counted here {own}")
rate = figures["ho_so"]["tong"]["ty_le_dung_han"]
if (rate["tu"], rate["mau"]) != (total[5] + total[6], total[4]):
    fail(f"rate {rate}")
valid = [answers for *_, sheets in counted for _, answers in sheets if any(answers)]
levels = [sum(answers.count(level) for answers in valid) for level in range(1, 6)]
said = figures["hai_long"]["tong"]["tra_loi"]["muc"]
if said != levels or figures["hai_long"]["hop_le"] != len(valid):
    fail(f"answers {said}, counted here {levels}; sheets {figures['hai_long']['hop_le']}, {len(valid)}")
for at, question in enumerate(figures["hai_long"]["theo_cau_hoi"]):
    own = [sum(answers[at] == level for answers in valid) for level in range(1, 6)]
    if question["tra_loi"]["muc"] != own:
        fail(f"{question['ten']}: {question['tra_loi']['muc']}, counted here {own}")
states = {}
for unit in figures["tong_hop"]["don_vi"]:
    states.setdefault((unit["ten"], unit["trang_thai"]), 0)
for name, state in [(touched[0], "khong_cong"), (doubled[0], "khong_cong"), (doubled[0], "da_xac_minh"), (bare[0], "khong_xac_minh_duoc"), (away[0], "chua_co")]:
    if (name, state) not in states:
        fail(f"{name} is not told as {state}: {done.stderr}")
run("xac-minh", "-C", above, may=(0,))
# Figures of the sum, explained unit by unit: what each adds is what was counted here.
explained = json.loads(run("dien-giai", "-C", above, "tong-hop-2020-03", "HS-07", "TL-01", "--json", may=(0,)).stdout)
for told, own in zip(explained["explanations"], [lambda c: [c[4]], lambda c: [c[5] + c[6], c[4]]]):
    adds = {row["department"]: row["adds"] for row in told["rows"]}
    if adds != {name: own(columns) for name, columns in want.items()} or not told["adds_up"]:
        fail(f"{told['id']}: {adds}")
print(f"tong-hop: {len(counted)} of {units} units added, all counts found again, {took:.1f} s")
