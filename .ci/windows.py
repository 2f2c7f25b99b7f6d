#!/usr/bin/env python3
"""The program under Wine beside the one for Linux: the same bytes, the same words; and what Windows alone does.

Usage: .ci/windows.py LINUX-PROGRAM WINDOWS-PROGRAM HOLDER     (by .ci/windows, which makes all of them)
"""
import filecmp
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor

LINUX, WINDOWS, HOLDER = (str(pathlib.Path(path).resolve()) for path in sys.argv[1:4])
ROOT = pathlib.Path(__file__).resolve().parent.parent
ABOVE = pathlib.Path(tempfile.mkdtemp())
ENVIRONMENT = {**{name: value for name, value in os.environ.items() if not name.startswith("CONGSO_")}, "NO_COLOR": "1"}
SYSTEMS = {"linux": [LINUX], "windows": ["wine", WINDOWS]}


def run(system, arguments, folder=ABOVE):
    ended = subprocess.run([*SYSTEMS[system], *arguments], cwd=folder, env=ENVIRONMENT, capture_output=True)
    text = lambda output: output.decode().replace("\r\n", "\n")
    return ended.returncode, text(ended.stdout), text(ended.stderr)


def plain(text):
    """Paths as they are written here."""
    return text.replace("\\", "/")


def differences(one, other, below=""):
    compared = filecmp.dircmp(one, other)
    found = [f"only in {side}: {below}{name}" for side, names in (("linux", compared.left_only), ("windows", compared.right_only)) for name in names]
    _, differing, failed = filecmp.cmpfiles(one, other, compared.common_files, shallow=False)
    found += [f"differs: {below}{name}" for name in differing + failed]
    for folder in compared.common_dirs:
        found += differences(one / folder, other / folder, f"{below}{folder}/")
    return found


def files(folder):
    return sum(path.is_file() for path in folder.rglob("*"))


def both(told, arguments, *codes, source=None, name=None, words=True):
    """Runs a command in a folder of each system, and compares what was said and all that lies there."""
    results = {}
    for system in SYSTEMS:
        folder = ABOVE / (name or told) / system
        if source and not folder.exists():
            shutil.copytree(source, folder, ignore=shutil.ignore_patterns("luu-tru", "can-sua"))
        folder.mkdir(parents=True, exist_ok=True)
        results[system] = run(system, arguments, folder)
    (code, out, said), (other_code, other_out, other_said) = results.values()
    assert code == other_code and code in codes, (told, results)
    assert plain(out) == plain(other_out), (told, out, other_out)
    assert not words or plain(said) == plain(other_said), (told, said, other_said)
    place = ABOVE / (name or told)
    found = differences(place / "linux", place / "windows")
    assert not found, (told, found)
    print(f"{told}: exit code {code}, {files(place / 'linux')} files, the same bytes and words", flush=True)
    return place


def check_file(path):
    """What is read of one file, on both systems."""
    folder, name = path.parent, path.name
    results = [run(system, ["kiem-tra", name, "--json", "--tinh-den", "2020-03-14"], folder) for system in SYSTEMS]
    # A file that kills or outlasts the child that reads it is told by what the system says of that.
    return None if results[0][:2] == results[1][:2] else (path.name, results)


def same_month():
    sample = ROOT / "samples/so-ldtbxh-tra-vinh"
    month = ["bao-cao", "--ky", "2020-03", "--tinh-den", "2020-03-20"]
    place = both("a month", month, 0, 3, source=sample)
    both("the same month again", month, 0, 3, name=place.name)
    both("letters", ["thu-xin-loi", "--tinh-den", "2020-03-26"], 0, 3, name=place.name)
    both("letters to fill in", ["thu-xin-loi", "--phieu-nhap", "--tinh-den", "2020-03-26"], 0, 3, name=place.name)
    both("questionnaire", ["phieu", "--so-phieu", "20", "--bo", "sipas_22", "--ngay", "2020-03-20"], 0, name=place.name)
    both("verification", ["xac-minh"], 0, name=place.name)
    for system, other in (("linux", "windows"), ("windows", "linux")):
        code, _, said = run(system, ["xac-minh"], place / other)
        assert code == 0 and "tất cả đúng như khi ghi" in said, (system, said)
        code, _, said = run(system, month, place / other)
        assert code in (0, 3) and "không có gì thay đổi" in said, (system, said)
        print(f"an archive made on {other} is whole and unchanged on {system}")
    return place / "windows"


