"""Parting what was taken for one: lines whose letters touch, and underlined links that stand a space apart."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from deskhand.core.geometry import Box

from .edges import Map

_UNDERLINED = 0.45
"""Share of a word that a rule runs under; the rest is left out around descenders."""
_FOOTED, _LARGE_UNDERLINED = 22, 0.75
"""Pixels of height from which the feet of bold figures are as long as lines, and what an underline covers of those."""
_UNBROKEN = 0.9
"""Share of a word that a line covers at least whose other side is not seen: letters stand on it."""
_SKIP = 2
"""Pixels an underline leaves out at each side of a descender; two links are further apart."""


def single_rows(box: Box, ink: Map) -> list[Box]:
    """Two lines whose letters touch are parted at the row with the least ink between them."""
    if box.h < 20 or box.w < 1.5 * box.h or box.h > 64:
        return [box]
    profile = ink[box.y : box.bottom, box.x : box.right].sum(axis=1)
    middle = slice(int(box.h * 0.3), int(box.h * 0.7) + 1)
    row = middle.start + int(profile[middle].argmin())
    # The long foot of a bold figure weighs as much as a row of letters; the other rows of ink tell.
    usual = np.median(profile[profile > 0.1 * profile.max()])
    if profile[row] > 0.15 * min(profile.max(), 2 * usual) or min(row, box.h - row) < 7:
        return [box]
    return [_shrunk(Box(box.x, box.y, box.w, row), ink), _shrunk(Box(box.x, box.y + row, box.w, box.h - row), ink)]


def _shrunk(box: Box, ink: Map) -> Box:
    """The part of a box that holds its ink."""
    ys, xs = np.nonzero(ink[box.y : box.bottom, box.x : box.right])
    if not ys.size:
        return box
    return Box(box.x + int(xs.min()), box.y + int(ys.min()), int(np.ptp(xs)) + 1, int(np.ptp(ys)) + 1)


def single_links(box: Box, ink: Map, level: Map) -> list[Box]:
    """Two underlined links a space apart are parted where neither letters nor lines are: within one there is no gap."""
    if box.w < 30 or not _underline(box, level):
        return [box]
    blank = np.flatnonzero(~ink[box.y : box.bottom, box.x : box.right].any(axis=0))
    gaps = [g for g in np.split(blank, np.flatnonzero(np.diff(blank) > 1) + 1) if len(g) >= _SKIP]
    edges = [0, *(int(edge) for g in gaps for edge in (g[0], g[-1] + 1)), box.w]
    parts = [Box(box.x + a, box.y, b - a, box.h) for a, b in zip(edges[::2], edges[1::2], strict=True) if b > a]
    return parts if all(_underline(part, level) for part in parts) else [box]


def parted_links(run: list[Box], level: Map, ink: Map) -> Iterable[list[Box]]:
    """Underlines tell where a link ends: the next word does not share its line."""
    part: list[Box] = []
    for word in run:
        if (
            part
            and (_underline(word, level) or _underline(part[-1], level))
            and not _share_line(part[-1], word, level, ink)
        ):
            yield part
            part = []
        part.append(word)
    if part:
        yield part


def _underline(word: Box, level: Map) -> bool:
    # The foot of a large 2 or L is no underline: a word is about as wide as high, or wider.
    return word.w >= max(14, 0.9 * word.h) and word.h >= 8 and has_rule(word, level)


def _share_line(left: Box, right: Box, level: Map, ink: Map) -> bool:
    """Whether one underline runs on between two words; it may stop short of a descender, which then is there."""
    bottom = max(left.bottom, right.bottom)
    rows, columns = slice(max(0, bottom - 5), bottom + 1), slice(max(0, left.right - 2), right.x + 2)
    covered = np.asarray((level[rows, columns] | ink[rows, columns]).any(axis=0))
    blank = "".join("#" if inked else " " for inked in covered.tolist())
    return max(map(len, blank.split("#"))) <= _SKIP


def has_rule(box: Box, level: Map) -> bool:
    """Whether a line runs under the letters of a word or label."""
    last = level[max(0, box.bottom - 4) : box.bottom + 1, box.x : box.right]
    least = _LARGE_UNDERLINED if box.h >= _FOOTED else _UNDERLINED
    covered = last.mean(axis=1) if last.size else np.zeros(1)
    # The feet of letters with serifs end on one line too, whose other side every stem breaks.
    return bool(covered.max() > _UNBROKEN or (covered > least).sum() >= 2)
