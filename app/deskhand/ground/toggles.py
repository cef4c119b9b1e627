"""Check boxes, radio buttons and switches, each with its state, most with a label at their right."""

from __future__ import annotations

from deskhand.core.geometry import Box
from deskhand.core.screen import Role

from .page import Collector, Draft, Found, Page, same_line
from .shapes import Shape

REACH = 1.4
"""Space between the shape and its label, as a share of the shape's side."""
_SWITCH_SHAPE = (1.5, 2.7)
"""Width to height of a switch."""


def find_toggles(page: Page, taken: Found) -> Found:
    """The toggles of a page, each with its label and state."""
    found = Collector(taken)
    placed: list[Box] = []
    entries = [d.box for d in taken.drafts if d.role is Role.MENU_ITEM]
    for shape in page.shapes:
        if any(entry.contains(shape.box.center) for entry in entries):
            continue
        label = _label_of(page, shape.box, found)
        if label is not None and _is_icon_of_button(page, shape.box, page.labels[label].box):
            continue
        if not _is_toggle(page, shape, label is not None):
            continue
        placed.append(shape.box)
        text, source, sure = ("", "vision", 0.7) if label is None else _from_label(page, label)
        role = Role.RADIO if shape.round else Role.CHECKBOX
        # A pale dot on a dark ground, as under the pointer, is of one colour as far as the core reaches.
        marked = shape.marked or (shape.round and shape.has_dot)
        draft = Draft(role, text, shape.box, "on" if marked else "off", source, sure)
        labels = [*([] if label is None else [label]), *page.labels_over(shape.box)]
        found.add(draft, labels, page.icons_over(shape.box), page.boxes_over(shape.box))
    _find_switches(page, found, placed)
    return found.found()


def _is_icon_of_button(page: Page, shape: Box, label: Box) -> bool:
    """Whether a frame of a button's size holds both, with as much room at their left as at their right."""
    for box in page.boxes:
        if box.h <= 3.4 * shape.h and box.w <= 320 and shape.coverage(box) == 1.0 and label.coverage(box) > 0.95:
            left, right = shape.x - box.x, box.right - label.right
            if abs(left - right) <= max(6, 0.12 * box.w):
                return True
    return False


def _is_toggle(page: Page, shape: Shape, labelled: bool) -> bool:
    """Round ones need a label or their like beside them; squares a label or their like beside, above and below."""
    return labelled or (not shape.round and _in_column(page, shape)) or _in_row(page, shape)


def _in_row(page: Page, shape: Shape) -> bool:
    """Whether a shape without a label is one of a row of its like, of which some are hollow and white."""
    row = [s for s in page.shapes if abs(s.box.y - shape.box.y) <= 2 and abs(s.box.w - shape.box.w) <= 2]
    hollow = sum(not s.marked and bool(s.area[6:-6, 6:-6].min(initial=255) >= 250) for s in row)
    return len(row) >= 3 and 2 * hollow >= len(row)


def _in_column(page: Page, shape: Shape) -> bool:
    """Whether a shape without a label is one of a column of a table; the buttons of windows are not."""
    twins = [s for s in page.shapes if abs(s.box.x - shape.box.x) <= 2 and abs(s.box.w - shape.box.w) <= 2]
    return len(twins) >= 3 and any(not s.marked for s in twins)


def _label_of(page: Page, box: Box, found: Collector) -> int | None:
    """The label right of the shape, near enough to be its own."""
    near = [
        i
        for i, m in enumerate(page.labels)
        if found.free_label(i)
        and box.right - 3 <= m.box.x <= box.right + REACH * box.w
        and same_line(box, m.box)
        and any(c.isalpha() for c in m.text)
    ]
    return min(near, key=lambda i: page.labels[i].box.x, default=None)


def _from_label(page: Page, index: int) -> tuple[str, str, float]:
    label = page.labels[index]
    return label.text, f"vision+{label.source}", label.confidence


def _find_switches(page: Page, found: Collector, placed: list[Box]) -> None:
    """A low box twice as long as high, with a knob that fills one half of it."""
    for index, box in enumerate(page.boxes):
        if not (14 <= box.h <= 44 and _SWITCH_SHAPE[0] <= box.w / box.h <= _SWITCH_SHAPE[1]):
            continue
        if any(box.overlaps(other) for other in placed) or page.labels_in(index):
            continue
        knob = next((page.boxes[i] for i in page.boxes_in(index) if _is_knob(page.boxes[i], box)), None)
        if knob is None:
            continue
        label = _label_beside(page, box, found)
        drawn = [icon for icon in page.icons if icon.box.coverage(knob) > 0.9 and icon.box.area < 0.5 * knob.area]
        if label is None or drawn or not found.free_box(index):
            continue
        text, source, sure = _from_label(page, label)
        state = "on" if knob.center.x > box.center.x else "off"
        icons = [i for i, icon in enumerate(page.icons) if icon.box.coverage(box) > 0.8]
        found.add(Draft(Role.SWITCH, text, box, state, source, sure), [label], icons, [index])
        placed.append(box)


def _is_knob(inner: Box, outer: Box) -> bool:
    off_centre = abs(inner.center.x - outer.center.x) > 0.15 * outer.w
    return off_centre and inner.h >= 0.42 * outer.h and 0.7 <= inner.w / inner.h <= 1.5


def _label_beside(page: Page, box: Box, found: Collector) -> int | None:
    """The label of a switch: left of it on its line, as settings pages have it, or right of it."""
    line = [i for i, m in enumerate(page.labels) if found.free_label(i) and same_line(box, m.box)]
    left = [i for i in line if page.labels[i].box.right <= box.x and box.x - page.labels[i].box.right < 600]
    if left:
        return max(left, key=lambda i: page.labels[i].box.right)
    right = [i for i in line if 0 <= page.labels[i].box.x - box.right < 2 * box.w]
    return min(right, key=lambda i: page.labels[i].box.x, default=None)
