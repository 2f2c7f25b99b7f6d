#!/usr/bin/env python3
"""Plays an invented office's year month by month, then holds its archive: every bag is valid for another BagIt program,
every alteration is found and named, and the archive is made again from its own bags to the same bytes.

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
HEADER = "Mã hồ sơ;Tên thủ tục;Phòng ban;Chủ hồ sơ;Ngày tiếp nhận;Ngày hẹn trả;Ngày kết thúc xử lý;Lý do trễ hạn;Ngày hẹn lại;Hình thức nộp"


def settings(target=""):
    return SETTINGS + target + "".join(f'\n[[don_vi]]\nten = "{name}"\n' for name in DEPARTMENTS)


def short(day):
    return day.strftime("%d/%m/%Y") if day else ""


def rows(month, last):
    """Dossiers received in a month of 2020, as they stand on the day `last`."""
    chance = random.Random(month)
    made = []
    for number in range(1, 9):
        received = datetime.date(2020, month, chance.randint(1, 14))
        due = received + datetime.timedelta(days=chance.choice([7, 10, 14, 21]))
        end = due + datetime.timedelta(days=chance.choice([-3, -1, 0, 2, 9, 30]))
        is_late, is_open = end > due, end > last
        reason = "Thiếu người" if is_late and chance.random() < 0.8 else ""
        again = due + datetime.timedelta(days=40) if reason and is_open and due < last else None
        cells = [f"HS-{month:02}{number:02}", "Thủ tục X", chance.choice(DEPARTMENTS), f"Nguyễn Văn Ví Dụ {month * 100 + number}", short(received), short(due), "" if is_open else short(end), reason, short(again), "Trực tiếp"]
        made.append(";".join(cells))
    return made


def run(program, folder, arguments):
    return subprocess.run([program, *arguments, "-C", str(folder)], capture_output=True, text=True)


def ends(ended, *codes):
    assert ended.returncode in codes, (ended.args, ended.stderr)
    return ended


def play(program, folder):
    (folder / "du-lieu").mkdir(parents=True)
    (folder / "congso.toml").write_text(settings())
    for month in range(1, 13):
        last = datetime.date(2020, month, 20)
        lines = [line for one in range(1, month + 1) for line in rows(one, last)]
        (folder / "du-lieu" / "ho-so.csv").write_text("\n".join([HEADER, *lines]) + "\n")
        ends(run(program, folder, ["bao-cao", "--ky", f"2020-{month:02}", "--tinh-den", str(last), "--du-lieu-thieu"]), 0)
        if month % 3 == 0:
            between = last + datetime.timedelta(days=6)
            ends(run(program, folder, ["thu-xin-loi", "--tinh-den", str(between)]), 0, 3)
    (folder / "congso.toml").write_text(settings('\n[muc_tieu]\ndung_han = "95%"\n'))
    ends(run(program, folder, ["bao-cao", "--ky", "2020-12", "--tinh-den", "2020-12-21", "--thay-the", "--du-lieu-thieu"]), 0)
    letters = json.loads((folder / "luu-tru/2020-03/data/thu-xin-loi/danh-sach.json").read_text())["thu"]
    void = [letters[0]["ma_ho_so"], "--ly-do", "Ghi sai tên", "--tinh-den", "2020-12-28"]
    ends(run(program, folder, ["thu-xin-loi", "--huy", *void]), 0, 3)
    ends(run(program, folder, ["bao-cao", "--ky", "2020", "--tinh-den", "2020-12-31", "--du-lieu-thieu"]), 0, 2)


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
    valid(office / "luu-tru")
    again(program, office, above)
    with ThreadPoolExecutor(2) as pool:
        missed = [one for one in pool.map(lambda number: tampered(program, office, above, number), range(count)) if one]
    print(f"alterations found and named: {count - len(missed)} of {count}")
    print("\n".join(missed), end="")
    shutil.rmtree(above)
    sys.exit(bool(missed))


main()
