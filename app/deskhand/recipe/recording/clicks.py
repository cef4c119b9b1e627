"""Steps of the mouse: clicks, choices in lists, drags and turns of the wheel."""

from __future__ import annotations

from deskhand.core.naming import canonical
from deskhand.core.screen import SURFACES, Element, Role, Scene
from deskhand.core.stacking import is_popup
from deskhand.core.step import Change
from deskhand.recipe.format.schema import Click, Drag, Effect, Scroll, Target

from .fields import content
from .gestures import Checked, Dragged, Pressed, Turned
from .hits import element_at, same_place, surface_at
from .labels import field_label
from .making import Making

MOST_CHOICES = 100
MOST_NOTCHES = 500
POINTLESS = "Nothing changed when this was shown; it may not be needed."
BY_PLACE = "Nothing could be read where this was pressed: only its place in the window tells it."


def pressed(making: Making, at: int, press: Pressed) -> None:
    """A click."""
    before, _ = making.both(press)
    element = element_at(before, press.at)
    if element is None:
        making.left_out(f"A click at {press.at.x}, {press.at.y}")
        return
    choice = _choice(making, at, element, before)
    seen = making.effect(press, element, clicked=True)
    target = making.target(element, before, press.at)
    if choice is not None:
        target = target.model_copy(update={"label": choice, "picture": None, "state": ""})
    pointless = seen.is_nothing and element.role is not Role.EDIT and making.entries.get(at + 1) is None
    note = POINTLESS if pointless else ""
    if element.role in SURFACES:
        note = BY_PLACE
        where = element.text or "a window"
        making.remarks.append(f"A click in {where} hit nothing that could be read; its place is kept.")
    making.add(
        Click(
            click=target,
            times=press.times,  # type: ignore[arg-type]
            button=press.button,  # type: ignore[arg-type]
            held=press.held,
            then=seen.effect,
            within=making.within(press, seen),
            note=note,
        ),
        seen,
    )


def _choice(making: Making, at: int, option: Element, scene: Scene) -> str | None:
    """A parameter for what was chosen in a list that a press had opened."""
    before = making.gestures[at - 1] if at else None
    if not isinstance(before, Pressed) or not option.text or option.role in SURFACES:
        return None
    closed, opened = making.scene(before.shot), scene
    opener = element_at(closed, before.at)
    popup = next((w for w in reversed(opened.frame.windows) if w.box.contains(option.box.center)), None)
    in_popup = popup is not None and is_popup(popup) and popup not in closed.frame.windows
    if opener is None or not (in_popup or option.role is Role.OPTION):
        return None
    press = making.gestures[at]
    now = same_place(opener, making.scene(making.after(press)))
    takes_it = now is not None and canonical(content(now) or now.text) == canonical(option.text)
    if opener.role is not Role.COMBO and not (takes_it and canonical(opener.text) != canonical(option.text)):
        return None
    mates = [e for e in opened if e.text and e.role is option.role and e.window == option.window]
    if popup is not None and in_popup:
        mates = [e for e in mates if popup.box.contains(e.box.center)]
    choices = list(dict.fromkeys(e.text for e in mates))[:MOST_CHOICES]
    label = field_label(opener, closed)
    return making.parameters.chosen(option.text, label, choices if option.text in choices else [option.text])


def dragged(making: Making, drag: Dragged) -> None:
    """A drag, onto another thing or by a distance."""
    before, _ = making.both(drag)
    element = element_at(before, drag.at)
    if element is None:
        making.left_out(f"A drag from {drag.at.x}, {drag.at.y}")
        return
    if drag.held:
        making.remarks.append(f"{'+'.join(drag.held)} was held in a drag; the recipe drags without.")
    landed = element_at(before, drag.to)
    onto = landed if landed is not None and _takes_drops(element, landed) else None
    scale = before.frame.layout.scale_of(element.box) if before.frame.monitors else 1.0
    by = (round((drag.to.x - drag.at.x) / scale), round((drag.to.y - drag.at.y) / scale))
    seen = making.effect(drag, element)
    making.add(
        Drag(
            drag=making.target(element, before, drag.at),
            onto=making.target(onto, before, drag.to) if onto else None,
            by=None if onto else by,
            then=seen.effect,
            within=making.within(drag, seen),
        ),
        seen,
    )


def _takes_drops(element: Element, landed: Element) -> bool:
    """Whether a drag ended on another thing, and not somewhere in an area or further along a text."""
    sliding = {Role.SLIDER, Role.SCROLLBAR, Role.EDIT}
    return landed != element and element.role not in sliding and landed.role not in SURFACES | {Role.SCROLLBAR}


def turned(making: Making, at: int, wheel: Turned) -> None:
    """A scroll, until the target of what was done next is in sight."""
    if not wheel.down:
        making.remarks.append("A sideways turn of the wheel is left out.")
        return
    before = making.scene(wheel.shot)
    over = surface_at(before, wheel.at)
    making.add(
        Scroll(
            scroll=max(-MOST_NOTCHES, min(MOST_NOTCHES, wheel.down)),
            over=making.target(over, before, wheel.at) if over else None,
            until=_sought(making, at, before),
            then=Effect(change=Change.NOTHING),
        )
    )


def _sought(making: Making, at: int, before: Scene) -> Target | None:
    """The target of what was done next, if it was not in sight before."""
    coming = making.gestures[at + 1] if at + 1 < len(making.gestures) else None
    if not isinstance(coming, Pressed | Dragged | Checked):
        return None
    scene = making.scene(coming.shot)
    element = element_at(scene, coming.at)
    if element is None or not element.text or element.role in SURFACES:
        return None
    keys = making.row_keys(element, scene)
    if any(_is_same(e, element) and keys <= {canonical(o.text) for o in before.row_of(e)} for e in before):
        return None
    return making.target(element, scene, coming.at)


def _is_same(one: Element, other: Element) -> bool:
    """Whether both are called the same, and one is not cut off by the edge of what is shown."""
    whole = one.box.h >= 0.8 * other.box.h
    return whole and one.role is other.role and canonical(one.text) == canonical(other.text)


__all__ = ["dragged", "pressed", "turned"]
