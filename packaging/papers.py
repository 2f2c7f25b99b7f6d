#!/usr/bin/env python3
"""What lies beside the program that is handed out: the manual for a browser, and the licences of all that is inside.

Usage: papers.py LICENCES.json FOLDER VERSION     (by packaging/build; LICENCES.json is of cargo-bundle-licenses)
"""
import base64
import html
import json
import pathlib
import re
import sys

import markdown

ROOT = pathlib.Path(__file__).resolve().parent.parent
SOURCE, OUT, VERSION = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3]
RULE = "-" * 78
STYLE = """
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font: 1.05rem/1.6 "Segoe UI", Arial, sans-serif; color: #1c1c1c; background: #fff; }
h1, h2, h3 { line-height: 1.3; color: #8f1822; }
table { border-collapse: collapse; margin: 1rem 0; }
td, th { border: 1px solid #b9bec6; padding: .35rem .6rem; text-align: left; vertical-align: top; }
th { background: #f1f3f6; }
code { font-family: Consolas, monospace; font-size: .95em; background: #f1f3f6; padding: .1em .25em; overflow-wrap: anywhere; }
pre { background: #f1f3f6; padding: .7rem; overflow-x: auto; }
pre code { padding: 0; }
img { max-width: 100%; border: 1px solid #b9bec6; }
a { color: #1f4e8c; }
@media print { body { max-width: none; margin: 0; } h2 { break-after: avoid; } }
"""


def manual():
    text = (ROOT / "HUONG-DAN.md").read_text(encoding="utf-8")
    def embedded(found):
        data = base64.b64encode((ROOT / found[2]).read_bytes()).decode()
        return f"![{found[1]}](data:image/png;base64,{data})"

    # One file, pictures and all.
    text = re.sub(r"!\[([^\]]+)\]\(([^)]+\.png)\)", embedded, text)
    # Links to other files of the source have nowhere to lead here; what they say stays.
    text = re.sub(r"\[([^\]]+)\]\((?!#|https?:|data:)[^)]+\)", r"\1", text)
    body = markdown.markdown(text, extensions=["tables", "fenced_code", "toc", "sane_lists"])
    title = html.escape(re.search(r"^# (.+)$", text, re.M)[1])
    return f'<!DOCTYPE html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n'


def licences():
    parts = [f"congso {VERSION}\n\nChương trình này được phát hành theo giấy phép MIT hoặc Apache-2.0 (tùy chọn), xem LICENSE-MIT.txt và\nLICENSE-APACHE.txt. Trong tệp chương trình có các phần của người khác dưới đây, mỗi phần theo giấy phép của nó."]
    faces = sorted((ROOT / "templates/fonts").glob("LICENSE-*.txt"))
    parts += [f"{face.stem.removeprefix('LICENSE-')}\n\n{face.read_text(encoding='utf-8').strip()}" for face in faces]
    crates = json.loads(SOURCE.read_text(encoding="utf-8"))["third_party_libraries"]
    crates = [crate for crate in crates if crate["package_name"] != "congso"]
    listed, texts, missing = [], {}, []
    for crate in sorted(crates, key=lambda crate: (crate["package_name"], crate["package_version"])):
        name = f"{crate['package_name']} {crate['package_version']}"
        listed.append(f"{name} — {crate['license']} {crate['repository'] or ''}".rstrip())
        found = [part["text"].strip() for part in crate["licenses"] if part["text"] not in ("", "NOT FOUND")]
        if not found:
            missing.append(name)
        # Most crates share a text but for its line breaks: it stands once, under all their names.
        for text in found:
            texts.setdefault(" ".join(text.split()), (text, []))[1].append(name)
    parts.append("\n".join(listed))
    parts += [f"{', '.join(names)}\n\n{text}" for text, names in sorted(texts.values(), key=lambda it: it[1])]
    print(f"{len(crates)} crates, {len(texts)} texts; without a text of their own: {', '.join(missing)}")
    return f"\n\n{RULE}\n\n".join(parts) + "\n"


(OUT / "HUONG-DAN.html").write_text(manual(), encoding="utf-8")
(OUT / "GIAY-PHEP.txt").write_text(licences(), encoding="utf-8")
