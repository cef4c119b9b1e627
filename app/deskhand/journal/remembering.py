"""What is kept of an act beside its record, so that a run can become a recipe: the anchors of what it was done to.

They are made when the act is, from the very pixels it was decided on (4 ms a step): the pictures of the journal are
compressed, and what stands in them would have to be read again.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from deskhand.core.actions import Action, Click, Drag, Scroll, Type, pressed_at
from deskhand.core.screen import Element, Pixels, Scene
from deskhand.recipe.anchors.anchoring import anchor_of, mark_of
from deskhand.recipe.anchors.targets import target_of, window_part

from .sqlite_journal import Remembered


def remembered(action: Action, scene: Scene) -> Remembered:
    """The anchors of an act: `target` and, of a drag, `onto`, each a `recipe.schema.Target` as JSON; `window` is the
    one with the keyboard; `how` is what else the act is made of."""
    said: dict[str, Any] = {"how": _how(action)}
    pictures: dict[str, Pixels] = {}
    typed = {action.shown} if isinstance(action, Type) else set[str]()
    for key, element in _things(action, scene).items():
        at = pressed_at(action) if key == "target" and isinstance(action, Click | Type | Drag) else None
        # What a skill called a place is not what stands there: only its picture can be found again.
        if element not in scene.elements:
            element = replace(element, text="")
            scene = replace(scene, elements=(*scene.elements, element))
        target, own = target_of(anchor_of(element, scene, at, typed))
        said[key] = target.model_dump(mode="json", exclude_defaults=True)
        pictures |= own
    focused = next((w for w in scene.frame.windows if w.focused), None)
    part = window_part(mark_of(focused)) if focused else None
    said["window"] = part.model_dump(mode="json", exclude_defaults=True) if part else None
    return Remembered(said, pictures)


def _things(action: Action, scene: Scene) -> dict[str, Element]:
    things = {}
    match action:
        case Click(target) | Type(target=target) | Scroll(target=target):
            if target is not None:
                things["target"] = target
        case Drag(target, to, onto):
            things["target"] = target
            there = [e for e in scene if e.box == to] or [e for e in scene if onto and e.text == onto]
            if len(there) == 1:
                things["onto"] = there[0]
    return things


def _how(action: Action) -> dict[str, Any]:
    match action:
        case Click(_, count, button, held):
            return {"times": count, "button": button, "held": list(held)}
        case Type(clear=clear):
            return {"clear": clear}
        case Scroll(notches):
            return {"notches": notches}
        case Drag(target, to):
            start, end = target.box.center, to.center
            return {"by": [end.x - start.x, end.y - start.y]}
        case _:
            return {}


__all__ = ["remembered"]
