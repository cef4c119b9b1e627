"""What the app costs: `python -m tests.bench.app [--only start,palette,idle,block,stop] [--times N]`.

Each number is taken on a private desktop from outside, on the real process: when it answers, when the palette is on the
screen, what the system counts of its CPU and memory, when the last event reaches a window after a stop. The longest
block of the UI thread is that of a clock of the UI itself, in a replay of 50 steps.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import numpy as np
from mss import MSS
from Xlib import X

from deskhand.capture.x11_input import X11Input
from deskhand.core.geometry import Box, Point
from deskhand.core.screen import Role
from deskhand.jobs.task import Task
from deskhand.jobs.triggers import Trigger, Triggers
from deskhand.recipe.format.schema import Click, Drag, Recipe, Target, Type, WindowPart
from deskhand.recipe.keeping.store import user_store
from deskhand.system.one_instance import hand_over
from deskhand.system.settings import Settings, SettingsFile
from tests.app_process import AppProcess
from tests.desktop import XDisplay, until
from tests.pictures.screen import desktop_with_home

TARGETS = {
    "cold start": "<= 1.5 s",
    "palette": "<= 80 ms",
    "idle CPU": "<= 0.3 %",
    "idle memory": "<= 180 MB",
    "longest block": "<= 30 ms",
    "stop": "p95 <= 100 ms",
}
IDLE_SECONDS = 60.0
STEPS = 50
LETTERS = 600
WAYS = ("hotkey", "panel", "corner")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="start,palette,idle,block,stop")
    parser.add_argument("--times", type=int, default=10)
    asked = parser.parse_args()
    parts = {"start": start, "palette": palette, "idle": idle, "block": block, "stop": stop}
    for name in asked.only.split(","):
        with tempfile.TemporaryDirectory(prefix="deskhand-bench-") as folder:
            parts[name](Path(folder), asked.times)


def told(what: str, measured: str) -> None:
    print(f"{what:<34} {measured:<44} to reach {TARGETS.get(what.partition(',')[0], '')}", flush=True)


def spread(values: list[float], unit: str = "ms", factor: float = 1_000.0) -> str:
    ordered = sorted(value * factor for value in values)
    p95 = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    return f"p50 {statistics.median(ordered):.0f}, p95 {p95:.0f}, most {ordered[-1]:.0f} {unit} ({len(ordered)} times)"


def start(home: Path, times: int) -> None:
    """From the command to an app that answers, its icon and hotkeys set up."""
    taken = []
    with desktop_with_home(home) as (_desktop, paths):
        SettingsFile(paths.settings).write(Settings(introduced=True))
        for _ in range(times):
            begun = time.monotonic()
            process = subprocess.Popen([sys.executable, "-m", "deskhand", "app", "--background"])
            while not hand_over(paths.socket, {"stop": "ping"}):
                time.sleep(0.005)
            taken.append(time.monotonic() - begun)
            process.terminate()
            process.wait(20)
    told("cold start", spread(taken))


def palette(home: Path, times: int) -> None:
    """From the hotkey to the palette on the screen, as the pixels tell."""
    taken = []
    with desktop_with_home(home) as (_desktop, paths), AppProcess(paths) as app, MSS() as camera:
        where = {"left": 780, "top": 210, "width": 40, "height": 40}
        before = np.asarray(camera.grab(where)).copy()
        for _ in range(max(times, 20)):
            begun = time.monotonic()
            app.person.chord("ctrl+alt+space")
            sent = time.monotonic() - app.person.pace
            while np.array_equal(np.asarray(camera.grab(where)), before):
                assert time.monotonic() - begun < 5, "the palette did not come"
            taken.append(time.monotonic() - max(begun, sent))
            until(lambda: app.has_keyboard("what shall I do"), "the keyboard")
            app.person.chord("escape")
            until(lambda: np.array_equal(np.asarray(camera.grab(where)), before), "the palette to go")
            time.sleep(0.3)
    told("palette", spread(taken))


def idle(home: Path, _times: int) -> None:
    """The app with its icon, nothing done and no model loaded; its child process counts if there is one."""
    with desktop_with_home(home) as (_desktop, paths):
        SettingsFile(paths.settings).write(Settings(introduced=True))
        process = subprocess.Popen([sys.executable, "-m", "deskhand", "app", "--background"])
        until(lambda: hand_over(paths.socket, {"stop": "ping"}), "the app")
        time.sleep(8.0)
        before = cpu_of(process.pid)
        time.sleep(IDLE_SECONDS)
        share = (cpu_of(process.pid) - before) / IDLE_SECONDS
        memory = memory_of(process.pid)
        process.terminate()
        process.wait(20)
    told("idle CPU", f"{share:.2%} of a core over {IDLE_SECONDS:.0f} s")
    told("idle memory", f"{memory / 1e6:.0f} MB (proportional set size)")


def tree(pid: int) -> list[int]:
    """A process and all below it."""
    found = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False).stdout.split()
    return [pid, *(one for child in found for one in tree(int(child)))]


def cpu_of(pid: int) -> float:
    """Seconds of CPU of a process and its children (proc(5), fields 14 to 17)."""
    total = 0
    for one in tree(pid):
        fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])
    return total / os.sysconf("SC_CLK_TCK")


def memory_of(pid: int) -> float:
    """Bytes of memory: the proportional set size, which counts what processes share once."""
    total = 0
    for one in tree(pid):
        for line in Path(f"/proc/{one}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1]) * 1_024
    return total


def block(home: Path, _times: int) -> None:
    """A replay of 50 steps in the app, with a clock of the UI thread; in a process of its own for Qt's sake."""
    subprocess.run([sys.executable, "-m", "tests.bench.app_block", str(home)], check=True)


