"""A window drawn by a test in any theme, size and place, with what a faultless reader would read of it."""

import functools
from dataclasses import dataclass, field

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from deskhand.core.geometry import Box, Point
from deskhand.core.monitors import Monitor
from deskhand.core.screen import Element, Frame, Role, Scene, Window
from tests.builders import DEJAVU

LIGHT = {"desk": (90, 80, 60), "ground": (245, 245, 245), "field": (255, 255, 255), "ink": (30, 30, 30),
         "line": (150, 150, 150), "button": (225, 225, 225)}  # fmt: skip
DARK = {"desk": (90, 80, 60), "ground": (40, 38, 36), "field": (30, 28, 27), "ink": (225, 225, 225),
        "line": (110, 110, 110), "button": (62, 60, 58)}  # fmt: skip
PALE = 0.45


@functools.cache
def _font(size):
    return ImageFont.truetype(DEJAVU, size)


@dataclass
class DrawnWindow:
    """Draws things at places counted from the window's corner, in pixels at 100 %."""

    at: Point = field(default_factory=lambda: Point(60, 40))
    size: tuple[int, int] = (480, 340)
    theme: dict = field(default_factory=lambda: LIGHT)
    scale: float = 1.0
    title: str = "Orders - Shop"
    dialog: bool = False
    focused: bool = True
    handle: int = 7
    app: str = "Shop"
    drawn: list = field(default_factory=list)

    def text(self, text, x, y, role="text", pale=False):
        self.drawn.append(("text", text, x, y, role, pale))
        return self

    def button(self, text, x, y, w=70, pale=False, role="button"):
        self.drawn.append(("button", text, x, y, w, pale, role))
        return self

    def field(self, name, x, y, w=160, holds=""):
        self.drawn.append(("field", name, x, y, w, holds))
        return self

    def icon(self, name, shape, x, y, pale=False):
        """A button that shows a shape: cross, ring or arrow."""
        self.drawn.append(("icon", name, shape, x, y, pale))
        return self

    def check(self, text, x, y, on=False):
        self.drawn.append(("check", text, x, y, on))
        return self

    @property
    def window(self):
        w, h = (round(v * self.scale) for v in self.size)
        box = Box(self.at.x, self.at.y, w, h)
        return Window(self.handle, self.title, self.app, box, self.dialog, self.focused)


def shown(*windows, size=(900, 640)):
    """The scene of these windows, the lowest first, read without a fault."""
    width, height = size
    pixels = np.full((height, width, 3), LIGHT["desk"], np.uint8)
    found = []
    for one in windows:
        role = Role.DIALOG if one.dialog else Role.WINDOW
        surface = Element(len(found) + 1, role, one.title, one.window.box, "focused" if one.focused else "", "x11")
        # What lies under a window is not read.
        found = [e for e in found if e.role in (Role.WINDOW, Role.DIALOG) or not e.box.overlaps(one.window.box)]
        found.append(surface)
        found += _Painter(pixels, one, surface.id, 100 * len(found)).elements()
    numbers = {e.id: n for n, e in enumerate(found, 1)}
    numbered = tuple(
        Element(numbers[e.id], e.role, e.text, e.box, e.state, e.source, e.confidence, numbers.get(e.window, 0))
        for e in found
    )
    monitor = Monitor("M", Box(0, 0, width, height), 1.0, primary=True)
    frame = Frame(pixels, 0.0, None, tuple(w.window for w in windows), Point(0, 0), (monitor,))
    return Scene(frame, numbered)


