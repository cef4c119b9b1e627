"""Chooses from which chance on a name is given, so that names are right."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

PRECISION = 0.97
"""Of the names given, over all and for each name alone, this part is right on the families kept for tuning."""
LEAST, CAUTIOUS, MOST = 0.35, 0.9, 0.97
FEWEST = 6
"""With fewer examples of a name, its threshold is `CAUTIOUS`."""


def thresholds(chances: NDArray[np.float32], labels: NDArray[np.int16], other: int) -> NDArray[np.float64]:
    """The threshold of every name, in the order of the names."""
    best, sure = chances.argmax(1), chances.max(1)
    right = best == labels
    chosen = np.array([_of_one(sure[best == name], right[best == name]) for name in range(other)])
    named = best != other
    for floor in np.arange(LEAST, MOST, 0.01):
        given = named & (sure >= np.maximum(np.append(chosen, 1.0), floor)[best])
        if given.any() and right[given].mean() >= PRECISION:
            break
    print(f"floor {floor:.2f}: precision {right[given].mean():.4f}, recall {given[labels != other].mean():.4f}")
    return np.maximum(chosen, floor)


def _of_one(sure: NDArray[np.float32], right: NDArray[np.bool_]) -> float:
    """The lowest chance from which on enough of one name's answers are right."""
    if len(sure) < FEWEST:
        return CAUTIOUS
    order = np.argsort(-sure)
    good = np.cumsum(right[order]) / np.arange(1, len(order) + 1) >= PRECISION
    reached = good.nonzero()[0]
    return float(np.clip(sure[order][reached[-1]], LEAST, MOST)) if len(reached) else MOST
