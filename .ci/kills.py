#!/usr/bin/env python3
"""Kills the program, fills its disk, takes away its right to write and runs it eight times at once; after each, the
archive must be whole, the next run must end well, and no letter may have the place of another.

Usage: .ci/kills.py target/release/congso [short]
Needs strace for the kills at system calls, and mount namespaces (unshare) for full and read-only disks; what is not
there is passed over and said.
"""
import itertools
import json
import os
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
# What is broken off, in an archive that holds February made with other settings, and the bag that it places.
RUNS = {
    "new": ["bao-cao", "--ky", "2020-03", "--tinh-den", "2020-03-20"],
    "replace": ["bao-cao", "--ky", "2020-02", "--thay-the", "--tinh-den", "2020-03-20"],
    "letters": ["thu-xin-loi", "--tinh-den", "2020-03-16"],
}
PLACED = {"new": "2020-03", "replace": "2020-02-cu-1", "letters": "thu-2020-03-16"}
OTHERS = [["kiem-tra", "--tinh-den", "2020-03-16"], ["xac-minh"]]
# How many: kills at random, rounds of eight; where there are no numbers, every system call and every 4 kB, else so many
# of them by chance.
FULL, SHORT = (200, 25, None, None), (10, 1, 12, 9)
PAGE = 4096


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
    """The next run ends well, and nothing is lost, twice or left."""
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


def content(folder):
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


