#!/usr/bin/env python3
"""Plays an invented office's year month by month, then holds its archive: trends, the year to date and the longer
periods, whose rows come from the bags, say what is counted here from the same dossiers; every bag is valid for another
BagIt program, every alteration is found and named, and the archive is made again from its own bags to the same bytes.

Usage: .ci/year.py target/release/congso [ALTERATIONS]
Needs the Python package bagit for the first; where it is not there, that is said.
"""
import datetime
import hashlib
import json
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

SETTINGS = """[co_quan]
ten = "Sở Ví Dụ"
dia_danh = "Ví Dụ"
ky_hieu = "SVD"

[nguoi_ky]
quyen_han = ["GIÁM ĐỐC"]
"""
DEPARTMENTS = ["Phòng A", "Phòng B", "Phòng C"]
LEVELS = ["Không hài lòng", "Bình thường", "Hài lòng", "Rất hài lòng"]
# Longer periods, and their last months.
LONG = {"2020-Q1": 3, "2020-6T": 6, "2020-9T": 9, "2020": 12}
HEADER = "Mã hồ sơ;Tên thủ tục;Phòng ban;Chủ hồ sơ;Ngày tiếp nhận;Ngày hẹn trả;Ngày kết thúc xử lý;Lý do trễ hạn;Ngày hẹn lại;Hình thức nộp"


def settings(target=""):
    return SETTINGS + target + "".join(f'\n[[don_vi]]\nten = "{name}"\n' for name in DEPARTMENTS)


def short(day):
    return day.strftime("%d/%m/%Y") if day else ""


def dossiers(month):
    """Received in a month of 2020: when, when due, when ended."""
    chance = random.Random(month)
    for number in range(1, 9):
        received = datetime.date(2020, month, chance.randint(1, 14))
        due = received + datetime.timedelta(days=chance.choice([7, 10, 14, 21]))
        end = due + datetime.timedelta(days=chance.choice([-3, -1, 0, 2, 9, 30]))
        yield number, received, due, end


def rows(month, last):
    """Dossiers received in a month of 2020, as they stand on the day `last`."""
    chance, made = random.Random(1000 + month), []
    for number, received, due, end in dossiers(month):
        is_late, is_open = end > due, end > last
        reason = "Thiếu người" if is_late and chance.random() < 0.8 else ""
        again = due + datetime.timedelta(days=40) if reason and is_open and due < last else None
        cells = [f"HS-{month:02}{number:02}", "Thủ tục X", chance.choice(DEPARTMENTS), f"Nguyễn Văn Ví Dụ {month * 100 + number}", short(received), short(due), "" if is_open else short(end), reason, short(again), "Trực tiếp"]
        made.append(";".join(cells))
    return made


def sheets(month):
    """Questionnaires of a month: levels of two questions, and what was said."""
    chance = random.Random(100 + month)
    for _ in range(chance.randint(5, 40)):
        yield [chance.choice(LEVELS) for _ in range(2)], chance.choice(["", "", "Cán bộ nhiệt tình"])


def asked(month):
    lines = ["Số phiếu;Ngày trả lời;Phòng ban;Thái độ phục vụ;Thời gian giải quyết;Ý kiến góp ý"]
    for number, (levels, said) in enumerate(sheets(month), 1):
        lines.append(f"P{month}-{number};{number % 14 + 1:02}/{month:02}/2020;Phòng A;{';'.join(levels)};{said}")
    return "\n".join(lines) + "\n"


def days(first, last):
    """Of the periods from month to month."""
    return datetime.date(2019 if first == 1 else 2020, (first - 2) % 12 + 1, 15), datetime.date(2020, last, 14)


