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
WRITTEN = ("label", "menu", "static", "heading", "page tab", "link")
"""Roles whose picture is their text."""
TRUTH = {
    "minus": "minimize|zoom out|-|−|− −|remove|decrease",
    "maximize": "maximize",
    "close": "close|close pane|edit-clear|clear",
    "menu": "menu|open menu",
    "more": "chromium",
    "back": "back|previous page|previous folder",
    "forward": "forward|next page|next folder",
    "chevron left": "back",
    "chevron right": "forward",
    "up": "up|open parent|previous page|parent folder",
    "down": "down|next page",
    "chevron up": "up|open parent|increase|move up queue",
    "chevron down": "down|expand|tab search|decrease|menu|move down queue",
    "refresh": "reload|refresh|update|revert",
    "stop": "stop",
    "error": "stop|dialog-error-symbolic",
    "star": "bookmark this tab|favourite|star shapes",
    "heart": "favourite",
    "bookmark": "save/restore session|bookmark",
    "user": "you|copy username",
    "add": "new tab|new tab (ctrl+t)|add|zoom in|+|+ +|new|new entry…|increase|open",
    "save": "save|save database",
    "new document": "new|document|add",
    "new folder": "create folder",
    "open": "open|open database…|home folder",
    "folder": "open|documents|pictures|backups|invoices|scripts|open database…|folder-symbolic|home folder",
    "undo": "undo|revert",
    "redo": "redo",
    "search": "find|search|search for files...|edit-find-symbolic|search help",
    "cut": "cut",
    "copy": "copy|duplicate slide|copy username|copy password",
    "paste": "paste",
    "print": "print|print…",
    "home": "home|home folder",
    "bold": "bold",
    "italic": "italic",
    "underline": "underline",
    "align left": "align left|left",
    "align center": "align center|center",
    "align right": "align right|right",
    "image": "image",
    "video": "media",
    "chart": "chart",
    "table": "table",
    "link": "hyperlink|open url|url",
    "globe": "hyperlink|open url|url",
    "zoom in": "zoom in",
    "zoom out": "zoom out",
    "sidebar": "side-pane|show sidebar",
    "check": "check",
    "filter": "autofilter",
    "sort": "sort ascending|sort descending",
    "calendar": "date",
    "chat": "comment|callout shapes",
    "play": "start from first slide|run|resume|start|execute",
    "rewind": "move left",
    "fast forward": "move right|jump to",
    "skip previous": "move to home",
    "skip next": "move to end",
    "trash": "delete|remove|delete entry…",
    "info": "info",
    "warning": "warning",
    "computer": "computer",
    "edit": "edit entry…",
    "list view": "details|compact",
    "grid view": "icons",
    "pause": "pause",
    "lock": "lock database",
    "settings": "settings|preferences|execute",
    "strikethrough": "strikethrough",
    "numbered list": "ordered list",
    "bulleted list": "unordered list",
    "justify": "justified",
    "help": "search help",
}
"""Our name, and the labels of the buttons that may show its picture; other buttons must get no name."""
DOUBTFUL = frozenset(
    "increase|decrease|revert|execute|copy username|copy password|clear|new entry…|url|details".split("|")
)
"""Labels that some programs show as one of our pictures and others not: no name is right as well."""
WIDEST = 1.9
"""Buttons wider than this many times their height hold text."""


def on_screens(namer: IconNamer, folder: Path) -> None:
    """Print the figures over all pictures in `folder`."""
    tally, notes = Counter[str](), []
    for picture, rows in sorted(_labelled(folder).items()):
        pixels = _picture(folder / picture)
        icons = _inked(pixels, rows)
        for (name, box), (given, sure) in zip(icons, namer.name(pixels, [b for _, b in icons]), strict=True):
            outcome = _outcome(name, given)
            tally[outcome] += 1
            if outcome not in ("right", "rightly none"):
                notes.append(f"  {outcome}: {picture} {name!r} {box.as_list()} -> {given!r} {sure:.2f}")
    for picture, boxes in sorted(_words(folder).items()):
        pixels = _picture(folder / picture)
        words = _inked(pixels, boxes)
        for (text, box), (given, sure) in zip(words, namer.name(pixels, [b for _, b in words]), strict=True):
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


def tight(pixels: Pixels, box: Box) -> Box | None:
    """The ink of a button without its frame, as an icon finder gives it; None where there is none."""
    inner = box.grown(-3) if min(box.w, box.h) > 20 else box
    part = pixels[inner.y : inner.bottom, inner.x : inner.right].astype(int)
    ink = np.abs(part - np.median(part.reshape(-1, 3), axis=0)).max(2) > 30
    rows, columns = ink.any(1).nonzero()[0], ink.any(0).nonzero()[0]
    if not len(rows):
        return None
    return Box(inner.x + int(columns[0]), inner.y + int(rows[0]), int(np.ptp(columns)) + 1, int(np.ptp(rows)) + 1)


def _picture(path: Path) -> Pixels:
    pixels = cv2.imread(str(path), cv2.IMREAD_COLOR)
    if pixels is None:
        raise SystemExit(f"{path} is not a picture that can be read.")
    return np.asarray(pixels, np.uint8)


def _inked(pixels: Pixels, rows: list[tuple[str, Box]]) -> list[tuple[str, Box]]:
    found = [(text, tight(pixels, box)) for text, box in rows]
    return [(text, box) for text, box in found if box is not None]


def _outcome(label: str, given: str) -> str:
    right = {name for name, labels in TRUTH.items() if label.lower() in labels.split("|")}
    if label.endswith((".csv", ".pdf", ".txt")):
        right = {"new document"}
    if not right or (not given and label.lower() in DOUBTFUL):
        return "false" if given else "rightly none"
    if not given:
        return "missing"
    return "right" if given in right else "wrong"


def _labelled(folder: Path) -> dict[str, list[tuple[str, Box]]]:
    found: dict[str, list[tuple[str, Box]]] = defaultdict(list)
    for row in _rows(folder):
        box = Box(*(int(v) for v in row["box"]))  # type: ignore[attr-defined]
        sized = min(box.w, box.h) >= SMALLEST and max(box.w, box.h) <= LARGEST and box.w < box.h * WIDEST
        if row["role"] in ROLES and sized and row["name"]:
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
    for row in _rows(folder):
        x, y, w, h = (int(v) for v in row["box"])  # type: ignore[attr-defined]
        if row["role"] in WRITTEN and min(w, h) >= SMALLEST and row["name"]:
            found[str(row["image"])].append((str(row["name"]), Box(x, y, w, h)))
    return found


def _rows(folder: Path) -> Iterator[dict[str, object]]:
    path = folder / "elements.jsonl"
    if path.exists():
        yield from (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line)


def _box(corners: list[float]) -> Box:
    x, y, right, bottom = (round(v) for v in corners)
    return Box(x, y, right - x, bottom - y)
