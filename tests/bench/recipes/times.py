"""What a healthy step of a replay costs beyond the application's own reaction, from the journal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from deskhand.journal.history import History, StepRecord

from .keeping import Kept

REACTION = "reaction"
"""The stage in which a step waits for the application."""


@dataclass(frozen=True)
class Cost:
    """Seconds of the steps of healthy runs: in all but the reaction, and by stage."""

    steps: tuple[float, ...]
    stages: Mapping[str, tuple[float, ...]]
    models: int
    """Steps that a model had a part in."""


def cost(kept: Kept, run_ids: Iterable[str]) -> Cost:
    """The cost of the steps of these runs."""
    history = History(kept.paths.journal)
    steps, stages, models = [], defaultdict(list), 0
    for step in _steps(history, run_ids):
        taken = {timing["stage"]: timing["wall"] for timing in step.outcome["timings"]} if step.outcome else {}
        steps.append(sum(wall for stage, wall in taken.items() if stage != REACTION))
        for stage, wall in taken.items():
            stages[stage].append(wall)
        models += step.intent["by"] in ("model", "both")
    history.close()
    return Cost(tuple(steps), {stage: tuple(walls) for stage, walls in stages.items()}, models)


def percentile(values: Sequence[float], part: int) -> float:
    """The value that `part` percent of them do not exceed; 0.0 of none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * part // 100)] if ordered else 0.0


def _steps(history: History, run_ids: Iterable[str]) -> Iterator[StepRecord]:
    for run_id in run_ids:
        yield from history.run(run_id).steps
