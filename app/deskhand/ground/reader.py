"""The grounder: a frame in, a scene out. Lines that did not change are not read again."""

from __future__ import annotations

import numpy as np

from deskhand.core.geometry import Box
from deskhand.core.screen import Element, Frame, Pixels, Scene

from .boxes import as_boxes, boxes_of, outlines_of, without_letters
from .columns import parted_at_columns
from .edges import INK, edges_of, horizontal_rules, vertical_rules
from .elements import elements_of
from .line_reader import LineReader
from .lines import Rules, lines_of
from .page import Icon, Page
from .pictures import IconNames, solid_shapes, told_apart
from .places import Places
from .shapes import Shape, toggle_shapes
from .words import coloured, erase, ink_of, words_of

MIN_SIDE = 16
"""Pixels; a smaller picture holds nothing to read."""


class PixelGrounder:
    """Reads scenes from pixels. Keeps what it read in the last frame; use one per screen."""

    def __init__(self, reader: LineReader, names: IconNames | None = None) -> None:
        """`names`, if given, tells what icons show."""
        self._reader, self._names = reader, names
        self._last: Pixels | None = None
        self._elements: tuple[Element, ...] = ()

    def read(self, frame: Frame) -> Scene:
        """The elements of a picture, line by line; `LiveGrounder` puts them in reading order, window by window."""
        pixels = frame.pixels
        if min(pixels.shape[:2]) < MIN_SIDE:
            return Scene(frame)
        if self._last is None or not _same(self._last, pixels):
            self._elements = tuple(self._read(pixels))
            # A copy: the caller may take its next picture into the same memory.
            self._last = pixels.copy()
        return Scene(frame, self._elements)

    def _read(self, pixels: Pixels) -> list[Element]:
        edges = edges_of(pixels)
        frames = without_letters(boxes_of(edges), pixels)
        boxes = as_boxes(frames)
        ink = ink_of(edges, frames)
        rules = Rules(horizontal_rules(edges, INK), vertical_rules(edges))
        shapes = self._unknown(pixels, toggle_shapes(pixels, boxes + as_boxes(outlines_of(edges)), ink))
        for shape in shapes:
            erase(ink, shape.box)
        lines, pictures = lines_of(
            words_of(ink, np.vstack([frames, coloured(pixels)])), ink, rules, [shape.box for shape in shapes]
        )
        lines = parted_at_columns(lines, rules.upright)
        read = self._reader.labels(pixels, lines)
        pieces = pictures + [box for found in read for box in found.pictures]
        labels = [found.label for found in read if found.label]
        toggles = Places(shape.box.grown(2) for shape in shapes)
        plain = [b for b in boxes if not toggles.cover(b, 0.9)]
        pieces += solid_shapes(plain, [*(line.box for line in lines), *pictures])
        labels, icons = told_apart(pixels, labels, pieces, plain, self._names)
        # A shape that turns out to be no toggle is a picture.
        icons += [Icon(shape.box) for shape in shapes]
        page = Page(pixels, tuple(labels), tuple(icons), tuple(_on_screen(boxes, pixels)), tuple(shapes), rules.level)
        return elements_of(page.without_specks())

    def _unknown(self, pixels: Pixels, shapes: list[Shape]) -> list[Shape]:
        """The shapes that show no picture we know: a folder's outline is as even as a check box."""
        if self._names is None or not shapes:
            return shapes
        named = self._names.name(pixels, [shape.box for shape in shapes])
        return [shape for shape, (name, _) in zip(shapes, named, strict=True) if not name]


def _on_screen(boxes: list[Box], pixels: Pixels) -> list[Box]:
    height, width = pixels.shape[:2]
    return [box.clipped(width, height) for box in boxes]


def _same(before: Pixels, after: Pixels) -> bool:
    return before.shape == after.shape and bool(np.array_equal(before, after))
