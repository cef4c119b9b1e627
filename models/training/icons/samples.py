"""Composes samples: an icon or some clutter on a ground, as a screen shows it, seen through the network's own eyes.

The input planes come from `deskhand.ground.icons.normalised`, so training and use cannot drift apart.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from deskhand.core.geometry import Box
from deskhand.ground.icons import SIDE, normalised

from . import clutter
from .canvas import Canvas, Theme, fill, ink_on, paste, plate, theme
from .drawings import Drawings
from .families import FAMILIES, Use
from .glyphs import GLYPHS, glyph
from .ink import coloured, sized, vector
from .names import names

TILE = 112
PER_SHEET = 256
UNKNOWN, BY_HAND, NEAR_KNOWN = 0.4, 0.15, 0.2
"""Part of samples that are no known icon; part of known names that are drawn by hand where that is possible;
part of unknown icons that are a known one with a mark."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Samples: planes as bytes (contrast 0..127, brightness -127..127), labels, and the family (-1: none)."""

    planes: NDArray[np.int8]
    labels: NDArray[np.int16]
    families: NDArray[np.int16]


class Composer:
    """Makes samples from the drawings of some families."""

    def __init__(self, drawings: Drawings, use: Use, seed: int) -> None:
        """Index what may be used."""
        self._drawings, self._chance = drawings, random.Random(seed)
        self._classes = names().classes
        self._other, self._near = len(self._classes), len(self._classes) + 1
        self._by_label: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        for at, (label, family) in enumerate(zip(drawings.labels, drawings.families, strict=True)):
            if FAMILIES[family].use == use:
                self._by_label[int(label)][int(family)].append(at)
        self._known = sorted(label for label in self._by_label if label < self._other)
        self._glyphs = use == "train"

    def mixed(self, count: int) -> Batch:
        """Samples in the proportions of training."""
        return self._made(count, self._any)

    def examination(self, repeats: int) -> Batch:
        """Every drawing `repeats` times, each in another setting."""
        wanted = [at for group in self._by_label.values() for rows in group.values() for at in rows] * repeats
        turn = iter(wanted)

        def one(canvas: Canvas) -> tuple[Box, int, int]:
            at = next(turn)
            box = self._icon(canvas, sized(self._drawings, at, self._chance))
            return box, int(self._drawings.labels[at]), int(self._drawings.families[at])

        return self._made(len(wanted), one)

    def clutter(self, count: int) -> Batch:
        """Text, controls and the like alone."""
        return self._made(count, lambda canvas: (self._clutter(canvas), self._other, -1))

    def _made(self, count: int, one: Callable[[Canvas], tuple[Box, int, int]]) -> Batch:
        planes = np.empty((count, 2, SIDE, SIDE), np.int8)
        labels, families = np.empty(count, np.int16), np.empty(count, np.int16)
        across = 16
        for start in range(0, count, PER_SHEET):
            size = min(PER_SHEET, count - start)
            sheet = np.empty((-(-size // across) * TILE, across * TILE, 3), np.uint8)
            boxes = []
            for place in range(size):
                x, y = place % across * TILE, place // across * TILE
                canvas = np.empty((TILE, TILE, 3), np.uint8)
                box, labels[start + place], families[start + place] = one(canvas)
                self._worn(canvas)
                sheet[y : y + TILE, x : x + TILE] = canvas
                boxes.append(box.clipped(TILE, TILE).shifted(x, y))
            planes[start : start + size] = np.rint(normalised(sheet, boxes) * 127)
        return Batch(planes, labels, families)

    def _any(self, canvas: Canvas) -> tuple[Box, int, int]:
        chance = self._chance
        if chance.random() < UNKNOWN:
            kind = chance.random()
            if kind < 0.5:
                family, at = self._pick(self._near if chance.random() < NEAR_KNOWN else self._other)
                return self._icon(canvas, sized(self._drawings, at, self._chance)), self._other, family
            if kind < 0.92:
                return self._clutter(canvas), self._other, -1
            return self._cut(canvas), self._other, -1
        label = chance.choice(self._known)
        if self._glyphs and self._classes[label] in GLYPHS and chance.random() < BY_HAND:
            return self._icon(canvas, vector(glyph(self._classes[label], chance), chance)), label, -1
        family, at = self._pick(label)
        return self._icon(canvas, sized(self._drawings, at, self._chance)), label, family

    def _pick(self, label: int) -> tuple[int, int]:
        groups = self._by_label[label]
        family = self._chance.choice(list(groups))
        return family, self._chance.choice(groups[family])

    def _icon(self, canvas: Canvas, picture: NDArray[np.float32]) -> Box:
        """Paint the ground, what is around, and the icon; returns the box a finder would give."""
        chance, colours = self._chance, theme(self._chance)
        fill(canvas, colours.ground)
        height, width = picture.shape[:2]
        x, y = (TILE - width) // 2 + chance.randint(-3, 3), (TILE - height) // 2 + chance.randint(-3, 3)
        box = Box(x, y, width, height)
        if chance.random() < 0.18:
            self._neighbour(canvas, box, colours)
        around = None
        if chance.random() < 0.35:
            around, colours = self._plate(canvas, box, colours)
        paste(canvas, coloured(picture, colours, self._chance), x, y)
        if around is not None:
            box = around if chance.random() < 0.5 else box
        elif chance.random() < 0.07:
            box = self._drop_arrow(canvas, box, colours)
        return self._jittered(box)

    def _drop_arrow(self, canvas: Canvas, box: Box, colours: Theme) -> Box:
        """The small arrow beside an icon that opens a menu, which a finder may take as part of the icon."""
        wide = self._chance.randint(5, 8)
        x, y = box.right + self._chance.randint(3, 8), box.center.y - 1
        shape = np.array(((x, y), (x + wide, y), (x + wide // 2, y + wide // 2)), np.int32)
        cv2.fillPoly(canvas, [shape], colours.ink, cv2.LINE_AA)
        return Box(box.x, box.y, x + wide - box.x, box.h)

    def _jittered(self, box: Box) -> Box:
        chance = self._chance
        if chance.random() < 0.12:
            loose = round(max(box.w, box.h) * chance.uniform(0.1, 0.45))
            box = box.grown(loose)
        left, top, right, bottom = (chance.choice((-1, 0, 0, 0, 0, 1, 1, 2, 3)) for _ in range(4))
        return Box(box.x - left, box.y - top, max(4, box.w + left + right), max(3, box.h + top + bottom))

    def _plate(self, canvas: Canvas, box: Box, colours: Theme) -> tuple[Box, Theme]:
        chance = self._chance
        by = chance.randint(2, 9)
        side = max(box.w, box.h) + 2 * by
        square = Box(box.center.x - side // 2, box.center.y - side // 2, side, side)
        area, round_ = (square.x, square.y, side, side), chance.choice((0, 3, 4, 6, side))
        kind = chance.random()
        if kind < 0.45:
            shade = chance.choice((-45, -25, -12, 12, 25, 45))
            plate(canvas, area, tuple(min(255.0, max(0.0, c + shade)) for c in colours.ground), round_, -1)  # type: ignore[arg-type]
            return square, colours
        if kind < 0.7:
            plate(canvas, area, ink_on(colours.ground, chance), round_ % side, 1)
            return square, colours
        below = ink_on(colours.ground, chance)
        plate(canvas, area, below, round_, -1)
        return square, Theme(below, ink_on(below, chance))

    def _neighbour(self, canvas: Canvas, box: Box, colours: Theme) -> None:
        chance, gap = self._chance, self._chance.randint(2, 6)
        if chance.random() < 0.5:
            side = chance.choice((box.right + gap, box.x - gap - 24))
            clutter.text(canvas, (side, box.y - 2), colours, chance)
            return
        _, at = self._pick(chance.choice((self._other, *self._known)))
        other = sized(self._drawings, at, self._chance)
        where = box.right + gap if chance.random() < 0.5 else box.x - gap - other.shape[1]
        paste(canvas, coloured(other, colours, self._chance), where, box.y + chance.randint(-4, 4))

    def _clutter(self, canvas: Canvas) -> Box:
        chance, colours = self._chance, theme(self._chance)
        fill(canvas, colours.ground)
        kind, at = chance.random(), (chance.randint(26, 36), chance.randint(34, 44))
        if kind < 0.5:
            made = clutter.text(canvas, (6, at[1]), colours, chance)
        elif kind < 0.8:
            made = clutter.control(canvas, at, colours, chance)
        elif kind < 0.88:
            made = clutter.photo(canvas, at, colours, chance)
        else:
            made = clutter.badge(canvas, at, colours, chance)
        return self._jittered(Box(*made))

    def _cut(self, canvas: Canvas) -> Box:
        """Half of an icon, or two icons in one box: a finder's mistakes, which have no name."""
        chance = self._chance
        _, at = self._pick(chance.choice(self._known))
        box = self._icon(canvas, sized(self._drawings, at, self._chance))
        if chance.random() < 0.5:
            part = chance.uniform(0.4, 0.55)
            wide, high = max(4, round(box.w * part)), max(4, round(box.h * part))
            if chance.random() < 0.5:
                return Box(box.x + chance.choice((0, max(0, box.w - wide))), box.y, wide, box.h)
            return Box(box.x, box.y + chance.choice((0, max(0, box.h - high))), box.w, high)
        _, second = self._pick(chance.choice(self._known))
        other = sized(self._drawings, second, self._chance)
        colours = Theme((0, 0, 0), ink_on(tuple(float(v) for v in canvas[2, 2]), chance))  # type: ignore[arg-type]
        paste(canvas, coloured(other, colours, self._chance), box.right + 2, box.y)
        return Box(box.x, box.y, min(box.w + 2 + other.shape[1], TILE - box.x), max(box.h, other.shape[0]))

    def _worn(self, canvas: Canvas) -> None:
        """Scaling and compression of the whole picture, now and then."""
        chance = self._chance
        if chance.random() < 0.06:
            canvas[:] = cv2.GaussianBlur(canvas, (3, 3), chance.uniform(0.3, 0.7))
        elif chance.random() < 0.04:
            quality = chance.randint(60, 92)
            packed = cv2.imencode(".jpg", canvas, (cv2.IMWRITE_JPEG_QUALITY, quality))[1]
            canvas[:] = np.asarray(cv2.imdecode(packed, cv2.IMREAD_COLOR))
