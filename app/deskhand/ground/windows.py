"""Windows by their title bars, where no window system tells: a title, and the buttons of a window at its end."""

from __future__ import annotations

from deskhand.core.geometry import Box
from deskhand.core.screen import Role

from .page import Collector, Draft, Found, Page

BAR = range(16, 64)
"""Pixels of height of a title bar."""
MIN_WIDTH = 120
MIN_BODY = 3
"""Heights of its title bar that a window has at least; a field with two small buttons has one."""
_BUTTONS = frozenset({"close", "minimize", "maximize", "restore"})
_LOOK_LIKE_BUTTONS = _BUTTONS | {"minus", "copy", "stop", "add", "error"}
"""What the network calls those buttons: a bar, two sheets, a square, a cross turned or in a disc."""
_BUTTON = range(7, 40)
"""Pixels of a side of a window's button."""
_SIDES = 8
"""Pixels by which the body of a window may be narrower than its title bar, at each side."""


def find_windows(page: Page, taken: Found) -> Found:
    """A window for each title bar, with its buttons."""
    found = Collector(taken)
    for index, bar in enumerate(page.boxes):
        if bar.h not in BAR or bar.w < MIN_WIDTH or not found.free_box(index):
            continue
        labels = [i for i in page.labels_in(index) if found.free_label(i)]
        buttons = _buttons(page, bar)
        if len(labels) > 1 or not 2 <= len(buttons) <= 5 or _show_other_things(page, buttons):
            continue
        title = page.labels[labels[0]] if labels else None
        whole = Box(bar.x, bar.y, max(bar.right, *(b.right for b in buttons)) - bar.x, bar.h)
        body = _body(page, whole)
        if body.h < MIN_BODY * bar.h:
            continue
        if title is not None:
            found.add(Draft(Role.WINDOW, title.text, body, "", title.source, title.confidence))
        _add_buttons(page, found, buttons)
        found.boxes.add(index)
    return found.found()


def _buttons(page: Page, bar: Box) -> list[Box]:
    """Two to four small squares of one size in a row at the right end of the bar, in it or right after it."""
    near = Box(bar.right - 130, bar.y, 260, bar.h)
    shapes = [*page.boxes, *(icon.box for icon in page.icons)]
    small = [b for b in shapes if b.w in _BUTTON and b.h in _BUTTON and b.coverage(near) > 0.9]
    small = [b for b in small if abs(b.w - b.h) <= 0.4 * max(b.w, b.h) and abs(b.center.y - bar.center.y) <= 3]
    outer = [b for b in small if not any(o != b and b.coverage(o) == 1.0 for o in small)]
    outer.sort(key=lambda b: b.x)
    if len(outer) < 2 or outer[-1].x < bar.right - 60 or any(abs(b.w - outer[-1].w) > 4 for b in outer):
        return []
    return outer


def _show_other_things(page: Page, buttons: list[Box]) -> bool:
    """Whether one of them shows a known picture that is none of a window's buttons: a pane's own tools."""
    named = [icon for icon in page.icons if icon.name and icon.name not in _LOOK_LIKE_BUTTONS]
    return any(icon.box.coverage(button.grown(2)) > 0.8 for icon in named for button in buttons)


def _add_buttons(page: Page, found: Collector, buttons: list[Box]) -> None:
    """The buttons, named by their picture, or by their place where the last one closes."""
    usual = ["minimize", "maximize", "close"][-len(buttons) :]
    for place, button in enumerate(buttons):
        icons = [k for k, icon in enumerate(page.icons) if icon.box.coverage(button.grown(2)) > 0.8]
        signs = [i for i, m in enumerate(page.labels) if m.box.coverage(button.grown(2)) > 0.8 and found.free_label(i)]
        names = [page.icons[k].name for k in icons if page.icons[k].name in _BUTTONS]
        name = names[0] if names else usual[place] if len(buttons) <= 3 else ""
        boxes = [i for i, b in enumerate(page.boxes) if b.coverage(button.grown(1)) == 1.0]
        found.add(Draft(Role.BUTTON, name, button, "", "vision", 0.7), signs, icons, boxes)


def _body(page: Page, bar: Box) -> Box:
    """From the bar down to the end of the boxes that hang from it, at its width."""
    bottom = bar.bottom
    grew = True
    while grew:
        grew = False
        for box in page.boxes:
            fits = abs(box.x - bar.x) <= _SIDES and abs(box.right - bar.right) <= _SIDES
            if fits and box.bottom > bottom + 2 and box.y <= bottom + _SIDES:
                bottom, grew = box.bottom, True
    return Box(bar.x, bar.y, bar.w, bottom - bar.y)
