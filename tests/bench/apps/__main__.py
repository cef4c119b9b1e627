"""The goals on real applications, several times each, checked from outside.

    python -m tests.bench.apps [--only PART] [--runs 3] [--out FOLDER]

Prints each run as it ends (status, right or not, steps, seconds, reason), then a table of the goals, the
cost of a step, and how often predictions held. `--only` takes goals whose name holds one of its
comma-separated parts; `--out` keeps the report, the last picture and the journal of runs that failed. Exits 1 when
fewer than 95 % of the runs reached their goals or one said done wrongly.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
from rich.console import Console
from rich.table import Table

from deskhand.bootstrap import open_capture, open_session
from deskhand.confirm.by_card import ByCard
from deskhand.confirm.policy import from_elsewhere
from deskhand.core.actions import phrase
from deskhand.core.errors import DeskhandError
from deskhand.core.events import Acted, Decided, Event
from deskhand.core.risk import Consent, Verdict, answer
from deskhand.core.step import Proposal, RunResult, Status
from deskhand.core.stop import StopToken
from deskhand.engine.budget import Budget
from deskhand.jobs.cards import Cards
from deskhand.journal.calibration import predictions
from deskhand.journal.history import History
from deskhand.journal.pictures import PictureStore
from deskhand.journal.report import write_report
from deskhand.system.paths import Paths, user_paths
from deskhand.system.private_desktop import PrivateDesktop, environment

from .goals import GOALS
from .task import Goal

WANTED = 0.95
"""Share of the runs that must reach their goals."""
SETTLING = 4.0
"""Seconds the world gets after the run: files are written and titles change a little later."""


@dataclass(frozen=True)
class Ran:
    """One run of one goal."""

    goal: Goal
    result: RunResult
    right: bool
    asked: int = 0
    """Questions the person was asked, under the job card `ask`."""

    @property
    def reached(self) -> bool:
        """As the goal wants it, and said so."""
        return self.right and self.result.status in self.goal.ends

    @property
    def wrong_done(self) -> bool:
        """It said done and it was not."""
        return self.result.status is Status.DONE and not self.reached


def main() -> None:
    """Run the bench."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", default="")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--steps", action="store_true", help="print every step")
    options = parser.parse_args()
    parts = [part for part in options.only.split(",") if part]
    chosen = [goal for goal in GOALS if not parts or any(part in goal.name for part in parts)]
    out, ran = Console(width=150, highlight=False), []
    with tempfile.TemporaryDirectory() as folder:
        paths = Paths(Path(folder), user_paths().cache, Path(folder), Path(folder) / "config")
        for goal in chosen:
            for _ in range(options.runs):
                ran.append(_one(goal, paths, options.out, out if options.steps else None))
                out.print(_line(ran[-1]), markup=False)
        out.print(_table(chosen, ran), _seconds(paths), _predicted(paths))
    share = sum(r.reached for r in ran) / max(len(ran), 1)
    wrong = sum(r.wrong_done for r in ran)
    out.print(f"{share:.1%} of {len(ran)} runs reached their goals; {wrong} said done wrongly.")
    asked = sorted(r.asked for r in ran)
    out.print(
        f"Questions a person was asked a run: median {statistics.median(asked):g}, most {asked[-1]} (to reach <= 1)"
    )
    sys.exit(share < WANTED or wrong > 0)


def _one(goal: Goal, paths: Paths, out: Path | None, steps: Console | None) -> Ran:
    with PrivateDesktop(1280, 800) as desktop, environment(desktop.env):
        goal.scene(desktop)

        def tell(event: Event) -> None:
            if steps and isinstance(event, Decided):
                steps.print(f"   {event.step} {event.proposal.action!r:.150} | {event.proposal.why}", markup=False)
            if steps and isinstance(event, Acted):
                steps.print(f"        {event.outcome.observed} {event.outcome.met}", markup=False)

        person = AtHand(goal)
        card = replace(Cards(paths.cards).load("ask"), steps=goal.steps, minutes=goal.seconds / 60)
        try:
            with open_session(paths, ByCard(card, person), StopToken(), job=card.name) as session:
                result = session.run(goal.words, Budget(goal.steps, goal.seconds), tell)
        except DeskhandError as problem:
            result = RunResult(Status.FAILED, 0, "", 0.0, "", str(problem))
        deadline = time.monotonic() + SETTLING
        while not goal.reached(desktop, result) and time.monotonic() < deadline:
            time.sleep(0.1)
        ran = Ran(goal, result, goal.reached(desktop, result), person.asked)
        if out and not ran.reached:
            _keep(ran, paths, out)
        return ran


