"""The development screens with their true elements, brought to one form for the grounding bench.

Two kinds of truth lie in the folder: dumps of the accessibility tree of applications (`elements.jsonl`), and
pages and windows whose boxes were taken from the toolkit itself (a `*.json` beside the picture).
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from deskhand.core.geometry import Box, Point, bounding

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "grounding_dev"
LIVE = frozenset({"system-monitor--main"})
"""Screens whose figures went on changing between the truth and the picture; their text is not counted."""
BLANK = frozenset({"gnome-text-editor--main"})
"""Screens whose picture was taken before the window was drawn."""
THEMES = {"a3_dark_apps": "dark", "w4_mail12dark": "dark"}
"""Screens whose theme is not light."""

_ROLES = {
    "push button": "button icon",
    "button": "button icon",
    "toggle button": "button icon tab",
    "icon": "icon button row",
    "check box": "checkbox",
    "checkbox": "checkbox",
    "radio button": "radio",
    "radio": "radio",
    "check menu item": "menu item,checkbox",
    "radio menu item": "menu item,radio",
    "menu item": "menu item,menu",
    "menuitem": "menu item",
    "menu": "menu,menu item",
    "combo box": "combo",
    "select": "combo",
    "entry": "edit",
    "text": "edit",
    "search": "edit",
    "spin button": "edit",
    "password text": "edit",
    "link": "link",
    "a": "link",
    "page tab": "tab",
    "tab": "tab",
    "list item": "row option icon",
    "treeitem": "row cell",
    "tree item": "row cell",
    "table cell": "cell row icon",
    "cell": "cell row",
    "iconlabel": "icon row",
    "column header": "header",
    "table column header": "header",
    "th": "header cell text",
    "scroll bar": "scrollbar",
    "slider": "slider",
}
"""Roles of the truth, and ours that say the same; a role not named here is text that does nothing."""
_NAMED_ONLY = frozenset({"combo box", "scroll bar", "slider", "entry", "text", "document presentation", "animation"})
_PICTORIAL = frozenset({"push button", "toggle button", "icon", "list item", "menu"})
_PICTURE = 46
"""Pixels; a button no wider, or hardly wider than high, shows a picture unless its name is of one or two signs."""
_TEXT_WIDTH = 4.2
"""Pixels a character takes at least; a narrower element shows a picture, its name is not on the screen."""


@dataclass(frozen=True, slots=True)
class Truth:
    """One true element: `roles` are the right answers, empty for text that does nothing."""

    kind: str
    text: str
    box: Box
    roles: frozenset[str]
    state: str
    """`on` or `off` for toggles."""
    interactive: bool
    labelled: bool
    """Its text can be read in its box."""


@dataclass(frozen=True, slots=True)
class DevScreen:
    """A picture with its true elements."""

    path: Path
    app: str
    theme: str
    truths: tuple[Truth, ...]
    region: Box | None
    """Where truth was taken; elements outside are not counted. None is the whole picture."""
    complete: bool = True
    """Whether every element of the region is in the truth, so that what is listed can be counted against it."""

    def covers(self, point: Point) -> bool:
        """Whether truth is known at this place."""
        return self.region is None or self.region.contains(point)


def dev_screens(folder: Path = FOLDER) -> Iterator[DevScreen]:
    """Every screen of the folder, in the order of their names."""
    rows: dict[str, list[dict]] = defaultdict(list)
    for line in (folder / "elements.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        rows[row["image"]].append(row)
    for path in sorted(folder.glob("*.png")):
        if path.stem in BLANK:
            continue
        if path.name in rows:
            known = _uncovered(rows[path.name])
            yield DevScreen(path, known[0]["app"], _theme(known[0], path), _truths(known, path), None)
        else:
            page = json.loads(path.with_suffix(".json").read_text("utf-8"))
            truths, region = _from_page(page)
            complete = isinstance(page, dict) and not page.get("partial")
            yield DevScreen(path, path.stem, _theme({}, path), truths, region, complete)


def _uncovered(rows: list[dict]) -> list[dict]:
    """The rows whose middle no open menu covers; the accessibility tree lists what lies under one as well."""
    entries = [Box(*r["box"]) for r in rows if r["role"].endswith("menu item") and r["box"][2] > 100]
    entries = [e for e in entries if sum(abs(o.x - e.x) <= 2 for o in entries) >= 3]
    menus = [bounding(o for o in entries if abs(o.x - e.x) <= 2) for e in entries]
    if not menus:
        return rows
    return [r for r in rows if "menu" in r["role"] or not any(m.contains(Box(*r["box"]).center) for m in menus)]


def _theme(row: dict, path: Path) -> str:
    return row.get("theme") or THEMES.get(path.stem, "light")


def _truths(rows: list[dict], path: Path) -> tuple[Truth, ...]:
    found = tuple(map(_from_tree, rows))
    if path.stem in LIVE:
        return tuple(replace(t, labelled=t.labelled and t.kind != "table cell") for t in found)
    return found


def _from_tree(row: dict) -> Truth:
    box, role, name = Box(*row["box"]), row["role"], _once(row["name"])
    state = ("on" if "checked" in row["states"] else "off") if role in ("check box", "radio button") else ""
    shown = row["unique"] and _is_shown(role, name, box)
    return Truth(role, name, box, _roles(role, row["interactive"]), state, row["interactive"] and row["unique"], shown)


def _once(name: str) -> str:
    """A name that some toolkits give twice ("4 4") said once."""
    half = len(name) // 2
    return name[:half] if len(name) % 2 and name[:half] == name[half + 1 :] and name[half] == " " else name


def _is_shown(role: str, name: str, box: Box) -> bool:
    """Whether an accessible name is written in the element's box, as far as the row tells.

    Icon buttons carry names that are not on the screen, cells of spreadsheets are named by their place, and
    menu entries are named with their shortcut.
    """
    if not name.strip() or role in _NAMED_ONLY or box.h < 8 or box.w < _TEXT_WIDTH * len(name):
        return False
    if role == "table cell" and re.fullmatch(r"[A-Z]{1,2}\d+", name):
        return False
    return not (role in _PICTORIAL and box.w <= max(_PICTURE, 1.3 * box.h) and box.h >= 16 and len(name) > 2)


def _from_page(page: dict | list) -> tuple[tuple[Truth, ...], Box | None]:
    """Labels and elements of a page; one element that is both is counted once."""
    elements, labels, region = (
        (page, page, None) if isinstance(page, list) else (page["els"], page["labels"], page["roi"])
    )
    found = [_page_element(e, bool(e["t"])) for e in elements]
    known = {(t.text, t.box) for t in found}
    found += [t for e in labels if ((t := _page_element(e, True)).text, t.box) not in known]
    if isinstance(page, dict) and not page.get("partial"):
        found += _other_lines(page["words"], found)
    return tuple(found), Box(region[0], region[1], region[2] - region[0], region[3] - region[1]) if region else None


def _other_lines(words: list[dict], known: list[Truth]) -> list[Truth]:
    """Lines of text outside every element and label: the rest of what the page says."""
    lines: list[tuple[str, Box]] = []
    for word in sorted(words, key=lambda w: (round(w["b"][1] / 6), w["b"][0])):
        left, top, right, bottom = (round(v) for v in word["b"])
        box = Box(left, top, right - left, bottom - top)
        if any(t.box.grown(3).contains(box.center) for t in known):
            continue
        if lines and abs(lines[-1][1].y - top) <= 4 and -2 <= left - lines[-1][1].right <= 8:
            lines[-1] = (f"{lines[-1][0]} {word['t']}", bounding([lines[-1][1], box]))
        else:
            lines.append((word["t"], box))
    return [Truth("words", text, box, frozenset(), "", False, True) for text, box in lines]


def _page_element(element: dict, labelled: bool) -> Truth:
    left, top, right, bottom = element["b"]
    box = Box(round(left), round(top), round(right - left), round(bottom - top))
    interactive = element["ty"] not in ("label", "th", "legend", "cell")
    text = element["t"] or element.get("name", "")
    state = element.get("state", "") if element["ty"] in ("checkbox", "radio") else ""
    return Truth(
        element["ty"],
        text,
        box,
        _roles(element["ty"], interactive or element["ty"] == "cell"),
        state,
        interactive,
        labelled,
    )


def _roles(kind: str, interactive: bool) -> frozenset[str]:
    listed = _ROLES.get(kind, "") if interactive else ""
    parts = listed.split(",") if "," in listed else _words(listed)
    return frozenset(parts)


def _words(listed: str) -> list[str]:
    return ["menu item"] if listed == "menu item" else listed.split()
