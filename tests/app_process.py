"""The real app in a process of its own on a private desktop, worked as a person works it: keys, clicks, its socket."""

from __future__ import annotations

import os
import subprocess
import sys
import time

from deskhand.capture.x11_desktop import X11Desktop
from deskhand.journal.history import History
from deskhand.system.one_instance import hand_over
from deskhand.system.settings import Settings, SettingsFile
from tests.desktop import until
from tests.person import Person


class AppProcess:
    """`deskhand app`, started in the environment as it is. Use as a context manager."""

    def __init__(self, paths, **chosen):
        self.paths = paths
        paths.data.mkdir(parents=True, exist_ok=True)
        SettingsFile(paths.settings).write(Settings(**{"introduced": True, **chosen}))
        self.desktop = X11Desktop()
        self.person = Person()

    def __enter__(self):
        environment = {k: v for k, v in os.environ.items() if k != "QT_QPA_PLATFORM"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "deskhand", "app", "--background"],
            env=environment,
            stderr=subprocess.PIPE,
            text=True,
        )
        until(lambda: hand_over(self.paths.socket, {"ping": 1}), "the app")
        until(lambda: self.window("what shall I do"), "the palette")
        self.person.chord("escape")
        until(lambda: not self.window("what shall I do"), "the palette to go")
        return self

    def __exit__(self, *exc):
        self.process.terminate()
        try:
            _, self.said = self.process.communicate(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise
        finally:
            self.desktop.close()
            self.person.__exit__()

    def window(self, title):
        """The window of the app whose title holds some words, if it is shown."""
        found = (w for w in self.desktop.look().windows if title in w.title and w.app == "deskhand")
        return next(found, None)

    def own_windows(self):
        return [w for w in self.desktop.look().windows if w.app == "deskhand"]

    def open_palette(self):
        """By its hotkey."""
        self.person.chord("ctrl+alt+space")
        until(lambda: self.has_keyboard("what shall I do"), "the palette")

    def has_keyboard(self, title):
        focus = self.desktop.focus()
        # The window manager says so before the keys really go there.
        return focus is not None and title in focus.title and self.person.types_into() == focus.window

    def ask(self, goal):
        """Type a goal into the palette and press Enter."""
        before = self.runs()
        self.open_palette()
        self.person.type(goal)
        time.sleep(0.3)
        self.person.chord("enter")
        until(lambda: len(self.runs()) > len(before), "the run to begin")
        return self.runs()[0]

    def runs(self):
        """Ids of the runs, newest first."""
        if not self.paths.journal.exists():
            return []
        history = History(self.paths.journal)
        try:
            return history.ids()
        finally:
            history.close()

    def run(self, run):
        history = History(self.paths.journal)
        try:
            return history.run(run)
        finally:
            history.close()

    def ended(self, run, patience=90):
        deadline = time.monotonic() + patience
        while (record := self.run(run)).end is None:
            assert time.monotonic() < deadline, f"the run did not end: {record}"
            time.sleep(0.1)
        return record
