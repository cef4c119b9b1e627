"""How one screen was seen, counted: labels, elements, roles, states, and what missed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from deskhand.core.geometry import Box
from deskhand.core.screen import SURFACES, Element, Role

from .dev_screens import DevScreen, Truth

READ = 90
"""rapidfuzz ratio, case and spaces ignored, from which a label counts as found."""
CARRIES = 40
"""Pixels between a toggle and the label it carries as its text."""


@dataclass
class Score:
    """Hits of tries, by measure."""

    hits: Counter[str] = field(default_factory=Counter)
    tries: Counter[str] = field(default_factory=Counter)

    def count(self, measure: str, hit: bool) -> None:
        self.tries[measure] += 1
        self.hits[measure] += hit

    def __iadd__(self, other: Score) -> Score:
        self.hits += other.hits
        self.tries += other.tries
        return self

    def share(self, measure: str) -> float:
        return self.hits[measure] / self.tries[measure] if self.tries[measure] else float("nan")


@dataclass(frozen=True)
class Miss:
    """A true element that was not seen as it is, and what was seen in its place."""

    measure: str
    screen: DevScreen
    truth: Truth
    seen: str


def bare(text: str) -> str:
    """Without case, spaces and what ends a label."""
    return "".join(text.split()).casefold().replace("…", "...").replace("−", "-").replace("×", "x").rstrip(".:")


def score(screen: DevScreen, elements: Sequence[Element]) -> tuple[Score, list[Miss]]:
    """The score of one screen."""
    total, misses = Score(), []
    listed = [e for e in elements if e.role not in SURFACES]
    for truth in screen.truths:
        if not screen.covers(truth.box.center):
            continue
        inside = [e for e in listed if truth.box.grown(2).contains(e.box.center)]
        for measure, hit in _judged(truth, inside, listed):
            total.count(measure, hit)
            if not hit:
                misses.append(
                    Miss(measure, screen, truth, "; ".join(f"{e.role} {e.text!r} {e.state!r}" for e in inside[:4]))
                )
    if screen.complete:
        total.hits["listed"] = sum(screen.covers(e.box.center) for e in listed)
        total.tries["listed"] = sum(screen.covers(t.box.center) for t in screen.truths)
    return total, misses


def _judged(truth: Truth, inside: Sequence[Element], listed: Sequence[Element]) -> list[tuple[str, bool]]:
    judged = []
    if truth.labelled:
        carriers = [e for e in listed if e.role in (Role.CHECKBOX, Role.RADIO, Role.SWITCH) and _carries(e, truth.box)]
        judged.append(("label", any(_reads(e, truth.text) for e in [*inside, *carriers])))
        if len(truth.text) <= 2 and truth.interactive:
            judged.append(("sign", any(_reads(e, truth.text) for e in inside)))
    if truth.interactive:
        judged.append(("interactive", bool(inside)))
    if truth.roles and inside:
        nearest = min(inside, key=lambda e: abs(e.box.area - truth.box.area))
        right = any(e.role.value in truth.roles for e in inside)
        judged.append(("role", right))
        if truth.state:
            toggles = [e for e in inside if e.state in ("on", "off")]
            judged.append(("state", any(e.state == truth.state for e in toggles or [nearest])))
    return judged


def _carries(element: Element, label: Box) -> bool:
    return abs(element.box.center.y - label.center.y) <= 8 and 0 <= label.x - element.box.right + 6 <= CARRIES


def _reads(element: Element, text: str) -> bool:
    return max(fuzz.ratio(bare(element.text), bare(text)), fuzz.ratio(bare(element.state), bare(text))) >= READ
