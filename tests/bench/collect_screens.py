"""Pictures of real applications with the true box of every element, from their accessibility trees.

    python -m tests.bench.collect_screens OUT_FOLDER APP...

Starts each application of `screen_apps.py` on a private 1920x1080 desktop, takes its screens when nothing
moves any more, writes OUT/<app>--<screen>.png and appends one row an element to OUT/elements.jsonl. Rows are
as the toolkit reports them, less what cannot be seen: look at the pictures before you trust them
(`--draw` writes OUT/drawn/<app>--<screen>.png with every box outlined).
"""

from __future__ import annotations

import argparse
import collections
import json
import sys
import time
import zipfile
from collections.abc import Iterable
from pathlib import Path

import cv2
import numpy as np

from deskhand.act.pynput_devices import PynputDevices
from deskhand.capture.mss_capture import MssCapture
from deskhand.core.accessible import Accessible
from deskhand.core.errors import DeskhandError
from deskhand.core.geometry import Point
from deskhand.core.screen import Pixels
from deskhand.ground.accessibility.atspi import AtspiSource
from deskhand.ground.accessibility.atspi_tables import FLAGS
from deskhand.system.private_desktop import PrivateDesktop, environment

from .screen_apps import APPS, App

WIDTH, HEIGHT = 1920, 1080
QUIET, LIMIT = 1.5, 40.0
"""Seconds without a change that count as rest, and the longest wait for it."""
CARET_WIDTH = 4
"""Pixels; a narrower change is a blinking caret."""
INTERACTIVE = frozenset(
    """push button;toggle button;check box;radio button;menu;menu item;check menu item;radio menu item;combo box;
    entry;text;password text;spin button;slider;page tab;list item;table cell;tree item;link;icon;scroll bar;
    table column header;column header;row header;table row header;terminal;push button menu;switch;dial""".replace(
        "\n    ", ""
    ).split(";")
)
PASSIVE = frozenset({"label", "static", "heading", "info bar", "directory pane", "caption", "document presentation"})
"""Roles that are kept although nobody clicks them."""
GROUPS = frozenset({"check box", "radio button", "toggle button"})
"""Roles that toolkits also give to a whole group of controls with a box or an arrow in its title."""
_DOCUMENTS = {
    "notes.txt": "Minutes of the meeting\n\nBudget for the new office\nCall the printer on Friday\nBook the train\n",
    "table.csv": "item,amount,price\npaper,12,3.50\nink,2,29.90\nlamp,1,45.00\n",
    "report.txt": "Quarterly report\n",
    "todo.txt": "buy milk\n",
}


