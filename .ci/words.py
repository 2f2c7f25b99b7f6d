#!/usr/bin/env python3
"""Every word of the HTML report stands in the text copied out of the PDF: words.py TEXT HTML"""
import html.parser
import re
import sys
import unicodedata
from collections import Counter


class Main(html.parser.HTMLParser):
    """Text of <main>; drawings are left out (their labels are broken differently)."""

    def __init__(self):
        super().__init__()
        self.inside = self.hidden = 0
        self.text = []

    def handle_starttag(self, tag, attrs):
        self.inside += tag == "main"
        self.hidden += tag in ("svg", "style", "title", "nav")
        self.text.append(" ")

    def handle_endtag(self, tag):
        self.inside -= tag == "main"
        self.hidden -= tag in ("svg", "style", "title", "nav")
        self.text.append(" ")

    def handle_data(self, data):
        if self.inside and not self.hidden:
            self.text.append(data)


def words(text):
    return Counter(re.findall(r"\w+", unicodedata.normalize("NFC", text)))


def main():
    parser = Main()
    parser.feed(open(sys.argv[2], encoding="utf-8").read())
    want, raw = words("".join(parser.text)), open(sys.argv[1], encoding="utf-8").read()
    assert raw == unicodedata.normalize("NFC", raw), "the text of the PDF is not NFC"
    # A word divided at the end of a line, or a number at a page's head, is no difference: compare the vocabulary.
    have = words(raw)
    missing = sorted(word for word in want if word not in have)
    share = 1 - len(missing) / len(want)
    print(f"words: {len(want)} in the HTML, {share:.2%} of them in the PDF; missing: {missing[:20]}")
    sys.exit(len(want) < 200 or share < 0.99)


main()
