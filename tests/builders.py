"""Small builders of the data that tests need."""

import time
from collections.abc import Sequence

import cv2
import numpy as np

from deskhand.core.actions import Act, Click, Key, Scroll, Type
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
    action: Act
    if verb == "key":
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
