"""Menu bars and open menus, which have no frames of their own around each entry."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from deskhand.core.geometry import Box
from deskhand.core.screen import Role

from .draft import Draft, Page, same_line
from .fused import Label
from .vocabulary import MENU_TITLES

_ACCELERATOR = re.compile(r"^((shift|ctrl|alt|super|meta)\s*\+.*|f\d{1,2})$", re.IGNORECASE)
_LEFT_ALIGNED = 4
_LINE_STEP = 48
"""Pixels between two entries of a menu, separators included."""


def find_menus(page: Page) -> tuple[list[Draft], set[Label]]:
    """Titles of menu bars and entries of open menus, and the labels used."""
    bars, used = _bars(page)
    items, more = _items(page.without(used))
    return bars + items, used | more


def _bars(page: Page) -> tuple[list[Draft], set[Label]]:
    """A line with two or more menu titles in close order is a menu bar."""
    found: list[Draft] = []
    used: set[Label] = set()
    read_together = [m for m in page.labels if _is_titles(m.text)]
    used.update(read_together)
    titles = [m for m in page.labels if m.text.lower().strip("_.") in MENU_TITLES]
    titles += [part for m in read_together for part in _parted(m)]
    for label in titles:
        line = [m for m in titles if same_line(m.box, label.box) and abs(m.box.x - label.box.x) < 700]
        if len(line) >= 2 and label not in used and _closely_spaced(line):
            used.add(label)
            # The whole cell of the bar reacts, not only the letters.
            found.append(_draft(Role.MENU, label, label.box.grown(5)))
    return found, used


def _items(page: Page) -> tuple[list[Draft], set[Label]]:
    """Lines of an open menu: left-aligned entries, at least one with its shortcut at the right."""
    shortcuts = [m for m in page.labels if _ACCELERATOR.match(m.text.strip())]
    used: set[Label] = set()
    found: list[Draft] = []
    for shortcut in shortcuts:
        column = _column_of(shortcut, page)
        used.add(shortcut)
        for entry in column:
            if entry not in used and entry not in shortcuts:
                used.add(entry)
                found.append(_draft(Role.MENU_ITEM, entry, entry.box.grown(3)))
    return found, used


def _column_of(shortcut: Label, page: Page) -> list[Label]:
    """The entries of the menu that a shortcut belongs to: those on its left edge, without a gap."""
    left = [m for m in page.labels if same_line(m.box, shortcut.box) and m.box.right < shortcut.box.x]
    if not left:
        return []
    edge = max(left, key=lambda m: m.box.x).box.x
    column = sorted(
        (m for m in page.labels if abs(m.box.x - edge) <= _LEFT_ALIGNED and m.box.x < shortcut.box.x),
        key=lambda m: m.box.y,
    )
    start = next(i for i, m in enumerate(column) if same_line(m.box, shortcut.box))
    return _run(column[start::-1]) + _run(column[start:])[1:]


def _run(column: Sequence[Label]) -> list[Label]:
    """The labels up to the first gap larger than a line step."""
    run = [column[0]]
    for label in column[1:]:
        if abs(label.box.y - run[-1].box.y) > _LINE_STEP:
            break
        run.append(label)
    return run


def _closely_spaced(line: Sequence[Label]) -> bool:
    ordered = sorted(line, key=lambda m: m.box.x)
    gaps = [b.box.x - a.box.right for a, b in itertools.pairwise(ordered)]
    return min(gaps) < 60


def _is_titles(text: str) -> bool:
    words = text.lower().split()
    return len(words) >= 2 and all(word in MENU_TITLES for word in words)


def _parted(label: Label) -> list[Label]:
    """Titles read as one label, each given its share of the width."""
    words, parts, at = label.text.split(), [], 0
    for word in words:
        left, right = (label.box.w * n // len(label.text) for n in (at, at + len(word)))
        parts.append(label._replace(text=word, box=Box(label.box.x + left, label.box.y, right - left, label.box.h)))
        at += len(word) + 1
    return parts


def _draft(role: Role, label: Label, box: Box) -> Draft:
    return Draft(role, label.text, box, "", label.source, label.confidence)
