"""Asks Open XML SDK of every DOCX and XLSX of a list: ooxml.py VALIDATOR LIST (paths, each ended by NUL)."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import zipfile
from concurrent.futures import ThreadPoolExecutor

VERSIONS = ["Microsoft365", "Office2013"]
PLAIN = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}


def faults(tool, path, version):
    said = subprocess.run([tool, path, version], capture_output=True, text=True, env=PLAIN).stdout
    try:
        answer = json.loads(said)
    except ValueError:
        return [f"no answer: {said[:300]}"]
    if answer["ok"]:
        return []
    return [f"{error['path']}: {error['description']}" for error in answer["errors"]] or ["not valid"]


def broken(path, folder):
    """The same package with an element that no schema knows in its main part."""
    copy = pathlib.Path(folder) / ("broken" + pathlib.Path(path).suffix)
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(copy, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name in ("word/document.xml", "xl/workbook.xml"):
                text = text.replace(b"<w:body>", b"<w:body><w:nothing/>", 1).replace(b"<sheets>", b"<nothing/><sheets>", 1)
            new.writestr(name, text)
    return str(copy)


def main():
    tool = sys.argv[1]
    files = sorted(filter(None, pathlib.Path(sys.argv[2]).read_text(encoding="utf-8").split("\0")))
    assert files, "no file to look at"
    with tempfile.TemporaryDirectory() as folder:
        for suffix in {pathlib.Path(path).suffix for path in files}:
            one = next(path for path in files if path.endswith(suffix))
            assert faults(tool, broken(one, folder), VERSIONS[0]), f"a broken {suffix} passes"
    pairs = [(path, version) for path in files for version in VERSIONS]
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(lambda pair: faults(tool, *pair), pairs))
    bad = 0
    for (path, version), errors in zip(pairs, found):
        bad += bool(errors)
        for error in errors[:5]:
            print(f"{path} ({version}): {error}")
    print(f"ooxml: {len(files)} files, {bad} at fault")
    sys.exit(bad > 0)


main()