def fifty(paths) -> None:
    """A recipe that presses a button of the practice window 50 times."""
    window = WindowPart(title="Practice")
    press = Click(click=Target(label="Greet", role=Role.BUTTON, window=window))
    user_store(paths).save(Recipe(name="fifty", title="Fifty presses", steps=(press,) * STEPS), {})


def stop(home: Path, times: int) -> None:
    """From the gesture to the last event that reaches a window, in the middle of typing and of a drag."""
    with desktop_with_home(home) as (_desktop, paths):
        text = ("the quick brown fox jumps over the lazy dog " * 20)[:LETTERS]
        window, practice = WindowPart(title="Receiver"), WindowPart(title="Practice")
        greet = Target(label="Greet", role=Role.BUTTON, window=practice)
        store, triggers = user_store(paths), Triggers(paths.triggers)
        store.save(Recipe(name="typing", steps=(Type(type=text, window=window),)), {})
        store.save(Recipe(name="dragging", steps=(Drag(drag=greet, by=(300, 160)),) * 8), {})
        for name in ("typing", "dragging"):
            triggers.put(Trigger(name=name, task=Task("recipe", name)))
        with AppProcess(paths, autonomy="R3", outline=False) as app:
            for what, watch in (("typing", Typed()), ("dragging", Dragged())):
                for way in WAYS:
                    taken = [one(app, what, way, watch, n) for n in range(times)]
                    held = sum(was_held for _, was_held in taken)
                    told(f"stop, mid-{what}, {way}", f"{spread([t for t, _ in taken])}, held {held}")
                watch.close()


def one(app: AppProcess, what: str, way: str, watch, seed: int) -> tuple[float, bool]:
    """Seconds until the last event after one stop, and whether anything was still held."""
    app.person.move(Point(900, 900))
    watch.begin()
    before = app.runs()
    assert hand_over(app.paths.socket, {"trigger": what})
    until(lambda: len(app.runs()) > len(before), "the run")
    panel = until(lambda: app.window("at work"), "the panel")
    until(watch.acts, "the first event")
    time.sleep(random.Random(seed).uniform(0.05, watch.LONGEST))
    begun = time.monotonic()
    gesture(app, way, panel)
    app.ended(app.runs()[0], 20)
    time.sleep(0.3)
    last = watch.last(begun, way)
    return max(0.0, last - begun), anything_held()


def gesture(app: AppProcess, way: str, panel) -> None:
    if way == "hotkey":
        app.person.chord("ctrl+alt+escape")
    elif way == "panel":
        app.person.click(Point(panel.box.right - 27, panel.box.center.y))
    else:
        app.person.move(Point(0, 0))


class Typed:
    """A window that takes what is typed; letters are counted as they arrive."""

    LONGEST = 1.2

    def __init__(self) -> None:
        self._x = XDisplay()
        self._window = self._x.window(Box(300, 300, 500, 200), "Receiver")
        self._window.change_attributes(event_mask=X.KeyPressMask)
        self._x.display.sync()
        self._letters = {self._x.display.keysym_to_keycode(ord(c)) for c in "abcdefghijklmnopqrstuvwxyz "}
        self._times: list[float] = []
        self._on = True
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        while self._on:
            while self._x.display.pending_events():
                event = self._x.display.next_event()
                if event.type == X.KeyPress and event.detail in self._letters:
                    self._times.append(time.monotonic())
            time.sleep(0.001)

    def begin(self) -> None:
        self._times.clear()
        other = XDisplay()
        other.tell(other.display.create_resource_object("window", self._window.id), "_NET_ACTIVE_WINDOW", 2)
        other.close()

    def acts(self) -> bool:
        return len(self._times) > 5

    def last(self, _since: float, _way: str) -> float:
        assert len(self._times) < LETTERS, "all was typed before the stop"
        return self._times[-1]

    def close(self) -> None:
        self._on = False
        time.sleep(0.05)
        self._x.close()


class Dragged:
    """The practice window, whose button is dragged about; motion with the button held is watched on all devices."""

    LONGEST = 0.3

    def __init__(self) -> None:
        self._program = subprocess.Popen([sys.executable, "-m", "deskhand.ui.practice"])
        time.sleep(2.0)
        self._events: list = []
        self._input = X11Input()
        self._input.start(self._events.append)

    def begin(self) -> None:
        self._events.clear()

    def acts(self) -> bool:
        return any(getattr(e, "down", None) is True and getattr(e, "button", "") == "left" for e in list(self._events))

    def last(self, since: float, way: str) -> float:
        """When the button that was held is up again; after that nothing was pressed."""
        ups = [
            e.time for e in self._events if getattr(e, "button", "") == "left" and not e.down and e.time >= since - 0.02
        ]
        if not ups:
            return since
        # A press on the panel is the person's own: of what comes after the gesture the first release is the drag's.
        return ups[0]

    def close(self) -> None:
        self._input.close()
        self._program.terminate()
        self._program.wait(10)


def anything_held() -> bool:
    """Whether the server knows any key or button as down."""
    x = XDisplay()
    try:
        buttons = x.root.query_pointer().mask & (X.Button1Mask | X.Button2Mask | X.Button3Mask)
        return bool(buttons) or any(x.display.query_keymap())
    finally:
        x.close()


if __name__ == "__main__":
    main()