def what_windows_alone_does(office):
    # A file that the run writes is open. (Wine, unlike Windows, moves folders with open files: that a document of a
    # period is open in Word when the period is replaced cannot be seen here.)
    (office / "congso.toml").write_text((office / "congso.toml").read_text() + "\n# thêm\n")
    replace = ["bao-cao", "--ky", "2020-03", "--tinh-den", "2020-03-20", "--thay-the"]
    held = ABOVE / "held"
    document = office / "luu-tru/index.html"
    paths = [subprocess.run(["winepath", "-w", path], capture_output=True, text=True).stdout.strip() for path in (document, held)]
    holder = subprocess.Popen(["wine", HOLDER, *paths, "60"])
    while not held.exists():
        time.sleep(0.1)
    code, _, said = run("windows", replace, office)
    told = [line for line in said.splitlines() if "index.html" in line]
    assert code in (0, 3) and told and "được mở" in told[0] and "os error" not in said and "/" not in told[0], said
    assert (office / "luu-tru/2020-03-cu-1").exists(), said
    holder.kill()
    holder.wait()
    code, _, said = run("windows", [*replace[:-1]], office)
    assert code in (0, 3) and "index.html" not in said and "2020-03-cu-1" in document.read_text(), said
    print("a file that is open is named, and is written by the next run")

    # What a killed run leaves is gone after one run.
    (office / "luu-tru/.congso-1-0/tui/data").mkdir(parents=True)
    (office / "luu-tru/.congso-1-0/tui/data/a").write_text("a")
    run("windows", ["bao-cao", "--ky", "2020-03", "--tinh-den", "2020-03-20"], office)
    left = [path.name for path in (office / "luu-tru").iterdir() if path.name.startswith(".") or path.name == "khoa"]
    assert not left, left
    print("what a killed run left is swept by the next")

    for arguments, wanted in (
        ([str(office)], "Cách dùng: congso"),
        (["kiem-tra", "du-lieu\\*.xlsx"], "Đã đọc"),
        (["-C", 'co quan" bao-cao'], "bỏ dấu \\ ở cuối tên thư mục"),
        (["kiem-tra", "du-lieu\\a<b.xlsx"], "Windows không cho dùng"),
    ):
        code, _, said = run("windows", arguments, office)
        assert wanted in said and "os error" not in said, (arguments, code, said)
    print("a folder dropped on the program, a pattern, a stroke before the mark, a name that Windows does not take: told in Vietnamese")

    deep = ABOVE / "/".join(["một-thư-mục-có-tên-rất-dài" * 3] * 5)[:400].rstrip("/") / "co-quan"
    shutil.copytree(ROOT / "samples/so-ldtbxh-tra-vinh", deep, ignore=shutil.ignore_patterns("luu-tru", "can-sua"))
    code, _, said = run("windows", ["bao-cao", "--ky", "2020-03", "--tinh-den", "2020-03-20", "-C", str(deep)])
    assert code in (0, 3), said
    print(f"an office whose path has {len(str(deep))} characters: exit code {code}")


def colours():
    """In a console of its own, which knows no marks of colour."""
    if not shutil.which("Xvfb"):
        return print("consoles: passed over, there is no Xvfb")
    screen = subprocess.Popen(["Xvfb", ":77"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(1)
    environment = {name: value for name, value in ENVIRONMENT.items() if name != "NO_COLOR"}
    try:
        said = subprocess.run(["wineconsole", WINDOWS, "bao-cao"], cwd=ABOVE, env={**environment, "DISPLAY": ":77"}, capture_output=True, timeout=60).stdout
    finally:
        screen.kill()
    if not said:
        return print("consoles: passed over, this Wine hands on nothing of what they show")
    assert b"[1;31m" not in said, said
    print(f"a console of its own: no marks of colour ({len(said)} bytes)")


def main():
    assert run("linux", ["--version"])[1] == run("windows", ["--version"])[1]
    both("a new office", ["khoi-tao", "co-quan", "--mau"], 0)
    office = same_month()
    both("an office in which everything is wrong", ["kiem-tra", "--tinh-den", "2020-03-14"], 3, source=ROOT / "samples/loi")
    torture = [path for path in sorted((ROOT / "tests/torture").iterdir()) if path.suffix[1:] in ("xlsx", "xls", "xlsb", "ods", "csv", "tsv", "txt") and path.stem != "still-failing"]
    with ThreadPoolExecutor(2) as pool:
        differing = [one for one in pool.map(check_file, torture) if one]
    assert not differing, differing[:3]
    print(f"tests/torture: {len(torture)} files read alike")
    what_windows_alone_does(office)
    colours()
    shutil.rmtree(ABOVE)


main()