class Trial:
    """A fresh copy of the office for each breach."""

    def __init__(self, program, above):
        self.program, self.above, self.base = program, above, above / "base"
        office(self.base)
        february = ["bao-cao", "--ky", "2020-02", "--tinh-den", "2020-02-20"]
        assert run(program, self.base, february).returncode == 0
        (self.base / "congso.toml").write_text(SETTINGS.replace('Ví Dụ"\nky', 'Ví Dụ 2"\nky'))
        self.ends = {}

    def breach(self, name, breach, told, above=None):
        folder = (above or self.above) / "office"
        shutil.copytree(self.base, folder)
        breach(folder, RUNS[name])
        end = (name, whole(self.program, folder, RUNS[name], told))
        self.ends[end] = self.ends.get(end, 0) + 1
        shutil.rmtree(folder)

    def say(self, what, count):
        ends = ", ".join(f"{name} with {bags} bags: {times}" for (name, bags), times in sorted(self.ends.items()))
        print(f"{what}: {count} ({ends})", flush=True)
        self.ends = {}

    def at_random(self, kills):
        for number in range(kills):

            def kill(folder, arguments):
                process = subprocess.Popen([self.program, *arguments, "-C", str(folder)], stderr=subprocess.DEVNULL)
                time.sleep(random.random() * 0.6)
                process.kill()
                process.wait()

            self.breach(random.choice(list(RUNS)), kill, ("random", number))
        self.say("kills at random", kills)

    def at_calls(self, tries):
        """A call is counted in each thread by itself: the run ends well once no thread makes so many."""
        if not shutil.which("strace"):
            return print("kills at system calls: passed over, there is no strace")
        hits = 0

        def hit(name, calls, when):
            nonlocal hits
            ended = []

            def kill(folder, arguments):
                strace = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={calls}", "-e", f"inject={calls}:signal=SIGKILL:when={when}"]
                ended.append(run(self.program, folder, arguments, before=strace).returncode in (0, 3))

            self.breach(name, kill, (name, calls, when))
            hits += not ended[0]
            return not ended[0]

        for name, calls in itertools.product(RUNS, CALLS) if tries is None else []:
            for when in itertools.count(1):
                if not hit(name, calls, when):
                    break
        for _ in range(tries or 0):
            hit(random.choice(list(RUNS)), random.choice(CALLS), random.randint(1, 6))
        self.say("kills at system calls", hits)

    def on_full_disks(self, tries):
        disk = self.above / "disk"
        disk.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", disk], check=True)
        full, stopped = 0, 0

        def fill(name, free):
            nonlocal full, stopped
            is_full = []

            def full_run(folder, arguments):
                nonlocal stopped
                room = os.statvfs(disk).f_bavail - free
                filler = disk / "filler"
                with open(filler, "wb") as file:
                    if room > 0:
                        os.posix_fallocate(file.fileno(), 0, room * PAGE)
                ended = run(self.program, folder, arguments)
                filler.unlink()
                is_full.append("đã đầy" in ended.stderr)
                # Exit code 1 says that nothing was archived, and any other that it was.
                assert ended.returncode in ((0, 1) if is_full[0] else (0,)), (name, free, ended.stderr)
                assert (ended.returncode == 1) != (folder / "luu-tru" / PLACED[name]).exists(), (name, free, ended.stderr)
                stopped += ended.returncode

            self.breach(name, full_run, (name, "full", free), disk)
            full += is_full[0]
            return is_full[0]

        for name in RUNS if tries is None else []:
            for free in itertools.count():
                if not fill(name, free):
                    break
        for _ in range(tries or 0):
            fill(random.choice(list(RUNS)), random.randint(0, 200))
        subprocess.run(["umount", disk], check=True)
        self.say(f"full disks, {stopped} of which stopped the run", full)

    def without_the_right(self):
        disk = self.above / "read-only"
        disk.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", disk], check=True)
        folder = disk / "office"
        shutil.copytree(self.base, folder)
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        before = content(folder)
        for arguments in RUNS.values():
            ended = run(self.program, folder, arguments)
            assert ended.returncode == 1 and "chỉ cho đọc" in ended.stderr, (arguments, ended.stderr)
        for arguments in OTHERS:
            ended = run(self.program, folder, arguments)
            assert ended.returncode == 0, (arguments, ended.stderr)
        assert content(folder) == before
        subprocess.run(["umount", disk], check=True)
        print(f"read-only disk: {len(RUNS)} runs refuse, {len(OTHERS)} look", flush=True)

    def eight_at_once(self, rounds):
        folder = self.above / "office"
        codes = {}
        for number in range(rounds):
            shutil.copytree(self.base, folder)
            mixture = random.choices([*RUNS.values(), *OTHERS], k=8)
            runs = [subprocess.Popen([self.program, *arguments, "-C", str(folder)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) for arguments in mixture]
            for arguments, process in zip(mixture, runs):
                said = process.communicate()[1]
                code = process.returncode
                codes[(arguments[0], code)] = codes.get((arguments[0], code), 0) + 1
                # The second to replace a period replaces nothing; a period may be there with other letters by then.
                allowed = (0, 1) if arguments[0] == "bao-cao" else (0,)
                assert code in allowed and (code == 0 or "đã lưu" in said), (arguments, said)
            for name, arguments in RUNS.items():
                if name != "new" or arguments not in mixture:
                    whole(self.program, folder, arguments, ("eight", number, mixture))
            shutil.rmtree(folder)
        ends = ", ".join(f"{name} {code}: {times}" for (name, code), times in sorted(codes.items()))
        print(f"rounds of eight runs at once: {rounds} ({ends})", flush=True)


def main():
    program, is_short = str(pathlib.Path(sys.argv[1]).resolve()), sys.argv[2:] == ["short"]
    # Disks of one's own: where the system lets nobody have them, the rest is tried all the same.
    if "CONGSO_OWN_DISKS" not in os.environ:
        ways = (["unshare", "-m"], ["unshare", "-rm"])
        way = next((way for way in ways if shutil.which("unshare") and subprocess.run([*way, "true"], capture_output=True).returncode == 0), None)
        os.environ["CONGSO_OWN_DISKS"] = "yes" if way else ""
        if way:
            os.execvp(way[0], [*way, sys.executable, *sys.argv])
    kills, rounds, calls, pages = SHORT if is_short else FULL
    above = pathlib.Path(tempfile.mkdtemp())
    trial = Trial(program, above)
    trial.at_random(kills)
    trial.eight_at_once(rounds)
    if os.environ["CONGSO_OWN_DISKS"]:
        trial.without_the_right()
        trial.on_full_disks(pages)
    else:
        print("full and read-only disks: passed over, the system lets nobody mount one")
    trial.at_calls(calls)
    shutil.rmtree(above)


main()
