"""Steps of successful runs as lessons: `library/traces.jsonl`, made by `python -m training.harvest`."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from .cases import normal_goal
from .kit import Kit
from .screen import Act, Decision, Element, Scene

TRACES = Path(__file__).parent / "library" / "traces.jsonl"


@lru_cache
def traces() -> tuple[dict[str, object], ...]:
    """Return every recorded step."""
    if not TRACES.exists():
        return ()
    return tuple(json.loads(line) for line in TRACES.read_text("utf-8").splitlines() if line)


def _act(answer: str, elements: list[Element]) -> Act | None:
    """Return the act of a phrase, aimed at the element it names; None where several have the name."""
    kind, _, rest = answer.partition(" ")
    if kind in ("click", "double-click", "type"):
        label, _, value = rest.partition("=") if kind == "type" else (rest, "", "")
        named = [e for e in elements if e.label == label and e.role not in ("text", "dialog", "window")]
        return Act(kind, named[0], value) if len(named) == 1 else None
    return Act(kind, rest) if kind in ("key", "scroll", "done", "answer") else None


def trace(kit: Kit) -> Scene:
    """Make the scene of one recorded step; it has no decision where its act cannot be named."""
    step = kit.any(traces())
    elements = [Element(*parts) for parts in step["elements"]]  # type: ignore[attr-defined]
    act = _act(str(step["answer"]), elements)
    did = tuple(_past(str(one)) for one in step["did"])  # type: ignore[attr-defined]
    goal = str(step["goal"])
    assert normal_goal(goal)
    return Scene(elements, [Decision("~" + goal, act, did)] if act else [], whole=True)


def _past(phrase: str) -> Act:
    kind, _, rest = phrase.partition(" ")
    label, equals, value = rest.partition("=")
    return Act(kind, label, value) if kind == "type" and equals else Act(kind, rest)