def counted(first, last):
    """What a report over these months has to say."""
    start, day = days(first, last)
    own = [(received, due, end) for month in range(1, 13) for _, received, due, end in dossiers(month)]
    ended = [(due, end) for _, due, end in own if start <= end <= day]
    still = [due for received, due, end in own if received <= day < end]
    said = [sheet for month in range(first, last + 1) for sheet in sheets(month)]
    answers = [level for levels, _ in said for level in levels]
    late = sum(end > due for due, end in ended)
    return {
        "received": sum(start <= received <= day for received, _, _ in own),
        "carried": sum(received < start <= end for received, _, end in own),
        "resolved": len(ended), "late": late, "in_time": [len(ended) - late, len(ended)],
        "open": len(still), "overdue": sum(due < day for due in still),
        "sheets": len(said), "liked": [sum(level in LEVELS[2:] for level in answers), len(answers)],
        "comments": sum(bool(words) for _, words in said),
    }


def over_time(archive):
    """Trends, year to date and longer periods of the archive, each against the count."""
    same = 0

    def hold(where, have, want):
        nonlocal same
        assert have == want, f"{where}: {have}, counted: {want}"
        same += 1

    def line(where, have, want, names):
        for name, key in names.items():
            value = have[name]
            hold(f"{where} {name}", [value["tu"], value["mau"]] if isinstance(value, dict) else value, want[key])

    shared = {"qua_han": "late", "ty_le_dung_han": "in_time", "n": "sheets", "ty_le_hai_long": "liked", "y_kien": "comments"}
    summed = {"tiep_nhan": "received", "da_giai_quyet": "resolved", **shared}
    read = lambda code: json.loads((archive / code / "data/so-lieu.json").read_text())
    for month in range(1, 13):
        figures = read(f"2020-{month:02}")
        trend, year = figures["xu_huong"], figures["luy_ke"]
        hold(f"{month} so_ky", trend["so_ky"], month)
        # The circular of 21/10/2020 numbered a form and changed no figure.
        hold(f"{month} moc", trend["moc"], [])
        hold(f"{month} ky", [one["ma"] for one in trend["ky"]], [f"2020-{one:02}" for one in range(1, month + 1)] if month > 2 else [])
        for own, one in enumerate(trend["ky"], 1):
            line(f"{month} xu_huong {own}", one, counted(own, own), {"dang_qua_han": "overdue", **shared})
            hold(f"{month} phai_xin_loi {own}", one["phai_xin_loi"], read(f"2020-{own:02}")["thu_xin_loi"]["phai_xin_loi"])
        if month == 1:
            hold("1 luy_ke", year, None)
            continue
        hold(f"{month} thieu", (year["thieu"], len(year["ky"])), ([], month))
        for own, one in enumerate(year["ky"], 1):
            line(f"{month} luy_ke {own}", one, counted(own, own), summed)
        line(f"{month} luy_ke", year["tong"], counted(1, month), summed)
        hold(f"{month} luy_ke", (year["dau_nam_chuyen_sang"], year["dang_giai_quyet"]), (0, counted(1, month)["open"]))
    for code, last in LONG.items():
        figures, want = read(code), counted(1, last)
        have = figures["ho_so"]["tong"]["cot"]
        for column, key in {"c6": "carried", "c7": "resolved", "c10": "late", "c11": "open", "c13": "overdue"}.items():
            hold(f"{code} {column}", have[column], want[key])
        hold(f"{code} c3", have["c3"], want["carried"] + want["received"])
        rate = figures["hai_long"]["tong"]["ty_le"]
        hold(f"{code} hai_long", [rate["tu"], rate["mau"]], want["liked"])
        beside = figures["doi_chieu_ky"]
        hold(f"{code} doi_chieu_ky", [len(beside[key]) for key in ["ky", "thieu", "lech", "chuyen_ky"]], [last, 0, 0, 0])
    print(f"trends, year to date and longer periods: {same} figures agree")


def run(program, folder, arguments):
    return subprocess.run([program, *arguments, "-C", str(folder)], capture_output=True, text=True)


def ends(ended, *codes):
    assert ended.returncode in codes, (ended.args, ended.stderr)
    return ended


def longer(code, day):
    return ["bao-cao", "--ky", code, "--tinh-den", str(day), "--du-lieu-thieu", "--tu-luu-tru"]


