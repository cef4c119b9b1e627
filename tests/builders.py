"""Small builders of the data that tests need."""

import time
from collections.abc import Sequence

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from deskhand.core.actions import Action, Click, Key, Scroll, Type, Wait
from deskhand.core.geometry import ORIGIN, Box, Point
from deskhand.core.monitors import Monitor
from deskhand.core.screen import Element, Focus, Frame, Pixels, Role, Scene
from deskhand.core.step import Outcome, Past

NOWHERE = Box(0, 0, 0, 0)


def element(role: str, text: str, state: str = "", box: Box = NOWHERE, number: int = 1) -> Element:
    return Element(number, Role(role), text, box, state)


def elements(*rows: str) -> tuple[Element, ...]:
    """Elements from lines such as `checkbox: Wi-Fi = on`."""
    made = []
    for number, row in enumerate(rows, 1):
        role, _, rest = row.partition(": ")
        text, _, state = rest.partition(" = ")
        made.append(element(role, text, state, number=number))
    return tuple(made)


def past(phrase: str, met: bool = True, changed: bool = True) -> Past:
    """A step from its phrase, as histories spell it."""
    verb, _, rest = phrase.partition(" ")
    action: Action
    if verb == "wait":
        action = Wait()
    elif verb == "key":
        action = Key(rest)
    elif verb == "type":
        field, _, text = rest.partition("=")
        action = Type(text, element("edit", field))
    elif verb == "scroll":
        action = Scroll()
    else:
        action = Click(element("button", rest), count=2 if verb == "double-click" else 1)
    return Past(action, Outcome(met, "", changed))


def blank(width: int = 320, height: int = 200, colour: Sequence[int] = (245, 245, 245)) -> Pixels:
    return np.full((height, width, 3), colour, np.uint8)


def frame(pixels: Pixels | None = None, window: int = 7, origin: Point = ORIGIN, *monitors: Monitor) -> Frame:
    focus = Focus(window, "Editor", "editor")
    return Frame(blank() if pixels is None else pixels, time.monotonic(), focus, (), origin, monitors)


def scene(*found: Element, pixels: Pixels | None = None, window: int = 7) -> Scene:
    return Scene(frame(pixels, window), found)


def write(pixels: Pixels, text: str, at: tuple[int, int], scale: float = 0.6) -> Pixels:
    """Draw a line of text with its baseline at `at`."""
    cv2.putText(pixels, text, at, cv2.FONT_HERSHEY_SIMPLEX, scale, (20, 20, 20), 1, cv2.LINE_AA)
    return pixels


DEJAVU = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
INK = (30, 30, 30)


def put(pixels: Pixels, text: str, at: tuple[int, int], size: int = 13, colour: Sequence[int] = INK) -> Box:
    """Draw a line of DejaVu Sans, in pixels a letter, with its top left at `at`; the box of what was drawn."""
    before = pixels.copy()
    picture = Image.fromarray(pixels)
    ImageDraw.Draw(picture).text(at, text, tuple(colour), ImageFont.truetype(DEJAVU, size))
    pixels[:] = np.asarray(picture)
    ys, xs = np.nonzero((pixels != before).any(axis=2))
    return Box(int(xs.min()), int(ys.min()), int(np.ptp(xs)) + 1, int(np.ptp(ys)) + 1)


def outline(
    pixels: Pixels, box: Box, colour: Sequence[int] = (160, 160, 160), fill: Sequence[int] | None = None
) -> Box:
    """Draw the outline of a box, one pixel wide and within it."""
    corners = (box.x, box.y), (box.right - 1, box.bottom - 1)
    if fill is not None:
        cv2.rectangle(pixels, *corners, tuple(fill), -1)
    cv2.rectangle(pixels, *corners, tuple(colour), 1)
    return box


def toggle(pixels: Pixels, at: tuple[int, int], side: int, is_round: bool = False, marked: bool = False) -> Box:
    """Draw a check box or radio button of GTK's looks for light themes; invert the picture for dark ones."""
    big = 8
    picture = Image.new("RGB", (side * big, side * big), tuple(int(v) for v in pixels[at[1], at[0]]))
    draw = ImageDraw.Draw(picture)
    whole, line = (0, 0, side * big - 1, side * big - 1), max(1, side // 14) * big
    if is_round:
        draw.ellipse(whole, (255, 255, 255), (110, 110, 110), line)
        if marked:
            inner = side * big * 0.32
            draw.ellipse((inner, inner, side * big - inner, side * big - inner), INK)
    else:
        draw.rounded_rectangle(whole, 2 * big, (255, 255, 255), (110, 110, 110), line)
        if marked:
            tick = [(0.25, 0.52), (0.43, 0.70), (0.76, 0.30)]
            draw.line([(x * side * big, y * side * big) for x, y in tick], INK, round(side * big * 0.12), "curve")
    sized = np.asarray(picture.resize((side, side), Image.Resampling.BOX))
    pixels[at[1] : at[1] + side, at[0] : at[0] + side] = sized
    return Box(*at, side, side)
