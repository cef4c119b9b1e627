"""Which step of a block became which when a recipe was changed."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ..format.outline import blocks
from ..format.schema import AnyStep, verb_of
from .line_diff import parts

_NEAREST = 5
"""Steps that are looked at as what another may have become."""
_ALIKE = 0.4
"""Share of their texts by which two steps of one verb are taken for the same, changed."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Indices of a step in the old and in the new block; `moved` if others that stayed stand between."""

    old: int | None
    new: int | None
    moved: bool = False


def paired(old: Sequence[AnyStep], new: Sequence[AnyStep]) -> list[Pair]:
    """Each step of both blocks once: by its id, else as it stands, else with the most alike one of its verb."""
    before, after = [step.model_dump_json() for step in old], [step.model_dump_json() for step in new]
    pairs = _with_ids(old, new)
    _add_same(pairs, before, after)
    _add_alike(pairs, old, new)
    stay = _longest_in_order(sorted(pairs.items()))
    both = [Pair(o, n, moved=(o, n) not in stay) for o, n in pairs.items()]
    gone = [Pair(o, None) for o in range(len(old)) if o not in pairs]
    came = [Pair(None, n) for n in range(len(new)) if n not in set(pairs.values())]
    return [*both, *gone, *came]


def _with_ids(old: Sequence[AnyStep], new: Sequence[AnyStep]) -> dict[int, int]:
    before, after = _ids(old), _ids(new)
    return {index: after[name] for name, index in before.items() if name in after}


def _ids(steps: Sequence[AnyStep]) -> dict[str, int]:
    """The steps of ids that stand there once."""
    counts = Counter(step.id for step in steps)
    return {step.id: index for index, step in enumerate(steps) if step.id is not None and counts[step.id] == 1}


def _add_same(pairs: dict[int, int], before: list[str], after: list[str]) -> None:
    taken = set(pairs.values())
    for part in parts(before, after):
        for o, n in zip(part.old, part.new, strict=True) if part.same else ():
            if o not in pairs and n not in taken:
                pairs[o] = n
                taken.add(n)
    free: dict[str, list[int]] = {}
    for n, text in enumerate(after):
        if n not in taken:
            free.setdefault(text, []).append(n)
    for o, text in enumerate(before):
        if o not in pairs and free.get(text):
            pairs[o] = free[text].pop(0)


def _add_alike(pairs: dict[int, int], old: Sequence[AnyStep], new: Sequence[AnyStep]) -> None:
    """Pair what is left between the same neighbours: steps of one verb that are alike, in order."""
    taken = set(pairs.values())
    left = [o for o in range(len(old)) if o not in pairs]
    right = [n for n in range(len(new)) if n not in taken]
    for o in left:
        low, high = _gap(pairs, o, len(new))
        near = [n for n in right if low < n < high and verb_of(new[n]) == verb_of(old[o])]
        likeness = [(_likeness(old[o], new[n]), -n) for n in near[:_NEAREST]]
        best, n = max(likeness, default=(0.0, 0))
        if best >= _ALIKE:
            pairs[o] = -n
            right.remove(-n)


def _likeness(old: AnyStep, new: AnyStep) -> float:
    """How alike two steps are, 0 to 1, by their beginnings as text and without their blocks."""
    return difflib.SequenceMatcher(None, _beginning(old), _beginning(new), autojunk=False).ratio()


def _beginning(step: AnyStep) -> str:
    inner = {"then", "otherwise", "do"} if blocks(step) else set()
    return step.model_dump_json(exclude=inner, exclude_defaults=True)[:400]


def _gap(pairs: dict[int, int], o: int, end: int) -> tuple[int, int]:
    """Between which indices of the new block the partner of an old step may stand."""
    above = max((before for before in pairs if before < o), default=None)
    below = min((after for after in pairs if after > o), default=None)
    low, high = pairs[above] if above is not None else -1, pairs[below] if below is not None else end
    return (low, high) if low < high else (-1, end)


def _longest_in_order(pairs: list[tuple[int, int]]) -> set[tuple[int, int]]:
    """The most pairs that can stay where they are: the longest run of rising new indices."""
    best: list[list[tuple[int, int]]] = []
    for pair in pairs:
        before: list[tuple[int, int]] = max((run for run in best if run[-1][1] < pair[1]), key=_length, default=[])
        best.append([*before, pair])
    longest: list[tuple[int, int]] = max(best, key=_length, default=[])
    return set(longest)


def _length(run: list[tuple[int, int]]) -> int:
    return len(run)


__all__ = ["Pair", "paired"]
