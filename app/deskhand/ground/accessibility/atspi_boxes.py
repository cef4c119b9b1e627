"""From what toolkits say of their boxes to where things are on the screen.

Each rule answers a fault seen in a real application: GTK 4 (4.8) counts from the window's corner; LibreOffice
counts what it draws itself without the menu bar's height; GTK 3 and Qt 5 count in units of the scale factor;
lists of closed combo boxes claim to be showing; rows scrolled out of a pane are still listed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from deskhand.core.geometry import Box, Point

from .atspi_tree import Found
from .x11_stack import Stacked, topmost

_FACTORS = (1.0, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)
"""Scale factors that desktops offer."""
_SLACK = 3
"""Pixels by which two boxes of the same thing may differ."""
_HALF = 0.5
"""A node of which less is left after cutting is not visible."""
_GRID, _UNCOVERED = 5, 0.75
"""A node is probed at so many points a side; a larger part of them covered, and it does not count as visible."""
_CLIPPING = frozenset(
    """scroll pane;viewport;panel;filler;root pane;frame;dialog;window;split pane;list;list box;table;tree;tree table;
    layered pane;document web;document frame;document spreadsheet;document text;page tab list;file chooser;alert;
    internal frame""".replace("\n", "")
    .replace("    ", "")
    .split(";")
)
"""Roles that cut what lies inside them."""
_OPENING = frozenset({"menu", "popup menu", "combo box"})
"""Roles whose children lie over the window, outside the box of their parent."""
_POPUPS = frozenset({"window", "popup menu", "tool tip", "menu"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where a node is: `box` in physical pixels, cut to what shows."""

    box: Box
    popup: bool
    approximate: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """How the coordinates of one window of an application become physical pixels: scaled, then shifted."""

    window: Stacked | None
    scale: float = 1.0
    dx: int = 0
    dy: int = 0
    approximate: bool = False

    def physical(self, box: Box) -> Box:
        """A box of the application in pixels of the screen."""
        if self.scale == 1.0:
            return box.shifted(self.dx, self.dy)
        x, y, right, bottom = (round(v * self.scale) for v in (box.x, box.y, box.right, box.bottom))
        return Box(x + self.dx, y + self.dy, right - x, bottom - y)


