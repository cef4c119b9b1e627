"""Steps of the keyboard that are no text, and checks the person asked for."""

from __future__ import annotations

from deskhand.core.screen import SURFACES, TOGGLES, Element, Role, Scene
from deskhand.recipe.format.schema import Check, Click, Condition, Key, printable

from .gestures import Checked, Chorded
from .hits import element_at, same_place
from .making import Making
from .texts import goes_into
from .values import text_templated

TABS = ("tab", "shift+tab")


def chorded(making: Making, chord: Chorded) -> None:
    """A key or chord; a space that switched a toggle is a click on it."""
    before, after = making.both(chord)
    toggled = toggled_between(before, after) if chord.chord == "space" else None
    if toggled is not None:
        while making.steps and isinstance(making.steps[-1], Key) and making.steps[-1].key in TABS:
            making.steps.pop()
        seen = making.effect(chord, toggled)
        target = making.target(toggled, before, None)
        making.add(Click(click=target, then=seen.effect, within=making.within(chord, seen)), seen)
        return
    seen = making.effect(chord, None)
    window, within = making.focused(before), making.within(chord, seen)
    making.add(Key(key=chord.chord, window=window, then=seen.effect, within=within), seen)


def leads_to_text(making: Making, at: int) -> bool:
    """Whether a Tab, and those after it, only lead to a field that is found by itself."""
    end = at
    while end < len(making.gestures):
        gesture = making.gestures[end]
        if not isinstance(gesture, Chorded) or gesture.chord not in TABS:
            break
        end += 1
    entry = making.entries.get(end)
    return end > at and entry is not None and goes_into(entry) is not None


def toggled_between(before: Scene, after: Scene) -> Element | None:
    """The one toggle whose state changed."""
    found = []
    for element in before:
        if element.role in TOGGLES:
            now = same_place(element, after)
            if now is not None and now.state and now.state != element.state:
                found.append(element)
    return found[0] if len(found) == 1 else None


def checked(making: Making, check: Checked) -> None:
    """What the person pointed at must be seen again."""
    scene = making.scene(check.shot)
    element = element_at(scene, check.at)
    if element is None or element.role in SURFACES or not (element.text or element.state):
        making.remarks.append("What you pointed at to be checked could not be read; the check is left out.")
        return
    target, known = making.target(element, scene, None), making.parameters.known
    if element.role in TOGGLES or (element.role in (Role.EDIT, Role.COMBO) and element.state):
        state = text_templated(printable(element.state), known)
        making.add(Check(check=Condition(target=target, state=state)))
        return
    making.add(Check(check=Condition(text=text_templated(printable(element.text), known), window=target.window)))


__all__ = ["checked", "chorded", "leads_to_text"]
