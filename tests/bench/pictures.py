"""How often the picture of an icon or button taken on one screen is found on another, and how often wrongly.

    python -m tests.bench.pictures FOLDER [--verbose]

FOLDER holds screens as PNG with the boxes of their elements as JSON beside them: a list, or `els`, of
`{name, ty, b: [left, top, right, bottom]}`, or `elements` of `{name, role, box: [x, y, width, height]}`. Elements
named once on both screens of a pair are looked for by picture alone and with their position; elements that only
the first screen has are looked for as well, and must not be found. `best is it`: the most alike place is the right
one, twins or not; `right`: it was told to be the only one. Exits 1 when a place found was the wrong one.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np
from rich.console import Console
from rich.table import Table

from deskhand.core.geometry import Box
from deskhand.core.screen import Pixels
from deskhand.ground.picture_search import Anchor, find_picture
from deskhand.ground.picture_shapes import shape_of

ICONS = frozenset({"icon"})
BUTTONS = frozenset({"button", "push button", "toggle button"})
PAIRS = (
    ("w1_mail13", "w1_mail13", 1.0, "same screen"),
    ("w1_mail13", "w1x1.25", 1.0, "rendered at 125 %"),
    ("w1_mail13", "w1x1.5", 1.0, "rendered at 150 %"),
    ("w1x1.5", "w1_mail13", 1.0, "rendered at 67 %"),
    ("w1_mail13", "w1_mail13", 2.0, "resized to 200 %"),
    ("w1_mail13", "w4_mail12dark", 1.0, "dark theme"),
    ("w4_mail12dark", "w1_mail13", 1.0, "light theme"),
    ("w4_mail12dark", "w1x1.5", 1.0, "light, at 150 %"),
    ("thunar--main", "a3_dark_apps", 1.0, "dark theme"),
    ("a3_dark_apps", "thunar--main", 1.0, "light theme"),
    ("a3_dark_apps", "thunar--main", 2.0, "light, resized to 200 %"),
    ("chromium-browser--main", "chromium-browser--settings", 1.0, "same program"),
    ("kcalc--main", "kcalc--menu", 1.0, "same program"),
    ("qpdfview--main", "qpdfview--menu", 1.0, "some covered"),
    ("localc--main", "localc--sheet", 1.0, "same program"),
    ("galculator--main", "galculator--menu", 1.0, "some covered"),
    ("gnome-calculator--main", "gnome-calculator--main", 1.25, "resized to 125 %"),
    ("kcalc--main", "kcalc--main", 1.5, "resized to 150 %"),
)
WINDOWS = {
    "w1_mail13": Box(0, 0, 1900, 1038),
    "w4_mail12dark": Box(0, 0, 1900, 1038),
    "w1x1.25": Box(0, 0, 1500, 1040),
    "w1x1.5": Box(0, 0, 1800, 1050),
    "thunar--main": Box(320, 147, 640, 505),
    "a3_dark_apps": Box(31, 40, 1000, 925),
}
"""The windows of the screens where the program does not fill the screen, or not the same part of it."""
PAGES = {
    "w1_mail13": Box(0, 143, 1900, 893),
    "w4_mail12dark": Box(0, 143, 1900, 893),
    "w1x1.25": Box(0, 184, 1500, 850),
    "w1x1.5": Box(0, 218, 1800, 830),
}
"""The web page in the browser, whose own buttons have some of the page's symbols."""
ELSEWHERE = ("kcalc--main", "baobab--main", "featherpad--main", "system-monitor--main", "q1_qt_light9")
"""Screens of other programs, where nothing of the mail page or the file manager is to be found..."""
SAME_SYMBOL = {
    "kcalc--main": {"Add"},
    "baobab--main": {"Menu", "Home"},
    "featherpad--main": {"Search", "Search for Files...", "Expand", "Open Parent"},
    "system-monitor--main": {"Search", "Search for Files..."},
    "q1_qt_light9": {"Check"},
}
"""...but for these, which have the same symbol under another name."""


@dataclass(frozen=True)
class Thing:
    """An element of a screen by its known name, kind and box."""

    name: str
    kind: str
    box: Box


@dataclass(frozen=True)
class Search:
    """A thing of the first screen to be looked for on the second, that shown `scale` times as large.

    `told` is what is known beside its picture: nothing, the page it is in, or its position in the window.
    """

    thing: Thing
    screens: tuple[str, str]
    scale: float
    told: str


@dataclass
class Tally:
    """What became of the searches of one kind: counts, and the CPU milliseconds of each."""

    first: int = 0
    right: int = 0
    several: int = 0
    none: int = 0
    wrong: list[str] = field(default_factory=list)
    took: list[float] = field(default_factory=list)


