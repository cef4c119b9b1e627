"""Picks, among equally named elements, those a neighbour belongs to: of its row, or else the nearest by it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .naming import Likeness, likeness, mentions
from .screen import SURFACES, Element
from .surroundings import Surroundings, gap

REACH = 15.0
"""Heights of the neighbour within which the nearest element counts as standing by it: half a dialog."""
ABOVE = 2.0
"""How much farther an element above its neighbour counts: headings stand above what they head."""
MANY = 200
"""Neighbours of one name, from which standing nearest to one of them tells nothing."""
CLEARLY = 1.5
"""Times as far away that others must be for the nearest to be the one meant."""


def named(around: Surroundings, pool: Sequence[int], label: str) -> list[int]:
    """The positions in `pool` of the elements of this name; where there is none, of those that mention it."""
    grades = {i: likeness(around.elements[i].text, label) for i in pool}
    best = max(grades.values(), default=Likeness.OTHER)
    if best >= Likeness.ALIKE:
        return [i for i, grade in grades.items() if grade >= Likeness.ALIKE]
    holding = [i for i in pool if mentions(around.elements[i].text, label)]
    return holding or [i for i, grade in grades.items() if grade is Likeness.NEAR]


def beside(around: Surroundings, candidates: Sequence[int], neighbours: Sequence[int]) -> list[int]:
    """The candidates on the row of a neighbour; where no neighbour has one on its row, the nearest by each."""
    wanted = set(candidates)
    on_rows = {i for place in neighbours for i in around.row_at(place) if i in wanted and i != place}
    if on_rows:
        return [i for i in candidates if i in on_rows]
    if len(neighbours) > MANY:
        return list(candidates)
    array = np.array(candidates, np.intp)
    near = {i for place in neighbours for i in _nearest(around, array, place)}
    return [i for i in candidates if i in near]


def _nearest(around: Surroundings, candidates: NDArray[np.intp], place: int) -> list[int]:
    """The candidate nearest to an element, with those about as near, in its window and column or pane."""
    neighbour = around.elements[place]
    across = np.maximum(around.left[candidates] - around.right[place], around.left[place] - around.right[candidates])
    down = np.maximum(around.top[candidates] - around.bottom[place], around.top[place] - around.bottom[candidates])
    distances = np.hypot(np.maximum(across, 0), np.maximum(down, 0))
    distances[around.middle_y[candidates] < around.top[place]] *= ABOVE
    able = (around.window[candidates] == neighbour.window) & (candidates != place)
    able &= (across <= 0) | (around.pane[candidates] == around.pane[place])
    able &= distances <= REACH * max(1, neighbour.box.h)
    found: list[int] = []
    farthest = np.inf
    for at in np.argsort(distances, kind="stable"):
        if distances[at] > farthest:
            break
        if able[at] and not _has_other_neighbour(around, int(candidates[at]), neighbour):
            if not found:
                farthest = CLEARLY * max(float(distances[at]), 1.0)
            found.append(int(candidates[at]))
    return found


def _has_other_neighbour(around: Surroundings, candidate: int, neighbour: Element) -> bool:
    """Whether the row of a candidate has an element of its own in the neighbour's column.

    Then the two are rows of one table, and what stands in one row belongs to no other.
    """
    return any(
        gap(around.elements[i].box, neighbour.box)[0] == 0
        for i in around.row_at(candidate)
        if i != candidate and around.elements[i].text and around.elements[i].role not in SURFACES
    )
