"""How surely what was recorded on one screen is found on another, and that nothing else ever is.

    python -m tests.bench.anchors [FOLDER] [--verbose] [--only WORD]

Every element that can be pressed is anchored on the first screen of a pair and looked for on the second: the same
program in another theme, at another scale, moved. `right`, `halted` and `wrong` count over them. Then the same
screen with the thing erased, made pale as toolkits draw what is disabled, doubled, or with another label in its
place: there every answer but a halt is wrong. Exits 1 when anything was.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np
from rich.console import Console
from rich.table import Table

from deskhand.core.anchor import Anchor, Located, Side
from deskhand.core.geometry import Box
from deskhand.core.screen import Element, Frame, Pixels, Role, Scene
from deskhand.core.surroundings import FIELDS
from deskhand.ground.locating.ladder import Ladder
from deskhand.ground.locating.memory import Memory
from deskhand.recipe.anchors.anchoring import anchor_of
from deskhand.recipe.anchors.likenesses import area_of
from deskhand.vision.drawn import ground

from .dev_screens import FOLDER
from .pictures import things

PAIRS = (
    ("w1_mail13", "w1_mail13", "unchanged"),
    ("w1_mail13", "w1x1.25", "125 %"),
    ("w1_mail13", "w1x1.5", "150 %"),
    ("w1x1.5", "w1_mail13", "67 %"),
    ("w1x1.25", "w1x1.5", "120 %"),
    ("w1_mail13", "w4_mail12dark", "dark"),
    ("w4_mail12dark", "w1_mail13", "light"),
    ("w4_mail12dark", "w1x1.5", "light, 150 %"),
    ("thunar--main", "a3_dark_apps", "dark"),
    ("a3_dark_apps", "thunar--main", "light"),
    ("kcalc--main", "kcalc--menu", "a menu open"),
    ("galculator--main", "galculator--menu", "a menu open"),
    ("mousepad--main", "mousepad--menu", "a menu open"),
    ("mousepad--main", "mousepad--find", "a bar open"),
    ("qpdfview--main", "qpdfview--menu", "a menu open"),
    ("localc--main", "localc--sheet", "other content"),
    ("gnome-calculator--main", "gnome-calculator--main", "unchanged"),
)
ALTERED = (
    *("w1_mail13", "w4_mail12dark", "thunar--main", "mousepad--dialog", "featherpad--prefs", "kcalc--main"),
    *("q1_qt_light9", "lxappearance--main", "gedit--open", "localc--main", "galculator--main"),
)
"""Screens that are altered against their own anchors."""
PRESSED = frozenset(Role) - {Role.TEXT, Role.WINDOW, Role.DIALOG, Role.SCROLLBAR, Role.HEADER}
PALE = 0.5
"""Contrast of what is made pale, against what it had."""


@dataclass
class Tally:
    """What became of the searches of one row of the table."""

    right: int = 0
    halts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    rungs: Counter[str] = field(default_factory=Counter)
    took: list[float] = field(default_factory=list)


class Bench:
    """Screens as they were read, and a locator that remembers nothing from one search to the next."""

    def __init__(self, folder: Path, verbose: bool) -> None:
        from deskhand.bootstrap import open_grounder
        from deskhand.system.paths import user_paths

        self._folder, self._verbose = folder, verbose
        self._open = lambda: open_grounder(user_paths())[0]
        self._grounder = self._open()
        self._scenes: dict[str, Scene] = {}

    def scene(self, name: str) -> Scene:
        if name not in self._scenes:
            pixels = np.asarray(cv2.imread(str(self._folder / f"{name}.png")), np.uint8)
            self._scenes[name] = self._grounder.read(Frame(pixels, 0.0))
        return self._scenes[name]

    def pair(self, source: str, target: str) -> Tally:
        """Every element of the first that the second has too, by the truth of both."""
        before, after = self.scene(source), self.scene(target)
        known = {name: things(self._folder / f"{name}.json") for name in (source, target)}
        names = {name: Counter(t.name for t in found) for name, found in known.items()}
        tally, ladder = Tally(), Ladder(_Read(after), Memory())
        for thing in known[source]:
            if names[source][thing.name] != 1 or names[target][thing.name] != 1:
                continue
            there = next(t for t in known[target] if t.name == thing.name)
            element = _element_at(before, thing.box)
            if element is not None:
                self._ask(tally, ladder, anchor_of(element, before), after.frame, there.box)
        return tally

    def altered(self, name: str, alter: Callable[[Scene, Element], Pixels | None]) -> Tally:
        """Elements of a screen on the screen altered: none of them may be found."""
        scene, tally = self.scene(name), Tally()
        pressed = [e for e in scene if e.role in PRESSED and e.confidence > 0.8 and e.box.area]
        for element in pressed[:: max(1, len(pressed) // 12)]:
            pixels = alter(scene, element)
            if pixels is not None:
                frame = Frame(pixels, 0.0)
                self._ask(tally, Ladder(self._grounder, Memory()), anchor_of(element, scene), frame, None)
        return tally

    def _ask(self, tally: Tally, ladder: Ladder, anchor: Anchor, frame: Frame, truth: Box | None) -> None:
        began = time.process_time()
        found = ladder.locate(anchor, frame)
        tally.took.append(1000 * (time.process_time() - began))
        said = _said(anchor, found)
        if found.element is None:
            tally.halts[found.halt.name if found.halt else "none"] += 1
            if self._verbose and truth is not None:
                print(f"  halted: {said}")
        elif truth is not None and (truth.grown(3).contains(found.element.box.center)):
            tally.right += 1
            tally.rungs[found.rung.name if found.rung else "none"] += 1
        else:
            tally.wrong.append(said)
            print(f"  WRONG: {said} not {truth}")


class _Read:
    """A grounder whose answer is known."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene

    def read(self, frame: Frame) -> Scene:
        return Scene(frame, self._scene.elements)


