"""What makes real screens harder: clutter, long lists, misread labels, windows in the way."""

from __future__ import annotations

import dataclasses

from . import labels, words
from .kit import Kit
from .screen import DONE, Decision, Element, Scene, click

LONGEST = 48
LOOKALIKES = {
    "l": "1",
    "i": "l",
    "o": "0",
    "e": "c",
    "s": "5",
    "O": "0",
    "I": "l",
    "S": "5",
    "a": "o",
}


def _misread(kit: Kit, label: str) -> str:
    """Return a label as a poor reader of pixels returns it."""
    places = [place for place, letter in enumerate(label) if letter in LOOKALIKES]
    fault = kit.between(0, 3)
    if fault == 0 and " " in label:
        return label.replace(" ", "", 1)
    if fault == 1 and len(label) > 5:
        place = kit.between(1, len(label) - 2)
        return label[:place] + label[place + 1 :]
    if places:
        place = kit.any(places)
        return label[:place] + LOOKALIKES[label[place]] + label[place + 1 :]
    return label


def misread(kit: Kit, scene: Scene) -> None:
    """Change a letter or lose a space in some labels; answers follow, goals do not."""
    taken = {element.label for element in scene.elements}
    for element in scene.elements:
        if len(element.label) >= 4 and kit.chance(0.3):
            changed = _misread(kit, element.label)
            if changed not in taken:
                taken.add(changed)
                element.label = changed


def _filler(kit: Kit, scene: Scene) -> Element | None:
    """Draw an element that no goal of the scene speaks of."""
    spoken = " ".join(decision.goal for decision in scene.decisions).lower()
    shown = " ".join(element.label for element in scene.elements).lower()
    kind = kit.between(0, 9)
    if kind <= 2 or scene.whole:
        return Element("text", kit.one(words.STRAY_TEXT) if kit.chance(0.6) else kit.text())
    if kind == 3:
        name = kit.one(labels.SWITCHES)
        element = Element("checkbox", name, kit.any(("on", "off")))
    elif kind == 4:
        element = Element("row", kit.file_name())
    else:
        element = Element(kit.any(("button", "link", "link", "icon")), kit.one(labels.BUTTONS))
    parts = [part for part in element.label.lower().replace(".", " ").split() if len(part) > 2]
    if any(part in spoken or part in shown for part in parts):
        return None
    return element


def clutter(kit: Kit, scene: Scene, size: int) -> None:
    """Add elements around the scene until the screen is of a size, as far as they can be found."""
    before: list[Element] = []
    after: list[Element] = []
    for _ in range(3 * size):
        if len(scene.elements) + len(before) + len(after) >= min(size, LONGEST):
            break
        element = _filler(kit, scene)
        if element:
            (before if kit.chance(0.5) else after).append(element)
    scene.elements[:] = [*before, *scene.elements, *after]


def interrupt(kit: Kit, scene: Scene) -> None:
    """Put an uncalled-for window over the scene; what was to be done must wait for it."""
    pool = labels.WEB_INTRUDERS if kit.chance(0.4) else labels.INTRUDERS
    title, names, safe = kit.one(pool)
    buttons = {name: Element("button", name) for name in names}
    window = [Element("dialog", title), *buttons.values()]
    kept: list[Decision] = []
    for decision in scene.decisions:
        goal = decision.goal.lower()
        if decision.answer is not DONE and not any(name.lower() in goal for name in names):
            kept.append(dataclasses.replace(decision, answer=click(buttons[safe])))
    scene.decisions[:] = kept
    shown = {element.label for element in scene.elements}
    if shown & {safe}:
        scene.decisions.clear()
    covers = kit.chance(0.4)
    scene.elements[:] = window if covers else kit.any(([*window, *scene.elements], [*scene.elements, *window]))
