"""Whether reading what changed equals reading all, and its cost: `python -m tests.bench.incremental [FOLDER]`.

Random sequences of changes (seeded) on the development screens: after each, the elements of a grounder that saw
all the screens before must equal those of one that saw none. The costs are CPU seconds (children included) of a
cold frame, of 5 % of the screen changed, of one line changed and of nothing changed, each against pytesseract
(psm 11) on the same frame in the same run.
"""

from __future__ import annotations

import argparse
import os
import statistics
from collections import Counter, defaultdict
from pathlib import Path
from random import Random

import cv2
from rich.console import Console
from rich.table import Table

from deskhand.core.geometry import Box
from deskhand.core.ports import Grounder
from deskhand.core.screen import Frame, Pixels
from deskhand.system.paths import user_paths
from tests.changes import changes
from tests.grounders import difference, fresh_grounder

from .dev_screens import FOLDER
from .grounding import cpu_seconds, peer

CHANGES = 5
"""In one sequence."""
LARGEST = (800, 600)
"""Width and height, in pixels, of the part of a screen on which sequences run; costs are those of whole screens."""
TARGETS = {"cold": 1.2, "5 % changed": 0.20, "one line": 0.06, "nothing": 0.01}
"""CPU against pytesseract."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    parser.add_argument("--sequences", type=int, default=200)
    parser.add_argument("--screens", type=int, help="measure the cost of so many screens; all if left out")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    if not asked.folder.is_dir():
        parser.error(f"There is no folder {asked.folder}; name one with pictures of screens.")
    screens = {path.stem: cv2.imread(str(path)) for path in sorted(asked.folder.glob("*.png"))}
    weights = user_paths().weights
    # More threads than one burn CPU for nothing; the peer is measured at its best.
    os.environ["OMP_THREAD_LIMIT"] = "1"
    if asked.sequences:
        print_equality(screens, weights, asked.sequences, asked.seed)
    names = sorted(Random(asked.seed).sample(sorted(screens), len(screens) if asked.screens is None else asked.screens))
    if names:
        print_costs({name: costs(screens[name], list(screens.values()), weights, asked.seed) for name in names})


def print_equality(screens: dict[str, Pixels], weights: Path, count: int, seed: int) -> None:
    tries: Counter[str] = Counter()
    unequal: Counter[str] = Counter()
    equal = 0
    for number in range(count):
        random = Random(f"{seed}/{number}")
        name = random.choice(sorted(screens))
        start = part_of(screens[name], random)
        lasting = fresh_grounder(weights)
        lasting.read(Frame(start, 0.0))
        wrong = ""
        for kind, pixels in changes(start, list(screens.values()), random, CHANGES):
            seen = lasting.read(Frame(pixels, 0.0)).elements
            found = difference(seen, fresh_grounder(weights).read(Frame(pixels, 0.0)).elements)
            tries[kind] += 1
            unequal[kind] += bool(found)
            wrong = wrong or (found and f"{kind}: {found}")
        equal += not wrong
        if wrong:
            print(f"sequence {number} on {name}, {wrong}", flush=True)
        if number % 20 == 19:
            print(f"{equal} of {number + 1} sequences equal so far", flush=True)
    print(f"{equal} of {count} sequences equal; unequal by kind of change:")
    print(", ".join(f"{kind} {unequal[kind]}/{tries[kind]}" for kind in sorted(tries)))


def part_of(screen: Pixels, random: Random) -> Pixels:
    """A random part of a large screen, the whole of a small one."""
    height, width = screen.shape[:2]
    w, h = min(width, LARGEST[0]), min(height, LARGEST[1])
    x, y = random.randrange(width - w + 1), random.randrange(height - h + 1)
    return screen[y : y + h, x : x + w].copy()


def costs(screen: Pixels, others: list[Pixels], weights: Path, seed: int) -> dict[str, float]:
    """CPU seconds on one screen, by case; `pytesseract` is the peer."""
    grounder = fresh_grounder(weights)
    spent = {"cold": _cost(grounder, screen)}
    # The first frame after a cold one pays for memory, too.
    _cost(grounder, screen.copy())
    spent["5 % changed"] = _cost(grounder, _with_dialog(screen, others, Random(seed)))
    _cost(grounder, screen.copy())
    spent["one line"] = statistics.median(_line_costs(grounder, screen))
    spent["nothing"] = _cost(grounder, screen.copy(), 5)
    spent["pytesseract"] = peer(screen)
    return spent


def _line_costs(grounder: Grounder, screen: Pixels) -> list[float]:
    """As typing goes: each picture has another line in the same place."""
    after = screen.copy()
    spent = []
    for text in ("Renamed the report", "Total 1,284.50", "Not connected"):
        height, width = screen.shape[:2]
        place = Box(width // 3, height // 2, 190, 22).clipped(width, height)
        after = after.copy()
        cv2.rectangle(after, (place.x, place.y), (place.right, place.bottom), (255, 255, 255), -1)
        cv2.putText(
            after, text, (place.x + 4, place.bottom - 6), cv2.FONT_HERSHEY_SIMPLEX, 0.45, (0, 0, 0), 1, cv2.LINE_AA
        )
        spent.append(_cost(grounder, after))
    _cost(grounder, screen.copy())
    return spent


def _with_dialog(screen: Pixels, others: list[Pixels], random: Random) -> Pixels:
    """A part of another screen over 5 % of this one, or as much as it has."""
    height, width = screen.shape[:2]
    w, h = round(width * 0.05**0.5), round(height * 0.05**0.5)
    other = max(random.sample(others, 5), key=lambda o: o.shape[0] * o.shape[1])
    patch = other[other.shape[0] // 4 :, other.shape[1] // 4 :][:h, :w]
    after = screen.copy()
    y, x = (height - h) // 2, (width - w) // 2
    after[y : y + patch.shape[0], x : x + patch.shape[1]] = patch
    return after


def _cost(grounder: Grounder, pixels: Pixels, times: int = 1) -> float:
    before = cpu_seconds()
    for _ in range(times):
        grounder.read(Frame(pixels.copy(), 0.0))
    return (cpu_seconds() - before) / times


def print_costs(by_screen: dict[str, dict[str, float]]) -> None:
    table = Table("screen", "peer s", *TARGETS, box=None)
    sums: dict[str, float] = defaultdict(float)
    ratios: dict[str, list[float]] = defaultdict(list)
    for name, spent in by_screen.items():
        sums["pytesseract"] += spent["pytesseract"]
        for case in TARGETS:
            sums[case] += spent[case]
            ratios[case].append(spent[case] / spent["pytesseract"])
        table.add_row(name, f"{spent['pytesseract']:.2f}", *(f"{ratios[case][-1]:.3f}" for case in TARGETS))
    table.add_row(
        "sums", f"{sums['pytesseract']:.2f}", *(f"{sums[case] / sums['pytesseract']:.3f}" for case in TARGETS)
    )
    table.add_row("medians", "", *(f"{statistics.median(ratios[case]):.3f}" for case in TARGETS))
    table.add_row("targets", "", *(f"{target:.2f}" for target in TARGETS.values()))
    Console(width=100).print(table)


if __name__ == "__main__":
    main()
