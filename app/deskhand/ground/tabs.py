"""Tabs: boxes that touch in a row with centred titles, or titles one of which is underlined in colour."""

from __future__ import annotations

import numpy as np

from deskhand.core.geometry import Box
from deskhand.core.screen import Role

from .page import COLOURED, Collector, Draft, Found, Page, same_line
from .tables import header_chains

GAP = 40
"""Pixels between the titles of two tabs, or between a tab and the box of the next."""
_BAR_REACH = 16
"""Pixels below a title within which the coloured bar of the chosen tab lies."""
MEETS = 5
"""Pixels between a row of tabs and its pane."""
_ASKEW = 60
"""Pixels by which the bar of a tab may reach farther on one side of its title: a sign that closes it stands there."""
_SIDE_REACH = 60
"""Pixels beside a title within which the bar of an upright tab lies."""


def find_tabs(page: Page, taken: Found) -> Found:
    """Boxed and flat tabs; the chosen one has the state `selected`."""
    found = Collector(taken)
    _boxed(page, found)
    _closable(page, found)
    _lone(page, found)
    _flat(page, found)
    _upright(page, found)
    return found.found()


def _boxed(page: Page, found: Collector) -> None:
    """A chain of boxes, and beside it the title of the open one, whose box has no lower edge."""
    for chain in header_chains(page, found):
        titled = [i for i in chain if page.labels_in(i)]
        line = bounding_line([page.boxes[i] for i in chain])
        if not all(_centred(page, i) for i in titled) or _is_keypad(page, chain):
            continue
        opened = [
            i
            for i, m in enumerate(page.labels)
            if found.free_label(i) and same_line(m.box, line) and _beside(m.box, line) and not _in_small_box(page, i)
        ]
        if not opened and not _heads_pane(page, line):
            continue
        for index in titled:
            labels = page.labels_in(index)
            text, source = " ".join(page.labels[i].text for i in labels), f"vision+{page.labels[labels[0]].source}"
            found.add(Draft(Role.TAB, text, page.boxes[index], "", source, 0.85), labels, page.icons_in(index), [index])
        for i in opened:
            label = page.labels[i]
            box = Box(label.box.x - 10, line.y, label.box.w + 20, line.h)
            found.add(Draft(Role.TAB, label.text, box, "selected", label.source, label.confidence), [i])


def _lone(page: Page, found: Collector) -> None:
    """One closed tab beside the open one: a box and a title without one on the line that heads a pane."""
    for index, box in enumerate(page.boxes):
        labels = page.labels_in(index)
        if not (16 <= box.h <= 48 and 24 <= box.w <= 240 and len(labels) == 1 and found.free_box(index)):
            continue
        if not found.free_label(labels[0]) or not _centred(page, index) or not _heads_pane(page, box):
            continue
        beside = [
            i
            for i, m in enumerate(page.labels)
            if found.free_label(i) and i not in labels and same_line(m.box, box) and _beside(m.box, box)
            if page.holders[1][i] != index and not _in_small_box(page, i)
        ]
        for i in beside[:1]:
            m, own = page.labels[i], page.labels[labels[0]]
            found.add(
                Draft(Role.TAB, own.text, box, "", own.source, own.confidence), labels, page.icons_in(index), [index]
            )
            open_box = Box(m.box.x - 8, box.y, m.box.w + 16, box.h)
            found.add(Draft(Role.TAB, m.text, open_box, "selected", m.source, m.confidence), [i])


def _in_small_box(page: Page, label: int) -> bool:
    holder = page.holders[1][label]
    return holder >= 0 and page.boxes[holder].h < 60


def _heads_pane(page: Page, line: Box) -> bool:
    """Whether a pane begins right under a row, or ends right above it, and goes on well beyond it."""
    for pane in page.boxes:
        if pane.h < 60 or pane.w < 1.15 * line.w or (pane.coverage(line) > 0 and line.coverage(pane) > 0.5):
            continue
        meets = abs(pane.y - line.bottom) <= MEETS or abs(pane.bottom - line.y) <= MEETS
        if meets and pane.x - 12 <= line.x and line.right <= pane.right + 12:
            return True
    return False


def _is_keypad(page: Page, chain: list[int]) -> bool:
    """Keys have short names, or rows of keys above or below them."""
    names = [page.labels[i].text for index in chain for i in page.labels_in(index)]
    if sum(len(name) >= 3 for name in names) < 2:
        return True
    box = page.boxes[chain[0]]
    return any(
        abs(b.x - box.x) <= 3 and abs(b.w - box.w) <= 4 and abs(b.h - box.h) <= 4 and 0 < abs(b.y - box.y) <= box.h + 14
        for b in page.boxes
    )


def bounding_line(boxes: list[Box]) -> Box:
    """The box from the first to the last of a row."""
    first, last = boxes[0], boxes[-1]
    return Box(first.x, first.y, last.right - first.x, first.h)


def _beside(label: Box, line: Box) -> bool:
    return 0 <= line.x - label.right <= GAP or 0 <= label.x - line.right <= GAP


def _centred(page: Page, index: int) -> bool:
    box, labels = page.boxes[index], page.labels_in(index)
    icons = page.icons_in(index)
    parts = [page.labels[i].box for i in labels] + [page.icons[i].box for i in icons]
    left, right = min(b.x for b in parts) - box.x, box.right - max(b.right for b in parts)
    return abs(left - right) <= max(8, 0.2 * box.w) and box.w <= 420


