"""A target that is a window itself: what is scrolled, or what something is dropped into."""

from __future__ import annotations

from deskhand.core.anchor import Anchor, Halt, Located, Rung
from deskhand.core.answers import quoted
from deskhand.core.screen import SURFACES, Element, Frame, Role, Scene

from .window import Whereabouts, asking, named


def is_of_window(anchor: Anchor) -> bool:
    """Whether an anchor is of a window or dialog, not of a thing in it."""
    return anchor.role in SURFACES


def window_itself(anchor: Anchor, frame: Frame, places: list[Whereabouts]) -> Located:
    """The one window that fits the mark, if none asks for an answer in front of it; nothing of it is read."""
    scene = Scene(frame)
    shown = [where for where in places if where.window is not None]
    if not shown:
        return Located(scene, halt=Halt.GONE, why="The windows of this screen are not known.")
    if len(shown) > 1:
        why = f"There are {len(shown)} windows called {quoted(anchor.window.title or anchor.window.app)}."
        return Located(scene, halt=Halt.SEVERAL, why=why)
    where = shown[0]
    cover = asking(where, frame)
    if cover is not None:
        return Located(scene, halt=Halt.COVERED, why=f"{named(cover).capitalize()} is in front of the window.")
    window = where.window
    assert window is not None
    role = Role.DIALOG if window.dialog else Role.WINDOW
    state = "focused" if window.focused else ""
    shown_part = window.box.intersection(frame.layout.box if frame.monitors else frame.box)
    element = Element(1, role, window.title, shown_part, state, "x11")
    return Located(Scene(frame, (element,)), element, Rung.EXACT)