def play(program, folder):
    (folder / "du-lieu").mkdir(parents=True)
    (folder / "congso.toml").write_text(settings())
    for month in range(1, 13):
        last = datetime.date(2020, month, 20)
        lines = [line for one in range(1, month + 1) for line in rows(one, last)]
        (folder / "du-lieu" / "ho-so.csv").write_text("\n".join([HEADER, *lines]) + "\n")
        (folder / "du-lieu" / "phieu.csv").write_text(asked(month))
        ends(run(program, folder, ["bao-cao", "--ky", f"2020-{month:02}", "--tinh-den", str(last), "--du-lieu-thieu"]), 0)
        for code in (code for code, until in LONG.items() if until == month):
            ends(run(program, folder, longer(code, last)), 0)
        if month % 3 == 0:
            between = last + datetime.timedelta(days=6)
            ends(run(program, folder, ["thu-xin-loi", "--tinh-den", str(between)]), 0, 3)
    goal = settings('\n[muc_tieu]\ndung_han = "95%"\n')
    (folder / "congso.toml").write_text(goal)
    ends(run(program, folder, ["bao-cao", "--ky", "2020-12", "--tinh-den", "2020-12-21", "--thay-the", "--du-lieu-thieu"]), 0)
    # From the same rows the year says what it said, whatever has become of its months.
    (folder / "congso.toml").write_text(settings())
    assert "không có gì thay đổi" in ends(run(program, folder, longer("2020", "2020-12-21")), 0).stderr
    (folder / "congso.toml").write_text(goal)
    letters = json.loads((folder / "luu-tru/2020-03/data/thu-xin-loi/danh-sach.json").read_text())["thu"]
    void = [letters[0]["ma_ho_so"], "--ly-do", "Ghi sai tên", "--tinh-den", "2020-12-28"]
    ends(run(program, folder, ["thu-xin-loi", "--huy", *void]), 0, 3)


def bags(archive):
    return sorted(path for path in archive.iterdir() if (path / "bagit.txt").exists())


def valid(archive):
    try:
        import bagit
    except ImportError:
        return print("bags valid for another program: passed over, there is no package bagit")
    for bag in bags(archive):
        bagit.Bag(str(bag)).validate()
    print(f"bags valid for bagit {bagit.VERSION}: {len(bags(archive))}")


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def reseal(bag):
    """Manifests that agree with whatever the bag now holds."""
    files = sorted(path for path in bag.rglob("*") if path.is_file())
    line = lambda path: f"{digest(path)}  {path.relative_to(bag).as_posix()}\n"
    (bag / "manifest-sha256.txt").write_text("".join(line(path) for path in files if path.is_relative_to(bag / "data")))
    tags = [path for path in files if path.parent == bag and path.name != "tagmanifest-sha256.txt"]
    (bag / "tagmanifest-sha256.txt").write_text("".join(map(line, tags)))


def flip(path, chance):
    content = bytearray(path.read_bytes())
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    path.write_bytes(content)


def cut(path, chance):
    path.write_bytes(path.read_bytes()[: -chance.randint(1, 3)])


def lengthen(path, chance):
    path.write_bytes(path.read_bytes() + bytes(chance.randint(1, 9)))


def remove(path, _):
    path.unlink()


def link(path, _):
    moved = path.parents[-1] / tempfile.mktemp(dir=tempfile.gettempdir())[1:]
    shutil.move(path, moved)
    path.symlink_to(moved)


def exchange(path, chance):
    """The bytes of another file of the archive."""
    others = [other for other in path.parents[1].rglob("*") if other.is_file() and other.read_bytes() != path.read_bytes()]
    path.write_bytes(chance.choice(others).read_bytes())