def _closable(page: Page, found: Collector) -> None:
    """A box with a title at the left and a close sign at the right is the tab of a document."""
    for index, box in enumerate(page.boxes):
        if not (18 <= box.h <= 60 and 60 <= box.w <= 400 and found.free_box(index)):
            continue
        labels, icons = page.labels_in(index), page.icons_in(index)
        if len(labels) != 1 or not icons or not found.free_label(labels[0]):
            continue
        last, label = page.icons[icons[-1]], page.labels[labels[0]]
        if last.name == "close" and last.box.x > label.box.right and box.right - last.box.right < 30:
            found.add(Draft(Role.TAB, label.text, box, "", label.source, label.confidence), labels, icons[:-1], [index])


def _flat(page: Page, found: Collector) -> None:
    """Titles on one line, one of them with a coloured bar under it."""
    for i, label in enumerate(page.labels):
        holder = page.holders[1][i]
        own = holder >= 0 and page.boxes[holder].h < 60 and page.boxes[holder].w < 3 * label.box.w + 60
        place = page.boxes[holder] if own else label.box
        # The underline of a link in a text runs right under its letters.
        clear = 0 if own else label.box.h // 4
        if not found.free_label(i) or _names_a_field(label.text) or not _has_bar(page, place, clear):
            continue
        line = [
            j
            for j, other in enumerate(page.labels)
            if found.free_label(j)
            and not _names_a_field(other.text)
            and same_line(label.box, other.box)
            and abs(other.box.h - label.box.h) <= 5
        ]
        run = _run(page, i, line)
        if len(run) < 2:
            continue
        for j in run:
            other = page.labels[j]
            state = "selected" if j == i else ""
            found.add(Draft(Role.TAB, other.text, other.box.grown(6), state, other.source, other.confidence), [j])


def _has_bar(page: Page, box: Box, clear: int) -> bool:
    """Two to five coloured rows below a title, at least as long as it, `clear` pixels of its letters and its ground."""
    start = box.bottom + clear - (2 if not clear else 0)
    if not _bar_rows(page, Box(box.x, start, box.w, box.bottom + _BAR_REACH - start), upright=False):
        return False
    # A field with the keyboard has a coloured edge above its text too.
    above = Box(box.x, box.y - _BAR_REACH, box.w, _BAR_REACH - clear)
    return not clear or not _bar_rows(page, above, upright=False)


def _has_side_bar(page: Page, box: Box) -> bool:
    """The same at the right or left of a title, as upright tabs have it."""
    right = Box(box.right - 2, box.y, _SIDE_REACH, box.h)
    left = Box(box.x + 2 - _SIDE_REACH, box.y, _SIDE_REACH, box.h)
    return _bar_rows(page, right, upright=True) or _bar_rows(page, left, upright=True)


def _bar_rows(page: Page, area: Box, upright: bool) -> bool:
    height, width = page.pixels.shape[:2]
    area = area.clipped(width, height)
    if min(area.w, area.h) < 4:
        return False
    if page.coloured(area) < 1.9 * (area.h if upright else area.w):
        return False
    strip = page.pixels[area.y : area.bottom, area.x : area.right].astype(np.int16)
    full = (np.ptp(strip, axis=2) > COLOURED).mean(axis=0 if upright else 1) > 0.95
    # It ends within reach, else it is a coloured ground: the desktop below a window.
    if not (2 <= full.sum() <= 6 and not full[0] and not full[-1]):
        return False
    if np.ptp(np.flatnonzero(full)) >= full.sum():
        # Several: the left and right edge of an icon.
        return False
    return upright or _is_under(page, area, area.y + int(np.flatnonzero(full)[0]))


def _is_under(page: Page, title: Box, row: int) -> bool:
    """Whether a bar belongs to the title above it: the edge of a field goes on far beyond the text at its left."""
    pixels = page.pixels[row].astype(np.int16)
    plain = np.flatnonzero(np.ptp(pixels, axis=1) <= COLOURED)
    before, after = plain[plain < title.x], plain[plain >= title.right]
    left = title.x - (int(before[-1]) if before.size else 0)
    right = (int(after[0]) if after.size else len(pixels)) - title.right
    return abs(right - left) <= max(_ASKEW, 0.3 * (left + title.w + right))


def _upright(page: Page, found: Collector) -> None:
    """Titles in a column, one of them with a coloured bar beside it."""
    for i, label in enumerate(page.labels):
        if not found.free_label(i) or _names_a_field(label.text) or not _has_side_bar(page, label.box):
            continue
        column = [
            j
            for j, other in enumerate(page.labels)
            if found.free_label(j) and not _names_a_field(other.text) and page.holders[1][j] == page.holders[1][i]
            if min(abs(other.box.x - label.box.x), abs(other.box.center.x - label.box.center.x)) <= 5
        ]
        steps = np.diff(sorted(page.labels[j].box.center.y for j in column))
        if len(column) < 3 or np.abs(steps - np.median(steps)).max() > 6:
            continue
        for j in column:
            other = page.labels[j]
            state = "selected" if j == i else ""
            found.add(Draft(Role.TAB, other.text, other.box.grown(5), state, other.source, other.confidence), [j])


def _names_a_field(text: str) -> bool:
    """A title of a tab ends in no colon; the bar beside such a text is the edge of the field with the keyboard."""
    return text.rstrip().endswith(":")


def _run(page: Page, start: int, line: list[int]) -> list[int]:
    """The titles around one, as far as the gaps are those of tabs."""
    ordered = sorted(line, key=lambda j: page.labels[j].box.x)
    place = ordered.index(start)
    run = [start]
    for j in ordered[place + 1 :]:
        if page.labels[j].box.x - page.labels[run[-1]].box.right > 2 * GAP:
            break
        run.append(j)
    for j in reversed(ordered[:place]):
        if page.labels[run[0]].box.x - page.labels[j].box.right > 2 * GAP:
            break
        run.insert(0, j)
    return run
