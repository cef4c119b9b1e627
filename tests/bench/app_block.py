"""The longest block of the UI thread in a replay of 50 steps: `python -m tests.bench.app_block HOME`; see `app`."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
import time
from pathlib import Path

from tests.bench.app import fifty, spread, told
from tests.desktop import until
from tests.pictures.screen import desktop_with_home, with_settings

BEAT = 5
"""Milliseconds between two beats of the UI thread's clock."""


def main(home: Path) -> None:
    with desktop_with_home(home) as (desktop, paths):
        with_settings(paths, autonomy="R2")
        fifty(paths)
        program = subprocess.Popen([sys.executable, "-m", "deskhand.ui.practice"])
        until(lambda: any("Practice" in title for title in desktop.titles()), "the practice window")
        from PySide6.QtCore import Qt, QTimer

        from deskhand.jobs.task import Task
        from deskhand.ui.app import App
        from deskhand.ui.main import open_qt

        qt = open_qt(paths)
        app = App(qt, paths, hand=lambda: True)
        app.begin()
        beats: list[float] = []
        clock = QTimer(interval=BEAT, timerType=Qt.TimerType.PreciseTimer)
        clock.timeout.connect(lambda: beats.append(time.perf_counter()))
        done = []
        app.run_ended.connect(lambda _run: QTimer.singleShot(300, qt.quit))
        app.run_ended.connect(done.append)
        # The board is open and live: what a person may well look at meanwhile.
        QTimer.singleShot(500, lambda: app.open("board"))
        QTimer.singleShot(1_500, clock.start)
        QTimer.singleShot(2_000, lambda: app.start(Task("recipe", "fifty")))
        qt.exec()
        said = app.panel.words.toolTip()
        app.close()
        program.terminate()
    gaps = [later - earlier - BEAT / 1_000 for earlier, later in itertools.pairwise(beats)]
    longest = sorted(range(len(gaps)), key=lambda n: -gaps[n])[:3]
    where = ", ".join(
        f"{gaps[n] * 1_000:.0f} ms at {beats[n] - beats[0]:.1f} s of {beats[-1] - beats[0]:.1f} s" for n in longest
    )
    print(f"the three longest: {where}")
    told("longest block", f"{max(gaps) * 1_000:.0f} ms; {spread(gaps)}; the run: {said}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
    sys.stdout.flush()
    os._exit(0)
