"""Names icons on labelled pictures of real desktops and counts right, missing and false names."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np

from deskhand.core.geometry import Box
from deskhand.core.screen import Pixels
from deskhand.ground.icons import IconNamer

LARGEST, SMALLEST = 72, 8
ROLES = ("push button", "toggle button", "icon")
TRUTH = {
    "minimize": "minus",
    "maximize": "maximize",
    "close": "close",
    "close pane": "close",
    "clear": "trash",
    "menu": "menu",
    "back": "back",
    "forward": "forward",
    "previous page": "back up",
    "next page": "forward down",
    "reload": "refresh",
    "refresh": "refresh",
    "stop": "close stop",
    "bookmark this tab": "star",
    "you": "user",
    "new tab": "add",
    "new tab (ctrl+t)": "add",
    "add": "add",
    "tab search": "chevron down",
    "expand": "chevron down",
    "save": "save",
    "new": "new document",
    "document": "new document",
    "open": "open",
    "undo": "undo",
    "redo": "redo",
    "find": "search",
    "search": "search",
    "search for files...": "search",
    "find and replace": "",
    "cut": "cut",
    "copy": "copy",
    "paste": "paste",
    "print": "print",
    "print…": "print",
    "home": "home",
    "open parent": "up",
    "up": "up chevron up",
    "down": "down chevron down",
    "up path": "up chevron up",
    "down path": "down chevron down",
    "create folder": "new folder",
    "bold": "bold",
    "italic": "italic",
    "underline": "underline",
    "align left": "align left",
    "align center": "align center",
    "align right": "align right",
    "image": "image",
    "chart": "chart",
    "table": "table",
    "hyperlink": "link",
    "zoom in": "zoom in",
    "zoom out": "zoom out",
    "side-pane": "sidebar",
    "check": "check",
    "favourite": "star heart",
    "autofilter": "filter",
    "filter": "filter",
    "sort": "sort",
    "view": "",
    "dialog-error-symbolic": "error",
    "media": "video image",
    "comment": "chat",
    "start from first slide": "play",
}
"""What is right for a labelled button, in our names; a label that is not here must get no name."""


def on_screens(namer: IconNamer, folder: Path) -> None:
    """Print the figures over all pictures in `folder`."""
    tally, notes = Counter[str](), []
    for picture, rows in sorted(_labelled(folder).items()):
        pixels = cv2.imread(str(folder / picture))
        icons = [(name, tight(pixels, box)) for name, box in rows]
        for (name, box), (given, sure) in zip(icons, namer.name(pixels, [b for _, b in icons]), strict=True):
            outcome = _outcome(name, given)
            tally[outcome] += 1
            if outcome not in ("right", "rightly none"):
                notes.append(f"  {outcome}: {picture} {name!r} {box.as_list()} -> {given!r} {sure:.2f}")
    for picture, boxes in sorted(_words(folder).items()):
        pixels = cv2.imread(str(folder / picture))
        for (text, box), (given, sure) in zip(boxes, namer.name(pixels, [b for _, b in boxes]), strict=True):
            tally["words"] += 1
            if given:
                tally["words named"] += 1
                notes.append(f"  word: {picture} {text!r} {box.as_list()} -> {given!r} {sure:.2f}")
    print("\n".join(notes))
    named = tally["right"] + tally["wrong"] + tally["false"]
    known = tally["right"] + tally["wrong"] + tally["missing"]
    print(folder, dict(tally))
    print(
        f"precision {tally['right'] / max(1, named):.3f}, named of the known {tally['right'] / max(1, known):.3f}, "
        f"words named {tally['words named'] / max(1, tally['words']):.4f}"
    )


def tight(pixels: Pixels, box: Box) -> Box:
    """The ink of a button without its frame, as an icon finder gives it."""
    inner = box.grown(-3) if min(box.w, box.h) > 20 else box
    part = pixels[inner.y : inner.bottom, inner.x : inner.right].astype(int)
    ink = np.abs(part - np.median(part.reshape(-1, 3), axis=0)).max(2) > 30
    rows, columns = ink.any(1).nonzero()[0], ink.any(0).nonzero()[0]
    if not len(rows):
        return box
    return Box(inner.x + int(columns[0]), inner.y + int(rows[0]), int(np.ptp(columns)) + 1, int(np.ptp(rows)) + 1)


def _outcome(label: str, given: str) -> str:
    truth = TRUTH.get(label.lower(), "")
    if not truth:
        return "false" if given else "rightly none"
    if not given:
        return "missing"
    return "right" if given in truth else "wrong"


def _labelled(folder: Path) -> dict[str, list[tuple[str, Box]]]:
    found: dict[str, list[tuple[str, Box]]] = defaultdict(list)
    for row in _rows(folder):
        box = Box(*(int(v) for v in row["box"]))  # type: ignore[attr-defined]
        if row["role"] in ROLES and min(box.w, box.h) >= SMALLEST and max(box.w, box.h) <= LARGEST and row["name"]:
            found[str(row["image"])].append((str(row["name"]), box))
    for path in sorted(folder.glob("*.json")):
        page = json.loads(path.read_text(encoding="utf-8"))
        for element in page.get("els", []) if isinstance(page, dict) else []:
            if element["ty"] == "icon":
                found[f"{path.stem}.png"].append((element["name"], _box(element["b"])))
    return found


def _words(folder: Path) -> dict[str, list[tuple[str, Box]]]:
    found: dict[str, list[tuple[str, Box]]] = defaultdict(list)
    for path in sorted(folder.glob("*.json")):
        page = json.loads(path.read_text(encoding="utf-8"))
        for word in page.get("words", []) if isinstance(page, dict) else []:
            box = _box(word["b"])
            if box.area:
                found[f"{path.stem}.png"].append((word["t"], box))
    return found


def _rows(folder: Path) -> Iterator[dict[str, object]]:
    path = folder / "elements.jsonl"
    if path.exists():
        yield from (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line)


def _box(corners: list[float]) -> Box:
    x, y, right, bottom = (round(v) for v in corners)
    return Box(x, y, right - x, bottom - y)
