#!/usr/bin/env python3
"""Kills the program at random moments and at each system call that writes; the archive must be whole after the next run.

Usage: .ci/kills.py target/release/congso [RANDOM KILLS] [EACH NTH CALL]
Needs strace for the second part.
"""
import json
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import time

SETTINGS = """[co_quan]
ten = "Sở Ví Dụ"
dia_danh = "Ví Dụ"
ky_hieu = "SVD"

[nguoi_ky]
quyen_han = ["GIÁM ĐỐC"]

[[don_vi]]
ten = "Phòng A"
"""
HEADER = "Mã hồ sơ;Tên thủ tục;Phòng ban;Chủ hồ sơ;Ngày tiếp nhận;Ngày hẹn trả;Ngày kết thúc xử lý;Lý do trễ hạn;Hình thức nộp"
CALLS = ["write", "rename,renameat,renameat2", "mkdir,mkdirat", "unlink,unlinkat,rmdir", "fsync,fdatasync"]
# What is killed, in an archive that holds February made with other settings.
RUNS = {
    "new": ["bao-cao", "--ky", "2020-03", "--tinh-den", "2020-03-20"],
    "replace": ["bao-cao", "--ky", "2020-02", "--thay-the", "--tinh-den", "2020-03-20"],
    "letters": ["thu-xin-loi", "--tinh-den", "2020-03-16"],
}


def office(folder):
    rows = [f"A-{n};Thủ tục X;Phòng A;Nguyễn Văn Ví Dụ {n};20/01/2020;05/02/2020;{6 + n % 8:02}/02/2020;Thiếu người;Trực tiếp" for n in range(1, 9)]
    rows += [f"B-{n};Thủ tục X;Phòng A;Nguyễn Văn Ví Dụ {n};20/02/2020;02/03/2020;{3 + n % 8:02}/03/2020;Thiếu người;Trực tiếp" for n in range(1, 9)]
    (folder / "du-lieu").mkdir(parents=True)
    (folder / "congso.toml").write_text(SETTINGS)
    (folder / "du-lieu" / "ho-so.csv").write_text("\n".join([HEADER, *rows]) + "\n")


def run(program, folder, arguments, **more):
    command = [*more.pop("before", []), program, *arguments, "-C", str(folder)]
    return subprocess.run(command, capture_output=True, text=True, **more)


def whole(program, folder, arguments, told):
    """After a kill: the next run ends well, and nothing is lost, twice or left."""
    again = run(program, folder, arguments)
    # A replacement that was finished is asked for again, and is then no replacement any more.
    assert again.returncode == 0, (told, again.stderr)
    verified = run(program, folder, ["xac-minh", "--json"])
    assert verified.returncode == 0, (told, run(program, folder, ["xac-minh"]).stderr)
    found = json.loads(verified.stdout)
    assert found["chain"] == "whole" and found["whole"], told
    archive = folder / "luu-tru"
    left = [path.name for path in archive.iterdir() if path.name.startswith(".") or path.name == "khoa"]
    assert not left, (told, left)
    places = {}
    for bag in found["bags"]:
        letters = archive / bag["folder"] / "data/thu-xin-loi/danh-sach.json"
        for letter in json.loads(letters.read_text())["thu"] if letters.exists() else []:
            place = (letter["nam"], letter["thu_tu"])
            assert places.setdefault(place, letter["khoa"]) == letter["khoa"], (told, place)
    return len(found["bags"])


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    kills, step = int((sys.argv[2:3] or ["200"])[0]), int((sys.argv[3:4] or ["1"])[0])
    above = pathlib.Path(tempfile.mkdtemp())
    base = above / "base"
    office(base)
    assert run(program, base, ["bao-cao", "--ky", "2020-02", "--tinh-den", "2020-02-20"]).returncode == 0
    (base / "congso.toml").write_text(SETTINGS.replace("Ví Dụ\"\nky", "Ví Dụ 2\"\nky"))
    counts = {}

    def attempt(name, kill, told):
        folder = above / "office"
        shutil.copytree(base, folder)
        kill(folder, RUNS[name])
        bags = whole(program, folder, RUNS[name], told)
        shutil.rmtree(folder)
        counts[(name, bags)] = counts.get((name, bags), 0) + 1

    for number in range(kills):
        name = random.choice(list(RUNS))

        def kill(folder, arguments):
            process = subprocess.Popen([program, *arguments, "-C", str(folder)], stderr=subprocess.DEVNULL)
            time.sleep(random.random() * 0.6)
            process.kill()
            process.wait()

        attempt(name, kill, (name, "random", number))
    print("random kills:", kills, counts)
    if not shutil.which("strace"):
        return
    hits = 0
    for name, arguments in RUNS.items():
        for calls in CALLS:
            when = 1
            while True:
                killed = []

                def kill(folder, arguments):
                    strace = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={calls}", "-e", f"inject={calls}:signal=SIGKILL:when={when}"]
                    killed.append(run(program, folder, arguments, before=strace).returncode)

                attempt(name, kill, (name, calls, when))
                if killed[0] in (0, 3):
                    break
                hits += 1
                when += step
    print("kills at system calls:", hits, counts)
    shutil.rmtree(above)


main()
