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
from pathlib import Path

import cv2
from rich.console import Console
from rich.table import Table

from deskhand.core.screen import Frame, Pixels

from .dev_screens import FOLDER, dev_screens
from .misses import worst, write_sheet
from .scores import Miss, Score, score


def cpu_seconds() -> float:
    """CPU time of this process and its ended children."""
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(use.ru_utime + use.ru_stime for use in spent)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    parser.add_argument("--misses", type=Path, help="write every miss as a line of this file")
    parser.add_argument("--sheet", type=Path, help="write a picture of the ten worst misses")
    parser.add_argument("--no-peer", action="store_true", help="leave pytesseract out")
    asked = parser.parse_args()
    if not asked.folder.is_dir():
        parser.error(f"There is no folder {asked.folder}; name one with screens and their elements.jsonl.")
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
        asked.misses.write_text("".join(_line(miss) for miss in misses))
    if asked.sheet:
        write_sheet(worst(misses), asked.sheet)


def _line(miss: Miss) -> str:
    truth = miss.truth
    parts = (
        miss.measure,
        miss.screen.path.stem,
        truth.kind,
        repr(truth.text),
        truth.state,
        truth.box.as_list(),
        miss.seen,
    )
    return "\t".join(map(str, parts)) + "\n"


def peer(pixels: Pixels) -> float:
    """CPU seconds of pytesseract on the same picture."""
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
    print(f"CPU seconds, cold full frames: {spent['deskhand']:.1f}")
    if spent["pytesseract"]:
        ratio = spent["deskhand"] / spent["pytesseract"]
        print(f"pytesseract psm 11 on the same pictures: {spent['pytesseract']:.1f}; ratio {ratio:.2f}")


def _cell(found: Score, measure: str) -> str:
    if not found.tries[measure]:
        return "-"
    share = f"{found.share(measure):.2f}" if measure == "listed" else f"{100 * found.share(measure):.1f}"
    return f"{share} ({found.hits[measure]}/{found.tries[measure]})"


if __name__ == "__main__":
    main()
