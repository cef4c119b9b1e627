"""Replays a task on a fresh desktop, in the product's way, and says what became of it."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import cv2

from deskhand.capture.mss_capture import MssCapture
from deskhand.core.errors import DeskhandError
from deskhand.core.step import Status
from deskhand.journal.history import History
from deskhand.journal.pictures import PictureStore
from deskhand.journal.report import write_report
from deskhand.system.private_desktop import environment

from .keeping import Kept
from .look import Look
from .site import Site
from .stage import Stage, staged
from .task import Task, Words, world
from .worlds import is_wrong

LIMIT = 150.0
"""Seconds a replay may take before it counts as hanging."""
_SETTLING = 4.0
"""Seconds the world gets after the run: files are written a little later."""


class Ending(StrEnum):
    """What became of a replay, seen from outside."""

    SUCCESS = "success"
    SAFE_HALT = "safe halt"
    WRONG_ACTION = "WRONG ACTION"
    WRONG_DONE = "WRONG DONE"


@dataclass(frozen=True)
class Replayed:
    """One replay."""

    task: Task
    look: Look
    ending: Ending
    reason: str
    steps: int
    seconds: float
    run_id: str

    def __str__(self) -> str:
        took = f"{self.steps:3} steps {self.seconds:6.1f} s"
        return f"{self.ending.value:12} {self.task.name:18} {self.look.name:16} {took}  {self.reason}"


def replay(task: Task, look: Look, kept: Kept, site: Site) -> Replayed:
    """Replay a task under a look; what went wrong is kept in the bench's folder."""
    words = task.others if look.values else task.words
    with staged(task.scene, look, site, task.words) as stage:
        begun = world(stage)
        result = _run(task, kept, stage, words)
        # What the applications begin with, where they start later than the replay.
        begun = begun if not look.late else kept.states(task)[0]
        reached = _reached(task, stage, words)
        wrong = is_wrong(world(stage), begun, kept.states(task), task.words, words, reached)
        ending = _ending(result.status, reached, bool(wrong))
        replayed = Replayed(
            task,
            look,
            ending,
            "; ".join(filter(None, (wrong, result.reason))),
            result.steps,
            result.seconds,
            result.run_id,
        )
        if ending is not Ending.SUCCESS:
            _keep(replayed, kept, stage)
        return replayed


@dataclass(frozen=True)
class _Result:
    """What the program said."""

    status: str
    reason: str
    steps: int = 0
    seconds: float = 0.0
    run_id: str = ""


def _run(task: Task, kept: Kept, stage: Stage, words: Words) -> _Result:
    command = [sys.executable, "-m", "deskhand", "replay", task.name, "--json", "--yes-to", task.allowed.name]
    for name, value in kept.values(task, words).items():
        command += ["--set", f"{name}={value}"]
    begun = time.monotonic()
    try:
        done = subprocess.run(
            command,
            env=kept.environment(stage.desktop.env),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=LIMIT,
        )
    except subprocess.TimeoutExpired:
        return _Result("hung", f"it did not end within {LIMIT:.0f} s", seconds=LIMIT)
    try:
        said = json.loads(done.stdout.strip().splitlines()[-1])
    except (ValueError, IndexError):
        return _Result(
            "failed", f"exit {done.returncode}: {done.stderr.strip()[-300:]}", seconds=time.monotonic() - begun
        )
    return _Result(said["status"], said.get("reason", ""), said["steps"], said["seconds"], said["run_id"])


def _reached(task: Task, stage: Stage, words: Words) -> bool:
    deadline = time.monotonic() + _SETTLING
    while not task.reached(stage, words):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


def _ending(status: str, reached: bool, wrong: bool) -> Ending:
    if wrong:
        return Ending.WRONG_ACTION
    if status == Status.DONE:
        return Ending.SUCCESS if reached else Ending.WRONG_DONE
    return Ending.SAFE_HALT


def _keep(replayed: Replayed, kept: Kept, stage: Stage) -> None:
    """The report, the last picture and what was told; the desktop is still open."""
    target = kept.folder / "failed" / f"{replayed.task.name}-{replayed.look.name.replace(' ', '-')}-{replayed.run_id}"
    target.mkdir(parents=True, exist_ok=True)
    save_picture(stage, target / "last.png")
    lines = [str(replayed), "", *(f"{name}: {held}" for name, held in world(stage))]
    (target / "ending.txt").write_text("\n".join(lines))
    if not replayed.run_id:
        return
    try:
        history = History(kept.paths.journal)
        write_report(history.run(replayed.run_id), PictureStore(kept.paths.pictures).path, target)
        history.close()
    except DeskhandError as problem:
        (target / "no-report.txt").write_text(str(problem))


def save_picture(stage: Stage, file: Path) -> None:
    """What the desktop shows now."""
    with environment(stage.desktop.env):
        camera = MssCapture()
        cv2.imwrite(str(file), camera.grab().pixels)
        camera.close()
