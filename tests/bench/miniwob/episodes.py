"""One episode: start it, run its query as a goal, read its reward, keep what is needed to look into a failure."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import cv2

from deskhand.bootstrap import Session
from deskhand.core.actions import phrase
from deskhand.core.errors import DeskhandError
from deskhand.core.events import Acted, Decided, Event, Looked
from deskhand.core.risk import Consent, Verdict, answer
from deskhand.core.step import Proposal
from deskhand.engine.budget import Budget

from .server import Pages

STEPS, SECONDS = 40, 90.0
"""What one episode may take."""
FULL = 0.99
"""A raw reward from which an episode is solved in full; anything above 0 may be partial credit."""


class Willing:
    """A person who says yes to every question: the pages are games, nothing real is sent or deleted."""

    def ask(self, proposal: Proposal, verdict: Verdict) -> Consent:
        """See `Confirmer.ask`."""
        return answer(True, "policy", phrase(proposal.action), verdict)


@dataclass(frozen=True)
class Episode:
    """How an episode went; `reward` is the raw one, 0 where the page saw no end."""

    task: str
    seed: int
    goal: str
    reward: float
    accepted: bool
    status: str
    reason: str
    steps: int
    seconds: float
    run_id: str

    @property
    def full(self) -> bool:
        """Solved in full."""
        return self.reward >= FULL

    def line(self) -> str:
        """For the terminal."""
        mark = "+" if self.full else "~" if self.reward > 0 else "-"
        told = f"{self.status}: {self.reason}"
        cost = f"{self.steps} steps {self.seconds:.1f} s"
        return f"{mark} {self.task} {self.seed} {self.reward:+.2f} {cost} | {told[:110]} | {self.goal[:120]}"


def play(session: Session, pages: Pages, reopen: Callable[[], None], task: str, seed: int, out: Path | None) -> Episode:
    """Run one episode; `reopen` opens a browser anew where the last episode lost it."""
    try:
        told = pages.start(task, seed)
    except TimeoutError:
        reopen()
        told = pages.start(task, seed)
    seen = _Seen()
    started = time.monotonic()
    try:
        result = session.run(told.goal, Budget(STEPS, SECONDS), seen.hear)
        status, reason, steps, run_id = result.status.value, result.reason, result.steps, result.run_id
    except DeskhandError as problem:
        status, reason, steps, run_id = "error", str(problem), len(seen.lines), ""
    seconds = time.monotonic() - started
    # The page may still be telling what the last click did.
    deadline = time.monotonic() + (1.0 if status == "done" else 0.3)
    while pages.reward(told.number) is None and time.monotonic() < deadline:
        time.sleep(0.02)
    reward = pages.reward(told.number)
    episode = Episode(task, seed, told.goal, reward or 0.0, reward is not None, status, reason, steps, seconds, run_id)
    if out is not None:
        seen.keep(out, episode)
    return episode


class _Seen:
    """What a run tells its listener, for the folder of pictures."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.scenes: list[Looked] = []

    def hear(self, event: Event) -> None:
        if isinstance(event, Looked):
            self.scenes.append(event)
        elif isinstance(event, Decided):
            p = event.proposal
            self.lines.append(
                f"{event.step} {p.by} {p.confidence:.2f} {phrase(p.action)} | {p.why} | {event.verdict.risk.name}"
            )
        elif isinstance(event, Acted):
            self.lines.append(f"    {event.delivery.value} {event.outcome.met} {event.outcome.observed}")

    def keep(self, out: Path, episode: Episode) -> None:
        """The pictures and elements of every look, what was decided, and a line of all runs."""
        folder = out / f"{episode.task}-{episode.seed}"
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.iterdir():
            old.unlink()
        (folder / "run.txt").write_text(f"{episode.goal}\n{episode.line()}\n" + "\n".join(self.lines) + "\n")
        for look in self.scenes:
            cv2.imwrite(str(folder / f"{look.step:02}.png"), look.scene.frame.pixels)
            elements = [e.as_json() for e in look.scene]
            (folder / f"{look.step:02}.json").write_text("\n".join(json.dumps(e) for e in elements))
        with (out / "episodes.jsonl").open("a") as log:
            log.write(json.dumps(asdict(episode)) + "\n")
