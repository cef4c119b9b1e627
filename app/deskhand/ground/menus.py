"""Menu bars and open menus, which have no frames of their own around each entry."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from deskhand.core.geometry import Box, bounding
from deskhand.core.screen import Role

from .page import Collector, Draft, Found, Page, same_line
from .vocabulary import MENU_TITLES

_SHORTCUT = re.compile(
    r"^((shift|ctrl|alt|super|meta|strg|maj)\s*[+-].*|f\d{1,2}|del(ete)?|ins(ert)?|esc|backspace|return|enter|home|end"
    r"|page (up|down)|pgup|pgdown)$",
    re.IGNORECASE,
)
_CHORD = re.compile(r"^((shift|ctrl|alt|super|meta|strg|maj)\s*[+-].*)$", re.IGNORECASE)
"""A shortcut that is nothing else, even where no box of a menu was seen; a key may be called Del."""
LEFT_ALIGNED = 5
LINE_STEP = 56
"""Pixels between two entries of a menu at 100 to 150 %, separators included."""
TITLE_GAP = 44
"""Pixels between two titles of a menu bar."""
_WIDEST, _LOWEST = 760, 40
"""Pixels of an open menu: its greatest width, its least height."""


def find_menus(page: Page, taken: Found) -> Found:
    """Titles of menu bars and entries of open menus."""
    found = Collector(taken)
    _bars(page, found)
    _popups(page, found)
    _columns_with_shortcuts(page, found)
    return found.found()


def _bars(page: Page, found: Collector) -> None:
    """A line with two or more known titles in close order is a menu bar, with all in their row."""
    for i, label in enumerate(page.labels):
        if not found.free_label(i) or not _is_title(label.text):
            continue
        line = sorted(
            (j for j, m in enumerate(page.labels) if found.free_label(j) and same_line(m.box, label.box)),
            key=lambda j: page.labels[j].box.x,
        )
        run = _run(page, i, line)
        known = sum(_is_title(page.labels[j].text) for j in run)
        begins = bool(run) and page.labels[run[0]].text.lower().strip("_.") == "file"
        if known < 2 or (known < 0.5 * len(run) and not begins):
            continue
        for j in run:
            for text, box in _titles(page.labels[j].text, page.labels[j].box):
                # The whole cell of the bar reacts, not only the letters.
                draft = Draft(Role.MENU, text, box.grown(5), "", page.labels[j].source, page.labels[j].confidence)
                found.add(draft, [j])


def _is_title(text: str) -> bool:
    words = text.lower().strip("_.").split()
    return bool(words) and all(word in MENU_TITLES for word in words)


def _titles(text: str, box: Box) -> list[tuple[str, Box]]:
    """Titles read as one label, each given its share of the width."""
    if not _is_title(text) or " " not in text:
        return [(text, box)]
    parts, at = [], 0
    for word in text.split():
        left, right = (box.w * n // len(text) for n in (at, at + len(word)))
        parts.append((word, Box(box.x + left, box.y, right - left, box.h)))
        at += len(word) + 1
    return parts


def _run(page: Page, start: int, line: Sequence[int]) -> list[int]:
    run, place = [start], line.index(start)
    for j in line[place + 1 :]:
        if page.labels[j].box.x - page.labels[run[-1]].box.right > TITLE_GAP:
            break
        run.append(j)
    for j in reversed(line[:place]):
        if page.labels[run[0]].box.x - page.labels[j].box.right > TITLE_GAP:
            break
        run.insert(0, j)
    return run


def _popups(page: Page, found: Collector) -> None:
    """Columns of entries in one box, or in the boxes that separators make of it."""
    bars = [d.box for d in found.drafts]
    for sections in _stacks(page, found):
        box = bounding(page.boxes[i] for i in sections)
        labels = [i for section in sections for i in _labels_within(page, section, found)]
        shortcuts = [i for i in labels if _SHORTCUT.match(page.labels[i].text.strip())]
        rows = _rows(page, [i for i in labels if i not in shortcuts])
        if not _is_menu(page, box, rows, shortcuts, bars, len(sections)):
            continue
        pitch = _pitch(page, rows)
        for row in rows:
            _add_entry(page, found, box, row, pitch)
        found.labels.update(shortcuts)
        found.boxes.update(sections)


def _stacks(page: Page, found: Collector) -> list[list[int]]:
    """Boxes of one width that touch, top to bottom; a box by itself too. The longest stacks come first."""
    fitting = [
        i
        for i, b in enumerate(page.boxes)
        if 60 <= b.w <= _WIDEST and b.h >= 18 and found.free_box(i) and (b.h >= _LOWEST or page.labels_in(i))
    ]
    fitting.sort(key=lambda i: (page.boxes[i].y, page.boxes[i].x))
    stacks: list[list[int]] = []
    for i in fitting:
        box = page.boxes[i]
        for stack in stacks:
            last = page.boxes[stack[-1]]
            if abs(last.x - box.x) <= 2 and abs(last.w - box.w) <= 3 and -2 <= box.y - last.bottom <= 5:
                stack.append(i)
                break
        else:
            stacks.append([i])
    stacks = [s for s in stacks if sum(page.boxes[i].h for i in s) >= _LOWEST]
    return sorted(stacks, key=lambda s: -len(s))


def _labels_within(page: Page, index: int, found: Collector) -> list[int]:
    """Labels in a box or in the highlight of an entry in it."""
    labels = list(page.labels_in(index))
    for inner in page.boxes_in(index):
        if page.boxes[inner].h <= 48:
            labels += page.labels_in(inner)
    return [i for i in labels if found.free_label(i)]


def _is_menu(
    page: Page,
    box: Box,
    rows: Sequence[Sequence[int]],
    shortcuts: Sequence[int],
    bars: Sequence[Box],
    sections: int,
) -> bool:
    """Left-aligned rows at an even step, with shortcuts, arrows, check marks, or hanging from a title."""
    if len(rows) < 2 or sum(len(row) > 2 for row in rows) > 0.1 * len(rows):
        return False
    lefts = [page.labels[row[-1]].box.x for row in rows]
    common = max(sum(abs(a - b) <= LEFT_ALIGNED for b in lefts) for a in lefts)
    steps = np.diff([page.labels[row[0]].box.center.y for row in rows])
    if common < 0.65 * len(rows) or steps.max() > LINE_STEP or steps.min() < 12:
        return False
    if shortcuts and all(page.labels[i].box.x > min(lefts) + 30 for i in shortcuts):
        return True
    hangs = any(abs(bar.bottom - box.y) <= 14 and bar.x - 12 <= box.x <= bar.right for bar in bars)
    arrows = [i for i in page.icons if box.contains(i.box.center) and box.right - i.box.right < 24 and i.box.w <= 12]
    pointing = len(arrows) >= 2 and len({a.box.right // 4 for a in arrows}) == 1 and box.w < 420
    checks = [s for s in page.shapes if box.contains(s.box.center) and s.box.right < min(lefts) + 4]
    is_mark = any(s.round or not s.marked for s in checks) and len({s.box.w // 2 for s in checks}) == 1
    checked = is_mark and (sections >= 2 or (len(rows) >= 3 and len(checks) >= 2 and box.w < 360))
    parted = sections >= 2 and len(arrows) >= 1 and box.w < 420
    return hangs or pointing or parted or (checked and all(len(row) == 1 for row in rows))


def _rows(page: Page, labels: Sequence[int]) -> list[list[int]]:
    rows: list[list[int]] = []
    for i in sorted(labels, key=lambda i: page.labels[i].box.center.y):
        if rows and same_line(page.labels[i].box, page.labels[rows[-1][0]].box):
            rows[-1].append(i)
            rows[-1].sort(key=lambda i: page.labels[i].box.x)
        else:
            rows.append([i])
    return rows


def _pitch(page: Page, rows: Sequence[Sequence[int]]) -> float:
    steps = np.diff([page.labels[row[0]].box.center.y for row in rows])
    return float(np.percentile(steps, 40)) if steps.size else 26.0


def _add_entry(page: Page, found: Collector, menu: Box, row: Sequence[int], pitch: float) -> None:
    """An entry as wide as its menu; a check mark or a dot at its left is its state."""
    first = page.labels[row[-1]]
    middle = first.box.center.y
    box = Box(menu.x + 1, round(middle - pitch / 2), menu.w - 2, round(pitch))
    marks = [k for k, icon in enumerate(page.icons) if found.free_icon(k) and box.contains(icon.box.center)]
    inner = [k for k, b in enumerate(page.boxes) if b.coverage(box.grown(3)) > 0.95 and found.free_box(k)]
    shape = next((s for s in page.shapes if box.contains(s.box.center) and s.box.right <= first.box.x + 4), None)
    checks = [s for s in page.shapes if shape and abs(s.box.x - shape.box.x) <= 2 and menu.contains(s.box.center)]
    is_check = shape is not None and (shape.round or any(not s.marked for s in checks))
    state = "" if shape is None or not is_check else "on" if shape.marked else "off"
    words = list(row[1:]) if len(row) > 1 and len(page.labels[row[0]].text) <= 2 else list(row)
    text = " ".join(page.labels[i].text for i in words)
    found.add(Draft(Role.MENU_ITEM, text, box, state, first.source, first.confidence), row, marks, inner)


def _columns_with_shortcuts(page: Page, found: Collector) -> None:
    """Open menus whose box was not seen: left-aligned entries, at least one with its shortcut at the right."""
    shortcuts = [i for i, m in enumerate(page.labels) if found.free_label(i) and _CHORD.match(m.text.strip())]
    for shortcut in shortcuts:
        column = _column_of(page, shortcut, found)
        if len(column) < 2:
            continue
        right = max(page.labels[s].box.right for s in shortcuts)
        for i in column:
            if found.free_label(i) and i not in shortcuts:
                label = page.labels[i]
                box = Box(label.box.x - 4, label.box.y - 5, max(label.box.w, right - label.box.x) + 8, label.box.h + 10)
                found.add(Draft(Role.MENU_ITEM, label.text, box, "", label.source, label.confidence), [i])
        found.labels.add(shortcut)


def _column_of(page: Page, shortcut: int, found: Collector) -> list[int]:
    """The entries of the menu that a shortcut belongs to: those on its left edge, without a gap."""
    own = page.labels[shortcut].box
    left = [
        i
        for i, m in enumerate(page.labels)
        if same_line(m.box, own) and m.box.right < own.x and own.x - m.box.right < 400
    ]
    if not left:
        return []
    anchor = max(left, key=lambda i: page.labels[i].box.x)
    edge = page.labels[anchor].box.x
    column = sorted(
        (
            i
            for i, m in enumerate(page.labels)
            if found.free_label(i) and abs(m.box.x - edge) <= LEFT_ALIGNED and m.box.x < own.x
        ),
        key=lambda i: page.labels[i].box.y,
    )
    if anchor not in column:
        return []
    start = column.index(anchor)
    return _up_to_gap(page, column[start::-1]) + _up_to_gap(page, column[start:])[1:]


def _up_to_gap(page: Page, column: Sequence[int]) -> list[int]:
    run = [column[0]]
    for i in column[1:]:
        if abs(page.labels[i].box.y - page.labels[run[-1]].box.y) > LINE_STEP:
            break
        run.append(i)
    return run
