"""The ladder: rung by rung from the very same pixels to what stands for them, or why nothing does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from deskhand.core.anchor import Anchor, Halt, Located, Rung
from deskhand.core.answers import quoted
from deskhand.core.geometry import Box
from deskhand.core.ports import Grounder
from deskhand.core.screen import SURFACES, TOGGLES, Element, Frame, Role, Scene

from .exact import Sight, sights
from .fields import field_in
from .labelled import found_by_sight
from .memory import Known, Memory
from .otherwise import looking_otherwise
from .surfaces import is_of_window, window_itself
from .weighing import family, same_label
from .window import Whereabouts, asking, whereabouts

PLACED = 0.5
"""Part that two boxes of one thing have in common at least."""
LETTER = 4
"""Pixels a letter takes at least; a label longer than its picture was not read in it."""


class Ladder:
    """The locator of recipes; one frame at a time."""

    def __init__(
        self, grounder: Grounder, memory: Memory, needs_all: Callable[[str], bool] = lambda label: False
    ) -> None:
        """`needs_all` says of a label that what it does is told by the texts around it (OK, Yes): then all is read."""
        self._grounder, self._memory, self._needs_all = grounder, memory, needs_all

    def glance(self, anchor: Anchor, frame: Frame) -> Located | None:
        """See `Locator.glance`."""
        if is_of_window(anchor):
            itself = window_itself(anchor, frame, whereabouts(anchor.window, frame))
            return itself if itself.element is not None else None
        sight = self._sight(anchor, frame, whereabouts(anchor.window, frame))
        return self._recalled(anchor, frame, sight) if sight else None

    def locate(self, anchor: Anchor, frame: Frame) -> Located:
        """See `Locator.locate`."""
        places = whereabouts(anchor.window, frame)
        if not places:
            return Located(Scene(frame), halt=Halt.NO_WINDOW, why=_no_window(anchor, frame))
        if is_of_window(anchor):
            return window_itself(anchor, frame, places)
        sight = self._sight(anchor, frame, places)
        known = self._recalled(anchor, frame, sight) if sight else None
        if known is not None:
            return known
        scene = self._grounder.read(frame)
        confirmed = self._confirmed(anchor, sight, scene)
        if confirmed is not None:
            return confirmed
        found = found_by_sight(anchor, scene, places)
        if found.element is not None and sight is None:
            self._learn(anchor, found.element, scene, places)
        return found

    def remember(self, anchor: Anchor, scene: Scene) -> None:
        """Keep what was read of a thing when it was recorded, so that the first replay reads nothing."""
        sight = self._sight(anchor, scene.frame, whereabouts(anchor.window, scene.frame))
        self._confirmed(anchor, sight, scene)

    def _learn(self, anchor: Anchor, element: Element, scene: Scene, places: Sequence[Whereabouts]) -> None:
        """Keep how it looks now, if it looks otherwise than it was recorded, and what was read of it."""
        otherwise = looking_otherwise(anchor, element, scene.frame, places)
        sight = self._only(otherwise, scene.frame, places) if otherwise is not None else None
        if otherwise is not None and self._confirmed(anchor, sight, scene) is not None:
            self._memory.keep_look(anchor, otherwise)

    def _sight(self, anchor: Anchor, frame: Frame, places: Sequence[Whereabouts]) -> Sight | None:
        """The one place in all windows where its very picture stands, or that of how it looked since."""
        sight = self._only(anchor, frame, places)
        otherwise = self._memory.look_of(anchor) if sight is None else None
        return self._only(otherwise, frame, places) if otherwise is not None else sight

    def _only(self, anchor: Anchor, frame: Frame, places: Sequence[Whereabouts]) -> Sight | None:
        found = [s for where in places for s in sights(anchor, frame, where)]
        return found[0] if len(found) == 1 and asking(found[0].where, frame) is None else None

    def _recalled(self, anchor: Anchor, frame: Frame, sight: Sight) -> Located | None:
        """The thing as it was read before, without reading anything."""
        known = self._memory.recall(sight, frame)
        if not known or not same_name(anchor, known[0].text) or self._needs_all(known[0].text):
            return None
        scene = _scene_of(known, sight, frame)
        return Located(scene, next(e for e in scene if e.role not in SURFACES), Rung.EXACT)

    def _confirmed(self, anchor: Anchor, sight: Sight | None, scene: Scene) -> Located | None:
        """The thing of the very same pixels, as it was read now; kept, so that the next time nothing is read."""
        if sight is None:
            return None
        element = _at(sight.box, scene, anchor)
        if element is None:
            element = _field_at(sight, scene, anchor) if sight.blanked else _labelled_at(sight, scene, anchor)
            scene = Scene(scene.frame, (*scene.elements, element)) if element else scene
        if element is None:
            return None
        kept = _told_by_its_pixels(element, sight, scene)
        if kept:
            self._memory.keep(sight, scene.frame, kept)
        return Located(scene, element, Rung.EXACT)


def same_name(anchor: Anchor, text: str) -> bool:
    """Whether a label that was read is the one remembered; none is the same as none."""
    return same_label(text, anchor.label) or text == anchor.label == ""


def same_thing(anchor: Anchor, role: Role, text: str) -> bool:
    """Whether what was read is what the anchor says: the same label, and a kind it may be taken for."""
    return role in family(anchor.role) and same_name(anchor, text)


def _at(box: Box, scene: Scene, anchor: Anchor) -> Element | None:
    """The element at a place, if it is what the anchor says."""
    there = [e for e in scene if e.box.overlaps(box) and same_thing(anchor, e.role, e.text)]
    best = max(there, key=lambda e: _common(e.box, box), default=None)
    return best if best is not None and _common(best.box, box) >= PLACED else None


def _field_at(sight: Sight, scene: Scene, anchor: Anchor) -> Element | None:
    """The field whose very frame stands there with its very label, though it was read as something else."""
    labels = [e for e in scene if anchor.label and same_label(e.text, anchor.label)]
    label = next((e for e in labels if _within(e.box, sight.areas[1:])), None)
    return field_in(anchor, sight.box, label.text, scene) if label is not None else None


def _labelled_at(sight: Sight, scene: Scene, anchor: Anchor) -> Element | None:
    """What stands there with its very pixels and its label, though it was read as another kind or only as its text."""
    if not anchor.label or anchor.role in TOGGLES:
        return None
    inside = [
        e for e in scene if e.role not in SURFACES and same_label(e.text, anchor.label) and _within(e.box, [sight.box])
    ]
    read = max(inside, key=lambda e: e.box.area, default=None)
    if read is None or any(e.text and e not in inside and _within(e.box, [sight.box]) for e in scene):
        return None
    # Its kind is what was read: a recipe has no say in what the judge is told.
    return replace(read, id=max(e.id for e in scene) + 1, box=sight.box)


def _common(one: Box, other: Box) -> float:
    shared = one.shared(other)
    return shared / (one.area + other.area - shared) if shared else 0.0


def _told_by_its_pixels(element: Element, sight: Sight, scene: Scene) -> list[Element]:
    """The element and its neighbours, if their pixels tell all of it: its label, and what can be pressed there."""
    inside = sight.areas
    if not _label_is_within(element, sight, scene):
        return []
    around = [e for e in scene if e is not element and e.role not in SURFACES]
    # Boxes of things that stand side by side may overlap at their edges, where nobody presses.
    middle = sight.box.grown(-min(sight.box.w, sight.box.h) // 4)
    over = [e for e in around if e.box.overlaps(middle)]
    if any(e.box.area <= element.box.area and not _within(e.box, inside) for e in over):
        return []
    return [element, *(e for e in around if _within(e.box, inside))]


def _label_is_within(element: Element, sight: Sight, scene: Scene) -> bool:
    """Whether the text of an element was read within the pictures: in its own, or as the name of a field beside it."""
    own = sight.areas[0]
    if not element.text or element.source == "vision" or (not sight.blanked and own.w >= LETTER * len(element.text)):
        return True
    names = [e for e in scene if e is not element and same_label(e.text, element.text)]
    return any(_within(e.box, sight.areas[1:]) for e in names)


def _within(box: Box, pictures: Sequence[Box]) -> bool:
    return any(box.coverage(picture.grown(2)) == 1.0 for picture in pictures)


def _scene_of(known: Sequence[Known], sight: Sight, frame: Frame) -> Scene:
    """The window, the thing and its neighbours."""
    window = sight.where.window
    surface = []
    if window is not None:
        role = Role.DIALOG if window.dialog else Role.WINDOW
        state = "focused" if window.focused else ""
        surface = [Element(1, role, window.title, window.box.intersection(frame.box), state, "x11")]
    number = len(surface)
    others = [k.at(sight.box, n, number) for n, k in enumerate(known, number + 1)]
    return Scene(frame, (*surface, *others))


def _no_window(anchor: Anchor, frame: Frame) -> str:
    """The sentence for a window that is not there, with those that are."""
    mark = anchor.window
    wanted = quoted(mark.title) if mark.title else (mark.app or "the recording")
    there = [quoted(w.title) for w in reversed(frame.windows) if w.title][:4]
    kind = "dialog" if mark.dialog else "window"
    return f"No {kind} is called {wanted}; there {'is ' + ', '.join(there) if there else 'is none'}."
