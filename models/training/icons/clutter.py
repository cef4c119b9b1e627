"""What is on screens and is no icon: text, letters, digits, drawn controls, bits of photos and lines."""

from __future__ import annotations

import random
import string
from functools import cache
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from .canvas import Canvas, Colour, Theme, plate

Area = tuple[int, int, int, int]
FONT_FOLDERS = ("dejavu", "liberation", "noto", "opentype/urw-base35")
FONT_FILES = (
    "DejaVuSans.ttf DejaVuSans-Bold.ttf DejaVuSansMono.ttf DejaVuSerif.ttf LiberationSans-Regular.ttf "
    "LiberationSans-Bold.ttf LiberationSerif-Regular.ttf LiberationMono-Regular.ttf LiberationSans-Italic.ttf "
    "NotoSans-Regular.ttf NotoSans-Bold.ttf NimbusSans-Regular.otf NotoSerif-Regular.ttf"
).split()
WORDS = (
    "File Edit View Insert Format Tools Window Help New Open Save As Close Cancel OK Apply Yes No Name Size Type Date "
    "Modified Search Find Replace Next Back Home Settings Inbox Sent Draft Spam Total Sum Page of the and to in is it "
    "on at by for with Mr Mrs All None Left Right Top Add Remove Up Down More Less Free Used Zoom Print Menu Font"
).split()
SAFE_LETTERS = "ACDEFGHJKLMNPQRTVWYZabdefghjkmnpqrtwyz023456789&%@$€§"
"""Letters and digits that no icon looks like (a bold B, an x, an i or a plus are icons too)."""


@cache
def _fonts() -> tuple[Path, ...]:
    root = Path("/usr/share/fonts")
    found = tuple(path for name in FONT_FILES for path in sorted(root.rglob(name))[:1])
    if not found:
        raise SystemExit("No fonts to draw text with; install fonts-dejavu-core and fonts-liberation.")
    return found


@cache
def _font(path: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(path), size)


def words(chance: random.Random) -> str:
    """A short piece of text such as a screen shows."""
    kind = chance.random()
    if kind < 0.3:
        return chance.choice(SAFE_LETTERS)
    if kind < 0.5:
        return "".join(chance.choices(string.digits + ".,:-/", k=chance.randint(2, 5)))
    if kind < 0.75:
        return chance.choice(WORDS)
    if kind < 0.85:
        return " ".join(chance.choices(WORDS, k=2))
    return "".join(chance.choices(string.ascii_letters, k=chance.randint(2, 6)))


def text(canvas: Canvas, at: tuple[int, int], colours: Theme, chance: random.Random, what: str = "") -> Area:
    """Write something; returns the box of its ink."""
    font = _font(chance.choice(_fonts()), chance.randint(9, 22))
    written = what or words(chance)
    picture = Image.new("L", canvas.shape[1::-1])
    pen = ImageDraw.Draw(picture)
    pen.text(at, written, 255, font=font)
    left, top, right, bottom = pen.textbbox(at, written, font=font)
    alpha = np.asarray(picture, np.float32)[..., None] / 255
    canvas[:] = canvas * (1 - alpha) + np.array(colours.ink, np.float32) * alpha
    return int(left), int(top), max(3, int(right - left)), max(3, int(bottom - top))


def control(canvas: Canvas, at: tuple[int, int], colours: Theme, chance: random.Random) -> Area:
    """A check box, radio button, switch, arrow of a combo box, slider, scroll bar or line."""
    return chance.choice((_check_box, _check_box, _radio, _radio, _switch, _triangle, _triangle, _slider, _lines))(
        canvas, at, colours, chance
    )


def _shade(colour: Colour, by: float) -> Colour:
    return (colour[0] + by, colour[1] + by, colour[2] + by)


def _check_box(canvas: Canvas, at: tuple[int, int], colours: Theme, chance: random.Random) -> Area:
    side, (x, y) = chance.randint(10, 22), at
    filled = chance.random() < 0.35
    inside = colours.ink if filled else _shade(colours.ground, chance.choice((-30, -12, 12, 30)))
    plate(canvas, (x, y, side, side), inside, chance.choice((0, 2, 3, 4)), -1)
    plate(canvas, (x, y, side, side), colours.ink, chance.choice((0, 2, 3)), chance.choice((1, 1, 2)))
    if filled or chance.random() < 0.4:
        tick = np.array(((0.22, 0.52), (0.42, 0.72), (0.78, 0.28))) * side + at
        colour = colours.ground if filled else colours.ink
        cv2.polylines(canvas, [tick.round().astype(np.int32)], False, colour, chance.choice((1, 2)), cv2.LINE_AA)
    return x, y, side, side


