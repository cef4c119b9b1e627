"""The windows in which a thing is looked for, and what stands in front of it there."""

from __future__ import annotations

from dataclasses import dataclass

from deskhand.core.anchor import WindowMark
from deskhand.core.geometry import Box
from deskhand.core.marks import fits, matching
from deskhand.core.screen import SURFACES, Element, Frame, Role, Scene, Window
from deskhand.core.stacking import Stack, asks_for, is_popup, visible_parts


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """A window that fits a mark, with the menus open from it; `window` is None where no window system told."""

    box: Box
    window: Window | None = None
    popups: tuple[Window, ...] = ()

    @property
    def surfaces(self) -> tuple[Box, ...]:
        """Where a recorded place may be counted from."""
        return (self.box, *(popup.box for popup in self.popups))


def whereabouts(mark: WindowMark, frame: Frame) -> list[Whereabouts]:
    """The windows of a frame that fit a mark, those in front first; the whole frame where windows are not known."""
    if not frame.windows:
        return [Whereabouts(frame.box)]
    stack = Stack(frame.windows)
    popups = [w for w in frame.windows if is_popup(w) and not w.tip]
    found = []
    for window in reversed(matching(mark, stack.surfaces)):
        own = tuple(p for p in popups if stack.owner(p) is window)
        found.append(Whereabouts(window.box, window, own))
    return found


def pool(where: Whereabouts, mark: WindowMark, scene: Scene) -> list[Element]:
    """The elements that stand in a window and in its menus, not those of its dialogs."""
    if where.window is None:
        return _seen_pool(mark, scene)
    box, title = where.box.intersection(scene.frame.box), where.window.title
    itself = next((e.id for e in scene if e.role in SURFACES and e.box == box and e.text == title), None)
    return [e for e in scene if e.window == itself and e.role not in SURFACES] if itself is not None else []


def _seen_pool(mark: WindowMark, scene: Scene) -> list[Element]:
    """In a picture: the elements of the windows that were seen and fit, or all where there are none."""
    surfaces = [e for e in scene if e.role in SURFACES]
    if not surfaces or not (mark.title or mark.dialog):
        return [e for e in scene if e.role not in SURFACES]
    meant = {e.id for e in surfaces if fits(mark, e.text, "", e.role is Role.DIALOG)}
    return [e for e in scene if e.window in meant and e.role not in SURFACES]


def in_front(box: Box, where: Whereabouts, frame: Frame) -> Window | None:
    """The window, dialog or menu that lies over a part of a box, the highest; None where all of it can be seen."""
    if where.window is None:
        return None
    own = {where.window, *where.popups}
    # What stands in an open menu lies as high as the menu does.
    menu = next((p for p in where.popups if box.area and box.coverage(p.box) == 1.0), None)
    place = frame.windows.index(menu or where.window)
    above = [w for w in frame.windows[place + 1 :] if w not in own and not w.tip and w.box.overlaps(box)]
    if not above:
        return None
    left = visible_parts(box, (w.box for w in above))
    return above[-1] if sum(part.area for part in left) < box.area else None


def asking(where: Whereabouts, frame: Frame) -> Window | None:
    """The dialog of the same application that has the keyboard in front of a window: it wants its answer first."""
    window = where.window
    if window is None or window.focused:
        return None
    above = frame.windows[frame.windows.index(window) + 1 :]
    return next((w for w in above if w.focused and asks_for(w, window)), None)


def named(window: Window) -> str:
    """A window in words."""
    if is_popup(window):
        return "a menu"
    kind = "the dialog" if window.dialog else "the window"
    return f"{kind} ‘{window.title}’" if window.title else f"{kind} of {window.app or 'another application'}"