def main() -> None:
    """Run the collector."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("apps", nargs="+", choices=sorted(APPS), metavar="APP")
    parser.add_argument("--size", type=int, nargs=2, default=(WIDTH, HEIGHT))
    parser.add_argument("--draw", action="store_true", help="also write the pictures with every box outlined")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    failed = 0
    for name in options.apps:
        try:
            _collect(name, APPS[name], options.out, options.size, options.draw)
        except DeskhandError as problem:
            failed += 1
            print(f"{name}: {problem}", flush=True)
    sys.exit(1 if failed else 0)


def _collect(name: str, app: App, out: Path, size: tuple[int, int], draw: bool) -> None:
    with PrivateDesktop(*size, accessibility=True) as desktop:
        _furnish(desktop, app)
        desktop.env |= app.env
        with environment(desktop.env):
            desktop.spawn([part.replace("{home}", str(desktop.home)) for part in app.command])
            desktop.wait_for_window(app.title, 60)
            camera, devices, source = MssCapture(), PynputDevices(), AtspiSource()
            devices.move(Point(size[0] - 2, size[1] - 2))
            for screen, chords in app.screens.items():
                _at_rest(camera)
                for chord in chords.split():
                    _press(devices, chord)
                    _at_rest(camera, 0.4)
                pixels, found, seconds = _taken(camera, source)
                picture = f"{name}--{screen}.png"
                rows = list(_rows(name, screen, picture, found, pixels, app.wrong))
                cv2.imwrite(str(out / picture), pixels)
                _append(out / "elements.jsonl", picture, rows)
                print(f"{picture}: {len(rows)} rows of {len(found)} nodes in {seconds:.2f} s", flush=True)
                if draw:
                    _draw(out / "drawn", picture, pixels, rows)
            for part in (source, devices, camera):
                part.close()


def _furnish(desktop: PrivateDesktop, app: App) -> None:
    documents = desktop.home / "Documents"
    for name, text in _DOCUMENTS.items():
        (documents / name).write_text(text)
    with zipfile.ZipFile(documents / "papers.zip", "w") as archive:
        for name, text in _DOCUMENTS.items():
            archive.writestr(name, text)
    for version in ("gtk-3.0", "gtk-4.0"):
        folder = desktop.home / ".config" / version
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "settings.ini").write_text("\n".join(("[Settings]", *app.gtk, "")))
    for place, text in app.files.items():
        file = desktop.home / place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)


def _press(devices: PynputDevices, chord: str) -> None:
    names = {"comma": ","}
    keys = [names.get(key, key) for key in chord.split("+")]
    for key in keys:
        devices.press_key(key)
    for key in reversed(keys):
        devices.release_key(key)


def _at_rest(camera: MssCapture, quiet: float = QUIET) -> None:
    """Wait until nothing but a caret has moved for `quiet` seconds; after `LIMIT` go on as it is."""
    last, since, end = camera.grab().pixels, time.monotonic(), time.monotonic() + LIMIT
    while time.monotonic() - since < quiet and time.monotonic() < end:
        time.sleep(0.1)
        now = camera.grab().pixels
        if not _same(last, now):
            since = time.monotonic()
        last = now


def _same(before: Pixels, after: Pixels) -> bool:
    columns = np.flatnonzero((before != after).any(axis=(0, 2)))
    return columns.size == 0 or int(columns[-1] - columns[0]) < CARET_WIDTH


def _taken(camera: MssCapture, source: AtspiSource) -> tuple[Pixels, tuple[Accessible, ...], float]:
    """A picture and the tree that belongs to it: nothing moved while the tree was read, if that can be had."""
    for _ in range(4):
        before, start = camera.grab().pixels, time.monotonic()
        tree = source.read(60)
        seconds = time.monotonic() - start
        for sentence in tree.missing:
            print(f"  {sentence}", flush=True)
        if _same(before, camera.grab().pixels):
            break
        _at_rest(camera)
    return before, tree.items, seconds


def _rows(
    app: str, screen: str, picture: str, found: Iterable[Accessible], pixels: Pixels, wrong: tuple[str, ...]
) -> Iterable[dict[str, object]]:
    named = [
        a for a in found if a.name and a.name not in wrong and a.raw_role in INTERACTIVE | PASSIVE and _drawn(a, pixels)
    ]
    kept = [a for a in named if not (a.raw_role in GROUPS and any(_holds(a, b) for b in named))]
    counts = collections.Counter((a.name, a.raw_role) for a in kept)
    for one in kept:
        yield {
            "image": picture,
            "app": app,
            "state": screen,
            "toolkit": one.toolkit.split(),
            "name": one.name,
            "role": one.raw_role,
            "box": one.box.as_list(),
            "interactive": one.raw_role in INTERACTIVE,
            "unique": counts[one.name, one.raw_role] == 1,
            "approx": one.approximate,
            "states": [flag for flag in FLAGS if flag in one.flags],
            "description": one.description,
        }


def _holds(outer: Accessible, inner: Accessible) -> bool:
    return inner is not outer and inner.box.coverage(outer.box) == 1.0 and inner.box.area < outer.box.area / 2


def _drawn(one: Accessible, pixels: Pixels) -> bool:
    """Whether the box lies on the screen and holds more than one colour; what is drawn nowhere is not there."""
    height, width = pixels.shape[:2]
    box = one.box
    if box.w < 6 or box.h < 6 or box.x < 0 or box.y < 0 or box.right > width or box.bottom > height:
        return False
    inside = pixels[box.y : box.bottom, box.x : box.right]
    return bool((inside != inside[0, 0]).any())


def _append(file: Path, picture: str, rows: list[dict[str, object]]) -> None:
    """Add the rows of a picture in place of those it had."""
    kept = file.read_text().splitlines() if file.exists() else []
    kept = [line for line in kept if json.loads(line)["image"] != picture]
    file.write_text("".join(line + "\n" for line in (*kept, *(json.dumps(row) for row in rows))))


def _draw(folder: Path, picture: str, pixels: Pixels, rows: list[dict[str, object]]) -> None:
    folder.mkdir(exist_ok=True)
    drawn = pixels.copy()
    for row in rows:
        x, y, w, h = row["box"]  # type: ignore[misc]
        colour = (0, 0, 255) if row["interactive"] else (255, 128, 0)
        cv2.rectangle(drawn, (x, y), (x + w - 1, y + h - 1), colour, 1)
        cv2.putText(drawn, str(row["name"])[:24], (x + 1, y + 8), cv2.FONT_HERSHEY_PLAIN, 0.65, (0, 160, 0), 1)
    cv2.imwrite(str(folder / picture), drawn)


if __name__ == "__main__":
    main()