def _radio(canvas: Canvas, at: tuple[int, int], colours: Theme, chance: random.Random) -> Area:
    side, (x, y) = chance.randint(10, 22), at
    plate(canvas, (x, y, side, side), _shade(colours.ground, chance.choice((-25, 0, 12, 25))), side, -1)
    plate(canvas, (x, y, side, side), colours.ink, side, chance.choice((1, 1, 2)))
    if chance.random() < 0.5:
        dot = max(4, side // 2)
        off = (side - dot) // 2
        plate(canvas, (x + off, y + off, dot, dot), colours.ink, dot, -1)
    return x, y, side, side


def _switch(canvas: Canvas, at: tuple[int, int], colours: Theme, chance: random.Random) -> Area:
    high = chance.randint(12, 24)
    wide, (x, y) = round(high * chance.uniform(1.7, 2.2)), at
    plate(canvas, (x, y, wide, high), colours.ink, high // 2 - 1, chance.choice((-1, -1, 1)))
    knob = high - 4
    where = x + 2 if chance.random() < 0.5 else x + wide - knob - 2
    plate(canvas, (where, y + 2, knob, knob), colours.ground, knob, -1)
    return x, y, wide, high


def _triangle(canvas: Canvas, at: tuple[int, int], colours: Theme, chance: random.Random) -> Area:
    """The filled arrow of a combo box or a spin button; one that points right would be the sign for "play"."""
    wide, (x, y) = chance.randint(6, 13), at
    high = max(3, round(wide * chance.uniform(0.45, 0.7)))
    down = chance.random() < 0.7
    base, tip = (y, y + high) if down else (y + high, y)
    shape = np.array(((x, base), (x + wide, base), (x + wide // 2, tip)), np.int32)
    cv2.fillPoly(canvas, [shape], colours.ink, cv2.LINE_AA)
    if chance.random() < 0.4:
        edge = x - chance.randint(4, 9)
        cv2.line(canvas, (edge, y - 10), (edge, y + 18), _shade(colours.ground, chance.choice((-50, 50))), 1)
    return x, y, wide + 1, high + 1


def _slider(canvas: Canvas, at: tuple[int, int], colours: Theme, chance: random.Random) -> Area:
    wide, high, (x, y) = chance.randint(12, 60), chance.randint(3, 14), at
    if chance.random() < 0.5:
        wide, high = high, wide
    plate(canvas, (x, y, wide, high), colours.ink, chance.choice((0, 2, 6)), chance.choice((-1, 1)))
    if max(wide, high) <= 3 * min(wide, high) or chance.random() < 0.5:
        knob = chance.randint(8, 18)
        plate(canvas, (x + wide // 3, y - 3, knob, knob), _shade(colours.ground, 20), knob, -1)
        plate(canvas, (x + wide // 3, y - 3, knob, knob), colours.ink, knob, 1)
    return x, y - 2, max(wide, 8), max(high, 8)


def _lines(canvas: Canvas, at: tuple[int, int], colours: Theme, chance: random.Random) -> Area:
    """Corners and crossings of frames and tables."""
    (x, y), side = at, chance.randint(8, 40)
    for _ in range(chance.randint(1, 3)):
        a, b = chance.randint(0, side), chance.randint(0, side)
        if chance.random() < 0.5:
            cv2.line(canvas, (x + a, y - 20), (x + a, y + b), colours.ink, 1)
        else:
            cv2.line(canvas, (x - 20, y + a), (x + b, y + a), colours.ink, 1)
    return x, y, side, side


def photo(canvas: Canvas, at: tuple[int, int], colours: Theme, chance: random.Random) -> Area:
    """A patch with soft blots of colour, as a thumbnail or an avatar looks from far."""
    side, (x, y) = chance.randint(10, 48), at
    grain = chance.randint(2, 9)
    made = np.frombuffer(chance.randbytes(grain * grain * 3), np.uint8).reshape(grain, grain, 3)
    picture = cv2.resize(made, (side, side), interpolation=chance.choice((cv2.INTER_CUBIC, cv2.INTER_LINEAR)))
    if chance.random() < 0.5:
        mask = np.zeros((side, side), np.uint8)
        cv2.circle(mask, (side // 2, side // 2), side // 2, 255, -1, cv2.LINE_AA)
        alpha = mask[..., None] / 255
        under = canvas[y : y + side, x : x + side]
        picture = np.asarray(under * (1 - alpha) + picture * alpha, np.uint8)
    canvas[y : y + side, x : x + side] = picture
    return x, y, side, side


def badge(canvas: Canvas, at: tuple[int, int], colours: Theme, chance: random.Random) -> Area:
    """A letter or number on a coloured disc or square: avatars, favicons, counters."""
    side, (x, y) = chance.randint(14, 40), at
    plate(canvas, (x, y, side, side), colours.ink, chance.choice((0, 4, side)), -1)
    inked = Theme(colours.ink, colours.ground)
    text(canvas, (x + side // 4, y + side // 8), inked, chance, chance.choice(SAFE_LETTERS))
    return x, y, side, side
