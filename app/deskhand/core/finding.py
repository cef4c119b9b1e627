"""Finds the element a person means: by its label, its role, what it stands beside and its window.

The answer is one element, several or none. Several are an answer too: nothing here guesses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from .answers import found_none, found_one, found_several, no_window, other_roles, quoted
from .naming import SHORT, Likeness, canonical, likeness
from .nearness import beside, named
from .screen import SURFACES, TOGGLES, Element, Role
from .surroundings import FIELDS, NAMES, Surroundings

CONTAINERS = SURFACES | {Role.ROW}
"""Roles that stand back behind an equally named element inside them."""


@dataclass(frozen=True, slots=True)
class Matches:
    """What was found for a label: `all` of it, the best first, and an `answer` a person can read.

    `likeness` says how well the labels of `all` agree with the one asked for.
    """

    all: tuple[Element, ...]
    answer: str
    likeness: Likeness = Likeness.OTHER

    @property
    def only(self) -> Element | None:
        """The element, if there is exactly one."""
        return self.all[0] if len(self.all) == 1 else None

    def __iter__(self) -> Iterator[Element]:
        return iter(self.all)

    def __len__(self) -> int:
        return len(self.all)


def find(
    around: Surroundings,
    label: str,
    role: Role | Iterable[Role] | None = None,
    near: str | Element | None = None,
    in_window: str | int | None = None,
) -> Matches:
    """The elements called `label`; see `Scene.find`.

    A misread label never stands in for one that agrees, not even where that one has another role or row.
    """
    roles = None if role is None else frozenset([role] if isinstance(role, Role) else role)
    pool = list(range(len(around.elements))) if in_window is None else _of_window(around, in_window)
    if not pool:
        return Matches((), no_window(around, in_window) if in_window is not None else found_none(around, [], label))
    grades = _grades(around, pool, label)
    if not grades:
        return Matches((), found_none(around, pool, label))
    best = max(grades.values())
    matches = _in_roles(around, pool, list(grades), roles)
    if not matches:
        return Matches((), other_roles(around, list(grades), label, roles or ()))
    if near is not None:
        matches, why_not = _near(around, pool, matches, label, near)
        if not matches:
            return Matches((), why_not)
    ranked = sorted(matches, key=lambda i: (-grades.get(i, Likeness.ALIKE), around.elements[i].role in NAMES, i))
    answer = found_one(around, ranked[0]) if len(ranked) == 1 else found_several(around, ranked, label)
    return Matches(tuple(around.elements[i] for i in ranked), answer, best)


def _grades(around: Surroundings, pool: Sequence[int], label: str) -> dict[int, Likeness]:
    """The elements of the best kind of likeness there is, and the likeness of each.

    The same and the alike count as one kind: one of three equal labels may have been misread. Of short labels
    only the same count if there are any: `1` and `l` are two keys.
    """
    longest = 2 * len(label) + 16  # spaces, marks and an ellipsis do not count in a comparison
    grades = {}
    for i in pool:
        text = around.elements[i].text
        if text and len(text) <= longest and (grade := likeness(text, label)) is not Likeness.OTHER:
            grades[i] = grade
    best = max(grades.values(), default=Likeness.OTHER)
    least = min(best, Likeness.ALIKE) if len(canonical(label)) > SHORT else best
    return {i: grade for i, grade in grades.items() if grade >= least}


def _of_window(around: Surroundings, window: str | int) -> list[int]:
    """The elements that stand in a window, in dialogs of that window too."""
    surfaces = [i for i, e in enumerate(around.elements) if e.role in SURFACES]
    if isinstance(window, int):
        inside = {window} if window else set()
    else:
        inside = {around.elements[i].id for i in named(around, surfaces, window)}
    grown = 0
    while grown != len(inside):
        grown = len(inside)
        inside |= {around.elements[i].id for i in surfaces if around.elements[i].window in inside}
    return [i for i, e in enumerate(around.elements) if e.window in inside or (e.id in inside and e.role in SURFACES)]


def _in_roles(
    around: Surroundings, pool: Sequence[int], matches: list[int], roles: frozenset[Role] | None
) -> list[int]:
    """The matches of the roles asked for, fields by the label beside them; without roles, what is innermost."""
    if roles is None:
        return _innermost(around, matches)
    found = [i for i in matches if around.elements[i].role in roles]
    names = {id(around.elements[i]) for i in matches if around.elements[i].role in NAMES}
    beside_name = roles & (FIELDS | TOGGLES)
    if names and beside_name:
        nameless = [i for i in pool if around.elements[i].role in beside_name and not around.elements[i].text]
        found += [i for i in nameless if id(around.label_of(around.elements[i])) in names]
    return sorted(found)


def _innermost(around: Surroundings, matches: list[int]) -> list[int]:
    """Without the windows, dialogs and rows in which another of the matches stands; titles stand back for all."""
    kept = [i for i in matches if around.elements[i].role not in SURFACES] or matches
    x, y = around.middle_x[kept], around.middle_y[kept]
    areas = np.array([around.elements[i].box.area for i in kept])

    def holds_another(i: int) -> bool:
        inside = (around.left[i] <= x) & (x < around.right[i]) & (around.top[i] <= y) & (y < around.bottom[i])
        return bool((inside & (areas < around.elements[i].box.area)).any())

    return [i for i in kept if around.elements[i].role not in CONTAINERS or not holds_another(i)]


def _near(
    around: Surroundings, pool: Sequence[int], matches: list[int], label: str, near: str | Element
) -> tuple[list[int], str]:
    """The matches that stand by the neighbour; if none does, why not."""
    name = near if isinstance(near, str) else near.text
    if isinstance(near, str):
        neighbours = [i for i in named(around, pool, near) if around.elements[i].role not in SURFACES]
    else:
        neighbours = [around.place_of(near)]
    if not neighbours:
        return [], f"{found_none(around, pool, name)[:-1]}, so {quoted(label)} cannot be told by it."
    found = beside(around, matches, neighbours)
    elsewhere = "is one elsewhere" if len(matches) == 1 else f"are {len(matches)} elsewhere"
    return found, f"No {quoted(label)} stands by {quoted(name)}; there {elsewhere}."
