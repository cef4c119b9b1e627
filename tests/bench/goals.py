"""The five goals on real applications, each several times, with the cost of every stage from the journal.

    python -m tests.bench.goals [--runs 3]

Prints a table of the runs (checked from outside) and one of the stages: wall and CPU seconds a step, p50
and p95. The peer in the same run is one pytesseract reading (psm 11) of the first frame of each run; the
stage `ground` is also given as a ratio to it. Exits 1 when a run did not reach its goal.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from deskhand.bootstrap import open_capture, open_session
from deskhand.cli.scenes import DEMO_GOAL, SCENES
from deskhand.confirm.policy import Nobody, UpTo
from deskhand.core.risk import Risk
from deskhand.core.screen import Pixels
from deskhand.core.step import RunResult
from deskhand.core.stop import StopToken
from deskhand.engine.budget import Budget
from deskhand.journal.history import History
from deskhand.system.paths import Paths, user_paths
from deskhand.system.private_desktop import PrivateDesktop, environment

Check = Callable[[PrivateDesktop, RunResult], bool]


@dataclass(frozen=True)
class Task:
    """A goal, the application it is for, and how to see from outside that it was reached."""

    scene: str
    goal: str
    reached: Check


def _saved(desktop: PrivateDesktop, _: RunResult) -> bool:
    file = desktop.home / "Documents" / "notes.txt"
    return file.exists() and file.read_text() == "hello from deskhand"


def _opened(desktop: PrivateDesktop, _: RunResult) -> bool:
    return any("/report.txt" in title for title in desktop.titles())


def _stored(desktop: PrivateDesktop, _: RunResult) -> bool:
    return any("Stored: offers tips" in title for title in desktop.titles())


TASKS = (
    Task("editor", DEMO_GOAL, _saved),
    Task("files", "Open the file report.txt", _opened),
    Task(
        "files",
        'Create a folder named "Invoices 2026"',
        lambda desktop, _: (desktop.home / "Documents" / "Invoices 2026").is_dir(),
    ),
    Task("calculator", "Compute 12*7", lambda _, result: result.answer == "84"),
    Task("page", 'Tick "Special offers" and press "Apply changes"', _stored),
)


def main() -> None:
    """Run the bench."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    runs = parser.parse_args().runs
    out, results = Console(width=110), Table("goal", "run", "status", "right", "steps", "seconds", box=None)
    peer: list[tuple[float, float]] = []
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        paths = Paths(Path(folder), user_paths().cache, Path(folder), Path(folder) / "config")
        for task in TASKS:
            for number in range(1, runs + 1):
                result, right = _one(task, paths, peer)
                failed += not (right and result.status == "done")
                row = (task.goal, str(number), result.status.value, "yes" if right else "NO", str(result.steps))
                results.add_row(*row, f"{result.seconds:.1f}")
        out.print(results)
        out.print(_stages(paths, peer))
    sys.exit(1 if failed else 0)


def _one(task: Task, paths: Paths, peer: list[tuple[float, float]]) -> tuple[RunResult, bool]:
    with PrivateDesktop() as desktop, environment(desktop.env):
        SCENES[task.scene](desktop)
        camera = open_capture()
        peer.append(_pytesseract(camera.grab().pixels))
        camera.close()
        with open_session(paths, UpTo(Risk.R2, Nobody()), StopToken()) as session:
            result = session.run(task.goal, Budget(25, 120), lambda event: None)
        deadline = time.monotonic() + 3
        while not task.reached(desktop, result) and time.monotonic() < deadline:
            time.sleep(0.05)
        return result, task.reached(desktop, result)


def _pytesseract(pixels: Pixels) -> tuple[float, float]:
    """Wall and CPU seconds of the peer: the plain engine, the whole frame."""
    import pytesseract

    wall, cpu = time.perf_counter(), sum(os.times()[:4])
    pytesseract.image_to_data(pixels[:, :, ::-1], config="--psm 11", output_type=pytesseract.Output.DICT)
    return time.perf_counter() - wall, sum(os.times()[:4]) - cpu


def _stages(paths: Paths, peer: list[tuple[float, float]]) -> Table:
    history = History(paths.journal)
    taken: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for run_id in history.ids(1000):
        for step in history.run(run_id).steps:
            for timing in step.outcome["timings"] if step.outcome else ():
                taken[timing["stage"]].append((timing["wall"], timing["cpu"]))
    history.close()
    table = Table("stage", "steps", "wall p50", "wall p95", "CPU p50", "CPU p95", "CPU / pytesseract", box=None)
    unit = statistics.median(cpu for _, cpu in peer)
    for stage, values in [*taken.items(), ("pytesseract, whole frame", peer)]:
        walls, cpus = zip(*values, strict=True)
        numbers = [_at(walls, 50), _at(walls, 95), _at(cpus, 50), _at(cpus, 95)]
        table.add_row(stage, str(len(values)), *(f"{n:.3f}" for n in numbers), f"{numbers[2] / unit:.2f}")
    return table


def _at(values: tuple[float, ...], percent: int) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


if __name__ == "__main__":
    main()
