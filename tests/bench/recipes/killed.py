"""Rows of a CSV entered into a form, the replay killed again and again and resumed: rows done twice or lost."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console

from deskhand.core.risk import Risk

from .keeping import Kept
from .look import AS_RECORDED
from .moves import Move, Write, press
from .recording import record
from .replaying import save_picture
from .site import Site
from .stage import Stage, staged
from .task import Task, Words

_STUCK = 120.0
"""Seconds without a new row after which a replay counts as hanging."""


def _expense(words: Words) -> tuple[Move, ...]:
    return (
        press("Item", "entry"),
        Write(words["item"]),
        press("Amount", "entry"),
        Write(words["amount"]),
        press("Add expense", "push button"),
    )


EXPENSE = Task(
    "expense",
    "Chromium",
    lambda stage: stage.page("rows.html", "Expenses"),
    {"item": "Paper", "amount": "12.50"},
    _expense,
    lambda stage, words: _added(stage) == [f"{words['item']}|{words['amount']}"],
    allowed=Risk.R3,
)


@dataclass
class Entering:
    """The rows wanted, and what became of the runs that entered them."""

    wanted: list[str]
    kills: int = 0
    problems: list[str] = field(default_factory=list)
    seconds: float = 0.0


def enter(kept: Kept, site: Site, out: Console, rows: int, kills: int) -> bool:
    """Enter them all; whether none was entered twice and none lost."""
    if not kept.has(EXPENSE):
        made = record(EXPENSE, kept, site)
        if made.problem:
            out.print(f"Rows with kills: {made.problem}", markup=False)
            return False
    data = [(f"Item {n:04}", f"{n % 97}.{n % 10}0") for n in range(1, rows + 1)]
    file = kept.folder / "rows.csv"
    names = {part.default: name for name, part in kept.recipe(EXPENSE).recipe.parameters.items()}
    header = ",".join(names[word] for word in EXPENSE.words.values())
    file.write_text("\n".join([header, *(",".join(row) for row in data)]) + "\n")
    with staged(EXPENSE.scene, AS_RECORDED, site, EXPENSE.words) as stage:
        entering = Entering([f"{item}|{amount}" for item, amount in data])
        _enter(entering, file, kept, stage, kills)
        added = _added(stage)
        if added != entering.wanted:
            save_picture(stage, kept.folder / "rows-last.png")
            (kept.folder / "rows-added.txt").write_text("\n".join(added))
    counts = Counter(added)
    twice = sum(n - 1 for row, n in counts.items() if row in entering.wanted)
    lost = sum(row not in counts for row in entering.wanted)
    other = sum(row not in set(entering.wanted) for row in added)
    out.print(
        f"Rows with kills: {rows} rows, {entering.kills} kills, {entering.seconds:.0f} s: {twice} twice, {lost} lost, "
        f"{other} that are no row",
        *entering.problems,
        sep="\n  ",
        markup=False,
    )
    return not (twice or lost or other)


def _enter(entering: Entering, file: Path, kept: Kept, stage: Stage, kills: int) -> None:
    chance, begun = random.Random(5), time.monotonic()
    ends = sorted(chance.sample(range(1, len(entering.wanted)), kills))
    command = [sys.executable, "-m", "deskhand", "replay", EXPENSE.name, "--rows", str(file)]
    command += ["--json", "--yes-to", EXPENSE.allowed.name]
    # The rows may be those of a run before, which would be refused.
    resume = ["--again"]
    for end in [*ends, None]:
        with (kept.folder / "rows-run.txt").open("wb") as log:
            run = subprocess.Popen(
                [*command, *resume],
                env=kept.environment(stage.desktop.env),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        ended = _wait(run, stage, end)
        if not ended:
            time.sleep(chance.uniform(0, 2.0))
        killed = run.poll() is None
        if killed:
            run.send_signal(signal.SIGKILL)
            run.wait()
            entering.kills += 1
        else:
            said = (kept.folder / "rows-run.txt").read_text(errors="replace").strip()
            if run.returncode:
                entering.problems.append(f"after {len(_added(stage))} rows it ended itself: {_reason(said)}")
        resume = ["--resume"]
    entering.seconds = time.monotonic() - begun
    time.sleep(1.0)


def _wait(run: subprocess.Popen[bytes], stage: Stage, end: int | None) -> bool:
    """Until so many rows are added; whether it ended itself before."""
    last, since = -1, time.monotonic()
    while run.poll() is None:
        now = len(_added(stage))
        if end is not None and now >= end:
            return False
        if now != last:
            last, since = now, time.monotonic()
        if time.monotonic() - since > _STUCK:
            return False
        time.sleep(0.02)
    return True


def _reason(said: str) -> str:
    try:
        return str(json.loads(said.splitlines()[-1])["reason"])
    except (ValueError, IndexError, KeyError):
        return said[-300:]


def _added(stage: Stage) -> list[str]:
    return [line.removeprefix("added|") for line in stage.told() if line.startswith("added|")]