def main() -> None:
    """Run the bench."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--verbose", action="store_true", help="print every search that did not find one place")
    options = parser.parse_args()
    cv2.setNumThreads(1)
    out = Console(width=120)
    table = Table(
        "from", "on", "", "kind", "told", "asked", "best is it", "right", "several", "none", "wrong", "CPU ms", box=None
    )
    wrong = 0
    for source, target, scale, what in PAIRS:
        for kind, kinds in (("icon", ICONS), ("button", BUTTONS)):
            for told in ("picture", "in page", "and place"):
                if told == "in page" and target not in PAGES:
                    continue
                tally = _pair(options.folder, (source, target), scale, kinds, told, options.verbose)
                wrong += _add(table, (source, target, what, kind, told), tally)
    for target in ELSEWHERE:
        for source in ("w1_mail13", "thunar--main"):
            for kind, kinds in (("icon", ICONS), ("button", BUTTONS)):
                tally = _absent(options.folder, source, target, kinds)
                wrong += _add(table, (source, target, "not there", kind, "picture"), tally)
    out.print(table)
    sys.exit(1 if wrong else 0)


def things(path: Path) -> list[Thing]:
    """The elements of a screen that have a name and a box."""
    data = json.loads(path.read_text())
    rows = data if isinstance(data, list) else data.get("els") or data["elements"]
    found = []
    for row in rows:
        if "b" in row:
            left, top, right, bottom = (round(v) for v in row["b"])
            box = Box(left, top, right - left, bottom - top)
        else:
            box = Box(*row["box"])
        name, kind = row.get("name") or row.get("t", ""), row.get("ty") or row["role"]
        if name and box.area > 0:
            found.append(Thing(name, kind, box))
    return found


def _pair(
    folder: Path, screens: tuple[str, str], scale: float, kinds: frozenset[str], told: str, verbose: bool
) -> Tally:
    source, target = (_screen(folder, name) for name in screens)
    before, after = (things(folder / f"{name}.json") for name in screens)
    pixels = target if scale == 1 else np.asarray(cv2.resize(target, None, fx=scale, fy=scale), np.uint8)
    tally = Tally()
    for thing in _once(before, kinds):
        there = [t for t in after if t.name == thing.name]
        if len(there) == 1 and _is_drawn(source, thing.box) and _is_drawn(target, there[0].box):
            truth = _times(there[0].box, scale)
            _ask(tally, Search(thing, screens, scale, told), source, pixels, truth, verbose)
    return tally


def _absent(folder: Path, source: str, target: str, kinds: frozenset[str]) -> Tally:
    names = {t.name for t in things(folder / f"{target}.json")}
    pixels, picture = _screen(folder, target), _screen(folder, source)
    tally = Tally()
    for thing in _once(things(folder / f"{source}.json"), kinds):
        if thing.name not in names | SAME_SYMBOL.get(target, set()) and _is_drawn(picture, thing.box):
            _ask(tally, Search(thing, (source, target), 1.0, "picture"), picture, pixels, None, False)
    return tally


def _ask(tally: Tally, search: Search, source: Pixels, pixels: Pixels, truth: Box | None, verbose: bool) -> None:
    thing, screens, scale, told = search.thing, search.screens, search.scale, search.told
    box, window = thing.box, WINDOWS.get(screens[0], Box(0, 0, source.shape[1], source.shape[0]))
    picture = source[box.y : box.bottom, box.x : box.right]
    anchor, region = Anchor(picture), None
    if told == "in page":
        region = _times(PAGES[screens[1]], scale)
    elif told == "and place":
        at = (box.center.x - window.x) / window.w, (box.center.y - window.y) / window.h
        anchor = Anchor(picture, at=at, size=(window.w, window.h))
        now = WINDOWS.get(screens[1], Box(0, 0, pixels.shape[1], pixels.shape[0]))
        region = _times(now, scale)
    began = time.process_time()
    seen = find_picture(pixels, anchor, region=region)
    tally.took.append(1000 * (time.process_time() - began))
    tally.first += bool(seen.all) and truth is not None and truth.grown(2).contains(seen.all[0].box.center)
    only = seen.only
    if only is None:
        tally.several += bool(seen.all) and seen.agrees
        tally.none += not (seen.all and seen.agrees)
    elif truth is not None and truth.grown(2).contains(only.box.center):
        tally.right += 1
    else:
        tally.wrong.append(f"{thing.name} {tuple(only.box.center)} {only.score:.2f}")
    if verbose and only is None:
        print(f"{screens} {scale} {thing.name}: {seen.answer}")


def _times(box: Box, scale: float) -> Box:
    return Box(*(round(v * scale) for v in (box.x, box.y, box.w, box.h)))


def _once(known: list[Thing], kinds: frozenset[str]) -> list[Thing]:
    """The elements of these kinds whose name no other element has."""
    names = Counter(t.name for t in known)
    return [t for t in known if t.kind in kinds and names[t.name] == 1]


def _is_drawn(pixels: Pixels, box: Box) -> bool:
    inside = box.clipped(pixels.shape[1], pixels.shape[0]) == box
    return inside and shape_of(pixels[box.y : box.bottom, box.x : box.right]) is not None


def _screen(folder: Path, name: str) -> Pixels:
    return np.asarray(cv2.imread(str(folder / f"{name}.png")), np.uint8)


def _add(table: Table, head: tuple[str, ...], tally: Tally) -> int:
    if tally.took:
        counts = (len(tally.took), tally.first, tally.right, tally.several, tally.none)
        wrong = "; ".join(tally.wrong) or "0"
        table.add_row(*head, *map(str, counts), wrong, f"{statistics.median(tally.took):.0f}")
    return len(tally.wrong)


if __name__ == "__main__":
    main()
