"""Chooses from which chance on a name is given, so that names are right."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

PRECISION = 0.975
"""Of all names given, this part is right on the families kept for tuning."""
OF_ONE, PRIOR = 0.94, 12
"""And of each name alone, where what is true of all names counts as so many answers: few are seen of each."""
LEAST, MOST = 0.4, 0.97


def thresholds(chances: NDArray[np.float32], labels: NDArray[np.int16], other: int) -> NDArray[np.float64]:
    """The threshold of every name, in the order of the names; known icons with a mark are left out of the count."""
    best, sure, counted = chances.argmax(1), chances.max(1), labels <= other
    best, sure, labels = best[counted], sure[counted], labels[counted]
    right, named = best == labels, best != other
    steps = np.arange(LEAST, MOST, 0.01)
    overall = np.array([right[named & (sure >= step)].mean() for step in steps])
    chosen = np.array([_of_one(sure[best == name], right[best == name], steps, overall) for name in range(other)])
    floor = LEAST
    for floor in np.arange(LEAST, MOST, 0.005):
        given = named & (sure >= np.maximum(np.append(chosen, 1.0), floor)[best])
        if given.any() and right[given].mean() >= PRECISION:
            break
    print(
        f"floor {floor:.3f}: precision {right[given].mean():.4f}, recall {(given & right)[labels != other].mean():.4f}"
    )
    return np.asarray(np.maximum(chosen, floor), np.float64)


def _of_one(
    sure: NDArray[np.float32], right: NDArray[np.bool_], steps: NDArray[np.float64], overall: NDArray[np.float64]
) -> float:
    """The lowest step from which on enough of one name's answers are right."""
    for step, usual in zip(steps, overall, strict=True):
        given = sure >= step
        if (right[given].sum() + PRIOR * usual) / (given.sum() + PRIOR) >= OF_ONE:
            return float(step)
    return MOST
