"""Deskhand on MiniWoB++: `python -m tests.bench.miniwob [--tasks NAMES] [--episodes 5] [--out FOLDER]`.

Every episode is one goal, the page's query, run through Deskhand's own session on a private desktop. With `--out`
each run's pictures, elements and decisions are kept for looking at. Exits 1 below the mean of `TO_REACH`.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import deque
from dataclasses import replace
from functools import partial
from pathlib import Path

from rich.console import Console

from deskhand.bootstrap import open_session
from deskhand.core.stop import StopToken
from deskhand.decide.combined import CombinedDecider
from deskhand.system.paths import Paths, user_paths
from deskhand.system.private_desktop import PrivateDesktop, environment

from .browser import open_browser
from .episodes import Episode, Willing, play
from .server import Pages
from .table import mean, table

TO_REACH = 0.75
LIST = Path(__file__).with_name("tasks.txt")
"""The 60 development tasks; the other tasks of the suite were neither opened nor run while the rules were written."""


def main() -> None:
    """Run the bench."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tasks", default=str(LIST), help="names with commas between, or a file with one a line")
    parser.add_argument("--episodes", type=int, default=5)
    parser.add_argument("--first-seed", type=int, default=1)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--rules", action="store_true", help="without the language model")
    given = parser.parse_args()
    names = _names(given.tasks)
    done: list[Episode] = []
    with tempfile.TemporaryDirectory() as folder, PrivateDesktop(1024, 768) as desktop, Pages() as pages:
        paths = Paths(given.out or Path(folder), user_paths().cache, Path(folder), Path(folder) / "config")
        with environment(desktop.env):
            reopen = partial(open_browser, desktop, f"{pages.address}/waiting")
            reopen()
            left = deque((name, given.first_seed + number) for name in names for number in range(given.episodes))
            while left:
                with open_session(paths, Willing(), StopToken()) as session:
                    if given.rules:
                        session = replace(session, stages=replace(session.stages, decider=CombinedDecider(None)))
                    while left:
                        done.append(play(session, pages, reopen, *left.popleft(), given.out))
                        print(done[-1].line(), flush=True)
                        if done[-1].status == "stopped":
                            # A stop is for good: the next episode needs a session of its own.
                            break
    Console(width=120).print(table(done))
    sys.exit(0 if mean(done) >= TO_REACH else 1)


def _names(text: str) -> list[str]:
    if "," not in text and Path(text).is_file():
        return [line.split("\t")[0] for line in Path(text).read_text().splitlines() if line.strip()]
    return text.split(",")


if __name__ == "__main__":
    main()