def alteration(archive, chance):
    """Alters the archive; what the verification has to name."""
    all_bags = bags(archive)
    bag = chance.choice(all_bags)
    way = chance.randrange(12)
    if way < 6:
        files = sorted(path for path in bag.rglob("*") if path.is_file() and path.stat().st_size > 3)
        path = chance.choice(files)
        touch = [flip, cut, lengthen, remove, link, exchange][way]
        touch(path, chance)
        return f"{bag.name}/{path.relative_to(bag).as_posix()}", f"{touch.__name__} {path.relative_to(archive)}"
    if way == 6:
        name = chance.choice(["them.txt", "data/nguon/them.csv", "data/.an", "fetch.txt"])
        (bag / name).write_text("thêm")
        return f"{bag.name}/{name}", f"add {name} to {bag.name}"
    if way == 7:
        shutil.rmtree(bag)
        return bag.name, f"take away {bag.name}"
    if way == 8:
        bag.rename(archive / "2019-06")
        return "2019-06", f"rename {bag.name}"
    if way == 9:
        shutil.copytree(bag, archive / "2021-06")
        return "2021-06", f"copy {bag.name}"
    if way == 10:
        other = chance.choice([one for one in all_bags if one != bag])
        bag.rename(archive / "tam")
        other.rename(bag)
        (archive / "tam").rename(other)
        return bag.name, f"swap {bag.name} and {other.name}"
    # A figure or a date, and manifests that agree with it.
    path = chance.choice([path for path in [bag / "data/so-lieu.json", bag / "data/thu-xin-loi/danh-sach.json", bag / "bag-info.txt"] if path.exists()])
    text = path.read_text()
    digits = [found.start() for found in re.finditer(r"\d", text)]
    at = chance.choice(digits)
    path.write_text(text[:at] + str((int(text[at]) + 1) % 10) + text[at + 1 :])
    reseal(bag)
    return bag.name, f"forge and seal {path.relative_to(archive)}"


def tampered(program, office, above, number):
    folder = above / f"tampered-{number}"
    shutil.copytree(office, folder, symlinks=True)
    named, told = alteration(folder / "luu-tru", random.Random(1000 + number))
    found = run(program, folder, ["xac-minh"])
    shutil.rmtree(folder)
    if found.returncode != 4 or named not in found.stderr:
        return f"{told}: exit code {found.returncode}, “{named}” not named\n{found.stderr}"
    return None


def again(program, office, above):
    """The archive from what its bags keep, in the order of the chain."""
    archive, folder = office / "luu-tru", above / "again"
    home = {digest(bag / "tagmanifest-sha256.txt"): bag for bag in bags(archive)}
    for entry in json.loads((archive / "so-cai.json").read_text())["muc"]:
        bag = home[entry["ma"]]
        kept = folder / "du-lieu", folder / "mau", folder / "noi-dung"
        for one in kept:
            shutil.rmtree(one, ignore_errors=True)
        shutil.copytree(bag / "data/nguon", kept[0])
        shutil.copy(bag / "data/cau-hinh/congso.toml", folder)
        if entry["tui"].startswith("thu-"):
            arguments = ["thu-xin-loi", "--tinh-den", entry["ngay"]]
            for void in json.loads((bag / "data/thu-xin-loi/danh-sach.json").read_text())["huy"]:
                arguments += ["--huy", void["ma_ho_so"], "--ly-do", void["ly_do"]]
        else:
            arguments = ["bao-cao", "--ky", entry["tui"], "--tinh-den", entry["ngay"], "--du-lieu-thieu"]
            arguments += ["--thay-the"] if entry["viec"] == "thay" else []
            arguments += ["--tu-luu-tru"] if entry["tui"] in LONG else []
        ends(run(program, folder, arguments), 0, 3)
    differing = subprocess.run(["diff", "-rq", archive, folder / "luu-tru"], capture_output=True, text=True)
    assert differing.returncode == 0, differing.stdout
    print(f"made again from its own bags to the same bytes: {len(home)} bags")


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    count = int((sys.argv[2:3] or ["100"])[0])
    above = pathlib.Path(tempfile.mkdtemp())
    office = above / "office"
    play(program, office)
    ends(run(program, office, ["xac-minh"]), 0)
    over_time(office / "luu-tru")
    valid(office / "luu-tru")
    again(program, office, above)
    with ThreadPoolExecutor(2) as pool:
        missed = [one for one in pool.map(lambda number: tampered(program, office, above, number), range(count)) if one]
    print(f"alterations found and named: {count - len(missed)} of {count}")
    print("\n".join(missed), end="")
    shutil.rmtree(above)
    sys.exit(bool(missed))


main()
