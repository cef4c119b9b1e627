"""Draws the elements on the picture, so that a person can check a reading at a glance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from deskhand.core.geometry import Box
from deskhand.core.screen import SURFACES, TOGGLES, Element, Frame, Pixels, Role, Scene
from deskhand.core.stacking import visible_parts

from .annotate_labels import Lettering, Room

COLOURS: dict[Role, str] = {
    Role.BUTTON: "#1f7a3d",
    Role.ICON: "#0b7f86",
    Role.LINK: "#1d5fc4",
    Role.MENU: "#7a3fb0",
    Role.MENU_ITEM: "#7a3fb0",
    Role.OPTION: "#7a3fb0",
    Role.TAB: "#a8346f",
    Role.CHECKBOX: "#c2410c",
    Role.RADIO: "#c2410c",
    Role.SWITCH: "#c2410c",
    Role.EDIT: "#9a6a00",
    Role.COMBO: "#9a6a00",
    Role.SLIDER: "#9a6a00",
    Role.ROW: "#56708c",
    Role.CELL: "#56708c",
    Role.HEADER: "#56708c",
    Role.SCROLLBAR: "#7d7d7d",
    Role.TEXT: "#7d7d7d",
    Role.WINDOW: "#b3261e",
    Role.DIALOG: "#b3261e",
}
"""A colour a kind of element: dark enough for white letters, light enough to be seen on a dark theme."""
FADED = 0.72
"""Weight of the picture against its mean grey: what is drawn must stand out from what was there."""
FAINT = {Role.TEXT: 0.45, Role.CELL: 0.25}
"""Weight of the outline of plain text and of cells, whose outlines lie on the lines between them."""
MANY = 40
"""Elements of a quiet role from which they are drawn without labels: the picture shows their text itself."""
SHORT = 18
"""Characters of a text in a label."""
STEP = 24
"""Levels of grey between neighbours from which there is ink."""
LONG = 40
"""Pixels of a straight line that is no part of a letter or an icon."""
_QUIET = frozenset({Role.CELL, Role.TEXT, Role.HEADER, Role.ROW, Role.SCROLLBAR})
_BASE = 1080
"""Pixels of the shorter side of a picture that is drawn at scale 1."""


def annotated(scene: Scene) -> Pixels:
    """A copy of the frame with every element outlined and, where there is room, numbered and named."""
    frame = scene.frame
    scale = max(frame.layout.scale_of(frame.box), min(frame.width, frame.height) / _BASE, 1.0)
    boxes = {id(e): _inside(frame.in_picture(e.box), frame.width, frame.height) for e in scene}
    picture = _faded(frame.pixels)
    line = max(1, round(scale))
    # Large ones first, so that what stands in them is drawn over them.
    for element in sorted(scene, key=lambda e: -e.box.area):
        above = _above(element, frame) if element.role in SURFACES else []
        _outline(picture, element, boxes[id(element)], line, above)
    image = Image.fromarray(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB))
    draw, lettering = ImageDraw.Draw(image), Lettering(round(10 * scale))
    room = Room(_ink(frame.pixels), boxes.values())
    for element in _labelled(scene):
        _label(draw, lettering, room, element, boxes[id(element)])
    legend = list(_legend(scene))
    if legend:
        _draw_legend(draw, lettering, room, legend)
    return np.asarray(cv2.cvtColor(np.asarray(image, np.uint8), cv2.COLOR_RGB2BGR), np.uint8)


def _inside(box: Box, width: int, height: int) -> Box:
    """The box as far as it is on the picture, at least one pixel of it."""
    x, y = min(max(box.x, 0), width - 1), min(max(box.y, 0), height - 1)
    return Box(x, y, max(1, min(box.right, width) - x), max(1, min(box.bottom, height) - y))


def _faded(pixels: Pixels) -> Pixels:
    """The picture with less contrast, around its own mean so that dark themes stay dark."""
    mean = pixels.reshape(-1, 3).mean() if pixels.size else 0.0
    return np.asarray(cv2.addWeighted(pixels, FADED, pixels, 0.0, float(mean) * (1 - FADED)), np.uint8)


def _ink(pixels: Pixels) -> NDArray[np.bool_]:
    """Where something is drawn: steps of brightness but for long straight lines, which a label may cross."""
    grey = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
    steps = (cv2.morphologyEx(grey, cv2.MORPH_GRADIENT, np.ones((2, 2), np.uint8)) > STEP).astype(np.uint8)
    for shape in ((1, LONG), (LONG, 1)):
        lines = cv2.morphologyEx(steps, cv2.MORPH_OPEN, np.ones(shape, np.uint8))
        steps = np.where(cv2.dilate(lines, np.ones((3, 3), np.uint8)) > 0, np.uint8(0), steps)
    return np.asarray(steps > 0, bool)


def _above(surface: Element, frame: Frame) -> list[Box]:
    """Where in the picture other windows lie over this one."""
    at = [n for n, w in enumerate(frame.windows) if w.title == surface.text and w.box.coverage(surface.box) > 0]
    return [frame.in_picture(w.box) for w in frame.windows[at[-1] + 1 :]] if at else []


def _outline(picture: Pixels, element: Element, box: Box, line: int, above: Sequence[Box]) -> None:
    colour = np.array(_bgr(element.role), np.float64)
    dashed = element.role in SURFACES
    weight = FAINT.get(element.role, 1.0)
    width = line * (2 if dashed else 1)
    for edge, along in _edges(box, width):
        for piece in visible_parts(edge, above):
            part = picture[piece.y : piece.bottom, piece.x : piece.right]
            if dashed:
                start = piece.x if along else piece.y
                shown = (np.arange(start, start + part.shape[along]) // (6 * line)) % 2 == 0
                part[(slice(None), shown) if along else (shown, slice(None))] = colour
            else:
                part[:] = (part * (1 - weight) + colour * weight).astype(np.uint8)


def _edges(box: Box, width: int) -> Iterator[tuple[Box, int]]:
    """The four strips of an outline, each with the axis along which it runs (0: down)."""
    across, down = min(width, box.w), min(width, box.h)
    yield Box(box.x, box.y, box.w, down), 1
    yield Box(box.x, box.bottom - down, box.w, down), 1
    yield Box(box.x, box.y + down, across, max(0, box.h - 2 * down)), 0
    yield Box(box.right - across, box.y + down, across, max(0, box.h - 2 * down)), 0


def _labelled(scene: Scene) -> list[Element]:
    """The elements that get labels, those a person would act on first: they get the best places."""
    counts = Counter(e.role for e in scene)
    loud = [e for e in scene if e.role not in _QUIET or counts[e.role] <= MANY]
    return sorted(loud, key=lambda e: (e.role not in SURFACES, e.role in _QUIET))


def _label(draw: ImageDraw.ImageDraw, lettering: Lettering, room: Room, element: Element, box: Box) -> None:
    """Number and text beside the element; only the number, if need be in its corner, where that does not fit.

    Where even that would hide something, the outline must do, and of a toggle a dot at its corner.
    """
    text = " ".join(element.text.split())
    short = text if len(text) <= SHORT else text[: SHORT - 1] + "…"
    dot = lettering.size if element.role in TOGGLES else 0
    number = str(element.id)
    named = f"{number} {short}".strip()
    choices = [(named, room.beside), (number, room.inside), (number, room.beside)]
    if element.role in SURFACES:
        # On its title bar a title is where one looks for it.
        choices.insert(0, (named, room.at_corner))
    for words, find in choices:
        width, height = lettering.measure(words)
        place = find(box, width + dot, height)
        if place:
            room.take(place)
            draw.rectangle((place.x, place.y, place.right - 1, place.bottom - 1), COLOURS[element.role])
            lettering.write(draw, words, place.x + dot, place.y, "white")
            if dot:
                _draw_dot(draw, Box(place.x, place.y, dot + 2, height), element.state == "on", "white")
            return
    if dot:
        side = 2 * (dot // 2)
        place = Box(max(0, box.x - side), max(0, box.y - side // 2), side, side)
        draw.rectangle((place.x, place.y, place.right - 1, place.bottom - 1), "white")
        _draw_dot(draw, place, element.state == "on", COLOURS[element.role])


def _draw_dot(draw: ImageDraw.ImageDraw, place: Box, filled: bool, colour: str) -> None:
    """The state of a toggle: a full dot for on, an empty one for off."""
    radius = max(2, place.h // 4)
    x, y = place.x + place.w // 2, place.y + place.h // 2
    around = (x - radius, y - radius, x + radius, y + radius)
    draw.ellipse(around, fill=colour if filled else None, outline=colour, width=max(1, radius // 3))


def _legend(scene: Scene) -> Iterator[tuple[str, str, int]]:
    """Colour, roles that share it and how many there are, in the order of the palette."""
    counts = Counter(e.role for e in scene)
    for colour in dict.fromkeys(COLOURS.values()):
        roles = [role for role, own in COLOURS.items() if own == colour and counts[role]]
        if roles:
            yield colour, ", ".join(roles), sum(counts[role] for role in roles)


def _draw_legend(
    draw: ImageDraw.ImageDraw, lettering: Lettering, room: Room, entries: list[tuple[str, str, int]]
) -> None:
    """Where it hides least."""
    lines = [(colour, f"{names}  {count}") for colour, names, count in entries]
    step = round(lettering.height * 1.25)
    swatch = lettering.size
    width = max(lettering.measure(words)[0] for _, words in lines) + swatch + 3 * (step // 4)
    place = room.quietest(width, step * len(lines) + step // 2)
    draw.rectangle((place.x, place.y, place.right - 1, place.bottom - 1), "#202428", "#8a9099")
    for row, (colour, words) in enumerate(lines):
        x, y = place.x + step // 4, place.y + step // 4 + row * step
        draw.rectangle((x, y + (step - swatch) // 2, x + swatch, y + (step + swatch) // 2), colour, "#d0d4da")
        lettering.write(draw, words, x + swatch + step // 4, y + (step - lettering.height) // 2, "#f0f2f4")


def _bgr(role: Role) -> tuple[int, int, int]:
    value = COLOURS[role]
    return int(value[5:7], 16), int(value[3:5], 16), int(value[1:3], 16)
