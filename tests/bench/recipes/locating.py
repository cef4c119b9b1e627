"""How well things are found again, step by step, without a recorder or a replay: the ladder alone.

    python -m tests.bench.recipes.locating [PART,...] [LOOK,...] [--out FOLDER]

A scripted person does each task once as recorded, an anchor being made of all they press, and once under each look;
there, before each press, the anchor is looked for and what is found compared with where the application itself says
the thing is. Prints what was missed and why, and what was found elsewhere, which must never be.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import cv2

from deskhand.bootstrap import open_grounder, open_locator
from deskhand.capture.mss_capture import MssCapture
from deskhand.core.accessible import Accessible
from deskhand.core.anchor import Anchor, Located
from deskhand.core.geometry import Box, Point
from deskhand.core.screen import SURFACES, Element, Frame, Scene
from deskhand.recipe.anchors.anchoring import anchor_of

from .keeping import Kept
from .look import AS_RECORDED, LOOKS, Look
from .moves import Thing
from .person import LostError, Person
from .site import Site
from .stage import staged
from .task import Task
from .tasks import TASKS

_NOT_HERE = ("slow start", "extra dialog")
"""Looks that are the replay's part, not that of the ladder."""
_REST = 3.0
"""Seconds a screen may take to come to rest before it is looked at."""


class Looking(Person):
    """A person whose every press is looked at before it is made."""

    def __init__(self, name: str, finder: Finder) -> None:
        super().__init__(name)
        self._finder = finder

    def _point(self, thing: Thing, seen: Accessible) -> Point:
        point = super()._point(thing, seen)
        self._finder.look(thing, point, seen.box)
        return point


class Finder:
    """Makes anchors in the first run, and looks for them in the others."""

    def __init__(self, kept: Kept, out: Path) -> None:
        self.grounder, _ = open_grounder(kept.paths)
        self._ladder = open_locator(kept.paths, self.grounder)
        self._out = out
        self._anchors: list[Anchor | None] = []
        self._place = 0
        self._name = ""
        self._making = True
        self.counts: Counter[str] = Counter()

    def begin(self, task: Task, look: Look) -> None:
        """The next run is this one."""
        self._making, self._place = look is AS_RECORDED, 0
        self._name = f"{task.name}/{look.name}"
        self._look = look.name
        self._words = {old: task.others[slot] for slot, old in task.words.items()} if look.values else {}
        if self._making:
            self._anchors = []

    def look(self, thing: Thing, point: Point, truth: Box) -> None:
        """The person is about to press here."""
        camera = MssCapture()
        frame = _at_rest(camera)
        camera.close()
        if self._making:
            scene = self.grounder.read(frame)
            element = _pressed(scene, point)
            self._anchors.append(anchor_of(element, scene, point) if element else None)
            if element is None:
                print(f"{self._name}: nothing is read where {thing.name!r} is")
            return
        anchor = self._anchors[self._place] if self._place < len(self._anchors) else None
        if anchor is not None and self._words.get(anchor.label, anchor.label) != anchor.label:
            # As a recipe has it whose label is a parameter.
            anchor = replace(anchor, label=self._words[anchor.label], picture=None)
        self._place += 1
        if anchor is None:
            return
        begun = time.monotonic()
        found = self._ladder.locate(anchor, frame)
        verdict = _verdict(found, anchor, truth)
        self.counts[f"{self._look}: {verdict}"] += 1
        if verdict != "found":
            said = found.why or (found.element and f"{found.element.text!r} at {found.element.box.as_list()}")
            took = time.monotonic() - begun
            print(f"{self._name}: {verdict} {anchor.label!r} ({anchor.role.value}), {took:.1f} s: {said}", flush=True)
            file = self._out / f"{self._name.replace('/', '--')}-{self._place}.png"
            box = truth
            picture = frame.pixels.copy()
            cv2.rectangle(picture, (box.x, box.y), (box.right, box.bottom), (0, 0, 255), 1)
            cv2.imwrite(str(file), picture)


def _at_rest(camera: MssCapture) -> Frame:
    frame, end = camera.grab(), time.monotonic() + _REST
    while time.monotonic() < end:
        time.sleep(0.15)
        now = camera.grab()
        if (now.pixels == frame.pixels).all():
            break
        frame = now
    return frame


def _pressed(scene: Scene, point: Point) -> Element | None:
    there = [e for e in scene if e.box.contains(point) and e.role not in SURFACES]
    return min(there, key=lambda e: e.box.area, default=None)


def _verdict(found: Located, anchor: Anchor, truth: Box) -> str:
    if found.element is None:
        return f"not found ({found.halt.name.lower() if found.halt else '?'})"
    box = found.element.box
    at = Point(box.x + int(box.w * anchor.offset[0]), box.y + int(box.h * anchor.offset[1]))
    return "found" if truth.grown(3).contains(at) else "ELSEWHERE"


def main() -> None:
    """Run it."""
    arguments = [a for a in sys.argv[1:] if not a.startswith("--")]
    parts = arguments[0].split(",") if arguments else [""]
    looks = arguments[1].split(",") if len(arguments) > 1 else [look.name for look in LOOKS]
    out = Path(tempfile.mkdtemp(prefix="locating-"))
    kept = Kept(out)
    kept.furnish()
    finder = Finder(kept, out)
    with Site() as site:
        for task in TASKS:
            if any(part in task.name for part in parts):
                for look in (AS_RECORDED, *(look for look in LOOKS if look.name in looks)):
                    # Chromium tells of places as if the scale were 100 %, so that there the truth is not known.
                    untold = look.scale != 1.0 and task.app == "Chromium"
                    if look.name not in task.skip and look.name not in _NOT_HERE and not untold:
                        _play(task, look, site, finder)
                print(dict(sorted(finder.counts.items())), flush=True)
    print(out)


def _play(task: Task, look: Look, site: Site, finder: Finder) -> None:
    words = task.others if look.values else task.words
    with staged(task.scene, look, site, words, seen=True) as stage:
        finder.begin(task, look)
        person = Looking(task.name, finder)
        try:
            for move in task.moves(words):
                person.do(move)
        except LostError as lost:
            print(f"{task.name}/{look.name}: the person: {str(lost)[:60]}")
        person.close()
        del stage


if __name__ == "__main__":
    main()