class AtHand:
    """The person who said the goal: says yes to what it takes, and counts what they are asked. A text from elsewhere
    is only let through where they asked for something to be copied."""

    def __init__(self, goal: Goal) -> None:
        self._goal, self.asked = goal, 0

    def ask(self, proposal: Proposal, verdict: Verdict) -> Consent:
        """See `Confirmer.ask`."""
        self.asked += 1
        granted = verdict.risk <= self._goal.allowed and (self._goal.copies or not from_elsewhere(verdict))
        return answer(granted, "person", phrase(proposal.action), verdict)


def _keep(ran: Ran, paths: Paths, out: Path) -> None:
    """The report and the last picture of a run that failed; the desktop is still open."""
    target = out / f"{ran.goal.name}-{ran.result.run_id}"
    target.mkdir(parents=True, exist_ok=True)
    camera = open_capture()
    cv2.imwrite(str(target / "last.png"), camera.grab().pixels)
    camera.close()
    if ran.result.run_id:
        history = History(paths.journal)
        write_report(history.run(ran.result.run_id), PictureStore(paths.pictures).path, target)
        history.close()
    shutil.copy(paths.journal, out / "journal.sqlite")


def _line(ran: Ran) -> str:
    verdict = "ok   " if ran.reached else "WRONG" if ran.wrong_done else "no   "
    said = ran.result.answer or ran.result.reason
    took = f"{ran.result.steps:3} steps {ran.result.seconds:6.1f} s"
    return f"{verdict} {ran.goal.name:20} {ran.result.status.value:10} {took}  {said}"


def _table(goals: list[Goal], ran: list[Ran]) -> Table:
    table = Table("goal", "reached", "wrong done", "steps", "seconds", "words", box=None)
    for goal in goals:
        mine = [r for r in ran if r.goal is goal]
        steps = statistics.median(r.result.steps for r in mine)
        seconds = statistics.median(r.result.seconds for r in mine)
        reached = f"{sum(r.reached for r in mine)}/{len(mine)}"
        wrong = str(sum(r.wrong_done for r in mine) or "")
        table.add_row(goal.name, reached, wrong, f"{steps:.0f}", f"{seconds:.1f}", goal.words)
    return table


def _seconds(paths: Paths) -> Table:
    """Wall seconds of a step and of its stages."""
    history, taken = History(paths.journal), {}
    for run_id in history.ids(10_000):
        for step in history.run(run_id).steps:
            timings = step.outcome["timings"] if step.outcome else []
            for timing in timings:
                taken.setdefault(timing["stage"], []).append(timing["wall"])
            taken.setdefault("a step", []).append(sum(t["wall"] for t in timings))
    history.close()
    table = Table("stage", "steps", "p50 s", "p95 s", box=None)
    for stage, values in taken.items():
        ordered = sorted(values)
        at = [ordered[min(len(ordered) - 1, len(ordered) * p // 100)] for p in (50, 95)]
        table.add_row(stage, str(len(ordered)), *(f"{v:.2f}" for v in at))
    return table


def _predicted(paths: Paths) -> Table:
    """How often each kind of prediction came true."""
    history = History(paths.journal)
    table = Table("predicted", "steps", "came true", box=None)
    for kept in predictions(history.run(run_id) for run_id in history.ids(10_000)):
        table.add_row(kept.kind, str(kept.steps), f"{kept.met / kept.steps:.0%}")
    history.close()
    return table


if __name__ == "__main__":
    main()