def _said(anchor: Anchor, found: Located) -> str:
    beside = ", ".join(f"{b.side.value} {b.text}" for b in anchor.beside)
    where = f"{found.element.role} {found.element.text!r} {found.element.box.as_list()}" if found.element else found.why
    return f"{anchor.role} {anchor.label!r} ({beside}) x{anchor.alike}/{anchor.copies} {found.rung}: {where}"


def _element_at(scene: Scene, box: Box) -> Element | None:
    """The smallest element that can be pressed in the middle of a true one, if it is about of its size."""
    over = [e for e in scene if e.role in PRESSED and e.box.contains(box.center) and e.box.area <= 4 * box.area]
    return min(over, key=lambda e: e.box.area, default=None)


def erased(scene: Scene, element: Element) -> Pixels:
    """Nothing where it was."""
    pixels, box = scene.frame.pixels.copy(), area_of(element, scene.frame).grown(2)
    inner = pixels[max(0, box.y) : box.bottom, max(0, box.x) : box.right]
    inner[:] = inner[0, 0]
    return pixels


def pale(scene: Scene, element: Element) -> Pixels | None:
    """Its letters nearer to their ground. Fields show what they hold, and have no label of their own to be pale."""
    if element.role in FIELDS:
        return None
    pixels, box = scene.frame.pixels.copy(), area_of(element, scene.frame)
    inner = pixels[box.y : box.bottom, box.x : box.right]
    colour = ground(inner).astype(np.float32)
    inner[:] = np.clip(colour + PALE * (inner.astype(np.float32) - colour), 0, 255).astype(np.uint8)
    return pixels


def doubled(scene: Scene, element: Element) -> Pixels | None:
    """A second one on the nearest free ground of its colour."""
    anchor = anchor_of(element, scene)
    if element.role in FIELDS or any(b.side is Side.ROW for b in anchor.beside):
        # A frame without a label is no second field, and one of another row no second of this.
        return None
    pixels = scene.frame.pixels.copy()
    box = area_of(element, scene.frame).grown(3).intersection(scene.frame.box)
    crop = pixels[box.y : box.bottom, box.x : box.right].copy()
    for corner in _free(scene, box):
        spot = pixels[corner.y : corner.bottom, corner.x : corner.right]
        if np.abs(spot.astype(int) - crop[0, 0].astype(int)).max() < 24:
            spot[:] = crop
            return pixels
    return None


def _free(scene: Scene, box: Box) -> Iterator[Box]:
    frame = scene.frame.box
    for dy in (*range(0, frame.h, box.h + 8), *range(0, -frame.h, -box.h - 8)):
        for dx in (*range(0, frame.w, box.w + 12), *range(0, -frame.w, -box.w - 12)):
            spot = box.shifted(dx, dy)
            if (dx or dy) and spot.intersection(frame) == spot:
                yield spot


def relabelled(scene: Scene, element: Element) -> Pixels | None:
    """The picture of another thing of its kind in its place."""
    others = [e for e in scene if e.role is element.role and e.text and e.text != element.text and element.text]
    others = [e for e in others if abs(e.box.h - element.box.h) <= 4]
    if not others or element.role in FIELDS:
        return None
    other = min(others, key=lambda e: abs(e.box.w - element.box.w))
    pixels = erased(scene, element)
    crop, at = scene.frame.crop(area_of(other, scene.frame)), element.box
    room = pixels[at.y : at.y + crop.shape[0], at.x : at.x + crop.shape[1]]
    room[:] = crop[: room.shape[0], : room.shape[1]]
    return pixels


def main() -> None:
    """Run the bench."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    parser.add_argument("--verbose", action="store_true", help="print every halt on a screen that has the thing")
    parser.add_argument("--only", default="", help="rows with this word")
    asked = parser.parse_args()
    bench = Bench(asked.folder, asked.verbose)
    table = Table("from", "on", "", "asked", "right", "halted", "wrong", "rungs and halts", "CPU ms", box=None)
    wrong = 0
    for source, target, what in PAIRS:
        if asked.only in f"{source} {target} {what}":
            print(f"{source} on {target}")
            wrong += _add(table, (source, target, what), bench.pair(source, target))
    for name in ALTERED:
        for alter in (erased, pale, doubled, relabelled):
            if asked.only in f"{name} {alter.__name__}":
                print(f"{name} {alter.__name__}")
                wrong += _add(table, (name, "itself", alter.__name__), bench.altered(name, alter))
    Console(width=150).print(table)
    sys.exit(1 if wrong else 0)


def _add(table: Table, head: tuple[str, ...], tally: Tally) -> int:
    if tally.took:
        counts = (len(tally.took), tally.right, sum(tally.halts.values()), len(tally.wrong))
        kinds = " ".join(f"{name} {n}" for name, n in [*tally.rungs.items(), *tally.halts.items()])
        table.add_row(*head, *map(str, counts), kinds, f"{statistics.median(tally.took):.0f}")
    return len(tally.wrong)


if __name__ == "__main__":
    main()
