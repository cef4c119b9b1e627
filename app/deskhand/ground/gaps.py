"""Blank columns between glyphs: they give words their boxes, and tell labels from words.

A word space is about a third of the text height; the gap between two labels of a menu bar or a table row
is wider than the text is high.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from deskhand.core.geometry import Box, bounding
from deskhand.core.ports import TextLine, Word
from deskhand.core.screen import Pixels

from .ink import crop, ink_mask

LABEL_GAP = 0.75
"""A gap above this share of the text height parts two labels."""
MIN_LABEL_GAP = 8
"""Pixels; keeps the words of very small text together."""


def split_at_gaps(pixels: Pixels, text: str, box: Box, confidence: float) -> list[Word]:
    """Give each word of a line its own box: the k widest blank runs stand for its k spaces.

    The boxes are as high as the ink, which a detector's boxes are not.
    """
    tokens = text.split()
    if not tokens:
        return []
    columns, rows = _ink(pixels, box)
    if columns.size < box.w // 5:
        return _proportional(tokens, box, confidence)
    tight = Box(box.x + int(columns[0]), box.y + rows[0], int(columns[-1] - columns[0]) + 1, rows[1] - rows[0])
    runs = [(int(a) + 1, int(b)) for a, b in itertools.pairwise(columns) if b - a > 1]
    if len(runs) < len(tokens) - 1:
        return _proportional(tokens, tight, confidence)
    widest = sorted(sorted(runs, key=lambda run: run[0] - run[1])[: len(tokens) - 1])
    edges = [int(columns[0]), *(edge for run in widest for edge in run), int(columns[-1]) + 1]
    return [
        Word(token, Box(box.x + left, tight.y, max(1, right - left), tight.h), confidence)
        for token, left, right in zip(tokens, edges[::2], edges[1::2], strict=True)
    ]


def labels_of(line: TextLine) -> list[TextLine]:
    """Part a line where the gap between two words is too wide for a space."""
    parts: list[list[Word]] = []
    for word in sorted(line.words, key=lambda w: w.box.x):
        if parts:
            previous = parts[-1][-1].box
            gap = word.box.x - previous.right
            if gap <= max(MIN_LABEL_GAP, LABEL_GAP * min(previous.h, word.box.h)):
                parts[-1].append(word)
                continue
        parts.append([word])
    return [TextLine(tuple(part)) for part in parts]


def text_of(words: Sequence[Word]) -> str:
    """The words joined by spaces."""
    return " ".join(word.text for word in words)


def box_of(words: Sequence[Word]) -> Box:
    """The box around all words."""
    return bounding(word.box for word in words)


def _ink(pixels: Pixels, box: Box) -> tuple[NDArray[np.intp], tuple[int, int]]:
    """Inked columns, and the first and last-plus-one inked row, relative to the box."""
    ink = ink_mask(crop(pixels, box))
    ink[ink.mean(axis=1) > 0.8] = False  # a rule or underline crosses every gap
    # The corner of a frame that got into the box is one pixel in its row; wide text has more.
    rows = np.flatnonzero(ink.sum(axis=1) >= (2 if box.w > 40 else 1))
    if not rows.size:
        return rows, (0, box.h)
    return np.flatnonzero(ink[rows].any(axis=0)), (int(rows[0]), int(rows[-1]) + 1)


def _proportional(tokens: Sequence[str], box: Box, confidence: float) -> list[Word]:
    """Share the width by the number of characters, where the pixels show no gaps."""
    total = sum(map(len, tokens)) + len(tokens) - 1
    words, at = [], 0
    for token in tokens:
        left, right = box.w * at // total, box.w * (at + len(token)) // total
        words.append(Word(token, Box(box.x + left, box.y, max(1, right - left), box.h), confidence))
        at += len(token) + 1
    return words
