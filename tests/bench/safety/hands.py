"""The real stages on a private desktop, without a model: what a bench of safety drives one act at a time."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass

from deskhand.bootstrap import new_run_id, open_eyes, open_grounder
from deskhand.bootstrap_hands import open_hands
from deskhand.core.actions import Act
from deskhand.core.ports import Confirmer, Grounder
from deskhand.core.screen import Scene
from deskhand.core.step import Decider, Expectation, Proposal
from deskhand.core.stop import StopToken
from deskhand.engine.carrying_out import Carried, CarryingOut, Hands
from deskhand.engine.stopwatch import Stopwatch
from deskhand.system.paths import Paths, user_paths


@dataclass
class Driven:
    """Stages on one desktop. `look` reads the screen, `carry` does one act on what was read."""

    hands: Hands
    grounder: Grounder
    count: int = 0

    def look(self) -> Scene:
        return self.grounder.read(self.hands.capture.grab())

    def carry(self, goal: str, action: Act, scene: Scene, by: Decider = "model") -> Carried:
        """One act, as a decider of this name proposes it."""
        run = new_run_id()
        self.hands.journal.begin(run, goal)
        proposal = Proposal(action, "the bench", 1.0, by, Expectation(patience=0.0))
        self.count += 1
        return CarryingOut(run, goal, self.hands, lambda event: None).carry(1, action, proposal, scene, Stopwatch())


@contextlib.contextmanager
def driven(paths: Paths, confirm: Confirmer, stop: StopToken | None = None) -> Iterator[Driven]:
    """Open them on the display of the environment."""
    from deskhand.verify.observer import Observer

    stop = stop or StopToken()
    with contextlib.ExitStack() as opened:
        capture = open_eyes(opened)
        grounder, _ = open_grounder(paths)
        opened.callback(grounder.close)
        yield Driven(open_hands(paths, capture, Observer(capture, grounder, stop), confirm, stop, opened), grounder)


@contextlib.contextmanager
def home_of_the_bench() -> Iterator[Paths]:
    """Files of the bench's own; the fetched weights are shared."""
    weights, before = user_paths().weights, os.environ.get("DESKHAND_HOME")
    with tempfile.TemporaryDirectory(prefix="deskhand-bench-") as home:
        os.environ["DESKHAND_HOME"] = home
        paths = user_paths()
        paths.cache.mkdir(parents=True)
        paths.weights.symlink_to(weights)
        try:
            yield paths
        finally:
            os.environ.pop("DESKHAND_HOME")
            if before is not None:
                os.environ["DESKHAND_HOME"] = before


def by_label(scene: Scene, label: str, role: str = "") -> object:
    """The element of this label, the one furthest down: buttons stand below what is written of them."""
    found = [e for e in scene if e.text.casefold().strip() == label.casefold() and role in ("", e.role.value)]
    return max(found, key=lambda e: e.box.y, default=None)
