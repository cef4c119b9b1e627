"""A person at the terminal chooses how a recipe is to be repaired."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Sequence
from pathlib import Path

from deskhand.confirm.terminal import Terminal
from deskhand.core.errors import StopRequested
from deskhand.core.stop import StopToken
from deskhand.engine.replaying.ending import HaltedAt
from deskhand.recipe.format.pictures import png
from deskhand.recipe.repairing.proposals import remembered
from deskhand.recipe.repairing.repair import Repair, described
from deskhand.system import atomic
from deskhand.system.paths import Paths

OFFERED = 3
"""Repairs a person is offered at most."""


class ChosenInTerminal:
    """See `jobs.mending.Choose`."""

    def __init__(self, paths: Paths, stop: StopToken) -> None:
        self._paths, self._stop = paths, stop

    def __call__(self, repairs: Sequence[Repair], halt: HaltedAt) -> Repair | None:
        """The repair they chose."""
        offered = repairs[:OFFERED]
        first, *_ = described(offered[0])
        print(f"\n{first}", file=sys.stderr)
        before = self._picture("before.png", png(remembered(offered[0].before, halt.leaf.loaded.pictures)))
        print(f"{described(offered[0])[1]}\n           {before}", file=sys.stderr)
        print("What may be meant now:", file=sys.stderr)
        for number, repair in enumerate(offered, 1):
            _, _, after, reason = described(repair)
            shown = self._picture(f"{number}.png", png(repair.shown))
            print(f"  {number}. {after.partition('after:')[2].strip()}\n     {reason.strip()}", file=sys.stderr)
            print(f"     {shown}", file=sys.stderr)
        try:
            answer = Terminal(self._stop).line(
                "Type its number to repair the recipe and go on from this step [leave it]: "
            )
        except StopRequested:
            return None
        return offered[int(answer) - 1] if answer.isdecimal() and 1 <= int(answer) <= len(offered) else None

    def _picture(self, name: str, content: bytes) -> Path:
        """Write a picture for the person to look at; it is there until the next repair is offered."""
        file = self._paths.repairs / "offered" / name
        with contextlib.suppress(OSError):
            atomic.write(file, content)
        return file


__all__ = ["ChosenInTerminal"]
