"""Goals of several parts and their sub-goals: `library/plans.txt`, `goal => sub-goal ; sub-goal ; ! constraint`."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from .kit import Kit, marked
from .screen import Example
from .slots import Slots
from .wording import PLAIN_MARK, worded

PLANS = Path(__file__).parent / "library" / "plans.txt"


@lru_cache
def plans() -> tuple[tuple[str, str], ...]:
    """Return every goal with its plan as written."""
    found = []
    for line in PLANS.read_text("utf-8").splitlines():
        goal, arrow, plan = line.strip().partition(" => ")
        if arrow and not line.startswith("#"):
            found.append((goal.strip(), plan.strip()))
    return tuple(found)


def plan_prompt(goal: str) -> str:
    """Return what the model reads to make a plan."""
    return f"Goal: {' '.join(goal.split())}\nPlan:"


def plan_example(kit: Kit) -> Example:
    """Return one goal with its plan."""
    goal, plan = kit.any(plans())
    slots = Slots(kit)
    slots.told(goal)
    slots.told(plan)
    said = worded(kit, PLAIN_MARK + slots.fill(goal, marked))
    return Example(plan_prompt(said), " " + slots.fill(plan))
