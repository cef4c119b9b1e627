"""Random changes of a screen: what windows, dialogs, typing and scrolling do to pixels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

import numpy as np

from deskhand.core.geometry import Box
from deskhand.core.screen import Pixels

KINDS = ("paste", "move", "line", "blank", "dark", "scroll", "undo")


def changes(screen: Pixels, others: Sequence[Pixels], random: Random, count: int) -> Iterator[tuple[str, Pixels]]:
    """`count` changes of a screen, each on top of the last: its kind and the picture after it."""
    past = [screen]
    for _ in range(count):
        kind = random.choice(KINDS if len(past) > 1 else KINDS[:-1])
        if kind == "undo":
            past.pop()
            yield kind, past[-1].copy()
            continue
        past.append(_changed(kind, past[-1], others, random))
        yield kind, past[-1].copy()


def _changed(kind: str, before: Pixels, others: Sequence[Pixels], random: Random) -> Pixels:
    after = before.copy()
    height, width = before.shape[:2]
    if kind == "line":
        place = _area(width, height, random, (60, 300), (12, 24))
        _put(after, place, _patch(random.choice(others), place, random))
        return after
    place = _area(width, height, random, (80, 700), (60, 500))
    own = slice(place.y, place.bottom), slice(place.x, place.right)
    if kind == "paste":
        _put(after, place, _patch(random.choice(others), place, random))
    elif kind == "move":
        window = before[own].copy()
        after[own] = before[0, 0]
        moved = Box(random.randrange(width - place.w + 1), random.randrange(height - place.h + 1), place.w, place.h)
        _put(after, moved, window)
    elif kind == "blank":
        after[own] = before[place.y, place.x]
    elif kind == "dark":
        after[own] = after[own] // 3
    elif kind == "scroll":
        after[own] = np.roll(before[own], random.choice((-37, -16, -3, 5, 20, 61)), axis=0)
    return after


def _area(width: int, height: int, random: Random, widths: tuple[int, int], heights: tuple[int, int]) -> Box:
    w, h = min(width, random.randint(*widths)), min(height, random.randint(*heights))
    return Box(random.randrange(width - w + 1), random.randrange(height - h + 1), w, h)


def _patch(other: Pixels, place: Box, random: Random) -> Pixels:
    height, width = other.shape[:2]
    w, h = min(place.w, width), min(place.h, height)
    x, y = random.randrange(width - w + 1), random.randrange(height - h + 1)
    return other[y : y + h, x : x + w]


def _put(pixels: Pixels, place: Box, patch: Pixels) -> None:
    h, w = patch.shape[:2]
    pixels[place.y : place.y + h, place.x : place.x + w] = patch
