"""Records a task: a scripted person does it while `deskhand record` watches, each in a process of its own."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from .keeping import Kept
from .look import AS_RECORDED
from .site import Site
from .stage import Stage, staged
from .task import Task, world
from .worlds import watched

_READY, _DONE = 40.0, 120.0
"""Seconds the recorder may take to begin, and to read what it saw once it is told to end."""
_SETTLING = 1.5
"""Seconds the world gets after the last move."""


@dataclass(frozen=True)
class Recorded:
    """How a recording went: `problem` is empty when there is a recipe."""

    task: Task
    problem: str = ""
    seconds: float = 0.0


def record(task: Task, kept: Kept, site: Site) -> Recorded:
    """Record a task into the bench's folder."""
    with staged(task.scene, AS_RECORDED, site, task.words, seen=True) as stage:
        said = kept.folder / f"{task.name}.record.txt"
        with said.open("wb") as log:
            recorder = _start(task, kept, stage, log.fileno())
        try:
            if not _begun(said, recorder):
                return Recorded(task, f"the recorder did not begin: {said.read_text()[-300:]}")
            with watched(stage) as states:
                person = _person(task, stage)
                _settle(task, stage)
            if person.returncode:
                return Recorded(task, f"the person was lost: {person.stderr[-300:]}")
            right, begun = task.reached(stage, task.words), time.monotonic()
            recorder.send_signal(signal.SIGINT)
            recorder.wait(_DONE)
        except subprocess.TimeoutExpired:
            return Recorded(task, "the recorder did not end")
        finally:
            recorder.kill()
            recorder.wait()
        seconds = time.monotonic() - begun
    if not right:
        return Recorded(task, "the person did not reach what was wanted", seconds)
    if recorder.returncode or task.name not in kept.store.names():
        return Recorded(task, f"no recipe: {said.read_text()[-400:]}", seconds)
    kept.keep_states(task, states)
    return Recorded(task, "", seconds)


def _start(task: Task, kept: Kept, stage: Stage, log: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "deskhand", "record", task.name],
        env=kept.environment(stage.desktop.env),
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        start_new_session=True,
    )


def _begun(said: Path, recorder: subprocess.Popen[bytes]) -> bool:
    deadline = time.monotonic() + _READY
    while time.monotonic() < deadline and recorder.poll() is None:
        if "ecording" in said.read_text(errors="replace"):
            return True
        time.sleep(0.05)
    return False


def _person(task: Task, stage: Stage) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tests.bench.recipes.person", task.name],
        env=stage.desktop.env,
        capture_output=True,
        text=True,
        check=False,
    )


def _settle(task: Task, stage: Stage) -> None:
    deadline = time.monotonic() + 4 * _SETTLING
    while not task.reached(stage, task.words) and time.monotonic() < deadline:
        time.sleep(0.1)
    last = world(stage)
    time.sleep(_SETTLING)
    while world(stage) != last and time.monotonic() < deadline:
        last = world(stage)
        time.sleep(0.2)
