"""The tables, as they are printed and kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from rich.table import Table

from .replaying import Ending, Replayed
from .times import Cost, percentile

_SHORT = {Ending.SUCCESS: "", Ending.SAFE_HALT: "h", Ending.WRONG_ACTION: "WRONG", Ending.WRONG_DONE: "WRONG DONE"}
WANTED = {"p50": 0.120, "p95": 0.300}
"""Seconds of a healthy step beyond the application's reaction."""


def by_task(replays: Sequence[Replayed], title: str) -> Table:
    """How each task ended, under each look."""
    looks = list(dict.fromkeys(r.look.name for r in replays))
    table = Table("task", "application", *looks, title=title, box=None)
    for name, app in dict.fromkeys((r.task.name, r.task.app) for r in replays):
        cells = []
        for look in looks:
            mine = [r.ending for r in replays if r.task.name == name and r.look.name == look]
            good = mine.count(Ending.SUCCESS)
            worst = Counter(_SHORT[e] for e in mine if e is not Ending.SUCCESS)
            cells.append(" ".join([f"{good}/{len(mine)}" if mine else "-", *worst]))
        table.add_row(name, app, *cells)
    return table


def summary(replays: Sequence[Replayed]) -> str:
    """Counts of each ending."""
    counts = Counter(r.ending for r in replays)
    return ", ".join(f"{counts[e]} {e.value}" for e in Ending) + f" of {len(replays)}"


def share(replays: Iterable[Replayed], ending: Ending) -> float:
    """The part of them that ended so."""
    endings = [r.ending for r in replays]
    return endings.count(ending) / len(endings) if endings else 0.0


def costs(cost: Cost) -> Table:
    """Milliseconds of a step, in all and by stage."""
    table = Table("stage", "steps", "p50 ms", "p95 ms", title="A healthy step beyond the reaction", box=None)
    for name, walls in (("all but the reaction", cost.steps), *sorted(cost.stages.items())):
        at = [f"{1000 * percentile(walls, part):.0f}" for part in (50, 95)]
        table.add_row(name, str(len(walls)), *at)
    return table
