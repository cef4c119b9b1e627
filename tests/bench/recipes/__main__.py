"""The tables of recipes on real applications, checked from outside.

    python -m tests.bench.recipes [--table 1,2] [--only PART] [--runs 5] [--out FOLDER] [--looks dark,150%]

1 replays each recording as it was made, 2 under variations, 3 sabotaged; 4 is what a step costs, from the runs of 1;
5 enters rows of a CSV with kills in between; 6 looks for secrets after logins were recorded; 7 times bad input.
Recordings are made where OUT has none yet, and kept there with the reports and last pictures of what failed.
Exits 1 when something is below what is wanted.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from rich.console import Console

from .keeping import Kept
from .look import AS_RECORDED, LOOKS, Look
from .recording import record
from .replaying import Ending, Replayed, replay
from .sabotage import adversaries
from .site import Site
from .tables import WANTED, by_task, costs, share, summary
from .task import Task
from .tasks import TASKS
from .times import cost, percentile


def main() -> None:
    """Run the bench."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--table", default="1,2,3,4,5,6,7")
    parser.add_argument("--only", default="")
    parser.add_argument("--looks", default="")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--rows", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        kept = Kept((options.out or Path(folder)).resolve())
        kept.furnish()
        sys.exit(not Bench(kept, options).run())


class Bench:
    """One run of the bench."""

    def __init__(self, kept: Kept, options: argparse.Namespace) -> None:
        self._kept, self._options = kept, options
        self._out = Console(width=170, highlight=False)
        self._tables = frozenset(options.table.split(","))
        parts = [part for part in options.only.split(",") if part]
        self._tasks = [task for task in TASKS if not parts or any(part in task.name for part in parts)]
        self._healthy: list[Replayed] = []

    def run(self) -> bool:
        """All the tables asked for; whether everything is as wanted."""
        right = True
        with Site() as site:
            if self._tables & set("1234"):
                ready = [task for task in self._tasks if self._recorded(task, site)]
                right = len(ready) == len(self._tasks)
                for number, table in (("1", self._unchanged), ("2", self._varied), ("3", self._sabotaged)):
                    if number in self._tables:
                        right = table(ready, site) and right
            if "4" in self._tables:
                right = self._costs() and right
            if "5" in self._tables:
                from .killed import enter

                right = enter(self._kept, site, self._out, self._options.rows, self._options.kills) and right
        for number, table in (("6", self._secrets), ("7", self._bad_input)):
            if number in self._tables:
                right = table() and right
        return right

    def _recorded(self, task: Task, site: Site) -> bool:
        """Record it unless the folder has it."""
        if self._kept.has(task):
            return True
        made = record(task, self._kept, site)
        self._out.print(
            f"recorded     {task.name:18} {made.problem or f'{made.seconds:.1f} s after the end'}", markup=False
        )
        return not made.problem

    def _replays(self, runs: Iterable[tuple[Task, Look]], site: Site) -> list[Replayed]:
        done = []
        for task, look in runs:
            done.append(replay(task, look, self._kept, site))
            self._out.print(str(done[-1]), markup=False, soft_wrap=True)
        return done

    def _unchanged(self, tasks: list[Task], site: Site) -> bool:
        done = self._replays(((task, AS_RECORDED) for task in tasks for _ in range(self._options.runs)), site)
        self._healthy = [r for r in done if r.ending is Ending.SUCCESS]
        self._say(done, "Replayed as recorded")
        return share(done, Ending.SUCCESS) == 1.0

    def _varied(self, tasks: list[Task], site: Site) -> bool:
        asked = [part for part in self._options.looks.split(",") if part]
        looks = [look for look in LOOKS if not asked or look.name in asked]
        done = self._replays(((t, look) for t in tasks for look in looks if look.name not in t.skip), site)
        self._say(done, "Replayed under changes")
        return share(done, Ending.SUCCESS) >= 0.95 and not _wrong(done)

    def _sabotaged(self, tasks: list[Task], site: Site) -> bool:
        by_name = {task.name: task for task in tasks}
        done = self._replays(((by_name[name], look) for name, look in adversaries() if name in by_name), site)
        self._say(done, "Sabotaged")
        return share(done, Ending.SAFE_HALT) == 1.0

    def _say(self, done: list[Replayed], title: str) -> None:
        if title != "Sabotaged":
            self._out.print(by_task(done, title))
        self._out.print(f"{title}: {summary(done)}")

    def _costs(self) -> bool:
        found = cost(self._kept, [r.run_id for r in self._healthy])
        self._out.print(costs(found), f"Steps that a model had a part in: {found.models}")
        within = (percentile(found.steps, 50) <= WANTED["p50"], percentile(found.steps, 95) <= WANTED["p95"])
        return all(within) and not found.models

    def _secrets(self) -> bool:
        from .secrets import search

        return search(self._kept, self._out)

    def _bad_input(self) -> bool:
        from .hostile import refuse

        return refuse(self._out)


def _wrong(done: list[Replayed]) -> bool:
    return any(r.ending in (Ending.WRONG_ACTION, Ending.WRONG_DONE) for r in done)


if __name__ == "__main__":
    main()
