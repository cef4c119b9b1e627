"""The worst misses of the grounding bench on one picture: each cut out, outlined, with what was seen instead."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from .scores import Miss

COLUMNS, CELL, CAPTION = 2, (620, 130), 40
"""Cells side by side, and their size in pixels: the cut-out, and the two lines under it."""
ORDER = ("interactive", "label", "state", "role")
"""Measures by what a miss costs: unseen, unread, wrongly told, wrongly named."""


def worst(misses: Sequence[Miss], count: int = 10) -> list[Miss]:
    """Misses of every measure in turn, the dearest first, no application twice in one measure."""
    queues = [_one_an_app([m for m in misses if m.measure == measure]) for measure in ORDER]
    chosen: list[Miss] = []
    while len(chosen) < count and any(queues):
        for queue in queues:
            if queue and len(chosen) < count:
                chosen.append(queue.pop(0))
    return chosen


def _one_an_app(misses: Sequence[Miss]) -> list[Miss]:
    first: dict[str, Miss] = {}
    for miss in misses:
        first.setdefault(miss.screen.app, miss)
    return list(first.values())


def write_sheet(misses: Sequence[Miss], path: Path) -> None:
    """A PNG with a cell a miss."""
    rows = -(-len(misses) // COLUMNS)
    width, height = CELL[0] * COLUMNS, (CELL[1] + CAPTION) * rows
    sheet = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(sheet)
    font = _font()
    for place, miss in enumerate(misses):
        x, y = place % COLUMNS * CELL[0], place // COLUMNS * (CELL[1] + CAPTION)
        sheet.paste(_cut_out(miss), (x, y))
        truth = miss.truth
        draw.text(
            (x + 6, y + CELL[1] + 3),
            f"{miss.measure}: {truth.kind} “{truth.text}” ({miss.screen.path.stem})",
            "black",
            font,
        )
        draw.text((x + 6, y + CELL[1] + 20), f"seen: {miss.seen or 'nothing'}"[:100], (110, 110, 110), font)
    sheet.save(path)


def _cut_out(miss: Miss) -> Image.Image:
    box = miss.truth.box
    with Image.open(miss.screen.path) as picture:
        middle = box.center
        left = min(max(0, middle.x - CELL[0] // 2), max(0, picture.width - CELL[0]))
        top = min(max(0, middle.y - CELL[1] // 2), max(0, picture.height - CELL[1]))
        cut = picture.convert("RGB").crop((left, top, left + CELL[0] - 8, top + CELL[1] - 4))
    frame = (box.x - left - 2, box.y - top - 2, box.right - left + 1, box.bottom - top + 1)
    ImageDraw.Draw(cut).rectangle(frame, outline=(220, 30, 30), width=2)
    return cut


def _font() -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    try:
        return ImageFont.truetype("DejaVuSans.ttf", 13)
    except OSError:
        return ImageFont.load_default()