class _Painter:
    def __init__(self, pixels, window, surface, first):
        self.pixels, self.w, self.surface, self.number = pixels, window, surface, first + 1000
        box = window.window.box
        cv2.rectangle(pixels, (box.x, box.y), (box.right - 1, box.bottom - 1), self.colour("ground"), -1)
        cv2.rectangle(pixels, (box.x, box.y), (box.right - 1, box.bottom - 1), self.colour("line"), 1)

    def colour(self, name):
        return tuple(int(v) for v in self.w.theme[name])

    def ink(self, pale, ground):
        ink, ground = np.array(self.colour("ink")), np.array(ground)
        return tuple(int(v) for v in (ground + PALE * (ink - ground) if pale else ink))

    def place(self, x, y):
        return round(self.w.at.x + x * self.w.scale), round(self.w.at.y + y * self.w.scale)

    def put(self, text, x, y, colour):
        """Text with its corner at pixels of the desktop; the box of its ink."""
        font = _font(round(13 * self.w.scale))
        area = self.pixels[y : y + 2 * font.size, x : x + round(font.getlength(text)) + 8]
        picture = Image.fromarray(area)
        ImageDraw.Draw(picture).text((0, 0), text, colour, font)
        ys, xs = np.nonzero((np.asarray(picture) != area).any(axis=2))
        area[:] = np.asarray(picture)
        return Box(x + int(xs.min()), y + int(ys.min()), int(np.ptp(xs)) + 1, int(np.ptp(ys)) + 1)

    def frame(self, x, y, w, h, fill):
        corner, size = self.place(x, y), (round(w * self.w.scale), round(h * self.w.scale))
        box = Box(*corner, *size)
        cv2.rectangle(self.pixels, corner, (box.right - 1, box.bottom - 1), fill, -1)
        cv2.rectangle(self.pixels, corner, (box.right - 1, box.bottom - 1), self.colour("line"), 1)
        return box

    def element(self, role, text, box, state="", source="ocr"):
        self.number += 1
        return Element(self.number, Role(role), text, box, state, source, 1.0, self.surface)

    def elements(self):
        return [e for what, *how in self.w.drawn for e in getattr(self, f"draw_{what}")(*how)]

    def draw_text(self, text, x, y, role, pale):
        yield self.element(role, text, self.put(text, *self.place(x, y), self.ink(pale, self.colour("ground"))))

    def draw_button(self, text, x, y, w, pale, role):
        box = self.frame(x, y, w, 26, self.colour("button"))
        self.put(text, *self.place(x + 12, y + 5), self.ink(pale, self.colour("button")))
        yield self.element(role, text, box, "", "vision+ocr")

    def draw_field(self, name, x, y, w, holds):
        yield self.element("text", name, self.put(name, *self.place(x - 90, y + 4), self.colour("ink")))
        box = self.frame(x, y, w, 24, self.colour("field"))
        if holds:
            self.put(holds, *self.place(x + 6, y + 4), self.colour("ink"))
        yield self.element("edit", name, box, holds, "vision+ocr" if holds else "vision")

    def draw_icon(self, name, shape, x, y, pale):
        box = self.frame(x, y, 30, 28, self.colour("button"))
        big, ink = 8, self.ink(pale, self.colour("button"))
        side = round(18 * self.w.scale)
        picture = Image.new("RGB", (side * big, side * big), self.colour("button"))
        draw, s, thick = ImageDraw.Draw(picture), side * big, round(side * big / 9)
        if shape == "cross":
            draw.line((0.15 * s, 0.15 * s, 0.85 * s, 0.85 * s), ink, thick)
            draw.line((0.85 * s, 0.15 * s, 0.15 * s, 0.85 * s), ink, thick)
        elif shape == "ring":
            draw.ellipse((0.12 * s, 0.12 * s, 0.88 * s, 0.88 * s), None, ink, thick)
        else:
            draw.line((0.2 * s, 0.1 * s, 0.75 * s, 0.5 * s, 0.2 * s, 0.9 * s), ink, thick, "curve")
        sized = np.asarray(picture.resize((side, side), Image.Resampling.BOX))
        left, top = box.x + (box.w - side) // 2, box.y + (box.h - side) // 2
        self.pixels[top : top + side, left : left + side] = sized
        yield self.element("button", name, box, "", "vision")

    def draw_check(self, text, x, y, on):
        box = self.frame(x, y, 14, 14, self.colour("field"))
        if on:
            corner = self.place(x + 3, y + 3)
            side = round(7 * self.w.scale)
            self.pixels[corner[1] : corner[1] + side, corner[0] : corner[0] + side] = self.colour("ink")
        self.put(text, *self.place(x + 22, y - 1), self.colour("ink"))
        yield self.element("checkbox", text, box, "on" if on else "off", "vision+ocr")