def frame_of(top: Found, pid: int, toolkit: str, windows: Sequence[Stacked]) -> Frame:
    """Find the X window of an accessible window, and from the two boxes what its coordinates mean."""
    box = top.box
    if box is None:
        return Frame(None)
    own = [w for w in windows if w.pid == pid and w.popup == (top.role in _POPUPS)] or [
        w for w in windows if w.pid == pid
    ]
    if not own:
        own = [w for w in windows if w.title and w.title == top.name]
    if not own:
        return Frame(None)
    window = min(own, key=lambda w: (w.title != top.name, *_distance(w, box)))
    scale = _scale(window, box)
    if toolkit.startswith("GTK 4"):
        # Without a compositor its own frame is a border of a few pixels around what it counts from.
        border = max(0, round(window.client.w - box.w * scale) // 2)
        return Frame(window, scale, window.client.x + border, window.client.y + border, approximate=True)
    return Frame(window, scale)


def _distance(window: Stacked, box: Box) -> tuple[float, float]:
    sizes = min(
        abs(side.w - box.w * factor) + abs(side.h - box.h * factor)
        for factor in _FACTORS
        for side in (window.client, window.frame)
    )
    return sizes, abs(window.client.x - box.x) + abs(window.client.y - box.y)


def _scale(window: Stacked, box: Box) -> float:
    """The scale factor that makes the size of the accessible box that of the window; 1 where none does."""
    for factor in _FACTORS:
        for side in (window.client, window.frame):
            slack = _SLACK * factor
            if abs(side.w - box.w * factor) <= slack and abs(side.h - box.h * factor) <= slack:
                return factor
    return 1.0


def places(found: Sequence[Found], frames: dict[int, Frame], windows: tuple[Stacked, ...]) -> dict[int, Place]:
    """The place of every node that can be seen, by `id` of the node. Parents come before children in `found`.

    `frames` holds the frame of each window node by its `id`. A node is seen when the highest window at its
    middle is its own, or a popup of the same process if it stands in a menu or a list.
    """
    known: dict[int, _Known] = {}
    seen: dict[int, Place] = {}
    for one in found:
        frame = frames[id(one.top)]
        above = known.get(id(one.parent)) if one.parent else None
        here = _known(one, above, frame)
        known[id(one)] = here
        if here.visible and _on_top(here, one.parent is None, frame, windows):
            seen[id(one)] = Place(here.box, here.popup, frame.approximate)
    return seen


@dataclass(frozen=True, slots=True)
class _Known:
    box: Box
    full: Box
    clip: Box | None
    shift: tuple[int, int]
    popup: bool
    visible: bool


def _known(one: Found, above: _Known | None, frame: Frame) -> _Known:
    """Where a node is, given its parent: shift, cut, and what its children will be cut to."""
    if one.box is None:
        nothing = Box(0, 0, 0, 0)
        return _Known(nothing, nothing, above.clip if above else None, above.shift if above else (0, 0), False, False)
    shift = _shift(one, above)
    raw = one.box.shifted(*shift) if one.inner == one.box else one.box
    full = frame.physical(raw)
    popup = (one.role in _POPUPS) if above is None else above.popup
    clip = above.clip if above else None
    if one.parent is not None and one.parent.role in _OPENING and not _shut(one):
        popup, clip = True, None
    box = full.intersection(clip) if clip else full
    visible = box.area > 0 and box.area >= _HALF * full.area and not _shut(one)
    return _Known(box if box.area else full, full, _inner_clip(one, full, clip), shift, popup, visible)


def _shift(one: Found, above: _Known | None) -> tuple[int, int]:
    """LibreOffice on GTK: everything below a `root pane` is counted without the height of the menu bar."""
    parent = one.parent.box if one.parent else None
    if one.role == "root pane" and one.box and one.inner == one.box and parent and _same_size(parent, one.box):
        return parent.x - one.box.x, parent.y - one.box.y
    return above.shift if above else (0, 0)


def _same_size(a: Box, b: Box) -> bool:
    return abs(a.w - b.w) <= _SLACK and abs(a.h - b.h) <= _SLACK


def _shut(one: Found) -> bool:
    """Whether a node is the content of a closed list or menu: its parent has no size of its own."""
    parent = one.parent
    return (
        parent is not None
        and parent.box is not None
        and parent.role in ("list", "popup menu", "menu bar", "menu")
        and parent.box.area == 0
    )


def _inner_clip(one: Found, full: Box, clip: Box | None) -> Box | None:
    if one.role in _OPENING:
        return None
    if one.role not in _CLIPPING or full.w <= 1 or full.h <= 1:
        return clip
    return full.intersection(clip) if clip else full


def _on_top(here: _Known, is_window: bool, frame: Frame, windows: tuple[Stacked, ...]) -> bool:
    """Whether no other window lies over more than a small part of a node, or over all of a window."""
    box, last = here.box, _GRID - 1
    points = [
        Point(box.x + (box.w - 1) * i // last, box.y + (box.h - 1) * j // last)
        for i in range(_GRID)
        for j in range(_GRID)
    ]
    uncovered = sum(_shows_at(p, here, frame, windows) for p in points)
    if is_window:
        return uncovered > 0
    return uncovered >= _UNCOVERED * len(points) and _shows_at(box.center, here, frame, windows)


def _shows_at(point: Point, here: _Known, frame: Frame, windows: tuple[Stacked, ...]) -> bool:
    top = topmost(windows, point)
    if top is None:
        return False
    if here.popup:
        return top.popup and (frame.window is None or top.pid in (0, frame.window.pid))
    return frame.window is None or top == frame.window
