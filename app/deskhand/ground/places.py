"""Many boxes asked about at once: which lie on a box, and whether one of them does."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from deskhand.core.geometry import Box


class Places:
    """Boxes in rows of numbers; the answers are those of `Box.coverage`, for all of them in one go."""

    def __init__(self, boxes: Iterable[Box] = ()) -> None:
        """The boxes, which more may join."""
        rows = [_sides(box) for box in boxes]
        self._count = len(rows)
        self._rows = np.array(rows, np.int64).reshape(-1, 4)

    def add(self, box: Box) -> None:
        """One more."""
        if self._count == len(self._rows):
            self._rows = np.vstack([self._rows, np.zeros((max(16, self._count), 4), np.int64)])
        self._rows[self._count] = _sides(box)
        self._count += 1

    def lying_on(self, box: Box, share: float) -> list[int]:
        """Indexes of those of which `box` covers more than `share`."""
        return [int(i) for i in np.flatnonzero(self._common(box) > share * self._areas())]

    def cover(self, box: Box, share: float) -> bool:
        """Whether one of them covers more than `share` of `box`."""
        return bool((self._common(box) > share * box.area).any())

    def collide(self, box: Box, share: float) -> bool:
        """Whether `box` and one of them have more than `share` of the smaller of the two in common."""
        return bool((self._common(box) > share * np.minimum(self._areas(), box.area)).any())

    def _common(self, box: Box) -> NDArray[np.int64]:
        """Pixels that each has in common with `box`."""
        rows = self._rows[: self._count]
        left, top, right, bottom = _sides(box)
        width = np.minimum(rows[:, 2], right) - np.maximum(rows[:, 0], left)
        height = np.minimum(rows[:, 3], bottom) - np.maximum(rows[:, 1], top)
        return np.asarray(np.maximum(width, 0) * np.maximum(height, 0), np.int64)

    def _areas(self) -> NDArray[np.int64]:
        rows = self._rows[: self._count]
        return np.asarray((rows[:, 2] - rows[:, 0]) * (rows[:, 3] - rows[:, 1]), np.int64)


def _sides(box: Box) -> tuple[int, int, int, int]:
    return box.x, box.y, box.right, box.bottom
