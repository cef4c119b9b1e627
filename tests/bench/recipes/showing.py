"""The picture of the documentation: a recipe shown in light at 100 %, replayed in dark at 150 %.

    python -m tests.bench.recipes.showing TASK FILE.png [--out FOLDER]

Each side is what the screen was before the last step; the numbers are where the steps acted.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from deskhand.core.geometry import Box
from deskhand.journal.history import History, RunRecord
from deskhand.journal.pictures import PictureStore

from .keeping import Kept
from .look import AS_RECORDED, DARK_LARGE, Look
from .recording import record
from .replaying import Ending, replay
from .site import Site
from .tasks import TASKS

_HEIGHT, _GAP, _HEAD = 1000, 28, 64
"""Pixels of the higher side, between the two, and of the line above them."""
_FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans{}.ttf"
_PAPER, _INK, _MARK = "#f3f4f6", "#1d2430", "#d9480f"


def main() -> None:
    """Make the picture."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task")
    parser.add_argument("file", type=Path)
    parser.add_argument("--out", type=Path, default=Path(tempfile.gettempdir()) / "deskhand-showing")
    options = parser.parse_args()
    kept = Kept(options.out.resolve())
    kept.furnish()
    task = next(task for task in TASKS if task.name == options.task)
    with Site() as site:
        if not kept.has(task) and (problem := record(task, kept, site).problem):
            sys.exit(problem)
        sides = []
        for look, said in ((AS_RECORDED, "Shown once: light, 100 %"), (DARK_LARGE, "Replayed: dark, 150 %")):
            done = replay(task, look, kept, site)
            if done.ending is not Ending.SUCCESS:
                sys.exit(str(done))
            sides.append((_side(kept, done.run_id, look), said))
    options.file.parent.mkdir(parents=True, exist_ok=True)
    _together(sides).save(options.file, optimize=True)


def _side(kept: Kept, run_id: str, look: Look) -> Image.Image:
    """The window before the last step, with the place of each step."""
    history = History(kept.paths.journal)
    run = history.run(run_id)
    history.close()
    intent = run.steps[-1].intent
    picture = Image.open(PictureStore(kept.paths.pictures).path(intent["picture"])).convert("RGB")
    draw = ImageDraw.Draw(picture)
    font = ImageFont.truetype(_FONT.format("-Bold"), round(13 * look.scale))
    for number, box in _places(run, intent["origin"]):
        _mark(draw, font, number, box, look.scale)
    return picture.crop(_cut(picture, look.scale))


def _places(run: RunRecord, origin: list[int]) -> list[tuple[int, Box]]:
    """The targets' boxes in the last picture, numbered; things of menus that are gone are left out."""
    there = [step.intent["target"] for step in run.steps if step.intent["target"]]
    kept = [target for target in there if target["role"] not in ("menu item", "option")]
    boxes = list(dict.fromkeys(Box(*target["box"]).shifted(-origin[0], -origin[1]) for target in kept))
    return list(enumerate(boxes, 1))


def _mark(draw: ImageDraw.ImageDraw, font: ImageFont.FreeTypeFont, number: int, box: Box, scale: float) -> None:
    around = box.grown(round(3 * scale))
    corners = (around.x, around.y, around.right, around.bottom)
    draw.rounded_rectangle(corners, radius=round(5 * scale), outline=_MARK, width=round(2 * scale))
    radius = round(11 * scale)
    x, y = around.x - radius - round(4 * scale), around.center.y
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=_MARK)
    draw.text((x, y), str(number), fill="white", font=font, anchor="mm")


def _cut(picture: Image.Image, scale: float) -> tuple[int, int, int, int]:
    """The part that is worth showing: the left of the window."""
    return (0, 0, min(picture.width, round(640 * scale)), min(picture.height, round(560 * scale)))


def _together(sides: list[tuple[Image.Image, str]]) -> Image.Image:
    part = _HEIGHT / max(side.height for side, _ in sides)
    scaled = [
        (side.resize((round(side.width * part), round(side.height * part)), Image.LANCZOS), s) for side, s in sides
    ]
    width = sum(side.width for side, _ in scaled) + _GAP * (len(scaled) + 1)
    whole = Image.new("RGB", (width, _HEIGHT + _HEAD + _GAP), _PAPER)
    draw, font = ImageDraw.Draw(whole), ImageFont.truetype(_FONT.format(""), 26)
    left = _GAP
    for side, said in scaled:
        draw.text((left, _HEAD // 2 + 4), said, fill=_INK, font=font, anchor="lm")
        whole.paste(side, (left, _HEAD))
        left += side.width + _GAP
    return whole


if __name__ == "__main__":
    main()
