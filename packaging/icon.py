#!/usr/bin/env python3
"""Draws the program's icon, a sheet with bars that rise and a tick: packaging/icon.py icon.ico (needs Pillow)."""
import sys

from PIL import Image, ImageDraw

SIZES = [16, 24, 32, 48, 64, 128, 256]
RED, PAPER, FOLD, BLUE, GREEN = "#b3202c", "#ffffff", "#d9dee6", "#1f4e8c", "#1e7d45"
FINE = 8  # drawn so many times larger, then reduced


def drawn(size):
    side = size * FINE
    picture = Image.new("RGBA", (side, side))
    draw = ImageDraw.Draw(picture)
    at = lambda *shares: [share * side for share in shares]
    draw.rounded_rectangle(at(0.02, 0.02, 0.98, 0.98), radius=0.18 * side, fill=RED)
    small = size < 32
    left, top, right, bottom = (0.2, 0.12, 0.8, 0.88) if small else (0.22, 0.14, 0.78, 0.86)
    fold = 0.16
    draw.polygon(at(left, top, right - fold, top, right, top + fold, right, bottom, left, bottom), fill=PAPER)
    draw.polygon(at(right - fold, top, right - fold, top + fold, right, top + fold), fill=FOLD)
    if not small:
        draw.rectangle(at(left + 0.07, top + 0.1, left + 0.28, top + 0.14), fill=FOLD)
    foot, wide = bottom - 0.09, 0.1
    for index, height in enumerate((0.14, 0.24, 0.34)):
        x = left + 0.08 + index * (wide + 0.04)
        draw.rectangle(at(x, foot - height, x + wide, foot), fill=BLUE)
    if not small:
        # The tick stands in a disc of its own over the corner of the sheet.
        draw.ellipse(at(0.58, 0.58, 0.94, 0.94), fill=GREEN, outline=PAPER, width=int(0.025 * side))
        draw.line(at(0.67, 0.765, 0.74, 0.84, 0.86, 0.69), fill=PAPER, width=int(0.055 * side), joint="curve")
    return picture.resize((size, size), Image.LANCZOS)


pictures = [drawn(size) for size in SIZES]
pictures[-1].save(sys.argv[1], format="ICO", append_images=pictures[:-1], sizes=[(size, size) for size in SIZES])
