"""The results a task."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Sequence

from rich.table import Table

from .episodes import Episode


def mean(episodes: Sequence[Episode]) -> float:
    """The mean over tasks of the share of episodes solved in full."""
    tasks = dict.fromkeys(e.task for e in episodes)
    return statistics.mean(statistics.mean(e.full for e in episodes if e.task == task) for task in tasks)


def table(episodes: Sequence[Episode]) -> Table:
    """A row a task and one of all."""
    made = Table("task", "full", "raw > 0", "mean raw", "steps", "seconds", "a step", "ended", box=None)
    for task in dict.fromkeys(e.task for e in episodes):
        made.add_row(task, *_figures([e for e in episodes if e.task == task]))
    made.add_row("all", *_figures(episodes))
    return made


def _figures(some: Sequence[Episode]) -> list[str]:
    ends = Counter(e.status for e in some)
    steps = sum(e.steps for e in some)
    return [
        f"{statistics.mean(e.full for e in some):.2f}",
        f"{statistics.mean(e.reward > 0 for e in some):.2f}",
        f"{statistics.mean(e.reward for e in some):.2f}",
        f"{statistics.median(e.steps for e in some):.0f}",
        f"{statistics.median(e.seconds for e in some):.1f}",
        f"{sum(e.seconds for e in some) / max(steps, 1):.2f}",
        ", ".join(f"{count} {end}" for end, count in ends.most_common()),
    ]
