"""How well, and at what cost, the screens are seen: `python -m tests.bench.grounding [FOLDER] [--misses OUT]`.

Every figure counts over the screens of the folder (by default the development screens): labels found, elements
whose middle a candidate hits, roles and states right, elements listed for each true one, and CPU seconds against
pytesseract (psm 11) on the same pictures in the same run.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import cv2
from rapidfuzz import fuzz
from rich.console import Console
from rich.table import Table

from deskhand.core.geometry import Box
from deskhand.core.screen import SURFACES, Element, Frame, Role, Scene

from .dev_screens import FOLDER, DevScreen, Truth, dev_screens

READ = 90
"""rapidfuzz ratio, case and spaces ignored, from which a label counts as found."""
CARRIES = 40
"""Pixels between a toggle and the label it carries as its text."""


@dataclass
class Score:
    """Hits of tries, by measure."""

    hits: Counter[str] = field(default_factory=Counter)
    tries: Counter[str] = field(default_factory=Counter)

    def count(self, measure: str, hit: bool) -> None:
        self.tries[measure] += 1
        self.hits[measure] += hit

    def __iadd__(self, other: Score) -> Score:
        self.hits += other.hits
        self.tries += other.tries
        return self

    def share(self, measure: str) -> float:
        return self.hits[measure] / self.tries[measure] if self.tries[measure] else float("nan")


@dataclass(frozen=True)
class Miss:
    """A true element that was not seen as it is, and what was seen in its place."""

    measure: str
    screen: DevScreen
    truth: Truth
    seen: str


def bare(text: str) -> str:
    """Without case, spaces and what ends a label."""
    return "".join(text.split()).casefold().replace("…", "...").replace("−", "-").replace("×", "x").rstrip(".:")


def score(screen: DevScreen, elements: Sequence[Element]) -> tuple[Score, list[Miss]]:
    """The score of one screen."""
    total, misses = Score(), []
    listed = [e for e in elements if e.role not in SURFACES]
    for truth in screen.truths:
        if not screen.covers(truth.box.center):
            continue
        inside = [e for e in listed if truth.box.grown(2).contains(e.box.center)]
        for measure, hit in _judged(truth, inside, listed):
            total.count(measure, hit)
            if not hit:
                misses.append(
                    Miss(measure, screen, truth, "; ".join(f"{e.role} {e.text!r} {e.state!r}" for e in inside[:4]))
                )
    if screen.complete:
        total.hits["listed"] = sum(screen.covers(e.box.center) for e in listed)
        total.tries["listed"] = sum(screen.covers(t.box.center) for t in screen.truths)
    return total, misses


def _judged(truth: Truth, inside: Sequence[Element], listed: Sequence[Element]) -> list[tuple[str, bool]]:
    judged = []
    if truth.labelled:
        carriers = [e for e in listed if e.role in (Role.CHECKBOX, Role.RADIO, Role.SWITCH) and _carries(e, truth.box)]
        judged.append(("label", any(_reads(e, truth.text) for e in [*inside, *carriers])))
        if len(truth.text) <= 2 and truth.interactive:
            judged.append(("sign", any(_reads(e, truth.text) for e in inside)))
    if truth.interactive:
        judged.append(("interactive", bool(inside)))
    if truth.roles and inside:
        nearest = min(inside, key=lambda e: abs(e.box.area - truth.box.area))
        right = any(e.role.value in truth.roles for e in inside)
        judged.append(("role", right))
        if truth.state:
            toggles = [e for e in inside if e.state in ("on", "off")]
            judged.append(("state", any(e.state == truth.state for e in toggles or [nearest])))
    return judged


def _carries(element: Element, label: Box) -> bool:
    return abs(element.box.center.y - label.center.y) <= 8 and 0 <= label.x - element.box.right + 6 <= CARRIES


def _reads(element: Element, text: str) -> bool:
    return max(fuzz.ratio(bare(element.text), bare(text)), fuzz.ratio(bare(element.state), bare(text))) >= READ


def cpu_seconds() -> float:
    """CPU time of this process and its ended children."""
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(use.ru_utime + use.ru_stime for use in spent)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    parser.add_argument("--misses", type=Path, help="write the misses as a text file")
    parser.add_argument("--no-peer", action="store_true", help="leave pytesseract out")
    asked = parser.parse_args()
    from deskhand.bootstrap import open_grounder
    from deskhand.system.paths import user_paths

    by_screen: dict[str, Score] = {}
    by_theme: dict[str, Score] = defaultdict(Score)
    misses: list[Miss] = []
    spent: Counter[str] = Counter()
    warm, _ = open_grounder(user_paths())
    for screen in dev_screens(asked.folder):
        pixels = cv2.imread(str(screen.path))
        warm.read(Frame(pixels[:200, :300].copy(), 0.0))
        before = cpu_seconds()
        scene = warm.read(Frame(pixels, time.monotonic()))
        spent["deskhand"] += cpu_seconds() - before
        if not asked.no_peer:
            spent["pytesseract"] += peer(pixels)
        found, missed = score(screen, scene.elements)
        by_screen[screen.path.stem] = found
        by_theme[screen.theme] += found
        misses += missed
    print_table(by_screen, by_theme, spent)
    if asked.misses:
        asked.misses.write_text(
            "".join(
                f"{m.measure}\t{m.screen.path.stem}\t{m.truth.kind}\t{m.truth.text!r}\t{m.truth.state}\t{m.truth.box.as_list()}\t{m.seen}\n"
                for m in misses
            )
        )


def peer(pixels) -> float:
    import pytesseract

    before = cpu_seconds()
    pytesseract.image_to_data(cv2.cvtColor(pixels, cv2.COLOR_BGR2RGB), config="--psm 11")
    return cpu_seconds() - before


MEASURES = ("label", "sign", "interactive", "role", "state", "listed")


def print_table(by_screen: dict[str, Score], by_theme: dict[str, Score], spent: Counter[str]) -> None:
    table = Table("screen", *MEASURES, box=None)
    total = Score()
    for name, found in by_screen.items():
        total += found
        table.add_row(name, *(_cell(found, m) for m in MEASURES))
    for theme, found in by_theme.items():
        table.add_row(f"theme {theme}", *(_cell(found, m) for m in MEASURES))
    table.add_row("all", *(_cell(total, m) for m in MEASURES))
    Console(width=140).print(table)
    print(
        {k: round(v, 2) for k, v in spent.items()},
        "ratio",
        round(spent["deskhand"] / spent["pytesseract"], 3) if spent["pytesseract"] else "",
    )


def _cell(found: Score, measure: str) -> str:
    if not found.tries[measure]:
        return "-"
    share = f"{found.share(measure):.2f}" if measure == "listed" else f"{100 * found.share(measure):.1f}"
    return f"{share} ({found.hits[measure]}/{found.tries[measure]})"


if __name__ == "__main__":
    main()
