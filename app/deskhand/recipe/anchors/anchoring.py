"""Makes an anchor of a thing on the screen: what will tell it from everything else when it is looked for again.

What changes from one time to the next is left out: what fields hold, numbers beside the thing, other rows of its
list. What is kept are names: its own, its field label, the key of its row, the header of its column, its group.
"""

from __future__ import annotations

from collections.abc import Collection

from deskhand.core.anchor import Anchor, Beside, Side, WindowMark
from deskhand.core.geometry import Box, Point
from deskhand.core.naming import canonical
from deskhand.core.screen import TOGGLES, Element, Frame, Role, Scene, Window
from deskhand.core.stacking import Stack, is_popup

from .likenesses import counted, picture_of, says_else, seen_at
from .neighbourhood import chosen, is_drawn
from .titles import title_pattern

CAPTION = 26
"""Pixels between a picture and the name under it."""


def anchor_of(element: Element, scene: Scene, at: Point | None = None, without: Collection[str] = ()) -> Anchor:
    """The anchor of an element of the scene, pressed at `at` (on the virtual desktop; its middle unless given).

    `without` are texts that must not be remembered as neighbours: what was typed, what changed meanwhile.
    """
    caption = caption_of(element, scene)
    if caption is not None:
        return anchor_of(caption, scene, None, without)
    window = window_of(element, scene.frame)
    surface = surface_of(element, scene)
    box = element.box
    picture = picture_of(element, scene.frame, element.text)
    beside = tuple(_beside(side, other, element, scene.frame) for side, other in chosen(element, scene, without))
    letters = counted(picture, element.role, beside)
    seen = [] if letters is None else seen_at(letters, scene.frame, surface)
    same = [e for e in scene if _is_alike(e, element)]
    return Anchor(
        label=element.text,
        role=element.role,
        window=_mark(element, scene, window),
        beside=beside,
        place=box.shifted(-surface.x, -surface.y),
        window_size=(surface.w, surface.h),
        scale=scene.frame.layout.scale_of(surface),
        picture=picture,
        alike=max(1, len(same)),
        nth=next((n for n, e in enumerate(same) if e == element), 0),
        copies=sum(not says_else(element.text, place, scene) for place in seen),
        lookalikes=len(seen),
        # A press on the label of a check box is one on its sign.
        offset=_part(at, box) if at is not None and box.contains(at) else (0.5, 0.5),
        state=element.state if element.role in TOGGLES or element.state == "selected" else "",
        drawn=is_drawn(element),
    )


def caption_of(element: Element, scene: Scene) -> Element | None:
    """The name under the picture of a file or tool; what is done to one is done to the other, and names tell more."""
    if element.role is not Role.ICON or (element.text and not is_drawn(element)):
        return None
    below = [e for e in scene if e.role is Role.ICON and e.text and not is_drawn(e) and e.window == element.window]
    box = element.box
    below = [e for e in below if 0 <= e.box.y - box.bottom <= CAPTION and _is_centred(e.box, box)]
    return min(below, key=lambda e: e.box.y, default=None)


def _is_centred(caption: Box, picture: Box) -> bool:
    return abs(caption.center.x - picture.center.x) <= max(6, caption.w // 12)


def window_of(element: Element, frame: Frame) -> Window | None:
    """The window or dialog an element stands in; for a menu the one it was opened from. None where none is known."""
    return Stack(frame.windows).at(element.box.center)


def surface_of(element: Element, scene: Scene) -> Box:
    """What an element's place is counted from: its window, dialog or menu as shown, else the whole frame."""
    top = next((w for w in reversed(scene.frame.windows) if w.box.contains(element.box.center)), None)
    if top is not None:
        return top.box
    seen = next((e.box for e in scene if e.id == element.window and e.window != e.id), None)
    return seen or scene.frame.box


def mark_of(window: Window) -> WindowMark:
    """What is remembered of a window."""
    return WindowMark(title_pattern(window.title), window.app, window.dialog)


def _mark(element: Element, scene: Scene, window: Window | None) -> WindowMark:
    if window is not None and not is_popup(window):
        return mark_of(window)
    seen = next((e for e in scene if e.id == element.window), None)
    if seen is None:
        return WindowMark()
    return WindowMark(title_pattern(seen.text), "", seen.role is Role.DIALOG)


def _is_alike(other: Element, element: Element) -> bool:
    same_name = canonical(other.text) == canonical(element.text)
    return other.role is element.role and other.window == element.window and same_name


def _beside(side: Side, other: Element, element: Element, frame: Frame) -> Beside:
    dx, dy = other.box.x - element.box.x, other.box.y - element.box.y
    return Beside(side, other.text, dx, dy, picture_of(other, frame, other.text))


def _part(at: Point, box: Box) -> tuple[float, float]:
    """A point as parts of the width and height of a box, to a thousandth."""
    x = (at.x - box.x + 0.5) / max(1, box.w)
    y = (at.y - box.y + 0.5) / max(1, box.h)
    return round(min(max(x, 0.0), 1.0), 3), round(min(max(y, 0.0), 1.0), 3)
