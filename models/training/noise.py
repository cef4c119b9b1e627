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


def _needed(scene: Scene) -> set[int]:
    """Return the elements that some decision of a scene is about, by `id`."""
    needed: set[int] = set()
    for decision in scene.decisions:
        needed |= {id(decision.answer.target), id(decision.answer.to)}
    goals = " ".join(decision.goal for decision in scene.decisions).lower()
    answers = " ".join(str(d.answer.target) for d in scene.decisions if d.answer.kind == "answer")
    for element in scene.elements:
        spoken = element.label.lower().strip(" .…:")
        if (spoken and spoken in goals) or (element.state and element.state in answers) or element.role == "dialog":
            needed.add(id(element))
        if answers and (element.label in answers or answers in element.label):
            needed.add(id(element))
    return needed


def thin_out(kit: Kit, scene: Scene) -> None:
    """Leave out some elements that no goal is about, as a reader that misses some of them does."""
    if scene.whole:
        return
    needed, share = _needed(scene), kit.any((0.1, 0.2, 0.4))
    scene.elements[:] = [e for e in scene.elements if id(e) in needed or not kit.chance(share)]


def shorten(kit: Kit, scene: Scene) -> None:
    """Cut a screen to the length the app shows the model, keeping what its decisions are about."""
    while len(scene.elements) > LONGEST:
        needed = _needed(scene)
        spare = [place for place, e in enumerate(scene.elements) if id(e) not in needed]
        if not spare:
            return
        gone = set(kit.random.sample(spare, min(len(spare), len(scene.elements) - LONGEST)))
        scene.elements[:] = [e for place, e in enumerate(scene.elements) if place not in gone]
