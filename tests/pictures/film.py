"""One real run as a film strip: palette, ghost outline, confirm, done, board.

`python -m tests.pictures.film HOME OUT`
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np

from .screen import desktop_with_home, save, settle, shot, until, with_settings

GOAL = 'Type "hello from Deskhand" and save it as notes.txt in the Documents folder'
WIDE = 640
"""Pixels of one picture of the strip."""


def main(home: Path, out: Path):
    with desktop_with_home(home, 1280, 800) as (desktop, paths):
        with_settings(paths, theme="light", autonomy="R1")
        editor = subprocess.Popen(["mousepad"], cwd=desktop.home, stderr=subprocess.DEVNULL)
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        from deskhand.ui.app import App
        from deskhand.ui.main import open_qt

        qt = open_qt(paths)
        app = App(qt, paths, hand=lambda: True)
        app.begin()
        settle(qt, 2.0)
        strip = []
        app.open_palette()
        QTest.keyClicks(app.palette.line, GOAL)
        settle(qt, 1.2)
        strip.append(shot())
        QTest.keyClick(app.palette.line, Qt.Key.Key_Return)
        until(qt, lambda: app.outline.shown, "the outline")
        strip.append(shot())
        asked = False
        while app.task is not None:
            until(qt, lambda: app.asked or app.task is None, "a question or the end")
            if app.asked:
                settle(qt, 0.8)
                if not asked:
                    strip.append(shot())
                    asked = True
                next(iter(app.asked.values()))._answer(True)
                settle(qt, 0.1)
        settle(qt, 0.4)
        strip.append(shot())
        print("the run:", app.panel.words.toolTip())
        app.panel.details.emit()
        settle(qt, 1.5)
        strip.append(shot())
        app.open("board")
        settle(qt, 1.0)
        strip.append(shot())
        for goal in ("Click Frobnicate", "Compute 12*7 in the calculator"):
            app.palette.chosen.emit(_goal(goal))
            until(qt, lambda: app.task is None, "the end")
        app.close()
        editor.terminate()
        rows = [np.hstack([_small(p) for p in strip[n : n + 3]]) for n in (0, 3)]
        save(np.vstack(rows), out / "film.png")


def _goal(text):
    from deskhand.jobs.suggesting import Suggestion

    return Suggestion("goal", text, text)


def _small(pixels):
    high = round(pixels.shape[0] * WIDE / pixels.shape[1])
    small = cv2.resize(pixels, (WIDE, high), interpolation=cv2.INTER_AREA)
    return cv2.copyMakeBorder(small, 3, 3, 3, 3, cv2.BORDER_CONSTANT, value=(255, 255, 255))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
    sys.stdout.flush()
    # As the app leaves, too: see `cli.app`.
    os._exit(0)
