"""Words the answer of a search: what was found and where it stands, or why nothing was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process

from .naming import mentions, normalised
from .screen import SURFACES, Element, Role
from .surroundings import Surroundings

MOST = 4
"""Places named in one answer."""
LONGEST = 40
"""Characters of a label quoted in an answer."""
_RESEMBLING = 60.0
"""rapidfuzz ratio from which a label is worth naming as the closest; below it shares only chance letters."""


def quoted(label: str) -> str:
    """A label in quotes, on one line, its end cut where it is long."""
    line = " ".join(label.split())
    return f"‘{line if len(line) <= LONGEST else line[: LONGEST - 1] + '…'}’"


def one_of(names: Iterable[str]) -> str:
    """Names as a choice: `button, icon or menu item`."""
    *first, last = names
    return f"{', '.join(first)} or {last}" if first else last


def found_one(around: Surroundings, place: int) -> str:
    """The sentence for exactly one match."""
    element = around.elements[place]
    where = places(around, [place])[0]
    return f"The {element.role.value} {quoted(element.text)}{f' {where}' if where else ''}."


def found_several(around: Surroundings, matches: Sequence[int], label: str) -> str:
    """The sentence for several matches: how many, where they stand, and what would tell them apart."""
    where = [place or "without a neighbour" for place in places(around, matches[:MOST])]
    if len(matches) > MOST:
        where.append(f"and {len(matches) - MOST} more")
    roles = {around.elements[i].role for i in matches}
    advice = "name a neighbour or a role" if len(roles) > 1 else "name a neighbour"
    return f"{len(matches)} matches for {quoted(label)}: {', '.join(where)}; {advice}."


def found_none(around: Surroundings, pool: Sequence[int], label: str) -> str:
    """The sentence for no match, with the label that comes closest."""
    texts = {i: around.elements[i].text for i in pool if around.elements[i].text}
    holding = next((text for text in texts.values() if len(text) <= 2 * LONGEST and mentions(text, label)), None)
    best = process.extractOne(
        normalised(label), texts, scorer=fuzz.ratio, processor=normalised, score_cutoff=_RESEMBLING
    )
    nearest = holding or (best[0] if best else None)
    return f"Nothing is called {quoted(label)}{f'; the closest is {quoted(nearest)}' if nearest else ''}."


def other_roles(around: Surroundings, matches: Sequence[int], label: str, roles: Iterable[Role]) -> str:
    """The sentence for a label that is there in other roles only."""
    there = dict.fromkeys(around.elements[i].role.value for i in matches)
    wanted = one_of(sorted(role.value for role in roles))
    return f"{quoted(label)} is there as {one_of(there)}, not as {wanted}."


def no_window(around: Surroundings, window: str | int) -> str:
    """The sentence for a window that is not there, with those that are."""
    titles = [quoted(e.text) for e in around.elements if e.role in SURFACES and e.text]
    there = f"there are {', '.join(titles[:MOST])}" if titles else "no window is known on this screen"
    return f"No window is called {quoted(str(window))}; {there}."


def places(around: Surroundings, matches: Sequence[int]) -> list[str]:
    """Where each match stands, in words that set it apart from the others where there are such words."""
    ways = [_ways(around, place) for place in matches]
    shared = Counter(way for own in ways for way in own)
    return [min(own, key=lambda way: (shared[way], own.index(way)), default="") for own in ways]


def _ways(around: Surroundings, place: int) -> list[str]:
    """Ways to say where an element stands, the plainest first."""
    element = around.elements[place]
    others = [around.elements[i] for i in around.row_at(place) if i != place]
    said = [f"in the row of {quoted(e.text)}" for e in others if _tells(e, element)]
    sides = around.neighbours(element)
    said += [
        f"{side} {quoted(e.text)}"
        for side, e in (("below", sides.above), ("above", sides.below))
        if e is not None and _tells(e, element)
    ]
    said += [f"in the window {quoted(e.text)}" for e in around.elements if e.id == element.window and _is_surface(e)]
    return list(dict.fromkeys(said))


def _tells(other: Element, element: Element) -> bool:
    return bool(other.text) and normalised(other.text) != normalised(element.text)


def _is_surface(element: Element) -> bool:
    return element.role in SURFACES and bool(element.text)
