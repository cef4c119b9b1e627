"""Lessons from doing: `python -m training.harvest --minutes 20` lets Deskhand work and keeps what succeeded.

Goals are drawn by chance and carried out on real applications on a private desktop. The steps of a run are
kept in `library/traces.jsonl` only when a check from outside (the file on disk, the title of the window, the
sum worked out here) says that the goal was reached: screens as they were read, and the acts that worked.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from deskhand.bootstrap import open_session
from deskhand.cli.scenes import SCENES
from deskhand.confirm.policy import Nobody, UpTo
from deskhand.core.actions import phrase
from deskhand.core.ports import Decider
from deskhand.core.risk import Risk
from deskhand.core.screen import Scene
from deskhand.core.step import Past, Proposal, RunResult, Status
from deskhand.core.stop import StopToken
from deskhand.engine.budget import Budget
from deskhand.system.paths import Paths, user_paths
from deskhand.system.private_desktop import PrivateDesktop, environment

from .cases import normal_goal, set_aside_goals
from .kit import Kit
from .screen import short
from .traces import TRACES

Check = Callable[[PrivateDesktop, RunResult], bool]
PATIENCE = 3.0
"""Seconds the outside check may take to come true."""


@dataclass(frozen=True)
class Job:
    """A goal, the stage it is played on, and how to see from outside that it was reached."""

    scene: str
    goal: str
    reached: Check


@dataclass
class Recorder:
    """A decider that remembers every decision of another."""

    inner: Decider
    steps: list[dict[str, object]] = field(default_factory=list)

    def next(self, goal: str, scene: Scene, history: Sequence[Past]) -> Proposal:
        """See `Decider.next`."""
        proposal = self.inner.next(goal, scene, history)
        elements = [[e.role.value, short(e.text), short(e.state)] for e in scene if e.text or e.state]
        did = [phrase(past.action) for past in history]
        self.steps.append({"goal": goal, "did": did, "elements": elements, "answer": phrase(proposal.action)})
        return proposal


def _save(kit: Kit) -> Job:
    name, text = f"{kit.noun()}{kit.between(1, 99)}.txt", kit.text()
    goal = kit.any(
        ('Type "{t}" and save it as {n} in the Documents folder', 'write "{t}", then save as {n} in Documents',
         'put "{t}" in the document and store it under the name {n} in the Documents folder',
         'please type "{t}" and keep it as {n} in the folder Documents')
    )  # fmt: skip
    file = f"Documents/{name}"
    return Job("editor", goal.format(t=text, n=name), lambda desktop, _: _holds(desktop.home / file, text))


def _holds(file: Path, text: str) -> bool:
    return file.exists() and file.read_text("utf-8").strip() == text


def _open(kit: Kit) -> Job:
    name = kit.any(("report.txt", "report-old.txt", "todo.txt"))
    goal = kit.any(("open {n}", "Open the file {n}, please", "show me {n}", "load the document {n}")).format(n=name)
    return Job("files", goal, lambda desktop, _: any(f"/{name}" in title for title in desktop.titles()))


def _folder(kit: Kit) -> Job:
    name = f"{kit.noun().title()} {kit.between(2, 99)}"
    ways = ('Create a folder named "{n}"', "make a new folder called {n}", 'new folder "{n}"', "create the folder {n}")
    return Job("files", kit.any(ways).format(n=name), lambda desktop, _: (desktop.home / "Documents" / name).is_dir())


def _sum(kit: Kit) -> Job:
    a, b, sign = kit.between(2, 99), kit.between(2, 99), kit.any("+-*")
    value = {"+": a + b, "-": a - b, "*": a * b}[sign]
    goal = kit.any(("Compute {s}", "what is {s}", "calculate {s}", "work out {s} on the calculator"))
    return Job("calculator", goal.format(s=f"{a}{sign}{b}"), lambda _, result: result.answer == str(value))


def _boxes(kit: Kit) -> Job:
    wanted = {"Weekly digest": "weekly", "Special offers": "offers"}
    label = kit.any(sorted(wanted))
    ways = ("Tick {l} and press Apply changes", "turn on {l}, then apply the changes", "check {l} and Apply changes")
    stored = "Stored: " + " ".join(one for one in ("weekly", "offers", "tips") if one in (wanted[label], "tips"))
    return Job("page", kit.any(ways).format(l=label), lambda desktop, _: any(stored in t for t in desktop.titles()))


JOBS: tuple[Callable[[Kit], Job], ...] = (_save, _open, _folder, _sum, _boxes)


def _work(job: Job, paths: Paths) -> list[dict[str, object]]:
    """The steps of one run; none when the goal was not reached."""
    with PrivateDesktop() as desktop, environment(desktop.env):
        SCENES[job.scene](desktop)
        with open_session(paths, UpTo(Risk.R2, Nobody()), StopToken()) as session:
            recorder = Recorder(session.stages.decider)
            session = replace(session, stages=replace(session.stages, decider=recorder))
            result = session.run(job.goal, Budget(25, 90), lambda event: None)
        deadline = time.monotonic() + PATIENCE
        while result.status is Status.DONE and time.monotonic() < deadline:
            if job.reached(desktop, result):
                return recorder.steps
            time.sleep(0.05)
    return []


def main() -> None:
    """Work until the time is over."""
    parser = argparse.ArgumentParser(description="Let Deskhand work and keep what succeeded.")
    parser.add_argument("--minutes", type=float, default=20.0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    kit, forbidden = Kit(options.seed, "all"), {normal_goal(goal) for goal in set_aside_goals()}
    deadline, runs, kept = time.monotonic() + 60 * options.minutes, 0, 0
    with tempfile.TemporaryDirectory() as folder, TRACES.open("a", encoding="utf-8") as file:
        paths = Paths(Path(folder), user_paths().cache, Path(folder), Path(folder) / "config")
        while time.monotonic() < deadline:
            job = kit.any(JOBS)(kit)
            if normal_goal(job.goal) in forbidden:
                continue
            steps = _work(job, paths)
            runs, kept = runs + 1, kept + bool(steps)
            file.writelines(json.dumps(step, ensure_ascii=False) + "\n" for step in steps)
            file.flush()
            print(f"{runs} runs, {kept} kept: {job.goal}", flush=True)


if __name__ == "__main__":
    main()
